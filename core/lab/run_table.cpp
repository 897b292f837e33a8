// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/run_table.h"

#include "core/number_text.h"

namespace basin {

namespace {

constexpr int kPoints = 1000;  // intervals of the curves over the view

void addCurves(const Analysis& analysis, std::vector<Column>& columns) {
    Column w{"w", {}}, f{"f(w)", {}}, smoothed{"F(w)", {}};
    for (int i = 0; i <= kPoints; ++i) {
        const double place = analysis.view.lower + analysis.view.width() * i / kPoints;
        w.values.push_back(place);
        f.values.push_back(analysis.landscape->value(place));
        smoothed.values.push_back(analysis.smoothed->value(place));
    }
    columns.insert(columns.end(), {w, f, smoothed});
}

void addHistograms(const Frame& frame, std::vector<Column>& columns) {
    const Histogram& histogram = frame.iterateHistogram;
    const std::size_t bins = histogram.counts.size();
    Column from{"bin from [w]", {}}, to{"bin to [w]", {}};
    for (std::size_t i = 0; i < bins; ++i) {
        const auto edge = [&](std::size_t k) {
            return histogram.range.lower + histogram.range.width() * static_cast<double>(k) / static_cast<double>(bins);
        };
        from.values.push_back(edge(i));
        to.values.push_back(edge(i + 1));
    }
    const auto counts = [](const std::string& heading, const Histogram& of) {
        return Column{heading, {of.counts.begin(), of.counts.end()}};
    };
    columns.insert(columns.end(), {from, to, counts("SGD [walkers in the bin]", frame.iterateHistogram),
                                   counts("average in focus [walkers in the bin]", frame.averageHistogram)});
}

void addDistances(const Frame& frame, const Scenario& scenario, std::vector<Column>& columns) {
    const std::string distance = frame.distanceIsMedian ? "median distance to v*" : "RMS distance to v*";
    columns.push_back({"step [since the averages began]", frame.recordedSteps});
    columns.push_back({"SGD: " + distance, frame.sgdDistance});
    for (std::size_t i = 0; i < frame.averageDistances.size() && i < scenario.averages.size(); ++i)
        columns.push_back({averageHeading(scenario.averages[i]) + ": " + distance, frame.averageDistances[i]});
}

}  // namespace

std::string averageHeading(const Average& average) {
    const std::string name = averageName(average.kind);
    switch (average.kind) {
        case Average::Kind::PolyakRuppert: return name;
        case Average::Kind::TailFrom: return name + " " + std::to_string(average.start);
        case Average::Kind::LastFraction: return name + " " + exactNumber(average.fraction);
        case Average::Kind::Window: return name + " " + std::to_string(average.length);
        case Average::Kind::Exponential: return name + " " + exactNumber(average.decay);
    }
    return name;
}

std::vector<Column> shownColumns(const Frame& frame, const Scenario& scenario) {
    std::vector<Column> columns;
    addCurves(*frame.analysis, columns);
    addHistograms(frame, columns);
    addDistances(frame, scenario, columns);
    return columns;
}

Table walkerTable(const LabRun& run) {
    const Ensemble& ensemble = run.ensemble();
    Column walker{"walker", {}};
    for (std::size_t i = 0; i < ensemble.walkers(); ++i) walker.values.push_back(static_cast<double>(i));
    std::vector<Column> columns{walker, {"w", {ensemble.iterates().begin(), ensemble.iterates().end()}}};
    for (std::size_t i = 0; i < ensemble.averageCount(); ++i) {
        Column& average = columns.emplace_back(averageHeading(run.scenario().averages[i]), std::vector<double>());
        average.values.resize(ensemble.walkers());
        ensemble.averages(i, average.values);
    }
    addDistances(*run.frame(), run.scenario(), columns);
    return sideBySide(columns);
}

}  // namespace basin
