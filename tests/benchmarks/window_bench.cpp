// SPDX-License-Identifier: GPL-3.0-or-later
// The window's speed: first frame, frame rate while playing, how long its thread is ever blocked, memory.
// Runs off screen with software rendering, as a projector's laptop without graphics drivers would.
#include "core/scenario/scenario.h"
#include "tests/benchmarks/timed_application.h"
#include "ui/lab/lab_page.h"
#include "ui/lab/landscape_chart.h"
#include "ui/lab/presets.h"
#include "ui/lab/stage.h"
#include "ui/main_window.h"

#include <QApplication>
#include <QMouseEvent>
#include <QStandardPaths>
#include <QTimer>
#include <QWindow>

#include <unistd.h>

#include <cmath>
#include <ctime>
#include <fstream>
#include <limits>
#include <sstream>
#include <string>

namespace {

/// Milliseconds since the kernel started this process, loading of libraries included (resolution 10 ms).
double processAgeMs() {
    std::ifstream file("/proc/self/stat");
    std::string text((std::istreambuf_iterator<char>(file)), {});
    std::istringstream fields(text.substr(text.rfind(')') + 2));
    std::string field;
    for (int i = 0; i < 20; ++i) fields >> field;  // the 22nd field of the line is the start in clock ticks
    const double start = std::stod(field) / static_cast<double>(sysconf(_SC_CLK_TCK));
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);
    return 1e3 * (static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec) - start);
}

}  // namespace

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    basin::TimedApplication application(argc, argv);
    QStandardPaths::setTestModeEnabled(true);
    basin::applyTheme(basin::ThemeChoice::Light);

    basin::Scenario scenario = basin::presets().front().scenario;
    basin::MainWindow window(scenario);
    window.show();
    window.repaint();
    QApplication::processEvents();
    basin::reportAtMost("first frame after the start of the process", 150.0, processAgeMs(), "ms");
    basin::reportAtMost("memory at the first frame", 100.0, basin::memoryMb("VmRSS:"), "MB");

    scenario.walkers = 10000;
    scenario.stepsPerSecond = std::numeric_limits<double>::infinity();
    window.resize(1920, 1080);
    window.lab()->openScenario(scenario, {});
    window.lab()->setPlaying(true);
    QObject::connect(window.lab()->stage(), &basin::Stage::frameShown, [&] { application.frameBegins(); });
    QObject::connect(window.lab(), &basin::LabPage::scenarioShown, [&] { application.frameBegins(); });

    const auto measure = [&](const char* name, int seconds) {
        application.begin();
        // Not quit(), which would close the window.
        QTimer::singleShot(1000 * seconds, &application, [] { QApplication::exit(); });
        QApplication::exec();
        application.measuring = false;
        basin::reportFrames(application, name, seconds);
    };

    QTimer::singleShot(1000, &application, [] { QApplication::exit(); });
    QApplication::exec();
    measure("playing, 10,000 walkers, 1920x1080, fastest", 10);

    // The step-size slider dragged to and fro, a change every 16 ms.
    QTimer drag;
    int tick = 0;
    QObject::connect(&drag, &QTimer::timeout, [&] {
        basin::Scenario changed = window.lab()->scenario();
        changed.stepSize = scenario.stepSize * std::pow(2.0, std::sin(0.05 * ++tick));
        window.lab()->changeScenario(changed);
    });
    drag.start(16);
    measure("dragging the step size", 5);
    drag.stop();

    // A landscape drawn with the mouse to and fro, a move every 16 ms.
    window.lab()->setDrawing(true);
    basin::LandscapeChart* chart = window.lab()->stage()->chart();
    const QRectF area = chart->plotArea();
    const auto mouse = [&](QEvent::Type type, QPointF place) {
        QMouseEvent event(type, place, chart->mapToGlobal(place), Qt::LeftButton, Qt::LeftButton, {});
        QApplication::sendEvent(chart, &event);
    };
    QTimer pen;
    QObject::connect(&pen, &QTimer::timeout, [&] {
        ++tick;
        mouse(tick == 1 ? QEvent::MouseButtonPress : QEvent::MouseMove,
              {area.center().x() + 0.4 * area.width() * std::sin(0.02 * tick),
               area.center().y() + 0.3 * area.height() * std::sin(0.13 * tick)});
    });
    tick = 0;
    pen.start(16);
    measure("drawing a landscape", 5);
    pen.stop();
    basin::reportAtMost("memory at the end", 100.0, basin::memoryMb("VmRSS:"), "MB");
    return 0;
}
