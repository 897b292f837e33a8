// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/sweep_request.h"
#include "app/lab/text.h"
#include "app/lab/theory_json.h"
#include "app/lab/verbs.h"
#include "app/shell/interrupt.h"
#include "app/shell/manual.h"
#include "core/theory/sweep.h"
#include "core/thread_pool.h"

#include <cmath>
#include <cstdio>

namespace basin::lab {

namespace {

const char* verdictText(Explanation explanation) {
    switch (explanation) {
        case Explanation::Yes: return "yes";
        case Explanation::CannotTell: return "cannot tell";
        case Explanation::No: return "no";
    }
    return "";
}

Json distancesJson(const Distances& to) { return {{"v_star", to.toVStar}, {"w_f", to.toWf}, {"mean_v", to.toMean}}; }

/// What the whole sweep is asked for, and what came of it.
struct Findings {
    SweepRequest sweep;
    std::vector<SweepRow> rows;
    std::vector<std::string> verdicts;  ///< does F explain where the average sits?
    SweepSlopes slopes;

    std::string valueText(std::size_t i) const {
        if (sweep.options.variable.kind != SweepVariable::Kind::Law) return exactNumber(rows[i].value);
        return lawCatalogue()[static_cast<std::size_t>(rows[i].value)].name;
    }
};

Json rowJson(const Findings& findings, std::size_t i) {
    const SweepRow& row = findings.rows[i];
    const bool isLaw = findings.sweep.options.variable.kind == SweepVariable::Kind::Law;
    Json json{{"step_size", row.stepSize}};
    json[findings.sweep.name] = isLaw ? Json(findings.valueText(i)) : Json(row.value);
    const std::pair<const char*, double> numbers[] = {{"v_star", row.vStar},
                                                      {"w_f", row.wF},
                                                      {"mean_w", row.meanW},
                                                      {"D", row.D},
                                                      {"D_error", row.DError},
                                                      {"rms", row.rms},
                                                      {"rms_error", row.rmsError},
                                                      {"average_bias", row.averageBias},
                                                      {"average_bias_error", row.biasError},
                                                      {"average_rms", row.averageRms},
                                                      {"bias_to_w_f", row.biasToWf},
                                                      {"excess", row.excess}};
    for (const auto& [key, number] : numbers) json[key] = number;
    const Constants nothing{NAN, NAN, NAN, NAN, NAN, NAN};
    json["constants"] = constantsJson(row.constants.value_or(nothing));
    const RowDistances distances = distancesOf(row);
    json["distances"] = {{"sgd", distancesJson(distances.sgd)},
                         {"average", distancesJson(distances.averageMean)},
                         {"average_rms", distancesJson(distances.averageRms)}};
    json["steps"] = row.steps ? Json(*row.steps) : Json();
    json["bounds"] = boundsJson(row.bounds);
    json["bounds"]["B4"] = orNaN(row.B4);
    json["average_floor"] = orNaN(row.floor);
    json["predictions"] = predictionsJson(row.predictions);
    json["explained_by_F"] = findings.verdicts[i].empty() ? Json() : Json(findings.verdicts[i]);
    if (!row.problem.empty()) json["problem"] = row.problem;
    return json;
}

Json slopeJson(const std::optional<Slope>& slope) {
    if (!slope) return nullptr;
    return {{"value", slope->value}, {"low", slope->low}, {"high", slope->high}, {"straight", slope->straight}};
}

Table tableOf(const Findings& findings, bool whole) {
    Table table{{findings.sweep.name, "v_star", "w_f", "D", "D_error", "rms", "average_bias", "average_bias_error",
                 "average_rms", "bias_to_w_f", "explained_by_F"},
                {}};
    if (whole)
        table.columns.insert(table.columns.end(),
                             {"rms_error", "mean_w", "excess", "B1", "B1p", "B2", "B3", "B4", "average_floor"});
    for (std::size_t i = 0; i < findings.rows.size(); ++i) {
        const SweepRow& row = findings.rows[i];
        const bool isLaw = findings.sweep.options.variable.kind == SweepVariable::Kind::Law;
        std::vector<Table::Cell> cells{isLaw ? Table::Cell(findings.valueText(i)) : Table::Cell(row.value)};
        for (const double number : {row.vStar, row.wF, row.D, row.DError, row.rms, row.averageBias, row.biasError,
                                    row.averageRms, row.biasToWf})
            cells.emplace_back(number);
        cells.emplace_back(findings.verdicts[i]);
        if (whole)
            for (const double number :
                 {row.rmsError, row.meanW, row.excess, orNaN(row.bounds.B1), orNaN(row.bounds.B1p),
                  orNaN(row.bounds.B2), orNaN(row.bounds.B3), orNaN(row.B4), orNaN(row.floor)})
                cells.emplace_back(number);
        table.rows.push_back(std::move(cells));
    }
    return table;
}

void printSlope(const char* what, const std::optional<Slope>& slope) {
    if (!slope)
        std::printf("%s: no slope can be told.\n", what);
    else
        std::printf(
            "%s falls like eta^%s for small eta (95 %%: %s to %s); a straight line through the points, which bend, "
            "says %s.\n",
            what, shortNumber(slope->value).c_str(), shortNumber(slope->low).c_str(), shortNumber(slope->high).c_str(),
            shortNumber(slope->straight).c_str());
}

void printReport(const Findings& findings) {
    print(tableOf(findings, false));
    for (std::size_t i = 0; i < findings.rows.size(); ++i)
        if (!findings.rows[i].problem.empty())
            std::printf("%s: %s\n", findings.valueText(i).c_str(), findings.rows[i].problem.c_str());
    std::printf("\nDoes F explain where the average sits? %s.\n", verdictText(explanationOf(findings.rows)));
    if (findings.sweep.options.variable.kind != SweepVariable::Kind::StepSize) return;
    printSlope("SGD's distance sqrt(D)", findings.slopes.sgd);
    printSlope("The average's bias", findings.slopes.average);
}

Outcome run(const SweepArguments& arguments) {
    const Result<Request> request = arguments.common.request();
    if (!request) return wrongRequest(request.error().message);
    const Result<SweepRequest> wanted = arguments.sweep(*request);
    if (!wanted) return wrongRequest(wanted.error().message);
    Findings findings{.sweep = *wanted};
    const SweepOptions& options = findings.sweep.options;

    ThreadPool pool(request->threads);
    const Interrupt interrupt;
    {
        Progress progress("rows");
        double done = 0.0;
        const auto onRow = [&](std::size_t, const SweepRow&) {
            progress.show(done += 1.0, static_cast<double>(options.values.size()));
        };
        progress.show(0.0, static_cast<double>(options.values.size()));
        findings.rows = sweep(findings.sweep.base, options, &pool, onRow, interrupt.token());
    }
    std::size_t good = 0;
    for (std::size_t i = 0; i < findings.rows.size(); ++i) {
        const SweepRow& row = findings.rows[i];
        std::string verdict;
        if (row.problem.empty()) {
            ++good;
            verdict = verdictText(row.explanation);
        }
        findings.verdicts.push_back(std::move(verdict));
    }
    if (options.variable.kind == SweepVariable::Kind::StepSize) findings.slopes = slopesOf(findings.rows);

    if (!request->csv.empty())
        if (const auto problem = writeCsv(request->csv, tableOf(findings, true))) return failed(*problem);
    if (request->json) {
        Json json{
            {"over", findings.sweep.name},
            {"method", arguments.method.value_or("chain")},
            {"step_law", stepLawText(options.steps)},
            {"rows", Json::array()},
            {"explained_by_F", good > 0 ? Json(verdictText(explanationOf(findings.rows))) : Json()},
            {"slopes", {{"sgd", slopeJson(findings.slopes.sgd)}, {"average", slopeJson(findings.slopes.average)}}}};
        for (std::size_t i = 0; i < findings.rows.size(); ++i) json["rows"].push_back(rowJson(findings, i));
        print(json);
    } else {
        printReport(findings);
    }
    if (interrupt.came() && good < findings.rows.size()) return interrupted();
    if (good == 0) return failed(findings.rows.front().problem);
    return {};
}

}  // namespace

Verb addRates(CLI::App& program) {
    CLI::App* verb = program.add_subcommand(
        "rates", "How far SGD and its average end from v* as the step size (or something else) varies, and the slopes");
    const auto arguments = std::make_shared<SweepArguments>();
    arguments->addTo(*verb);
    setManual(
        *verb,
        {.description =
             {"Measures how far SGD and the mean of its average end from v*, the minimum of F, at every value of "
              "what --over names, by the exact law or by walkers. Errors are the change on halving the cells "
              "(chain) or one standard error (ensemble).",
              "Slopes are limits for eta to 0: log e = a + s log eta + b eta + b' eta^2 is fitted, and the "
              "interval adds to the errors the change on dropping the last term. How many steps the average is "
              "made of, --step-law, decides what its rms does; infinitely many leave its bias alone.",
              "F explains the average where its mean is nearer to v* than a quarter of the way from v* to w_f, "
              "the minimum of f; it does not where F has a hill between v* and the mean; else one cannot tell."},
         .keys = {{"over, method, step_law", "as they were asked for"},
                  {"rows [{step_size, OVER, ...}]", "of every value:"},
                  {"  v_star, w_f, mean_w", "where F and f are lowest, and E w = E v in the limit"},
                  {"  D, D_error", "E(v - v*)^2"},
                  {"  rms, rms_error", "root of E(w - v*)^2"},
                  {"  average_bias, average_bias_error", "mean of the average less v*"},
                  {"  average_rms, average_floor",
                   "its rms distance to v*, and what of it is noise: sigma/(mu sqrt(T))"},
                  {"  bias_to_w_f, excess", "mean of the average less w_f, and f there less f(w_f)"},
                  {"  distances {sgd, average, average_rms}", "each to v_star, w_f and mean_v"},
                  {"  steps, constants, bounds, predictions", "as of smooth, and B4 for the average of those steps"},
                  {"  explained_by_F, problem", "yes, no or cannot tell; why there are no numbers"},
                  {"explained_by_F", "of all rows: what some say and none denies"},
                  {"slopes {sgd, average {value, low, high, straight}}",
                   "over step_size, else null; straight: of a straight line, which curvature biases"}},
         .examples = {"basin-lab rates --landscape asymmetric --radius 1 --step-sizes 0.01,0.3,12",
                      "basin-lab rates --scenario which-minimiser --over batch_size --range 1,64,7 --json",
                      "basin-lab rates --landscape asymmetric --radius 1 --step-law eta:2000"}});
    return {verb, [arguments] { return run(*arguments); }};
}

}  // namespace basin::lab
