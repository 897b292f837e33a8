// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interval.h"
#include "core/noise/noise.h"
#include "core/noise/sampler.h"

#include <cstddef>
#include <memory>
#include <vector>

namespace basin {

/// One value of a discrete law.
struct Atom {
    double value = 0.0, probability = 0.0;
};

/// Noise whose law depends on the place: ε(w) with E ε(w) = 0 (maths.md §1). Immutable; threads share it.
class StateNoise {
public:
    virtual ~StateNoise() = default;

    /// Draws for every walker at `w` into `noise`: ε(w), or f′(w) + ε(w) where `drawsGradient`. NaN where w is NaN. `count`
    /// is a multiple of 16.
    virtual void draw(RandomStream& stream, const double* w, double* noise, std::size_t count) const = 0;
    virtual bool drawsGradient() const { return false; }

    virtual double variance(double w) const = 0;       ///< E ε(w)²; infinity if there is none
    virtual double slopeVariance(double w) const = 0;  ///< E ε′(w)², the derivative by w of one sample's noise
    virtual double momentLimit() const = 0;            ///< as in Noise

    /// The law of ε(w) is either discrete, with few atoms, or the law of `lawAt`.
    virtual bool isDiscrete() const = 0;
    virtual std::vector<Atom> atomsAt(double w) const = 0;
    virtual Noise lawAt(double w) const = 0;  ///< its scale may be 0

    virtual bool equals(const StateNoise& other) const = 0;
};

/// The noise of one stochastic gradient: of the same law everywhere, or one that depends on the place.
struct GradientNoise {
    GradientNoise() = default;
    GradientNoise(const Noise& everywhere) : law(everywhere) {}
    explicit GradientNoise(std::shared_ptr<const StateNoise> atPlace) : state(std::move(atPlace)) {}

    Noise law;                                ///< where `state` is null
    std::shared_ptr<const StateNoise> state;  ///< null: the same law everywhere

    bool hasVariance() const { return momentLimit() > 2.0; }
    double momentLimit() const { return state ? state->momentLimit() : law.momentLimit(); }
    /// The standard deviation at w, or the law's own scale if there is none.
    double sizeAt(double w) const;
    /// The largest size over an interval, from samples where it depends on the place.
    double largestSize(Interval over) const;

    bool operator==(const GradientNoise& other) const;
};

}  // namespace basin
