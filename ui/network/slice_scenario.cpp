// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/network/slice_scenario.h"

#include "core/run/training_average.h"
#include "ui/format.h"
#include "ui/network/slice_values.h"
#include "ui/training/run_words.h"
#include "ui/widgets/value_scale.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <cmath>

namespace basin {

namespace {

/// The texts of this file, for translators.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(basin::SliceScenario)
};

constexpr double kMadeUpJump = 0.01;  // of the slice's extent, by the noise of one step

/// The lab's average that is what the run's is.
Average averageLike(const TrainingAverage& average, const RunConfig& config) {
    using Kind = TrainingAverage::Kind;
    switch (average.kind) {
        case Kind::Polyak: return {.kind = Average::Kind::PolyakRuppert};
        case Kind::TailFraction: return {.kind = Average::Kind::LastFraction, .fraction = 1.0 - average.value};
        case Kind::TailEpoch: {
            const double share = 1.0 - average.value / static_cast<double>(config.totalEpochs());
            return {.kind = Average::Kind::LastFraction, .fraction = std::clamp(share, 0.01, 0.99)};
        }
        case Kind::Ema: return {.kind = Average::Kind::Exponential, .decay = average.value};
    }
    return {};
}

/// That of the first mark which is one, else the run's first.
Average averageOf(const Slice& slice, const RunConfig& config) {
    for (const SliceMark& mark : slice.marks)
        if (const Result<TrainingAverage> average = averageFromText(mark.of)) return averageLike(*average, config);
    return config.averages.empty() ? Average{} : averageLike(config.averages.front(), config);
}

QString noiseWords(const SliceNoise& noise) {
    const QString sigma = formatNumber(noise.sigma);
    switch (noise.source) {
        case SliceNoise::Source::Along:
            return Words::tr("noise σ = %1 along it as measured with batches of %2")
                .arg(sigma, formatCount(noise.batchSize));
        case SliceNoise::Source::AllDirections:
            return Words::tr("noise σ = %1, the measured mean over all directions with batches of %2")
                .arg(sigma, formatCount(noise.batchSize));
        case SliceNoise::Source::MadeUp:
            return Words::tr("noise σ = %1 made up, as it was not measured (one step jumps a hundredth of the slice)")
                .arg(sigma);
    }
    return {};
}

}  // namespace

std::optional<SliceNoise> measuredNoise(const Slice& slice, const MeasuredRun& run) {
    if (slice.marks.empty() || !run.summary.config) return std::nullopt;
    const SliceMark& first = slice.marks.front();
    const bool isThroughMarks = slice.setting.kind == SliceKind::Segment || slice.setting.kind == SliceKind::Plane;
    const double injected = run.summary.config->noise ? run.summary.config->noise->sigma : 0.0;
    for (const GradientNoiseMeasurement& found : run.measurements->noise) {
        if (found.of != first.of || found.step != first.step) continue;
        const BatchNoise* own = noiseOfRun(found, run);
        if (!own) continue;
        const auto noise = [&](SliceNoise::Source source, double variance) {
            return SliceNoise{source, std::hypot(std::sqrt(std::max(0.0, variance)), injected), own->batchSize};
        };
        const bool isOfOneCheckpoint =
            slice.marks.size() > 1 && slice.marks[1].run == first.run && slice.marks[1].step == found.step;
        for (std::size_t i = 0; isThroughMarks && isOfOneCheckpoint && i < found.directions.size(); ++i)
            if (found.directions[i].name == "to " + slice.marks[1].of && own->along[i].value > 0.0)
                return noise(SliceNoise::Source::Along, own->along[i].value);
        if (found.parameters > 0)
            return noise(SliceNoise::Source::AllDirections, own->trace.value / static_cast<double>(found.parameters));
    }
    return std::nullopt;
}

SliceNoise madeUpNoise(const Slice& slice, const MeasuredRun& run) {
    return {SliceNoise::Source::MadeUp, kMadeUpJump * domainOf(slice).x.width() / run.effectiveStepSize(),
            run.summary.config ? run.summary.config->batchSize : 1};
}

QString sliceTitle(const Slice& slice, const QString& run) {
    QStringList names;
    for (const SliceMark& mark : slice.marks) names << weightsName(mark.of, mark.optimizer);
    switch (slice.setting.kind) {
        case SliceKind::RandomLine: return Words::tr("%1: a random line from %2").arg(run, names.value(0));
        case SliceKind::RandomPlane: return Words::tr("%1: a random plane about %2").arg(run, names.value(0));
        case SliceKind::TrajectoryPlane: return Words::tr("%1: along the way of training").arg(run);
        case SliceKind::Plane: return Words::tr("%1: plane through %2").arg(run, names.join(QStringLiteral(", ")));
        case SliceKind::Segment: break;
    }
    return Words::tr("%1: %2 to %3").arg(run, names.value(0), names.value(1));
}

Result<Scenario> scenarioOf(const Slice& slice, const MeasuredRun& run, const SliceNoise& noise) {
    if (!run.summary.config || slice.marks.empty())
        return Error{
            Words::tr("The settings of the run cannot be read: without them there is no step size.").toStdString(),
            "config"};
    if (!slice.isComplete())
        return Error{Words::tr("The slice is not complete yet: measure the rest of it first.").toStdString(), "slice"};
    const RunConfig& config = *run.summary.config;
    Scenario scenario;
    if (slice.inPlane()) {
        SurfaceChoice choice;
        choice.kind = SurfaceChoice::Kind::Table;
        choice.table = tableOf(slice, SliceQuantity::TrainingLoss);
        if (!std::ranges::all_of(choice.table.values, [](double f) { return std::isfinite(f); }))
            return Error{
                Words::tr("The training loss is not finite everywhere in the plane: measure one with a smaller "
                          "margin.")
                    .toStdString(),
                "slice"};
        setSurface(scenario, std::move(choice));
    } else {
        LandscapeChoice choice;
        choice.kind = LandscapeChoice::Kind::Curve;
        choice.points = curveOf(slice, SliceQuantity::TrainingLoss);
        if (choice.points.size() < slice.values.size())
            return Error{Words::tr("The training loss is not finite everywhere on the line: measure one with a smaller "
                                   "margin.")
                             .toStdString(),
                         "slice"};
        setLandscape(scenario, std::move(choice));
    }
    const SliceMark& first = slice.marks.front();
    const Point start = placeOf(slice, first.x, first.y);
    if (scenario.plane)
        scenario.plane->start = start;
    else
        scenario.start = start.x;
    scenario.stepSize = run.effectiveStepSize();
    // As one image has it, over the run's batches: so that the batch size can be changed.
    scenario.law = Law::Gaussian;
    scenario.equalSigma = true;
    scenario.batchSize = noise.batchSize;
    scenario.noiseSize = roundToDigits(noise.sigma * std::sqrt(static_cast<double>(noise.batchSize)), 6);
    scenario.averages = {averageOf(slice, config)};
    const QString name = sliceTitle(slice, runName(run.summary));
    scenario.title = Words::tr("Slice of %1").arg(name).toStdString();
    // Where the schedule lowers the step size, that of the launch is what the average has seen first.
    const QString step = (config.schedule.kind == TrainingSchedule::Kind::Constant
                              ? Words::tr("step size η/(1 − β) = %1")
                              : Words::tr("step size of the launch, η/(1 − β) = %1"))
                             .arg(formatNumber(scenario.stepSize));
    const QString images = formatCount(slice.trainImages);
    scenario.watch =
        (scenario.plane
             ? Words::tr(
                   "A slice of the network, not the network: distances in weight space, f the loss over %1 training "
                   "images; %2, %3, taken to be the same in all directions.")
             : Words::tr(
                   "A slice of the network, not the network: w is the distance in weight space, f the loss over %1 "
                   "training images; %2, %3."))
            .arg(images, step, noiseWords(noise))
            .toStdString();
    if (const std::optional<Error> error = checkScenario(scenario)) return *error;
    return scenario;
}

}  // namespace basin
