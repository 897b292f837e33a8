// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plane/point.h"

#include <functional>
#include <span>
#include <vector>

namespace basin {

/// A place where the gradient of a function of the plane vanishes.
struct CriticalPoint {
    enum class Kind { Minimum, Saddle, Maximum };
    Point place;
    double value = 0.0;
    Symmetric hessian;
    Kind kind = Kind::Minimum;
};

/// A function of the plane with its derivatives: f or F.
struct PlaneFunction {
    std::function<double(Point)> value;
    std::function<Point(Point)> gradient;
    std::function<Symmetric(Point)> hessian;
    /// Values on a grid, as Surface::sample.
    std::function<void(const Rectangle&, int, int, std::span<double>)> sample;
    /// What ∇²f may be off by along x and along y at a place, beyond rounding; may be empty.
    std::function<Point(Point)> noise = {};
};

/// Every minimum, saddle point and maximum within `over` that a grid of `resolution` × `resolution` cells tells apart, minima first,
/// each kind by ascending value. Of those where the Hessian is singular or does not exist, the minima only.
std::vector<CriticalPoint> criticalPoints(const PlaneFunction& function, const Rectangle& over, int resolution = 200);

struct CriticalPointSearch {
    std::vector<CriticalPoint> points;
    int resolution = 0;     ///< of the finest grid
    bool isSettled = true;  ///< false if that grid still found other minima than the one before
};
/// The same on ever finer grids, from 200 × 200 cells to 990 × 990, until a finer grid finds as many minima.
CriticalPointSearch searchCriticalPoints(const PlaneFunction& function, const Rectangle& over);

}  // namespace basin
