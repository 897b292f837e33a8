// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scenario/scenario.h"

#include <CLI/CLI.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace basin::lab {

/// What every verb is asked.
struct Request {
    Scenario scenario;
    Dynamics dynamics;                      ///< of the scenario, checked
    std::optional<PlaneDynamics> plane;     ///< in place of `dynamics` where the scenario is of the plane
    std::vector<std::string> averageNames;  ///< of the scenario's averages, as on the command line
    bool startGiven = false;                ///< by --start or by a scenario
    std::optional<std::int64_t> steps;
    std::size_t threads = 1;
    bool json = false;
    std::string csv;  ///< a file, or empty
};

/// The options that choose scenario and output, as texts; the same for every verb but `list`.
struct CommonArguments {
    using Text = std::optional<std::string>;
    Text scenario, landscape, formula, table, domain;
    Text law, sigma, radius, scale, sigmaOfW, nu, alpha, batchSize, data, loss, sampling;
    Text surface, surfaceFormula, covariance;
    Text stepSize, schedule, momentum, start, walkers, steps, seed, threads;
    std::vector<std::string> parameters, averages;
    bool json = false;
    std::string csv;

    void addTo(CLI::App& verb);
    enum class Spaces { LineOnly, LineAndPlane };
    /// Applies them to the scenario that they begin with. Errors name the option.
    Result<Request> request(Spaces spaces = Spaces::LineOnly) const;
};

/// The text of an average on the command line: "polyak", "from:T", "tail:FRACTION", "window:N", "ema:DECAY".
std::string averageText(const Average& average);
Result<Average> averageFromText(const std::string& text);

}  // namespace basin::lab
