// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interval.h"
#include "core/landscape/spline.h"

#include <cstdint>
#include <vector>

namespace basin {

/// Finds the piece that w lies in, the same way for one w and for a vector of them. Piece 0 is all that lies below the
/// first knot, the last one all from the last knot on.
///   equal knots:    piece = ⌊(w − lower) perWidth⌋ + 1, held between 0 and `last`;
///   any knots:      ⌊(w − lower) perWidth⌋ is a bucket, `first` of it the lowest piece that can hold w, and halving
///                   steps from there, the longest of `stride` pieces, find it among the starts.
struct PieceFinder {
    double lower = 0.0;
    double perWidth = 1.0;
    double last = 0.0;                    ///< the last piece, or the last bucket
    const std::int64_t* first = nullptr;  ///< null for equal knots
    const double* starts = nullptr;       ///< of every piece; −∞ for piece 0, not a number behind the last one
    std::int64_t stride = 0;              ///< a power of 2, or 0

    std::size_t operator()(double w) const {
        double x = (w - lower) * perWidth + (first ? 0.0 : 1.0);
        x = x > 0.0 ? (x < last ? x : last) : 0.0;  // 0 if w is not a number
        if (!first) return static_cast<std::size_t>(x);
        std::int64_t piece = first[static_cast<std::size_t>(x)];
        for (std::int64_t step = stride; step > 0; step /= 2)
            if (w >= starts[piece + step]) piece += step;
        return static_cast<std::size_t>(piece);
    }
};

/// Cubic pieces from end to end of the line, and the tables that find them. Not to be copied: the finder points into it.
class Pieces {
public:
    /// `pieces` in order, the first and last of them the continuations; `upper` is where the last one starts.
    explicit Pieces(std::vector<CubicPiece> pieces);
    Pieces(const Pieces&) = delete;
    Pieces& operator=(const Pieces&) = delete;

    const CubicPiece& at(double w) const { return m_pieces[m_finder(w)]; }
    /// From the first knot to w.
    double integral(double w) const;
    const PieceFinder& finder() const { return m_finder; }
    /// Four numbers a piece: f′ = n0 + x (n1 + x n2) with x = w − n3.
    const double* slopes() const { return m_slopes.data(); }
    /// Ascending: where the pieces meet.
    std::vector<double> knots() const { return {m_starts.begin() + 1, m_starts.begin() + m_pieces.size()}; }

private:
    void makeBuckets(double smallestGap);

    std::vector<CubicPiece> m_pieces;
    std::vector<double> m_integrals;  ///< from the first knot to each piece's start
    std::vector<double> m_slopes;
    std::vector<double> m_starts;
    std::vector<std::int64_t> m_first;
    PieceFinder m_finder;
};

}  // namespace basin
