// SPDX-License-Identifier: GPL-3.0-or-later
// What Highway chooses here is one of several kernels; the others run on somebody's machine.
#include "core/landscape/catalogue.h"
#include "core/landscape/curve.h"
#include "core/landscape/formula.h"
#include "tests/core/landscape/checks.h"
#include "tests/support/catch.h"

#include <hwy/targets.h>

#include <cmath>
#include <vector>

using namespace basin;

namespace {

/// Lets Highway choose among some instruction sets only, until the end of the scope.
class Only {
public:
    explicit Only(std::int64_t targets) {
        hwy::SetSupportedTargetsForTest(targets);
        hwy::GetChosenTarget().Update(hwy::SupportedTargets());
    }
    ~Only() {
        hwy::SetSupportedTargetsForTest(0);
        hwy::GetChosenTarget().Update(hwy::SupportedTargets());
    }
    Only(const Only&) = delete;
    Only& operator=(const Only&) = delete;
};

std::vector<CurvePoint> points(bool equal) {
    std::vector<CurvePoint> made;
    for (int i = 0; i < 41; ++i) {
        const double w = -2.0 + 0.1 * i + (equal || i == 0 || i == 40 ? 0.0 : 0.04 * std::sin(5.0 * i));
        made.push_back({w, w * w + std::cos(4.0 * w)});
    }
    return made;
}

}  // namespace

TEST_CASE("Every instruction set of this machine moves walkers by the slope") {
    std::vector<LandscapePtr> landscapes{*makeCurve(points(true)), *makeCurve(points(false)),
                                         *makeFormula("sin(3*w) + w^3/(1 + w^2) + abs(w) - 2^w", {-2.0, 2.0}),
                                         *makeFormula("exp(-w^2) + tanh(w)*max(w, 1) + sqrt(4 + w)", {-2.0, 2.0})};
    for (const CatalogueEntry& entry : landscapeCatalogue()) landscapes.push_back(makeLandscape(entry.name));
    int sets = 0;
    for (const std::int64_t target : hwy::SupportedAndGeneratedTargets()) {
        const Only only(target);
        CAPTURE(hwy::TargetName(target));
        std::mt19937_64 random(1);
        for (std::size_t i = 0; i < landscapes.size(); ++i) {
            CAPTURE(i);
            checkStep(*landscapes[i], random);
            checkGrouping(*landscapes[i], random);
        }
        ++sets;
    }
    REQUIRE(sets >= 1);
}

TEST_CASE("Sines are right for large angles and bounded for huge ones") {
    // With β = 0 the momentum is f′ itself: w + 2000 sin 200w here. Up to an angle of 10⁶ the sine errs by 10⁻¹⁶ (π in
    // parts of 33 bits times n < 2²⁰ is exact), so f′ by some ε (|w| + 2000). At 10⁸ the reduction has lost 10⁻⁸ without
    // fused multiplication. Whatever the angle, the sine lies between −1 and 1.
    const std::vector<double> parameters{1.0, 10.0, 200.0, 0.0};
    const LandscapePtr spiky = *makeLandscape("spiky", parameters);
    std::mt19937_64 random(2);
    for (const std::int64_t target : hwy::SupportedAndGeneratedTargets()) {
        const Only only(target);
        CAPTURE(hwy::TargetName(target));
        const auto slopeAt = [&](double w) {
            double noise = 0.0, velocity = 0.0;
            spiky->step({.count = 1, .noise = &noise, .w = &w, .velocity = &velocity});
            return velocity;
        };
        for (const double size : {1e-9, 1.0, 100.0, 5000.0}) {
            std::uniform_real_distribution<double> anywhere(-size, size);
            for (int i = 0; i < 2000; ++i) {
                const double w = anywhere(random);
                CAPTURE(w);
                REQUIRE_THAT(slopeAt(w), WithinAbs(spiky->slope(w), 1e-15 * (std::abs(w) + 2000.0)));
            }
        }
        for (const double w : {5e5, -5e5, 4.9e11, -4.9e11, 6e12, 1e17, -1e300}) {
            CAPTURE(w);
            REQUIRE(std::abs(slopeAt(w) - w) <= 2000.0 * (1.0 + 1e-12) + 1e-15 * std::abs(w));
        }
        REQUIRE_THAT(slopeAt(5e5), WithinAbs(spiky->slope(5e5), 2000.0 * 1e-8 * 2.0));
    }
}
