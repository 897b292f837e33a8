// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/gradient_noise_measurement.h"
#include "core/run/sharpness.h"
#include "core/run/slice.h"

#include <filesystem>
#include <map>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace basin {

/// What was measured of a run: everything in its folders sharpness, slices and noise.
struct RunMeasurements {
    std::filesystem::path run;
    std::vector<Sharpness> sharpness;
    std::vector<NamedSlice> slices;
    std::vector<GradientNoiseMeasurement> noise;
    std::vector<Error> problems;  ///< files that cannot be read

    bool isEmpty() const { return sharpness.empty() && slices.empty() && noise.empty(); }
};
using RunMeasurementsPtr = std::shared_ptr<const RunMeasurements>;

/// Reads the measurements of runs, and of those that it has read only what changed. Belongs to one thread, not the window's.
class MeasurementReader {
public:
    /// In the order of `runs`; the same pointers as before where nothing changed. What was stopped is incomplete.
    std::vector<RunMeasurementsPtr> read(const std::vector<std::filesystem::path>& runs, const std::stop_token& stop);

private:
    /// What tells one state of a folder from the next.
    struct Stamp {
        std::filesystem::path file;
        std::uintmax_t size = 0;
        std::filesystem::file_time_type time;
        bool operator==(const Stamp&) const = default;
    };
    static std::vector<Stamp> stampsOf(const std::filesystem::path& run);

    struct Entry {
        std::vector<Stamp> stamps;
        RunMeasurementsPtr measurements;
    };
    std::map<std::filesystem::path, Entry> m_read;
};

}  // namespace basin
