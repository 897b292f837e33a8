// SPDX-License-Identifier: GPL-3.0-or-later
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/plane/polynomial_form.cpp"
#include <hwy/foreach_target.h>

#include "core/landscape/sine_simd.h"
#include "core/plane/plane_step_simd.h"
#include "core/plane/polynomial_form.h"

#include <algorithm>
#include <cmath>

HWY_BEFORE_NAMESPACE();
namespace basin {
namespace HWY_NAMESPACE {

/// ∇ of Σ_i x^i c_i(y) + Σ amplitude cos(k·w + phase).
struct PolynomialGradient {
    PolynomialForm::View f;

    HWY_INLINE void operator()(const Vector x, const Vector y, std::size_t, Vector& gx, Vector& gy) const {
        const Doubles d;
        Vector value = hn::Zero(d);
        gx = gy = hn::Zero(d);
        for (int i = f.count - 1; i >= 0; --i) {
            const double* coefficients = f.coefficients + i * f.stride;
            Vector c = hn::Zero(d), slope = hn::Zero(d);
            for (int j = f.degrees[i]; j >= 0; --j) {
                slope = hn::MulAdd(slope, y, c);
                c = hn::MulAdd(c, y, hn::Set(d, coefficients[j]));
            }
            gx = hn::MulAdd(gx, x, value);
            value = hn::MulAdd(value, x, c);
            gy = hn::MulAdd(gy, x, slope);
        }
        for (int i = 0; i < f.cosineCount; ++i) {
            const PlanePolynomial::Cosine& wave = f.cosines[i];
            const Vector kx = hn::Set(d, wave.frequency.x), ky = hn::Set(d, wave.frequency.y);
            const Vector angle = hn::MulAdd(kx, x, hn::MulAdd(ky, y, hn::Set(d, wave.phase)));
            const Vector s = hn::Mul(hn::Set(d, wave.amplitude), sine(angle));
            gx = hn::NegMulAdd(kx, s, gx);
            gy = hn::NegMulAdd(ky, s, gy);
        }
    }
};

void stepPolynomial(const PolynomialForm::View& f, const PlaneStep& step) { stepPlane(step, PolynomialGradient{f}); }

}  // namespace HWY_NAMESPACE
}  // namespace basin
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace basin {

HWY_EXPORT(stepPolynomial);

PolynomialForm::PolynomialForm(const PlanePolynomial& polynomial) : m_cosines(polynomial.cosines) {
    int rows = 0;
    for (const auto& term : polynomial.terms) {
        if (term.coefficient == 0.0) continue;
        rows = std::max(rows, term.i + 1);
        m_stride = std::max(m_stride, term.j + 1);
    }
    m_coefficients.assign(static_cast<std::size_t>(rows) * static_cast<std::size_t>(m_stride), 0.0);
    m_degrees.assign(static_cast<std::size_t>(rows), -1);
    for (const auto& term : polynomial.terms) {
        if (term.coefficient == 0.0) continue;
        m_coefficients[static_cast<std::size_t>(term.i) * static_cast<std::size_t>(m_stride) +
                       static_cast<std::size_t>(term.j)] += term.coefficient;
        int& degree = m_degrees[static_cast<std::size_t>(term.i)];
        degree = std::max(degree, term.j);
    }
}

PolynomialForm::View PolynomialForm::view() const {
    return {m_coefficients.data(),
            m_degrees.data(),
            static_cast<int>(m_degrees.size()),
            m_stride,
            m_cosines.data(),
            static_cast<int>(m_cosines.size())};
}

double PolynomialForm::value(Point w) const {
    double sum = 0.0;
    for (std::size_t i = m_degrees.size(); i-- > 0;) {
        double c = 0.0;
        for (int j = m_degrees[i]; j >= 0; --j)
            c = c * w.y + m_coefficients[i * static_cast<std::size_t>(m_stride) + static_cast<std::size_t>(j)];
        sum = sum * w.x + c;
    }
    for (const auto& wave : m_cosines) sum += wave.amplitude * std::cos(dot(wave.frequency, w) + wave.phase);
    return sum;
}

Point PolynomialForm::gradient(Point w) const {
    double value = 0.0;
    Point g;
    for (std::size_t i = m_degrees.size(); i-- > 0;) {
        double c = 0.0, slope = 0.0;
        for (int j = m_degrees[i]; j >= 0; --j) {
            slope = slope * w.y + c;
            c = c * w.y + m_coefficients[i * static_cast<std::size_t>(m_stride) + static_cast<std::size_t>(j)];
        }
        g = {g.x * w.x + value, g.y * w.x + slope};
        value = value * w.x + c;
    }
    for (const auto& wave : m_cosines)
        g = g - wave.amplitude * std::sin(dot(wave.frequency, w) + wave.phase) * wave.frequency;
    return g;
}

Symmetric PolynomialForm::hessian(Point w) const {
    // Half of the second derivatives goes through Horner's rule.
    double value = 0.0, x = 0.0, xx = 0.0, y = 0.0, xy = 0.0, yy = 0.0;
    for (std::size_t i = m_degrees.size(); i-- > 0;) {
        double c = 0.0, slope = 0.0, half = 0.0;
        for (int j = m_degrees[i]; j >= 0; --j) {
            half = half * w.y + slope;
            slope = slope * w.y + c;
            c = c * w.y + m_coefficients[i * static_cast<std::size_t>(m_stride) + static_cast<std::size_t>(j)];
        }
        xx = xx * w.x + x;
        x = x * w.x + value;
        value = value * w.x + c;
        xy = xy * w.x + y;
        y = y * w.x + slope;
        yy = yy * w.x + half;
    }
    Symmetric h{2.0 * xx, xy, 2.0 * yy};
    for (const auto& wave : m_cosines) {
        const double c = wave.amplitude * std::cos(dot(wave.frequency, w) + wave.phase);
        const Point k = wave.frequency;
        h = {h.xx - c * k.x * k.x, h.xy - c * k.x * k.y, h.yy - c * k.y * k.y};
    }
    return h;
}

void PolynomialForm::addTo(const Rectangle& over, int columns, int rows, std::span<double> out) const {
    const auto width = static_cast<std::size_t>(columns);
    std::vector<double> x(width);
    for (int i = 0; i < columns; ++i) x[static_cast<std::size_t>(i)] = placeOf(over.x, i, columns);
    // cos(a + b) = cos a cos b − sin a sin b: the waves' parts along x once for all rows.
    std::vector<double> cosines(m_cosines.size() * width), sines(m_cosines.size() * width);
    for (std::size_t k = 0; k < m_cosines.size(); ++k)
        for (std::size_t i = 0; i < width; ++i) {
            cosines[k * width + i] = std::cos(m_cosines[k].frequency.x * x[i]);
            sines[k * width + i] = std::sin(m_cosines[k].frequency.x * x[i]);
        }
    std::vector<double> sum(width);
    for (int row = 0; row < rows; ++row) {
        const double y = placeOf(over.y, row, rows);
        std::fill(sum.begin(), sum.end(), 0.0);
        for (std::size_t i = m_degrees.size(); i-- > 0;) {
            double coefficient = 0.0;
            for (int j = m_degrees[i]; j >= 0; --j)
                coefficient = coefficient * y +
                              m_coefficients[i * static_cast<std::size_t>(m_stride) + static_cast<std::size_t>(j)];
            for (std::size_t k = 0; k < width; ++k) sum[k] = sum[k] * x[k] + coefficient;
        }
        for (std::size_t k = 0; k < m_cosines.size(); ++k) {
            const double angle = m_cosines[k].frequency.y * y + m_cosines[k].phase;
            const double a = m_cosines[k].amplitude * std::cos(angle), b = m_cosines[k].amplitude * std::sin(angle);
            const double *cosine = cosines.data() + k * width, *sine = sines.data() + k * width;
            for (std::size_t i = 0; i < width; ++i) sum[i] += a * cosine[i] - b * sine[i];
        }
        const std::span<double> line = out.subspan(static_cast<std::size_t>(row) * width, width);
        for (std::size_t i = 0; i < width; ++i) line[i] += sum[i];
    }
}

void PolynomialForm::step(const PlaneStep& step) const { HWY_DYNAMIC_DISPATCH(stepPolynomial)(view(), step); }

}  // namespace basin
#endif
