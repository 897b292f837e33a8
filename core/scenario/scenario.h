// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/landscape/curve.h"
#include "core/landscape/landscape.h"
#include "core/landscape/regression.h"
#include "core/noise/noise.h"
#include "core/plane/plane_ensemble.h"
#include "core/plane/surface_choice.h"
#include "core/result.h"
#include "core/sgd/average.h"
#include "core/sgd/ensemble.h"
#include "core/sgd/schedule.h"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace basin {

/// The landscape that a person chose, as a value.
struct LandscapeChoice {
    enum class Kind { Named, Formula, Curve, Data };
    Kind kind = Kind::Named;
    std::string name = "dip";  ///< Named
    /// Named: values by parameter name; those not given are at their default.
    std::map<std::string, double> parameters;
    std::string formula;             ///< Formula
    Interval domain{-3.0, 3.0};      ///< Formula, Data
    std::vector<CurvePoint> points;  ///< Curve: drawn or read from a table
    std::vector<Sample> samples;     ///< Data: the mean loss of a regression
    SampleLoss loss = SampleLoss::Squares;
    bool operator==(const LandscapeChoice&) const = default;
};
Result<LandscapePtr> buildLandscape(const LandscapeChoice& choice);

/// What a scenario of the plane has in place of landscape, start and view of the line.
struct PlaneChoice {
    SurfaceChoice surface;
    /// Of the noise, in units of its size squared: A² = size² × covariance (core/plane/plane_noise.h). Positive definite.
    Symmetric covariance{1.0, 0.0, 1.0};
    Point start;                    ///< w_0
    std::optional<Rectangle> view;  ///< what is plotted; by default the surface's domain
    bool operator==(const PlaneChoice&) const = default;
};

/// A statement that the scenario makes and a test checks, after `steps` steps with `walkers` walkers.
struct Claim {
    std::string quantity;  ///< one of claimQuantities(), as measured by core/lab/claim.h
    std::string relation;  ///< "<", ">" or "≈"
    double value = 0.0;
    double tolerance = 0.0;  ///< absolute, for "≈"
    int basin = 0;           ///< index into the basins of f, for shares
    std::int64_t steps = 100000;
    std::size_t walkers = 500;
    bool operator==(const Claim&) const = default;
};
/// What a claim can be about. "twin_" before a name means the same in the twin view.
///   sgd_rms, average_rms: distance to the nearest v*; sgd_rms_to_start, average_rms_to_start: to w_0;
///   sgd_mean, average_mean; sgd_share_in_basin, average_share_in_basin: within the well of that basin of f;
///   smoothed_minima: how many local minima F has; v_star, w_f: the global minimiser of F, of f (the first, if several);
///   diverged: how many walkers are lost.
/// In the plane, with the basins of f by ascending minimum, and without a twin view:
///   x and y apart, as in sgd_mean_x and v_star_y; sgd_trace, average_trace, sgd_largest, average_largest: trace and largest
///   eigenvalue of ∇²f, averaged over the walkers; v_star_trace, w_f_trace: of ∇²f there.
std::span<const std::string_view> claimQuantities(bool inPlane = false);
bool isClaimQuantity(std::string_view name, bool inPlane = false);

/// The version of the file format that is read and written.
inline constexpr int kScenarioVersion = 1;

/// What makes the gradients of a scenario noisy.
enum class NoiseKind {
    Law,       ///< the law at one size, the same everywhere
    Scaled,    ///< the law times σ(w)
    Minibatch  ///< batches of the samples of a landscape of data
};

/// Everything a person set in the lab, as one plain value.
struct Scenario {
    std::string title;
    std::string watch;  ///< one sentence: what to watch
    LandscapeChoice landscape;
    /// A scenario of the plane: `landscape`, `start` and `view` are then of no meaning, its noise is that of the law, and there
    /// is no twin.
    std::optional<PlaneChoice> plane;
    Law law = Law::Uniform;
    double noiseSize = 1.0;  ///< σ if `equalSigma`, else the law's own parameter
    bool equalSigma = false;
    double noiseShape = 3.0;  ///< ν or α
    NoiseKind noiseKind = NoiseKind::Law;
    std::string sigmaOfW =
        "0.5 + abs(w)";           ///< Scaled: the standard deviation at w, or the law's own parameter if it has none
    bool withReplacement = true;  ///< Minibatch: how a batch is drawn
    int batchSize = 1;            ///< B
    double stepSize = 0.01;       ///< η
    Schedule schedule;
    double momentum = 0.0;  ///< β
    std::vector<Average> averages{Average{}};
    std::size_t focus = 0;  ///< index of the average in focus
    double start = 0.0;     ///< w_0
    std::size_t walkers = 1000;
    std::uint64_t seed = 1;
    double stepsPerSecond = 1000.0;      ///< speed of play; infinity is "as fast as the machine goes" (null in files)
    std::optional<double> twinStepSize;  ///< a second view beside the first with this step size and the same seed
    std::optional<Interval> view;        ///< the plotted interval; by default the landscape's domain
    std::vector<Claim> claims;
    bool operator==(const Scenario&) const = default;
};

/// Puts another landscape into the scenario, which is then one of the line. Data come with the noise of their minibatches; noise that the new landscape can
/// not have (σ(w) below 0 somewhere, minibatches without data) becomes that of the law.
void setLandscape(Scenario& scenario, LandscapeChoice choice);

/// Puts another surface into the scenario, which is then one of the plane: the rest of its PlaneChoice stays, or is at its
/// defaults where the scenario was of the line; the noise becomes that of the law, without a twin.
void setSurface(Scenario& scenario, SurfaceChoice choice);

inline constexpr int kLargestBatch = 1000000, kLargestMinibatch = 1000;
/// The largest batch that the scenario's noise can have: without replacement all samples.
int largestBatch(const Scenario& scenario);

/// The law of one minibatch gradient's noise; NoiseKind::Scaled: at σ(w) = 1. Of no meaning for NoiseKind::Minibatch.
Result<Noise> scenarioNoise(const Scenario& scenario);
/// The noise of one minibatch gradient on the scenario's landscape.
Result<GradientNoise> scenarioGradientNoise(const Scenario& scenario, const LandscapePtr& landscape);
/// Landscape, noise and the rest, checked; the error names the field. One that is of the plane has none.
Result<Dynamics> scenarioDynamics(const Scenario& scenario);
EnsembleOptions scenarioEnsemble(const Scenario& scenario);

/// The same for a scenario of the plane.
Result<PlaneNoise> scenarioPlaneNoise(const Scenario& scenario);
Result<PlaneDynamics> scenarioPlaneDynamics(const Scenario& scenario);
PlaneEnsembleOptions scenarioPlaneEnsemble(const Scenario& scenario);

/// Reads a scenario file (resources/scenarios/README.md describes the format) and builds its landscape once, so that what
/// comes back is valid. Errors name the key: cut off, newer version, unknown or repeated keys, wrong types, out of range.
Result<Scenario> readScenario(std::string_view text);
/// The file of a valid scenario. Reading it gives the same value back, but for what its kind of landscape does not use.
std::string writeScenario(const Scenario& scenario);
/// Every rule on the numbers in one place: finite, positive, in range. Returns the first broken one. Formulas and curves
/// are looked at by buildLandscape alone; a scenario is valid if neither complains.
std::optional<Error> checkScenario(const Scenario& scenario);

}  // namespace basin
