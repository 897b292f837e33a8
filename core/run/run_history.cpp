// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/run_history.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace basin {

namespace {

using Columns = std::vector<std::vector<double>*>;

Columns columnsOf(Moments& at) { return {&at.step, &at.epoch, &at.seconds}; }

Columns columnsOf(StepSeries& series) {
    Columns columns = columnsOf(series.at);
    columns.insert(columns.end(), {&series.loss, &series.stepSize, &series.imagesPerS, &series.gradientNorm,
                                   &series.memoryBytes, &series.load});
    return columns;
}

template <class Series>
Columns columnsOf(Series& series) {
    Columns columns = columnsOf(series.at);
    columns.insert(columns.end(), {&series.loss, &series.accuracy});
    return columns;
}

void append(Moments& moments, const Moment& at) {
    moments.step.push_back(static_cast<double>(at.step));
    moments.epoch.push_back(at.epoch);
    moments.seconds.push_back(at.seconds);
}

/// Keeps the points up to `last`, wherever they stand.
template <class Series>
void keepUpTo(double last, Series& series) {
    const std::vector<double>& steps = series.at.step;
    const auto first = std::find_if(steps.begin(), steps.end(), [last](double step) { return step > last; });
    std::size_t kept = static_cast<std::size_t>(first - steps.begin());
    const Columns columns = columnsOf(series);
    for (std::size_t i = kept; i < steps.size(); ++i) {
        if (steps[i] > last) continue;
        for (std::vector<double>* column : columns) (*column)[kept] = (*column)[i];
        ++kept;
    }
    for (std::vector<double>* column : columns) column->resize(kept);
}

}  // namespace

std::optional<LastWord> lastWordIn(const Event& event) {
    if (const auto* end = std::get_if<EndEvent>(&event.what)) return LastWord{std::nullopt, end->reason, end->message};
    if (const auto* state = std::get_if<StateEvent>(&event.what)) return LastWord{state->activity};
    if (std::holds_alternative<WarningEvent>(event.what) || std::holds_alternative<EvaluationEvent>(event.what))
        return std::nullopt;
    return LastWord{Activity::Running};
}

void RunHistory::add(const Event& event) {
    std::visit([this](const auto& what) { take(what); }, event.what);
    if (auto word = lastWordIn(event)) m_lastWord = std::move(word);
    if (!std::isnan(event.time)) m_lastTime = event.time;
}

void RunHistory::add(const NewEvents& found) {
    if (found.restarted) *this = RunHistory();
    for (const Event& event : found.events) add(event);
    for (const BadLine& line : found.badLines)
        take(WarningEvent{"events.jsonl, line " + std::to_string(line.number) + ": " + line.message});
}

const EvaluationSeries* RunHistory::evaluation(const std::string& of, Split split, Statistics statistics) const {
    const auto found = std::find_if(m_evaluations.begin(), m_evaluations.end(), [&](const EvaluationSeries& series) {
        return series.of == of && series.split == split && series.statistics == statistics;
    });
    return found == m_evaluations.end() ? nullptr : &*found;
}

void RunHistory::take(const WarningEvent& event) {
    constexpr std::size_t kMostWarnings = 1000;
    if (m_warnings.size() < kMostWarnings) m_warnings.push_back(event.message);
}

void RunHistory::take(const StepEvent& event) {
    append(m_steps.at, event.at);
    m_steps.loss.push_back(event.loss);
    m_steps.stepSize.push_back(event.stepSize);
    m_steps.imagesPerS.push_back(event.imagesPerS);
    m_steps.gradientNorm.push_back(event.gradientNorm);
    m_steps.memoryBytes.push_back(event.memoryBytes);
    m_steps.load.push_back(event.load);
}

void RunHistory::take(const EpochEvent& event) {
    append(m_epochs.at, event.at);
    m_epochs.loss.push_back(event.loss);
    m_epochs.accuracy.push_back(event.accuracy);
}

void RunHistory::take(const EvaluationEvent& event) {
    auto* series = const_cast<EvaluationSeries*>(evaluation(event.of, event.split, event.statistics));
    if (!series) series = &m_evaluations.emplace_back(EvaluationSeries{event.of, event.split, event.statistics});
    append(series->at, event.at);
    series->loss.push_back(event.loss);
    series->accuracy.push_back(event.accuracy);
}

void RunHistory::take(const ResumedEvent& event) {
    ++m_resumptions;
    const double last = static_cast<double>(event.fromStep);
    keepUpTo(last, m_steps);
    keepUpTo(last, m_epochs);
    for (EvaluationSeries& series : m_evaluations) keepUpTo(last, series);
}

Result<RunHistory> readHistory(const std::filesystem::path& events) {
    EventReader reader(events);
    RunHistory history;
    for (;;) {
        const Result<NewEvents> found = reader.poll();
        if (!found) return found.error();
        history.add(*found);
        if (!found->more) return history;
    }
}

}  // namespace basin
