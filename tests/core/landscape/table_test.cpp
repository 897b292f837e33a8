// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/landscape/catalogue.h"
#include "core/landscape/numbers.h"
#include "tests/support/catch.h"

#include <fstream>
#include <iterator>
#include <string>

using namespace basin;

namespace {

std::string tables() {
    std::string text = "| landscape | in files | formula |\n|---|---|---|\n";
    for (const CatalogueEntry& entry : landscapeCatalogue())
        text += "| " + entry.title + " | `" + entry.name + "` | " + entry.formula + " |\n";
    text += "\n| in files | parameter | symbol | what it is | from | to | default |\n|---|---|---|---|---|---|---|\n";
    for (const CatalogueEntry& entry : landscapeCatalogue())
        for (const Parameter& parameter : entry.parameters)
            text += "| `" + entry.name + "` | `" + parameter.name + "` | " + parameter.symbol + " | " +
                    parameter.label + " | " + toText(parameter.minimum) + " | " + toText(parameter.maximum) + " | " +
                    toText(parameter.standard) + " |\n";
    return text;
}

}  // namespace

TEST_CASE("The documented tables of landscapes are the catalogue's") {
    std::ifstream file(BASIN_SOURCE_DIR "/core/landscape/README.md");
    const std::string readme{std::istreambuf_iterator<char>(file), {}};
    INFO("Put these tables into core/landscape/README.md in place of those there:\n\n" << tables());
    const bool documented = readme.find("\n\n" + tables() + "\n") != std::string::npos;
    REQUIRE(documented);
}
