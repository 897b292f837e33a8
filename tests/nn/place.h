// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/worker.h"
#include "core/run/run_folder.h"
#include "core/run/run_history.h"
#include "tests/core/run/folder.h"
#include "tests/support/catch.h"
#include "tests/support/images.h"

#include <cstdlib>
#include <string>

namespace basin {

/// Images and runs of a test, and a queue for the device of its own.
class Place {
public:
    Place() {
        writeStripes(m_folder.path / "data", 60, 50);
        ::setenv("XDG_RUNTIME_DIR", m_folder.path.c_str(), 1);
    }
    /// 300 images by 50: six iterations an epoch, each reported only at every second one (128 images).
    RunConfig config() const {
        RunConfig config;
        config.data = (m_folder.path / "data").string();
        config.network = Architecture::ResNet8;
        config.epochs = 3;
        config.batchSize = 50;
        config.stepSize = 0.1;
        config.device = "cpu";
        config.averages = {{TrainingAverage::Kind::TailFraction, 0.5}, {TrainingAverage::Kind::Ema, 0.9}};
        config.evaluationBudget = 1.0;
        config.threads = 1;
        return config;
    }
    RunFolder make(const RunConfig& config) {
        return *RunFolder::create(m_folder.path / ("run-" + std::to_string(++m_runs)), config);
    }

    static RunHistory historyOf(const RunFolder& run) {
        RunHistory history;
        EventReader reader(run.events());
        if (const auto found = reader.poll()) history.add(*found);
        return history;
    }
    const std::filesystem::path& path() const { return m_folder.path; }

private:
    TestFolder m_folder;
    int m_runs = 0;
};

/// A run that has been trained to its end.
inline RunFolder finished(Place& place, const RunConfig& config) {
    RunFolder run = place.make(config);
    const Result<EndEvent> end = work(run, {});
    REQUIRE(end);
    REQUIRE(end->reason == EndReason::Finished);
    return run;
}

}  // namespace basin
