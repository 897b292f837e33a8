// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/manual.h"
#include "app/train/training_report.h"
#include "app/train/verbs.h"
#include "core/number_text.h"
#include "core/run/run_arguments.h"
#include "core/run/run_folder.h"
#include "core/run/run_label.h"
#include "core/run/run_progress.h"

#include <cmath>
#include <cstdio>

namespace basin::train {

namespace {

namespace fs = std::filesystem;

/// What is known of one run.
struct Standing {
    fs::path path;
    std::string title;
    RunStatus status;
    RunConfig config;
    RunHistory history;

    bool hasEnded() const {
        return status.state == RunState::Finished || status.state == RunState::Stopped ||
               status.state == RunState::Failed;
    }
    bool isActive() const {
        return status.state == RunState::Queued || status.state == RunState::Running ||
               status.state == RunState::Paused;
    }
    double left() const { return isActive() ? secondsLeft(history, config) : kUnknown; }
};

Result<Standing> standingOf(const fs::path& path) {
    const Result<RunFolder> run = RunFolder::open(path);
    if (!run) return run.error();
    Result<RunConfig> config = run->readConfig();
    if (!config) return config.error();
    Result<RunHistory> history = readHistory(run->events());
    if (!history) return history.error();
    return Standing{run->path(), readRunLabel(*run).title, run->status(), *std::move(config), *std::move(history)};
}

/// The last accuracy of these weights on these images; NaN if they were never evaluated.
double accuracyOf(const Standing& one, const std::string& of, Split split) {
    const EvaluationSeries* series = evaluationsOf(one.history, of, split);
    return series ? series->accuracy.back() : kUnknown;
}

Json jsonOf(const Standing& one) {
    Json json{
        {"run", one.path.string()},           {"title", one.title},
        {"state", nameOf(one.status.state)},  {"reason", one.hasEnded() ? Json(nameOf(one.status.reason)) : Json()},
        {"message", one.status.message},      {"epoch", epochsMade(one.history)},
        {"epochs", one.config.totalEpochs()}, {"seconds_left", one.left()},
        {"accuracies", Json::object()},       {"warnings", one.history.warnings()}};
    for (const std::string& of : weightsOf(one.history, one.config))
        for (const Name<Split>& split : namesOf<Split>())
            if (const double accuracy = accuracyOf(one, of, split.value); !std::isnan(accuracy))
                json["accuracies"][of][std::string(split.text)] = accuracy;
    return json;
}

void printOne(const Standing& one) {
    std::vector<std::pair<std::string, std::string>> facts{{"run", one.path.string()}};
    if (!one.title.empty()) facts.emplace_back("title", one.title);
    const bool failed = one.status.state == RunState::Failed;
    facts.emplace_back("state", nameOf(one.status.state) + (failed ? " (" + nameOf(one.status.reason) + ")" : ""));
    if (one.status.state == RunState::Lost) facts.emplace_back("why", "Its worker died.");
    if (!one.status.message.empty()) facts.emplace_back("why", one.status.message);
    if (!one.isActive() && one.status.state != RunState::Finished)
        facts.emplace_back("to go on", "basin-train resume " + shellQuoted(one.path.string()));
    facts.emplace_back("epoch",
                       shortNumber(epochsMade(one.history)) + " of " + std::to_string(one.config.totalEpochs()));
    if (!std::isnan(one.left())) facts.emplace_back("time left", roundedDuration(one.left()));
    for (const Name<Split>& split : namesOf<Split>()) {
        std::string text;
        for (const std::string& of : weightsOf(one.history, one.config))
            if (const double accuracy = accuracyOf(one, of, split.value); !std::isnan(accuracy))
                text += (text.empty() ? "" : ", ") + of + " " + percentText(accuracy);
        if (!text.empty())
            facts.emplace_back(split.value == Split::Test ? "accuracy" : "on " + nameOf(split.value), text);
    }
    for (const std::string& warning : one.history.warnings()) facts.emplace_back("warning", warning);
    printFacts(facts);
}

void printMany(const std::vector<Standing>& all) {
    // The test images say how well a run does; where there are none, those that were set aside do.
    Table table{{"run", "state", "epoch", "left", "sgd", "averages"}, {}};
    for (const Standing& one : all) {
        const bool tested = evaluationsOf(one.history, "sgd", Split::Test) != nullptr;
        const Split split = tested ? Split::Test : Split::Holdout;
        std::string averages;
        for (const std::string& of : weightsOf(one.history, one.config))
            if (const double accuracy = accuracyOf(one, of, split); of != "sgd" && !std::isnan(accuracy))
                averages += (averages.empty() ? "" : ", ") + of + " " + percentText(accuracy);
        const bool failed = one.status.state == RunState::Failed;
        table.rows.push_back({one.path.string(), failed ? nameOf(one.status.reason) : nameOf(one.status.state),
                              shortNumber(epochsMade(one.history)) + "/" + std::to_string(one.config.totalEpochs()),
                              roundedDuration(one.left()), percentText(accuracyOf(one, "sgd", split)), averages});
    }
    print(table);
}

Outcome run(const std::vector<std::string>& folders, bool json) {
    std::vector<fs::path> paths;
    bool single = folders.size() == 1;
    for (const std::string& folder : folders) {
        const std::vector<fs::path> found = listRuns(folder);
        if (found.empty()) return wrongRequest(inQuotes(folder) + " is no run, and there is none in it.");
        single = single && found.size() == 1;
        paths.insert(paths.end(), found.begin(), found.end());
    }
    std::vector<Standing> all;
    std::string fault;
    for (const fs::path& path : paths) {
        if (Result<Standing> one = standingOf(path))
            all.push_back(*std::move(one));
        else
            fault = one.error().message;
    }
    // One run that can not be read does not hide the others.
    if (json) {
        Json list = Json::array();
        for (const Standing& one : all) list.push_back(jsonOf(one));
        print(Json{{"runs", list}});
    } else if (single && !all.empty()) {
        printOne(all.front());
    } else if (!all.empty()) {
        printMany(all);
    }
    return fault.empty() ? Outcome() : failed(fault);
}

}  // namespace

Verb addStatus(CLI::App& program) {
    CLI::App* verb = program.add_subcommand("status", "Where runs stand");
    const auto folders = std::make_shared<std::vector<std::string>>();
    const auto json = std::make_shared<bool>(false);
    verb->add_option("RUN", *folders, "Folders of runs, or folders with runs in them")->required()->type_name("");
    verb->add_flag("--json", *json, "One JSON object on standard output");
    setManual(
        *verb,
        {.description = {"Reads the folders and asks no worker. A run whose worker was killed is lost, and can be "
                         "resumed."},
         .keys = {{"runs [{run, title}]", "its folder, and how people call it"},
                  {"runs [{state}]", "ready, queued, running, paused, finished, stopped, failed or lost"},
                  {"runs [{reason, message}]", "of its end"},
                  {"runs [{epoch, epochs, seconds_left}]", "epochs made, of so many"},
                  {"runs [{accuracies {NAME {SPLIT}}}]",
                   "shares of the last evaluation, for sgd and every average, on test, holdout and train"},
                  {"runs [{warnings}]", "of the worker, and about the log"}},
         .examples = {"basin-train status runs", "basin-train status runs/first --json"}});
    return {verb, [folders, json] { return run(*folders, *json); }};
}

}  // namespace basin::train
