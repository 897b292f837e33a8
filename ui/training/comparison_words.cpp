// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/comparison_words.h"

#include "core/run/comparison_table.h"
#include "ui/format.h"
#include "ui/training/training_words.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace basin {

namespace {

/// The texts of this file, for translators.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(basin::Comparison)
};

QString percent(double share) { return QLocale().toString(100.0 * share, 'f', 2); }

QString stepSizeTitle(TrainingSchedule::Kind kind) {
    using Kind = TrainingSchedule::Kind;
    switch (kind) {
        case Kind::Small: return Words::tr("small step sizes");
        case Kind::Medium: return Words::tr("medium step sizes");
        case Kind::Large: return Words::tr("large step sizes");
        default: return Words::tr("schedule: %1").arg(scheduleTitle(kind));
    }
}

/// What an optimiser brings along: its own radius, and whether averages are kept.
bool isOfOptimizer(const std::string& trait) { return trait == "optimizer" || trait == "rho" || trait == "average"; }

/// A configuration without what belongs to its optimiser.
RunConfig withoutOptimizer(RunConfig config) {
    const RunConfig standard;
    config.optimizer = standard.optimizer;
    config.rho = standard.rho;
    config.averages = standard.averages;
    // And without what never tells groups apart.
    config.seed = standard.seed;
    config.data = standard.data;
    config.device = standard.device;
    config.threads = standard.threads;
    config.versions.clear();
    config.maxTimeS.reset();
    return config;
}

}  // namespace

QString groupTitle(const RunGroup& group) {
    QStringList words;
    bool tellsOptimizer = false;
    for (const auto& [name, value] : group.traits) {
        if (name == "schedule")
            words.prepend(stepSizeTitle(group.config.schedule.kind));
        else if (isOfOptimizer(name))
            tellsOptimizer = tellsOptimizer || name == "optimizer";
        else
            words << QStringLiteral("%1 %2").arg(QString::fromStdString(name), QString::fromStdString(value));
    }
    if (!tellsOptimizer)
        for (const auto& [name, value] : group.traits)
            if (isOfOptimizer(name))
                words << QStringLiteral("%1 %2").arg(QString::fromStdString(name), QString::fromStdString(value));
    return words.isEmpty() ? runTitle(group.config) : words.join(QStringLiteral(", "));
}

QString shortWeightsTitle(const RunGroup& group, const std::string& of) {
    return of != "sgd" && group.config.averages.size() == 1 && group.config.optimizer == Optimizer::Sgd
               ? Words::tr("average")
               : weightsTitle(group, of);
}

QString weightsTitle(const RunGroup& group, const std::string& of) {
    QString optimizer = optimizerTitle(group.config.optimizer);
    if (of == "sgd") return optimizer;
    const Result<TrainingAverage> average = averageFromText(of);
    const QString title = average ? averageTitle(*average) : QString::fromStdString(of);
    return group.config.optimizer == Optimizer::Sgd ? Words::tr("average, %1").arg(title)
                                                    : Words::tr("average of %1, %2").arg(optimizer, title);
}

QString spreadWords(const Spread& spread) {
    if (std::isnan(spread.deviation)) return percent(spread.mean);
    return Words::tr("%1 ± %2").arg(percent(spread.mean), percent(spread.deviation));
}

QString pointsWords(double share) {
    const QString size = percent(std::abs(share));
    return (share < 0.0 ? QStringLiteral("−") : QStringLiteral("+")) + size;
}

QString evidenceWords(const Difference& difference) {
    const QString count = formatCount(difference.samples);
    switch (difference.evidence) {
        case Evidence::CommonSeeds: return Words::tr("%1 common seeds").arg(count);
        case Evidence::OtherSeeds: return Words::tr("%1 seeds on each side").arg(count);
        case Evidence::Images: return Words::tr("%1 images").arg(count);
    }
    return {};
}

QString verdictWords(const ComparedPair& pair) {
    if (!pair.difference) return Words::tr("can not be told: too few runs");
    const Difference& difference = *pair.difference;
    const bool byImages = difference.evidence == Evidence::Images;
    if (difference.isSeparated()) return byImages ? Words::tr("clear, for these two networks") : Words::tr("clear");
    if (byImages) return Words::tr("within its uncertainty; more seeds may tell");
    if (!difference.moreSeeds) return Words::tr("within its uncertainty");
    return *difference.moreSeeds == 1
               ? Words::tr("within its uncertainty (≈ 1 more seed)")
               : Words::tr("within its uncertainty (≈ %1 more seeds)").arg(formatCount(*difference.moreSeeds));
}

std::vector<std::size_t> pairsToShow(const Comparison& comparison) {
    std::vector<std::size_t> shown;
    for (std::size_t i = 0; i < comparison.pairs.size(); ++i) {
        const std::size_t first = comparison.weights[comparison.pairs[i].first].group;
        const std::size_t second = comparison.weights[comparison.pairs[i].second].group;
        if (first == second ||
            withoutOptimizer(comparison.groups[first].config) == withoutOptimizer(comparison.groups[second].config))
            shown.push_back(i);
    }
    if (shown.empty()) return tellingPairs(comparison);
    // Setting by setting; first what an average gains over its own iterates.
    std::vector<QString> settings;
    for (const RunGroup& group : comparison.groups) settings.push_back(groupTitle(group));
    std::ranges::stable_sort(shown, {}, [&](std::size_t i) {
        const std::size_t first = comparison.weights[comparison.pairs[i].first].group;
        const std::size_t second = comparison.weights[comparison.pairs[i].second].group;
        const auto setting = std::ranges::find(settings, std::min(settings[first], settings[second]));
        return std::pair(setting - settings.begin(), first != second);
    });
    return shown;
}

}  // namespace basin
