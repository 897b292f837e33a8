// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sgd/schedule.h"

#include "core/sgd/average.h"
#include "tests/support/catch.h"

#include <cmath>

using namespace basin;

TEST_CASE("A constant schedule keeps the step size") {
    const Schedule schedule;
    for (const std::int64_t t : {0, 1, 99999, 100000, 123456789}) REQUIRE(schedule.factorAt(t) == 1.0);
}

TEST_CASE("Multi-step multiplies by its factor at each milestone") {
    // T = 1000, milestones .2, .4, .6: one factor of 1/5 each from steps 200, 400 and 600 on.
    const Schedule schedule{.kind = Schedule::Kind::MultiStep, .length = 1000, .factor = 0.2};
    REQUIRE(schedule.factorAt(0) == 1.0);
    REQUIRE(schedule.factorAt(199) == 1.0);
    REQUIRE_THAT(schedule.factorAt(200), WithinRel(0.2, 1e-14));
    REQUIRE_THAT(schedule.factorAt(399), WithinRel(0.2, 1e-14));
    REQUIRE_THAT(schedule.factorAt(400), WithinRel(0.04, 1e-14));
    REQUIRE_THAT(schedule.factorAt(600), WithinRel(0.008, 1e-14));
    REQUIRE_THAT(schedule.factorAt(1000000), WithinRel(0.008, 1e-14));
}

TEST_CASE("A cosine falls from 1 to its floor and stays there") {
    const Schedule schedule{.kind = Schedule::Kind::Cosine, .length = 1000, .floor = 0.1};
    REQUIRE(schedule.factorAt(0) == 1.0);
    // Half way the cosine is 0: the middle of 1 and .1. At a third it is ½: .1 + .9·¾ = .775 (t = 1000/3 is no whole
    // number, so the check is at T = 999).
    REQUIRE_THAT(schedule.factorAt(500), WithinRel(0.55, 1e-14));
    Schedule thirds = schedule;
    thirds.length = 999;
    REQUIRE_THAT(thirds.factorAt(333), WithinRel(0.775, 1e-14));
    REQUIRE_THAT(schedule.factorAt(1000), WithinAbs(0.1, 1e-15));
    REQUIRE_THAT(schedule.factorAt(5000), WithinAbs(0.1, 1e-15));
}

TEST_CASE("A cyclic schedule falls in a straight line, over and over") {
    const Schedule schedule{.kind = Schedule::Kind::Cyclic, .length = 100, .floor = 0.5};
    REQUIRE(schedule.factorAt(0) == 1.0);
    REQUIRE_THAT(schedule.factorAt(50), WithinRel(0.75, 1e-14));
    REQUIRE_THAT(schedule.factorAt(99), WithinRel(0.505, 1e-14));
    REQUIRE(schedule.factorAt(100) == 1.0);
    for (std::int64_t t = 0; t < 100; ++t) REQUIRE(schedule.factorAt(t) == schedule.factorAt(t + 700));
}

TEST_CASE("1/√t falls to half after three warm-ups") {
    // √(t₀/(t₀ + 3t₀)) = ½ and √(t₀/(t₀ + 99t₀)) = 1/10.
    const Schedule schedule{.kind = Schedule::Kind::InverseSqrt, .warmup = 20.0};
    REQUIRE(schedule.factorAt(0) == 1.0);
    REQUIRE_THAT(schedule.factorAt(60), WithinRel(0.5, 1e-14));
    REQUIRE_THAT(schedule.factorAt(1980), WithinRel(0.1, 1e-14));
}

TEST_CASE("Names of schedules and averages lead back to them") {
    for (int i = 0; i <= static_cast<int>(Schedule::Kind::InverseSqrt); ++i) {
        const auto kind = static_cast<Schedule::Kind>(i);
        const auto found = scheduleFromName(scheduleName(kind));
        REQUIRE(found);
        REQUIRE(*found == kind);
    }
    for (int i = 0; i <= static_cast<int>(Average::Kind::Exponential); ++i) {
        const auto kind = static_cast<Average::Kind>(i);
        const auto found = averageFromName(averageName(kind));
        REQUIRE(found);
        REQUIRE(*found == kind);
    }
    REQUIRE_FALSE(scheduleFromName("linear"));
    REQUIRE(
        scheduleFromName("linear").error().message ==
        "There is no step-size schedule \"linear\"; known are constant, multi-step, cosine, cyclic and inverse-sqrt.");
    REQUIRE_FALSE(averageFromName("Window"));
}
