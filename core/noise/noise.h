// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/parameter.h"
#include "core/result.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace basin {

/// The laws of the noise ε (maths.md §5): all symmetric about 0.
enum class Law { Uniform, Gaussian, Laplace, Rademacher, StudentT, AlphaStable };

/// What a law is called and which parameters it has, for menus, files and documents.
struct LawEntry {
    Law law;
    std::string name;                ///< as in files: "student-t"
    std::string title;               ///< on screen: "Student t"
    std::string density;             ///< formula in plain text
    Parameter scale;                 ///< its own size: r, σ, ℓ, r, s, γ
    std::optional<Parameter> shape;  ///< ν or α
    std::string variance;            ///< formula in plain text
    std::string equalSigma;          ///< where the law may be given by its σ: "yes", "if ν > 2", "if α = 2"
};

std::span<const LawEntry> lawCatalogue();
const LawEntry& lawEntry(Law law);
const LawEntry* findLaw(std::string_view name);  ///< null if there is none

/// A noise law with its size: the noise of one stochastic gradient.
struct Noise {
    Law law = Law::Uniform;
    double scale = 1.0;  ///< the law's own parameter: r, σ, ℓ, r, s or γ; > 0
    double shape = 2.0;  ///< ν (Student t) or α (α-stable); unused otherwise

    /// The law with standard deviation `sigma`; an error for laws that have none (ν ≤ 2, α < 2).
    static Result<Noise> withSigma(Law law, double sigma, double shape);
    /// The noise of a minibatch of `batchSize` ≥ 1 samples: the same law at σ/√B, its own parameter divided by √B
    /// (α-stable: γ B^(1/α−1), which is exact). Student t with ν ≤ 2 has no σ; its scale is divided by √B all the same.
    Noise ofBatch(int batchSize) const;
    /// The law of ηε.
    Noise scaledBy(double factor) const;

    bool hasVariance() const;
    double sigma() const;  ///< standard deviation; infinity if there is none
    double moment(
        int order) const;  ///< E ε^order; 0 for odd orders where E|ε|^order is finite; infinity / NaN otherwise
    /// E|ε|^p is finite for every p below this (infinity for light tails).
    double momentLimit() const;
    double reach() const;  ///< the largest |ε| possible; infinity for unbounded laws

    double density(double x) const;       ///< p(x); 0 for Rademacher, which has none
    double distribution(double x) const;  ///< P(ε ≤ x)
    double quantile(double p) const;  ///< inverse of `distribution`: smallest x with P(ε ≤ x) ≥ p; NaN outside [0, 1]
    double characteristic(double t) const;  ///< E cos(tε)

    bool operator==(const Noise&) const = default;
};

}  // namespace basin
