// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/evaluator.h"

#include <chrono>
#include <functional>

namespace basin {

/// Asked between pieces of the work with the share that is done; false stops it.
using GoesOn = std::function<bool(double done)>;

/// The share that is done of a whole, to which each part of the work adds its own.
class ShareDone {
public:
    /// `whole` is in any unit. `goesOn` must outlive it.
    ShareDone(double whole, const GoesOn& goesOn) : m_whole(whole), m_goesOn(goesOn) {}
    /// Of the next part, which is `work` of the whole.
    GoesOn part(double work) {
        const double from = m_before;
        m_before += work;
        return [this, from, work](double done) { return !m_goesOn || m_goesOn((from + work * done) / m_whole); };
    }

private:
    double m_whole, m_before = 0.0;
    const GoesOn& m_goesOn;
};

/// What a measurement of one set of weights will need.
struct MeasurementCost {
    double seconds = 0.0;
    double peakBytes = 0.0;          ///< the process's memory at most
    double statisticsSeconds = 0.0;  ///< of the seconds, for batch-norm statistics, which a less thorough one needs too
};

/// A run as measurements take it: nothing of its training changes. All but the placement must outlive them.
struct MeasuredRun {
    const RunConfig& config;
    const RunImages& images;
    const ImageSource& train;
    Placement placement;
};

/// Seconds of a piece of work. On a GPU it should read a result, so that it waits for the device.
double secondsOf(const std::function<void()>& work);
/// Seconds that `recomputeStatistics` takes for an image, by trying it on some.
double secondsOfStatistics(Network& network, const ImageSource& train);
/// The process's memory at most, up to now.
double peakBytes();

}  // namespace basin
