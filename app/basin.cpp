// SPDX-License-Identifier: GPL-3.0-or-later
// The window's main program.
#include "ui/export/opened_file.h"
#include "ui/lab/lab_page.h"
#include "ui/lab/presets.h"
#include "ui/lecture/handout.h"
#include "ui/lecture/lecture.h"
#include "ui/lecture/lecture_room.h"
#include "ui/lecture/projector.h"
#include "ui/main_window.h"
#include "ui/network/network_page.h"
#include "ui/plane/plane_page.h"
#include "ui/rates/rates_page.h"
#include "ui/recovery/recovery.h"
#include "ui/theme.h"
#include "ui/training/training_page.h"
#include "ui/translation.h"

#include <QApplication>
#include <QFile>
#include <QIcon>
#include <QSettings>
#include <QTimer>

#include <CLI/CLI.hpp>

#include <cstdio>
#include <optional>
#include <string>
#include <variant>

namespace {

struct Options {
    std::string file;
    std::string scenario;
    std::string screenshot;
    std::string theme = "system";
    std::string page;
    std::string runs;
    double playSeconds = 5.0;
    int width = 1280, height = 720;
    std::string handout, to;
    int step = 1;
    bool projector = false;
};

/// Writes the handout of a deck and waits for it. The exit status.
int writeHandout(const Options& options) {
    const QString path = QString::fromStdString(options.handout);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        std::fprintf(stderr, "basin: %s cannot be opened: %s.\n", qPrintable(path), qPrintable(file.errorString()));
        return 2;
    }
    const basin::Result<basin::Deck> deck = basin::readDeck(file.readAll().toStdString());
    if (!deck) {
        std::fprintf(stderr, "basin: %s: %s\n", qPrintable(path), deck.error().message.c_str());
        return 2;
    }
    basin::applyTheme(basin::ThemeChoice::Light);
    basin::Handout handout(*deck, basin::scenariosOf(*deck, path), QString::fromStdString(options.to));
    QObject::connect(&handout, &basin::Handout::finished, qApp, [](const QString& problem) {
        if (!problem.isEmpty()) std::fprintf(stderr, "basin: %s\n", qPrintable(problem));
        QCoreApplication::exit(problem.isEmpty() ? 0 : 1);
    });
    QMetaObject::invokeMethod(&handout, &basin::Handout::start, Qt::QueuedConnection);
    return QApplication::exec();
}

/// Null, with a sentence on standard error, if there is no preset of that name.
const basin::Scenario* presetNamed(const std::string& name) {
    for (const basin::Preset& preset : basin::presets())
        if (preset.name.toStdString() == name) return &preset.scenario;
    std::fprintf(stderr, "basin: there is no scenario \"%s\"; --list names them.\n", name.c_str());
    return nullptr;
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
    arguments.add_option("FILE", options.file,
                         "A scenario or a deck (.json), a table (.csv), or anything that Basin exported: it goes on "
                         "where it was taken");
    arguments.add_option("--scenario", options.scenario, "A preset by name");
    arguments.add_flag("--list", list, "Name the presets");
    arguments.add_option("--screenshot", options.screenshot,
                         "Play off screen, write a picture (.png of the window, .svg or .pdf of the charts) and end");
    arguments.add_option("--play", options.playSeconds, "Seconds to play before the screenshot")
        ->check(CLI::Range(0.0, 3600.0));
    arguments.add_option("--width", options.width, "Width of the window")->check(CLI::Range(640, 7680));
    arguments.add_option("--height", options.height, "Height of the window")->check(CLI::Range(480, 4320));
    arguments.add_option("--page", options.page, "The page to open")
        ->check(CLI::IsMember({"lab", "plane", "rates", "training", "landscape"}));
    arguments.add_option("--runs", options.runs, "Folder of the training runs, for this time");
    arguments.add_option("--theme", options.theme)->check(CLI::IsMember({"light", "dark", "system"}));
    arguments.add_flag("--projector", options.projector, "Begin in projector mode");
    arguments.add_option("--step", options.step, "The step of the deck to begin with")->check(CLI::PositiveNumber);
    auto* to = arguments.add_option("--to", options.to, "The PDF that --handout writes");
    auto* handout =
        arguments.add_option("--handout", options.handout, "A deck: write it as a PDF to hand out, and end");
    handout->needs(to);
    to->needs(handout);
    CLI11_PARSE(arguments, argc, argv);

    if (list) {  // needs no display
        for (const basin::Preset& preset : basin::presets())
            std::printf("%-28s %s\n", qPrintable(preset.name), preset.scenario.title.c_str());
        return 0;
    }
    if (!options.screenshot.empty() || !options.handout.empty()) qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    basin::installTranslations();
    QApplication::setApplicationName(QStringLiteral("Basin"));
    QApplication::setOrganizationName(QStringLiteral("Basin"));
    QApplication::setApplicationVersion(QStringLiteral(BASIN_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("org.basin.Basin"));
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/basin.svg")));

    if (!options.handout.empty()) return writeHandout(options);
    const basin::Scenario* asked = options.scenario.empty() ? nullptr : presetNamed(options.scenario);
    if (!options.scenario.empty() && !asked) return 2;

    basin::applyTheme(themeChoice(options.theme));
    basin::MainWindow window(asked ? *asked : basin::presets().front().scenario);
    if (options.screenshot.empty()) window.bringBackLast(asked == nullptr);
    window.resize(options.width, options.height);
    window.stagePage()->setPlaying(true);  // what was exported stands still when it is opened
    if (!options.file.empty()) {
        const QString path = QString::fromStdString(options.file);
        const basin::OpenedFile file = basin::readAnyFile(path);
        // A window says what is wrong; without one the shell does.
        if (!window.open(path, file) && !options.screenshot.empty()) {
            const auto* no = std::get_if<basin::NotOpened>(&file);
            const QString sentence = no ? no->sentence : path + QStringLiteral(" is nothing that Basin can show.");
            std::fprintf(stderr, "basin: %s\n", qPrintable(sentence));
            return 2;
        }
    }
    if (!options.runs.empty()) window.training()->setRoot(QString::fromStdString(options.runs), false);
    window.show();
    if (options.page == "lab") window.showPage(window.lab());
    if (options.page == "plane") {
        window.showPage(window.plane());
        window.plane()->setPlaying(true);
    }
    if (options.page == "rates") window.showPage(window.rates());
    if (options.page == "training") window.showPage(window.training());
    if (options.page == "landscape") window.showPage(window.network());
    if (options.step > 1) window.lectureRoom()->lecture()->showStep(options.step - 1);
    if (options.projector) window.lectureRoom()->projector()->set(true, options.screenshot.empty());

    std::optional<basin::Recovery> recovery;
    if (options.screenshot.empty()) recovery.emplace(&window, basin::Recovery::usualFolder());
    if (!options.screenshot.empty())
        QTimer::singleShot(static_cast<int>(1000.0 * options.playSeconds), &window, [&] {
            QApplication::exit(window.exportPicture(QString::fromStdString(options.screenshot)) ? 0 : 1);
        });
    return QApplication::exec();
}
