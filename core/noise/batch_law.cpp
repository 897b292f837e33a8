// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/noise/batch_law.h"

#include <Eigen/Cholesky>
#include <Eigen/Dense>
#include <Eigen/Eigenvalues>

#include <algorithm>
#include <array>
#include <cmath>

namespace basin {

namespace {

constexpr std::size_t kAtoms = 8;
constexpr std::size_t kMoments = 2 * kAtoms + 1;  // m_0 … m_16
using Series = std::array<double, kMoments>;      // coefficients of t^k: moments over k!
constexpr std::size_t kMostExact = 256;           // atoms of a batch of one

/// a ← a + weight · e^{td} b, cut off.
void addShifted(Series& a, const Series& b, double d, double weight) {
    Series power{};
    power[0] = weight;
    for (std::size_t k = 1; k < kMoments; ++k) power[k] = power[k - 1] * d / static_cast<double>(k);
    for (std::size_t k = 0; k < kMoments; ++k)
        for (std::size_t j = 0; j <= k; ++j) a[k] += power[j] * b[k - j];
}

Series product(const Series& a, const Series& b) {
    Series result{};
    for (std::size_t k = 0; k < kMoments; ++k)
        for (std::size_t j = 0; j <= k; ++j) result[k] += a[j] * b[k - j];
    return result;
}

/// E e^{tS} of the sum S of `count` draws with replacement: M(t)^count.
Series sumWithReplacement(std::span<const double> values, int count) {
    const Series one{1.0};
    Series square{}, result = one;
    for (const double d : values) addShifted(square, one, d, 1.0 / static_cast<double>(values.size()));
    for (int bits = count; bits > 0; bits /= 2) {
        if (bits % 2 == 1) result = product(result, square);
        square = product(square, square);
    }
    return result;
}

/// The same without replacement. With i values seen, sums[k] is that of k of them: the i-th is among the k with probability
/// k/i.
Series sumWithoutReplacement(std::span<const double> values, std::size_t count) {
    std::vector<Series> sums(count + 1, Series{});
    sums[0] = {1.0};
    for (std::size_t i = 1; i <= values.size(); ++i)
        for (std::size_t k = std::min(i, count); k > 0; --k) {
            const double share = static_cast<double>(k) / static_cast<double>(i);
            for (double& coefficient : sums[k]) coefficient *= 1.0 - share;
            addShifted(sums[k], sums[k - 1], values[i - 1], share);
        }
    return sums[count];
}

}  // namespace

std::vector<Atom> gaussRule(std::span<const double> moments) {
    // Golub and Welsch (1969): the Cholesky factor of the Hankel matrix has the coefficients of the three-term recurrence.
    const auto n = static_cast<Eigen::Index>(moments.size() / 2);
    Eigen::MatrixXd hankel(n + 1, n + 1);
    for (Eigen::Index i = 0; i <= n; ++i)
        for (Eigen::Index j = 0; j <= n; ++j) hankel(i, j) = moments[static_cast<std::size_t>(i + j)];
    // Row by row, until a pivot vanishes: then the law has no more values than rows.
    constexpr double kVanishing = 1e-9;
    Eigen::MatrixXd upper = Eigen::MatrixXd::Zero(n + 1, n + 1);
    Eigen::Index size = 0;
    for (; size < n; ++size) {
        Eigen::RowVectorXd row = hankel.row(size);
        for (Eigen::Index k = 0; k < size; ++k) row -= upper(k, size) * upper.row(k);
        if (!(row(size) > kVanishing * hankel(size, size))) break;
        upper.row(size) = row / std::sqrt(row(size));
    }
    Eigen::VectorXd diagonal(size), beside(std::max<Eigen::Index>(size - 1, 0));
    for (Eigen::Index j = 0; j < size; ++j) {
        diagonal(j) = upper(j, j + 1) / upper(j, j) - (j > 0 ? upper(j - 1, j) / upper(j - 1, j - 1) : 0.0);
        if (j + 1 < size) beside(j) = upper(j + 1, j + 1) / upper(j, j);
    }
    Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver;
    solver.computeFromTridiagonal(diagonal, beside);
    std::vector<Atom> atoms;
    for (Eigen::Index j = 0; j < size; ++j)
        atoms.push_back({solver.eigenvalues()(j), std::pow(solver.eigenvectors()(0, j), 2)});
    return atoms;
}

std::vector<Atom> batchLaw(std::span<const double> deviations, int batchSize, bool withReplacement) {
    const std::size_t count = deviations.size();
    const auto batch = static_cast<std::size_t>(batchSize);
    double square = 0.0;
    for (const double d : deviations) square += d * d / static_cast<double>(count);
    if (square == 0.0 || (!withReplacement && batch >= count)) return {{0.0, 1.0}};
    if (batch == 1 && count <= kMostExact) {
        std::vector<Atom> atoms;
        for (const double d : deviations) atoms.push_back({d, 1.0 / static_cast<double>(count)});
        return atoms;
    }
    // In units in which the sum has variance 1. Without replacement the sum of a batch is minus that of the rest.
    const std::size_t rest = count - std::min(batch, count);
    const bool mirrored = !withReplacement && rest < batch;
    const std::size_t drawn = mirrored ? rest : batch;
    double variance = square * static_cast<double>(drawn);
    if (!withReplacement) variance *= static_cast<double>(count - drawn) / static_cast<double>(count - 1);
    const double unit = std::sqrt(variance);
    std::vector<double> scaled;
    for (const double d : deviations) scaled.push_back(d / unit);
    Series series = withReplacement ? sumWithReplacement(scaled, batchSize) : sumWithoutReplacement(scaled, drawn);
    double factorial = 1.0;
    for (std::size_t k = 1; k < kMoments; ++k) series[k] *= factorial *= static_cast<double>(k);
    // Mean and variance are known.
    series[0] = 1.0;
    series[1] = 0.0;
    series[2] = 1.0;
    std::vector<Atom> atoms = gaussRule(series);
    for (Atom& atom : atoms) atom.value *= (mirrored ? -unit : unit) / static_cast<double>(batch);
    return atoms;
}

}  // namespace basin
