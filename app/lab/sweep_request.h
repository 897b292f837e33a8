// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/lab/request.h"
#include "core/theory/sweep.h"

#include <optional>
#include <string>

namespace basin::lab {

/// What is varied, over which values, and how it is called in the output.
struct SweepRequest {
    Scenario base;
    SweepOptions options;
    std::string name;
};

/// The options of `rates`.
struct SweepArguments {
    CommonArguments common;
    CommonArguments::Text over, range, stepSizes, method, stepLaw, cells;

    void addTo(CLI::App& verb);
    Result<SweepRequest> sweep(const Request& request) const;
};

/// As --step-law has it.
std::string stepLawText(const StepLaw& law);

}  // namespace basin::lab
