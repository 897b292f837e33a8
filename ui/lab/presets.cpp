// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/presets.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>

#include <algorithm>
#include <iterator>

namespace basin {

namespace {

std::vector<Preset> presetsOf(bool plane) {
    std::vector<Preset> found;
    std::copy_if(presets().begin(), presets().end(), std::back_inserter(found),
                 [plane](const Preset& preset) { return preset.scenario.plane.has_value() == plane; });
    return found;
}

}  // namespace

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

const std::vector<Preset>& linePresets() {
    static const std::vector<Preset> line = presetsOf(false);
    return line;
}

const std::vector<Preset>& planePresets() {
    static const std::vector<Preset> plane = presetsOf(true);
    return plane;
}

}  // namespace basin
