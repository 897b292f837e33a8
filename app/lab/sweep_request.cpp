// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/sweep_request.h"

#include "app/lab/text.h"
#include "core/landscape/catalogue.h"
#include "core/theory/sweep_range.h"

namespace basin::lab {

namespace {

/// "LO,HI,N" into the range.
std::optional<Error> readRange(const std::string& text, SweepRange& range) {
    const std::vector<std::string> parts = split(text, ',');
    if (parts.size() != 3) return Error{"\"" + text + "\" is not of the form LO,HI,N.", {}};
    const Result<double> low = parseNumber(parts[0]), high = parseNumber(parts[1]);
    const Result<std::int64_t> count = parseWhole(parts[2], 2, kMostSweepValues);
    if (!low) return low.error();
    if (!high) return high.error();
    if (!count) return count.error();
    if (!(*low < *high)) return Error{"\"" + text + "\" does not rise from LO to HI.", {}};
    if (range.logarithmic && !(*low > 0.0)) return Error{"\"" + text + "\" must begin above 0.", {}};
    if (range.whole && !(range.limits.contains(*low) && range.limits.contains(*high)))
        return Error{"\"" + text + "\" does not stay from " + exactNumber(range.limits.lower) + " to " +
                         exactNumber(range.limits.upper) + ".",
                     {}};
    range.low = *low;
    range.high = *high;
    range.count = static_cast<int>(*count);
    return std::nullopt;
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

std::string stepLawText(const StepLaw& law) {
    switch (law.kind) {
        case StepLaw::Kind::Infinite: break;
        case StepLaw::Kind::Fixed: return "fixed:" + exactNumber(law.constant);
        case StepLaw::Kind::InverseStep: return "eta:" + exactNumber(law.constant);
        case StepLaw::Kind::InverseStepSquared: return "eta2:" + exactNumber(law.constant);
    }
    return "infinite";
}

void SweepArguments::addTo(CLI::App& verb) {
    common.addTo(verb);
    const auto add = [&](const char* name, std::optional<std::string>& text, const char* what, const char* value) {
        verb.add_option(name, text, what)->type_name(value);
    };
    add("--over", over, "What varies; step_size if left out", "step_size|batch_size|radius|sigma|law|PARAMETER");
    add("--range", range, "Its values, N from LO to HI; if left out, some that suit", "LO,HI,N");
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
    SweepVariable& variable = sweep.options.variable;
    if (sweep.name == "step_size") {
        variable.kind = Kind::StepSize;
    } else if (sweep.name == "batch_size") {
        variable.kind = Kind::BatchSize;
    } else if (sweep.name == "radius" || sweep.name == "sigma") {
        variable.kind = Kind::NoiseSize;
        if (!canVary(scenario, variable))
            return Error{
                "--over " + sweep.name +
                    ": this noise has not the same size everywhere; vary batch_size, or give one size by --sigma.",
                {}};
        const Result<Noise> single = noiseOfOne(scenario);
        if (!single) return single.error();
        const bool bounded = single->law == Law::Uniform || single->law == Law::Rademacher;
        if (sweep.name == "radius" && !bounded)
            return Error{"--over radius is for --noise uniform and rademacher only; use --over sigma.", {}};
        if (sweep.name == "sigma" && !single->hasVariance())
            return Error{"--over sigma: this noise has no standard deviation; choose another by --noise.", {}};
        sweep.base.equalSigma = sweep.name == "sigma";
        sweep.base.noiseSize = sweep.base.equalSigma ? single->sigma() : single->scale;
    } else if (sweep.name == "law") {
        variable.kind = Kind::Law;
        if (scenario.noiseKind == NoiseKind::Minibatch)
            return Error{"--over law: this noise comes from the samples of the data; choose a law by --noise.", {}};
        if (range) return Error{"--over law takes no --range: it compares all laws with a variance.", {}};
        sweep.options.values = comparableLaws(scenario);
        if (sweep.options.values.empty())
            return Error{
                "--over law compares laws of equal variance, and this noise has none; choose another by --noise.", {}};
    } else {
        variable = {.kind = Kind::Parameter, .parameter = sweep.name};
        if (!sweptParameter(scenario, variable)) {
            std::string known = "step_size, batch_size, radius, sigma, law";
            if (scenario.landscape.kind == LandscapeChoice::Kind::Named)
                if (const CatalogueEntry* entry = findLandscape(scenario.landscape.name))
                    for (const Parameter& parameter : entry->parameters) known += ", " + parameter.name;
            return Error{"--over: \"" + sweep.name + "\" can not be varied here; there are " + known + ".", {}};
        }
    }
    if (variable.kind != Kind::Law) {
        SweepRange values = standardRange(sweep.base, variable, *request.dynamics.landscape);
        const bool stepGiven = common.stepSize || common.scenario;
        if (variable.kind == Kind::StepSize && stepGiven) values = values.including(scenario.stepSize);
        if (const std::optional<std::string>& span = stepSizes ? stepSizes : range)
            if (const auto error = readRange(*span, values))
                return Error{(stepSizes ? "--step-sizes: " : "--range: ") + error->message, {}};
        sweep.options.values = sweepValues(values);
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
    const Result<std::size_t> count = parseCells(cells);
    if (!count) return count.error();
    sweep.options.cells = *count;
    if (request.dynamics.momentum != 0.0) return Error{"Rates are those of plain SGD; add --momentum 0.", {}};
    return sweep;
}

}  // namespace basin::lab
