// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/landscape/pieces.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace basin {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

/// Knots this close to equal distances, as a share of the distance, count as equal: a piece's cubic is then evaluated that
/// far beyond its end, which changes f by the third power of it.
constexpr double kEqual = 1e-7;

/// As many buckets as leave one knot to each, but not more than this, unless the knots themselves are more.
constexpr double kBuckets = 4096.0;

}  // namespace

Pieces::Pieces(std::vector<CubicPiece> pieces) : m_pieces(std::move(pieces)) {
    const std::size_t count = m_pieces.size();
    m_integrals.assign(count, 0.0);
    for (std::size_t i = 2; i < count; ++i)
        m_integrals[i] = m_integrals[i - 1] + m_pieces[i - 1].integral(m_pieces[i].start);
    m_starts.push_back(-kInfinity);
    for (const CubicPiece& piece : m_pieces) {
        m_slopes.insert(m_slopes.end(), {piece.c1, 2.0 * piece.c2, 3.0 * piece.c3, piece.start});
        if (&piece != &m_pieces.front()) m_starts.push_back(piece.start);
    }

    const double lower = m_starts[1], upper = m_starts[count - 1];
    const double mean = (upper - lower) / static_cast<double>(count - 2);
    double smallest = kInfinity, unequal = 0.0;
    for (std::size_t i = 1; i < count; ++i) {
        unequal = std::max(unequal, std::abs(m_starts[i] - (lower + mean * static_cast<double>(i - 1))));
        if (i > 1) smallest = std::min(smallest, m_starts[i] - m_starts[i - 1]);
    }
    m_finder = {.lower = lower, .perWidth = 1.0 / mean, .last = static_cast<double>(count - 1)};
    if (unequal > kEqual * mean) makeBuckets(smallest);
}

void Pieces::makeBuckets(double smallestGap) {
    const std::size_t count = m_pieces.size();
    const double lower = m_starts[1], upper = m_starts[count - 1],
                 most = std::max(kBuckets, 2.0 * static_cast<double>(count));
    const auto buckets = static_cast<std::size_t>(std::clamp(std::ceil((upper - lower) / smallestGap), 1.0, most));
    const double width = (upper - lower) / static_cast<double>(buckets);
    // Rounding may put w into the neighbouring bucket.
    const double margin = 1e-6 * width;
    const auto pieceAt = [&](double w) {
        return std::upper_bound(m_starts.begin(), m_starts.end(), w) - m_starts.begin() - 1;
    };
    std::int64_t longest = 0;
    for (std::size_t i = 0; i < buckets; ++i) {
        const double left = lower + width * static_cast<double>(i);
        m_first.push_back(i == 0 ? 0 : pieceAt(left - margin));
        const std::int64_t end =
            i + 1 == buckets ? static_cast<std::int64_t>(count) - 1 : pieceAt(left + width + margin);
        longest = std::max(longest, end - m_first.back());
    }
    m_finder.stride = static_cast<std::int64_t>(std::bit_floor(static_cast<std::uint64_t>(longest)));
    m_starts.resize(count + static_cast<std::size_t>(m_finder.stride), kNone);
    m_finder.perWidth = 1.0 / width;
    m_finder.last = static_cast<double>(buckets - 1);
    m_finder.first = m_first.data();
    m_finder.starts = m_starts.data();
}

double Pieces::integral(double w) const {
    const std::size_t i = m_finder(w);
    return m_integrals[i] + m_pieces[i].integral(w);
}

}  // namespace basin
