// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plane/surface_choice.h"

#include <span>

namespace basin {

/// A row of the catalogue: what it says of itself, and how it is made of its parameters' values (checked, in order).
struct SurfaceFamily {
    CatalogueEntry entry;
    SurfacePtr (*make)(std::span<const double> values);
};

SurfaceFamily valleyFamily();
SurfaceFamily gaussiansPlaneFamily();
SurfaceFamily rosenbrockFamily();
SurfaceFamily himmelblauFamily();
SurfaceFamily bealeFamily();
SurfaceFamily rastriginPlaneFamily();
SurfaceFamily styblinskiTangPlaneFamily();

}  // namespace basin
