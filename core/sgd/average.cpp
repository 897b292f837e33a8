// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sgd/average.h"

#include <algorithm>
#include <array>
#include <utility>

namespace basin {

namespace {

constexpr std::array<std::pair<Average::Kind, const char*>, 5> kNames{{
    {Average::Kind::PolyakRuppert, "polyak-ruppert"},
    {Average::Kind::TailFrom, "tail-from"},
    {Average::Kind::LastFraction, "last-fraction"},
    {Average::Kind::Window, "window"},
    {Average::Kind::Exponential, "exponential"},
}};

}  // namespace

std::string averageName(Average::Kind kind) {
    const auto found =
        std::find_if(kNames.begin(), kNames.end(), [kind](const auto& entry) { return entry.first == kind; });
    return found == kNames.end() ? std::string() : found->second;
}

Result<Average::Kind> averageFromName(const std::string& name) {
    for (const auto& [kind, known] : kNames)
        if (name == known) return kind;
    return Error{"There is no average \"" + name +
                     "\"; known are polyak-ruppert, tail-from, last-fraction, window and exponential.",
                 "averages"};
}

}  // namespace basin
