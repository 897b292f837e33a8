// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/carried_state.h"

#include "core/number_text.h"

#include <QFile>
#include <QImageReader>

namespace basin {

namespace {

constexpr qint64 kLookedAt = 8 << 20;  // bytes from either end
constexpr int kLongestBlock = 255;     // of a GIF's comment
constexpr char kTrailer = '\x3b';      // the last byte of a GIF
const QByteArray kComment("\x21\xfe", 2);

QByteArray xmlText(const QString& text) { return text.toHtmlEscaped().toUtf8(); }

std::optional<std::string> found(const QByteArray& bytes) {
    const auto state = findState({bytes.constData(), static_cast<std::size_t>(bytes.size())});
    return state ? std::optional<std::string>(*state) : std::nullopt;
}

/// What the blocks of a comment say that begins at `begin`.
QByteArray commentAt(const QByteArray& gif, qsizetype begin) {
    QByteArray text;
    for (qsizetype at = begin + kComment.size(); at < gif.size();) {
        const int length = static_cast<unsigned char>(gif[at]);
        if (length == 0) break;
        text += gif.mid(at + 1, length);
        at += 1 + length;
    }
    return text;
}

}  // namespace

QByteArray svgWithState(QByteArray svg, const std::string& state) {
    const qsizetype root = svg.indexOf("<svg");
    const qsizetype end = root < 0 ? -1 : svg.indexOf('>', root);
    if (end < 0) return svg;
    return svg.insert(
        end + 1, "\n<metadata id=\"" + kStateKey.toUtf8() + "\">" + QByteArray::fromStdString(state) + "</metadata>");
}

QByteArray xmpWithState(const QString& title, const std::string& state) {
    return "<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
           "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
           "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
           " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:basin=\"urn:basin:state\">\n"
           "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">" +
           xmlText(title) +
           "</rdf:li></rdf:Alt></dc:title>\n<xmp:CreatorTool>Basin " BASIN_VERSION "</xmp:CreatorTool>\n<basin:state>" +
           QByteArray::fromStdString(state) +
           "</basin:state>\n</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>";
}

QByteArray gifWithState(QByteArray gif, const std::string& state) {
    if (!gif.endsWith(kTrailer)) return gif;
    gif.chop(1);
    gif += kComment;
    const QByteArray text = QByteArray::fromStdString(state);
    for (qsizetype at = 0; at < text.size(); at += kLongestBlock) {
        const QByteArray block = text.mid(at, kLongestBlock);
        gif += static_cast<char>(block.size());
        gif += block;
    }
    gif += '\0';
    return gif + kTrailer;
}

QByteArray csvHeader(const SavedState& state) {
    QByteArray header = "# Basin " + QByteArray::fromStdString(state.version);
    if (!state.scenario.title.empty()) header += ", " + QByteArray::fromStdString(state.scenario.title).simplified();
    header += ", seed " + QByteArray::number(static_cast<qulonglong>(state.scenario.seed));
    if (!state.runs.empty()) header += ", step " + QByteArray::number(static_cast<qlonglong>(state.runs.front().step));
    return header + "\n# " + QByteArray::fromStdString(writeState(state)) + "\n";
}

std::optional<std::string> carriedState(const QString& path) {
    // Text chunks of a PNG are packed if they are long; they come before the picture, which may have been cut off.
    QImageReader picture(path);
    picture.setDecideFormatFromContent(true);
    if (const QString text = picture.text(kStateKey); !text.isEmpty()) return text.toStdString();

    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return std::nullopt;
    QByteArray bytes = file.read(kLookedAt);
    if (bytes.startsWith("GIF8")) {
        if (file.size() > kLookedAt && file.seek(file.size() - kLookedAt)) bytes = file.read(kLookedAt);
        for (qsizetype at = bytes.lastIndexOf(kComment); at > 0; at = bytes.lastIndexOf(kComment, at - 1))
            if (const auto state = found(commentAt(bytes, at))) return state;
        return std::nullopt;
    }
    if (const auto state = found(bytes)) return state;
    if (file.size() <= kLookedAt || !file.seek(std::max(kLookedAt, file.size() - kLookedAt))) return std::nullopt;
    return found(file.read(kLookedAt));
}

}  // namespace basin
