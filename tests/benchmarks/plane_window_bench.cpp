// SPDX-License-Identifier: GPL-3.0-or-later
// The speed of the plane's page: frames a second with 10,000 walkers, how long the window's thread is ever blocked, and how
// often the surface in three dimensions is drawn without OpenGL while it turns.
#include "core/scenario/scenario.h"
#include "tests/benchmarks/timed_application.h"
#include "ui/main_window.h"
#include "ui/plane/plane_page.h"
#include "ui/plane/surface_view.h"

#include <QStandardPaths>
#include <QTimer>

#include <cmath>
#include <limits>

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("BASIN_SOFTWARE_3D", "1");
    basin::TimedApplication application(argc, argv);
    QStandardPaths::setTestModeEnabled(true);
    basin::applyTheme(basin::ThemeChoice::Light);

    basin::Scenario scenario = basin::PlanePage::firstScenario();
    scenario.walkers = 10000;
    scenario.stepsPerSecond = std::numeric_limits<double>::infinity();
    basin::MainWindow window(scenario);
    window.resize(1920, 1080);
    window.show();
    basin::PlanePage* page = window.plane();
    page->setPlaying(true);
    QObject::connect(page->view(), &basin::PlaneView::frameShown, [&] { application.frameBegins(); });
    QObject::connect(page, &basin::PlanePage::scenarioShown, [&] { application.frameBegins(); });

    const auto wait = [&](int milliseconds) {
        QTimer::singleShot(milliseconds, &application, [] { QApplication::exit(); });  // not quit(), which would close
        QApplication::exec();
    };
    const auto measure = [&](const char* name, int seconds) {
        application.begin();
        wait(1000 * seconds);
        application.measuring = false;
        basin::reportFrames(application, name, seconds);
    };
    wait(2000);
    measure("the plane, 10,000 walkers, 1920x1080, fastest", 10);

    QTimer drag;
    int tick = 0;
    QObject::connect(&drag, &QTimer::timeout, [&] {
        basin::Scenario changed = page->scenario();
        changed.stepSize = scenario.stepSize * std::pow(2.0, std::sin(0.05 * ++tick));
        page->changeScenario(changed);
    });
    drag.start(16);
    measure("dragging the step size", 5);
    drag.stop();

    int drawn = 0;
    QObject::connect(page->view()->surfaceView(), &basin::SurfaceView::drawn, [&] { ++drawn; });
    QTimer turn;
    QObject::connect(&turn, &QTimer::timeout, [&] { page->view()->surfaceView()->turn(0.02, 0.0); });
    turn.start(16);
    constexpr int kSeconds = 5;
    measure("turning the surface while it plays", kSeconds);
    basin::reportAtLeast("  the surface in software, pictures a second", 15.0, static_cast<double>(drawn) / kSeconds,
                         "1/s");
    page->setPlaying(false);
    wait(500);
    drawn = 0;
    wait(1000 * kSeconds);
    basin::reportAtLeast("turning the surface, paused: pictures a second", 15.0, static_cast<double>(drawn) / kSeconds,
                         "1/s");
    turn.stop();
    wait(500);
    drawn = 0;
    wait(2000);
    basin::reportAtMost("pictures of the surface in two seconds of rest", 0.0, drawn, "");
    return 0;
}
