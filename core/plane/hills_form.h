// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plane/summand.h"
#include "core/plane/surface.h"

#include <span>
#include <vector>

namespace basin {

/// A sum of Gaussian hills and wells, laid out for quick evaluation.
class HillsForm : public Summand {
public:
    explicit HillsForm(std::span<const GaussianHill> hills);

    double value(Point w) const override;
    Point gradient(Point w) const override;
    Symmetric hessian(Point w) const override;
    void addTo(const Rectangle& over, int columns, int rows, std::span<double> out) const override;
    /// One step on the hills and a bowl curvature |w − centre|²/2 beneath them.
    void step(double curvature, Point centre, const PlaneStep& step) const;

    /// height exp(−(w − place)ᵀ P (w − place)/2).
    struct Hill {
        double height;
        Point place;
        Symmetric precision;  ///< P
    };

private:
    std::vector<Hill> m_hills;
};

}  // namespace basin
