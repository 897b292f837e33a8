// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/noise/noise.h"
#include "tests/support/catch.h"

#include <charconv>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

using namespace basin;

namespace {

std::string number(double value) {
    char digits[32];
    return {digits, std::to_chars(digits, digits + sizeof digits, value).ptr};
}

/// In a cell of a table: | is its border.
std::string cell(const std::string& text) {
    std::string escaped;
    for (const char c : text) {
        if (c == '|') escaped += '\\';
        escaped += c;
    }
    return escaped;
}

std::string parameterCell(const Parameter& parameter) {
    return parameter.symbol + " (`" + parameter.name + "`), " + number(parameter.minimum) + " … " +
           number(parameter.maximum) + ", default " + number(parameter.standard);
}

std::string table() {
    std::string text =
        "| law | in files | density | size | shape | variance | at equal σ |\n|---|---|---|---|---|---|---|\n";
    for (const LawEntry& entry : lawCatalogue())
        text += "| " + entry.title + " | `" + entry.name + "` | " + cell(entry.density) + " | " +
                parameterCell(entry.scale) + " | " + (entry.shape ? parameterCell(*entry.shape) : "–") + " | " +
                entry.variance + " | " + entry.equalSigma + " |\n";
    return text;
}

}  // namespace

TEST_CASE("The catalogue knows every law by its place and its name") {
    std::set<std::string> names;
    for (const LawEntry& entry : lawCatalogue()) {
        CAPTURE(entry.name);
        REQUIRE(&lawEntry(entry.law) == &entry);
        REQUIRE(findLaw(entry.name) == &entry);
        REQUIRE(names.insert(entry.name).second);
        REQUIRE(!entry.title.empty());
        REQUIRE(!entry.density.empty());
        for (const Parameter* parameter : {&entry.scale, entry.shape ? &*entry.shape : &entry.scale}) {
            REQUIRE(parameter->minimum < parameter->standard);
            REQUIRE(parameter->standard < parameter->maximum);
            REQUIRE((!parameter->logarithmic || parameter->minimum > 0.0));
            // Every tip says what happens when the value grows.
            REQUIRE(parameter->tip.find("As it grows") != std::string::npos);
        }
    }
    REQUIRE(names ==
            std::set<std::string>{"uniform", "gaussian", "laplace", "rademacher", "student-t", "alpha-stable"});
    REQUIRE(findLaw("Uniform") == nullptr);
    REQUIRE(findLaw("") == nullptr);
}

TEST_CASE("What the catalogue says of the variance is so") {
    for (const LawEntry& entry : lawCatalogue()) {
        CAPTURE(entry.name);
        // With a shape the variance depends on it: at both ends of its range.
        const auto has = [&](double shape) { return bool(Noise::withSigma(entry.law, 1.0, shape)); };
        REQUIRE((entry.equalSigma == "yes") == !entry.shape.has_value());
        if (!entry.shape)
            REQUIRE(has(2.0));
        else
            REQUIRE((!has(entry.shape->minimum) && has(entry.shape->maximum)));
    }
}

TEST_CASE("The documented table of laws is the catalogue's") {
    std::ifstream file(BASIN_SOURCE_DIR "/core/noise/README.md");
    const std::string readme{std::istreambuf_iterator<char>(file), {}};
    // If it is not: this is the table to put there.
    INFO(table());
    const bool documented = readme.find("\n\n" + table() + "\n") != std::string::npos;
    REQUIRE(documented);
}
