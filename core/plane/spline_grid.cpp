// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plane/spline_grid.h"

#include <fftw3.h>

#include <algorithm>
#include <cmath>
#include <new>
#include <utility>
#include <vector>

namespace basin {

namespace {

constexpr int kDegree = 7;
using Weights = SplineGrid::Weights;

/// The B-splines of a degree that are not 0 at a node plus t, 0 ≤ t < 1, by de Boor's recurrence; `degree` + 1 of them.
Weights splines(int degree, double t) {
    Weights n{1.0};
    for (int j = 1; j <= degree; ++j) {
        double saved = 0.0;
        for (int r = 0; r < j; ++r) {
            const double part = n[static_cast<std::size_t>(r)] / j;
            n[static_cast<std::size_t>(r)] = saved + (r + 1 - t) * part;
            saved = (t + j - r - 1) * part;
        }
        n[static_cast<std::size_t>(j)] = saved;
    }
    return n;
}

/// Their derivatives: of degree p those are differences of the splines of degree p − 1.
Weights differences(const Weights& lower) {
    Weights d{};
    for (std::size_t r = 0; r < d.size(); ++r) d[r] = (r > 0 ? lower[r - 1] : 0.0) - lower[r];
    return d;
}

Weights valueWeights(double t) { return splines(kDegree, t); }
Weights slopeWeights(double t) { return differences(splines(kDegree - 1, t)); }
Weights curvatureWeights(double t) { return differences(differences(splines(kDegree - 2, t))); }

}  // namespace

void FftwFree::operator()(double* numbers) const { fftw_free(numbers); }

FftwArray allocateFftw(std::size_t doubles) {
    FftwArray array(fftw_alloc_real(doubles));
    if (!array) throw std::bad_alloc();
    return array;
}

SplineGrid::SplineGrid(const Nodes& nodes, FftwArray coefficients, const Rectangle& valid, double error)
    : m_nodes(nodes), m_coefficients(std::move(coefficients)), m_valid(valid), m_error(error) {}

double SplineGrid::symbol(double omega) {
    return (2416.0 + 2382.0 * std::cos(omega) + 240.0 * std::cos(2.0 * omega) + 2.0 * std::cos(3.0 * omega)) / 5040.0;
}

SplineGrid::Place SplineGrid::locate(double w, const Interval& valid, double origin, double spacing) {
    const double held = std::clamp(w, valid.lower, valid.upper);
    const double at = (held - origin) / spacing, whole = std::floor(at);
    return {static_cast<std::size_t>(whole) - 3, at - whole, held != w};
}

double SplineGrid::sum(const Place& x, const Place& y, const Weights& alongX, const Weights& alongY) const {
    double sum = 0.0;
    for (std::size_t j = 0; j < kTaps; ++j) {
        const double* row = m_coefficients.get() + (y.first + j) * m_nodes.stride + x.first;
        double line = 0.0;
        for (std::size_t i = 0; i < kTaps; ++i) line += alongX[i] * row[i];
        sum += alongY[j] * line;
    }
    return sum;
}

double SplineGrid::value(Point w) const {
    const Place x = locate(w.x, m_valid.x, m_nodes.origin.x, m_nodes.spacing.x);
    const Place y = locate(w.y, m_valid.y, m_nodes.origin.y, m_nodes.spacing.y);
    return sum(x, y, valueWeights(x.fraction), valueWeights(y.fraction));
}

Point SplineGrid::gradient(Point w) const {
    const Place x = locate(w.x, m_valid.x, m_nodes.origin.x, m_nodes.spacing.x);
    const Place y = locate(w.y, m_valid.y, m_nodes.origin.y, m_nodes.spacing.y);
    const Weights alongX = valueWeights(x.fraction), alongY = valueWeights(y.fraction);
    return {x.isHeld ? 0.0 : sum(x, y, slopeWeights(x.fraction), alongY) / m_nodes.spacing.x,
            y.isHeld ? 0.0 : sum(x, y, alongX, slopeWeights(y.fraction)) / m_nodes.spacing.y};
}

Symmetric SplineGrid::hessian(Point w) const {
    const Place x = locate(w.x, m_valid.x, m_nodes.origin.x, m_nodes.spacing.x);
    const Place y = locate(w.y, m_valid.y, m_nodes.origin.y, m_nodes.spacing.y);
    const Weights alongX = valueWeights(x.fraction), alongY = valueWeights(y.fraction);
    const Point h = m_nodes.spacing;
    return {x.isHeld ? 0.0 : sum(x, y, curvatureWeights(x.fraction), alongY) / (h.x * h.x),
            x.isHeld || y.isHeld ? 0.0 : sum(x, y, slopeWeights(x.fraction), slopeWeights(y.fraction)) / (h.x * h.y),
            y.isHeld ? 0.0 : sum(x, y, alongX, curvatureWeights(y.fraction)) / (h.y * h.y)};
}

void SplineGrid::addTo(const Rectangle& over, int columns, int rows, std::span<double> out) const {
    std::vector<Place> x;
    std::vector<Weights> alongX;
    std::size_t first = static_cast<std::size_t>(m_nodes.columns), last = 0;
    for (int column = 0; column < columns; ++column) {
        x.push_back(locate(placeOf(over.x, column, columns), m_valid.x, m_nodes.origin.x, m_nodes.spacing.x));
        alongX.push_back(valueWeights(x.back().fraction));
        first = std::min(first, x.back().first);
        last = std::max(last, x.back().first + kTaps);
    }
    // Eight rows of coefficients to one, then eight of its numbers to one.
    std::vector<double> line(last);
    for (int row = 0; row < rows; ++row) {
        const Place y = locate(placeOf(over.y, row, rows), m_valid.y, m_nodes.origin.y, m_nodes.spacing.y);
        const Weights alongY = valueWeights(y.fraction);
        const double* c[kTaps];
        for (std::size_t j = 0; j < kTaps; ++j) c[j] = m_coefficients.get() + (y.first + j) * m_nodes.stride;
        for (std::size_t i = first; i < last; ++i)
            line[i] = alongY[0] * c[0][i] + alongY[1] * c[1][i] + alongY[2] * c[2][i] + alongY[3] * c[3][i] +
                      alongY[4] * c[4][i] + alongY[5] * c[5][i] + alongY[6] * c[6][i] + alongY[7] * c[7][i];
        double* to = out.data() + static_cast<std::size_t>(row) * static_cast<std::size_t>(columns);
        for (std::size_t column = 0; column < x.size(); ++column) {
            const double* from = line.data() + x[column].first;
            const Weights& weights = alongX[column];
            double sum = 0.0;
            for (std::size_t i = 0; i < kTaps; ++i) sum += weights[i] * from[i];
            to[column] += sum;
        }
    }
}

}  // namespace basin
