// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plane/table_surface.h"

#include "core/landscape/numbers.h"
#include "core/landscape/spline.h"
#include "core/plane/continued_surface.h"
#include "core/plane/hills_surface.h"
#include "core/plane/summand.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

namespace basin {

namespace {

/// Samples that tell the spline: so many in a cell of the table, within these bounds across the domain.
constexpr int kPerCell = 3, kFewestAcross = 160, kMostAcross = 480;

/// The derivatives at its knots of the spline through `values` at equal distances.
std::vector<double> slopesAt(const std::vector<double>& values, double spacing) {
    std::vector<CurvePoint> points;
    points.reserve(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) points.push_back({spacing * static_cast<double>(i), values[i]});
    const std::vector<CubicPiece> pieces = splinePieces(points);
    std::vector<double> slopes;
    slopes.reserve(values.size());
    for (const CubicPiece& piece : pieces) slopes.push_back(piece.c1);
    slopes.push_back(pieces.back().slope(points.back().w));
    return slopes;
}

/// Hermite's cubics on [0, 1] and their derivatives: value at 0, slope at 0, value at 1, slope at 1.
struct Hermite {
    std::array<double, 4> value, slope, curvature;
    explicit Hermite(double t)
        : value{(1.0 + 2.0 * t) * (1.0 - t) * (1.0 - t), t * (1.0 - t) * (1.0 - t), t * t * (3.0 - 2.0 * t),
                t * t * (t - 1.0)},
          slope{6.0 * t * (t - 1.0), (1.0 - t) * (1.0 - 3.0 * t), 6.0 * t * (1.0 - t), t * (3.0 * t - 2.0)},
          curvature{12.0 * t - 6.0, 6.0 * t - 4.0, 6.0 - 12.0 * t, 6.0 * t - 2.0} {}
};

class TableSurface : public ContinuedSurface {
public:
    explicit TableSurface(const SurfaceTable& table)
        : ContinuedSurface(table.domain),
          m_columns(static_cast<std::size_t>(table.columns)),
          m_rows(static_cast<std::size_t>(table.rows)),
          m_cell{table.domain.x.width() / (table.columns - 1), table.domain.y.width() / (table.rows - 1)},
          m_nodes(m_columns * m_rows) {
        // The spline through splines: along rows, along columns, and along columns again through the slopes of the rows.
        for (std::size_t i = 0; i < m_nodes.size(); ++i) m_nodes[i].f = table.values[i];
        std::vector<double> line;
        const auto along = [&](bool isRow, double Node::*from, double Node::*to, double spacing) {
            const std::size_t lines = isRow ? m_rows : m_columns, length = isRow ? m_columns : m_rows;
            for (std::size_t k = 0; k < lines; ++k) {
                const std::size_t first = isRow ? k * m_columns : k, stride = isRow ? 1 : m_columns;
                line.clear();
                for (std::size_t i = 0; i < length; ++i) line.push_back(m_nodes[first + i * stride].*from);
                const std::vector<double> slopes = slopesAt(line, spacing);
                // In units of a cell, as Hermite's cubics take them.
                for (std::size_t i = 0; i < length; ++i) m_nodes[first + i * stride].*to = spacing * slopes[i];
            }
        };
        along(true, &Node::f, &Node::x, m_cell.x);
        along(false, &Node::f, &Node::y, m_cell.y);
        along(false, &Node::x, &Node::xy, m_cell.y);

        const auto [lowest, highest] = std::ranges::minmax(table.values);
        const auto spacing = [](double width, int count) {
            return width / std::clamp(kPerCell * (count - 1), kFewestAcross, kMostAcross);
        };
        setBowl(lowest, highest,
                {spacing(table.domain.x.width(), table.columns), spacing(table.domain.y.width(), table.rows)});
    }

private:
    /// f, ∂f/∂x, ∂f/∂y and ∂²f/∂x∂y, with a cell as the unit of length.
    struct Node {
        double f = 0.0, x = 0.0, y = 0.0, xy = 0.0;
    };

    double sum(const Node* at, const std::array<double, 4>& x, const std::array<double, 4>& y) const {
        double sum = 0.0;
        for (const std::size_t column : {0U, 1U})
            for (const std::size_t row : {0U, 1U}) {
                const Node& node = at[column + row * m_columns];
                const double hx = x[2 * column], sx = x[2 * column + 1], hy = y[2 * row], sy = y[2 * row + 1];
                sum += hy * (hx * node.f + sx * node.x) + sy * (hx * node.y + sx * node.xy);
            }
        return sum;
    }
    static std::pair<std::size_t, double> locate(double w, double lower, double cell, std::size_t count) {
        const double at = (w - lower) / cell;
        const double whole = std::clamp(std::floor(at), 0.0, static_cast<double>(count) - 2.0);
        return {static_cast<std::size_t>(whole), at - whole};
    }

    SurfaceJet jetWithin(Point w) const override {
        const auto [column, s] = locate(w.x, domain().x.lower, m_cell.x, m_columns);
        const auto [row, t] = locate(w.y, domain().y.lower, m_cell.y, m_rows);
        const Node* at = &m_nodes[row * m_columns + column];
        const Hermite x(s), y(t);
        return {
            sum(at, x.value, y.value),
            {sum(at, x.slope, y.value) / m_cell.x, sum(at, x.value, y.slope) / m_cell.y},
            {sum(at, x.curvature, y.value) / (m_cell.x * m_cell.x), sum(at, x.slope, y.slope) / (m_cell.x * m_cell.y),
             sum(at, x.value, y.curvature) / (m_cell.y * m_cell.y)}};
    }
    void valuesAlong(const double* x, double y, std::size_t count, double* values) const override {
        // The splines along x through the values and slopes at y.
        const auto [row, t] = locate(y, domain().y.lower, m_cell.y, m_rows);
        const std::array<double, 4> along = Hermite(t).value;
        std::vector<std::array<double, 2>> knots(m_columns);
        for (std::size_t column = 0; column < m_columns; ++column) {
            const Node &low = m_nodes[row * m_columns + column], &high = m_nodes[(row + 1) * m_columns + column];
            knots[column] = {along[0] * low.f + along[1] * low.y + along[2] * high.f + along[3] * high.y,
                             along[0] * low.x + along[1] * low.xy + along[2] * high.x + along[3] * high.xy};
        }
        for (std::size_t i = 0; i < count; ++i) {
            const auto [column, s] = locate(x[i], domain().x.lower, m_cell.x, m_columns);
            const std::array<double, 4> weights = Hermite(s).value;
            const auto &left = knots[column], &right = knots[column + 1];
            values[i] = weights[0] * left[0] + weights[1] * left[1] + weights[2] * right[0] + weights[3] * right[1];
        }
    }
    void gradientsWithin(const double* x, const double* y, std::size_t count, double* gradientX,
                         double* gradientY) const override {
        for (std::size_t i = 0; i < count; ++i) {
            const auto [column, s] = locate(x[i], domain().x.lower, m_cell.x, m_columns);
            const auto [row, t] = locate(y[i], domain().y.lower, m_cell.y, m_rows);
            const Node* at = &m_nodes[row * m_columns + column];
            const Hermite alongX(s), alongY(t);
            gradientX[i] = sum(at, alongX.slope, alongY.value) / m_cell.x;
            gradientY[i] = sum(at, alongX.value, alongY.slope) / m_cell.y;
        }
    }

    std::size_t m_columns, m_rows;
    Point m_cell;
    std::vector<Node> m_nodes;
};

}  // namespace

Result<SurfacePtr> makeTableSurface(const SurfaceTable& table) {
    if (std::optional<Error> bad = badSurfaceDomain(table.domain)) return *std::move(bad);
    const std::string size = std::to_string(table.columns) + " × " + std::to_string(table.rows);
    if (table.columns < kFewestInTable || table.rows < kFewestInTable)
        return Error{"The table is " + size + "; a surface needs at least " + std::to_string(kFewestInTable) + " × " +
                         std::to_string(kFewestInTable) + " values.",
                     "table"};
    const std::size_t count = static_cast<std::size_t>(table.columns) * static_cast<std::size_t>(table.rows);
    if (count > kMostInTable)
        return Error{"The table is " + size + "; " + std::to_string(kMostInTable) +
                         " values at most are computed with: leave out columns or rows.",
                     "table"};
    if (table.values.size() != count)
        return Error{"The table is " + size + " but has " + std::to_string(table.values.size()) +
                         " values; it must have " + std::to_string(count) + ".",
                     "table"};
    for (std::size_t i = 0; i < count; ++i)
        if (!(std::abs(table.values[i]) <= 1e100)) {
            const auto columns = static_cast<std::size_t>(table.columns);
            const std::string where =
                "row " + std::to_string(i / columns + 1) + ", column " + std::to_string(i % columns + 1);
            return Error{"In the table, " + where + ": the value " + toText(table.values[i]) +
                             " is not finite or too large to compute with.",
                         where};
        }
    return SurfacePtr(std::make_shared<TableSurface>(table));
}

}  // namespace basin
