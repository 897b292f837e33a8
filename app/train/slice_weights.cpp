// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/train/slice_weights.h"

#include <algorithm>

namespace basin::train {

namespace {

/// "tail:0.75" of the run with this number.
struct Choice {
    std::string of;
    std::size_t run = 0;
};

/// "OF" or "OF@RUN", where RUN is a path as it was given, or the name of its folder.
Result<Choice> choiceFrom(const std::string& text, const std::vector<std::string>& runs,
                          const std::vector<RunFolder>& folders) {
    const std::size_t at = text.find('@');
    if (at == std::string::npos) return Choice{text};
    const std::string run = text.substr(at + 1);
    for (std::size_t i = 0; i < runs.size(); ++i)
        if (runs[i] == run) return Choice{text.substr(0, at), i};
    for (std::size_t i = 0; i < runs.size(); ++i)
        if (folders[i].name() == run) return Choice{text.substr(0, at), i};
    return Error{"\"" + text + "\" names a run that is not among those given: " + run + "."};
}

/// Names of the averages that have begun, tails first.
Result<std::vector<std::string>> averagesOf(OpenedRun& run) {
    const auto all = run.weights(std::nullopt);
    if (!all) return all.error();
    std::vector<std::string> names;
    for (const Evaluator::Weights& weights : *all)
        if (weights.of != "sgd") names.push_back(weights.of);
    std::ranges::stable_partition(names, [](const std::string& name) { return name.starts_with("tail:"); });
    return names;
}

/// What somebody who only names runs wants to see.
Result<std::vector<Choice>> usualChoices(OpenedRun& first, std::size_t runs, SliceKind kind) {
    std::vector<Choice> choices{{"sgd"}};
    if (kind == SliceKind::RandomLine || kind == SliceKind::RandomPlane) return choices;
    const bool isOfTrajectory = kind == SliceKind::TrajectoryPlane;
    const std::size_t others = isOfTrajectory ? 0 : runs - 1, needed = kind == SliceKind::Segment ? 2 : 3;
    if (isOfTrajectory || 1 + others < needed) {
        const auto averages = averagesOf(first);
        if (!averages) return averages.error();
        const std::size_t wanted = isOfTrajectory ? averages->size() : needed - 1 - others;
        if (averages->size() < wanted)
            return Error{first.folder().path().string() + " has " +
                         (averages->empty() ? "no average yet" : "one average only") +
                         ": name the weights by --of, such as sgd:EPOCH or tail:EPOCH."};
        for (std::size_t i = 0; i < wanted; ++i) choices.push_back({(*averages)[i]});
    }
    for (std::size_t i = 1; i <= others; ++i) choices.push_back({"sgd", i});
    return choices;
}

Result<SliceKind> kindFor(const SliceWeightsRequest& request) {
    if (request.kind) return *request.kind;
    const std::size_t count = request.of.empty() ? request.runs.size() + 1 : request.of.size();
    if (count >= 3) return SliceKind::Plane;
    if (count == 2) return SliceKind::Segment;
    return Error{
        "One set of weights makes no line: name two or three by --of, or ask for --kind random-line or "
        "random-plane."};
}

}  // namespace

std::variant<OpenedSliceWeights, Outcome> openSliceWeights(const SliceWeightsRequest& request) {
    std::vector<RunFolder> folders;
    for (const std::string& path : request.runs) {
        const Result<RunFolder> folder = RunFolder::open(path);
        if (!folder) return wrongRequest(folder.error().message);
        folders.push_back(*folder);
    }
    const Result<SliceKind> kind = kindFor(request);
    if (!kind) return wrongRequest(kind.error().message);
    std::vector<Choice> choices;
    for (const std::string& text : request.of) {
        const Result<Choice> choice = choiceFrom(text, request.runs, folders);
        if (!choice) return wrongRequest(choice.error().message);
        choices.push_back(*choice);
    }

    OpenedSliceWeights opened{.kind = *kind};
    for (std::size_t i = 0; i < folders.size(); ++i) {
        Result<std::unique_ptr<OpenedRun>> run = OpenedRun::open(folders[i]);
        if (!run) return failed(request.runs[i] + ": " + run.error().message);
        std::unique_ptr<OpenedRun> another = *std::move(run);
        if (i > 0)
            if (const std::string problem = unlikeFor(*opened.run, *another); !problem.empty())
                return wrongRequest(problem);
        if (choices.empty()) {
            const auto usual = usualChoices(*another, folders.size(), *kind);
            if (!usual) return wrongRequest(usual.error().message);
            choices = *usual;
        }
        opened.weights.resize(choices.size());
        for (std::size_t k = 0; k < choices.size(); ++k) {
            if (choices[k].run != i) continue;
            Result<SliceWeights> weights = sliceWeights(*another, choices[k].of);
            if (!weights) return wrongRequest(request.runs[i] + ": " + weights.error().message);
            opened.weights[k] = *std::move(weights);
        }
        if (i == 0) opened.run = std::move(another);
    }
    return opened;
}

std::string sliceName(const OpenedSliceWeights& opened) {
    std::string name = nameOf(opened.kind);
    const std::string first = opened.run->folder().name();
    for (std::size_t i = 0; i < std::min(spanningMarks(opened.kind), opened.weights.size()); ++i) {
        const SliceWeights& one = opened.weights[i];
        name += "-" + one.of;
        if (one.step != opened.run->trainer().step() && one.run == first) name += "-" + std::to_string(one.step);
        if (one.run != first) name += "-of-" + one.run;
    }
    std::ranges::replace(name, ':', '-');
    return name;
}

}  // namespace basin::train
