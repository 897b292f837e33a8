// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/smoothing/minima_map.h"

#include "core/landscape/catalogue.h"
#include "core/smoothing/minima.h"
#include "tests/support/catch.h"

#include <algorithm>
#include <cmath>

using namespace basin;

namespace {

constexpr bool kMinimum = true, kMaximum = false;

const MinimaBranch* branchAt(const std::vector<MinimaBranch>& branches, double w) {
    for (const MinimaBranch& branch : branches)
        if (std::abs(branch.points.front().w - w) < 0.05) return &branch;
    return nullptr;
}

}  // namespace

TEST_CASE("Minima are joined with those that they roll into, and end where nothing rolls back") {
    const std::vector<ExtremaRow> rows{
        {0.1, {{-1.0, 0.0, kMinimum}, {0.0, 2.0, kMaximum}, {1.0, 1.0, kMinimum}}},
        {0.2, {{-0.9, 0.1, kMinimum}, {0.4, 1.5, kMaximum}, {0.8, 1.2, kMinimum}}},
        {0.3, {{-0.7, 0.5, kMinimum}}},
        {0.4, {{-0.8, 0.4, kMinimum}, {-0.5, 0.7, kMaximum}, {-0.4, 0.4, kMinimum}}},
    };
    const std::vector<MinimaBranch> branches = branchesOf(rows);
    REQUIRE(branches.size() == 3);
    REQUIRE(branches[0].points.size() == 4);
    REQUIRE_FALSE(branches[0].begins);
    REQUIRE_FALSE(branches[0].ends);
    REQUIRE(branches[0].points[3].w == -0.8);
    REQUIRE(branches[1].points.size() == 2);
    REQUIRE(branches[1].ends);
    REQUIRE(branches[1].points.back().stepSize == 0.2);
    REQUIRE_FALSE(branches[1].points.front().lowest);
    REQUIRE(branches[2].begins);
    // At the last step size both are lowest.
    REQUIRE(branches[0].points[3].lowest);
    REQUIRE(branches[2].points[0].lowest);
}

TEST_CASE("The map of the flat basin shows the dip vanish where survival says it does") {
    const auto dip = *makeLandscape("dip", std::vector<double>{1.0, 0.1, 1.0, 0.05});
    const Noise noise{Law::Uniform, 20.0};
    const Interval stepSizes{5e-6, 0.02};
    int reports = 0;
    std::size_t last = 0;
    const std::vector<ExtremaRow> rows =
        scanExtrema(dip, noise, stepSizes, {-1.5, 1.5}, 100, [&](const std::vector<ExtremaRow>& some) {
            ++reports;
            REQUIRE(some.size() > last);
            last = some.size();
        });
    REQUIRE(reports == static_cast<int>(rows.size()));
    REQUIRE(std::is_sorted(rows.begin(), rows.end(),
                           [](const ExtremaRow& a, const ExtremaRow& b) { return a.stepSize < b.stepSize; }));
    const std::vector<MinimaBranch> branches = branchesOf(rows);
    const MinimaBranch* basin = branchAt(branches, 0.0);
    const MinimaBranch* sharp = branchAt(branches, 0.996);
    REQUIRE(basin);
    REQUIRE(sharp);
    REQUIRE_FALSE(basin->ends);
    REQUIRE(basin->points.size() == rows.size());
    REQUIRE(std::all_of(basin->points.begin(), basin->points.end(), [](const auto& point) { return point.lowest; }));
    REQUIRE(sharp->ends);
    const std::vector<Survival> known = survival(dip, noise, stepSizes);
    REQUIRE_THAT(sharp->points.back().stepSize, WithinRel(known[1].stepSizes.back().upper, 4e-3));
}

TEST_CASE("The spiky parabola's lowest minimum splits into two where its closed form says so") {
    // F″(0) = a + bκ²S with S = sin(κρ)/(κρ) is negative at ρ = .022·8 (maths.md §4): the minima are at ±.125.
    const auto spiky = *makeLandscape("spiky", std::vector<double>{1.0, 0.1, 20.0, 0.0});
    const std::vector<ExtremaRow> rows = scanExtrema(spiky, Noise{Law::Uniform, 8.0}, {0.01, 0.022}, {-0.6, 0.6}, 40);
    std::vector<double> lowest;
    for (const MinimaBranch& branch : branchesOf(rows))
        if (branch.points.back().stepSize > 0.02199 && branch.points.back().lowest)
            lowest.push_back(std::abs(branch.points.back().w));
    REQUIRE(lowest.size() == 2);
    REQUIRE_THAT(lowest[0], WithinAbs(0.125, 1e-3));
    REQUIRE_THAT(lowest[1], WithinAbs(0.125, 1e-3));
}

TEST_CASE("A scan that is stopped gives what it has") {
    std::stop_source source;
    const auto dip = *makeLandscape("dip", std::vector<double>{1.0, 0.1, 1.0, 0.05});
    const std::vector<ExtremaRow> rows = scanExtrema(
        dip, Noise{Law::Uniform, 20.0}, {1e-4, 0.02}, {-1.5, 1.5}, 100,
        [&](const std::vector<ExtremaRow>& some) {
            if (some.size() == 3) source.request_stop();
        },
        source.get_token());
    REQUIRE(rows.size() == 3);
}
