// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/checkpoint.h"

#include "core/run/checkpoint_file.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <system_error>

namespace basin {

namespace fs = std::filesystem;

Result<double> takeUpCheckpoint(const fs::path& path, Trainer& trainer) {
    if (const auto error = verifyChecksum(path)) return *error;
    const Result<TensorMap> state = loadTensors(path);
    if (!state) return state.error();
    const auto seconds = state->find("seconds");
    std::optional<Error> error = trainer.restore(*state);
    if (!error && seconds == state->end()) error = Error{"it lacks \"seconds\""};
    if (error) return Error{path.string() + " does not fit the run: " + error->message + ".", path.string()};
    return seconds->second.item<double>();
}

fs::path weightsPath(const RunFolder& run, const std::string& of) {
    std::string name = of;
    std::ranges::replace(name, ':', '-');
    return run.path() / "weights" / (name + ".pt");
}

std::optional<Error> exportWeights(const RunFolder& run, const std::string& of, const TensorMap& weights) {
    const fs::path path = weightsPath(run, of);
    std::error_code fault;
    fs::create_directories(path.parent_path(), fault);
    if (fault) return fileError(path.parent_path(), "could not be made", fault.value());
    return saveTensors(path, weights);
}

}  // namespace basin
