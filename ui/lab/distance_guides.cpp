// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/distance_guides.h"

#include "core/theory/distance_lines.h"
#include "ui/format.h"

#include <QCoreApplication>

#include <cmath>

namespace basin {

namespace {

/// The texts of this file, for translators.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(basin::DistanceGuides)
};

void addLevel(std::vector<DistanceGuide>& guides, const std::optional<double>& level, DistanceGuide guide) {
    if (!level) return;
    guide.sentence = guide.sentence.arg(formatNumber(*level));
    guide.at = [value = *level](std::int64_t) { return value; };
    guides.push_back(std::move(guide));
}

/// (v₀ − v*)², if all steps of the chart were taken from the start on and under the present settings.
std::optional<double> startDistance2(const DistanceTheory& theory, const Frame& frame) {
    const bool whole = frame.course && frame.course->stretches.size() == 1 && frame.averagedSteps == frame.step;
    if (!whole) return std::nullopt;
    const double w = frame.course->start, v = w - theory.stepSize * frame.analysis->landscape->slope(w);
    return std::pow(v - theory.report.vStar, 2);
}

}  // namespace

std::vector<DistanceGuide> distanceGuides(const DistanceTheory& theory, const Frame& frame) {
    std::vector<DistanceGuide> guides;
    // With momentum, a schedule or several v* the chart shows what these lines are not about.
    if (!frame.course || !frame.course->stretches.back().plain || frame.analysis->targets.size() != 1) return guides;
    const auto& [report, stepSize, average] = theory;
    const DistanceLines lines = distanceLines(report, stepSize);
    addLevel(
        guides, lines.upper,
        {.label = lines.upperIsB1 ? Words::tr("SGD at most, B1") : Words::tr("SGD at most, B1′"),
         .sentence = Words::tr(
             "In the long run the RMS distance of SGD is at most %1: the bound on D = E(v − v*)², and the noise of "
             "the last step, η²σ², on top.")});
    addLevel(guides, lines.lower,
             {.label = Words::tr("SGD at least, B2"),
              .sentence = Words::tr(
                  "However long it runs, the RMS distance of SGD stays at least %1: only a smaller step size brings "
                  "it nearer, or the average.")});
    addLevel(guides, lines.expected,
             {.label = Words::tr("SGD expected, P1"),
              .sentence = Words::tr(
                  "In the long run SGD is expected at an RMS distance of %1, from the noise and the curvature of F at "
                  "v* alone."),
              .bound = false});

    const Bounds bounds = boundsFor(report.constants, stepSize);
    const std::optional<double> start = startDistance2(theory, frame);
    const bool grows = average.kind != Average::Kind::Window && average.kind != Average::Kind::Exponential;
    const std::optional<double> bias = bounds.B3 ? bounds.B3 : bounds.B6;
    const QString biasName = bounds.B3 ? QStringLiteral("B3") : QStringLiteral("B6");
    if (start && averageLine(report, stepSize, *start, average, frame.averagedSteps + 1))
        guides.push_back(
            {.label = Words::tr("average at most, B4"),
             .sentence = Words::tr("The mean distance of the average of v is at most this; with more and more "
                                   "iterates its bound comes down to that of the bias, %1 (%2).")
                             .arg(bias ? formatNumber(*bias) : QStringLiteral("–"), biasName),
             .ofAverage = true,
             .at = [=](std::int64_t t) {
                 return averageLine(theory.report, theory.stepSize, *start, theory.average, t);
             }});
    else if (grows)
        addLevel(
            guides, bias,
            {.label = Words::tr("average at most, %1").arg(biasName),
             .sentence =
                 bounds.B3 ? Words::tr("With more and more iterates the average comes to within %1 of v*: its bias is "
                                       "at most (M/μ) D.")
                           : Words::tr("With more and more iterates the average comes to within %1 of v*: its bias is "
                                       "at most (M D + β)/μ, with β for noise that depends on w."),
             .ofAverage = true});
    const Predictions predictions = predictionsFor(report, stepSize);
    if (expectedAverage(report, stepSize, average, frame.averagedSteps + 1))
        guides.push_back(
            {.label = Words::tr("average expected, P2 + P3"),
             .sentence =
                 Words::tr(
                     "The average is expected here: its bias %1 (P2) stays, its noise √(σ²/(μ²T)) (P3) fades with the "
                     "number T of iterates in it.")
                     .arg(formatNumber(*predictions.P2)),
             .bound = false,
             .ofAverage = true,
             .at = [=](std::int64_t t) { return expectedAverage(theory.report, theory.stepSize, theory.average, t); }});
    return guides;
}

}  // namespace basin
