// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/types.h>

#include <functional>
#include <optional>
#include <vector>

namespace basin {

/// A symmetric operator v ↦ H v; nothing if it was stopped.
using SymmetricOperator = std::function<std::optional<torch::Tensor>(const torch::Tensor&)>;

/// The tridiagonal matrix T = QᵀHQ of a Lanczos process: diagonal α, beside it β; the columns of Q are orthonormal, the first is the start.
struct Tridiagonal {
    std::vector<double> alpha, beta;   ///< beta is one shorter
    double rest = 0.0;                 ///< the β that would come next: 0 if the space is exhausted
    std::vector<torch::Tensor> basis;  ///< Q, if kept
};

/// At most `steps` steps from `start`, each vector orthogonalised against all before it, twice: the process loses its
/// orthogonality as soon as an eigenvalue has converged, and then finds it again and again. Memory: `steps` vectors.
std::optional<Tridiagonal> lanczos(const SymmetricOperator& times, const torch::Tensor& start, int steps,
                                   bool keepBasis);

/// An eigenvalue θ of T: some eigenvalue of H lies within `residual` of it.
struct RitzValue {
    double value = 0.0;
    double residual = 0.0;
    double weight = 0.0;         ///< the squared first component of its eigenvector: of spectral densities
    std::vector<double> vector;  ///< of T; with the basis, Q times it is the vector of H
};
/// In descending order.
std::vector<RitzValue> ritzValues(const Tridiagonal& matrix);

/// Q times the Ritz value's vector, of length 1.
torch::Tensor ritzVector(const Tridiagonal& matrix, const RitzValue& value);

}  // namespace basin
