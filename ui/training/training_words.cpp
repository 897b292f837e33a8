// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/training_words.h"

#include "ui/format.h"

#include <QCoreApplication>

#include <cmath>

namespace basin {

namespace {

QString say(const char* words) { return QCoreApplication::translate("Training", words); }

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
        case Kind::Constant: return say("constant");
        case Kind::MultiStep: return say("in steps");
        case Kind::Cosine: return say("cosine");
        case Kind::Small: return say("small");
        case Kind::Medium: return say("medium");
        case Kind::Large: return say("large");
        case Kind::Swa: return say("as in SWA's table");
    }
    return {};
}

QString averageTitle(const TrainingAverage& average) {
    using Kind = TrainingAverage::Kind;
    switch (average.kind) {
        case Kind::Polyak: return say("all iterates");
        case Kind::TailFraction: return say("the last %1").arg(formatShare(1.0 - average.value));
        case Kind::TailEpoch: return say("from epoch %1 on").arg(formatCount(std::llround(average.value)));
        case Kind::Ema: return say("exponential, ψ = %1").arg(formatEntry(average.value));
    }
    return {};
}

QString epochsTitle(std::int64_t epochs) {
    return epochs == 1 ? say("1 epoch") : say("%1 epochs").arg(formatCount(epochs));
}

QString runTitle(const RunConfig& config) {
    return say("%1 on %2, %3, η = %4, %5")
        .arg(networkTitle(config.network), QString::fromStdString(datasetEntry(config.dataset).title),
             optimizerTitle(config.optimizer), formatEntry(config.stepSize), scheduleTitle(config.schedule.kind));
}

QString formatDuration(double seconds) {
    if (!std::isfinite(seconds)) return QStringLiteral("–");
    if (seconds < 90.0) return say("%1 s").arg(formatCount(std::llround(seconds)));
    const long long minutes = std::llround(seconds / 60.0);
    if (minutes < 90) return say("%1 min").arg(minutes);
    const long long hours = minutes / 60;
    if (hours < 48) return minutes % 60 == 0 ? say("%1 h").arg(hours) : say("%1 h %2 min").arg(hours).arg(minutes % 60);
    return say("%1 days %2 h").arg(formatCount(hours / 24)).arg(hours % 24);
}

QString formatBytes(double bytes) {
    if (!std::isfinite(bytes)) return QStringLiteral("–");
    const bool giga = bytes >= 999.5e6;
    return giga ? say("%1 GB").arg(formatNumber(bytes / 1e9, 2))
                : say("%1 MB").arg(formatCount(std::llround(bytes / 1e6)));
}

}  // namespace basin
