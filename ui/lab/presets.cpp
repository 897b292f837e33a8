// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/presets.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>

namespace basin {

const std::vector<Preset>& presets() {
    static const std::vector<Preset> all = [] {
        std::vector<Preset> found;
        // Files are numbered, "03-deeper-dip.json": the number is the order of the menu.
        static const QRegularExpression number(QStringLiteral("^\\d+-"));
        for (const QFileInfo& info : QDir(QStringLiteral(":/scenarios")).entryInfoList(QDir::Files, QDir::Name)) {
            QFile file(info.filePath());
            if (!file.open(QIODevice::ReadOnly)) continue;
            Result<Scenario> scenario = readScenario(file.readAll().toStdString());
            if (!scenario) qFatal("%s: %s", qPrintable(info.fileName()), scenario.error().message.c_str());
            found.push_back({info.completeBaseName().remove(number), *std::move(scenario)});
        }
        return found;
    }();
    return all;
}

}  // namespace basin
