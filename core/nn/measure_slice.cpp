// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/measure_slice.h"

#include "core/number_text.h"

#include <ATen/ATen.h>
#include <c10/core/InferenceMode.h>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <limits>

namespace basin {

namespace {

using torch::Tensor;
using Clock = std::chrono::steady_clock;
constexpr double kMostTrajectoryBytes = 4e9;

double secondsSince(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

Result<bool> kept(const std::optional<Error>& error, bool isComplete) {
    if (error) return *error;
    return isComplete;
}

/// Those that can be read; iterates, where there are enough of them, else the means, which every run has. In single precision,
/// as their files have them.
std::vector<Tensor> trajectoryOf(const std::vector<RunStop>& stops, const Network& network) {
    const double each = sizeof(float) * static_cast<double>(network.parameterCount());
    const auto most = static_cast<std::size_t>(std::max(3.0, kMostTrajectoryBytes / each));
    std::vector<Tensor> places;
    for (const bool ofMeans : {false, true}) {
        if (places.size() >= 3) break;
        places.clear();
        std::vector<RunStop> alike;
        std::ranges::copy_if(stops, std::back_inserter(alike),
                             [&](const RunStop& one) { return one.isMean == ofMeans; });
        for (const std::size_t index : evenlySpaced(alike.size(), most))
            if (const Result<Tensor> weights = weightsAt(alike[index], network))
                places.push_back(weights->to(torch::kFloat32));
    }
    return places;
}

Result<SliceFrame> frameFor(const SliceSetting& setting, const std::vector<SliceWeights>& weights,
                            const std::vector<RunStop>& stops, const Network& network) {
    if (setting.kind == SliceKind::TrajectoryPlane) return principalFrame(trajectoryOf(stops, network));
    if (setting.kind == SliceKind::Segment || setting.kind == SliceKind::Plane) {
        std::vector<Tensor> flat;
        for (std::size_t i = 0; i < spanningMarks(setting.kind); ++i) flat.push_back(weights[i].flat);
        return frameThrough(flat);
    }
    std::vector<std::vector<std::int64_t>> shapes;
    for (const Tensor& part : network.parameters()) shapes.push_back(part.sizes().vec());
    return randomFrame(weights[0].flat, shapes, isPlane(setting.kind) ? 2 : 1, setting.seed);
}

}  // namespace

Result<SliceWeights> sliceWeights(OpenedRun& run, const std::string& of) {
    SliceWeights found{
        .run = run.folder().name(), .of = of, .step = run.trainer().step(), .optimizer = run.config().optimizer};
    if (of.starts_with("sgd:")) {
        const Result<std::int64_t> epoch = parseWhole(of.substr(4), 0, std::numeric_limits<std::int32_t>::max());
        if (!epoch) return Error{"\"" + of + "\" must name an epoch: " + epoch.error().message, "of"};
        const Result<RunStop> stop = iterateAfter(run, *epoch);
        if (!stop) return stop.error();
        Result<Tensor> flat = weightsAt(*stop, run.trainer().network());
        if (!flat) return flat.error();
        found.of = "sgd";
        found.step = stop->step;
        found.flat = *std::move(flat);
        return found;
    }
    const auto weights = run.weights(of);
    if (!weights) return weights.error();
    found.flat = flatWeights(weights->front().values);
    return found;
}

std::string unlikeFor(const OpenedRun& a, const OpenedRun& b) {
    const auto pathOf = [](const OpenedRun& run) { return run.folder().path().string(); };
    if (a.config().network != b.config().network)
        return pathOf(a) + " trains a " + nameOf(a.config().network) + " and " + pathOf(b) + " a " +
               nameOf(b.config().network) + ": a slice goes through weights of one network.";
    if (a.config().dataset != b.config().dataset)
        return pathOf(a) + " learns " + datasetEntry(a.config().dataset).title + " and " + pathOf(b) + " " +
               datasetEntry(b.config().dataset).title + ": a slice is measured on one dataset.";
    const auto areSame = [](const ImageSet& one, const ImageSet& other) {
        return one.labels == other.labels && one.pixels == other.pixels;
    };
    if (!areSame(a.images().train, b.images().train) || !areSame(a.images().test, b.images().test))
        return pathOf(a) + " and " + pathOf(b) +
               " have other images, or set other images aside: a slice is measured on images that both train and test "
               "on.";
    return {};
}

Result<SliceMeasurement> SliceMeasurement::prepare(const MeasuredRun& run, const std::vector<SliceWeights>& weights,
                                                   const std::vector<RunStop>& stops, const SliceSetting& setting,
                                                   std::vector<Error>& problems) {
    if (const std::optional<Error> error = checkSliceSetting(setting)) return *error;
    const std::size_t needed = spanningMarks(setting.kind);
    if (weights.size() < std::max<std::size_t>(needed, 1))
        return Error{"A " + nameOf(setting.kind) + " goes through " + std::to_string(needed) +
                         " sets of weights, and " + std::to_string(weights.size()) +
                         (weights.size() == 1 ? " was" : " were") + " named.",
                     "of"};
    SliceMeasurement measurement(run, setting);
    const Result<SliceFrame> frame = frameFor(setting, weights, stops, measurement.m_evaluator->network());
    if (!frame) return frame.error();
    measurement.setMarks(*frame, weights);
    measurement.setPath(*frame, stops, problems);
    measurement.setAxes(*frame);
    return measurement;
}

SliceMeasurement::SliceMeasurement(const MeasuredRun& run, const SliceSetting& setting)
    : m_evaluator(std::make_unique<SliceEvaluator>(run.config, run.images, run.placement.device, setting)) {
    m_slice.setting = setting;
    m_slice.dataset = run.config.dataset;
    m_slice.network = run.config.network;
    m_slice.trainImages = static_cast<int>(m_evaluator->trainImages());
    m_slice.testImages = static_cast<int>(m_evaluator->testImages());
    m_slice.imagesCrc = m_evaluator->imagesCrc();
    m_slice.values.resize(pointsOf(setting));
}

void SliceMeasurement::setPath(const SliceFrame& frame, const std::vector<RunStop>& stops,
                               std::vector<Error>& problems) {
    for (const RunStop& stop : stops) {
        const Result<Tensor> weights = weightsAt(stop, m_evaluator->network());
        if (!weights) {
            problems.push_back(weights.error());
            continue;
        }
        const SliceFrame::Place place = frame.placeOf(*weights);
        (stop.isMean ? m_slice.means : m_slice.path)
            .push_back({.step = stop.step, .x = place.x, .y = place.y, .off = place.off});
    }
}

void SliceMeasurement::setMarks(const SliceFrame& frame, const std::vector<SliceWeights>& weights) {
    for (const SliceWeights& one : weights) {
        const SliceFrame::Place place = frame.placeOf(one.flat);
        const bool isSpanning = m_slice.marks.size() < spanningMarks(m_slice.setting.kind);
        SliceMark& mark = m_slice.marks.emplace_back();
        mark.run = one.run;
        mark.of = one.of;
        mark.step = one.step;
        mark.optimizer = one.optimizer;
        mark.x = place.x;
        mark.y = place.y;
        mark.off = isSpanning ? 0.0 : place.off;
        m_marks.push_back(m_evaluator->arranged(one.flat));
    }
    m_origin = m_evaluator->arranged(frame.origin);
    m_row = m_origin.clone();
    for (const Tensor& direction : frame.directions) m_directions.push_back(m_evaluator->arranged(direction));
}

void SliceMeasurement::setAxes(const SliceFrame& frame) {
    const SliceSetting& setting = m_slice.setting;
    const bool isRandom = setting.kind == SliceKind::RandomLine || setting.kind == SliceKind::RandomPlane;
    const bool isOfTrajectory = setting.kind == SliceKind::TrajectoryPlane;
    for (std::size_t i = 0; i < frame.directions.size(); ++i) {
        SliceAxis& axis = m_slice.axes.emplace_back();
        axis.from = -setting.reach;
        axis.to = setting.reach;
        if (isOfTrajectory) axis.explained = frame.explained[i];
        if (isRandom) {
            axis.length = frame.directions[i].norm().item<double>();
            continue;
        }
        std::vector<double> places;
        const auto add = [&](const auto& items, std::size_t count) {
            for (std::size_t k = 0; k < count; ++k) places.push_back(i == 0 ? items[k].x : items[k].y);
        };
        add(m_slice.marks, isOfTrajectory ? m_slice.marks.size() : spanningMarks(setting.kind));
        if (isOfTrajectory) {
            add(m_slice.path, m_slice.path.size());
            add(m_slice.means, m_slice.means.size());
        }
        const auto [least, most] = std::ranges::minmax(places);
        axis.from = least - setting.margin * (most - least);
        axis.to = most + setting.margin * (most - least);
    }
}

std::optional<Error> SliceMeasurement::goOn(const Slice& kept) {
    if (const std::string problem = cannotGoOn(kept, m_slice); !problem.empty()) return Error{problem, "name"};
    m_slice = kept;
    return std::nullopt;
}

/// w = origin + y d₂ + x d₁, one pass over the weights for each point of a row.
void SliceMeasurement::moveTo(double x, double y) {
    const c10::InferenceMode inference;
    if (m_slice.inPlane() && y != m_rowY) {
        at::add_out(m_row, m_origin, m_directions[1], y);
        m_rowY = y;
    }
    at::add_out(m_evaluator->weights(), m_row, m_directions[0], x);
}

SliceValue SliceMeasurement::valueAt(double x, double y) {
    moveTo(x, y);
    return *m_evaluator->value({});
}

MeasurementCost SliceMeasurement::forecast() {
    const auto marks =
        std::ranges::count_if(m_slice.marks, [](const SliceMark& one) { return !one.value.isMeasured(); });
    const auto missing = static_cast<double>(m_slice.values.size() - m_slice.measured()) + static_cast<double>(marks);
    MeasurementCost cost;
    if (missing > 0.0) {
        moveTo(0.0, 0.0);
        cost.seconds = missing * m_evaluator->forecast();
    }
    cost.peakBytes = peakBytes();
    return cost;
}

Result<bool> SliceMeasurement::measure(const GoesOn& goesOn, const Keep& keep) {
    constexpr double kKeepEveryS = 10.0, kKeepingShare = 0.01;
    const Clock::time_point begin = Clock::now();
    const double before = m_slice.seconds;
    double keptAt = 0.0, keepingS = 0.0;
    const auto keepAll = [&]() -> std::optional<Error> {
        const double now = secondsSince(begin);
        m_slice.seconds = before + now;
        m_slice.peakBytes = std::max(m_slice.peakBytes, peakBytes());
        std::optional<Error> error;
        if (keep) error = keep(m_slice);
        keptAt = secondsSince(begin);
        keepingS = keptAt - now;
        return error;
    };
    const double all = static_cast<double>(m_slice.values.size() + m_slice.marks.size());
    double done = static_cast<double>(m_slice.measured());
    for (const SliceMark& mark : m_slice.marks) done += mark.value.isMeasured() ? 1.0 : 0.0;
    const auto stops = [&] { return goesOn && !goesOn(done / all); };
    /// Whether it was measured and not stopped.
    const auto measureInto = [&](SliceValue& value) {
        const std::optional<SliceValue> found = m_evaluator->value(stops);
        if (found) value = *found;
        done += found ? 1.0 : 0.0;
        return found.has_value();
    };
    for (std::size_t i = 0; i < m_marks.size(); ++i) {
        if (m_slice.marks[i].value.isMeasured()) continue;
        m_evaluator->weights().copy_(m_marks[i]);
        if (!measureInto(m_slice.marks[i].value)) return kept(keepAll(), false);
    }
    if (const auto error = keepAll()) return *error;
    const auto points = static_cast<std::size_t>(m_slice.setting.points);
    for (std::size_t i = 0; i < m_slice.values.size(); ++i) {
        if (m_slice.values[i].isMeasured()) continue;
        const int x = static_cast<int>(i % points), y = static_cast<int>(i / points);
        moveTo(m_slice.coordinate(0, x), m_slice.inPlane() ? m_slice.coordinate(1, y) : 0.0);
        if (!measureInto(m_slice.values[i])) return kept(keepAll(), false);
        const bool isRowEnd = m_slice.inPlane() && i % points == points - 1;
        const double sinceKept = secondsSince(begin) - keptAt;
        if ((isRowEnd && keepingS <= kKeepingShare * sinceKept) || sinceKept >= kKeepEveryS)
            if (const auto error = keepAll()) return *error;
    }
    return kept(keepAll(), true);
}

}  // namespace basin
