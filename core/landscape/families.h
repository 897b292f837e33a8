// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/landscape/catalogue.h"

#include <span>

namespace basin {

/// A row of the catalogue: what it says of itself, and how it is made of its parameters' values (checked, in order).
struct Family {
    CatalogueEntry entry;
    LandscapePtr (*make)(std::span<const double> values);
};

Family asymmetricFamily();
Family kinkedFamily();
Family dipFamily();
Family spikyFamily();
Family doubleWellFamily();
Family rastriginFamily();
Family styblinskiTangFamily();
Family gaussiansFamily();

}  // namespace basin
