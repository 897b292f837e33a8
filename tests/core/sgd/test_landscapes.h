// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/landscape/landscape.h"
#include "core/sgd/ensemble.h"

#include <cmath>
#include <memory>
#include <utility>

namespace basin {

/// A landscape by its slope alone, which is all that SGD sees; steps one walker at a time.
template <class Slope>
class SlopeLandscape : public Landscape {
public:
    explicit SlopeLandscape(Slope slope) : m_slope(std::move(slope)) {}

    double value(double) const override { return 0.0; }
    double slope(double w) const override { return m_slope(w); }
    double curvature(double) const override { return 0.0; }
    double integral(double) const override { return 0.0; }
    Interval domain() const override { return {-3.0, 3.0}; }

    void step(const Step& step) const override {
        for (std::size_t i = 0; i < step.count; ++i) {
            double move = m_slope(step.w[i]) + step.noiseScale * step.noise[i];
            if (step.velocity) move = step.velocity[i] = step.momentum * step.velocity[i] + move;
            step.w[i] -= step.stepSize * move;
            if (step.sum) step.sum[i] += step.w[i];
        }
    }

private:
    Slope m_slope;
};

template <class Slope>
LandscapePtr landscapeOfSlope(Slope slope) {
    return std::make_shared<const SlopeLandscape<Slope>>(std::move(slope));
}

/// f = a w²/2.
inline LandscapePtr parabola(double a) {
    return landscapeOfSlope([a](double w) { return a * w; });
}

}  // namespace basin
