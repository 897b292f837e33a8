// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/table.h"

#include "tests/support/catch.h"

#include <cmath>

namespace basin {

TEST_CASE("A table becomes a file of values and a table in Markdown") {
    const Table table{{"name", "value"}, {{"a, \"b\"", 1.0 / 3.0}, {"c|d\ne", std::nan("")}}};
    REQUIRE(csvText(table) == "name,value\n\"a, \"\"b\"\"\",0.3333333333333333\n\"c|d\ne\",\n");
    REQUIRE(markdownText(table) == "| name | value |\n|---|---:|\n| a, \"b\" | 0.3333 |\n| c\\|d e | – |\n");
    REQUIRE(markdownText({{"nothing"}, {}}) == "| nothing |\n|---|\n");
}

}  // namespace basin
