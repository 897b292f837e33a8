// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/parameter.h"
#include "core/plane/surface.h"
#include "core/result.h"

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace basin {

/// A hill or well that was set by hand.
struct DrawnHill {
    Point place;
    double height = -1.0;  ///< a well if negative
    double width = 0.5;    ///< standard deviation along its long axis
    double aspect = 1.0;   ///< short axis / long axis, in (0, 1]
    double angle = 0.0;    ///< of the long axis against the x axis, in radians
    bool operator==(const DrawnHill&) const = default;
};

/// Values on a regular grid, both ends included, row by row from the smallest y on.
struct SurfaceTable {
    Rectangle domain{{-1.0, 1.0}, {-1.0, 1.0}};
    int columns = 0, rows = 0;
    std::vector<double> values;
    bool operator==(const SurfaceTable&) const = default;
};

/// The surface that a person chose, as a value.
struct SurfaceChoice {
    enum class Kind { Named, Formula, Drawn, Table };
    Kind kind = Kind::Named;
    std::string name = "valley";                 ///< Named
    std::map<std::string, double> parameters;    ///< Named: those not given are at their default
    std::string formula;                         ///< Formula in x and y
    Rectangle domain{{-3.0, 3.0}, {-3.0, 3.0}};  ///< Formula, Drawn
    double bowl = 0.2;                           ///< Drawn: curvature of the bowl around the domain's centre
    std::vector<DrawnHill> hills;                ///< Drawn
    SurfaceTable table;                          ///< Table
    bool operator==(const SurfaceChoice&) const = default;
};
/// Errors name the field: unknown name, parameters out of range, a formula's column, a table's line.
Result<SurfacePtr> buildSurface(const SurfaceChoice& choice);

/// Every named surface, in the order of the menu.
std::span<const CatalogueEntry> surfaceCatalogue();
const CatalogueEntry* findSurface(std::string_view name);  ///< null if there is none

/// A table in text: `x,y,f` a line, in any order, covering a regular grid; or a bare grid of numbers, which then covers [−1, 1]².
Result<SurfaceTable> readSurfaceCsv(std::string_view text);

}  // namespace basin
