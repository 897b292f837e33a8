// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/marks.h"
#include "ui/network/run_measurements.h"
#include "ui/training/run_summary.h"

#include <QColor>
#include <QString>

#include <string>
#include <vector>

namespace basin {

/// How weights appear in every chart of the page: by what they are, SGD's iterate, SAM's, or an average.
struct WeightsLook {
    QColor colour;
    Mark mark = Mark::Round;
    Qt::PenStyle pen = Qt::SolidLine;
};
/// "SGD", "SAM", "average of the last 25 %", "SAM, average of the last 25 %".
QString weightsName(const std::string& of, Optimizer optimizer);

/// A run of the page.
struct MeasuredRun {
    RunSummary summary;
    RunMeasurementsPtr measurements;

    Optimizer optimizer() const { return summary.config ? summary.config->optimizer : Optimizer::Sgd; }
    /// The effective step size η/(1 − β) of its launch, at which the smoothed loss is measured too.
    double effectiveStepSize() const;
};

/// The gradient noise of batches of the run's size, varied (cropped, flipped, cut out) if it trains so and that was measured; null if there is none.
const BatchNoise* noiseOfRun(const GradientNoiseMeasurement& found, const MeasuredRun& run);

/// `of` is "sgd" or an average's name; the averages of a run are told apart by their order in its settings. Without the run,
/// an average looks like the first.
WeightsLook lookOfWeights(const std::string& of, Optimizer optimizer, const MeasuredRun* run);

/// Weights with what was measured of them at the newest checkpoint. Points into the runs' measurements.
struct MeasuredWeights {
    QString name;  ///< with the run's, where there are several with one name
    std::string of;
    Optimizer optimizer = Optimizer::Sgd;
    const MeasuredRun* run = nullptr;
    WeightsLook look;
    std::int64_t step = 0;
    const Sharpness* sharpness = nullptr;             ///< null if it was not measured
    const GradientNoiseMeasurement* noise = nullptr;  ///< at the same step; null if it was not measured
    SliceValue value;                                 ///< at the weights themselves, where a slice goes through them
};

/// All weights of these runs of which something was measured: first what other weights are compared with, SGD's iterate;
/// SAM's runs last. `values` is the one slice from which all values are taken, so that they are of the same images; may be null.
std::vector<MeasuredWeights> weightsOf(const std::vector<const MeasuredRun*>& runs, const Slice* values);

}  // namespace basin
