// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plane/point.h"

#include "tests/support/catch.h"

#include <cmath>
#include <random>

using namespace basin;

namespace {

/// A A = `matrix`, each entry within a few ulps of the size √(xx yy) that it may have. In long double, which holds squares
/// of every double.
void checkRoot(const Symmetric& matrix) {
    CAPTURE(matrix.xx, matrix.xy, matrix.yy);
    REQUIRE(matrix.isPositiveDefinite());
    const Symmetric a = squareRoot(matrix);
    const long double xx = a.xx, xy = a.xy, yy = a.yy;
    const long double sizeX = matrix.xx, sizeY = matrix.yy;
    CHECK(std::abs(xx * xx + xy * xy - sizeX) <= 1e-14L * sizeX);
    CHECK(std::abs(xy * xy + yy * yy - sizeY) <= 1e-14L * std::max(sizeX, sizeY));
    CHECK(std::abs(xy * (xx + yy) - matrix.xy) <= 1e-14L * std::max(sizeX, sizeY));
    CHECK(a.xx > 0.0);
    CHECK(a.yy > 0.0);
}

}  // namespace

TEST_CASE("Every covariance that a double holds is told from one that is none, and has its root") {
    for (const double size : {1e-307, 1e-200, 1e-20, 1.0, 1e20, 1e200, 1e307}) {
        CAPTURE(size);
        checkRoot({size, 0.0, size});
        checkRoot({size, 0.3 * size, 0.5 * size});
        checkRoot({2.0 * size, -size, size});
        CHECK_FALSE(Symmetric{size, 2.0 * size, size}.isPositiveDefinite());
        CHECK_FALSE(Symmetric{size, size, size}.isPositiveDefinite());  // det = 0
        CHECK_FALSE(Symmetric{-size, 0.0, -size}.isPositiveDefinite());
        CHECK_FALSE(Symmetric{size, 0.0, 0.0}.isPositiveDefinite());
        // xy² < xx yy by one ulp of xy: still positive definite.
        CHECK(Symmetric{size, std::nextafter(size, 0.0), size}.isPositiveDefinite());
    }
    // Axes of very different length: xy = 0.9 √(xx yy).
    for (const double ratio : {1e-300, 1e-100, 1e-10}) checkRoot({1.0, 0.9 * std::sqrt(ratio), ratio});
    checkRoot({4.0, 0.0, 5e-324});
    CHECK(squareRoot({4.0, 0.0, 9.0}) == Symmetric{2.0, 0.0, 3.0});
    CHECK_FALSE(Symmetric{NAN, 0.0, 1.0}.isPositiveDefinite());
    CHECK_FALSE(Symmetric{1.0, NAN, 1.0}.isPositiveDefinite());
    CHECK_FALSE(Symmetric{HUGE_VAL, 0.0, 1.0}.isPositiveDefinite());

    // The eigenvalues of a random covariance are squares of those of its root.
    std::mt19937_64 random(31);
    std::uniform_real_distribution<double> exponent(-135.0, 135.0), share(-0.99, 0.99);
    for (int i = 0; i < 1000; ++i) {
        const double x = std::pow(10.0, exponent(random)), y = x * std::pow(10.0, exponent(random) / 10.0);
        checkRoot({x * x, share(random) * x * y, y * y});
    }
}
