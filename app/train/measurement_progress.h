// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/shell/report.h"

#include <CLI/CLI.hpp>

#include <chrono>
#include <optional>
#include <string>

namespace basin::train {

/// The option with which another program asks for it.
void addProgress(CLI::App& verb, bool& wanted);

/// Tells a few times a second how far a measurement is: in a line that is written over on a terminal or, for another program, in
/// lines {"event": "progress", "done", "seconds_left"} on standard output.
class MeasurementProgress {
public:
    /// `forecast`: seconds that it should take, which are told until its own pace is known.
    MeasurementProgress(double forecast, bool lines) : m_forecast(forecast), m_lines(lines) {}

    /// `done`: share of it all, with what was there before; `what` is being measured.
    void show(double done, const std::string& what);

private:
    using Clock = std::chrono::steady_clock;
    double m_forecast;
    bool m_lines;
    Clock::time_point m_begin = Clock::now(), m_last{};
    std::optional<double> m_before;  ///< the share that was done at the beginning
    Progress m_terminal{"measuring"};
};

}  // namespace basin::train
