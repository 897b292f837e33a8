// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sgd/lanes.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/sgd/lanes.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include <cmath>
#include <limits>

HWY_BEFORE_NAMESPACE();
namespace basin::lanes::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

// Sixteen doubles are a whole number of vectors on every target.
using Lanes = HWY_CAPPED(double, 8);

void addTo(double* segment, const double* sum, bool fresh, std::size_t count) {
    const Lanes d;
    for (std::size_t i = 0; i < count; i += hn::Lanes(d)) {
        const auto added = hn::Load(d, sum + i);
        hn::Store(fresh ? added : hn::Add(hn::Load(d, segment + i), added), d, segment + i);
    }
}

void decayTowards(double* mean, const double* w, double weight, std::size_t count) {
    const Lanes d;
    const auto tau = hn::Set(d, weight);
    for (std::size_t i = 0; i < count; i += hn::Lanes(d)) {
        const auto old = hn::Load(d, mean + i);
        hn::Store(hn::MulAdd(tau, hn::Sub(hn::Load(d, w + i), old), old), d, mean + i);
    }
}

void freezeBeyond(double* w, double limit, std::size_t count) {
    const Lanes d;
    const auto farthest = hn::Set(d, limit);
    const auto none = hn::Set(d, std::numeric_limits<double>::quiet_NaN());
    for (std::size_t i = 0; i < count; i += hn::Lanes(d)) {
        const auto here = hn::Load(d, w + i);
        const auto beyond = hn::Gt(hn::Abs(here), farthest);
        if (!hn::AllFalse(d, beyond)) hn::Store(hn::IfThenElse(beyond, none, here), d, w + i);
    }
}

void freezeBothBeyond(double* x, double* y, double limit, std::size_t count) {
    const Lanes d;
    const auto farthest = hn::Set(d, limit);
    const auto none = hn::Set(d, std::numeric_limits<double>::quiet_NaN());
    for (std::size_t i = 0; i < count; i += hn::Lanes(d)) {
        const auto hereX = hn::Load(d, x + i), hereY = hn::Load(d, y + i);
        const auto within = hn::And(hn::Le(hn::Abs(hereX), farthest), hn::Le(hn::Abs(hereY), farthest));
        if (hn::AllTrue(d, within)) continue;
        hn::Store(hn::IfThenElse(within, hereX, none), d, x + i);
        hn::Store(hn::IfThenElse(within, hereY, none), d, y + i);
    }
}

DistanceSums distanceSums(const double* w, std::size_t count, const double* targets, std::size_t targetCount) {
    const Lanes d;
    const auto zero = hn::Zero(d), one = hn::Set(d, 1.0);
    const auto largest = hn::Set(d, std::numeric_limits<double>::max());
    auto second = zero, fourth = zero, finite = zero;
    const auto add = [&](auto points) {
        auto nearest = hn::Abs(hn::Sub(points, hn::Set(d, targets[0])));
        for (std::size_t k = 1; k < targetCount; ++k)
            nearest = hn::Min(nearest, hn::Abs(hn::Sub(points, hn::Set(d, targets[k]))));
        const auto counts = hn::Le(hn::Abs(points), largest);
        nearest = hn::IfThenElseZero(counts, nearest);
        const auto square = hn::Mul(nearest, nearest);
        second = hn::Add(second, square);
        fourth = hn::MulAdd(square, square, fourth);
        finite = hn::Add(finite, hn::IfThenElseZero(counts, one));
    };
    std::size_t i = 0;
    for (; i + hn::Lanes(d) <= count; i += hn::Lanes(d)) add(hn::LoadU(d, w + i));
    if (i < count) {
        // Lanes that have no point left hold one that does not count.
        HWY_ALIGN double rest[8];
        for (std::size_t k = 0; k < 8; ++k)
            rest[k] = i + k < count ? w[i + k] : std::numeric_limits<double>::quiet_NaN();
        add(hn::Load(d, rest));
    }
    return {.second = hn::GetLane(hn::SumOfLanes(d, second)),
            .fourth = hn::GetLane(hn::SumOfLanes(d, fourth)),
            .count = static_cast<std::size_t>(hn::GetLane(hn::SumOfLanes(d, finite)))};
}

}  // namespace basin::lanes::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace basin::lanes {

HWY_EXPORT(addTo);
HWY_EXPORT(decayTowards);
HWY_EXPORT(freezeBeyond);
HWY_EXPORT(freezeBothBeyond);
HWY_EXPORT(distanceSums);

void addTo(double* segment, const double* sum, bool fresh, std::size_t count) {
    HWY_DYNAMIC_DISPATCH(addTo)(segment, sum, fresh, count);
}

void decayTowards(double* mean, const double* w, double weight, std::size_t count) {
    HWY_DYNAMIC_DISPATCH(decayTowards)(mean, w, weight, count);
}

void freezeBeyond(double* w, double limit, std::size_t count) { HWY_DYNAMIC_DISPATCH(freezeBeyond)(w, limit, count); }

void freezeBothBeyond(double* x, double* y, double limit, std::size_t count) {
    HWY_DYNAMIC_DISPATCH(freezeBothBeyond)(x, y, limit, count);
}

DistanceSums distanceSums(const double* w, std::size_t count, const double* targets, std::size_t targetCount) {
    return HWY_DYNAMIC_DISPATCH(distanceSums)(w, count, targets, targetCount);
}

}  // namespace basin::lanes
#endif
