// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/sharpness.h"

#include "core/run/crossed_mean.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace basin {

namespace {

constexpr int kFewestBatches = 4;

std::size_t batchesOf(const SharpnessSetting& setting) {
    return static_cast<std::size_t>(setting.images / setting.batchSize);
}

Mean overProbesAndImages(const std::vector<double>& forms, const SharpnessSetting& setting) {
    return crossedMean(forms, static_cast<std::size_t>(setting.probes), batchesOf(setting));
}

std::vector<double> less(const std::vector<double>& b, const std::vector<double>& a) {
    std::vector<double> difference(a.size());
    std::transform(b.begin(), b.end(), a.begin(), difference.begin(), std::minus<>());
    return difference;
}

}  // namespace

std::optional<Error> checkSharpnessSetting(const SharpnessSetting& setting) {
    const auto within = [](int value, int least, int most, const char* what, const char* where) {
        std::optional<Error> error;
        if (value < least || value > most)
            error = Error{std::string(what) + " must be from " + std::to_string(least) + " to " + std::to_string(most) +
                              ", not " + std::to_string(value) + ".",
                          where};
        return error;
    };
    if (setting.split == Split::Holdout)
        return Error{"Sharpness is measured on training or test images, not on those set aside.", "split"};
    if (auto error = within(setting.images, 1, 1000000, "The number of images", "images")) return error;
    if (auto error = within(setting.batchSize, 1, setting.images, "The batch size", "batch_size")) return error;
    if (setting.images % setting.batchSize != 0)
        return Error{"The batch size must divide the number of images, and " + std::to_string(setting.batchSize) +
                         " does not divide " + std::to_string(setting.images) + ".",
                     "batch_size"};
    if (setting.images / setting.batchSize < kFewestBatches)
        return Error{"The error over images is that between batches, of which there must be " +
                         std::to_string(kFewestBatches) + " at least; " + std::to_string(setting.images) +
                         " images by " + std::to_string(setting.batchSize) + " are " +
                         std::to_string(setting.images / setting.batchSize) + ".",
                     "batch_size"};
    if (auto error = within(setting.probes, 1, 10000, "The number of probes", "probes")) return error;
    if (auto error = within(setting.steps, 2, 500, "The number of Lanczos steps", "steps")) return error;
    if (auto error = within(setting.runs, 1, 100, "The number of Lanczos processes", "runs")) return error;
    return within(setting.eigenvalues, 1, setting.steps, "The number of eigenvalues", "eigenvalues");
}

Mean Sharpness::trace() const { return overProbesAndImages(forms, setting); }
Mean Sharpness::normalisedTrace() const { return overProbesAndImages(normalisedForms, setting); }

Mean Sharpness::eigenvalue(std::size_t index) const {
    const Eigenvalue& one = leading[index];
    // A change of the images by δH changes the eigenvalue by uᵀδH u, to first order.
    return {one.value, meanOf(one.ofBatch).error};
}

std::string incomparable(const Sharpness& a, const Sharpness& b) {
    if (a.dataset != b.dataset)
        return "one was measured on " + datasetEntry(a.dataset).title + " and the other on " +
               datasetEntry(b.dataset).title;
    if (a.network != b.network) return "one is of a " + nameOf(a.network) + " and the other of a " + nameOf(b.network);
    if (a.imagesCrc != b.imagesCrc) return "they were measured on other images";
    if (a.setting != b.setting) return "they were measured on other images or with other probes";
    return {};
}

SharpnessDifference differenceOf(const Sharpness& a, const Sharpness& b) {
    SharpnessDifference difference;
    difference.trace = overProbesAndImages(less(b.forms, a.forms), a.setting);
    difference.normalisedTrace = overProbesAndImages(less(b.normalisedForms, a.normalisedForms), a.setting);
    difference.leading = {b.leading[0].value - a.leading[0].value,
                          meanOf(less(b.leading[0].ofBatch, a.leading[0].ofBatch)).error};
    return difference;
}

std::vector<Mean> spectralDensity(const Sharpness& sharpness, std::span<const double> places, double width) {
    std::vector<Mean> density;
    std::vector<double> ofRun(sharpness.density.size());
    for (const double place : places) {
        for (std::size_t run = 0; run < ofRun.size(); ++run) {
            ofRun[run] = 0.0;
            for (const SpectralAtom& atom : sharpness.density[run]) {
                const double u = (place - atom.value) / width;
                ofRun[run] += atom.weight * std::exp(-0.5 * u * u) / (width * std::sqrt(2.0 * std::numbers::pi));
            }
        }
        Mean& mean = density.emplace_back(meanOf(ofRun));
        if (ofRun.size() < 2) mean.error = std::numeric_limits<double>::quiet_NaN();
    }
    return density;
}

Interval spectrumOf(const Sharpness& sharpness) {
    Interval range{0.0, 0.0};
    for (const auto& run : sharpness.density)
        for (const SpectralAtom& atom : run)
            range = {std::min(range.lower, atom.value), std::max(range.upper, atom.value)};
    return range;
}

}  // namespace basin
