// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/landscape/catalogue.h"

#include "core/landscape/families.h"
#include "core/landscape/numbers.h"

#include <algorithm>
#include <cmath>

namespace basin {

namespace {

struct Catalogue {
    std::vector<CatalogueEntry> entries;
    std::vector<LandscapePtr (*)(std::span<const double>)> makers;  ///< in the order of `entries`
};

const Catalogue& catalogue() {
    static const Catalogue all = [] {
        Catalogue made;
        for (Family& family :
             std::to_array({dipFamily(), spikyFamily(), doubleWellFamily(), asymmetricFamily(), kinkedFamily(),
                            gaussiansFamily(), rastriginFamily(), styblinskiTangFamily()})) {
            made.entries.push_back(std::move(family.entry));
            made.makers.push_back(family.make);
        }
        return made;
    }();
    return all;
}

Error unknownLandscape(std::string_view name) {
    std::string known;
    for (const CatalogueEntry& entry : catalogue().entries) known += (known.empty() ? "" : ", ") + entry.name;
    return {"There is no landscape '" + std::string(name) + "'; known are " + known + ".", "landscape"};
}

}  // namespace

std::span<const CatalogueEntry> landscapeCatalogue() { return catalogue().entries; }

const CatalogueEntry* findLandscape(std::string_view name) {
    const auto& entries = catalogue().entries;
    const auto found = std::ranges::find(entries, name, &CatalogueEntry::name);
    return found == entries.end() ? nullptr : &*found;
}

Result<LandscapePtr> makeLandscape(std::string_view name, std::span<const double> values) {
    const CatalogueEntry* entry = findLandscape(name);
    if (!entry) return unknownLandscape(name);
    if (values.size() != entry->parameters.size())
        return Error{"The landscape '" + entry->name + "' has " + std::to_string(entry->parameters.size()) +
                         " parameters, but " + std::to_string(values.size()) + " values were given.",
                     "landscape"};
    for (std::size_t i = 0; i < values.size(); ++i) {
        const Parameter& parameter = entry->parameters[i];
        // Not a number fails this comparison too.
        if (parameter.minimum <= values[i] && values[i] <= parameter.maximum) continue;
        return Error{"The parameter '" + parameter.name + "' of the landscape '" + entry->name + "' is " +
                         toText(values[i]) + "; it must lie between " + toText(parameter.minimum) + " and " +
                         toText(parameter.maximum) + ".",
                     parameter.name};
    }
    const auto index = static_cast<std::size_t>(entry - catalogue().entries.data());
    return catalogue().makers[index](values);
}

LandscapePtr makeLandscape(std::string_view name) {
    const CatalogueEntry* entry = findLandscape(name);
    if (!entry) return nullptr;
    std::vector<double> values;
    for (const Parameter& parameter : entry->parameters) values.push_back(parameter.standard);
    return *makeLandscape(name, values);
}

}  // namespace basin
