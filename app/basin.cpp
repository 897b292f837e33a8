// SPDX-License-Identifier: GPL-3.0-or-later
// The window's main program.
#include "ui/lab/lab_page.h"
#include "ui/lab/presets.h"
#include "ui/main_window.h"
#include "ui/rates/rates_page.h"
#include "ui/theme.h"
#include "ui/training/training_page.h"

#include <QApplication>
#include <QIcon>
#include <QSettings>
#include <QTimer>

#include <CLI/CLI.hpp>

#include <cstdio>
#include <string>

namespace {

struct Options {
    std::string file;
    std::string scenario;
    std::string screenshot;
    std::string theme = "system";
    std::string page = "lab";
    std::string runs;
    double playSeconds = 5.0;
    int width = 1280, height = 720;
};

/// The scenario to begin with: the one asked for, the last session's, or the first preset. Null, with a sentence on
/// standard error, if there is no preset of that name.
const basin::Scenario* presetNamed(const std::string& name) {
    for (const basin::Preset& preset : basin::presets())
        if (preset.name.toStdString() == name) return &preset.scenario;
    std::fprintf(stderr, "basin: there is no scenario \"%s\"; --list names them.\n", name.c_str());
    return nullptr;
}

basin::Scenario firstScenario(const Options& options) {
    if (options.screenshot.empty()) {
        const QByteArray last = QSettings().value(QStringLiteral("scenario")).toByteArray();
        if (!last.isEmpty())
            if (basin::Result<basin::Scenario> scenario = basin::readScenario(last.toStdString());
                scenario && basin::buildLandscape(scenario->landscape))
                return *std::move(scenario);
    }
    return basin::presets().front().scenario;
}

basin::ThemeChoice themeChoice(const std::string& name) {
    if (name == "light") return basin::ThemeChoice::Light;
    if (name == "dark") return basin::ThemeChoice::Dark;
    return static_cast<basin::ThemeChoice>(QSettings().value(QStringLiteral("theme"), 0).toInt());
}

}  // namespace

int main(int argc, char** argv) {
    Options options;
    bool list = false;
    CLI::App arguments{"Basin: see why averaging the iterates of SGD works"};
    arguments.set_version_flag("--version", std::string("basin ") + BASIN_VERSION);
    arguments.add_option("FILE", options.file, "A scenario (.json) or a table (.csv) to open");
    arguments.add_option("--scenario", options.scenario, "A preset by name");
    arguments.add_flag("--list", list, "Name the presets");
    arguments.add_option("--screenshot", options.screenshot,
                         "Play off screen, write a picture (.png of the window, .svg or .pdf of the charts) and end");
    arguments.add_option("--play", options.playSeconds, "Seconds to play before the screenshot")
        ->check(CLI::Range(0.0, 3600.0));
    arguments.add_option("--width", options.width, "Width of the window")->check(CLI::Range(640, 7680));
    arguments.add_option("--height", options.height, "Height of the window")->check(CLI::Range(480, 4320));
    arguments.add_option("--page", options.page, "The page to open")
        ->check(CLI::IsMember({"lab", "rates", "training"}));
    arguments.add_option("--runs", options.runs, "Folder of the training runs, for this time");
    arguments.add_option("--theme", options.theme)->check(CLI::IsMember({"light", "dark", "system"}));
    CLI11_PARSE(arguments, argc, argv);

    if (list) {  // needs no display
        for (const basin::Preset& preset : basin::presets())
            std::printf("%-28s %s\n", qPrintable(preset.name), preset.scenario.title.c_str());
        return 0;
    }
    if (!options.screenshot.empty()) qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("Basin"));
    QApplication::setOrganizationName(QStringLiteral("Basin"));
    QApplication::setApplicationVersion(QStringLiteral(BASIN_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("org.basin.Basin"));
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/basin.svg")));

    const basin::Scenario* asked = options.scenario.empty() ? nullptr : presetNamed(options.scenario);
    if (!options.scenario.empty() && !asked) return 2;

    basin::applyTheme(themeChoice(options.theme));
    basin::MainWindow window(asked ? *asked : firstScenario(options));
    window.resize(options.width, options.height);
    if (!options.file.empty() && !window.openFile(QString::fromStdString(options.file)) && !options.screenshot.empty())
        return 2;
    if (!options.runs.empty()) window.training()->setRoot(QString::fromStdString(options.runs), false);
    window.show();
    if (options.page == "rates") window.showPage(window.rates());
    if (options.page == "training") window.showPage(window.training());
    window.lab()->setPlaying(true);

    if (!options.screenshot.empty())
        QTimer::singleShot(static_cast<int>(1000.0 * options.playSeconds), &window, [&] {
            QApplication::exit(window.exportPicture(QString::fromStdString(options.screenshot)) ? 0 : 1);
        });
    return QApplication::exec();
}
