// SPDX-License-Identifier: GPL-3.0-or-later
// The window's speed: first frame, frame rate while playing, how long its thread is ever blocked, memory.
// Runs off screen with software rendering, as a projector's laptop without graphics drivers would.
#include "core/scenario/scenario.h"
#include "tests/benchmarks/report.h"
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

#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <limits>
#include <optional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

double milliseconds(Clock::duration duration) { return std::chrono::duration<double, std::milli>(duration).count(); }

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

/// Processor time that this thread has used.
double threadMs() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return 1e3 * static_cast<double>(now.tv_sec) + 1e-6 * static_cast<double>(now.tv_nsec);
}

/// A line "VmRSS:   1234 kB" of /proc/self/status, in megabytes.
double memoryMb(const std::string& key) {
    std::ifstream file("/proc/self/status");
    for (std::string line; std::getline(file, line);)
        if (line.rfind(key, 0) == 0) return std::stod(line.substr(key.size() + 1)) / 1024.0;
    return std::nan("");
}

double quantile(std::vector<double> values, double share) {
    if (values.empty()) return std::nan("");
    std::sort(values.begin(), values.end());
    return values[std::min(values.size() - 1, static_cast<std::size_t>(share * static_cast<double>(values.size())))];
}

/// Times every event of the window's thread, and every frame from the simulation's call to the end of the painting.
class TimedApplication : public QApplication {
public:
    using QApplication::QApplication;

    bool notify(QObject* receiver, QEvent* event) override {
        if (m_depth > 0 || !measuring) return QApplication::notify(receiver, event);
        const QEvent::Type type = event->type();
        const auto begin = m_eventBegin = Clock::now();
        const double before = threadMs();
        ++m_depth;
        const bool done = QApplication::notify(receiver, event);
        --m_depth;
        const auto end = Clock::now();
        m_work += threadMs() - before;
        blocked.push_back(milliseconds(end - begin));
        if (type == QEvent::UpdateRequest && m_frameBegin) {
            eventToPainted.push_back(milliseconds(end - *m_frameBegin));
            if (m_lastPainted) interval.push_back(milliseconds(end - *m_lastPainted));
            m_lastPainted = end;
            work.push_back(std::exchange(m_work, 0.0));
            m_frameBegin.reset();
        }
        return done;
    }

    /// The event at work brought something new to show.
    void frameBegins() {
        if (!m_frameBegin) m_frameBegin = m_eventBegin;
    }

    bool measuring = false;
    std::vector<double> blocked, eventToPainted, interval;
    std::vector<double> work;  ///< processor time for each frame: what remains when nothing else runs

private:
    int m_depth = 0;
    double m_work = 0.0;
    Clock::time_point m_eventBegin;
    std::optional<Clock::time_point> m_frameBegin, m_lastPainted;
};

}  // namespace

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    TimedApplication application(argc, argv);
    QStandardPaths::setTestModeEnabled(true);
    basin::applyTheme(basin::ThemeChoice::Light);

    basin::Scenario scenario = basin::presets().front().scenario;
    basin::MainWindow window(scenario);
    window.show();
    window.repaint();
    QApplication::processEvents();
    basin::reportAtMost("first frame after the start of the process", 150.0, processAgeMs(), "ms");
    basin::reportAtMost("memory at the first frame", 100.0, memoryMb("VmRSS:"), "MB");

    scenario.walkers = 10000;
    scenario.stepsPerSecond = std::numeric_limits<double>::infinity();
    window.resize(1920, 1080);
    window.lab()->openScenario(scenario, {});
    window.lab()->setPlaying(true);
    QObject::connect(window.lab()->stage(), &basin::Stage::frameShown, [&] { application.frameBegins(); });
    QObject::connect(window.lab(), &basin::LabPage::scenarioShown, [&] { application.frameBegins(); });

    const auto measure = [&](const char* name, int seconds) {
        application.blocked.clear();
        application.eventToPainted.clear();
        application.interval.clear();
        application.work.clear();
        application.measuring = true;
        // Not quit(), which would close the window.
        QTimer::singleShot(1000 * seconds, &application, [] { QApplication::exit(); });
        QApplication::exec();
        application.measuring = false;
        std::printf("%s: %zu frames, %.1f a second\n", name, application.interval.size(),
                    static_cast<double>(application.interval.size()) / seconds);
        std::printf("  the window's thread works %.1f ms for a frame, median; %.1f ms, 99th percentile\n",
                    quantile(application.work, 0.5), quantile(application.work, 0.99));
        basin::reportAtMost("  from event to painted, median", 1000.0 / 60.0, quantile(application.eventToPainted, 0.5),
                            "ms");
        basin::reportAtMost("  from event to painted, 99th percentile", 1000.0 / 60.0,
                            quantile(application.eventToPainted, 0.99), "ms");
        basin::reportAtMost("  longest block of the window's thread", 16.0,
                            *std::max_element(application.blocked.begin(), application.blocked.end()), "ms");
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
    basin::reportAtMost("memory at the end", 100.0, memoryMb("VmRSS:"), "MB");
    return 0;
}
