// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/smoothing/chebyshev.h"

#include "core/smoothing/vector_loops.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace basin {

namespace {

double angle(std::size_t i, std::size_t count) {
    return std::numbers::pi * (static_cast<double>(i) + 0.5) / static_cast<double>(count);
}

}  // namespace

std::vector<double> chebyshevPoints(Interval range, std::size_t count) {
    std::vector<double> points(count);
    for (std::size_t i = 0; i < count; ++i)
        points[i] = range.centre() + 0.5 * range.width() * std::cos(angle(i, count));
    return points;
}

void addChebyshev(std::span<const double> values, std::span<double> out) {
    const std::size_t count = values.size();
    // Σ_n a_n T_n(x), a_n = (2/N) Σ_i values_i cos(n θ_i), then by powers of x; with so few terms that costs 3 digits.
    std::vector<double> powers(count, 0.0), before(count, 0.0), now(count, 0.0);  // coefficients of T_{n−1} and T_n
    now[0] = 1.0;
    for (std::size_t n = 0; n < count; ++n) {
        double a = 0.0;
        for (std::size_t i = 0; i < count; ++i) a += values[i] * std::cos(static_cast<double>(n) * angle(i, count));
        a *= (n == 0 ? 1.0 : 2.0) / static_cast<double>(count);
        for (std::size_t k = 0; k < count; ++k) powers[k] += a * now[k];
        // T_{n+1} = 2x T_n − T_{n−1}, and T_1 = x
        std::vector<double> next(count, 0.0);
        for (std::size_t k = 0; k < count; ++k) {
            next[k] -= before[k];
            if (k + 1 < count) next[k + 1] += (n == 0 ? 1.0 : 2.0) * now[k];
        }
        before = now;
        now = next;
    }
    std::vector<double> polynomial(out.size());
    evaluatePolynomial(powers, -1.0, 2.0 / static_cast<double>(out.size() - 1), polynomial);
    for (std::size_t i = 0; i < out.size(); ++i) out[i] += polynomial[i];
}

double interpolate(std::span<const double> values, double x) {
    // Neville's scheme.
    std::array<double, 16> row{};
    std::copy(values.begin(), values.end(), row.begin());
    for (std::size_t order = 1; order < values.size(); ++order)
        for (std::size_t i = 0; i + order < values.size(); ++i) {
            const double left = x - static_cast<double>(i), right = static_cast<double>(i + order) - x;
            row[i] = (right * row[i] + left * row[i + 1]) / static_cast<double>(order);
        }
    return row[0];
}

}  // namespace basin
