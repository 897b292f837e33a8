// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plane/basin_map.h"
#include "core/plane/critical_points.h"
#include "core/plane/plane_noise.h"
#include "core/plane/smoothed_surface.h"
#include "core/plane/surface.h"

#include <memory>
#include <string>
#include <vector>

namespace basin {

/// What is known of a scenario of the plane before a single step is taken. Immutable; threads share it.
struct PlaneAnalysis {
    SurfacePtr surface;
    PlaneNoise noise;       ///< of one gradient (already of the batch)
    double stepSize = 0.0;  ///< η that F was made for
    Rectangle view;         ///< what is plotted
    std::shared_ptr<const SmoothedSurface> smoothed;
    std::shared_ptr<const std::vector<CriticalPoint>> points;  ///< of f: minima first
    std::vector<CriticalPoint> minima;                         ///< of f, by ascending value: the basins
    std::vector<CriticalPoint> globalMinima;                   ///< of f: w_f (several when they tie)
    std::vector<CriticalPoint> smoothedPoints;                 ///< of F; empty where F is absent
    std::vector<Point> targets;                                ///< global minima of F: v*
    std::shared_ptr<const BasinMap> basins;
    std::string missed;  ///< one sentence if f has more minima than were told apart; empty otherwise
};

/// `previous` (may be null) lends what did not change.
std::shared_ptr<const PlaneAnalysis> analysePlane(const SurfacePtr& surface, const PlaneNoise& noise, double stepSize,
                                                  const Rectangle& view,
                                                  const std::shared_ptr<const PlaneAnalysis>& previous);

}  // namespace basin
