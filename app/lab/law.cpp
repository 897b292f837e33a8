// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/request.h"
#include "app/lab/text.h"
#include "app/lab/verbs.h"
#include "app/shell/interrupt.h"
#include "app/shell/manual.h"
#include "core/lab/analysis.h"
#include "core/theory/exact_law.h"
#include "core/thread_pool.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace basin::lab {

namespace {

struct Arguments {
    CommonArguments common;
    std::optional<std::string> escape, cells;
};

/// Expected number of steps until w leaves an interval, from the start.
struct Escape {
    Interval interval;
    double from = 0.0;
    double steps = NAN, error = NAN;
    double kramers = NAN;  ///< to the wells beyond, from the minimum of f in there; NaN without variance or barrier
};

/// The passages over both sides of the lowest minimum of f in the interval, whose rates add up.
double kramersOf(const Analysis& analysis, Interval interval) {
    const Basin* lowest = nullptr;
    for (const Basin& basin : analysis.basins)
        if (interval.contains(basin.minimum.w) && (!lowest || basin.minimum.value < lowest->minimum.value))
            lowest = &basin;
    if (!lowest || !analysis.noise.hasVariance()) return NAN;
    const double sigma = analysis.noise.sizeAt(lowest->minimum.w);
    double rate = 0.0;
    for (const double top : {lowest->extent.lower, lowest->extent.upper})
        if (std::isfinite(top))
            rate += 1.0 / kramersSteps(analysis.stepSize, sigma, lowest->minimum.curvature,
                                       analysis.landscape->curvature(top),
                                       analysis.landscape->value(top) - lowest->minimum.value);
    return rate > 0.0 ? 1.0 / rate : NAN;
}

/// Everything that the verb says, from one grid.
struct Findings {
    double meanW = NAN, meanV = NAN, D = NAN, rms = NAN, averageBias = NAN, averageRms = NAN;
};

Findings findingsOf(const ExactLaw& exact, double vStar, double reference) {
    Findings findings{.meanW = reference + exact.moments.meanW, .meanV = reference + exact.moments.meanV};
    if (!std::isfinite(vStar)) return findings;
    findings.D = exact.moments.D;
    findings.rms = std::sqrt(exact.moments.square);
    findings.averageBias = exact.averageMean;
    findings.averageRms = std::hypot(exact.averageMean, std::sqrt(exact.averageVariance));
    return findings;
}

/// Mass of the law within each basin of f.
std::vector<double> basinShares(const ExactLaw& exact, const std::vector<Basin>& basins) {
    std::vector<double> shares(basins.size(), 0.0);
    for (std::size_t i = 0; i < exact.law.size(); ++i) {
        const double w = exact.chain.points()[i];
        for (std::size_t k = 0; k < basins.size(); ++k)
            if (basins[k].extent.lower <= w && (w < basins[k].extent.upper || k + 1 == basins.size())) {
                shares[k] += exact.law[i];
                break;
            }
    }
    return shares;
}

double escapeFrom(const ExactLaw& exact, const Escape& escape) {
    const std::vector<double> times = exact.chain.escapeTimes(escape.interval);
    return Chain::mean(exact.chain.lawAt(escape.from), times);
}

/// The density of the law by the width that each point stands for.
Table lawTable(const ExactLaw& exact) {
    Table table{{"w", "probability", "density"}, {}};
    const std::vector<double>& points = exact.chain.points();
    for (std::size_t i = 0; i < points.size(); ++i) {
        const double left = points[i > 0 ? i - 1 : 0], right = points[std::min(i + 1, points.size() - 1)];
        table.rows.push_back({points[i], exact.law[i], exact.law[i] / (0.5 * (right - left))});
    }
    return table;
}

Outcome run(const Arguments& arguments) {
    const Result<Request> request = arguments.common.request();
    if (!request) return wrongRequest(request.error().message);
    const Dynamics& dynamics = request->dynamics;
    if (dynamics.momentum != 0.0 || dynamics.schedule.kind != Schedule::Kind::Constant)
        return wrongRequest(
            "The exact law is that of plain SGD with a constant step size; add --momentum 0 --schedule constant.");
    if (!(dynamics.noise.momentLimit() > 1.0))
        return wrongRequest(
            "This noise has no mean, so the law of the iterates is not computed; choose --alpha or --nu above 1.");
    const Result<std::size_t> cells = parseCells(arguments.cells);
    if (!cells) return wrongRequest(cells.error().message);
    const double start = request->scenario.start;
    std::optional<Escape> escape;
    if (arguments.escape) {
        const Result<Interval> interval = parseInterval(*arguments.escape);
        if (!interval) return wrongRequest("--escape: " + interval.error().message);
        if (!interval->contains(start))
            return wrongRequest("--escape: the start " + shortNumber(start) + " lies outside of " +
                                intervalText(*interval) + "; choose another by --start.");
        escape = Escape{.interval = *interval, .from = start};
    }

    const auto analysis = analyse(dynamics, viewOf(request->scenario, *dynamics.landscape), dynamics.stepSize, nullptr);
    const double vStar = analysis->targets.empty() ? NAN : analysis->targets.front().w;
    ExactLawOptions options{.reference = std::isfinite(vStar) ? vStar : 0.0, .start = start, .steps = request->steps};
    if (escape) options.include = start;
    // Two grids, the second with half of the cells: what changes is the error.
    std::optional<Result<ExactLaw>> fine, coarse;
    const Interrupt interrupt;
    {
        Progress progress("grids");
        progress.show(0, 2);
        ThreadPool pool(std::min<std::size_t>(request->threads, 2));
        pool.forEach(2, [&](std::size_t i) {
            ExactLawOptions own = options;
            own.cells = i == 0 ? *cells : *cells / 2;
            (i == 0 ? fine : coarse) =
                exactLaw(dynamics.landscape, dynamics.noise, dynamics.stepSize, own, interrupt.token());
        });
    }
    if (interrupt.came()) return {130, "Interrupted before there was a law."};
    for (const auto* law : {&*fine, &*coarse})
        if (!*law) return failed(law->error().message);
    const ExactLaw &exact = **fine, &rough = **coarse;
    const Findings found = findingsOf(exact, vStar, options.reference),
                   halved = findingsOf(rough, vStar, options.reference);
    const double meanError = std::abs(found.meanW - halved.meanW), DError = std::abs(found.D - halved.D),
                 biasError = std::abs(found.averageBias - halved.averageBias);
    const double error = std::fmax(std::fmax(meanError, DError), biasError);  // NaN does not count
    const std::vector<double> shares = basinShares(exact, analysis->basins);
    if (escape) {
        escape->steps = escapeFrom(exact, *escape);
        escape->error = std::abs(escape->steps - escapeFrom(rough, *escape));
        escape->kramers = kramersOf(*analysis, escape->interval);
    }
    const Table law = lawTable(exact);
    if (!request->csv.empty())
        if (const auto problem = writeCsv(request->csv, law)) return failed(*problem);

    if (request->json) {
        Json json{{"step_size", dynamics.stepSize},
                  {"steps", request->steps ? Json(*request->steps) : Json()},
                  {"v_star", vStar},
                  {"mean_w", found.meanW},
                  {"mean_v", found.meanV},
                  {"D", found.D},
                  {"rms", found.rms},
                  {"average_bias", found.averageBias},
                  {"average_rms", found.averageRms},
                  {"error_estimate", error},
                  {"errors", {{"mean_w", meanError}, {"D", DError}, {"average_bias", biasError}}},
                  {"basins", Json::array()}};
        for (std::size_t k = 0; k < shares.size(); ++k)
            json["basins"].push_back({{"minimum", analysis->basins[k].minimum.w}, {"probability", shares[k]}});
        if (escape) {
            json["escape_time"] = escape->steps;
            json["escape_time_error"] = escape->error;
            json["kramers"] = escape->kramers;
        }
        json["law"] = {{"w", exact.chain.points()}, {"probability", exact.law}};
        print(json);
        return {};
    }
    const auto withError = [](double value, double uncertainty) {
        return shortNumber(value) + "  (+- " + shortNumber(uncertainty) + ")";
    };
    std::vector<std::pair<std::string, std::string>> facts{
        {"law of w", request->steps ? "after " + std::to_string(*request->steps) + " steps" : "stationary"},
        {"v*", shortNumber(vStar)},
        {"E w", withError(found.meanW, meanError)},
        {"E v", shortNumber(found.meanV)},
        {"D = E(v - v*)^2", withError(found.D, DError)},
        {"rms of w to v*", shortNumber(found.rms)},
        {"bias of the average", withError(found.averageBias, biasError)}};
    if (request->steps) facts.emplace_back("rms of the average", shortNumber(found.averageRms));
    if (escape) {
        facts.emplace_back("steps to leave " + intervalText(escape->interval), withError(escape->steps, escape->error));
        facts.emplace_back("Kramers, to the wells beyond", shortNumber(escape->kramers));
    }
    printFacts(facts);
    std::printf("\n+- is the change when the %zu cells are halved.\n\n", *cells);
    Table basins{{"basin of f at", "probability"}, {}};
    for (std::size_t k = 0; k < shares.size(); ++k) basins.rows.push_back({analysis->basins[k].minimum.w, shares[k]});
    print(basins);
    return {};
}

}  // namespace

Verb addLaw(CLI::App& program) {
    CLI::App* verb = program.add_subcommand("law", "The exact law of SGD's iterates, without sampling error");
    const auto arguments = std::make_shared<Arguments>();
    arguments->common.addTo(*verb);
    verb->add_option("--escape", arguments->escape, "How long SGD takes to leave this interval, from the start")
        ->type_name("LO,HI");
    verb->add_option("--cells", arguments->cells, "Cells of the grid, 2000 if left out")->type_name("N");
    setManual(
        *verb,
        {.description = {"Computes the law of w on a grid from the law of the noise, without any walker: the one that "
                         "the iterates settle to, or with --steps that of the iterate and of the average after that "
                         "many steps from --start. It is that of plain SGD with a constant step size. --csv writes the "
                         "law on its grid. +- is the change when the cells are halved."},
         .keys = {{"step_size, steps", "steps is null in the limit"},
                  {"v_star", "the minimum of F"},
                  {"mean_w, mean_v", "E w, and E v of v = w - eta f'(w)"},
                  {"D, rms", "E(v - v*)^2, and the root of E(w - v*)^2"},
                  {"average_bias, average_rms",
                   "of the average of the steps: its mean less v*, and its root mean square distance to v*"},
                  {"error_estimate, errors {mean_w, D, average_bias}",
                   "the largest change on halving the cells, and each"},
                  {"basins [{minimum, probability}]",
                   "of every basin of f: its minimum, and the mass of the law in it"},
                  {"escape_time, escape_time_error, kramers",
                   "with --escape: expected steps to leave the interval, and Kramers' formula for it"},
                  {"law {w, probability}", "the grid and the mass at each of its points"}},
         .examples = {"basin-lab law --scenario average-misses",
                      "basin-lab law --landscape double-well --noise gaussian --sigma 3 --step-size 0.01 \\",
                      "    --start 1 --escape 0,10"}});
    return {verb, [arguments] { return run(*arguments); }};
}

}  // namespace basin::lab
