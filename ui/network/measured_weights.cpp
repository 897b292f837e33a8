// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/network/measured_weights.h"

#include "ui/theme.h"
#include "ui/training/curve_look.h"
#include "ui/training/run_words.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace basin {

namespace {

/// The texts of this file, for translators.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(basin::MeasuredWeights)
};

/// "sgd", then the averages in the order in which the run has them, then others (a tail that begins elsewhere).
std::size_t rankOf(const MeasuredRun& run, const std::string& of) {
    if (of == "sgd") return 0;
    std::size_t rank = 1;
    if (run.summary.config)
        for (const TrainingAverage& average : run.summary.config->averages) {
            if (average.name() == of) return rank;
            ++rank;
        }
    return rank;
}

void addWeights(const MeasuredRun& run, std::vector<MeasuredWeights>& all) {
    std::vector<MeasuredWeights> own;
    const auto entry = [&](const std::string& of, std::int64_t step) -> MeasuredWeights& {
        const auto found = std::ranges::find(own, of, &MeasuredWeights::of);
        MeasuredWeights& weights = found == own.end() ? own.emplace_back() : *found;
        if (weights.of.empty()) weights = {.of = of, .optimizer = run.optimizer(), .run = &run, .step = step};
        // Only what was measured at the newest checkpoint is shown.
        if (step > weights.step) {
            weights.step = step;
            weights.sharpness = nullptr;
            weights.noise = nullptr;
        }
        return weights;
    };
    for (const Sharpness& found : run.measurements->sharpness)
        if (MeasuredWeights& weights = entry(found.of, found.step); weights.step == found.step)
            weights.sharpness = &found;
    for (const GradientNoiseMeasurement& found : run.measurements->noise)
        if (MeasuredWeights& weights = entry(found.of, found.step); weights.step == found.step) weights.noise = &found;
    std::ranges::stable_sort(own, {}, [&](const MeasuredWeights& weights) { return rankOf(run, weights.of); });
    for (MeasuredWeights& weights : own) weights.look = lookOfWeights(weights.of, weights.optimizer, &run);
    all.insert(all.end(), own.begin(), own.end());
}

}  // namespace

WeightsLook lookOfWeights(const std::string& of, Optimizer optimizer, const MeasuredRun* run) {
    const Theme& colours = currentTheme();
    const bool sam = optimizer == Optimizer::Sam;
    if (of == "sgd") return {sam ? colours.sam : colours.sgd, sam ? Mark::Cross : Mark::Round, Qt::SolidLine};
    constexpr std::array kMarks{Mark::Diamond, Mark::Square, Mark::FilledTriangle};
    constexpr std::array kPens{Qt::SolidLine, Qt::DashLine, Qt::DotLine};
    const std::size_t rank = run ? rankOf(*run, of) - 1 : 0;
    // An average of SAM's iterates has SAM's colour: green is what SGD's averages have.
    return {sam ? colours.sam : colours.average, kMarks[rank % kMarks.size()],
            sam ? Qt::DashDotLine : kPens[rank % kPens.size()]};
}

QString weightsName(const std::string& of, Optimizer optimizer) {
    const bool sam = optimizer == Optimizer::Sam;
    if (of == "sgd") return sam ? Words::tr("SAM") : Words::tr("SGD");
    return sam ? Words::tr("SAM, %1").arg(averageWords(of)) : averageWords(of);
}

double MeasuredRun::effectiveStepSize() const {
    return summary.config ? summary.config->stepSize / (1.0 - summary.config->momentum) : kUnknown;
}

const BatchNoise* noiseOfRun(const GradientNoiseMeasurement& found, const MeasuredRun& run) {
    const bool augmented = run.summary.config && (run.summary.config->augmentation || run.summary.config->cutout > 0.0);
    const BatchNoise* best = nullptr;
    for (const BatchNoise& noise : found.noise)
        if (noise.batchSize == found.batchSize && (!best || noise.augmented == augmented)) best = &noise;
    return best;
}

std::vector<MeasuredWeights> weightsOf(const std::vector<const MeasuredRun*>& runs, const Slice* values) {
    std::vector<MeasuredWeights> all;
    for (const Optimizer optimizer : {Optimizer::Sgd, Optimizer::Sam})
        for (const MeasuredRun* run : runs)
            if (run->optimizer() == optimizer) addWeights(*run, all);
    for (MeasuredWeights& weights : all) {
        weights.name = weightsName(weights.of, weights.optimizer);
        if (!values) continue;
        for (const SliceMark& mark : values->marks)
            if (mark.run == weights.run->summary.path.filename().string() && mark.of == weights.of &&
                mark.step == weights.step)
                weights.value = mark.value;
    }
    std::vector<QString> names;
    names.reserve(all.size());
    for (const MeasuredWeights& weights : all) names.push_back(weights.name);
    for (MeasuredWeights& weights : all)
        if (std::ranges::count(names, weights.name) > 1)
            weights.name = Words::tr("%1 of %2").arg(weights.name, runName(weights.run->summary));
    return all;
}

}  // namespace basin
