// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/run_config.h"
#include "core/run/run_history.h"

#include <chrono>
#include <string>

namespace basin::train {

/// Tells on standard output how a run goes: one line that is written over on a terminal, a line an epoch elsewhere, or the
/// events as they stand in the log.
class TrainingReport {
public:
    /// `title` goes before the first event.
    TrainingReport(std::string title, RunConfig config, bool json);
    ~TrainingReport();
    TrainingReport(const TrainingReport&) = delete;
    TrainingReport& operator=(const TrainingReport&) = delete;

    void add(const Event& event);
    void setConfig(const RunConfig& config) { m_config = config; }

private:
    void rewrite(const std::string& line);
    void endLine();  ///< what comes next begins a line of its own

    std::string m_title;  ///< empty once it was said
    RunConfig m_config;
    RunHistory m_history;
    bool m_json, m_terminal, m_open = false;
    std::chrono::steady_clock::time_point m_last;
};

/// "epoch 12.3 of 200 · loss 0.812 · test 71.3 %, tail:0.75 75.0 % · 4100 images/s · 1h12m left": what is known of it.
std::string progressText(const RunHistory& history, const RunConfig& config);

/// "93.1 %"; "–" if it is not known.
std::string percentText(double share);
/// "2h05m", "3m20s", "12s": for people. "–" if it is not known.
std::string roundedDuration(double seconds);

}  // namespace basin::train
