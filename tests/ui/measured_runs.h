// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/atomic_file.h"
#include "core/run/gradient_noise_measurement.h"
#include "core/run/sharpness.h"
#include "core/run/slice.h"

#include <QtGlobal>
#include <cmath>

#include <cstddef>
#include <filesystem>
#include <random>
#include <string>

namespace basin {

// What a worker could have measured of runs; the numbers are those of formulas, so that tests know them.

inline void writeMeasurement(const std::filesystem::path& file, const std::string& text) {
    std::filesystem::create_directories(file.parent_path());
    if (writeAtomically(file, text)) qFatal("the measurement could not be written");
}

/// Of a trace about `trace` and a largest eigenvalue `largest`; those with one seed share images and probe vectors.
inline Sharpness sharpnessWith(const std::string& of, double trace, double largest, std::uint64_t seed = 7) {
    std::mt19937_64 random(seed);
    std::normal_distribution<double> normal;
    Sharpness found;
    found.of = of;
    found.step = 200;
    found.network = Architecture::ResNet8;
    found.setting = {
        .images = 1000, .batchSize = 250, .probes = 8, .steps = 6, .runs = 3, .eigenvalues = 1, .seed = seed};
    found.parameters = 78000;
    found.loss = 0.25;
    found.accuracy = 0.914;
    found.weightNorm = 21.5;
    for (int i = 0; i < 32; ++i) {
        const double scatter = normal(random);
        found.forms.push_back(trace * (1.0 + 0.05 * scatter));
        found.normalisedForms.push_back(0.03 * trace * (1.0 + 0.05 * scatter));
    }
    found.leading = {{.value = largest, .residual = 1e-3}};
    for (int batch = 0; batch < 4; ++batch) found.leading[0].ofBatch.push_back(largest + normal(random));
    for (int run = 0; run < 3; ++run) {
        std::vector<SpectralAtom> atoms{{-0.02 * largest, 0.002}, {0.0, 0.98}};
        for (const double share : {0.05, 0.2, 0.45, 1.0})
            atoms.push_back(
                {share * largest + (share < 1.0 ? 0.4 * normal(random) : 0.0), 0.01 * (1.1 - share) * (1.1 - share)});
        found.density.push_back(atoms);
    }
    return found;
}

/// f of every slice below, at a place: a bowl about (7, 4), a little narrower on the test images.
inline SliceValue valueAt(double x, double y) {
    const double square = (x - 7.0) * (x - 7.0) + 2.0 * (y - 4.0) * (y - 4.0);
    return {.trainLoss = 0.2 + 0.01 * square,
            .trainAccuracy = 0.95 - 0.001 * square,
            .testLoss = 0.5 + 0.012 * square,
            .testAccuracy = 0.9 - 0.0015 * square};
}

inline SliceMark markAt(const std::string& run, const std::string& of, double x, double y, Optimizer optimizer) {
    SliceMark mark{.run = run, .of = of, .step = 200, .optimizer = optimizer, .x = x, .y = y};
    mark.value = valueAt(x, y);
    return mark;
}

/// From SGD's weights at 0 to their average at 10, and beyond.
inline Slice segmentOf(const std::string& run, int points = 15) {
    Slice slice;
    slice.setting = {.kind = SliceKind::Segment, .points = points};
    slice.network = Architecture::ResNet8;
    slice.axes = {{.from = -2.0, .to = 12.0}};
    slice.trainImages = slice.testImages = 1000;
    slice.imagesCrc = 12345;
    slice.marks = {markAt(run, "sgd", 0.0, 0.0, Optimizer::Sgd), markAt(run, "tail:0.5", 10.0, 0.0, Optimizer::Sgd)};
    for (int i = 0; i < points; ++i) slice.values.push_back(valueAt(slice.coordinate(0, i), 0.0));
    return slice;
}

/// Through SGD at the origin, its average at (10, 0) and SAM at (4, 8); `measured` values are there.
inline Slice planeOf(const std::string& run, const std::string& sam, std::size_t measured = 225) {
    Slice slice = segmentOf(run);
    slice.setting.kind = SliceKind::Plane;
    slice.axes.push_back({.from = -2.0, .to = 10.0});
    slice.marks.push_back(markAt(sam, "sgd", 4.0, 8.0, Optimizer::Sam));
    slice.path = {{.step = 50, .x = -1.5, .y = -1.0, .off = 4.0},
                  {.step = 100, .x = 2.0, .y = 0.5, .off = 3.0},
                  {.step = 150, .x = 3.0, .y = -1.0, .off = 2.0},
                  {.step = 200, .x = 0.0, .y = 0.0, .off = 0.0}};
    slice.values.assign(225, {});
    for (std::size_t i = 0; i < measured; ++i)
        slice.values[i] =
            valueAt(slice.coordinate(0, static_cast<int>(i % 15)), slice.coordinate(1, static_cast<int>(i / 15)));
    return slice;
}

/// Of the run's own batches of 128: dᵀΣd = 0.0004 towards the average, and F − f = `lift` at the effective step size 1.
inline GradientNoiseMeasurement noiseWith(const std::string& of, double lift) {
    GradientNoiseMeasurement found;
    found.of = of;
    found.step = 200;
    found.network = Architecture::ResNet8;
    found.setting.batchSizes = {64, 128};
    found.setting.stepSizes = {0.5, 1.0};
    found.setting.draws = 2;
    found.batchSize = 128;
    found.parameters = 78000;
    found.loss = 0.25;
    found.directions = {{.name = of == "sgd" ? "to tail:0.5" : "to sgd", .length = 10.0}, {.name = "random"}};
    for (const bool augmented : {false, true})
        for (const int batchSize : {64, 128})
            found.noise.push_back({.batchSize = batchSize,
                                   .augmented = augmented,
                                   .trace = {(augmented ? 12.0 : 10.0) * 128.0 / batchSize, 0.3},
                                   .along = {{0.0004 * 128.0 / batchSize, 0.00002}, {0.0001, 0.00001}}});
    found.scaling = 1.0;
    found.scalingError = 0.04;
    for (const double stepSize : {0.5, 1.0}) {
        SmoothedLoss one;
        one.stepSize = stepSize;
        one.byMinibatches = {lift * stepSize * stepSize, 0.002};
        one.isotropic = {0.5 * lift * stepSize * stepSize, 0.001};
        one.ofDraws.assign(16, lift * stepSize * stepSize);
        found.smoothed.push_back(one);
    }
    return found;
}

}  // namespace basin
