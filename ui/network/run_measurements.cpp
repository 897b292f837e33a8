// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/network/run_measurements.h"

#include <algorithm>

namespace basin {

namespace fs = std::filesystem;

namespace {

RunMeasurementsPtr measurementsOf(const fs::path& run) {
    auto found = std::make_shared<RunMeasurements>();
    found->run = run;
    found->sharpness = sharpnessOf(run, found->problems);
    found->slices = slicesOf(run, found->problems);
    found->noise = gradientNoiseOf(run, found->problems);
    return found;
}

}  // namespace

std::vector<MeasurementReader::Stamp> MeasurementReader::stampsOf(const fs::path& run) {
    std::vector<Stamp> stamps;
    std::error_code fault;
    for (const char* folder : {"sharpness", "slices", "noise"})
        for (const auto& entry : fs::directory_iterator(run / folder, fault)) {
            if (entry.path().extension() != ".json") continue;
            Stamp stamp{entry.path(), entry.file_size(fault), {}};
            if (!fault) stamp.time = entry.last_write_time(fault);
            if (!fault) stamps.push_back(std::move(stamp));
        }
    std::ranges::sort(stamps, {}, &Stamp::file);
    return stamps;
}

std::vector<RunMeasurementsPtr> MeasurementReader::read(const std::vector<fs::path>& runs,
                                                        const std::stop_token& stop) {
    std::erase_if(m_read, [&](const auto& each) { return std::ranges::find(runs, each.first) == runs.end(); });
    std::vector<RunMeasurementsPtr> all;
    for (const fs::path& run : runs) {
        if (stop.stop_requested()) return all;
        std::vector<Stamp> stamps = stampsOf(run);
        Entry& entry = m_read[run];
        if (!entry.measurements || entry.stamps != stamps) entry = {std::move(stamps), measurementsOf(run)};
        all.push_back(entry.measurements);
    }
    return all;
}

}  // namespace basin
