// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/landscape/number_rows.h"
#include "core/landscape/numbers.h"
#include "core/plane/surface_choice.h"
#include "core/plane/table_surface.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace basin {

namespace {

/// How far a place may lie from its place on the regular grid, as a share of the spacing: numbers in files are rounded.
constexpr double kRegular = 1e-3;

/// The different numbers among many, ascending; those that differ by rounding only count as one.
std::vector<double> different(std::vector<double> all) {
    std::ranges::sort(all);
    const double close = 1e-9 * (all.back() - all.front());
    std::vector<double> some;
    for (const double number : all)
        if (some.empty() || number > some.back() + close) some.push_back(number);
    return some;
}

std::optional<Error> notRegular(const std::vector<double>& places, const std::string& name) {
    if (places.size() < static_cast<std::size_t>(kFewestInTable))
        return Error{"The table has " + std::to_string(places.size()) +
                         (places.size() == 1 ? " value" : " different values") + " of " + name +
                         "; a surface needs a regular grid with at least " + std::to_string(kFewestInTable) + ".",
                     "table"};
    const double spacing = (places.back() - places.front()) / static_cast<double>(places.size() - 1);
    for (std::size_t i = 1; i < places.size(); ++i) {
        const double regular = places.front() + spacing * static_cast<double>(i);
        if (std::abs(places[i] - regular) > kRegular * spacing)
            return Error{"The table's values of " + name + " are not equally spaced: " + toText(places[i]) +
                             " stands where a regular grid has " + toText(regular) + "; give f on a regular grid.",
                         "table"};
    }
    return std::nullopt;
}

Result<SurfaceTable> ofPlaces(const std::vector<NumberRows::Row>& rows) {
    std::vector<double> allX, allY;
    for (const NumberRows::Row& row : rows) {
        allX.push_back(row.numbers[0]);
        allY.push_back(row.numbers[1]);
    }
    const std::vector<double> x = different(allX), y = different(allY);
    if (std::optional<Error> bad = notRegular(x, "x")) return *std::move(bad);
    if (std::optional<Error> bad = notRegular(y, "y")) return *std::move(bad);
    SurfaceTable table{
        {{x.front(), x.back()}, {y.front(), y.back()}}, static_cast<int>(x.size()), static_cast<int>(y.size()), {}};
    const std::size_t count = x.size() * y.size();
    if (count > kMostInTable)
        return Error{"The table has " + std::to_string(x.size()) + " values of x and " + std::to_string(y.size()) +
                         " of y; " + std::to_string(kMostInTable) + " places at most are computed with.",
                     "table"};
    table.values.assign(count, NAN);
    // Of the place in the ascending grid that differs from a number by rounding at most.
    const auto indexOf = [](const std::vector<double>& places, double place) {
        const auto above = std::ranges::upper_bound(places, place);
        return static_cast<std::size_t>(above - places.begin()) - 1;
    };
    for (const NumberRows::Row& row : rows) {
        double& value = table.values[indexOf(y, row.numbers[1]) * x.size() + indexOf(x, row.numbers[0])];
        if (!std::isnan(value))
            return NumberRows::wrong(row.where, "the place (" + toText(row.numbers[0]) + ", " + toText(row.numbers[1]) +
                                                    ") comes a second time; each may stand there once.");
        value = row.numbers[2];
    }
    for (std::size_t i = 0; i < count; ++i)
        if (std::isnan(table.values[i]))
            return Error{"The table has no line for x = " + toText(x[i % x.size()]) +
                             ", y = " + toText(y[i / x.size()]) + "; f is needed at every place of the grid of " +
                             std::to_string(x.size()) + " × " + std::to_string(y.size()) + ".",
                         "table"};
    return table;
}

Result<SurfaceTable> ofGrid(const std::vector<NumberRows::Row>& rows) {
    SurfaceTable table;
    table.columns = static_cast<int>(rows.front().numbers.size());
    table.rows = static_cast<int>(rows.size());
    for (const NumberRows::Row& row : rows)
        table.values.insert(table.values.end(), row.numbers.begin(), row.numbers.end());
    return table;
}

}  // namespace

Result<SurfaceTable> readSurfaceCsv(std::string_view text) {
    const auto rows = NumberRows{}.read(text);
    if (!rows) return rows.error();
    if (rows->empty()) return Error{"The table is empty; give x, y and f in each line, or a grid of numbers.", "table"};
    const std::size_t columns = rows->front().numbers.size();
    if (columns < 3)
        return NumberRows::wrong(rows->front().where, std::string("there ") +
                                                          (columns == 1 ? "is one column" : "are two columns") +
                                                          "; give x, y and f in each line, or a grid of at least " +
                                                          std::to_string(kFewestInTable) + " columns.");
    Result<SurfaceTable> table = columns == 3 ? ofPlaces(*rows) : ofGrid(*rows);
    if (!table) return table.error();
    if (Result<SurfacePtr> surface = makeTableSurface(*table); !surface) return surface.error();
    return table;
}

}  // namespace basin
