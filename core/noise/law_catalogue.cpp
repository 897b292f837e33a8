// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/noise/noise.h"

#include <algorithm>

namespace basin {

namespace {

/// A law's own size: four orders of magnitude, by default about σ = 5.5.
Parameter size(std::string name, std::string symbol, std::string label, std::string tip, double standard) {
    return {.name = std::move(name),
            .symbol = std::move(symbol),
            .label = std::move(label),
            .tip = std::move(tip),
            .minimum = 0.01,
            .maximum = 100.0,
            .standard = standard,
            .logarithmic = true};
}

/// In the order of `Law`.
const std::vector<LawEntry>& catalogue() {
    static const std::vector<LawEntry> laws{
        {.law = Law::Uniform,
         .name = "uniform",
         .title = "Uniform",
         .density = "1/(2r) for |x| ≤ r, else 0",
         .scale = size("r", "r", "Radius",
                       "Every noise between −r and r is equally likely. As it grows, F averages f over a wider window "
                       "±ηr and single steps jump further.",
                       10.0),
         .shape = std::nullopt,
         .variance = "r²/3",
         .equalSigma = "yes"},
        {.law = Law::Gaussian,
         .name = "gaussian",
         .title = "Gaussian",
         .density = "exp(−x²/(2σ²)) / (σ√(2π))",
         .scale = size("sigma", "σ", "Standard deviation",
                       "Two thirds of the noise lie within ±σ. As it grows, F averages f over a wider bell and single "
                       "steps jump further.",
                       5.0),
         .shape = std::nullopt,
         .variance = "σ²",
         .equalSigma = "yes"},
        {.law = Law::Laplace,
         .name = "laplace",
         .title = "Laplace",
         .density = "exp(−|x|/ℓ) / (2ℓ)",
         .scale =
             size("ell", "ℓ", "Mean size",
                  "The mean of |noise|: many small steps and now and then a long one. As it grows, both get longer "
                  "and F gets smoother.",
                  4.0),
         .shape = std::nullopt,
         .variance = "2ℓ²",
         .equalSigma = "yes"},
        {.law = Law::Rademacher,
         .name = "rademacher",
         .title = "Coin flip (Rademacher)",
         .density = "none: ½ at −r and ½ at r",
         .scale =
             size("r", "r", "Size of the flip",
                  "The noise is −r or r, each half of the time. As it grows, F becomes the mean of two copies of f "
                  "that are shifted further apart.",
                  5.0),
         .shape = std::nullopt,
         .variance = "r²",
         .equalSigma = "yes"},
        {.law = Law::StudentT,
         .name = "student-t",
         .title = "Student t",
         .density = "Γ((ν+1)/2) / (Γ(ν/2) √(πν) s) · (1 + x²/(νs²))^(−(ν+1)/2)",
         .scale = size("s", "s", "Scale",
                       "The width of the middle of the law. As it grows, all noise grows with it, the rare long jumps "
                       "too.",
                       3.0),
         .shape = Parameter{.name = "nu",
                            .symbol = "ν",
                            .label = "Degrees of freedom",
                            .tip = "How rare long jumps are. As it grows they get rarer and the law becomes Gaussian; "
                                   "at 2 and below the noise has no variance, at 1 and below no mean size.",
                            .minimum = 1.0,
                            .maximum = 100.0,
                            .standard = 3.0,
                            .logarithmic = true},
         .variance = "s²ν/(ν−2) if ν > 2, else none",
         .equalSigma = "if ν > 2"},
        {.law = Law::AlphaStable,
         .name = "alpha-stable",
         .title = "α-stable",
         .density = "(1/π) ∫₀^∞ cos(tx) exp(−(γt)^α) dt",
         .scale = size("gamma", "γ", "Scale",
                       "The width of the middle of the law. As it grows, all noise grows with it, the rare long jumps "
                       "too.",
                       3.0),
         .shape = Parameter{.name = "alpha",
                            .symbol = "α",
                            .label = "Tail exponent",
                            .tip = "How rare long jumps are. As it grows to 2 they get rarer and the law becomes "
                                   "Gaussian with σ = γ√2; below 2 the noise has no variance, at 1 and below no mean "
                                   "size.",
                            .minimum = 0.5,
                            .maximum = 2.0,
                            .standard = 1.5,
                            .logarithmic = false},
         .variance = "2γ² if α = 2, else none",
         .equalSigma = "if α = 2"}};
    return laws;
}

}  // namespace

std::span<const LawEntry> lawCatalogue() { return catalogue(); }

const LawEntry& lawEntry(Law law) { return catalogue()[static_cast<std::size_t>(law)]; }

const LawEntry* findLaw(std::string_view name) {
    const auto& laws = catalogue();
    const auto found =
        std::find_if(laws.begin(), laws.end(), [&](const LawEntry& entry) { return entry.name == name; });
    return found == laws.end() ? nullptr : &*found;
}

}  // namespace basin
