// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/shell/report.h"
#include "core/nn/measure_slice.h"

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace basin::train {

/// Which weights a slice goes through, as it was typed.
struct SliceWeightsRequest {
    std::vector<std::string> runs;  ///< folders
    std::vector<std::string> of;    ///< "OF" of the first run, or "OF@RUN"; empty: what the kind suggests
    std::optional<SliceKind> kind;
};

/// What was found of it.
struct OpenedSliceWeights {
    std::unique_ptr<OpenedRun> run;  ///< the first
    SliceKind kind = SliceKind::Segment;
    std::vector<SliceWeights> weights;
};

/// Opens the runs, one after the other, and takes the weights out of them; or says what is wrong.
std::variant<OpenedSliceWeights, Outcome> openSliceWeights(const SliceWeightsRequest& request);

/// How a slice is called if nobody says: "plane-sgd-tail-0.75-sgd-of-sam".
std::string sliceName(const OpenedSliceWeights& opened);

}  // namespace basin::train
