// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/comparison_table.h"

#include "core/number_text.h"

#include <cmath>
#include <limits>

namespace basin {

namespace {

constexpr std::size_t kFewPairs = 15;
constexpr double kUnknownNumber = std::numeric_limits<double>::quiet_NaN();

std::string percent(double share) { return fixedNumber(100.0 * share, 2); }

/// "+0.52"
std::string points(double share) { return (share >= 0.0 ? "+" : "") + percent(share); }

std::string weightsName(const std::string& of) { return of == "sgd" ? "iterate" : of; }

std::string sideName(const Comparison& comparison, std::size_t index) {
    const ComparedWeights& one = comparison.weights[index];
    if (comparison.groups.size() == 1) return weightsName(one.of);
    return comparison.groups[one.group].name() + ": " + weightsName(one.of);
}

std::string evidenceText(const Difference& difference) {
    const std::string count = std::to_string(difference.samples) + " ";
    switch (difference.evidence) {
        case Evidence::CommonSeeds: return count + "common seeds";
        case Evidence::OtherSeeds: return count + "seeds on each side";
        case Evidence::Images: return count + "images of one run each";
    }
    return {};
}

}  // namespace

std::vector<std::size_t> tellingPairs(const Comparison& comparison) {
    std::vector<std::size_t> telling;
    for (std::size_t i = 0; i < comparison.pairs.size(); ++i) {
        const ComparedWeights& first = comparison.weights[comparison.pairs[i].first];
        const ComparedWeights& second = comparison.weights[comparison.pairs[i].second];
        const bool averages = first.group == second.group && (first.of == "sgd" || second.of == "sgd");
        if (comparison.pairs.size() <= kFewPairs || averages || first.of == second.of) telling.push_back(i);
    }
    return telling;
}

std::string verdictText(const ComparedPair& pair) {
    if (!pair.difference) return "can not be told: too few runs";
    const Difference& difference = *pair.difference;
    const bool byImages = difference.evidence == Evidence::Images;
    if (difference.isSeparated()) return byImages ? "separated, for these two networks" : "separated";
    if (byImages) return "not separable; one seed does not tell how many more";
    if (difference.value == 0.0) return "not separable: no difference";
    if (!difference.moreSeeds) return "not separable, not even by a thousand more seeds";
    return "not separable, about " + std::to_string(*difference.moreSeeds) + " more seed" +
           (*difference.moreSeeds == 1 ? "" : "s");
}

Table accuracyTable(const Comparison& comparison, TableFor whom) {
    if (whom == TableFor::Files) {
        Table table{{"runs", "weights", "seeds", "mean", "deviation"}, {}};
        for (const ComparedWeights& one : comparison.weights)
            table.rows.push_back({comparison.groups[one.group].name(), one.of, static_cast<double>(one.seeds.size()),
                                  one.spread.mean, one.spread.deviation});
        return table;
    }
    Table table{{"runs", "weights", "accuracy, %", "seeds"}, {}};
    for (const ComparedWeights& one : comparison.weights) {
        const RunGroup& group = comparison.groups[one.group];
        const std::string spread = std::isnan(one.spread.deviation) ? "" : " ± " + percent(one.spread.deviation);
        table.rows.push_back({group.name(), weightsName(one.of), percent(one.spread.mean) + spread,
                              std::to_string(one.seeds.size()) + " of " + std::to_string(group.runs)});
    }
    return table;
}

Table differenceTable(const Comparison& comparison, TableFor whom) {
    if (whom == TableFor::Files) {
        Table table{{"first_runs", "first_weights", "second_runs", "second_weights", "evidence", "samples",
                     "difference", "lower", "upper", "more_seeds", "verdict"},
                    {}};
        for (const ComparedPair& pair : comparison.pairs) {
            const ComparedWeights& first = comparison.weights[pair.first];
            const ComparedWeights& second = comparison.weights[pair.second];
            const Difference found = pair.difference.value_or(
                Difference{.value = kUnknownNumber, .interval = {kUnknownNumber, kUnknownNumber}});
            table.rows.push_back(
                {comparison.groups[first.group].name(), first.of, comparison.groups[second.group].name(), second.of,
                 pair.difference ? nameOf(found.evidence) : "none", static_cast<double>(found.samples), found.value,
                 found.interval.lower, found.interval.upper,
                 found.moreSeeds ? static_cast<double>(*found.moreSeeds) : kUnknownNumber, verdictText(pair)});
        }
        return table;
    }
    Table table{{"first", "second", "difference, points", "95 % interval", "from", "verdict"}, {}};
    for (const std::size_t i : tellingPairs(comparison)) {
        const ComparedPair& pair = comparison.pairs[i];
        std::vector<Table::Cell> row{sideName(comparison, pair.first), sideName(comparison, pair.second)};
        if (pair.difference) {
            const Difference& found = *pair.difference;
            row.insert(row.end(),
                       {points(found.value), points(found.interval.lower) + " to " + points(found.interval.upper),
                        evidenceText(found)});
        } else {
            row.insert(row.end(), {"–", "–", "–"});
        }
        row.emplace_back(verdictText(pair));
        table.rows.push_back(std::move(row));
    }
    return table;
}

std::string comparisonMarkdown(const Comparison& comparison) {
    std::string text = markdownText(accuracyTable(comparison, TableFor::People)) +
                       "\nAccuracy on the test images, mean ± standard deviation over the seeds.\n";
    if (comparison.pairs.empty()) return text;
    return text + "\n" + markdownText(differenceTable(comparison, TableFor::People)) +
           "\nEach interval covers the true difference in 95 of 100 cases by itself; among many pairs some are "
           "separated "
           "by chance.\n";
}

}  // namespace basin
