// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/plane_verbs.h"
#include "app/lab/request.h"
#include "app/lab/text.h"
#include "app/lab/theory_json.h"
#include "app/lab/verbs.h"
#include "app/shell/manual.h"
#include "core/lab/analysis.h"
#include "core/theory/constants.h"

#include <array>
#include <cmath>
#include <cstdio>

namespace basin::lab {

namespace {

struct Arguments {
    CommonArguments common;
    std::optional<std::string> at;
};

Json placesJson(const std::vector<Minimum>& minima) {
    Json places = Json::array();
    for (const Minimum& minimum : minima) places.push_back(minimum.w);
    return places;
}

std::string placesText(const std::vector<Minimum>& minima) {
    std::string text;
    for (const Minimum& minimum : minima) text += (text.empty() ? "" : ", ") + shortNumber(minimum.w);
    return text.empty() ? "none" : text;
}

std::vector<Minimum> minimaOfF(const Analysis& analysis) {
    std::vector<Minimum> all;
    for (const Basin& basin : analysis.basins) all.push_back(basin.minimum);
    return all;
}

/// f, F and F′ where they were asked for.
Table valuesAt(const Analysis& analysis, const std::vector<double>& places) {
    Table table{{"v", "f", "F", "dF"}, {}};
    for (const double v : places)
        table.rows.push_back(
            {v, analysis.landscape->value(v), analysis.smoothed->value(v), analysis.smoothed->slope(v)});
    return table;
}

Json json(const Analysis& analysis, const std::optional<ConstantsReport>& report, const Table& values) {
    Json all;
    all["step_size"] = analysis.stepSize;
    all["w_f"] = analysis.globalMinima.empty() ? NAN : analysis.globalMinima.front().w;
    all["v_star"] = analysis.targets.empty() ? NAN : analysis.targets.front().w;
    all["minima_of_f"] = placesJson(minimaOfF(analysis));
    all["minima_of_F"] = placesJson(analysis.smoothedMinima);
    all["existence"] = analysis.smoothed->reason();
    for (std::size_t column = 0; column < values.columns.size(); ++column) {
        static constexpr std::array kKeys{"at", "f", "F", "dF"};
        Json& numbers = all[kKeys[column]] = Json::array();
        for (const auto& row : values.rows) numbers.push_back(std::get<double>(row[column]));
    }
    const Constants nothing{NAN, NAN, NAN, NAN, NAN, NAN};
    const Constants& constants = report ? report->constants : nothing;
    all["constants"] = constantsJson(constants);
    all["certified"] = report && report->certified;
    all["domain"] = report ? intervalJson(report->domain) : Json();
    Json& assumptions = all["assumptions"] = Json::object();
    constexpr std::size_t kAssumptions = 5;
    for (std::size_t i = 0; i < kAssumptions; ++i) {
        Json& assumption = assumptions["A" + std::to_string(i + 1)];
        if (!report)
            assumption = {{"holds", nullptr}, {"where", nullptr}, {"why", "There is no minimum of F to judge it by."}};
        else
            assumption = {{"holds", report->assumptions[i].holds},
                          {"where", intervalJson(report->assumptions[i].where)},
                          {"why", report->assumptions[i].why}};
    }
    all["bounds"] = boundsJson(report ? boundsFor(constants, analysis.stepSize) : Bounds{});
    all["predictions"] = predictionsJson(report ? predictionsFor(*report, analysis.stepSize) : Predictions{});
    return all;
}

void printReport(const Analysis& analysis, const std::optional<ConstantsReport>& report, const Table& values) {
    std::vector<std::pair<std::string, std::string>> facts{
        {"step size", shortNumber(analysis.stepSize)},
        {"w_f", analysis.globalMinima.empty() ? "–" : shortNumber(analysis.globalMinima.front().w)},
        {"v*", analysis.targets.empty() ? "–" : placesText(analysis.targets)},
        {"minima of f", placesText(minimaOfF(analysis))},
        {"minima of F", placesText(analysis.smoothedMinima)}};
    if (!analysis.smoothed->reason().empty()) facts.emplace_back("F", analysis.smoothed->reason());
    printFacts(facts);
    if (report) {
        const Constants& k = report->constants;
        std::printf(
            "\nConstants, %s%s\n", report->certified ? "certified" : "estimated from samples",
            std::isinf(report->domain.upper) ? " on the whole line" : (" on " + intervalText(report->domain)).c_str());
        print(Table{{"L", "sigma1", "sigma2", "c", "M", "mu"}, {{k.L, k.sigma1, k.sigma2, k.c, k.M, k.mu}}});
        std::printf("\nAssumptions\n");
        facts.clear();
        for (std::size_t i = 0; i < report->assumptions.size(); ++i) {
            const Assumption& assumption = report->assumptions[i];
            facts.emplace_back(
                "A" + std::to_string(i + 1) + (assumption.holds ? " holds" : " fails"),
                assumption.why + (assumption.where ? " (" + intervalText(*assumption.where) + ")" : std::string()));
        }
        printFacts(facts);
        const Bounds b = boundsFor(k, analysis.stepSize);
        std::printf("\nBounds; – where the condition of one does not hold\n");
        print(Table{{"B1", "B1'", "B2", "B3", "B5", "B6"},
                    {{orNaN(b.B1), orNaN(b.B1p), orNaN(b.B2), orNaN(b.B3), orNaN(b.B5), orNaN(b.B6)}}});
        const Predictions p = predictionsFor(*report, analysis.stepSize);
        std::printf("\nPredictions\n");
        print(Table{{"P1", "P2", "P3"}, {{orNaN(p.P1), orNaN(p.P2), orNaN(p.P3)}}});
    }
    if (values.rows.empty()) return;
    std::printf("\n");
    print(values);
}

Outcome run(const Arguments& arguments) {
    const Result<Request> request = arguments.common.request(CommonArguments::Spaces::LineAndPlane);
    if (!request) return wrongRequest(request.error().message);
    if (request->plane) return smoothPlane(*request, arguments.at);
    std::vector<double> places;
    if (arguments.at) {
        const Result<std::vector<double>> parsed = parseNumbers(*arguments.at);
        if (!parsed) return wrongRequest("--at: " + parsed.error().message);
        places = *parsed;
    }
    const Dynamics& dynamics = request->dynamics;
    const Interval view = viewOf(request->scenario, *dynamics.landscape);
    const auto analysis = analyse(dynamics, view, dynamics.stepSize, nullptr);
    const auto report = measureConstants(dynamics.landscape, dynamics.noise, dynamics.stepSize);
    const Table values = valuesAt(*analysis, places);
    if (!request->csv.empty()) {
        constexpr int kPoints = 401;
        if (places.empty())
            for (int i = 0; i < kPoints; ++i) places.push_back(view.lower + view.width() * i / (kPoints - 1));
        if (const auto problem = writeCsv(request->csv, valuesAt(*analysis, places))) return failed(*problem);
    }
    if (request->json)
        print(json(*analysis, report, values));
    else
        printReport(*analysis, report, values);
    return {};
}

}  // namespace

Verb addSmooth(CLI::App& program) {
    CLI::App* verb = program.add_subcommand(
        "smooth",
        "The smoothed loss F: its minima, constants, the assumptions of the theorems, bounds and predictions");
    const auto arguments = std::make_shared<Arguments>();
    arguments->common.addTo(*verb);
    verb->add_option("--at", arguments->at, "Where f, F and F' are wanted, in the plane as X,Y,X,Y,...")
        ->type_name("V,V,...");
    setManual(
        *verb,
        {.description =
             {"Says where f and F are lowest, which constants and assumptions of the theorems this landscape "
              "has with this noise and step size, and what bounds and predictions follow. A bound is absent "
              "where its condition does not hold. --csv writes v, f, F and F' at the places of --at, or over "
              "the whole domain."},
         .keys = {{"step_size", "eta"},
                  {"w_f, v_star", "where f, where F is lowest"},
                  {"minima_of_f, minima_of_F", "all of them, ascending"},
                  {"existence", "why F does not exist; empty where it does"},
                  {"at, f, F, dF", "the places of --at and the values there"},
                  {"constants {L, sigma1, sigma2, c, M, mu}", "of assumptions A1 to A5"},
                  {"certified, domain",
                   "whether the constants are proved, and where c and M hold; null: ends at infinity"},
                  {"assumptions {A1: {holds, where, why} ... A5}", "where: the interval in which it fails"},
                  {"bounds {B1, B1p, B2, B3, B5, B6}",
                   "upper (B1, B1p) and lower (B2) for D, for the average's bias (B3)"},
                  {"predictions {P1, P2, P3}", "of D, of the average's bias, and of T times its variance"},
                  {"in the plane",
                   "step_size, w_f, v_star, minima_of_f, minima_of_F, saddles_of_f, saddles_of_F (places [x, y]), "
                   "trace_at_w_f, trace_at_v_star (of the Hessian of f), existence, and at_x, at_y, f, F, dF_dx, "
                   "dF_dy at the places of --at"}},
         .examples = {"basin-lab smooth --scenario flat-basin-large-step",
                      "basin-lab smooth --formula \"exp(w)-w-1\" --domain -3,3 --noise gaussian --sigma 1 \\",
                      "    --step-size 0.1 --at -1,0,1",
                      "basin-lab smooth --surface himmelblau --set a=0.01 --radius 30 --step-size 0.1",
                      "basin-lab smooth --landscape asymmetric --sigma-of-w \"0.5 + abs(w)\" --step-size 0.1"}});
    return {verb, [arguments] { return run(*arguments); }};
}

}  // namespace basin::lab
