// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/smoothing/smoothed.h"

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace basin {

/// What `Smoothed` promises, for one kind of noise.
class Smoothed::Method {
public:
    virtual ~Method() = default;

    virtual Existence existence() const = 0;
    virtual std::string reason() const = 0;
    virtual double value(double v) const = 0;
    virtual double slope(double v) const = 0;
    virtual double curvature(double v) const = 0;
    virtual std::function<double(double)> quickSlope(Interval) const { return {}; }
    virtual void curve(Interval range, std::span<double> out) const = 0;
    virtual std::vector<Minimum> minima(Interval range) const = 0;
    virtual std::vector<Extremum> extrema(Interval range) const = 0;
};

/// Noise of the same law everywhere.
std::unique_ptr<const Smoothed::Method> smoothedByLaw(LandscapePtr landscape, const Noise& noise, double stepSize);
/// Noise that depends on the place.
std::unique_ptr<const Smoothed::Method> smoothedByState(LandscapePtr landscape, std::shared_ptr<const StateNoise> noise,
                                                        double stepSize);

}  // namespace basin
