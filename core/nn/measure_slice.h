// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/measurement_cost.h"
#include "core/nn/opened_run.h"
#include "core/nn/run_trajectory.h"
#include "core/nn/slice_evaluator.h"
#include "core/nn/slice_frame.h"
#include "core/run/slice.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace basin {

/// Weights that a slice goes through, or that are projected on it.
struct SliceWeights {
    std::string run;  ///< name of its folder
    std::string of;
    std::int64_t step = 0;
    Optimizer optimizer = Optimizer::Sgd;
    torch::Tensor flat;  ///< flatWeights
};
/// Some weights of a run: `of` as for OpenedRun::weights, or "sgd:E", the iterate after an epoch E whose checkpoint stayed.
Result<SliceWeights> sliceWeights(OpenedRun& run, const std::string& of);
/// Why weights of two runs can not lie on one slice: another network or dataset, or other images; empty if they can.
std::string unlikeFor(const OpenedRun& a, const OpenedRun& b);

/// Measures the loss of a network on a line or a plane through its weights. The network computes in single precision; its
/// batch-norm statistics are recomputed at every point from the same training images.
class SliceMeasurement {
public:
    /// A segment goes through the first two of the weights, a plane through the first three, random directions begin at the
    /// first; the others are projected, and so is the trajectory: `stops` of the first weights' run, `run`, whose images and
    /// device are used. A trajectory plane is that of so many evenly spaced stops that they take 4 GB at most. Stops that can not
    /// be read are left out and go to `problems`. Errors: the setting is impossible; too
    /// few weights; two are the same, three on one line.
    static Result<SliceMeasurement> prepare(const MeasuredRun& run, const std::vector<SliceWeights>& weights,
                                            const std::vector<RunStop>& stops, const SliceSetting& setting,
                                            std::vector<Error>& problems);

    /// What is known of it by now.
    const Slice& slice() const { return m_slice; }
    /// Takes up the values of an earlier measurement that has stopped. The error says why it can not.
    std::optional<Error> goOn(const Slice& kept);

    /// Of what is missing, from the time of some images; nothing if all is there.
    MeasurementCost forecast();
    using Keep = std::function<std::optional<Error>(const Slice&)>;
    /// Measures what is missing, the marks first, then row by row. `keep` is called after the marks, after rows but for no more
    /// than a hundredth of the time, every ten seconds, and at the end; its error ends the measurement. False if it was
    /// stopped; then too all is kept.
    Result<bool> measure(const GoesOn& goesOn, const Keep& keep);

    /// The value at coordinates of the slice, whether or not they are among its points.
    SliceValue valueAt(double x, double y);

private:
    SliceMeasurement(const MeasuredRun& run, const SliceSetting& setting);
    void setMarks(const SliceFrame& frame, const std::vector<SliceWeights>& weights);
    void setPath(const SliceFrame& frame, const std::vector<RunStop>& stops, std::vector<Error>& problems);
    void setAxes(const SliceFrame& frame);
    void moveTo(double x, double y);

    std::unique_ptr<SliceEvaluator> m_evaluator;
    torch::Tensor m_origin, m_row;  ///< the origin, and origin + y d₂ with the y of the last point
    double m_rowY = 0.0;
    std::vector<torch::Tensor> m_directions;
    std::vector<torch::Tensor> m_marks;  ///< their weights, as the slice has them
    Slice m_slice;
};

}  // namespace basin
