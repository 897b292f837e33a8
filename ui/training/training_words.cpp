// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/training_words.h"

#include "ui/format.h"

#include <QCoreApplication>

#include <cmath>

namespace basin {

namespace {

/// The texts of this file, for translators.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(basin::TrainingWords)
};

}  // namespace

QString networkTitle(Architecture network) {
    switch (network) {
        case Architecture::ResNet50: return QStringLiteral("ResNet-50");
        case Architecture::Wrn28x10: return QStringLiteral("WRN-28-10");
        case Architecture::Wrn34x10: return QStringLiteral("WRN-34-10");
        case Architecture::ResNet18: return QStringLiteral("ResNet-18");
        case Architecture::ResNet20: return QStringLiteral("ResNet-20");
        case Architecture::ResNet8: return QStringLiteral("ResNet-8");
    }
    return {};
}

QString optimizerTitle(Optimizer optimizer) {
    return optimizer == Optimizer::Sam ? QStringLiteral("SAM") : QStringLiteral("SGD");
}

QString scheduleTitle(TrainingSchedule::Kind kind) {
    using Kind = TrainingSchedule::Kind;
    switch (kind) {
        case Kind::Constant: return Words::tr("constant");
        case Kind::MultiStep: return Words::tr("in steps");
        case Kind::Cosine: return Words::tr("cosine");
        case Kind::Small: return Words::tr("small");
        case Kind::Medium: return Words::tr("medium");
        case Kind::Large: return Words::tr("large");
        case Kind::Swa: return Words::tr("as in SWA's table");
    }
    return {};
}

QString averageTitle(const TrainingAverage& average) {
    using Kind = TrainingAverage::Kind;
    switch (average.kind) {
        case Kind::Polyak: return Words::tr("all iterates");
        case Kind::TailFraction: return Words::tr("the last %1").arg(formatShare(1.0 - average.value));
        case Kind::TailEpoch: return Words::tr("from epoch %1 on").arg(formatCount(std::llround(average.value)));
        case Kind::Ema: return Words::tr("exponential, ψ = %1").arg(formatEntry(average.value));
    }
    return {};
}

QString epochsTitle(std::int64_t epochs) {
    return epochs == 1 ? Words::tr("1 epoch") : Words::tr("%1 epochs").arg(formatCount(epochs));
}

QString runTitle(const RunConfig& config) {
    return Words::tr("%1 on %2, %3, η = %4, %5")
        .arg(networkTitle(config.network), QString::fromStdString(datasetEntry(config.dataset).title),
             optimizerTitle(config.optimizer), formatEntry(config.stepSize), scheduleTitle(config.schedule.kind));
}

QString formatDuration(double seconds) {
    if (!std::isfinite(seconds)) return QStringLiteral("–");
    if (seconds < 90.0) return Words::tr("%1 s").arg(formatCount(std::llround(seconds)));
    const long long minutes = std::llround(seconds / 60.0);
    if (minutes < 90) return Words::tr("%1 min").arg(minutes);
    const long long hours = minutes / 60;
    if (hours < 48)
        return minutes % 60 == 0 ? Words::tr("%1 h").arg(hours) : Words::tr("%1 h %2 min").arg(hours).arg(minutes % 60);
    return Words::tr("%1 days %2 h").arg(formatCount(hours / 24)).arg(hours % 24);
}

QString formatBytes(double bytes) {
    if (!std::isfinite(bytes)) return QStringLiteral("–");
    const bool giga = bytes >= 999.5e6;
    return giga ? Words::tr("%1 GB").arg(formatNumber(bytes / 1e9, 2))
                : Words::tr("%1 MB").arg(formatCount(std::llround(bytes / 1e6)));
}

}  // namespace basin
