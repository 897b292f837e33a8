// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interval.h"
#include "core/run/run_history.h"

#include <QList>
#include <QPointF>

#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace basin {

/// What lies along the charts' horizontal axis.
enum class ProgressAxis {
    Epoch,
    Step,
    GradientEvaluations,  ///< SAM makes two a step
    Time                  ///< seconds of training, without pauses
};

/// What a chart shows.
enum class Quantity { Accuracy, Error, Loss, TrainingLoss, StepSize, ImagesPerS, GradientNorm, Memory, Load };

/// One chart, as it is asked for.
struct ChartRequest {
    Quantity quantity = Quantity::Accuracy;
    Split images = Split::Test;  ///< of accuracy, error and loss
    int columns = 1000;          ///< pixels along its axis
    bool operator==(const ChartRequest&) const = default;
};

/// All charts of the page, which share their horizontal axis.
struct ChartsRequest {
    std::vector<std::filesystem::path> runs;  ///< in the order of their colours
    ProgressAxis axis = ProgressAxis::Epoch;
    bool logarithmic = false;       ///< the horizontal axis
    std::optional<Interval> range;  ///< of it; absent: all there is
    double smoothing = 0.0;         ///< β of the exponential mean, in [0, 1)
    std::vector<ChartRequest> charts;
    bool operator==(const ChartsRequest&) const = default;
};

/// Whose values a curve shows.
enum class CurveRole { Iterate, IterateOwnStatistics, Average, Training };

struct Curve {
    std::size_t run = 0;  ///< index in the request
    bool sam = false;     ///< the run's optimiser
    CurveRole role = CurveRole::Iterate;
    std::string of;        ///< the average's name
    std::size_t rank = 0;  ///< of an average among those of its run
    /// At most a few points in every pixel column of the range, and one on either side of it.
    QList<QPointF> points;
    QList<QPointF> raw;      ///< before smoothing; empty where nothing was smoothed
    double last = kUnknown;  ///< the last value of all, smoothed
};

struct Charts {
    ChartsRequest request;
    std::vector<std::vector<Curve>> curves;  ///< of each chart
    std::optional<Interval> extent;  ///< of everything along the horizontal axis (its positive part if logarithmic)
};

/// A run to be drawn; its index is that of its folder in the request.
struct DrawnRun {
    std::size_t index = 0;
    const RunHistory* history = nullptr;
    bool sam = false;
    std::vector<std::string> averages;  ///< their names in the order in which they were asked for
};

/// The curves that are asked for, reduced to the pixels of their range.
Charts drawCharts(const ChartsRequest& request, const std::vector<DrawnRun>& runs);

/// The exponential mean s_t = β s_{t−1} + (1−β) y_t, divided by 1 − β^t so that its beginning is not drawn to zero. What is
/// not finite is passed over and stays as it is.
std::vector<double> smoothed(std::span<const double> y, double beta);

}  // namespace basin
