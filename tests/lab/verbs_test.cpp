// SPDX-License-Identifier: GPL-3.0-or-later
// What basin-lab computes, as JSON, tables and CSV files.
#include "tests/lab/program.h"

#include <cmath>
#include <filesystem>
#include <sstream>
#include <string>

using namespace basin;
using Json = nlohmann::json;

namespace {

/// The first line of a CSV file.
std::string header(const std::string& csv) { return csv.substr(0, csv.find('\n')); }

}  // namespace

TEST_CASE("list names the scenario files, landscapes and laws") {
    const Json json = lab("list --json").json();
    std::size_t files = 0;
    for (const auto& entry :
         std::filesystem::directory_iterator(std::string(BASIN_SOURCE_DIR) + "/resources/scenarios"))
        files += entry.path().extension() == ".json";
    REQUIRE(json["scenarios"].size() == files);
    REQUIRE(json["scenarios"][0]["name"] == "flat-basin-large-step");
    REQUIRE_FALSE(json["scenarios"][0]["title"].get<std::string>().empty());
    for (const Json& scenario : json["scenarios"])
        REQUIRE(lab("simulate --steps 1 --walkers 1 --scenario " + scenario["name"].get<std::string>()).exitCode == 0);
    for (const Json& landscape : json["landscapes"])
        REQUIRE(lab("simulate --steps 1 --walkers 1 --landscape " + landscape["name"].get<std::string>()).exitCode ==
                0);
    for (const Json& law : json["noise"])
        REQUIRE(
            lab("simulate --steps 1 --walkers 1 --landscape dip --noise " + law["name"].get<std::string>()).exitCode ==
            0);
    REQUIRE(lab("list").out.find("which-minimiser") != std::string::npos);
}

TEST_CASE("smooth gives F, constants, assumptions and bounds") {
    // f = w²/2 with Gaussian noise σ = 1, η = .5: F = v²/2 + η²σ²/2, F′ = v; L = c = μ = 1, M = 0.
    const Json json =
        lab("smooth --landscape kinked --set a_plus=1,a_minus=1 --noise gaussian --sigma 1 --step-size 0.5 "
            "--at -1,0,2 --json")
            .json();
    REQUIRE(json["step_size"] == 0.5);
    REQUIRE_THAT(json["v_star"].get<double>(), WithinAbs(0.0, 1e-6));
    REQUIRE_THAT(json["w_f"].get<double>(), WithinAbs(0.0, 1e-6));
    REQUIRE(json["minima_of_f"].size() == 1);
    REQUIRE(json["minima_of_F"].size() == 1);
    const double places[] = {-1.0, 0.0, 2.0};
    for (int i = 0; i < 3; ++i) {
        REQUIRE_THAT(json["F"][i].get<double>(), WithinAbs(0.5 * places[i] * places[i] + 0.125, 1e-7));
        REQUIRE_THAT(json["dF"][i].get<double>(), WithinAbs(places[i], 1e-7));
    }
    const Json& k = json["constants"];
    for (const char* one : {"L", "sigma1", "c", "mu"}) REQUIRE_THAT(k[one].get<double>(), WithinRel(1.0, 0.003));
    REQUIRE(k["sigma2"] == 0.0);
    REQUIRE_THAT(k["M"].get<double>(), WithinAbs(0.0, 1e-3));
    for (const char* assumption : {"A1", "A2", "A3", "A5"}) {
        REQUIRE(json["assumptions"][assumption]["holds"] == true);
        REQUIRE(json["assumptions"][assumption]["where"].is_null());
        REQUIRE(json["assumptions"][assumption]["why"].is_string());
    }
    // B2 = η(1 − η)²/(2 − η) with L = σ = 1.
    REQUIRE_THAT(json["bounds"]["B2"].get<double>(), WithinRel(0.5 * 0.25 / 1.5, 1e-9));
    for (const char* bound : {"B1", "B1p", "B2", "B3", "B5"}) REQUIRE(json["bounds"].contains(bound));
    for (const char* prediction : {"P1", "P2"}) REQUIRE(json["predictions"].contains(prediction));
}

TEST_CASE("What does not exist is null, never NaN") {
    // α = .9 has no mean: neither F nor v* nor bounds.
    const Run run = lab("smooth --landscape dip --noise alpha-stable --alpha 0.9 --at 0,1 --json");
    const Json json = run.json();
    REQUIRE(json["v_star"].is_null());
    REQUIRE(json["F"] == Json::array({nullptr, nullptr}));
    REQUIRE(json["constants"]["L"].is_null());
    REQUIRE(json["bounds"]["B1"].is_null());
    REQUIRE(json["minima_of_F"].empty());
    REQUIRE_FALSE(json["existence"].get<std::string>().empty());
    REQUIRE(run.out.find("nan") == std::string::npos);
    const Run all = lab("simulate --landscape asymmetric --step-size 100 --steps 1000 --walkers 5 --json");
    REQUIRE(all.exitCode == 1);
    REQUIRE(all.err.find("Every walker diverged") != std::string::npos);
    const Json lost = Json::parse(all.out);
    REQUIRE(lost["diverged"] == 5);
    REQUIRE(lost["sgd"]["rms"].is_null());
}

TEST_CASE("A scenario, its overrides, a formula and a table are the same landscape") {
    const std::string rest = " --radius 1 --step-size 0.3 --at 0.1,0.2 --json";
    const Json preset = lab("smooth --scenario which-minimiser --at 0.1,0.2 --json").json();
    const Json named = lab("smooth --landscape spiky --set a=1,b=0.02 --set kappa=10,phi=0.12" + rest).json();
    const Json file = lab("smooth --at 0.1,0.2 --json --scenario '" + std::string(BASIN_SOURCE_DIR) +
                          "/resources/scenarios/08-which-minimiser.json'")
                          .json();
    const Json formula = lab("smooth --formula 'w^2/2 + 0.02*(1 - cos(10*(w - 0.12)))' --domain -1,1" + rest).json();
    std::ostringstream table;
    for (int i = 0; i <= 400; ++i) {
        const double w = -1.0 + 0.005 * i;
        table << w << ',' << 0.5 * w * w + 0.02 * (1.0 - std::cos(10.0 * (w - 0.12))) << '\n';
    }
    const TemporaryFile csv(table.str());
    const Json tabulated = lab("smooth --table '" + csv.path() + "'" + rest).json();
    REQUIRE(named["F"] == preset["F"]);
    REQUIRE(file["F"] == preset["F"]);
    // A formula goes on as a parabola beyond its domain, far from here; six digits of the table are kept.
    for (int i = 0; i < 2; ++i) {
        REQUIRE_THAT(formula["F"][i].get<double>(), WithinAbs(preset["F"][i].get<double>(), 1e-7));
        REQUIRE_THAT(tabulated["F"][i].get<double>(), WithinAbs(preset["F"][i].get<double>(), 1e-5));
    }
    REQUIRE_THAT(preset["v_star"].get<double>(), WithinAbs(0.0084, 1e-4));
    REQUIRE_THAT(formula["v_star"].get<double>(), WithinAbs(preset["v_star"].get<double>(), 1e-6));
}

TEST_CASE("simulate ends where theory says, and the same seed ends at the same place with any number of threads") {
    // Parabola a = 1, σ² = r²/3 = 1/3, η = .5: Var w = ησ²/(2 − η) = 1/9; EMA with ψ = .9, φ = .5:
    // V·τ/(2 − τ)·(1 + φψ)/(1 − φψ) = (1/9)·(.1/1.9)·(1.45/.55).
    const std::string arguments =
        "simulate --landscape kinked --set a_plus=1,a_minus=1 --radius 1 --step-size 0.5 --steps 1e3 --walkers 20000 "
        "--average ema:0.9 --average polyak --seed 7 --json";
    const Run first = lab(arguments + " --threads 1"), second = lab(arguments + " --threads 2");
    REQUIRE(first.out == second.out);
    const Json json = first.json();
    REQUIRE(json["steps"] == 1000);
    REQUIRE(json["walkers"] == 20000);
    REQUIRE(json["diverged"] == 0);
    // The standard error of an RMS over 20000 Gaussian-like points is at most 1/√40000 of it: five of those.
    REQUIRE_THAT(json["sgd"]["rms"].get<double>(), WithinRel(1.0 / 3.0, 0.025));
    REQUIRE_THAT(json["averages"]["ema:0.9"]["rms"].get<double>(),
                 WithinRel(std::sqrt(1.0 / 9.0 * 0.1 / 1.9 * 1.45 / 0.55), 0.025));
    REQUIRE(json["averages"]["polyak"]["rms"].get<double>() < 0.1);
    REQUIRE(lab(arguments + " --seed 8").exitCode == 2);  // twice --seed
}

TEST_CASE("law gives the exact moments, basins and escape times") {
    const std::string parabola = "--landscape kinked --set a_plus=1,a_minus=1 --radius 1 --step-size 0.5 --json";
    const Json limit = lab("law " + parabola).json();
    REQUIRE_THAT(limit["mean_w"].get<double>(), WithinAbs(0.0, 1e-9));
    REQUIRE_THAT(limit["mean_v"].get<double>(), WithinAbs(0.0, 1e-9));
    // D = φ²V = .25/9.
    REQUIRE_THAT(limit["D"].get<double>(), WithinRel(0.25 / 9.0, 1e-4));
    REQUIRE(limit["error_estimate"].get<double>() < 1e-4);
    REQUIRE_FALSE(limit.contains("escape_time"));
    REQUIRE_THAT(limit["basins"][0]["probability"].get<double>(), WithinAbs(1.0, 1e-12));
    // After two steps from 1: E w = φ², E v = φ³, and the average of w_1, w_2 is (φ + φ²)/2, all with φ = ½ and v* = 0.
    const Json early = lab("law --steps 2 --start 1 " + parabola).json();
    REQUIRE_THAT(early["mean_w"].get<double>(), WithinAbs(0.25, 1e-6));
    REQUIRE_THAT(early["mean_v"].get<double>(), WithinAbs(0.125, 1e-6));
    REQUIRE_THAT(early["average_bias"].get<double>(), WithinAbs(0.375, 1e-6));

    const Json misses = lab("law --scenario average-misses --escape 1.2,1.8 --json").json();
    REQUIRE_THAT(misses["mean_v"].get<double>(), WithinAbs(0.218, 1e-3));
    REQUIRE(misses["basins"].size() == 2);
    REQUIRE_THAT(misses["basins"][0]["probability"].get<double>() + misses["basins"][1]["probability"].get<double>(),
                 WithinAbs(1.0, 1e-9));
    REQUIRE(misses["escape_time"].get<double>() > 1.0);
    REQUIRE(misses["kramers"].is_number());
}

TEST_CASE("rates on the asymmetric valley prints ½ and 1") {
    const Json json = lab("rates --landscape asymmetric --radius 1 --step-sizes 0.01,0.3,12 --json").json();
    REQUIRE(json["over"] == "step_size");
    REQUIRE(json["rows"].size() == 12);
    for (const char* key : {"step_size", "v_star", "w_f", "D", "rms", "average_bias", "bias_to_w_f"})
        for (const Json& row : json["rows"]) REQUIRE(row[key].is_number());
    for (const auto& [name, truth] : {std::pair{"sgd", 0.5}, std::pair{"average", 1.0}}) {
        const Json& slope = json["slopes"][name];
        REQUIRE_THAT(slope["value"].get<double>(), WithinAbs(truth, 0.01));
        REQUIRE(slope["low"].get<double>() <= truth);
        REQUIRE(slope["high"].get<double>() >= truth);
        REQUIRE(slope["high"].get<double>() - slope["low"].get<double>() < 0.05);
    }
    REQUIRE(lab("rates --landscape asymmetric --radius 1 --step-sizes 0.01,0.3,6").out.find("falls like eta^") !=
            std::string::npos);
}

TEST_CASE("rates varies other things too, by walkers too") {
    const Json laws = lab("rates --landscape asymmetric --radius 1 --step-size 0.1 --over law --json").json();
    REQUIRE(laws["over"] == "law");
    REQUIRE(laws["rows"][0]["law"] == "uniform");
    REQUIRE(laws["rows"].size() >= 4);
    REQUIRE(laws["slopes"]["sgd"].is_null());
    const Json batches =
        lab("rates --landscape asymmetric --radius 1 --step-size 0.1 --over batch_size --range 1,16,3 --json").json();
    // D goes like σ²/B to leading order: from 1 to 16.
    REQUIRE(batches["rows"][2]["batch_size"] == 16.0);
    REQUIRE_THAT(batches["rows"][0]["D"].get<double>() / batches["rows"][2]["D"].get<double>(), WithinRel(16.0, 0.25));
    const Json parameter =
        lab("rates --landscape dip --radius 20 --step-size 0.004 --over delta --range 0.05,0.5,3 --json").json();
    REQUIRE(parameter["rows"][2]["delta"] == 0.5);
    const Json walkers = lab("rates --landscape asymmetric --radius 1 --over radius --range 0.5,1,2 --method ensemble "
                             "--walkers 500 --step-size 0.1 --json")
                             .json();
    REQUIRE(walkers["method"] == "ensemble");
    REQUIRE(walkers["rows"][1]["D_error"].get<double>() > 0.0);
}

TEST_CASE("CSV files have a header, full precision and a dot in any locale") {
    const TemporaryFile csv;
    REQUIRE(lab("smooth --landscape asymmetric --radius 1 --csv '" + csv.path() + "'", "LC_ALL=de_DE.UTF-8").exitCode ==
            0);
    const std::string smooth = csv.text();
    REQUIRE(header(smooth) == "v,f,F,dF");
    REQUIRE(std::count(smooth.begin(), smooth.end(), '\n') == 402);
    REQUIRE(lab("law --landscape asymmetric --radius 1 --csv '" + csv.path() + "'").exitCode == 0);
    REQUIRE(header(csv.text()) == "w,probability,density");
    REQUIRE(lab("rates --landscape asymmetric --radius 1 --step-sizes 0.1,0.2,2 --csv '" + csv.path() + "'").exitCode ==
            0);
    REQUIRE(header(csv.text()).rfind("step_size,v_star,w_f,D,", 0) == 0);
    REQUIRE(lab("simulate --landscape dip --steps 10 --csv '" + csv.path() + "'").exitCode == 0);
    REQUIRE(header(csv.text()) == "name,mean,mean_error,rms,rms_error");
}
