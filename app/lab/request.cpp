// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/request.h"

#include "app/lab/presets.h"
#include "app/lab/reader.h"
#include "app/lab/surface_request.h"
#include "app/lab/text.h"
#include "core/landscape/catalogue.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

namespace basin::lab {

namespace {

constexpr std::int64_t kMostSteps = 1'000'000'000'000;
constexpr std::int64_t kMostThreads = 1024;

void readScenarioArgument(Reader& reader, const std::string& name, Scenario& scenario) {
    std::string json;
    for (const PresetText& preset : presetTexts())
        if (preset.name == name) json = preset.json;
    if (json.empty()) {
        const Result<std::string> text = fileText(name);
        if (!text)
            return reader.fail("--scenario: there is no scenario and no readable file \"" + name +
                               "\"; \"basin-lab list\" names the scenarios.");
        json = *text;
    }
    if (auto read = reader.take("--scenario", readScenario(json))) scenario = *std::move(read);
}

void readLandscape(Reader& reader, const CommonArguments& arguments, Scenario& scenario) {
    const int chosen = int(arguments.landscape.has_value()) + int(arguments.formula.has_value()) +
                       int(arguments.table.has_value()) + int(arguments.data.has_value());
    if (chosen > 1) return reader.fail("Choose one of --landscape, --formula, --table and --data.");
    if (chosen == 0 && !arguments.scenario)
        return reader.fail(
            "Choose a landscape by --scenario, --landscape, --formula, --table or --data; \"basin-lab list\" names "
            "those "
            "there are.");
    LandscapeChoice& choice = scenario.landscape;
    if (chosen == 1) {
        choice = {};
        scenario.plane.reset();
        scenario.view.reset();
        scenario.claims.clear();
    }
    if (arguments.landscape) choice.name = *arguments.landscape;
    if (arguments.formula) choice = {.kind = LandscapeChoice::Kind::Formula, .formula = *arguments.formula};
    if (arguments.table) {
        const auto text = reader.take("--table", fileText(*arguments.table));
        if (!text) return;
        const auto points = reader.take("--table", readCurveCsv(*text));
        if (!points) return;
        choice = {.kind = LandscapeChoice::Kind::Curve, .points = *points};
    }
    if (arguments.data) {
        const auto text = reader.take("--data", fileText(*arguments.data));
        if (!text) return;
        const auto samples = reader.take("--data", readSamplesCsv(*text));
        if (!samples) return;
        choice = {.kind = LandscapeChoice::Kind::Data, .samples = *samples};
        scenario.noiseKind = NoiseKind::Minibatch;
    } else if (chosen == 1 && scenario.noiseKind == NoiseKind::Minibatch) {
        scenario.noiseKind = NoiseKind::Law;
    }
    if (arguments.loss) {
        if (choice.kind != LandscapeChoice::Kind::Data) return reader.fail("--loss is for the samples of --data only.");
        const SampleLossEntry* entry = findSampleLoss(*arguments.loss);
        if (!entry) {
            std::string known;
            for (const SampleLossEntry& loss : sampleLosses()) known += (known.empty() ? "" : ", ") + loss.name;
            return reader.fail("--loss: there is no loss \"" + *arguments.loss + "\"; there are " + known + ".");
        }
        choice.loss = entry->loss;
    }
    if (arguments.data || arguments.loss) choice.domain = suggestedDomain(choice.samples, choice.loss);
    if (!arguments.parameters.empty() && choice.kind != LandscapeChoice::Kind::Named)
        return reader.fail("--set is for the parameters of a named landscape; this one has none.");
    readParameters(reader, arguments.parameters, choice.parameters);
    if (arguments.domain) {
        const auto domain = reader.take("--domain", parseInterval(*arguments.domain));
        if (!domain) return;
        scenario.view = *domain;
        if (choice.kind == LandscapeChoice::Kind::Formula || choice.kind == LandscapeChoice::Kind::Data)
            choice.domain = *domain;
    }
}

void readNoise(Reader& reader, const CommonArguments& arguments, Scenario& scenario) {
    const int sizes = int(arguments.sigma.has_value()) + int(arguments.radius.has_value()) +
                      int(arguments.scale.has_value()) + int(arguments.sigmaOfW.has_value());
    if (sizes > 1)
        return reader.fail("Give the size of the noise by one of --sigma, --radius, --scale and --sigma-of-w.");
    if (arguments.sampling) {
        if (arguments.law || sizes > 0)
            return reader.fail("--sampling is for the minibatches of --data; leave --noise and its size out.");
        if (*arguments.sampling != "with-replacement" && *arguments.sampling != "without-replacement")
            return reader.fail("--sampling: \"" + *arguments.sampling +
                               "\" is neither with-replacement nor without-replacement.");
        scenario.noiseKind = NoiseKind::Minibatch;
        scenario.withReplacement = *arguments.sampling == "with-replacement";
    }
    // A law that is asked for takes the place of minibatches.
    if (scenario.noiseKind == NoiseKind::Minibatch && (arguments.law || sizes > 0)) scenario.noiseKind = NoiseKind::Law;
    if (arguments.law) {
        const LawEntry* entry = findLaw(*arguments.law);
        if (!entry) {
            std::string known;
            for (const LawEntry& law : lawCatalogue()) known += (known.empty() ? "" : ", ") + law.name;
            return reader.fail("--noise: there is no law \"" + *arguments.law + "\"; there are " + known + ".");
        }
        // Another law without a size keeps the standard deviation.
        const Noise before{scenario.law, scenario.noiseSize, scenario.noiseShape};
        const Noise after{entry->law, 1.0, entry->shape ? entry->shape->standard : scenario.noiseShape};
        if (entry->law != scenario.law && sizes == 0 && before.hasVariance() && !scenario.equalSigma) {
            scenario.noiseSize = before.sigma();
            scenario.equalSigma = true;
        }
        if (entry->law != scenario.law) scenario.noiseShape = after.shape;
        scenario.law = entry->law;
    }
    const auto shape = [&](const CommonArguments::Text& text, const char* option, Law law) {
        if (!text) return;
        if (scenario.law != law)
            return reader.fail(std::string(option) + " is for --noise " + lawEntry(law).name + " only.");
        reader.number(text, option, scenario.noiseShape);
    };
    shape(arguments.nu, "--nu", Law::StudentT);
    shape(arguments.alpha, "--alpha", Law::AlphaStable);
    if (arguments.radius && scenario.law != Law::Uniform && scenario.law != Law::Rademacher)
        return reader.fail("--radius is for --noise uniform and rademacher only; use --sigma or --scale.");
    if (sizes == 1) {
        scenario.noiseKind = arguments.sigmaOfW ? NoiseKind::Scaled : NoiseKind::Law;
        scenario.equalSigma = arguments.sigma.has_value();
        scenario.sigmaOfW = arguments.sigmaOfW.value_or(scenario.sigmaOfW);
    }
    reader.number(arguments.sigma, "--sigma", scenario.noiseSize);
    reader.number(arguments.radius, "--radius", scenario.noiseSize);
    reader.number(arguments.scale, "--scale", scenario.noiseSize);
    // A law that has lost its variance by its shape can not be given by σ that nobody asked for.
    if (scenario.equalSigma && !arguments.sigma && !Noise{scenario.law, 1.0, scenario.noiseShape}.hasVariance())
        scenario.equalSigma = false;
    reader.whole(arguments.batchSize, "--batch-size", 1, 1000000, scenario.batchSize);
}

void readSchedule(Reader& reader, const std::string& text, std::optional<std::int64_t> steps, Schedule& schedule) {
    const std::size_t colon = text.find(':');
    const auto kind = reader.take("--schedule", scheduleFromName(text.substr(0, colon)));
    if (!kind) return;
    schedule = {.kind = *kind};
    if (steps) schedule.length = *steps;
    if (colon != std::string::npos) reader.whole(text.substr(colon + 1), "--schedule", 1, kMostSteps, schedule.length);
}

}  // namespace

Result<std::string> fileText(const std::string& path) {
    std::error_code code;
    std::ifstream file(path, std::ios::binary);
    if (!file || std::filesystem::is_directory(path, code))
        return Error{"The file \"" + path + "\" can not be read.", {}};
    return std::string(std::istreambuf_iterator<char>(file), {});
}

std::string averageText(const Average& average) {
    using Kind = Average::Kind;
    switch (average.kind) {
        case Kind::PolyakRuppert: return "polyak";
        case Kind::TailFrom: return "from:" + std::to_string(average.start);
        case Kind::LastFraction: return "tail:" + exactNumber(average.fraction);
        case Kind::Window: return "window:" + std::to_string(average.length);
        case Kind::Exponential: return "ema:" + exactNumber(average.decay);
    }
    return {};
}

Result<Average> averageFromText(const std::string& text) {
    using Kind = Average::Kind;
    const std::size_t colon = text.find(':');
    const std::string kind = text.substr(0, colon), rest = colon == std::string::npos ? "" : text.substr(colon + 1);
    Reader reader;
    Average average;
    if (text == "polyak") {
        average.kind = Kind::PolyakRuppert;
    } else if (kind == "from" && !rest.empty()) {
        average.kind = Kind::TailFrom;
        reader.whole(rest, "from", 0, kMostSteps, average.start);
    } else if (kind == "tail" && !rest.empty()) {
        average.kind = Kind::LastFraction;
        reader.number(rest, "tail", average.fraction);
    } else if (kind == "window" && !rest.empty()) {
        average.kind = Kind::Window;
        reader.whole(rest, "window", 1, kMostSteps, average.length);
    } else if (kind == "ema" && !rest.empty()) {
        average.kind = Kind::Exponential;
        reader.number(rest, "ema", average.decay);
    } else {
        return Error{"\"" + text + "\" is no average; give polyak, from:T, tail:FRACTION, window:N or ema:DECAY.", {}};
    }
    if (reader.error) return *reader.error;
    return average;
}

void CommonArguments::addTo(CLI::App& verb) {
    const auto landscapes = "Landscape", noises = "Noise", runs = "SGD", outputs = "Output";
    const auto add = [&](const char* name, Text& text, const char* what, const char* value, const char* group) {
        verb.add_option(name, text, what)->type_name(value)->group(group);
    };
    add("--scenario", scenario, "A scenario by its name or in a file; the other options change it", "FILE|NAME",
        landscapes);
    add("--landscape", landscape, "A landscape by its name", "NAME", landscapes);
    verb.add_option("--set", parameters, "Parameters of the landscape or surface")
        ->type_name("NAME=VALUE,...")
        ->allow_extra_args(false)
        ->group(landscapes);
    add("--formula", formula, "A landscape as a formula in w, e.g. exp(w)-w-1", "TEXT", landscapes);
    add("--table", table, "A landscape as a table of w,f", "FILE.csv", landscapes);
    add("--data", data, "A landscape as the mean loss of a regression on samples x,y; its noise is that of minibatches",
        "FILE.csv", landscapes);
    add("--loss", loss, "Of a sample of --data: squares (the default), robust or wave", "LOSS", landscapes);
    add("--domain", domain,
        "Where a formula or the data is given; else where minima are looked for. In the plane of x and of y, or one "
        "for "
        "both",
        "LO,HI[,LO,HI]", landscapes);
    add("--surface", surface, "A surface of the plane by its name, in place of a landscape", "NAME", landscapes);
    add("--surface-formula", surfaceFormula, "A surface as a formula in x and y, e.g. x^2+y^4-cos(3*x*y)", "TEXT",
        landscapes);
    add("--noise", law, "The law of the noise", "LAW", noises);
    add("--sigma", sigma, "Standard deviation of the noise", "S", noises);
    add("--radius", radius, "Largest noise, of the laws uniform and rademacher", "R", noises);
    add("--scale", scale, "The law's own parameter, also where there is no standard deviation", "S", noises);
    add("--sigma-of-w", sigmaOfW, "Standard deviation as a formula in w, e.g. 0.5+abs(w)", "EXPR", noises);
    add("--covariance", covariance, "In the plane: of the noise, in units of its size squared; 1,0,1 if left out",
        "XX,XY,YY", noises);
    add("--nu", nu, "Degrees of freedom of student-t", "NU", noises);
    add("--alpha", alpha, "Exponent of alpha-stable", "ALPHA", noises);
    add("--batch-size", batchSize, "Samples in a batch; divides the variance", "B", noises);
    add("--sampling", sampling, "How the samples of --data come into a batch: with-replacement or without-replacement",
        "HOW", noises);
    add("--step-size", stepSize, "Step size", "ETA", runs);
    add("--schedule", schedule, "constant, multi-step, cosine, cyclic or inverse-sqrt; by default as long as the run",
        "KIND[:LENGTH]", runs);
    add("--momentum", momentum, "Of heavy ball, 0 to below 1", "BETA", runs);
    verb.add_option("--average", averages, "polyak, from:T, tail:FRACTION, window:N or ema:DECAY; up to six")
        ->type_name("AVERAGE")
        ->allow_extra_args(false)
        ->group(runs);
    add("--start", start, "Where every walker begins, in the plane as X,Y", "W", runs);
    add("--walkers", walkers, "Number of walkers", "N", runs);
    add("--steps", steps, "Number of steps", "T", runs);
    add("--seed", seed, "The same seed gives the same numbers", "N", runs);
    add("--threads", threads, "Threads to work with; the numbers do not depend on it", "N", outputs);
    verb.add_flag("--json", json, "One JSON object on standard output")->group(outputs);
    verb.add_option("--csv", csv, "Write a table to this file too")->type_name("FILE")->group(outputs);
}

Result<Request> CommonArguments::request(Spaces spaces) const {
    Reader reader;
    Request request;
    Scenario& s = request.scenario;
    if (scenario) readScenarioArgument(reader, *scenario, s);
    const bool ofPlane = isOfPlane(*this, s);
    if (ofPlane && spaces == Spaces::LineOnly)
        reader.fail("This verb is of the line; choose a landscape by --landscape, --formula, --table or --data.");
    if (ofPlane && !reader.error) readSurface(reader, *this, s);
    if (!ofPlane && covariance) reader.fail("--covariance is of the plane; choose a surface by --surface too.");
    if (!ofPlane && !reader.error) readLandscape(reader, *this, s);
    if (!reader.error) readNoise(reader, *this, s);
    if (steps && !reader.error) reader.whole(steps, "--steps", 1, kMostSteps, request.steps.emplace());
    reader.number(stepSize, "--step-size", s.stepSize);
    if (schedule && !reader.error) readSchedule(reader, *schedule, request.steps, s.schedule);
    reader.number(momentum, "--momentum", s.momentum);
    if (!ofPlane) reader.number(start, "--start", s.start);
    reader.whole(walkers, "--walkers", 1, 100000, s.walkers);
    if (seed && !reader.error)
        if (const auto parsed = reader.take("--seed", parseSeed(*seed))) s.seed = *parsed;
    request.threads = std::max(1u, std::thread::hardware_concurrency());
    reader.whole(threads, "--threads", 1, kMostThreads, request.threads);
    if (!averages.empty()) {
        s.averages.clear();
        s.focus = 0;
    }
    for (const std::string& text : averages) {
        if (std::find(request.averageNames.begin(), request.averageNames.end(), text) != request.averageNames.end())
            reader.fail("--average: \"" + text + "\" is there twice.");
        if (const auto average = reader.take("--average", averageFromText(text))) s.averages.push_back(*average);
        request.averageNames.push_back(text);
    }
    if (averages.empty())
        for (const Average& average : s.averages) request.averageNames.push_back(averageText(average));
    if (reader.error) return *reader.error;

    if (ofPlane) {
        const Result<PlaneDynamics> dynamics = scenarioPlaneDynamics(s);
        if (!dynamics) return dynamics.error();
        request.plane = *dynamics;
    } else {
        Result<Dynamics> dynamics = scenarioDynamics(s);
        if (!dynamics) return dynamics.error();
        request.dynamics = *std::move(dynamics);
    }
    request.startGiven = scenario || start;
    request.json = json;
    request.csv = csv;
    return request;
}

}  // namespace basin::lab
