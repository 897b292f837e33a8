// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plane/summand.h"
#include "core/plane/surface.h"

#include <vector>

namespace basin {

/// A polynomial plus cosines, laid out for quick evaluation: Σ_i x^i c_i(y), inner and outer sum by Horner's rule.
class PolynomialForm : public Summand {
public:
    explicit PolynomialForm(const PlanePolynomial& polynomial);

    double value(Point w) const override;
    Point gradient(Point w) const override;
    Symmetric hessian(Point w) const override;
    void addTo(const Rectangle& over, int columns, int rows, std::span<double> out) const override;
    void step(const PlaneStep& step) const;

    /// As plain arrays, for the vectorised step.
    struct View {
        const double* coefficients;  ///< of x^i y^j at [i * stride + j]
        const int* degrees;          ///< of c_i; -1 where it is 0
        int count, stride;           ///< of the c_i; of the rows
        const PlanePolynomial::Cosine* cosines;
        int cosineCount;
    };
    View view() const;

private:
    int m_stride = 1;
    std::vector<double> m_coefficients;
    std::vector<int> m_degrees;
    std::vector<PlanePolynomial::Cosine> m_cosines;
};

}  // namespace basin
