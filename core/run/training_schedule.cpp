// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/training_schedule.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace basin {

namespace {

using Kind = TrainingSchedule::Kind;

constexpr std::array<Name<Kind>, 7> kNames{{{Kind::Constant, "constant"},
                                            {Kind::MultiStep, "multi-step"},
                                            {Kind::Cosine, "cosine"},
                                            {Kind::Small, "small"},
                                            {Kind::Medium, "medium"},
                                            {Kind::Large, "large"},
                                            {Kind::Swa, "swa"}}};

constexpr double kSwaStart = 0.5;
constexpr double kSwaEnd = 0.9;
constexpr double kSwaFloor = 0.01;

double swaFactor(double share) {
    const double down = std::clamp((share - kSwaStart) / (kSwaEnd - kSwaStart), 0.0, 1.0);
    return 1.0 - (1.0 - kSwaFloor) * down;
}

/// The shape shared with the lab, over `length` iterations.
Schedule shapeOf(const TrainingSchedule& schedule, std::int64_t length) {
    using Shape = Schedule::Kind;
    Schedule shape{.kind = Shape::MultiStep, .length = length};
    switch (schedule.kind) {
        case Kind::Constant:
        case Kind::Swa: shape.kind = Shape::Constant; break;
        case Kind::MultiStep:
            shape.factor = schedule.factor;
            shape.milestones = schedule.milestones;
            break;
        case Kind::Cosine:
            shape.kind = Shape::Cosine;
            shape.floor = schedule.floor;
            break;
        // Three milestones: each takes the third root of the total decay.
        case Kind::Small: shape.factor = 0.2; break;
        case Kind::Medium: shape.factor = std::cbrt(0.2 * 0.2); break;
        case Kind::Large: shape.factor = std::cbrt(0.2); break;
    }
    return shape;
}

}  // namespace

template <>
std::span<const Name<Kind>> namesOf() {
    return kNames;
}

double TrainingSchedule::factorAt(std::int64_t t, std::int64_t iterations, std::int64_t iterationsPerEpoch) const {
    const double share = static_cast<double>(t) / static_cast<double>(iterations);
    const double shape = kind == Kind::Swa ? swaFactor(share) : shapeOf(*this, iterations).factorAt(t);
    const double warm = warmupEpochs * static_cast<double>(iterationsPerEpoch);
    return static_cast<double>(t) + 1.0 < warm ? shape * (static_cast<double>(t) + 1.0) / warm : shape;
}

}  // namespace basin
