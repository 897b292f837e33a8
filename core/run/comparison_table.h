// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/comparison.h"
#include "core/table.h"

namespace basin {

/// Files hold shares and names as everywhere; people read percent, and fewer digits.
enum class TableFor { People, Files };

/// Mean and standard deviation over the seeds, a row for each set of weights of each group.
Table accuracyTable(const Comparison& comparison, TableFor whom);

/// The differences with their intervals and verdicts: files get all pairs, people the telling ones.
Table differenceTable(const Comparison& comparison, TableFor whom);

/// Up to fifteen pairs all of them; else the iterate against the averages of its own runs, and the same weights in other
/// groups. Indices of `pairs`.
std::vector<std::size_t> tellingPairs(const Comparison& comparison);

/// "separated", "not separable, about 3 more seeds", …
std::string verdictText(const ComparedPair& pair);

/// Both tables for people in Markdown, with what the numbers mean.
std::string comparisonMarkdown(const Comparison& comparison);

}  // namespace basin
