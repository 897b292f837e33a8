// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/theory/chain.h"

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace basin {

/// Where a law of w stands, and that of v = w − ηf′(w) with it.
struct LawMoments {
    double meanW = 0.0, meanV = 0.0;  ///< relative to the reference
    double D = 0.0;                   ///< E(v − reference)²
    double square = 0.0;              ///< E(w − reference)²
};

struct ExactLawOptions {
    std::size_t cells = 2000;
    double reference = 0.0;             ///< v*, as a rule
    double start = 0.0;                 ///< w_0
    std::optional<std::int64_t> steps;  ///< T; none: the limit
    std::optional<double> include;      ///< a place that the grid must hold besides the start
};

/// The exact chain of one setting with what it says of SGD and of its average.
struct ExactLaw {
    Chain chain;
    std::vector<double> stationary;
    std::vector<double> law;       ///< of w_T; the stationary one in the limit
    LawMoments moments;            ///< of `law`
    LawMoments limit;              ///< of `stationary`
    double averageMean = 0.0;      ///< E w̄_T − reference; E w − reference in the limit
    double averageVariance = 0.0;  ///< Var w̄_T; 0 in the limit
};

/// What exactLaw says when `stop` came first.
inline constexpr const char* kStopped = "Stopped before it was done.";

/// Errors: those of Chain::make; kStopped.
Result<ExactLaw> exactLaw(const LandscapePtr& landscape, const GradientNoise& noise, double stepSize,
                          const ExactLawOptions& options, std::stop_token stop = {});

/// Kramers' formula (maths.md §5) for the expected number of steps from a minimum with curvature f″_a over a barrier of height ΔV
/// with curvature f″_b to the well beyond: (1/η)·2π/√|f″_a f″_b|·exp(2ΔV/(ησ²)). For small noise.
double kramersSteps(double stepSize, double sigma, double wellCurvature, double topCurvature, double barrier);

}  // namespace basin
