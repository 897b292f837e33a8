// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <torch/types.h>

#include <cstdint>
#include <span>
#include <vector>

namespace basin {

/// A line or a plane in the space of a network's weights, w = origin + Σ xᵢ dᵢ. All weights are flat, on the CPU and in double
/// precision.
struct SliceFrame {
    torch::Tensor origin;
    std::vector<torch::Tensor> directions;  ///< one or two
    std::vector<double> explained;          ///< of `principalFrame`: the share of the variance along each direction

    /// The point of the slice that is nearest to some weights: its coordinates (y = 0 on a line), and their distance.
    struct Place {
        double x = 0.0, y = 0.0, off = 0.0;
    };
    Place placeOf(const torch::Tensor& weights) const;
};

/// The line through two weights, or the plane through three, by Gram–Schmidt (maths.md §6): origin w₁, d₁ the direction of
/// w₂ − w₁ and d₂ that of w₃ at a right angle to it, both of length 1. Errors: two are the same; three lie on one line.
Result<SliceFrame> frameThrough(std::span<const torch::Tensor> weights);

/// `axes` random normal directions from some weights, which have these shapes one behind the other. In each filter (a slice
/// along the first dimension) they have the norm of the filter's weights, and in biases and batch norm they are 0
/// (arXiv 1712.09913). A function of the seed alone.
SliceFrame randomFrame(const torch::Tensor& weights, std::span<const std::vector<std::int64_t>> shapes, int axes,
                       std::uint64_t seed);

/// The plane through the mean of at least three stops along their two leading principal components, from the Gram matrix of
/// their differences from the mean; the last stop has x, y ≥ 0. Stops may be in single precision, which halves their memory: it is
/// computed in double precision all the same, part by part. Error: all lie on one line, or are fewer.
Result<SliceFrame> principalFrame(const std::vector<torch::Tensor>& stops);

}  // namespace basin
