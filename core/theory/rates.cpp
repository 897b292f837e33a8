// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/rates.h"

#include <Eigen/Dense>

#include <algorithm>
#include <cmath>

namespace basin {

namespace {

/// No measurement is trusted beyond this relative error: it keeps the weights of exact points finite.
constexpr double kFinest = 1e-6;
constexpr double kNormal95 = 1.96;
constexpr double kPoor = 4.0;  // scatter of a fit that does not describe the points

struct Fit {
    double slope = 0.0, slopeError = 0.0;  ///< error by the points' uncertainties, or by the scatter if that is larger
    double scatter = 0.0;                  ///< mean square of the residuals in units of the uncertainties
};

/// log e = a + s log η through all points alike: what one sees on log-log paper.
double straightSlope(std::span<const RatePoint> points) {
    double meanX = 0.0, meanY = 0.0, xx = 0.0, xy = 0.0;
    for (const RatePoint& point : points) {
        meanX += std::log(point.stepSize) / static_cast<double>(points.size());
        meanY += std::log(point.error) / static_cast<double>(points.size());
    }
    for (const RatePoint& point : points) {
        const double x = std::log(point.stepSize) - meanX;
        xx += x * x;
        xy += x * (std::log(point.error) - meanY);
    }
    return xy / xx;
}

/// log e = a + s log η + ∑_{k=1}^{terms} b_k η^{k·power}, by weighted least squares.
Fit fit(std::span<const RatePoint> points, int terms, double power) {
    const auto rows = static_cast<Eigen::Index>(points.size());
    const Eigen::Index columns = 2 + terms;
    Eigen::MatrixXd design(rows, columns);
    Eigen::VectorXd values(rows);
    for (Eigen::Index i = 0; i < rows; ++i) {
        const RatePoint& point = points[static_cast<std::size_t>(i)];
        const double weight = 1.0 / std::max(point.uncertainty / point.error, kFinest);
        design(i, 0) = weight;
        design(i, 1) = weight * std::log(point.stepSize);
        for (int k = 1; k <= terms; ++k) design(i, 1 + k) = weight * std::pow(point.stepSize, k * power);
        values(i) = weight * std::log(point.error);
    }
    // Columns of the same size: η² and log η differ by orders of magnitude.
    const Eigen::VectorXd sizes = design.colwise().norm();
    const Eigen::MatrixXd scaled = design * sizes.cwiseInverse().asDiagonal();
    const Eigen::VectorXd solution = scaled.colPivHouseholderQr().solve(values);
    const Eigen::MatrixXd covariance = (scaled.transpose() * scaled).inverse();
    const double scatter =
        (scaled * solution - values).squaredNorm() / std::max<double>(1.0, static_cast<double>(rows - columns));
    return {solution(1) / sizes(1), std::sqrt(covariance(1, 1) * std::max(1.0, scatter)) / sizes(1), scatter};
}

}  // namespace

std::optional<Slope> fitSlope(std::span<const RatePoint> points) {
    std::vector<RatePoint> usable;
    for (const RatePoint& point : points)
        if (std::isfinite(point.error) && point.error > 2.0 * point.uncertainty && point.error > 0.0 &&
            point.stepSize > 0.0)
            usable.push_back(point);
    if (usable.size() < 5) return std::nullopt;
    const Fit smooth = fit(usable, 2, 1.0);
    // At a kink the corrections go in powers of √η.
    const Fit kinked = fit(usable, 2, 0.5);
    const bool isKinked = smooth.scatter > kPoor && kinked.scatter < 0.5 * smooth.scatter;
    const Fit full = isKinked ? kinked : smooth, other = isKinked ? smooth : kinked;
    const Fit shorter = fit(usable, 1, isKinked ? 0.5 : 1.0);
    const double half = kNormal95 * full.slopeError +
                        std::max(std::abs(full.slope - shorter.slope), std::abs(full.slope - other.slope));
    return Slope{full.slope, full.slope - half, full.slope + half, straightSlope(usable)};
}

}  // namespace basin
