// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/landscape/landscape.h"
#include "core/result.h"

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace basin {

/// One observation: y at x.
struct Sample {
    double x = 0.0, y = 0.0;
    bool operator==(const Sample&) const = default;
};

/// The loss φ of one sample, with r = wx − y the residual of a line through 0.
enum class SampleLoss {
    Squares,  ///< r²/2: least squares, f a parabola
    Robust,   ///< √(1 + r²) − 1 (pseudo-Huber): outliers count less
    Wave      ///< (sin(wx) − y)²/2: a wave of frequency w, with many minima
};

struct SampleLossEntry {
    SampleLoss loss;
    std::string name;     ///< as in files: "squares"
    std::string title;    ///< on screen: "Line, least squares"
    std::string formula;  ///< in plain text
};
std::span<const SampleLossEntry> sampleLosses();
const SampleLossEntry& sampleLossEntry(SampleLoss loss);
const SampleLossEntry* findSampleLoss(std::string_view name);  ///< null if there is none

/// The mean loss f(w) = (1/N) ∑ᵢ φ(w; xᵢ, yᵢ) of a regression with one parameter: a landscape that is a finite sum.
class Regression : public Landscape {
public:
    virtual const std::vector<Sample>& samples() const = 0;
    virtual SampleLoss loss() const = 0;
    /// d/dw and d²/dw² of one sample's loss.
    virtual double sampleSlope(const Sample& sample, double w) const = 0;
    virtual double sampleCurvature(const Sample& sample, double w) const = 0;
};

/// How many samples a regression takes: every value of f is a mean over them, and the window asks for thousands.
inline constexpr std::size_t kFewestSamples = 2, kMostSamples = 200;

/// Errors: fewer or more samples than these, a number not finite or beyond 1e6, no x other than 0, an empty domain.
Result<std::shared_ptr<const Regression>> makeRegression(std::vector<Sample> samples, SampleLoss loss, Interval domain);

/// Where the regression is worth looking at: about the parameters that suit single samples, or up to the largest frequency
/// that the distances of the x can tell.
Interval suggestedDomain(const std::vector<Sample>& samples, SampleLoss loss);

/// Samples from a CSV text with two columns, x and y. Errors name the line.
Result<std::vector<Sample>> readSamplesCsv(std::string_view text);

}  // namespace basin
