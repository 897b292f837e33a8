// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/comparison.h"

#include <QString>

namespace basin {

/// What tells a group of runs from the others: "large step sizes, SAM".
QString groupTitle(const RunGroup& group);
/// "SGD", "average, the last 25 %", "SAM".
QString weightsTitle(const RunGroup& group, const std::string& of);
/// The same as short as it is still clear beside its group: "average".
QString shortWeightsTitle(const RunGroup& group, const std::string& of);
/// "52.1 ± 0.4" in per cent; the deviation over the seeds, where there are several.
QString spreadWords(const Spread& spread);
/// In points of per cent, with its sign.
QString pointsWords(double share);
/// Whether a difference can be told, and what would tell it.
QString verdictWords(const ComparedPair& pair);
/// What a difference was estimated from: "3 common seeds".
QString evidenceWords(const Difference& difference);

/// The pairs that answer the paper's question: weights of one group, and groups that differ in their optimiser alone. If
/// there are none such, those that `tellingPairs` chooses. Indices of `pairs`.
std::vector<std::size_t> pairsToShow(const Comparison& comparison);

}  // namespace basin
