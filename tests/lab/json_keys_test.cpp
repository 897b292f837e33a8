// SPDX-License-Identifier: GPL-3.0-or-later
// The keys of every JSON object that basin-lab prints: there, of their type, and finite or null as they may be.
#include "tests/lab/program.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

using namespace basin;
using Json = nlohmann::json;

namespace {

/// Paths into an object. "rows/*/D" is the key D of every element of rows, of which there must be one at least.
struct Keys {
    std::vector<std::string> numbers;        ///< finite here
    std::vector<std::string> numbersOrNull;  ///< null where the thing does not exist
    std::vector<std::string> whole, texts, textsOrNull, flags, intervalsOrNull;
};

std::vector<Json> at(const Json& json, const std::string& path) {
    const std::size_t slash = path.find('/');
    const std::string key = path.substr(0, slash);
    std::vector<Json> parts;
    if (key == "*") {
        for (const Json& part : json) parts.push_back(part);
    } else {
        CAPTURE(path, json.dump());
        REQUIRE(json.is_object());
        REQUIRE(json.contains(key));
        parts.push_back(json[key]);
    }
    REQUIRE_FALSE(parts.empty());
    if (slash == std::string::npos) return parts;
    std::vector<Json> all;
    for (const Json& part : parts)
        for (const Json& found : at(part, path.substr(slash + 1))) all.push_back(found);
    return all;
}

bool isFinite(const Json& json) { return json.is_number() && std::isfinite(json.get<double>()); }
bool isInterval(const Json& json) {
    // An end at infinity is null.
    return json.is_array() && json.size() == 2 && (json[0].is_null() || isFinite(json[0])) &&
           (json[1].is_null() || isFinite(json[1]));
}

void hasKeys(const Json& json, const Keys& keys) {
    const auto all = [&](const std::vector<std::string>& paths, auto isRight) {
        for (const std::string& path : paths)
            for (const Json& value : at(json, path)) {
                CAPTURE(path, value.dump());
                REQUIRE(isRight(value));
            }
    };
    all(keys.numbers, isFinite);
    all(keys.numbersOrNull, [](const Json& value) { return value.is_null() || isFinite(value); });
    all(keys.whole, [](const Json& value) { return value.is_number_integer(); });
    all(keys.texts, [](const Json& value) { return value.is_string(); });
    all(keys.textsOrNull, [](const Json& value) { return value.is_null() || value.is_string(); });
    all(keys.flags, [](const Json& value) { return value.is_boolean(); });
    all(keys.intervalsOrNull, [](const Json& value) { return value.is_null() || isInterval(value); });
}

const std::string kValley = " --landscape asymmetric --radius 1 --step-size 0.1 --json";

}  // namespace

TEST_CASE("The keys of smooth") {
    const std::vector<std::string> assumptions{"A1", "A2", "A3", "A4", "A5"};
    Keys keys{.numbers = {"step_size"},
              .numbersOrNull = {"w_f",
                                "v_star",
                                "F/*",
                                "dF/*",
                                "f/*",
                                "constants/L",
                                "constants/sigma1",
                                "constants/sigma2",
                                "constants/c",
                                "constants/M",
                                "constants/mu",
                                "bounds/B1",
                                "bounds/B1p",
                                "bounds/B2",
                                "bounds/B3",
                                "bounds/B5",
                                "bounds/B6",
                                "predictions/P1",
                                "predictions/P2",
                                "predictions/P3"},
              .texts = {"existence"},
              .flags = {"certified"},
              .intervalsOrNull = {"domain"}};
    for (const std::string& name : assumptions) {
        keys.texts.push_back("assumptions/" + name + "/why");
        keys.intervalsOrNull.push_back("assumptions/" + name + "/where");
    }
    // Where F does not exist, for lack of a mean of f, every key is there all the same.
    hasKeys(lab("smooth --at 0,1 --landscape dip --noise alpha-stable --alpha 0.8 --scale 1 --json").json(), keys);
    // On the asymmetric valley nothing is missing.
    for (const char* path :
         {"w_f", "v_star", "minima_of_f/*", "minima_of_F/*", "F/*", "dF/*", "constants/L", "constants/M", "bounds/B1",
          "bounds/B1p", "bounds/B2", "bounds/B3", "bounds/B5", "predictions/P1", "predictions/P2", "predictions/P3"})
        keys.numbers.emplace_back(path);
    for (const std::string& name : assumptions) keys.flags.push_back("assumptions/" + name + "/holds");
    hasKeys(lab("smooth --at 0,1" + kValley).json(), keys);
}

TEST_CASE("The keys of simulate") {
    const Keys keys{.numbers = {"step_size", "v_star", "w_f", "sgd/mean", "sgd/rms", "sgd/mean_error", "sgd/rms_error",
                                "averages/polyak/mean", "averages/polyak/rms", "averages/ema:0.9/mean",
                                "averages/window:5/rms", "averages/tail:0.5/rms"},
                    .whole = {"steps", "walkers", "diverged", "seed"}};
    hasKeys(lab("simulate --steps 100 --walkers 50 --average polyak --average ema:0.9 --average window:5 --average "
                "tail:0.5" +
                kValley)
                .json(),
            keys);
}

TEST_CASE("The keys of law") {
    const Keys keys{
        .numbers = {"step_size", "v_star", "mean_w", "mean_v", "D", "rms", "average_bias", "average_rms",
                    "error_estimate", "errors/mean_w", "errors/D", "errors/average_bias", "basins/*/minimum",
                    "basins/*/probability", "escape_time", "escape_time_error", "law/w/*", "law/probability/*"},
        .numbersOrNull = {"steps", "kramers"}};
    hasKeys(lab("law --escape -0.9,0.5" + kValley).json(), keys);
    Keys early = keys;
    early.whole = {"steps"};
    hasKeys(lab("law --escape -0.9,0.5 --steps 10" + kValley).json(), early);
}

TEST_CASE("The keys of rates") {
    Keys keys{.numbers = {"rows/*/step_size",
                          "rows/*/v_star",
                          "rows/*/w_f",
                          "rows/*/mean_w",
                          "rows/*/D",
                          "rows/*/D_error",
                          "rows/*/rms",
                          "rows/*/rms_error",
                          "rows/*/average_bias",
                          "rows/*/average_bias_error",
                          "rows/*/average_rms",
                          "rows/*/bias_to_w_f",
                          "rows/*/excess",
                          "rows/*/constants/L",
                          "rows/*/bounds/B1",
                          "rows/*/predictions/P1",
                          "slopes/sgd/value",
                          "slopes/sgd/low",
                          "slopes/sgd/high",
                          "slopes/sgd/straight",
                          "slopes/average/value",
                          "slopes/average/low",
                          "slopes/average/high"},
              .numbersOrNull = {"rows/*/steps", "rows/*/bounds/B4", "rows/*/average_floor"},
              .texts = {"over", "method", "step_law", "explained_by_F", "rows/*/explained_by_F"}};
    for (const char* what : {"sgd", "average", "average_rms"})
        for (const char* to : {"v_star", "w_f", "mean_v"})
            keys.numbers.push_back(std::string("rows/*/distances/") + what + "/" + to);
    const std::string six = "rates --step-sizes 0.01,0.1,6";
    const Json limit = lab(six + kValley).json();
    hasKeys(limit, keys);
    REQUIRE(limit["step_law"] == "infinite");
    REQUIRE(limit["rows"][0]["steps"].is_null());
    REQUIRE(limit["rows"][0]["bounds"]["B4"].is_null());
    const Json counted = lab(six + " --step-law eta:500" + kValley).json();
    Keys finite = keys;
    finite.numbers.insert(finite.numbers.end(), {"rows/*/bounds/B4", "rows/*/average_floor"});
    finite.whole = {"rows/*/steps"};
    hasKeys(counted, finite);
    REQUIRE(counted["step_law"] == "eta:500");
    REQUIRE(counted["rows"][0]["steps"] == 50000);

    // A row without numbers has them as null, and says why; here all but the first throw the iterates out.
    const Json partly = lab("rates --landscape asymmetric --radius 1 --step-sizes 0.1,20,2 --json").json();
    REQUIRE(partly["rows"][1]["D"].is_null());
    REQUIRE(partly["rows"][1]["explained_by_F"].is_null());
    REQUIRE_FALSE(partly["rows"][1]["problem"].get<std::string>().empty());
    REQUIRE_FALSE(partly["rows"][0].contains("problem"));
    REQUIRE(partly["slopes"]["sgd"].is_null());
}

TEST_CASE("The keys of simulate and smooth in the plane") {
    const std::string valley =
        " --surface valley --set k1=2,x0=1 --radius 2 --step-size 0.05 --covariance 1,0.5,2 --json";
    Keys simulate{.numbers = {"step_size"}, .whole = {"steps", "walkers", "diverged", "seed"}};
    for (const std::string crowd : {"sgd/", "averages/polyak/"})
        for (const char* key : {"mean/*", "rms", "trace", "largest", "mean_error/*", "rms_error", "trace_error",
                                "largest_error", "shares/*"})
            simulate.numbers.push_back(crowd + key);
    for (const char* key : {"w_f/*", "v_star/*", "basins/*/*"}) simulate.numbers.emplace_back(key);
    hasKeys(lab("simulate --steps 100 --walkers 50 --start 1,0.5 --average polyak" + valley).json(), simulate);
    hasKeys(lab("smooth --at 0,1,0.5,-1" + valley).json(),
            {.numbers = {"step_size", "w_f/*", "v_star/*", "trace_at_w_f", "trace_at_v_star", "minima_of_f/*/*",
                         "minima_of_F/*/*", "at_x/*", "at_y/*", "f/*", "F/*", "dF_dx/*", "dF_dy/*"},
             .texts = {"existence"}});
    // Where F does not exist, for lack of a mean of f.
    hasKeys(lab("smooth --at 0,1 --surface valley --noise alpha-stable --alpha 0.8 --scale 1 --json").json(),
            {.numbersOrNull = {"v_star", "F/*", "dF_dx/*", "trace_at_v_star"}, .texts = {"existence"}});
}

TEST_CASE("In the plane as on the line bad requests say in one sentence what to do") {
    const std::pair<const char*, const char*> requests[] = {
        {"law --surface valley", "This verb is of the line"},
        {"rates --scenario valley", "This verb is of the line"},
        {"simulate --surface vally", "There is no surface 'vally'"},
        {"simulate --surface valley --landscape dip", "Choose one of --surface"},
        {"simulate --surface valley --covariance 1,2,1", "must be positive definite"},
        {"simulate --surface valley --covariance 1,2", "three numbers XX,XY,YY"},
        {"simulate --surface valley --start 1", "a place X,Y of the plane"},
        {"simulate --landscape dip --covariance 1,0,1", "--covariance is of the plane"},
        {"smooth --surface valley --at 1,2,3", "places of the plane are pairs"},
        {"simulate --surface valley --sigma-of-w w", "are of the line"}};
    for (const auto& [arguments, message] : requests) {
        const Run run = lab(arguments);
        CAPTURE(arguments, run.err);
        REQUIRE(run.exitCode == 2);
        REQUIRE(run.err.find(message) != std::string::npos);
        REQUIRE(std::count(run.err.begin(), run.err.end(), '\n') == 1);
    }
    REQUIRE(lab("simulate --surface-formula x^2+ --steps 1").exitCode == 2);
}

TEST_CASE("The keys of list") {
    const Json json = lab("list --json").json();
    hasKeys(json,
            {.numbers = {"landscapes/*/parameters/*/standard", "surfaces/*/parameters/*/standard",
                         "noise/*/scale/standard"},
             .texts = {"scenarios/*/name", "scenarios/*/title", "landscapes/*/name", "landscapes/*/title",
                       "landscapes/*/formula", "landscapes/*/parameters/*/name", "noise/*/name", "noise/*/title"}});
}

TEST_CASE("The three presets of maths.md give the three answers") {
    // At the scenario's own step size, which a sweep of the standard range always holds at an end or between.
    const std::pair<const char*, const char*> answers[] = {{"which-minimiser --step-sizes 0.2,0.3,2", "yes"},
                                                           {"cannot-tell --step-sizes 0.05,0.1,2", "cannot tell"},
                                                           {"average-misses --step-sizes 0.005,0.006,2", "no"}};
    for (const auto& [arguments, answer] : answers) {
        const Json json = lab(std::string("rates --json --scenario ") + arguments).json();
        REQUIRE(json["rows"][1]["explained_by_F"] == answer);
        REQUIRE(json["explained_by_F"] == answer);
    }
}
