// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/training_average.h"

#include "core/number_text.h"

#include <cmath>

namespace basin {

namespace {

using Kind = TrainingAverage::Kind;

/// The whole of `text` as a number; NaN if it is none.
double numberOf(std::string_view text) {
    const Result<double> value = parseNumber(text);
    return value ? *value : std::nan("");
}

}  // namespace

std::string TrainingAverage::name() const {
    switch (kind) {
        case Kind::Polyak: return "polyak";
        case Kind::TailFraction: return "tail:" + exactNumber(value);
        case Kind::TailEpoch: return "tail:" + std::to_string(static_cast<std::int64_t>(value));
        case Kind::Ema: return "ema:" + exactNumber(value);
    }
    return {};
}

std::int64_t TrainingAverage::start(std::int64_t iterations, std::int64_t iterationsPerEpoch) const {
    switch (kind) {
        case Kind::TailFraction: return static_cast<std::int64_t>(std::floor(value * static_cast<double>(iterations)));
        case Kind::TailEpoch: return static_cast<std::int64_t>(value) * iterationsPerEpoch;
        case Kind::Polyak:
        case Kind::Ema: break;
    }
    return 0;
}

Result<TrainingAverage> averageFromText(std::string_view text) {
    constexpr std::string_view kTail = "tail:", kEma = "ema:";
    constexpr double kMostEpochs = 1e6;
    if (text == "polyak") return TrainingAverage{Kind::Polyak, 0.0};
    if (text.starts_with(kTail)) {
        const std::string_view from = text.substr(kTail.size());
        const double value = numberOf(from);
        if (0.0 < value && value < 1.0) return TrainingAverage{Kind::TailFraction, value};
        const bool whole = from.find_first_not_of("0123456789") == std::string_view::npos;
        if (whole && 1.0 <= value && value <= kMostEpochs) return TrainingAverage{Kind::TailEpoch, value};
        return Error{
            "A tail average begins at a fraction above 0 and below 1 or after a whole number of epochs, as in "
            "tail:0.75 or tail:300, not at \"" +
            std::string(from) + "\"."};
    }
    if (text.starts_with(kEma)) {
        const std::string_view decay = text.substr(kEma.size());
        const double value = numberOf(decay);
        if (0.0 < value && value < 1.0) return TrainingAverage{Kind::Ema, value};
        return Error{"The decay of an exponential average is above 0 and below 1, as in ema:0.999, not \"" +
                     std::string(decay) + "\"."};
    }
    return Error{"There is no average \"" + std::string(text) +
                 "\"; known are polyak, tail:FRACTION, tail:EPOCH and ema:DECAY."};
}

}  // namespace basin
