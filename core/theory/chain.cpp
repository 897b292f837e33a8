// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/chain.h"

#include "core/theory/chain_rows.h"
#include "core/theory/elimination.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <span>

namespace basin {

namespace {

constexpr double kConverged = 1e-13;  // ‖πP − π‖₁
constexpr double kEmpty = 1e-14;      // stationary mass beyond the grid's ends that is left out
constexpr int kMostRounds = 500;
constexpr double kSumsOfRound = 1e6;
constexpr double kHeavyReach = 1e6;  // of a grid for heavy tails, in widths of the law

/// The smallest interval of points outside of which the law has less than `share` on either side.
Interval holding(const std::vector<double>& law, const std::vector<double>& points, double share) {
    std::size_t first = 0, last = law.size() - 1;
    for (double sum = law[first]; sum < share && first < last; sum += law[++first]) {
    }
    for (double sum = law[last]; sum < share && first < last; sum += law[--last]) {
    }
    return {points[first], points[last]};
}

std::vector<double> evenPoints(Interval range, std::size_t count) {
    std::vector<double> points(count);
    for (std::size_t i = 0; i < count; ++i)
        points[i] = range.lower + range.width() * static_cast<double>(i) / static_cast<double>(count - 1);
    return points;
}

/// Points that stand the closer the nearer they are to the centre: centre + scale·sinh t for even t, out to ±reach.
std::vector<double> spreadPoints(double centre, double scale, double reach, std::size_t count) {
    std::vector<double> points = evenPoints({-std::asinh(reach / scale), std::asinh(reach / scale)}, count);
    for (double& point : points) point = centre + scale * std::sinh(point);
    return points;
}

}  // namespace

Result<Chain> Chain::make(const LandscapePtr& landscape, const GradientNoise& noise, double stepSize,
                          const ChainOptions& options) {
    if (!(noise.momentLimit() > 1.0))
        return Error{"This noise has no mean, so the law of the iterates is not computed; choose α or ν above 1.",
                     "noise"};
    Chain chain;
    const RowNoise rowNoise(noise, stepSize);
    if (options.range) {
        chain.build(*landscape, rowNoise, stepSize, evenPoints(*options.range, options.cells));
        return chain;
    }
    const double noiseScale = stepSize * noise.largestSize(landscape->domain());
    const Interval domain = landscape->domain();
    constexpr std::size_t kCoarse = 401;

    if (std::isfinite(noise.momentLimit())) {
        // A heavy tail: points that spread out to where it is negligible; their scale is that of the middle half of the mass.
        double centre = domain.centre(), scale = 0.25 * domain.width();
        const double reach = kHeavyReach * (noiseScale + scale);
        for (int round = 0; round < 6; ++round) {
            chain.build(*landscape, rowNoise, stepSize, spreadPoints(centre, scale, reach, kCoarse));
            const Interval middle = holding(chain.stationary(), chain.m_points, 0.25);
            const bool settled = std::abs(middle.width() - scale) < 0.5 * scale;
            centre = middle.centre();
            scale = std::max(middle.width(), noiseScale);
            if (settled) break;
        }
        chain.build(*landscape, rowNoise, stepSize, spreadPoints(centre, scale, reach, options.cells / 2));
        return chain;
    }

    // From wide to narrow on a coarse grid: the law may fill a small part of the domain only, or reach beyond it.
    Interval range{domain.lower - 4.0 * noiseScale, domain.upper + 4.0 * noiseScale};
    for (int round = 0;; ++round) {
        chain.build(*landscape, rowNoise, stepSize, evenPoints(range, kCoarse));
        const std::vector<double> law = chain.stationary();
        const bool lowerFull = law.front() > kEmpty, upperFull = law.back() > kEmpty;
        if (lowerFull || upperFull) {
            if (round >= 12)
                return Error{"With this step size the iterates do not stay anywhere; choose a smaller one.",
                             "step_size"};
            const double more = 0.75 * range.width();
            range = {range.lower - (lowerFull ? more : 0.0), range.upper + (upperFull ? more : 0.0)};
            continue;
        }
        Interval support = holding(law, chain.m_points, kEmpty);
        const double margin = 0.02 * support.width() + 2.0 * range.width() / kCoarse;
        support = {support.lower - margin, support.upper + margin};
        const bool settled = support.width() > 0.7 * range.width() || round >= 24;
        range = support;
        if (settled) break;
    }
    if (options.include) {
        range.lower = std::min(range.lower, *options.include - 4.0 * noiseScale);
        range.upper = std::max(range.upper, *options.include + 4.0 * noiseScale);
    }
    chain.build(*landscape, rowNoise, stepSize, evenPoints(range, options.cells));
    return chain;
}

void Chain::build(const Landscape& landscape, const RowNoise& noise, double stepSize, std::vector<double> points) {
    m_points = std::move(points);
    const std::size_t count = m_points.size();
    Rows rows(m_points, noise);
    m_stepSize = stepSize;
    m_means.resize(count);
    m_first.clear();
    m_begin.assign(1, 0);
    m_weights.clear();
    rows.reserve(m_weights);
    double finest = m_points.back() - m_points.front(), spread = 0.0;
    m_band = 0;
    for (std::size_t i = 0; i < count; ++i) {
        m_means[i] = m_points[i] - stepSize * landscape.slope(m_points[i]);
        m_first.push_back(rows.append(m_points[i], m_means[i], m_weights));
        m_begin.push_back(m_weights.size());
        const std::size_t last = m_first[i] + (m_begin[i + 1] - m_begin[i]) - 1;
        m_band = std::max({m_band, i > m_first[i] ? i - m_first[i] : 0, last > i ? last - i : 0});
        if (i > 0) finest = std::min(finest, m_points[i] - m_points[i - 1]);
        spread += noise.spreadAt(m_points[i]) / static_cast<double>(count);
    }
    // Far out in a heavy tail the noise is narrower than a cell: no blocks there.
    m_noiseCells = noise.isHeavy() ? 1.0 : spread / finest;
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
    const Grid grid(m_points);
    const std::size_t cell = grid.cellOf(w);
    law[cell + 1] = grid.shareAt(cell, w);
    law[cell] = 1.0 - law[cell + 1];
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
    // Small blocks take fewer rounds, large ones cost less a round: (n/b)(band/b)² sums of products are about one step's cost.
    const double sums = static_cast<double>(n) * static_cast<double>(m_band) * static_cast<double>(m_band);
    const auto block = static_cast<std::size_t>(
        std::clamp(std::cbrt(sums / kSumsOfRound), 1.0, std::isinf(m_noiseCells) ? 16.0 : std::max(m_noiseCells, 1.0)));
    const std::size_t blocks = (n + block - 1) / block, band = m_band / block + 1;

    // Every row summed over the blocks of its columns: for row i the entries [i·(2 band + 1), …) about its own block.
    const std::size_t width = 2 * band + 1;
    std::vector<double> lumpedRows(n * width, 0.0);
    for (std::size_t i = 0; i < n; ++i) {
        std::size_t column = m_first[i];
        const double* weight = m_weights.data() + m_begin[i];
        const double* const end = m_weights.data() + m_begin[i + 1];
        while (weight < end) {
            const std::size_t own = column / block,
                              inBlock = std::min<std::size_t>((own + 1) * block - column, end - weight);
            lumpedRows[i * width + own + band - i / block] = std::accumulate(weight, weight + inBlock, 0.0);
            weight += inBlock;
            column += inBlock;
        }
    }

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
