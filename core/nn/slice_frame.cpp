// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/slice_frame.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include <Eigen/Eigenvalues>

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace basin {

namespace {

using torch::Tensor;

/// Weights are rounded to single precision: what is smaller than this share of an extent is rounding.
constexpr double kRounding = 1e-5;

double innerProduct(const Tensor& a, const Tensor& b) { return at::dot(a, b).item<double>(); }

}  // namespace

SliceFrame::Place SliceFrame::placeOf(const Tensor& weights) const {
    // Least squares: random directions are not quite at right angles.
    const auto axes = static_cast<Eigen::Index>(directions.size());
    const Tensor from = weights - origin;
    Eigen::MatrixXd gram(axes, axes);
    Eigen::VectorXd along(axes);
    for (Eigen::Index i = 0; i < axes; ++i) {
        const Tensor& d = directions[static_cast<std::size_t>(i)];
        along(i) = innerProduct(d, from);
        for (Eigen::Index j = 0; j < axes; ++j) gram(i, j) = innerProduct(d, directions[static_cast<std::size_t>(j)]);
    }
    const Eigen::VectorXd at = gram.ldlt().solve(along);
    Place place{.x = at(0), .y = axes > 1 ? at(1) : 0.0};
    Tensor rest = from - place.x * directions[0];
    if (axes > 1) rest -= place.y * directions[1];
    place.off = rest.norm().item<double>();
    return place;
}

Result<SliceFrame> frameThrough(std::span<const Tensor> weights) {
    SliceFrame frame{.origin = weights[0]};
    for (std::size_t i = 1; i < weights.size(); ++i) {
        Tensor direction = weights[i] - weights[0];
        const double extent = direction.norm().item<double>();
        if (!(extent > kRounding * 1e-2 * weights[0].norm().item<double>()))
            return Error{"Two of the weights are the same: a slice goes through different ones.", "of"};
        // Twice: what is left of the first time is rounding.
        for (int pass = 0; pass < 2; ++pass)
            for (const Tensor& d : frame.directions) direction = direction - innerProduct(d, direction) * d;
        const double length = direction.norm().item<double>();
        if (!(length > kRounding * extent))
            return Error{"The three weights lie on one line: a plane needs another one, or --kind segment.", "of"};
        frame.directions.push_back(direction / length);
    }
    return frame;
}

SliceFrame randomFrame(const Tensor& weights, std::span<const std::vector<std::int64_t>> shapes, int axes,
                       std::uint64_t seed) {
    SliceFrame frame{.origin = weights};
    at::Generator generator = at::detail::createCPUGenerator(seed);
    for (int axis = 0; axis < axes; ++axis) {
        std::vector<Tensor> parts;
        std::int64_t first = 0;
        for (const std::vector<std::int64_t>& shape : shapes) {
            const std::int64_t size = c10::multiply_integers(shape);
            const Tensor w = weights.narrow(0, first, size);
            first += size;
            if (shape.size() < 2) {
                parts.push_back(at::zeros({size}, torch::kFloat64));
                continue;
            }
            const Tensor d = at::randn({shape[0], size / shape[0]}, generator, torch::kFloat64);
            const Tensor norms = w.view({shape[0], -1}).norm(2, {1}, true);
            parts.push_back((d * (norms / d.norm(2, {1}, true))).flatten());
        }
        frame.directions.push_back(at::cat(parts));
    }
    return frame;
}

Result<SliceFrame> principalFrame(const std::vector<Tensor>& stops) {
    const auto count = static_cast<Eigen::Index>(stops.size());
    const Error tooFew{
        "A trajectory plane needs three places that are not on one line: let runs keep more checkpoints "
        "(--keep-every) or shorter segments (--segment-epochs).",
        "kind"};
    if (count < 3) return tooFew;
    // Differences from the mean, stops × some of the weights at a time.
    constexpr std::int64_t kAtOnce = 1 << 20;
    const std::int64_t size = stops[0].numel();
    Tensor mean = at::empty({size}, torch::kFloat64), gram = at::zeros({count, count}, torch::kFloat64);
    const auto partOf = [&](std::int64_t first) {
        const std::int64_t length = std::min(kAtOnce, size - first);
        std::vector<Tensor> rows;
        for (const Tensor& stop : stops) rows.push_back(stop.narrow(0, first, length).to(torch::kFloat64));
        return at::stack(rows);
    };
    for (std::int64_t first = 0; first < size; first += kAtOnce) {
        Tensor part = partOf(first);
        const Tensor middle = mean.narrow(0, first, part.size(1)).copy_(part.mean(0));
        part -= middle;
        gram += at::matmul(part, part.t());
    }
    const Eigen::MatrixXd g = Eigen::Map<const Eigen::MatrixXd>(gram.data_ptr<double>(), count, count);
    // G = A Λ Aᵀ: the component of an eigenvector a is Σ aᵢ (sᵢ − s̄)/√λ, and the coordinates of the stops are √λ a.
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(g);
    SliceFrame frame{.origin = mean};
    for (Eigen::Index fromTop = 1; fromTop <= 2; ++fromTop) {
        const double eigenvalue = solver.eigenvalues()(count - fromTop);
        if (!(eigenvalue > kRounding * kRounding * solver.eigenvalues()(count - 1))) return tooFew;
        const Eigen::VectorXd a = solver.eigenvectors().col(count - fromTop);
        const double sign = a(count - 1) < 0.0 ? -1.0 : 1.0;
        // Σ aᵢ = 0, since the rows of G sum to 0: but for rounding the mean drops out.
        const double sum = a.sum();
        Tensor direction = -sum * mean;
        for (Eigen::Index i = 0; i < count; ++i)
            direction.add_(stops[static_cast<std::size_t>(i)].to(torch::kFloat64), a(i));
        frame.directions.push_back(direction.mul_(sign / std::sqrt(eigenvalue)));
        frame.explained.push_back(eigenvalue / g.trace());
    }
    return frame;
}

}  // namespace basin
