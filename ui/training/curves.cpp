// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/curves.h"

#include "ui/charts/reduce.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace basin {

namespace {

/// One curve before it is reduced.
struct Line {
    CurveRole role = CurveRole::Iterate;
    std::string of;
    std::size_t rank = 0;
    const Moments* at = nullptr;
    const std::vector<double>* values = nullptr;
    bool noisy = false;     ///< worth smoothing
    bool inverted = false;  ///< 1 − value
};

std::vector<Line> evaluationLines(const DrawnRun& run, const ChartRequest& chart, bool alone) {
    const RunHistory& history = *run.history;
    std::vector<Line> lines;
    std::vector<std::string> averages = run.averages;
    const auto rankOf = [&](const std::string& name) {
        const auto found = std::find(averages.begin(), averages.end(), name);
        const auto rank = static_cast<std::size_t>(found - averages.begin());
        if (found == averages.end()) averages.push_back(name);
        return rank;
    };
    for (const EvaluationSeries& series : history.evaluations()) {
        if (series.split != chart.images) continue;
        const auto& values = chart.quantity == Quantity::Loss ? series.loss : series.accuracy;
        Line line{.of = series.of, .at = &series.at, .values = &values, .inverted = chart.quantity == Quantity::Error};
        const bool own = series.statistics == Statistics::Own;
        const bool other = own && history.evaluation(series.of, series.split, Statistics::Recomputed);
        if (series.of == "sgd") {
            if (own && other && !alone) continue;  // of several runs only what is to be compared
            line.role = own && other ? CurveRole::IterateOwnStatistics : CurveRole::Iterate;
        } else {
            if (own && other) continue;
            line.role = CurveRole::Average;
            line.rank = rankOf(series.of);
        }
        lines.push_back(line);
    }
    // Averages lie on top, the first one uppermost.
    std::stable_sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) {
        const auto place = [](const Line& line) {
            if (line.role != CurveRole::Average) return line.role == CurveRole::Iterate ? -1000000 : -2000000;
            return -static_cast<int>(line.rank);
        };
        return place(a) < place(b);
    });
    return lines;
}

std::vector<Line> linesOf(const DrawnRun& run, const ChartRequest& chart, bool alone) {
    const RunHistory& history = *run.history;
    const StepSeries& steps = history.steps();
    const auto ofSteps = [&](const std::vector<double>& values, bool noisy) {
        return std::vector<Line>{
            {.role = CurveRole::Iterate, .of = "sgd", .at = &steps.at, .values = &values, .noisy = noisy}};
    };
    switch (chart.quantity) {
        case Quantity::Accuracy:
        case Quantity::Error:
        case Quantity::Loss: {
            std::vector<Line> lines;
            if (alone && chart.quantity == Quantity::Loss) {
                lines = ofSteps(steps.loss, true);
                lines.front().role = CurveRole::Training;
            }
            if (alone && chart.quantity != Quantity::Loss && chart.images == Split::Train)
                lines.push_back({.role = CurveRole::Training,
                                 .of = "sgd",
                                 .at = &history.epochs().at,
                                 .values = &history.epochs().accuracy,
                                 .inverted = chart.quantity == Quantity::Error});
            for (Line& line : evaluationLines(run, chart, alone)) lines.push_back(std::move(line));
            return lines;
        }
        case Quantity::TrainingLoss: return ofSteps(steps.loss, true);
        case Quantity::StepSize: return ofSteps(steps.stepSize, false);
        case Quantity::ImagesPerS: return ofSteps(steps.imagesPerS, true);
        case Quantity::GradientNorm: return ofSteps(steps.gradientNorm, true);
        case Quantity::Memory: return ofSteps(steps.memoryBytes, false);
        case Quantity::Load: return ofSteps(steps.load, true);
    }
    return {};
}

const std::vector<double>& along(const Moments& at, ProgressAxis axis) {
    switch (axis) {
        case ProgressAxis::Epoch: return at.epoch;
        case ProgressAxis::Time: return at.seconds;
        default: return at.step;
    }
}

/// x ↦ pixel column of the range.
struct Columns {
    Interval range;
    bool logarithmic = false;
    double count = 1.0;

    int operator()(double x) const {
        const double share = logarithmic ? std::log(x / range.lower) / std::log(range.upper / range.lower)
                                         : (x - range.lower) / range.width();
        return static_cast<int>(std::clamp(std::floor(share * count), -1.0, count));
    }
};

/// The points whose x lies in the range, and one on either side.
std::pair<std::size_t, std::size_t> within(std::span<const double> x, Interval range) {
    const auto first = std::lower_bound(x.begin(), x.end(), range.lower);
    const auto last = std::upper_bound(first, x.end(), range.upper);
    std::size_t from = static_cast<std::size_t>(first - x.begin()), to = static_cast<std::size_t>(last - x.begin());
    return {from > 0 ? from - 1 : 0, std::min(x.size(), to + 1)};
}

void widen(std::optional<Interval>& extent, std::span<const double> x, bool logarithmic) {
    const auto usable = [&](double value) { return std::isfinite(value) && (!logarithmic || value > 0.0); };
    const auto first = std::find_if(x.begin(), x.end(), usable);
    if (first == x.end()) return;
    const auto last = std::find_if(x.rbegin(), x.rend(), usable);
    const double low = std::min(*first, *last), high = std::max(*first, *last);
    extent = extent ? Interval{std::min(extent->lower, low), std::max(extent->upper, high)} : Interval{low, high};
}

class Drawing {
public:
    Drawing(const ChartsRequest& request, Interval range) : m_request(request), m_range(range) {}

    Curve draw(const DrawnRun& run, const Line& line, int columns) const {
        Curve curve{.run = run.index, .sam = run.sam, .role = line.role, .of = line.of, .rank = line.rank};
        const double factor = factorOf(run);
        const std::vector<double>& places = along(*line.at, m_request.axis);
        const Interval range{m_range.lower / factor, m_range.upper / factor};
        const auto [from, to] = within(places, range);
        const std::span<const double> x(places.data() + from, to - from);
        std::span<const double> y(line.values->data() + from, to - from);
        std::vector<double> changed;
        if (line.inverted) {
            changed.reserve(y.size());
            for (const double value : y) changed.push_back(1.0 - value);
            y = changed;
        }
        const Columns column{range, m_request.logarithmic, static_cast<double>(std::max(1, columns))};
        const auto reduce = [&](std::span<const double> values) {
            QList<QPointF> points = reduceToColumns(x, values, column);
            if (factor != 1.0)
                for (QPointF& point : points) point.rx() *= factor;
            return points;
        };
        if (line.noisy && m_request.smoothing > 0.0) {
            curve.raw = reduce(y);
            // What lies further back than this counts for less than e⁻²⁰.
            const auto memory = static_cast<std::size_t>(20.0 / (1.0 - m_request.smoothing)) + 1;
            const std::size_t back = std::min(from, memory);
            const std::vector<double> mean =
                smoothed(std::span(line.values->data() + from - back, to - from + back), m_request.smoothing);
            curve.points = reduce(std::span(mean).subspan(back));
            if (!mean.empty()) curve.last = mean.back();
        } else {
            curve.points = reduce(y);
        }
        if (std::isnan(curve.last) && !line.values->empty())
            curve.last = line.inverted ? 1.0 - line.values->back() : line.values->back();
        return curve;
    }

    double factorOf(const DrawnRun& run) const {
        return run.sam && m_request.axis == ProgressAxis::GradientEvaluations ? 2.0 : 1.0;
    }

private:
    const ChartsRequest& m_request;
    Interval m_range;
};

}  // namespace

std::vector<double> smoothed(std::span<const double> y, double beta) {
    std::vector<double> mean(y.begin(), y.end());
    double sum = 0.0, weight = 0.0;  // weight = 1 − β^t
    for (double& value : mean) {
        if (!std::isfinite(value)) continue;
        sum = beta * sum + (1.0 - beta) * value;
        weight = beta * weight + (1.0 - beta);
        value = sum / weight;
    }
    return mean;
}

Charts drawCharts(const ChartsRequest& request, const std::vector<DrawnRun>& runs) {
    Charts charts{.request = request};
    const bool alone = request.runs.size() == 1;
    for (const DrawnRun& run : runs) {
        std::optional<Interval> own;
        widen(own, along(run.history->steps().at, request.axis), request.logarithmic);
        widen(own, along(run.history->epochs().at, request.axis), request.logarithmic);
        for (const EvaluationSeries& series : run.history->evaluations())
            widen(own, along(series.at, request.axis), request.logarithmic);
        if (!own) continue;
        const double factor = run.sam && request.axis == ProgressAxis::GradientEvaluations ? 2.0 : 1.0;
        const std::vector<double> ends{factor * own->lower, factor * own->upper};
        widen(charts.extent, ends, request.logarithmic);
    }
    const Interval all = charts.extent.value_or(Interval{0.0, 1.0});
    Interval range = request.range.value_or(all);
    if (!(range.width() > 0.0)) range.upper = range.lower + 1.0;
    const Drawing drawing(request, range);
    for (const ChartRequest& chart : request.charts) {
        std::vector<Curve>& curves = charts.curves.emplace_back();
        for (const DrawnRun& run : runs)
            for (const Line& line : linesOf(run, chart, alone))
                curves.push_back(drawing.draw(run, line, chart.columns));
    }
    return charts;
}

}  // namespace basin
