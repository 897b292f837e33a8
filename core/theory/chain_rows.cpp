// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/chain_rows.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

namespace basin {

RowNoise::RowNoise(const GradientNoise& noise, double stepSize)
    : m_noise(noise), m_stepSize(stepSize), m_isHeavy(std::isfinite(noise.momentLimit())) {
    const bool discrete = noise.state ? noise.state->isDiscrete() : noise.law.law == Law::Rademacher;
    if (discrete) return;
    Noise unit = noise.state ? noise.state->lawAt(0.0) : noise.law;
    if (unit.law == Law::Rademacher) return;
    unit.scale = 1.0;
    m_tail.emplace(unit);
}

double RowNoise::scaleAt(double w) const {
    return m_stepSize * (m_noise.state ? m_noise.state->lawAt(w).scale : m_noise.law.scale);
}

bool RowNoise::hasEdge() const { return m_noise.law.law == Law::Uniform; }

std::vector<Atom> RowNoise::atomsAt(double w) const {
    std::vector<Atom> atoms;
    if (m_noise.state && m_noise.state->isDiscrete()) {
        atoms = m_noise.state->atomsAt(w);
        for (Atom& atom : atoms) atom.value *= m_stepSize;
    } else {
        const double scale = scaleAt(w);
        atoms = {{-scale, 0.5}, {scale, 0.5}};
    }
    return atoms;
}

std::size_t Grid::cellOf(double w) const {
    const auto right = std::upper_bound(m_points.begin() + 1, m_points.end() - 1, w);
    return static_cast<std::size_t>(right - m_points.begin()) - 1;
}

double Grid::shareAt(std::size_t cell, double w) const {
    return std::clamp((w - m_points[cell]) / (m_points[cell + 1] - m_points[cell]), 0.0, 1.0);
}

Rows::Rows(const std::vector<double>& points, const RowNoise& noise)
    : Grid(points), m_noise(noise), m_last(points.size() - 1) {
    // Light tails have equal cells. Uniform noise has an edge, which a table that knows where it is keeps sharp.
    const double spacing = points[1] - points[0];
    if (noise.isSameEverywhere() && noise.tail() && !noise.isHeavy() && !noise.hasEdge() &&
        noise.spreadAt(0.0) > spacing)
        m_even.emplace(*noise.tail(), noise.scaleAt(0.0) * shrinkage(0.0, points[0]), spacing);
}

double Rows::shrinkage(double w, double mean) const {
    if (!m_noise.hasVariance()) return 1.0;
    const std::size_t cell = cellOf(mean);
    const double h = m_points[cell + 1] - m_points[cell], spread = m_noise.spreadAt(w);
    return spread > 0.0 ? std::sqrt(1.0 - std::min(0.5, h * h / (6.0 * spread * spread))) : 1.0;
}

void Rows::reserve(std::vector<double>& weights) const {
    if (!m_noise.tail() || m_noise.isHeavy()) return;
    double scale = 0.0;
    for (const double w : m_points) scale = std::max(scale, m_noise.scaleAt(w));
    const double count = static_cast<double>(m_points.size()), spacing = m_points[1] - m_points[0];
    const double row = std::min(std::ceil(2.0 * scale * m_noise.tail()->reach() / spacing) + 4.0, count);
    weights.reserve(static_cast<std::size_t>(count * row));
}

std::size_t Rows::append(double w, double mean, std::vector<double>& weights) {
    const double shrink = shrinkage(w, mean);
    if (!m_noise.tail()) return appendAtoms(m_noise.atomsAt(w), shrink, mean, weights);
    const double scale = m_noise.scaleAt(w);
    if (scale == 0.0) return appendAtoms({{0.0, 1.0}}, 1.0, mean, weights);
    return appendDensity(scale * shrink, mean, weights);
}

/// C(u) = scale·tail(u/scale) = E(ηε − u)₊ for u ≥ 0. The mass of a hat is the second difference of E(w′ − x)₊, x the
/// points, which is C(|x − mean|) and a bend of the mass 1 at the mean; beyond the grid it has no slope.
std::size_t Rows::appendDensity(double scale, double mean, std::vector<double>& weights) {
    const TailTable& tail = *m_noise.tail();
    const double reach = scale * tail.reach();
    const std::size_t cell = cellOf(mean), first = cellOf(mean - reach);
    const std::size_t last = std::min(cellOf(mean + reach) + 1, m_last), count = last - first + 1;
    m_outside.resize(count);
    if (m_even && m_points[cell] <= mean && mean < m_points[cell + 1]) {
        const std::size_t below = cell - first + 1;
        m_below.resize(below);
        m_even->fill(mean - m_points[cell], m_below);
        std::reverse_copy(m_below.begin(), m_below.end(), m_outside.begin());
        m_even->fill(m_points[cell + 1] - mean, std::span(m_outside).subspan(below));
    } else {
        for (std::size_t j = 0; j < count; ++j)
            m_outside[j] = scale * tail(std::abs(m_points[first + j] - mean) / scale);
    }
    const std::size_t begin = weights.size();
    weights.resize(begin + count);
    double* const weight = weights.data() + begin;
    const double* const C = m_outside.data();
    const double* const x = m_points.data() + first;
    const auto slope = [&](std::size_t j) { return (C[j + 1] - C[j]) / (x[j + 1] - x[j]); };
    weight[0] = slope(0);
    weight[count - 1] = -slope(count - 2);
    if (m_even) {
        const double perCell = 1.0 / (x[1] - x[0]);
        for (std::size_t j = 1; j + 1 < count; ++j) weight[j] = (C[j + 1] - 2.0 * C[j] + C[j - 1]) * perCell;
    } else {
        for (std::size_t j = 1; j + 1 < count; ++j) weight[j] = slope(j) - slope(j - 1);
    }
    const double share = shareAt(cell, mean);
    weight[cell - first] += 1.0 - share;
    weight[cell + 1 - first] += share;
    for (std::size_t j = 0; j < count; ++j) weight[j] = std::max(weight[j], 0.0);
    return first;
}

std::size_t Rows::appendAtoms(const std::vector<Atom>& atoms, double shrink, double mean,
                              std::vector<double>& weights) const {
    const auto byValue = [](const Atom& a, const Atom& b) { return a.value < b.value; };
    const auto [least, most] = std::minmax_element(atoms.begin(), atoms.end(), byValue);
    const std::size_t first = cellOf(mean - shrink * most->value), last = cellOf(mean - shrink * least->value) + 1;
    const std::size_t begin = weights.size();
    weights.resize(begin + last - first + 1, 0.0);
    for (const Atom& atom : atoms) {
        const double place = mean - shrink * atom.value;
        const std::size_t cell = cellOf(place);
        const double share = shareAt(cell, place);
        weights[begin + cell - first] += atom.probability * (1.0 - share);
        weights[begin + cell + 1 - first] += atom.probability * share;
    }
    return first;
}

}  // namespace basin
