// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/lanczos.h"

#include <ATen/ATen.h>

#include <Eigen/Eigenvalues>

#include <cmath>

namespace basin {

using torch::Tensor;

namespace {

double lengthOf(const Tensor& v) { return v.norm(c10::nullopt, {0}, false, torch::kFloat64).item<double>(); }

/// v − Q Qᵀ v.
void orthogonalise(Tensor& v, const std::vector<Tensor>& basis) {
    for (const Tensor& q : basis) v -= torch::dot(q, v) * q;
}

}  // namespace

std::optional<Tridiagonal> lanczos(const SymmetricOperator& times, const Tensor& start, int steps, bool keepBasis) {
    Tridiagonal result;
    std::vector<Tensor> basis{start / lengthOf(start)};
    double scale = 0.0;  // of H, as far as it is known
    for (int k = 0; k < steps; ++k) {
        const std::optional<Tensor> product = times(basis.back());
        if (!product) return std::nullopt;
        Tensor v = product->clone();
        result.alpha.push_back(torch::dot(basis.back().to(torch::kFloat64), v.to(torch::kFloat64)).item<double>());
        for (int twice = 0; twice < 2; ++twice) orthogonalise(v, basis);
        result.rest = lengthOf(v);
        scale = std::max({scale, std::abs(result.alpha.back()), result.rest});
        const double rounding = 10.0 * (v.scalar_type() == torch::kFloat64 ? 2.2e-16 : 1.2e-7);
        if (result.rest <= rounding * scale) {
            result.rest = 0.0;
            break;
        }
        if (k + 1 < steps) {
            result.beta.push_back(result.rest);
            basis.push_back(v / result.rest);
        }
    }
    if (keepBasis) result.basis = std::move(basis);
    return result;
}

std::vector<RitzValue> ritzValues(const Tridiagonal& matrix) {
    const auto size = static_cast<Eigen::Index>(matrix.alpha.size());
    const Eigen::VectorXd alpha = Eigen::Map<const Eigen::VectorXd>(matrix.alpha.data(), size);
    const Eigen::VectorXd beta = Eigen::Map<const Eigen::VectorXd>(matrix.beta.data(), size - 1);
    Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver;
    solver.computeFromTridiagonal(alpha, beta);
    std::vector<RitzValue> values;
    for (Eigen::Index i = size - 1; i >= 0; --i) {
        const Eigen::VectorXd s = solver.eigenvectors().col(i);
        values.push_back({.value = solver.eigenvalues()[i],
                          .residual = matrix.rest * std::abs(s[size - 1]),
                          .weight = s[0] * s[0],
                          .vector = {s.data(), s.data() + size}});
    }
    return values;
}

Tensor ritzVector(const Tridiagonal& matrix, const RitzValue& value) {
    Tensor v = torch::zeros_like(matrix.basis.front());
    for (std::size_t k = 0; k < matrix.basis.size(); ++k) v += value.vector[k] * matrix.basis[k];
    return v / lengthOf(v);
}

}  // namespace basin
