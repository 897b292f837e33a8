// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/contours.h"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <utility>

namespace basin {

namespace {

/// Pieces of line between the edges of cells. At most two meet at an edge, so that they join into lines.
class Pieces {
public:
    Pieces(std::span<const double> values, int columns, int rows, double level)
        : m_values(values), m_columns(columns), m_rows(rows), m_level(level) {}

    std::vector<QPolygonF> join() {
        for (int row = 0; row + 1 < m_rows; ++row)
            for (int column = 0; column + 1 < m_columns; ++column) cut(column, row);
        std::vector<QPolygonF> lines;
        // Open lines from their ends first, then the closed ones from anywhere.
        for (const bool open : {true, false})
            for (const auto& [edge, neighbours] : m_neighbours)
                if (!open || neighbours.second < 0)
                    if (QPolygonF line = follow(edge); line.size() > 1) lines.push_back(std::move(line));
        return lines;
    }

private:
    using Edge = std::int64_t;
    double at(int column, int row) const {
        return m_values[static_cast<std::size_t>(row) * static_cast<std::size_t>(m_columns) +
                        static_cast<std::size_t>(column)];
    }
    // Even numbers: from a point to its neighbour in the next column; odd ones: in the next row.
    Edge across(int column, int row) const { return 2 * (static_cast<Edge>(row) * m_columns + column); }
    Edge along(int column, int row) const { return across(column, row) + 1; }

    void connect(Edge a, Edge b) {
        add(a, b);
        add(b, a);
    }
    void add(Edge from, Edge to) {
        auto& [first, second] = m_neighbours.try_emplace(from, -1, -1).first->second;
        (first < 0 ? first : second) = to;
    }

    void cut(int column, int row) {
        const double bl = at(column, row), br = at(column + 1, row), tl = at(column, row + 1),
                     tr = at(column + 1, row + 1);
        if (!std::isfinite(bl + br + tl + tr)) return;
        const int corners = (bl > m_level) | (br > m_level) << 1 | (tr > m_level) << 2 | (tl > m_level) << 3;
        if (corners == 0 || corners == 15) return;
        const Edge bottom = across(column, row), top = across(column, row + 1), left = along(column, row),
                   right = along(column + 1, row);
        // What the middle of a saddle decides.
        const bool high = 0.25 * (bl + br + tl + tr) > m_level;
        switch (corners) {
            case 1:
            case 14: return connect(left, bottom);
            case 2:
            case 13: return connect(bottom, right);
            case 3:
            case 12: return connect(left, right);
            case 4:
            case 11: return connect(right, top);
            case 6:
            case 9: return connect(bottom, top);
            case 7:
            case 8: return connect(left, top);
            case 5: connect(left, high ? top : bottom); return connect(right, high ? bottom : top);
            case 10: connect(left, high ? bottom : top); return connect(right, high ? top : bottom);
            default: return;
        }
    }

    QPointF placeOf(Edge edge) const {
        const Edge index = edge / 2;
        const int column = static_cast<int>(index % m_columns), row = static_cast<int>(index / m_columns);
        const bool isAlong = edge % 2 == 1;
        const double from = at(column, row), to = isAlong ? at(column, row + 1) : at(column + 1, row);
        const double share = (m_level - from) / (to - from);
        return isAlong ? QPointF(column, row + share) : QPointF(column + share, row);
    }

    /// Takes a line out of the pieces that are left.
    QPolygonF follow(Edge start) {
        QPolygonF line;
        Edge edge = start;
        while (edge >= 0) {
            line << placeOf(edge);
            auto& [first, second] = m_neighbours[edge];
            const Edge next = first >= 0 ? first : second;
            if (next < 0) break;
            forget(edge, next);
            forget(next, edge);
            edge = next;
        }
        return line;
    }
    void forget(Edge from, Edge to) {
        auto& [first, second] = m_neighbours[from];
        (first == to ? first : second) = -1;
    }

    std::span<const double> m_values;
    int m_columns, m_rows;
    double m_level;
    std::unordered_map<Edge, std::pair<Edge, Edge>> m_neighbours;
};

}  // namespace

std::vector<QPolygonF> contourLines(std::span<const double> values, int columns, int rows, double level) {
    return Pieces(values, columns, rows, level).join();
}

}  // namespace basin
