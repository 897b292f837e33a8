// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/event_log.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace basin {

/// Where the points of a series lie, one entry a point: the charts' x axes.
struct Moments {
    std::vector<double> step;
    std::vector<double> epoch;
    std::vector<double> seconds;
};

struct StepSeries {
    Moments at;
    std::vector<double> loss, stepSize, imagesPerS, gradientNorm, memoryBytes, load;
};

struct EpochSeries {
    Moments at;
    std::vector<double> loss, accuracy;
};

/// The evaluations of one set of weights on one split with one kind of statistics.
struct EvaluationSeries {
    std::string of;  ///< "sgd" or an average's name
    Split split = Split::Test;
    Statistics statistics = Statistics::Recomputed;
    Moments at;
    std::vector<double> loss, accuracy;
};

/// What a log says last about the life of its run: what its worker does, or how it ended.
struct LastWord {
    std::optional<Activity> activity;  ///< absent: it ended
    EndReason reason = EndReason::Finished;
    std::string message;
};

/// What an event says about the life of its run; null if it says nothing (warnings, and evaluations, which come after the
/// end as well).
std::optional<LastWord> lastWordIn(const Event& event);

/// The events of a run as columns for charts. Points that `resumed` cancels are gone.
class RunHistory {
public:
    void add(const Event& event);
    /// All of it in order; forgets everything first if the log was begun anew.
    void add(const NewEvents& found);

    const StepSeries& steps() const { return m_steps; }
    const EpochSeries& epochs() const { return m_epochs; }
    /// In the order of their first points.
    const std::vector<EvaluationSeries>& evaluations() const { return m_evaluations; }
    const EvaluationSeries* evaluation(const std::string& of, Split split, Statistics statistics) const;
    const std::optional<LastWord>& lastWord() const { return m_lastWord; }
    /// Of the worker, and of lines that could not be read; the first thousand.
    const std::vector<std::string>& warnings() const { return m_warnings; }
    int resumptions() const { return m_resumptions; }
    double lastTime() const { return m_lastTime; }  ///< seconds since 1970 of the last event; NaN before

private:
    void take(const StepEvent& event);
    void take(const EpochEvent& event);
    void take(const EvaluationEvent& event);
    void take(const ResumedEvent& event);
    void take(const WarningEvent& event);
    void take(const StateEvent&) {}
    void take(const EndEvent&) {}

    StepSeries m_steps;
    EpochSeries m_epochs;
    std::vector<EvaluationSeries> m_evaluations;
    std::optional<LastWord> m_lastWord;
    std::vector<std::string> m_warnings;
    int m_resumptions = 0;
    double m_lastTime = kUnknown;
};

/// The whole of a log as it stands.
Result<RunHistory> readHistory(const std::filesystem::path& events);

}  // namespace basin
