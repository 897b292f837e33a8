// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/ffmpeg.h"

#include <QCoreApplication>
#include <QProcess>
#include <QStandardPaths>

namespace basin {

namespace {

constexpr int kPatienceMs = 10000;

/// The texts of this file, for translators.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(basin::Ffmpeg)
};

/// The first of the encoders that is in the list.
QString firstOf(const QStringList& wanted, const QByteArray& list) {
    for (const QString& encoder : wanted)
        if (list.contains((' ' + encoder + ' ').toUtf8())) return encoder;
    return {};
}

QStringList encoderOptions(const QString& encoder) {
    if (encoder == QLatin1String("libx264"))
        return {QStringLiteral("-preset"), QStringLiteral("medium"), QStringLiteral("-crf"), QStringLiteral("18")};
    if (encoder == QLatin1String("libvpx-vp9"))
        return {QStringLiteral("-crf"),    QStringLiteral("24"), QStringLiteral("-b:v"),      QStringLiteral("0"),
                QStringLiteral("-row-mt"), QStringLiteral("1"),  QStringLiteral("-cpu-used"), QStringLiteral("4")};
    if (encoder == QLatin1String("libvpx"))
        return {QStringLiteral("-crf"), QStringLiteral("10"), QStringLiteral("-b:v"), QStringLiteral("8M")};
    return {QStringLiteral("-q:v"), QStringLiteral("2")};
}

}  // namespace

QStringList Ffmpeg::endings() const {
    QStringList endings;
    if (!mp4.isEmpty()) endings << QStringLiteral("mp4");
    if (!webm.isEmpty()) endings << QStringLiteral("webm");
    if (gif) endings << QStringLiteral("gif");
    return endings;
}

QString Ffmpeg::problem() const {
    if (program.isEmpty())
        return Words::tr(
            "Animations need ffmpeg, which is not installed: “sudo apt install ffmpeg” brings it on Debian and "
            "Ubuntu.");
    if (endings().isEmpty())
        return Words::tr(
            "The ffmpeg of this machine writes neither MP4 nor WebM nor GIF: install the one of your system.");
    return {};
}

Ffmpeg findFfmpeg() {
    Ffmpeg found;
    found.program = QStandardPaths::findExecutable(QStringLiteral("ffmpeg"));
    if (found.program.isEmpty()) return found;
    QProcess process;
    process.start(found.program, {QStringLiteral("-hide_banner"), QStringLiteral("-encoders")});
    if (!process.waitForFinished(kPatienceMs)) return found;
    const QByteArray encoders = process.readAllStandardOutput();
    found.mp4 = firstOf({QStringLiteral("libx264"), QStringLiteral("libopenh264"), QStringLiteral("mpeg4")}, encoders);
    found.webm = firstOf({QStringLiteral("libvpx-vp9"), QStringLiteral("libvpx")}, encoders);
    found.gif = !firstOf({QStringLiteral("gif")}, encoders).isEmpty();
    return found;
}

QStringList ffmpegArguments(const Ffmpeg& ffmpeg, const QString& ending, QSize size, int perSecond, const QString& tags,
                            const QString& to) {
    QStringList arguments{QStringLiteral("-hide_banner"),
                          QStringLiteral("-loglevel"),
                          QStringLiteral("error"),
                          QStringLiteral("-y"),
                          QStringLiteral("-f"),
                          QStringLiteral("rawvideo"),
                          QStringLiteral("-pix_fmt"),
                          QStringLiteral("bgr0"),
                          QStringLiteral("-s"),
                          QStringLiteral("%1x%2").arg(size.width()).arg(size.height()),
                          QStringLiteral("-r"),
                          QString::number(perSecond),
                          QStringLiteral("-i"),
                          QStringLiteral("pipe:0"),
                          QStringLiteral("-f"),
                          QStringLiteral("ffmetadata"),
                          QStringLiteral("-i"),
                          tags,
                          QStringLiteral("-map"),
                          QStringLiteral("0:v"),
                          QStringLiteral("-map_metadata"),
                          QStringLiteral("1")};
    if (ending == QLatin1String("gif")) {
        // A palette for each picture, so that none waits for the last.
        arguments << QStringLiteral("-vf")
                  << QStringLiteral(
                         "split[a][b];[a]palettegen=stats_mode=single[p];[b][p]paletteuse=new=1:dither=none");
    } else {
        const QString encoder = ending == QLatin1String("mp4") ? ffmpeg.mp4 : ffmpeg.webm;
        arguments << QStringLiteral("-c:v") << encoder << encoderOptions(encoder) << QStringLiteral("-vf")
                  << QStringLiteral("scale=out_color_matrix=bt709:out_range=tv") << QStringLiteral("-pix_fmt")
                  << QStringLiteral("yuv420p") << QStringLiteral("-colorspace") << QStringLiteral("bt709")
                  << QStringLiteral("-color_primaries") << QStringLiteral("bt709") << QStringLiteral("-color_trc")
                  << QStringLiteral("bt709");
        if (ending == QLatin1String("mp4")) arguments << QStringLiteral("-movflags") << QStringLiteral("+faststart");
    }
    return arguments << to;
}

QByteArray ffmpegTags(const QString& title, const std::string& state) {
    const auto escaped = [](const QByteArray& text) {
        QByteArray out;
        for (const char letter : text) {
            if (letter == '=' || letter == ';' || letter == '#' || letter == '\\' || letter == '\n') out += '\\';
            out += letter;
        }
        return out;
    };
    return ";FFMETADATA1\ntitle=" + escaped(title.toUtf8()) + "\ncomment=" + escaped(QByteArray::fromStdString(state)) +
           "\n";
}

}  // namespace basin
