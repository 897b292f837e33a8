// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plane/surface_choice.h"

#include "core/landscape/numbers.h"
#include "core/plane/formula_surface.h"
#include "core/plane/hills_surface.h"
#include "core/plane/surface_families.h"
#include "core/plane/table_surface.h"

#include <algorithm>
#include <array>

namespace basin {

namespace {

struct Catalogue {
    std::vector<CatalogueEntry> entries;
    std::vector<SurfacePtr (*)(std::span<const double>)> makers;  ///< in the order of `entries`
};

const Catalogue& catalogue() {
    static const Catalogue all = [] {
        Catalogue made;
        for (SurfaceFamily& family :
             std::to_array({valleyFamily(), gaussiansPlaneFamily(), rosenbrockFamily(), himmelblauFamily(),
                            bealeFamily(), rastriginPlaneFamily(), styblinskiTangPlaneFamily()})) {
            made.entries.push_back(std::move(family.entry));
            made.makers.push_back(family.make);
        }
        return made;
    }();
    return all;
}

Error unknownSurface(std::string_view name) {
    std::string known;
    for (const CatalogueEntry& entry : catalogue().entries) known += (known.empty() ? "" : ", ") + entry.name;
    return {"There is no surface '" + std::string(name) + "'; known are " + known + ".", "surface"};
}

Result<SurfacePtr> buildNamed(const SurfaceChoice& choice) {
    const CatalogueEntry* entry = findSurface(choice.name);
    if (!entry) return unknownSurface(choice.name);
    for (const auto& [name, value] : choice.parameters)
        if (std::ranges::find(entry->parameters, name, &Parameter::name) == entry->parameters.end())
            return Error{"The surface '" + entry->name + "' has no parameter '" + name + "'; leave it out.", name};
    std::vector<double> values;
    for (const Parameter& parameter : entry->parameters) {
        const auto given = choice.parameters.find(parameter.name);
        const double value = given == choice.parameters.end() ? parameter.standard : given->second;
        // Not a number fails this comparison too.
        if (!(parameter.minimum <= value && value <= parameter.maximum))
            return Error{"The parameter '" + parameter.name + "' of the surface '" + entry->name + "' is " +
                             toText(value) + "; it must lie between " + toText(parameter.minimum) + " and " +
                             toText(parameter.maximum) + ".",
                         parameter.name};
        values.push_back(value);
    }
    return catalogue().makers[static_cast<std::size_t>(entry - catalogue().entries.data())](values);
}

}  // namespace

std::span<const CatalogueEntry> surfaceCatalogue() { return catalogue().entries; }

const CatalogueEntry* findSurface(std::string_view name) {
    const auto& entries = catalogue().entries;
    const auto found = std::ranges::find(entries, name, &CatalogueEntry::name);
    return found == entries.end() ? nullptr : &*found;
}

Result<SurfacePtr> buildSurface(const SurfaceChoice& choice) {
    switch (choice.kind) {
        case SurfaceChoice::Kind::Named: return buildNamed(choice);
        case SurfaceChoice::Kind::Drawn: return makeDrawnSurface(choice.domain, choice.bowl, choice.hills);
        case SurfaceChoice::Kind::Formula: return makeFormulaSurface(choice.formula, choice.domain);
        case SurfaceChoice::Kind::Table: return makeTableSurface(choice.table);
    }
    return Error{"The kind of the surface is unknown.", "kind"};
}

}  // namespace basin
