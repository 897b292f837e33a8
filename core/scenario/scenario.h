// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/landscape/curve.h"
#include "core/landscape/landscape.h"
#include "core/noise/noise.h"
#include "core/result.h"
#include "core/sgd/average.h"
#include "core/sgd/ensemble.h"
#include "core/sgd/schedule.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace basin {

/// The landscape that a person chose, as a value.
struct LandscapeChoice {
    enum class Kind { Named, Formula, Curve };
    Kind kind = Kind::Named;
    std::string name = "dip";              ///< Named
    std::map<std::string, double> parameters;  ///< Named: values by parameter name; those not given are at their default
    std::string formula;                   ///< Formula
    Interval domain{-3.0, 3.0};            ///< Formula
    std::vector<CurvePoint> points;        ///< Curve: drawn or read from a table
    bool operator==(const LandscapeChoice&) const = default;
};
Result<LandscapePtr> buildLandscape(const LandscapeChoice& choice);

/// A statement that the scenario makes and a test checks, after `steps` steps with `walkers` walkers.
struct Claim {
    /// "sgd_rms", "average_rms" (distance to v*), "sgd_rms_to_start", "average_share_in_basin", "sgd_share_in_basin"
    /// (basin: index into the basins of f), "smoothed_minima" (their count), "v_star", "average_mean", …
    std::string quantity;
    std::string relation;  ///< "<", ">" or "≈"
    double value = 0.0;
    double tolerance = 0.0;  ///< absolute, for "≈"
    int basin = 0;
    std::int64_t steps = 100000;
    std::size_t walkers = 500;
    bool operator==(const Claim&) const = default;
};

/// Everything a person set in the lab, as one plain value (version 1 of the file format).
struct Scenario {
    std::string title;
    std::string watch;  ///< one sentence: what to watch
    LandscapeChoice landscape;
    Law law = Law::Uniform;
    double noiseSize = 1.0;     ///< σ if `equalSigma`, else the law's own parameter
    bool equalSigma = false;
    double noiseShape = 3.0;    ///< ν or α
    int batchSize = 1;          ///< B
    double stepSize = 0.01;     ///< η
    Schedule schedule;
    double momentum = 0.0;      ///< β
    std::vector<Average> averages{Average{}};
    std::size_t focus = 0;      ///< index of the average in focus
    double start = 0.0;         ///< w_0
    std::size_t walkers = 1000;
    std::uint64_t seed = 1;
    double stepsPerSecond = 1000.0;       ///< speed of play; infinity is "as fast as the machine goes" (null in files)
    std::optional<double> twinStepSize;   ///< a second view beside the first with this step size and the same seed
    std::optional<Interval> view;         ///< the plotted interval; by default the landscape's domain
    std::vector<Claim> claims;
    bool operator==(const Scenario&) const = default;
};

/// The noise of one minibatch gradient in this scenario.
Result<Noise> scenarioNoise(const Scenario& scenario);
/// Landscape, noise and the rest, checked; the error names the field.
Result<Dynamics> scenarioDynamics(const Scenario& scenario);
EnsembleOptions scenarioEnsemble(const Scenario& scenario);

/// Reads a scenario file. Errors name the key: cut off, newer version, unknown keys, wrong types, out of range.
Result<Scenario> readScenario(std::string_view json);
std::string writeScenario(const Scenario& scenario);
/// Every rule on the numbers in one place: finite, positive, in range. Returns the first broken one.
std::optional<Error> checkScenario(const Scenario& scenario);

}  // namespace basin
