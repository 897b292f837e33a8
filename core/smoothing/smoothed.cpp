// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/smoothing/smoothed.h"

#include "core/smoothing/method.h"

#include <utility>

namespace basin {

Smoothed::Smoothed(LandscapePtr landscape, const GradientNoise& noise, double stepSize)
    : m_method(noise.state ? smoothedByState(std::move(landscape), noise.state, stepSize)
                           : smoothedByLaw(std::move(landscape), noise.law, stepSize)) {}
Smoothed::~Smoothed() = default;
Smoothed::Smoothed(Smoothed&&) noexcept = default;
Smoothed& Smoothed::operator=(Smoothed&&) noexcept = default;

Existence Smoothed::existence() const { return m_method->existence(); }
std::string Smoothed::reason() const { return m_method->reason(); }
double Smoothed::value(double v) const { return m_method->value(v); }
double Smoothed::slope(double v) const { return m_method->slope(v); }
double Smoothed::curvature(double v) const { return m_method->curvature(v); }
std::function<double(double)> Smoothed::quickSlope(Interval range) const { return m_method->quickSlope(range); }
void Smoothed::curve(Interval range, std::span<double> out) const { m_method->curve(range, out); }
std::vector<Minimum> Smoothed::minima(Interval range) const { return m_method->minima(range); }
std::vector<Extremum> Smoothed::extrema(Interval range) const { return m_method->extrema(range); }

}  // namespace basin
