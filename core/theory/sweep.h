// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scenario/scenario.h"
#include "core/theory/constants.h"
#include "core/theory/rates.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace basin {

class ThreadPool;

/// What a sweep varies from one row to the next.
struct SweepVariable {
    enum class Kind { StepSize, BatchSize, NoiseSize, Parameter, Law };
    Kind kind = Kind::StepSize;
    std::string parameter;  ///< name of the landscape's parameter, with Kind::Parameter
    bool operator==(const SweepVariable&) const = default;
};

/// The base scenario with the variable at one value, with a constant step size. Laws are compared at the same standard deviation.
Scenario scenarioAt(const Scenario& base, const SweepVariable& variable, double value);

/// How many steps the average of a row is made of.
struct StepLaw {
    enum class Kind { Infinite, Fixed, InverseStep, InverseStepSquared };  ///< ∞, T, constant ηT, constant η²T
    Kind kind = Kind::Infinite;
    double constant = 1e5;  ///< T, ηT or η²T
    bool operator==(const StepLaw&) const = default;

    /// Steps for a step size; none is infinitely many.
    std::optional<std::int64_t> stepsAt(double stepSize) const;
};

struct SweepOptions {
    enum class Method { Chain, Ensemble };
    Method method = Method::Chain;
    SweepVariable variable;
    std::vector<double> values;  ///< of the variable; with Kind::Law indices into the law catalogue
    StepLaw steps;
    std::size_t cells = 2000;    ///< of the chain
    std::size_t walkers = 2000;  ///< of an ensemble
    double relaxations =
        200.0;  ///< length of an ensemble's run in relaxation times 1/(ημ), where the step law is infinite
};

/// Does F explain where the average sits?
enum class Explanation {
    Yes,         ///< |E v̄ − v*| is small against |v* − w_f|
    CannotTell,  ///< v* and w_f are too close to each other to tell
    No           ///< the average sits in another basin of F than v*
};

/// How far SGD and its average end from v*, at one value of the variable. Errors are bounds for the chain (its change on halving
/// the cells) and standard errors for an ensemble.
struct SweepRow {
    double value = 0.0, stepSize = 0.0;
    double vStar = 0.0, wF = 0.0;
    double meanW = 0.0;                         ///< E w = E v̄ in the limit
    double D = 0.0, DError = 0.0;               ///< E(v − v*)²
    double rms = 0.0, rmsError = 0.0;           ///< √E(w − v*)²
    double averageBias = 0.0, biasError = 0.0;  ///< E w̄ − v* (after the step law's steps)
    double biasToWf = 0.0;                      ///< E w̄ − w_f
    double averageRms = 0.0;                    ///< √E(w̄ − v*)² after the step law's steps; |bias| in the limit
    double excess = 0.0;                        ///< f(E w̄) − f(w_f)
    Explanation explanation = Explanation::CannotTell;  ///< of where the average sits in the limit
    std::optional<Constants> constants;                 ///< absent where they do not exist
    Bounds bounds;
    Predictions predictions;
    std::optional<std::int64_t> steps;  ///< of the average, by the step law; none: the limit
    std::optional<double> B4;           ///< E|v̄_T − v*| ≤ B4 after those steps
    std::optional<double> floor;        ///< √(P3/T): the noise that is left in the average of those steps
    std::string problem;                ///< why this row has no numbers; empty if it has
};

/// How far something is from the three places that it may be about.
struct Distances {
    double toVStar = 0.0, toWf = 0.0;
    double toMean = 0.0;  ///< to E v̄ in the limit
};
/// Of SGD's v in stationarity (RMS), of the mean of the average, and of the average (RMS) after the step law's steps.
struct RowDistances {
    Distances sgd, averageMean, averageRms;
};
RowDistances distancesOf(const SweepRow& row);

/// What all rows say together: Yes or No where some rows say so and none the contrary.
Explanation explanationOf(const std::vector<SweepRow>& rows);

/// Rows in the order of the values. `onRow(index, row)` is called as each is done, from one thread at a time, in any order; an
/// empty result of a row has its `problem`. A stop leaves the rest without numbers ("stopped").
std::vector<SweepRow> sweep(const Scenario& base, const SweepOptions& options, ThreadPool* pool,
                            const std::function<void(std::size_t, const SweepRow&)>& onRow = {},
                            std::stop_token stop = {});

/// Slopes of SGD's RMS distance √D and of |average bias| against the step size.
struct SweepSlopes {
    std::optional<Slope> sgd, average;
};
SweepSlopes slopesOf(const std::vector<SweepRow>& rows);

}  // namespace basin
