// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/sweep_request.h"
#include "app/lab/text.h"
#include "app/lab/theory_json.h"
#include "app/lab/verbs.h"
#include "core/theory/sweep.h"
#include "core/thread_pool.h"

#include <chrono>
#include <csignal>
#include <cstdio>
#include <thread>

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
    if (row.constants) json["constants"] = constantsJson(*row.constants);
    json["bounds"] = boundsJson(row.bounds);
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
    if (whole) table.columns.insert(table.columns.end(), {"rms_error", "mean_w", "excess", "B1", "B1p", "B2", "B3"});
    for (std::size_t i = 0; i < findings.rows.size(); ++i) {
        const SweepRow& row = findings.rows[i];
        const bool isLaw = findings.sweep.options.variable.kind == SweepVariable::Kind::Law;
        std::vector<Table::Cell> cells{isLaw ? Table::Cell(findings.valueText(i)) : Table::Cell(row.value)};
        for (const double number : {row.vStar, row.wF, row.D, row.DError, row.rms, row.averageBias, row.biasError,
                                    row.averageRms, row.biasToWf})
            cells.emplace_back(number);
        cells.emplace_back(findings.verdicts[i]);
        if (whole)
            for (const double number : {row.rmsError, row.meanW, row.excess, orNaN(row.bounds.B1),
                                        orNaN(row.bounds.B1p), orNaN(row.bounds.B2), orNaN(row.bounds.B3)})
                cells.emplace_back(number);
        table.rows.push_back(std::move(cells));
    }
    return table;
}

void printSlope(const char* what, const std::optional<Slope>& slope) {
    if (!slope)
        std::printf("%s: no slope can be told.\n", what);
    else
        std::printf("%s falls like eta^%s for small eta (95 %%: %s to %s; a plain straight line says %s).\n", what,
                    shortNumber(slope->value).c_str(), shortNumber(slope->low).c_str(),
                    shortNumber(slope->high).c_str(), shortNumber(slope->straight).c_str());
}

void printReport(const Findings& findings) {
    print(tableOf(findings, false));
    for (std::size_t i = 0; i < findings.rows.size(); ++i)
        if (!findings.rows[i].problem.empty())
            std::printf("%s: %s\n", findings.valueText(i).c_str(), findings.rows[i].problem.c_str());
    if (findings.sweep.options.variable.kind != SweepVariable::Kind::StepSize) return;
    std::printf("\n");
    printSlope("SGD's distance sqrt(D)", findings.slopes.sgd);
    printSlope("The average's bias", findings.slopes.average);
}

volatile std::sig_atomic_t interrupted = 0;

/// Turns an interrupt from the keyboard into a stop, as long as it lives.
class Interrupt {
public:
    explicit Interrupt(std::stop_source& source)
        : m_before(std::signal(SIGINT, [](int) { interrupted = 1; })), m_watch([&source](std::stop_token done) {
              while (!done.stop_requested() && !interrupted) std::this_thread::sleep_for(std::chrono::milliseconds(20));
              if (interrupted) source.request_stop();
          }) {}
    ~Interrupt() { std::signal(SIGINT, m_before); }
    Interrupt(const Interrupt&) = delete;
    Interrupt& operator=(const Interrupt&) = delete;

private:
    void (*m_before)(int);
    std::jthread m_watch;
};

Outcome run(const SweepArguments& arguments) {
    const Result<Request> request = arguments.common.request();
    if (!request) return wrongRequest(request.error().message);
    const Result<SweepRequest> wanted = arguments.sweep(*request);
    if (!wanted) return wrongRequest(wanted.error().message);
    Findings findings{.sweep = *wanted};
    const SweepOptions& options = findings.sweep.options;

    ThreadPool pool(request->threads);
    std::stop_source stop;
    {
        const Interrupt interrupt(stop);
        Progress progress("rows");
        double done = 0.0;
        const auto onRow = [&](std::size_t, const SweepRow&) {
            progress.show(done += 1.0, static_cast<double>(options.values.size()));
        };
        progress.show(0.0, static_cast<double>(options.values.size()));
        findings.rows = sweep(findings.sweep.base, options, &pool, onRow, stop.get_token());
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
            {"rows", Json::array()},
            {"slopes", {{"sgd", slopeJson(findings.slopes.sgd)}, {"average", slopeJson(findings.slopes.average)}}}};
        for (std::size_t i = 0; i < findings.rows.size(); ++i) json["rows"].push_back(rowJson(findings, i));
        print(json);
    } else {
        printReport(findings);
    }
    if (interrupted) return failed("Interrupted; what was done by then is above.");
    if (good == 0) return failed(findings.rows.front().problem);
    return {};
}

}  // namespace

Verb addRates(CLI::App& program) {
    CLI::App* verb = program.add_subcommand(
        "rates", "How far SGD and its average end from v* as the step size (or something else) varies, and the slopes");
    const auto arguments = std::make_shared<SweepArguments>();
    arguments->addTo(*verb);
    verb->footer(
        "Examples:\n"
        "  basin-lab rates --landscape asymmetric --radius 1 --step-sizes 0.01,0.3,12\n"
        "  basin-lab rates --scenario which-minimiser --over batch_size --range 1,64,7 --json\n"
        "Errors are the change on halving the cells (chain) or one standard error (ensemble).");
    return {verb, [arguments] { return run(*arguments); }};
}

}  // namespace basin::lab
