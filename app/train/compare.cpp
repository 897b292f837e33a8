// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/manual.h"
#include "app/train/verbs.h"
#include "core/number_text.h"
#include "core/run/comparison_table.h"
#include "core/run/run_folder.h"

#include <cstdio>

namespace basin::train {

namespace {

struct CompareRequest {
    std::vector<std::string> runs;
    bool json = false;
    std::string csv, differences, markdown;
};

Result<std::vector<RunResult>> readRuns(const std::vector<std::string>& folders) {
    std::vector<RunResult> runs;
    for (const std::string& folder : folders) {
        const auto found = listRuns(folder);
        if (found.empty()) return Error{inQuotes(folder) + " is no run, and there is none in it.", folder};
        for (const std::filesystem::path& path : found) {
            Result<RunResult> run = readRunResult(path);
            if (!run) return run.error();
            runs.push_back(*std::move(run));
        }
    }
    return runs;
}

Json jsonOf(const Comparison& comparison) {
    Json json{{"groups", Json::array()}, {"weights", Json::array()}, {"differences", Json::array()}};
    for (const RunGroup& group : comparison.groups) {
        Json traits = Json::object();
        for (const auto& [option, value] : group.traits) traits[option] = value;
        json["groups"].push_back(
            {{"name", group.name()}, {"traits", traits}, {"runs", group.runs}, {"complete", group.complete}});
    }
    for (const ComparedWeights& one : comparison.weights)
        json["weights"].push_back({{"group", one.group},
                                   {"of", one.of},
                                   {"mean", one.spread.mean},
                                   {"deviation", one.spread.deviation},
                                   {"seeds", one.seeds},
                                   {"accuracies", one.accuracies}});
    for (const ComparedPair& pair : comparison.pairs) {
        Json entry{{"first", pair.first}, {"second", pair.second}, {"verdict", verdictText(pair)}};
        if (const auto& found = pair.difference) {
            entry["evidence"] = nameOf(found->evidence);
            entry["separated"] = found->isSeparated();
            entry["difference"] = found->value;
            entry["interval"] = intervalJson(found->interval);
            entry["samples"] = found->samples;
            entry["more_seeds"] = found->moreSeeds ? Json(*found->moreSeeds) : Json();
        }
        json["differences"].push_back(std::move(entry));
    }
    return json;
}

/// What the tables do not say.
std::string remarks(const Comparison& comparison) {
    std::string text;
    for (const RunGroup& group : comparison.groups)
        if (group.complete < group.runs)
            text += group.name() + ": " + std::to_string(group.complete) + " of " + std::to_string(group.runs) +
                    " at the end; the others do not count.\n";
    for (const std::filesystem::path& path : comparison.repeated)
        text += path.string() + " repeats another run with the same seed and does not count.\n";
    if (const std::size_t shown = tellingPairs(comparison).size(); shown < comparison.pairs.size())
        text += "Shown are " + std::to_string(shown) + " of " + std::to_string(comparison.pairs.size()) +
                " pairs; --differences and --json give all.\n";
    return text;
}

Outcome compare(const CompareRequest& request) {
    const Result<std::vector<RunResult>> runs = readRuns(request.runs);
    if (!runs) return wrongRequest(runs.error().message);
    const Result<Comparison> comparison = compareRuns(*runs);
    if (!comparison) return wrongRequest(comparison.error().message);
    if (comparison->weights.empty())
        return failed(
            "None of these runs is at its end with an evaluation on test images; there is nothing to compare.");
    const auto write = [](const std::string& path, const std::string& text, const char* option) {
        return path.empty() ? std::nullopt : writeText(path, text, option);
    };
    if (const auto problem = write(request.csv, csvText(accuracyTable(*comparison, TableFor::Files)), "--csv"))
        return failed(*problem);
    if (const auto problem =
            write(request.differences, csvText(differenceTable(*comparison, TableFor::Files)), "--differences"))
        return failed(*problem);
    if (const auto problem = write(request.markdown, comparisonMarkdown(*comparison), "--markdown"))
        return failed(*problem);
    if (request.json) {
        print(jsonOf(*comparison));
        return {};
    }
    print(accuracyTable(*comparison, TableFor::People));
    if (!comparison->pairs.empty()) {
        std::printf("\n");
        print(differenceTable(*comparison, TableFor::People));
    }
    if (const std::string text = remarks(*comparison); !text.empty()) std::printf("\n%s", text.c_str());
    return {};
}

}  // namespace

Verb addCompare(CLI::App& program) {
    CLI::App* verb =
        program.add_subcommand("compare", "How far runs and averages differ, and whether that can be told");
    const auto request = std::make_shared<CompareRequest>();
    verb->add_option("RUN", request->runs, "Folders of runs, or folders with runs in them")->required()->type_name("");
    verb->add_flag("--json", request->json, "One JSON object on standard output");
    verb->add_option("--csv", request->csv, "Write the accuracies to this file too")->type_name("FILE");
    verb->add_option("--differences", request->differences, "Write all differences to this file too, as CSV")
        ->type_name("FILE");
    verb->add_option("--markdown", request->markdown, "Write both tables to this file too, as Markdown")
        ->type_name("FILE");
    setManual(
        *verb,
        {.description =
             {"Runs that differ only in their seed are one group; what differs between the groups is their name. "
              "Accuracies are those of the last evaluation on the test images, with batch-norm statistics recomputed, "
              "of the iterate and of every average; of runs that are finished.",
              "A difference is paired by seed where two seeds or more are common (Student's t), else from the seeds of "
              "each side (Welch's t), else by the test images of one run each (McNemar's variance): that speaks of "
              "these two networks, not of how they were trained. Intervals are of 95 %. Not separable means that the "
              "difference is smaller than its uncertainty; about how many more seeds would separate it goes by how it "
              "scatters now."},
         .keys =
             {{"groups [{name, traits, runs, complete}]", "runs that differ only in their seed"},
              {"weights [{group, of, mean, deviation, seeds, accuracies}]",
               "group: counted from 0; of: sgd for the iterate, else an average"},
              {"differences [{first, second, difference, interval, evidence, samples, separated, more_seeds, verdict}]",
               "first, second: of the weights, counted from 0"}},
         .examples = {"basin-train compare runs/paper --markdown table.md"}});
    return {verb, [request] { return compare(*request); }};
}

}  // namespace basin::train
