// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/benchmarks/report.h"

#include <QApplication>
#include <QEvent>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <ctime>
#include <fstream>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace basin {

using Clock = std::chrono::steady_clock;

inline double milliseconds(Clock::duration duration) {
    return std::chrono::duration<double, std::milli>(duration).count();
}

/// Processor time that this thread has used.
inline double threadMs() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return 1e3 * static_cast<double>(now.tv_sec) + 1e-6 * static_cast<double>(now.tv_nsec);
}

/// A line "VmRSS:   1234 kB" of /proc/self/status, in megabytes.
inline double memoryMb(const std::string& key) {
    std::ifstream file("/proc/self/status");
    for (std::string line; std::getline(file, line);)
        if (line.rfind(key, 0) == 0) return std::stod(line.substr(key.size() + 1)) / 1024.0;
    return std::nan("");
}

inline double quantile(std::vector<double> values, double share) {
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
        const double worked = threadMs() - before;
        m_work += worked;
        longestWork = std::max(longestWork, worked);
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
    double longestWork = 0.0;  ///< processor time of one event
    std::vector<double> work;  ///< processor time for each frame: what remains when nothing else runs

    /// Forgets what was measured.
    void begin() {
        for (std::vector<double>* each : {&blocked, &eventToPainted, &interval, &work}) each->clear();
        m_lastPainted.reset();
        longestWork = m_work = 0.0;
        measuring = true;
    }

private:
    int m_depth = 0;
    double m_work = 0.0;
    Clock::time_point m_eventBegin;
    std::optional<Clock::time_point> m_frameBegin, m_lastPainted;
};

/// Says what was measured in so many seconds: frames, and how long the window's thread was ever blocked.
inline void reportFrames(const TimedApplication& application, const char* name, int seconds) {
    std::printf("%s: %zu frames, %.1f a second\n", name, application.interval.size(),
                static_cast<double>(application.interval.size()) / seconds);
    std::printf("  the window's thread works %.1f ms for a frame, median; %.1f ms, 99th percentile\n",
                quantile(application.work, 0.5), quantile(application.work, 0.99));
    std::printf("  the longest event takes %.1f ms of it\n", application.longestWork);
    reportAtMost("  from event to painted, median", 1000.0 / 60.0, quantile(application.eventToPainted, 0.5), "ms");
    reportAtMost("  from event to painted, 99th percentile", 1000.0 / 60.0, quantile(application.eventToPainted, 0.99),
                 "ms");
    reportAtMost("  longest block of the window's thread", 16.0,
                 *std::max_element(application.blocked.begin(), application.blocked.end()), "ms");
}

}  // namespace basin
