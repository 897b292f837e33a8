// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/sweep_request.h"

#include "app/lab/text.h"
#include "core/landscape/catalogue.h"
#include "core/theory/constants.h"

#include <cmath>

namespace basin::lab {

namespace {

constexpr std::int64_t kMostValues = 1000;

/// "LO,HI,N": equal steps, or equal factors.
Result<std::vector<double>> spread(const std::string& text, bool logarithmic) {
    const std::vector<std::string> parts = split(text, ',');
    if (parts.size() != 3) return Error{"\"" + text + "\" is not of the form LO,HI,N.", {}};
    const Result<double> low = parseNumber(parts[0]), high = parseNumber(parts[1]);
    const Result<std::int64_t> count = parseWhole(parts[2], 2, kMostValues);
    if (!low) return low.error();
    if (!high) return high.error();
    if (!count) return count.error();
    if (!(*low < *high)) return Error{"\"" + text + "\" does not rise from LO to HI.", {}};
    if (logarithmic && !(*low > 0.0)) return Error{"\"" + text + "\" must begin above 0.", {}};
    std::vector<double> values;
    for (std::int64_t i = 0; i < *count; ++i) {
        const double share = static_cast<double>(i) / static_cast<double>(*count - 1);
        values.push_back(logarithmic ? *low * std::pow(*high / *low, share) : *low + share * (*high - *low));
    }
    return values;
}

/// A range of step sizes that suits the landscape: ηL from 0.02 to 0.6.
std::string standardRange(const Dynamics& dynamics) {
    const auto report = measureConstants(dynamics.landscape, dynamics.noise, dynamics.stepSize);
    const double L = report && report->constants.L > 0.0 ? report->constants.L : 0.6 / dynamics.stepSize;
    return exactNumber(0.02 / L) + "," + exactNumber(0.6 / L) + ",12";
}

/// The noise of a single sample.
Result<Noise> noiseOfOne(Scenario scenario) {
    scenario.batchSize = 1;
    return scenarioNoise(scenario);
}

Result<StepLaw> stepLawFromText(const std::string& text) {
    if (text == "infinite") return StepLaw{};
    const std::size_t colon = text.find(':');
    const std::string kind = text.substr(0, colon);
    StepLaw law;
    if (kind == "fixed") law.kind = StepLaw::Kind::Fixed;
    if (kind == "eta") law.kind = StepLaw::Kind::InverseStep;
    if (kind == "eta2") law.kind = StepLaw::Kind::InverseStepSquared;
    const Result<double> constant = parseNumber(colon == std::string::npos ? "" : text.substr(colon + 1));
    if (law.kind == StepLaw::Kind::Infinite || !constant || !(*constant > 0.0))
        return Error{"\"" + text + "\" is none of infinite, fixed:T, eta:C (C/eta steps) and eta2:C (C/eta^2 steps).",
                     {}};
    law.constant = *constant;
    return law;
}

}  // namespace

void SweepArguments::addTo(CLI::App& verb) {
    common.addTo(verb);
    const auto add = [&](const char* name, std::optional<std::string>& text, const char* what, const char* value) {
        verb.add_option(name, text, what)->type_name(value);
    };
    add("--over", over, "What varies; step_size if left out", "step_size|batch_size|radius|sigma|law|PARAMETER");
    add("--range", range, "Its values, N from LO to HI", "LO,HI,N");
    add("--step-sizes", stepSizes, "Short for --over step_size --range", "LO,HI,N");
    add("--method", method, "The exact chain (no sampling error), or walkers", "chain|ensemble");
    add("--step-law", stepLaw, "Steps of the average: infinite, fixed:T, eta:C or eta2:C", "LAW");
    add("--cells", cells, "Cells of the chain's grid, 2000 if left out", "N");
}

Result<SweepRequest> SweepArguments::sweep(const Request& request) const {
    using Kind = SweepVariable::Kind;
    SweepRequest sweep;
    const Scenario& scenario = request.scenario;
    sweep.base = scenario;
    sweep.name = over.value_or("step_size");
    if (stepSizes && (range || sweep.name != "step_size"))
        return Error{"--step-sizes is short for --over step_size --range; give one of the two.", {}};
    std::optional<std::string> span = stepSizes ? stepSizes : range;
    SweepVariable& variable = sweep.options.variable;
    bool logarithmic = true;
    if (sweep.name == "step_size") {
        variable.kind = Kind::StepSize;
        if (!span) span = standardRange(request.dynamics);
    } else if (sweep.name == "batch_size") {
        variable.kind = Kind::BatchSize;
        if (!span) span = "1,64,7";
    } else if (sweep.name == "radius" || sweep.name == "sigma") {
        variable.kind = Kind::NoiseSize;
        const Result<Noise> single = noiseOfOne(scenario);
        if (!single) return single.error();
        const bool bounded = single->law == Law::Uniform || single->law == Law::Rademacher;
        if (sweep.name == "radius" && !bounded)
            return Error{"--over radius is for --noise uniform and rademacher only; use --over sigma.", {}};
        if (sweep.name == "sigma" && !single->hasVariance())
            return Error{"--over sigma: this noise has no standard deviation; choose another by --noise.", {}};
        sweep.base.equalSigma = sweep.name == "sigma";
        sweep.base.noiseSize = sweep.base.equalSigma ? single->sigma() : single->scale;
        if (!span)
            span = exactNumber(0.2 * sweep.base.noiseSize) + "," + exactNumber(2.0 * sweep.base.noiseSize) + ",10";
    } else if (sweep.name == "law") {
        variable.kind = Kind::Law;
        if (span) return Error{"--over law takes no --range: it compares all laws with a variance.", {}};
        if (!request.dynamics.noise.hasVariance())
            return Error{
                "--over law compares laws of equal variance, and this noise has none; choose another by --noise.", {}};
    } else {
        variable = {.kind = Kind::Parameter, .parameter = sweep.name};
        const LandscapeEntry* entry =
            scenario.landscape.kind == LandscapeChoice::Kind::Named ? findLandscape(scenario.landscape.name) : nullptr;
        const Parameter* found = nullptr;
        std::string known = "step_size, batch_size, radius, sigma, law";
        if (entry)
            for (const Parameter& parameter : entry->parameters) {
                known += ", " + parameter.name;
                if (parameter.name == sweep.name) found = &parameter;
            }
        if (!found) return Error{"--over: \"" + sweep.name + "\" can not be varied here; there are " + known + ".", {}};
        if (!span) return Error{"--over " + sweep.name + " wants --range LO,HI,N.", {}};
        logarithmic = found->logarithmic;
    }
    if (variable.kind == Kind::Law) {
        for (std::size_t i = 0; i < lawCatalogue().size(); ++i) {
            const LawEntry& entry = lawCatalogue()[i];
            const double shape = scenario.noiseShape;
            if (entry.shape && (shape < entry.shape->minimum || shape > entry.shape->maximum)) continue;
            if (Noise{entry.law, 1.0, shape}.hasVariance()) sweep.options.values.push_back(static_cast<double>(i));
        }
    } else {
        const Result<std::vector<double>> values = spread(*span, logarithmic);
        if (!values) return Error{(stepSizes ? "--step-sizes: " : "--range: ") + values.error().message, {}};
        for (double value : *values) {
            if (variable.kind == Kind::BatchSize) value = std::round(value);
            if (sweep.options.values.empty() || sweep.options.values.back() != value)
                sweep.options.values.push_back(value);
        }
    }

    const std::string how = method.value_or("chain");
    if (how != "chain" && how != "ensemble")
        return Error{"--method: \"" + how + "\" is neither chain nor ensemble.", {}};
    sweep.options.method = how == "chain" ? SweepOptions::Method::Chain : SweepOptions::Method::Ensemble;
    sweep.options.walkers = scenario.walkers;
    if (stepLaw && request.steps) return Error{"Give one of --steps and --step-law.", {}};
    if (request.steps) sweep.options.steps = {StepLaw::Kind::Fixed, static_cast<double>(*request.steps)};
    if (stepLaw) {
        const Result<StepLaw> law = stepLawFromText(*stepLaw);
        if (!law) return Error{"--step-law: " + law.error().message, {}};
        sweep.options.steps = *law;
    }
    if (cells) {
        const Result<std::int64_t> count = parseWhole(*cells, 50, 20000);
        if (!count) return Error{"--cells: " + count.error().message, {}};
        sweep.options.cells = static_cast<std::size_t>(*count);
    }
    if (request.dynamics.momentum != 0.0) return Error{"Rates are those of plain SGD; add --momentum 0.", {}};
    return sweep;
}

}  // namespace basin::lab
