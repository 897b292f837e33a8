// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/smoothing/closed_form.h"

#include "core/smoothing/polynomial.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace basin {

namespace {

/// E Σ c_k (v − X)^k = Σ_k c_k Σ_j C(k,j) v^{k−j} E X^j, odd moments being 0.
std::vector<double> smoothedCoefficients(const std::vector<double>& c, const Noise& law) {
    std::vector<double> result(c.size(), 0.0);
    for (std::size_t k = 0; k < c.size(); ++k) {
        double binomial = 1.0;
        for (std::size_t j = 0; j <= k; j += 2) {
            const double moment = law.moment(static_cast<int>(j));
            if (c[k] != 0.0 && !(j == k && !std::isfinite(moment))) result[k - j] += c[k] * binomial * moment;
            if (j < k) binomial *= static_cast<double>((k - j) * (k - j - 1)) / static_cast<double>((j + 1) * (j + 2));
        }
    }
    return result;
}

std::vector<double> derivative(const std::vector<double>& coefficients) {
    std::vector<double> result;
    for (std::size_t k = 1; k < coefficients.size(); ++k) result.push_back(static_cast<double>(k) * coefficients[k]);
    return result;
}

}  // namespace

std::optional<ClosedForm> ClosedForm::smoothed(const Landscape& landscape, const Noise& law) {
    ClosedForm form;
    if (const auto polynomial = landscape.trigonometricPolynomial()) {
        form.m_polynomial.coefficients = smoothedCoefficients(polynomial->coefficients, law);
        // E cos(k(v − X) + φ) = cos(kv + φ) E cos kX for a symmetric law
        for (auto cosine : polynomial->cosines) {
            cosine.amplitude *= law.characteristic(cosine.frequency);
            form.m_polynomial.cosines.push_back(cosine);
        }
        return form;
    }
    if (law.law != Law::Gaussian) return std::nullopt;
    if (const auto wells = landscape.gaussianWells()) {
        // Widths add as variances do, areas stay.
        const double variance = law.scale * law.scale;
        form.m_wells.curvature = wells->curvature;
        form.m_polynomial.coefficients = {0.5 * wells->curvature * variance};
        for (auto well : wells->wells) {
            const double width = std::hypot(well.width, law.scale);
            form.m_wells.wells.push_back({well.depth * well.width / width, well.centre, width});
        }
        return form;
    }
    return std::nullopt;
}

void ClosedForm::add(double constant) {
    if (m_polynomial.coefficients.empty()) m_polynomial.coefficients.push_back(0.0);
    m_polynomial.coefficients[0] += constant;
}

double ClosedForm::value(double v) const {
    double sum = horner(m_polynomial.coefficients, v) + 0.5 * m_wells.curvature * v * v;
    for (const auto& cosine : m_polynomial.cosines)
        sum += cosine.amplitude * std::cos(cosine.frequency * v + cosine.phase);
    for (const auto& well : m_wells.wells) {
        const double z = (v - well.centre) / well.width;
        sum -= well.depth * std::exp(-0.5 * z * z);
    }
    return sum;
}

double ClosedForm::slope(double v) const {
    double sum = horner(derivative(m_polynomial.coefficients), v) + m_wells.curvature * v;
    for (const auto& cosine : m_polynomial.cosines)
        sum -= cosine.amplitude * cosine.frequency * std::sin(cosine.frequency * v + cosine.phase);
    for (const auto& well : m_wells.wells) {
        const double z = (v - well.centre) / well.width;
        sum += well.depth / well.width * z * std::exp(-0.5 * z * z);
    }
    return sum;
}

double ClosedForm::curvature(double v) const {
    double sum = horner(derivative(derivative(m_polynomial.coefficients)), v) + m_wells.curvature;
    for (const auto& cosine : m_polynomial.cosines)
        sum -= cosine.amplitude * cosine.frequency * cosine.frequency * std::cos(cosine.frequency * v + cosine.phase);
    for (const auto& well : m_wells.wells) {
        const double z = (v - well.centre) / well.width;
        sum += well.depth / (well.width * well.width) * (1.0 - z * z) * std::exp(-0.5 * z * z);
    }
    return sum;
}

void ClosedForm::addCosines(double first, double spacing, bool slopes, std::span<double> out) const {
    // cos(θ + kδ) and sin(θ + kδ) by rotation, begun anew every kBlock points so that rounding does not grow.
    constexpr std::size_t kBlock = 64;
    for (const auto& cosine : m_polynomial.cosines) {
        const double c = std::cos(cosine.frequency * spacing), s = std::sin(cosine.frequency * spacing);
        for (std::size_t start = 0; start < out.size(); start += kBlock) {
            const double angle = cosine.frequency * (first + spacing * static_cast<double>(start)) + cosine.phase;
            const double factor = slopes ? -cosine.amplitude * cosine.frequency : cosine.amplitude;
            // d/dv cos = −k sin: the same rotation a quarter turn behind.
            double x = factor * (slopes ? std::sin(angle) : std::cos(angle));
            double y = factor * (slopes ? -std::cos(angle) : std::sin(angle));
            for (std::size_t i = start; i < std::min(start + kBlock, out.size()); ++i) {
                out[i] += x;
                const double turned = c * x - s * y;
                y = s * x + c * y;
                x = turned;
            }
        }
    }
}

void ClosedForm::values(double first, double spacing, std::span<double> out) const {
    for (std::size_t i = 0; i < out.size(); ++i) {
        const double v = first + spacing * static_cast<double>(i);
        out[i] = horner(m_polynomial.coefficients, v) + 0.5 * m_wells.curvature * v * v;
    }
    for (const auto& well : m_wells.wells)
        for (std::size_t i = 0; i < out.size(); ++i) {
            const double z = (first + spacing * static_cast<double>(i) - well.centre) / well.width;
            out[i] -= well.depth * std::exp(-0.5 * z * z);
        }
    addCosines(first, spacing, false, out);
}

void ClosedForm::slopes(double first, double spacing, std::span<double> out) const {
    const std::vector<double> coefficients = derivative(m_polynomial.coefficients);
    for (std::size_t i = 0; i < out.size(); ++i) {
        const double v = first + spacing * static_cast<double>(i);
        out[i] = horner(coefficients, v) + m_wells.curvature * v;
    }
    for (const auto& well : m_wells.wells)
        for (std::size_t i = 0; i < out.size(); ++i) {
            const double z = (first + spacing * static_cast<double>(i) - well.centre) / well.width;
            out[i] += well.depth / well.width * z * std::exp(-0.5 * z * z);
        }
    addCosines(first, spacing, true, out);
}

}  // namespace basin
