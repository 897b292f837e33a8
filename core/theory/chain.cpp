// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/chain.h"

#include "core/theory/elimination.h"
#include "core/theory/tail_table.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>

namespace basin {

namespace {

constexpr double kConverged = 1e-13;  // ‖πP − π‖₁
constexpr double kEmpty = 1e-14;      // stationary mass beyond the grid's ends that is left out
constexpr int kMostRounds = 500;

/// Masses that the hat functions of an equidistant grid receive from the law of w′ = mean − ηε, one row after another.
class Rows {
public:
    Rows(Interval range, std::size_t cells)
        : m_start(range.lower),
          m_spacing(range.width() / static_cast<double>(cells - 1)),
          m_last(static_cast<double>(cells - 1)) {}

    /// A law with a density: C(u) = scale·tail(u/scale) = E(ηε − u)₊ for u ≥ 0. The mean of P(w′ ≤ x) over the cell from a to b
    /// is [C(|b|) − C(|a|)]/h below the mean, and 1 − [C(a) − C(b)]/h above it (a, b relative to the mean): the two forms
    /// keep small masses from drowning in rounding. A hat receives the difference of the cells on its two sides.
    std::size_t append(const TailTable& tail, double scale, double mean, std::vector<double>& weights) const {
        const double place = (mean - m_start) / m_spacing, reach = scale * tail.reach() / m_spacing;
        const double lowest = std::clamp(std::floor(place - reach), 0.0, m_last);
        const double highest = std::clamp(std::ceil(place + reach), 0.0, m_last);
        const auto outside = [&](double j) {
            return scale * tail(std::abs(m_spacing * (j - place)) / scale) / m_spacing;
        };

        double below = 0.0, above = 1.0;  // P(w′ ≤ x) and P(w′ > x) in the cell to the left
        if (lowest > 0.0) {
            below = std::max(outside(lowest) - outside(lowest - 1.0), 0.0);
            above = 1.0 - below;
        }
        double atPoint = outside(lowest);
        for (double j = lowest; j <= highest; j += 1.0) {
            const double atNext = outside(j + 1.0);
            double nextBelow = 1.0, nextAbove = 0.0;
            if (j < m_last) {
                if (j >= place) {
                    nextAbove = std::max(atPoint - atNext, 0.0);
                    nextBelow = 1.0 - nextAbove;
                } else {
                    nextBelow = std::max(atNext - atPoint + std::max(j + 1.0 - place, 0.0), 0.0);
                    nextAbove = 1.0 - nextBelow;
                }
            }
            weights.push_back(std::max(below < 0.5 ? nextBelow - below : above - nextAbove, 0.0));
            below = nextBelow;
            above = nextAbove;
            atPoint = atNext;
        }
        return static_cast<std::size_t>(lowest);
    }

    /// Half of the mass each at mean ± reach.
    std::size_t appendPair(double mean, double reach, std::vector<double>& weights) const {
        const double low = placeOf(mean - reach), high = placeOf(mean + reach);
        const auto first = static_cast<std::size_t>(low), last = static_cast<std::size_t>(std::ceil(high));
        const std::size_t begin = weights.size();
        weights.resize(begin + last - first + 1, 0.0);
        for (const double place : {low, high}) {
            const double cell = std::floor(place);
            const auto index = begin + static_cast<std::size_t>(cell) - first;
            weights[index] += 0.5 * (1.0 - (place - cell));
            if (place > cell) weights[index + 1] += 0.5 * (place - cell);
        }
        return first;
    }

    /// In cells from the start of the grid, kept on it.
    double placeOf(double w) const { return std::clamp((w - m_start) / m_spacing, 0.0, m_last); }
    double pointAt(std::size_t j) const { return m_start + m_spacing * static_cast<double>(j); }
    double spacing() const { return m_spacing; }

private:
    double m_start, m_spacing, m_last;
};

/// The smallest interval of points outside of which the law has less than `kEmpty` on either side, a little wider.
Interval supportOf(const std::vector<double>& law, const std::vector<double>& points) {
    std::size_t first = 0, last = law.size() - 1;
    for (double sum = law[first]; sum < kEmpty && first < last; sum += law[++first]) {
    }
    for (double sum = law[last]; sum < kEmpty && first < last; sum += law[--last]) {
    }
    const double margin = 0.02 * (points[last] - points[first]) + 2.0 * (points[1] - points[0]);
    return {points[first] - margin, points[last] + margin};
}

}  // namespace

Result<Chain> Chain::make(const LandscapePtr& landscape, const Noise& noise, double stepSize,
                          const ChainOptions& options) {
    if (!(noise.momentLimit() > 1.0))
        return Error{"This noise has no mean, so the law of the iterates is not computed; choose α or ν above 1.",
                     "noise"};
    Chain chain;
    if (options.range) {
        chain.build(*landscape, noise, stepSize, *options.range, options.cells);
        return chain;
    }
    // From wide to narrow on a coarse grid: the law may fill a small part of the domain only, or reach beyond it.
    constexpr std::size_t kCoarse = 401;
    const double noiseReach = 4.0 * stepSize * (noise.hasVariance() ? noise.sigma() : noise.scale);
    Interval range = landscape->domain();
    range = {range.lower - noiseReach, range.upper + noiseReach};
    for (int round = 0;; ++round) {
        chain.build(*landscape, noise, stepSize, range, kCoarse);
        const std::vector<double> law = chain.stationary();
        const bool lowerFull = law.front() > kEmpty, upperFull = law.back() > kEmpty;
        const bool heavy = std::isfinite(noise.momentLimit());
        if ((lowerFull || upperFull) && !(heavy && law.front() + law.back() < 1e-6)) {
            if (round >= 12)
                return Error{"With this step size the iterates do not stay anywhere; choose a smaller one.",
                             "step_size"};
            const double more = 0.75 * range.width();
            range = {range.lower - (lowerFull ? more : 0.0), range.upper + (upperFull ? more : 0.0)};
            continue;
        }
        const Interval support = heavy ? range : supportOf(law, chain.m_points);
        const bool narrow = support.width() > 0.7 * range.width() || round >= 24;
        range = support;
        if (narrow) break;
    }
    if (options.include)
        range = {std::min(range.lower, *options.include - noiseReach),
                 std::max(range.upper, *options.include + noiseReach)};
    chain.build(*landscape, noise, stepSize, range, options.cells);
    return chain;
}

void Chain::build(const Landscape& landscape, const Noise& noise, double stepSize, Interval range, std::size_t cells) {
    const Rows rows(range, cells);
    m_stepSize = stepSize;
    m_spacing = rows.spacing();
    m_points.resize(cells);
    m_means.resize(cells);
    m_first.clear();
    m_begin.assign(1, 0);
    m_weights.clear();

    // The splitting adds h²/6 (the mean of h²θ(1−θ) over the place θ within a cell): the noise gives it up.
    double scale = stepSize;
    m_noiseCells = stepSize * (noise.hasVariance() ? noise.sigma() : noise.scale) / m_spacing;
    if (noise.hasVariance()) scale *= std::sqrt(1.0 - std::min(0.5, 1.0 / (6.0 * m_noiseCells * m_noiseCells)));
    const bool atoms = noise.law == Law::Rademacher;
    const std::optional<TailTable> tail = atoms ? std::nullopt : std::optional<TailTable>(noise);

    std::size_t widest = 0;
    for (std::size_t i = 0; i < cells; ++i) {
        m_points[i] = rows.pointAt(i);
        m_means[i] = m_points[i] - stepSize * landscape.slope(m_points[i]);
        m_first.push_back(atoms ? rows.appendPair(m_means[i], scale * noise.scale, m_weights)
                                : rows.append(*tail, scale, m_means[i], m_weights));
        m_begin.push_back(m_weights.size());
        const std::size_t last = m_first[i] + (m_begin[i + 1] - m_begin[i]) - 1;
        widest = std::max({widest, i > m_first[i] ? i - m_first[i] : 0, last > i ? last - i : 0});
    }
    m_band = widest;
}

void Chain::advance(std::span<const double> law, std::span<double> out) const {
    std::fill(out.begin(), out.end(), 0.0);
    for (std::size_t i = 0; i < cells(); ++i) {
        const double mass = law[i];
        if (mass == 0.0) continue;
        const double* weight = m_weights.data() + m_begin[i];
        double* target = out.data() + m_first[i];
        const std::size_t count = m_begin[i + 1] - m_begin[i];
        for (std::size_t k = 0; k < count; ++k) target[k] += mass * weight[k];
    }
}

void Chain::expect(std::span<const double> values, std::span<double> out) const {
    for (std::size_t i = 0; i < cells(); ++i)
        out[i] = std::inner_product(m_weights.begin() + static_cast<std::ptrdiff_t>(m_begin[i]),
                                    m_weights.begin() + static_cast<std::ptrdiff_t>(m_begin[i + 1]),
                                    values.begin() + static_cast<std::ptrdiff_t>(m_first[i]), 0.0);
}

std::vector<double> Chain::lawAt(double w) const {
    std::vector<double> law(cells(), 0.0);
    const double place = std::clamp((w - m_points.front()) / m_spacing, 0.0, static_cast<double>(cells() - 1));
    const auto i = std::min(static_cast<std::size_t>(place), cells() - 2);
    law[i + 1] = place - static_cast<double>(i);
    law[i] = 1.0 - law[i + 1];
    return law;
}

double Chain::mean(std::span<const double> law, std::span<const double> values) {
    return std::inner_product(law.begin(), law.end(), values.begin(), 0.0);
}

// Iterated aggregation and disaggregation (Koury, McAllister and Stewart 1984): blocks of cells about as wide as the noise are
// lumped with the present law as weights, the small chain is solved exactly, which settles the slow modes however rare
// the passages between wells are; a few steps of the chain itself settle the fast ones.
std::vector<double> Chain::stationary(std::stop_token stop) const {
    const std::size_t n = cells();
    const auto block = static_cast<std::size_t>(std::clamp(m_noiseCells, 1.0, 16.0));
    const std::size_t blocks = (n + block - 1) / block, band = m_band / block + 1;

    // Every row summed over the blocks of its columns: for row i the entries [i·(2 band + 1), …) about its own block.
    const std::size_t width = 2 * band + 1;
    std::vector<double> lumpedRows(n * width, 0.0);
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t k = m_begin[i]; k < m_begin[i + 1]; ++k)
            lumpedRows[i * width + (m_first[i] + k - m_begin[i]) / block + band - i / block] += m_weights[k];

    std::vector<double> law(n, 1.0 / static_cast<double>(n)), next(n);
    for (int round = 0; round < kMostRounds; ++round) {
        if (stop.stop_requested()) return {};
        BandMatrix lumped(blocks, band);
        std::vector<double> mass(blocks, 0.0);
        for (std::size_t i = 0; i < n; ++i) mass[i / block] += law[i];
        for (std::size_t i = 0; i < n; ++i) {
            const std::size_t own = i / block;
            const double inBlock = static_cast<double>(std::min(block, n - own * block));
            const double share = mass[own] > 0.0 ? law[i] / mass[own] : 1.0 / inBlock;
            const std::size_t first = own > band ? own - band : 0, last = std::min(blocks - 1, own + band);
            const double* row = &lumpedRows[i * width];
            for (std::size_t column = first; column <= last; ++column)
                lumped.at(own, column) += share * row[column + band - own];
        }
        const std::vector<double> blockLaw = lumped.stationary();
        for (std::size_t i = 0; i < n; ++i)
            law[i] = mass[i / block] > 0.0 ? law[i] * blockLaw[i / block] / mass[i / block] : 0.0;
        double change = 0.0;
        for (int smoothing = 0; smoothing < 3; ++smoothing) {
            advance(law, next);
            change = std::transform_reduce(law.begin(), law.end(), next.begin(), 0.0, std::plus<>(),
                                           [](double a, double b) { return std::abs(a - b); });
            std::swap(law, next);
        }
        if (change < kConverged) break;
    }
    return law;
}

std::vector<double> Chain::escapeTimes(Interval interval) const {
    const auto first =
        static_cast<std::size_t>(std::lower_bound(m_points.begin(), m_points.end(), interval.lower) - m_points.begin());
    const auto end =
        static_cast<std::size_t>(std::upper_bound(m_points.begin(), m_points.end(), interval.upper) - m_points.begin());
    std::vector<double> times(cells(), 0.0);
    if (first >= end) return times;
    const std::size_t size = end - first;
    BandMatrix inside(size, std::min(m_band, size - 1));
    std::vector<double> exit(size, 0.0);
    for (std::size_t i = 0; i < size; ++i) {
        const std::size_t row = first + i;
        for (std::size_t k = m_begin[row]; k < m_begin[row + 1]; ++k) {
            const std::size_t column = m_first[row] + k - m_begin[row];
            if (column < first || column >= end)
                exit[i] += m_weights[k];
            else
                inside.at(i, column - first) = m_weights[k];
        }
    }
    const std::vector<double> within = inside.absorptionTimes(std::move(exit));
    std::copy(within.begin(), within.end(), times.begin() + static_cast<std::ptrdiff_t>(first));
    return times;
}

}  // namespace basin
