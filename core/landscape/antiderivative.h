// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interval.h"
#include "core/result.h"

#include <array>
#include <functional>
#include <vector>

namespace basin {

/// ∫ f from domain.lower on, for an f that is known by its values alone: on each of many panels f is its expansion in 16
/// Legendre polynomials, integrated term by term. Panels are halved until the last terms no longer count.
class Antiderivative {
public:
    /// `edges` (ascending, from one end of the domain to the other) are where f may have kinks. `height` is the size of
    /// |f|. The error says where f is not finite, jumps, grows without bound or is too rough.
    static Result<Antiderivative> make(const std::function<double(double)>& f, const std::vector<double>& edges,
                                       double height);

    /// For w in the domain.
    double operator()(double w) const;

private:
    static constexpr std::size_t kTerms = 16;
    struct Panel {
        double lower = 0.0, halfWidth = 0.0;
        double integral = 0.0;  ///< up to `lower`
        /// Of ∫ f over the panel from its lower end on, by Legendre polynomial.
        std::array<double, kTerms + 1> coefficients{};
    };
    std::vector<Panel> m_panels;
};

}  // namespace basin
