// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/opened_file.h"

#include "core/deck/deck.h"
#include "ui/export/carried_state.h"
#include "ui/translation.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

namespace basin {

namespace {

constexpr qint64 kMega = 1 << 20;
constexpr qint64 kLargestTable = 64 * kMega;
constexpr qint64 kLargestJson = 16 * kMega;  // read in about a second

/// The texts of this file, for translators.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(basin::OpenedFile)
};

NotOpened problem(const QString& name, const Error& error) {
    return {Words::tr("%1: %2").arg(name, coreText(error.message))};
}

OpenedFile stateFrom(const QString& name, const std::string& text) {
    Result<SavedState> state = readState(text);
    if (!state) return problem(name, state.error());
    return *std::move(state);
}

OpenedFile fromJson(const QString& name, const QByteArray& text) {
    // What it is for is plain from its keys; whether it is right, its own reader says.
    if (isDeck(text.toStdString())) return OpenedDeck{text};
    if (QJsonDocument::fromJson(text).object().contains(QLatin1String("basin_state")))
        return stateFrom(name, text.toStdString());
    Result<Scenario> scenario = readScenario(text.toStdString());
    if (!scenario) return problem(name, scenario.error());
    return *std::move(scenario);
}

}  // namespace

OpenedFile readAnyFile(const QString& path) {
    const QFileInfo info(path);
    const QString name = info.fileName();
    QFile file(path);
    if (info.isDir() || !file.open(QIODevice::ReadOnly))
        return NotOpened{Words::tr("%1 cannot be opened: %2.")
                             .arg(path, info.isDir() ? Words::tr("it is a folder") : file.errorString())};
    const bool isJson = path.endsWith(QLatin1String(".json"), Qt::CaseInsensitive);
    if (!isJson)
        if (const auto state = carriedState(path)) return stateFrom(name, *state);
    const QByteArray beginning = file.peek(4096);
    if (beginning.contains('\0') || beginning.startsWith("%PDF") || beginning.contains("<svg"))
        return NotOpened{
            Words::tr("%1 carries no state of Basin: it was not exported by Basin, or its metadata were taken out "
                      "or cut off. Nothing was changed.")
                .arg(name)};
    const qint64 largest = isJson ? kLargestJson : kLargestTable;
    if (file.size() > largest)
        return NotOpened{(isJson ? Words::tr("%1 is too large for a scenario or a deck: at most %2 MB can be opened.")
                                 : Words::tr("%1 is too large for a table: at most %2 MB can be opened."))
                             .arg(name, QString::number(largest / kMega))};
    const QByteArray text = file.readAll();
    return isJson ? fromJson(name, text) : OpenedTable{text};
}

}  // namespace basin
