// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/train/measurement_progress.h"

#include "app/train/training_report.h"

#include <algorithm>

namespace basin::train {

void addProgress(CLI::App& verb, bool& wanted) {
    verb.add_flag(
        "--progress", wanted,
        "Tell how far it is: {\"event\": \"progress\", \"done\", \"seconds_left\"} in lines on standard output "
        "before the result");
}

void MeasurementProgress::show(double done, const std::string& what) {
    constexpr double kPaceKnown = 0.01;  // share of the work
    const Clock::time_point now = Clock::now();
    if (m_before && now - m_last < std::chrono::milliseconds(200)) return;
    m_last = now;
    if (!m_before) m_before = done;
    const double passed = std::chrono::duration<double>(now - m_begin).count(), here = done - *m_before;
    const double left = here > kPaceKnown ? passed * (1.0 - done) / here : std::max(0.0, m_forecast - passed);
    if (m_lines)
        printLine(Json{{"event", "progress"}, {"done", done}, {"seconds_left", left}});
    else
        m_terminal.show(what + ": " + percentText(done) + ", " + roundedDuration(left) + " left");
}

}  // namespace basin::train
