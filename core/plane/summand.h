// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plane/point.h"

#include <span>

namespace basin {

/// One term of f or F in the plane. Immutable.
class Summand {
public:
    virtual ~Summand() = default;

    virtual double value(Point w) const = 0;
    virtual Point gradient(Point w) const = 0;
    virtual Symmetric hessian(Point w) const = 0;
    /// Adds its values on a grid to `out`; the places are those of Surface::sample.
    virtual void addTo(const Rectangle& over, int columns, int rows, std::span<double> out) const = 0;
    /// What its values may be off by at most, beyond rounding; 0 where they are had in closed form.
    virtual double error() const { return 0.0; }
};

/// Place i of `count` equally spaced ones from end to end.
inline double placeOf(const Interval& range, int i, int count) {
    return count > 1 ? range.lower + range.width() * i / (count - 1) : range.centre();
}

}  // namespace basin
