// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sgd/schedule.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <utility>

namespace basin {

namespace {

constexpr std::array<std::pair<Schedule::Kind, const char*>, 5> kNames{{
    {Schedule::Kind::Constant, "constant"},
    {Schedule::Kind::MultiStep, "multi-step"},
    {Schedule::Kind::Cosine, "cosine"},
    {Schedule::Kind::Cyclic, "cyclic"},
    {Schedule::Kind::InverseSqrt, "inverse-sqrt"},
}};

}  // namespace

double Schedule::factorAt(std::int64_t t) const {
    const double period = static_cast<double>(length);
    switch (kind) {
        case Kind::Constant: return 1.0;
        case Kind::MultiStep: {
            const double share = static_cast<double>(t) / period;
            const auto passed = std::count_if(milestones.begin(), milestones.end(),
                                              [share](double milestone) { return share >= milestone; });
            return std::pow(factor, static_cast<double>(passed));
        }
        case Kind::Cosine: {
            const double share = std::min(1.0, static_cast<double>(t) / period);
            return floor + (1.0 - floor) * 0.5 * (1.0 + std::cos(std::numbers::pi * share));
        }
        case Kind::Cyclic: {
            const double share = static_cast<double>(t % length) / period;
            return 1.0 - (1.0 - floor) * share;
        }
        case Kind::InverseSqrt: return std::sqrt(warmup / (warmup + static_cast<double>(t)));
    }
    return 1.0;
}

std::string scheduleName(Schedule::Kind kind) {
    const auto found =
        std::find_if(kNames.begin(), kNames.end(), [kind](const auto& entry) { return entry.first == kind; });
    return found == kNames.end() ? std::string() : found->second;
}

Result<Schedule::Kind> scheduleFromName(const std::string& name) {
    for (const auto& [kind, known] : kNames)
        if (name == known) return kind;
    return Error{"There is no step-size schedule \"" + name +
                     "\"; known are constant, multi-step, cosine, cyclic and inverse-sqrt.",
                 "schedule"};
}

}  // namespace basin
