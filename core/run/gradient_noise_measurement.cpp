// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/gradient_noise_measurement.h"

#include "core/run/crossed_mean.h"
#include "core/scenario/rules.h"

#include <cmath>
#include <limits>

namespace basin {

std::optional<Error> checkGradientNoiseSetting(const GradientNoiseSetting& setting) {
    Rules rules;
    constexpr std::size_t kMost = 100;
    rules.sentence(setting.batchSizes.size() <= kMost, "There are at most 100 batch sizes.", "batch_sizes");
    for (const int size : setting.batchSizes) rules.within(size, 1, 50000, "A batch size", "batch_sizes");
    rules.within(setting.pairs, 2, 100000, "The number of pairs of batches", "pairs");
    rules.sentence(setting.stepSizes.size() <= kMost, "There are at most 100 step sizes.", "step_sizes");
    for (const double size : setting.stepSizes) rules.positive(size, 1e6, "A step size", "step_sizes");
    rules.within(setting.draws, 0, 100000, "The number of draws of the smoothed loss", "draws");
    rules.sentence(setting.draws != 1, "The smoothed loss needs two draws at least, or none.", "draws");
    rules.within(setting.images, GradientNoiseSetting::kGroups, 1e6, "The number of images", "images");
    rules.sentence(setting.images % GradientNoiseSetting::kGroups == 0,
                   "The number of images must be a multiple of 8, not " + std::to_string(setting.images) + ".",
                   "images");
    rules.within(setting.steps, 2, 500, "The number of Lanczos steps", "steps");
    rules.within(setting.eigenvectors, 0, setting.steps, "The number of eigenvectors", "eigenvectors");
    return rules.broken;
}

Mean batchScaling(const std::vector<BatchNoise>& noise) {
    // Of log tr = a − p log B with weights W = (tr/error)², p = −S_xy/S_xx about the weighted means, Var p = 1/S_xx.
    struct Point {
        double x, y, weight;
    };
    std::vector<Point> points;
    double weights = 0.0, meanX = 0.0, meanY = 0.0;
    for (const BatchNoise& one : noise) {
        const double weight = std::pow(one.trace.value / one.trace.error, 2);
        if (one.augmented || !(one.trace.value > 0.0) || !std::isfinite(weight)) continue;
        points.push_back({std::log(one.batchSize), std::log(one.trace.value), weight});
        weights += weight;
        meanX += weight * points.back().x;
        meanY += weight * points.back().y;
    }
    double xx = 0.0, xy = 0.0;
    for (const Point& point : points) {
        const double x = point.x - meanX / weights;
        xx += point.weight * x * x;
        xy += point.weight * x * (point.y - meanY / weights);
    }
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    return xx > 1e-9 * weights ? Mean{-xy / xx, 1.0 / std::sqrt(xx)} : Mean{kNone, kNone};
}

std::string incomparable(const GradientNoiseMeasurement& a, const GradientNoiseMeasurement& b) {
    if (a.dataset != b.dataset)
        return "one was measured on " + datasetEntry(a.dataset).title + " and the other on " +
               datasetEntry(b.dataset).title;
    if (a.network != b.network) return "one is of a " + nameOf(a.network) + " and the other of a " + nameOf(b.network);
    if (a.imagesCrc != b.imagesCrc) return "they were measured on other images";
    if (a.batchSize != b.batchSize) return "their runs have other batch sizes";
    if (a.setting != b.setting) return "they were measured on other images or batches of them, or at other step sizes";
    return {};
}

Mean smoothingDifference(const GradientNoiseMeasurement& a, const GradientNoiseMeasurement& b, std::size_t stepSize) {
    std::vector<double> difference = b.smoothed[stepSize].ofDraws;
    for (std::size_t i = 0; i < difference.size(); ++i) difference[i] -= a.smoothed[stepSize].ofDraws[i];
    return crossedMean(difference, static_cast<std::size_t>(a.setting.draws), GradientNoiseSetting::kGroups);
}

}  // namespace basin
