// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/sweep_range.h"

#include "core/landscape/catalogue.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace basin {

namespace {

using Kind = SweepVariable::Kind;

/// To two significant digits, so that people can read the ends of a range.
double rounded(double value) {
    if (value == 0.0) return 0.0;
    const double power = std::pow(10.0, 1.0 - std::floor(std::log10(std::abs(value))));
    return std::round(value * power) / power;
}

/// The largest |f″|: on the whole line where it has bounds there, else on the domain.
double largestCurvature(const Landscape& landscape) {
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    for (const Interval over : {Interval{-kInfinity, kInfinity}, landscape.domain()}) {
        const Interval range = landscape.curvatureBounds(over).range;
        const double largest = std::max(std::abs(range.lower), std::abs(range.upper));
        if (std::isfinite(largest) && largest > 0.0) return largest;
    }
    return 1.0;
}

SweepRange parameterRange(const Parameter& parameter, double value) {
    SweepRange range{
        .count = 9, .logarithmic = parameter.logarithmic, .limits = {parameter.minimum, parameter.maximum}};
    constexpr double kFactor = 5.0, kShare = 0.25;  // to both sides, as far as the parameter goes
    const double reach = kShare * range.limits.width();
    range.low = range.logarithmic ? value / kFactor : value - reach;
    range.high = range.logarithmic ? value * kFactor : value + reach;
    range.low = std::max(rounded(range.low), range.limits.lower);
    range.high = std::min(rounded(range.high), range.limits.upper);
    return range;
}

}  // namespace

SweepRange SweepRange::including(double value) const {
    SweepRange wider = *this;
    wider.low = std::min(low, value);
    wider.high = std::max(high, value);
    return wider;
}

const Parameter* sweptParameter(const Scenario& scenario, const SweepVariable& variable) {
    if (scenario.landscape.kind != LandscapeChoice::Kind::Named) return nullptr;
    const CatalogueEntry* entry = findLandscape(scenario.landscape.name);
    if (!entry) return nullptr;
    const auto found = std::find_if(entry->parameters.begin(), entry->parameters.end(),
                                    [&](const Parameter& each) { return each.name == variable.parameter; });
    return found == entry->parameters.end() ? nullptr : &*found;
}

double valueIn(const Scenario& scenario, const SweepVariable& variable) {
    switch (variable.kind) {
        case Kind::StepSize: return scenario.stepSize;
        case Kind::BatchSize: return scenario.batchSize;
        case Kind::NoiseSize: return scenario.noiseSize;
        case Kind::Parameter: {
            const auto given = scenario.landscape.parameters.find(variable.parameter);
            if (given != scenario.landscape.parameters.end()) return given->second;
            const Parameter* parameter = sweptParameter(scenario, variable);
            return parameter ? parameter->standard : std::numeric_limits<double>::quiet_NaN();
        }
        case Kind::Law:
            for (std::size_t i = 0; i < lawCatalogue().size(); ++i)
                if (lawCatalogue()[i].law == scenario.law) return static_cast<double>(i);
    }
    return std::numeric_limits<double>::quiet_NaN();
}

bool canVary(const Scenario& scenario, const SweepVariable& variable) {
    switch (variable.kind) {
        case Kind::NoiseSize: return scenario.noiseKind == NoiseKind::Law;
        case Kind::Parameter: return sweptParameter(scenario, variable) != nullptr;
        case Kind::Law: return !comparableLaws(scenario).empty();
        default: return true;
    }
}

SweepRange standardRange(const Scenario& scenario, const SweepVariable& variable, const Landscape& landscape) {
    constexpr double kSmallest = 1e-12;
    switch (variable.kind) {
        case Kind::StepSize: {
            const double L = largestCurvature(landscape);
            return {.low = rounded(0.02 / L), .high = rounded(0.6 / L), .limits = {kSmallest, 1e3}};
        }
        case Kind::BatchSize: {
            const double most = static_cast<double>(largestBatch(scenario));
            return {.low = 1.0, .high = std::min(64.0, most), .count = 7, .whole = true, .limits = {1.0, most}};
        }
        case Kind::NoiseSize:
            return {.low = rounded(0.2 * scenario.noiseSize),
                    .high = rounded(2.0 * scenario.noiseSize),
                    .count = 10,
                    .limits = {kSmallest, 1e6}};
        case Kind::Parameter:
            if (const Parameter* parameter = sweptParameter(scenario, variable))
                return parameterRange(*parameter, valueIn(scenario, variable));
            break;
        case Kind::Law: break;
    }
    return {};
}

std::vector<double> sweepValues(const SweepRange& range) {
    std::vector<double> values;
    for (int i = 0; i < range.count; ++i) {
        const double share = static_cast<double>(i) / (range.count - 1.0);
        double value = range.logarithmic ? range.low * std::pow(range.high / range.low, share)
                                         : range.low + share * (range.high - range.low);
        if (i == range.count - 1) value = range.high;
        if (range.whole) value = std::round(value);
        if (values.empty() || values.back() < value) values.push_back(value);
    }
    return values;
}

std::vector<double> comparableLaws(const Scenario& scenario) {
    std::vector<double> laws;
    if (scenario.noiseKind == NoiseKind::Minibatch) return laws;
    const Result<Noise> own = scenarioNoise(scenario);
    if (!own || !own->hasVariance()) return laws;
    for (std::size_t i = 0; i < lawCatalogue().size(); ++i) {
        const LawEntry& entry = lawCatalogue()[i];
        const double shape = scenario.noiseShape;
        if (entry.shape && (shape < entry.shape->minimum || shape > entry.shape->maximum)) continue;
        if (Noise{entry.law, 1.0, shape}.hasVariance()) laws.push_back(static_cast<double>(i));
    }
    return laws;
}

}  // namespace basin
