// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/curve_look.h"

#include "core/run/training_average.h"
#include "ui/format.h"
#include "ui/theme.h"

#include <QCoreApplication>

#include <array>

namespace basin {

namespace {

/// The texts of this file, for translators.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(basin::TrainingCharts)
};

/// One dash pattern for each further average.
Qt::PenStyle dashes(std::size_t rank) {
    constexpr std::array kPens{Qt::SolidLine, Qt::DashLine, Qt::DotLine, Qt::DashDotLine, Qt::DashDotDotLine};
    return kPens[rank % kPens.size()];
}

Mark markOf(std::size_t rank) {
    constexpr std::array kMarks{Mark::Diamond, Mark::Square, Mark::FilledTriangle};
    return kMarks[rank % kMarks.size()];
}

QString iterateName(const Curve& curve) { return curve.sam ? Words::tr("SAM") : Words::tr("SGD"); }

CurveLook aloneLook(const Curve& curve) {
    const Theme& colours = currentTheme();
    const QColor iterate = curve.sam ? colours.sam : colours.sgd;
    const Mark mark = curve.sam ? Mark::Cross : Mark::Round;
    switch (curve.role) {
        case CurveRole::Iterate: return {{iterate, 2.0, Qt::SolidLine}, mark, iterateName(curve)};
        case CurveRole::IterateOwnStatistics:
            return {{iterate, 1.4, Qt::DotLine}, mark, Words::tr("%1, statistics of training").arg(iterateName(curve))};
        case CurveRole::Average:
            return {{colours.average, 2.2, dashes(curve.rank)}, markOf(curve.rank), averageWords(curve.of)};
        case CurveRole::Training: return {{colours.objective, 1.5, Qt::SolidLine}, Mark::Round, Words::tr("training")};
    }
    return {};
}

}  // namespace

QString averageWords(const std::string& name) {
    const auto average = averageFromText(name);
    QString plain = QString::fromStdString(name);
    if (!average) return plain;
    switch (average->kind) {
        case TrainingAverage::Kind::Polyak: return Words::tr("average of all");
        case TrainingAverage::Kind::TailFraction:
            return Words::tr("average of the last %1").arg(formatShare(1.0 - average->value));
        case TrainingAverage::Kind::TailEpoch:
            return Words::tr("average from epoch %1 on").arg(formatCount(static_cast<long long>(average->value)));
        case TrainingAverage::Kind::Ema:
            return Words::tr("exponential average, ψ = %1").arg(formatEntry(average->value));
    }
    return plain;
}

CurveLook lookOf(const Curve& curve, const RunLook& run, bool alone) {
    if (alone) return aloneLook(curve);
    const bool average = curve.role == CurveRole::Average;
    CurveLook look{{run.colour, average ? 2.0 : 1.8, Qt::SolidLine}, Mark::Round, run.title};
    if (average) {
        // The first average dashed, the further ones by the patterns that are left.
        look.style.pen = dashes(curve.rank + 1);
        look.mark = markOf(curve.rank);
        look.name = Words::tr("%1, %2").arg(run.title, averageWords(curve.of));
    } else if (curve.sam) {
        look.mark = Mark::Cross;
    }
    return look;
}

QColor runColour(std::size_t index) {
    // Okabe and Ito's, the yellow darker, and a neutral one for the eighth.
    static const std::array<const char*, kRunColours> kLight{"#0072b2", "#d55e00", "#009e73", "#cc79a7",
                                                             "#e69f00", "#56b4e9", "#7a6a00", "#555555"};
    static const std::array<const char*, kRunColours> kDark{"#56b4e9", "#f07b22", "#1fc796", "#e08fbd",
                                                            "#f0b93a", "#8fb8ff", "#d8d04a", "#c0c0c0"};
    return QColor(QLatin1String((currentTheme().dark ? kDark : kLight)[index % kRunColours]));
}

QString quantityName(Quantity quantity) {
    switch (quantity) {
        case Quantity::Accuracy: return Words::tr("Accuracy");
        case Quantity::Error: return Words::tr("Error");
        case Quantity::Loss: return Words::tr("Loss");
        case Quantity::TrainingLoss: return Words::tr("Training loss");
        case Quantity::StepSize: return Words::tr("Step size η");
        case Quantity::ImagesPerS: return Words::tr("Images a second");
        case Quantity::GradientNorm: return Words::tr("Gradient norm");
        case Quantity::Memory: return Words::tr("Device memory");
        case Quantity::Load: return Words::tr("Device load");
    }
    return {};
}

QString quantityTip(Quantity quantity) {
    switch (quantity) {
        case Quantity::Accuracy: return Words::tr("Share of images that the network names rightly.");
        case Quantity::Error:
            return Words::tr(
                "Share of images that the network names wrongly: on a logarithmic axis small differences show.");
        case Quantity::Loss:
            return Words::tr(
                "Cross-entropy: how surprised the network is by the right answers. With one run also the loss on the "
                "training batches.");
        case Quantity::TrainingLoss:
            return Words::tr(
                "Loss on the batches that are trained on, augmented as they are. It is noisy: smoothing helps.");
        case Quantity::StepSize:
            return Words::tr("How far one update goes along the gradient, as the schedule has it.");
        case Quantity::ImagesPerS: return Words::tr("Training images that go through the network in a second.");
        case Quantity::GradientNorm:
            return Words::tr("Length of the gradient of a batch. With a large step it stays large: SGD keeps moving.");
        case Quantity::Memory: return Words::tr("Memory in use on the device.");
        case Quantity::Load: return Words::tr("Share of the time in which the device computes.");
    }
    return {};
}

QString quantityAxis(Quantity quantity, Split images) {
    if (!hasImages(quantity)) return quantityAxis(quantity);
    QString title = quantityAxis(quantity);
    switch (images) {
        case Split::Test: return Words::tr("%1, test images").arg(title);
        case Split::Holdout: return Words::tr("%1, held-out images").arg(title);
        case Split::Train: return Words::tr("%1, training images").arg(title);
    }
    return title;
}

QString quantityAxis(Quantity quantity) {
    switch (quantity) {
        case Quantity::Accuracy: return Words::tr("Accuracy (%)");
        case Quantity::Error: return Words::tr("Error (%)");
        case Quantity::Memory: return Words::tr("Device memory (GB)");
        case Quantity::Load: return Words::tr("Device load (%)");
        default: return quantityName(quantity);
    }
}

double quantityFactor(Quantity quantity) {
    switch (quantity) {
        case Quantity::Accuracy:
        case Quantity::Error:
        case Quantity::Load: return 100.0;
        case Quantity::Memory: return 1e-9;
        default: return 1.0;
    }
}

QString quantityValue(Quantity quantity, double value) {
    switch (quantity) {
        case Quantity::Accuracy:
        case Quantity::Error: return Words::tr("%1 %").arg(formatReading(100.0 * value, 10.0));
        case Quantity::Load: return formatShare(value);
        case Quantity::Memory: return Words::tr("%1 GB").arg(formatNumber(1e-9 * value));
        default: return formatNumber(value);
    }
}

bool hasImages(Quantity quantity) {
    return quantity == Quantity::Accuracy || quantity == Quantity::Error || quantity == Quantity::Loss;
}

ProgressUnit progressUnit(ProgressAxis axis, double longest) {
    constexpr double kMinute = 60.0, kHour = 3600.0;
    switch (axis) {
        case ProgressAxis::Epoch: return {Words::tr("Epochs of training"), 1.0, {}};
        case ProgressAxis::Step: return {Words::tr("Steps"), 1.0, {}};
        case ProgressAxis::GradientEvaluations: return {Words::tr("Gradient evaluations"), 1.0, {}};
        case ProgressAxis::Time: break;
    }
    if (longest < 5.0 * kMinute) return {Words::tr("Training time (s)"), 1.0, Words::tr(" s")};
    if (longest < 5.0 * kHour) return {Words::tr("Training time (min)"), 1.0 / kMinute, Words::tr(" min")};
    return {Words::tr("Training time (h)"), 1.0 / kHour, Words::tr(" h")};
}

}  // namespace basin
