// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/run_table.h"

#include "core/number_text.h"

#include <utility>

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

Column walkerNumbers(std::size_t walkers) {
    Column column{"walker", {}};
    for (std::size_t i = 0; i < walkers; ++i) column.values.push_back(static_cast<double>(i));
    return column;
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
    std::vector<Column> columns{walkerNumbers(ensemble.walkers()),
                                {"w", {ensemble.iterates().begin(), ensemble.iterates().end()}}};
    for (std::size_t i = 0; i < ensemble.averageCount(); ++i) {
        Column& average = columns.emplace_back(averageHeading(run.scenario().averages[i]), std::vector<double>());
        average.values.resize(ensemble.walkers());
        ensemble.averages(i, average.values);
    }
    addDistances(*run.frame(), run.scenario(), columns);
    return sideBySide(columns);
}

Table walkerTable(const PlaneRun& run) {
    const PlaneEnsemble& ensemble = run.ensemble();
    Points places = Plane::iterates(ensemble);
    std::vector<Column> columns{
        walkerNumbers(ensemble.walkers()), {"x", std::move(places.x)}, {"y", std::move(places.y)}};
    for (std::size_t i = 0; i < ensemble.averageCount(); ++i) {
        const std::string heading = averageHeading(run.scenario().averages[i]);
        places = Plane::averages(ensemble, i);
        columns.push_back({heading + ": x", std::move(places.x)});
        columns.push_back({heading + ": y", std::move(places.y)});
    }
    addDistances(*run.frame(), run.scenario(), columns);
    return sideBySide(columns);
}

}  // namespace basin
