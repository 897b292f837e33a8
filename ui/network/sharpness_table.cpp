// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/network/sharpness_table.h"

#include "core/noise/student.h"
#include "ui/format.h"
#include "ui/theme.h"
#include "ui/training/curve_look.h"
#include "ui/training/run_words.h"
#include "ui/translation.h"

#include <QHeaderView>
#include <QPainter>
#include <QStringList>

#include <algorithm>
#include <cmath>

namespace basin {

namespace {

constexpr double kUnsure = 0.05;  // chance that a difference is told where there is none

/// "1,234 ± 56", and below it "Δ −310 ± 12".
QString lines(const Mean& value, const std::optional<Mean>& change) {
    QString text = formatUncertain(value.value, value.error);
    if (change) text += QStringLiteral("\nΔ ") + formatUncertain(change->value, change->error);
    return text;
}

/// Student's test over the batches of images. `within`: a bound of what is not chance.
bool isSure(const Mean& difference, const SharpnessSetting& setting, double within = 0.0) {
    const double batches = static_cast<double>(setting.images) / setting.batchSize;
    return std::abs(difference.value) > within - studentQuantile(batches - 1.0, 0.5 * kUnsure) * difference.error;
}

/// Weights of one run are compared at one checkpoint.
bool areOfOtherCheckpoints(const MeasuredWeights& a, const MeasuredWeights& b) {
    return a.run == b.run && a.step != b.step;
}

}  // namespace

SharpnessTable::SharpnessTable(QWidget* parent) : QTableWidget(0, Columns, parent) {
    setAccessibleName(tr("Sharpness of the weights"));
    setHorizontalHeaderLabels({tr("Weights"), tr("Training\nloss"), tr("Training\naccuracy"), tr("Test\naccuracy"),
                               tr("Trace of the\nHessian"), tr("… per filter,\nnormalised"),
                               tr("Largest\neigenvalue λ₁"), tr("Length\n‖w‖"), tr("Gradient\nnoise tr Σ"),
                               tr("Smoothing\nF − f")});
    const std::pair<int, QString> tips[] = {
        {Name, tr("Whose weights: all numbers of a row were measured at them, with the batch-norm statistics "
                  "recomputed. Δ is the difference from the first row.")},
        {Loss, tr("Cross entropy on the training images on which sharpness was measured, without augmentation.")},
        {Accuracy, tr("Share of these training images that are named rightly.")},
        {TestAccuracy,
         tr("Share of the test images of a line or a plane through these weights that are named rightly.")},
        {Trace,
         tr("Sum of all curvatures of the loss: the smaller it is, the flatter the minimum. ± is one standard error "
            "over images and probe vectors; differences are paired, so they are known more closely than the "
            "numbers themselves.")},
        {NormalisedTrace,
         tr("The trace along directions that have in each filter the length of its weights. Rescaling a "
            "layer changes the trace, and neither this number nor what the network computes.")},
        {Largest,
         tr("The curvature of the steepest direction: gradient descent without noise is unstable where the step "
            "size is above 2/λ₁.")},
        {Norm, tr("Length of the weight vector. The trace of a network with larger weights is smaller by that alone.")},
        {Noise, tr("Variance of a minibatch gradient, summed over all weights, at the run's own batch size.")},
        {Smoothing,
         tr("How much higher the loss is on average one noisy step of SGD away, with batch-norm statistics of its own "
            "there: the smaller it is, the flatter the loss about these weights.")}};
    for (const auto& [column, tip] : tips) horizontalHeaderItem(column)->setToolTip(tip);
    verticalHeader()->hide();
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setTabKeyNavigation(false);
    setShowGrid(false);
    setAlternatingRowColors(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(
        static_cast<Qt::Alignment>(static_cast<int>(Qt::AlignCenter) | static_cast<int>(Qt::TextWordWrap)));
    horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    horizontalHeader()->setSectionResizeMode(Name, QHeaderView::Fixed);
    // What has no uncertainty leaves its room to what has.
    for (const int column : {Loss, Accuracy, TestAccuracy, Norm})
        horizontalHeader()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    horizontalHeader()->setMinimumSectionSize(30);
}

void SharpnessTable::addNoise(Row& row) {
    const GradientNoiseMeasurement* found = row.weights.noise;
    if (!found) return;
    if (const BatchNoise* own = noiseOfRun(*found, *row.weights.run)) row.noise = own->trace;
    if (std::isnan(m_stepSize)) m_stepSize = row.weights.run->effectiveStepSize();
    const auto index = [this](const GradientNoiseMeasurement& one) -> std::optional<std::size_t> {
        for (std::size_t i = 0; i < one.smoothed.size(); ++i)
            if (std::abs(one.smoothed[i].stepSize - m_stepSize) < 1e-6 * m_stepSize) return i;
        return std::nullopt;
    };
    const std::optional<std::size_t> own = index(*found);
    if (!own) return;
    row.smoothing = found->smoothed[*own].byMinibatches;
    const GradientNoiseMeasurement* first = m_rows.empty() ? nullptr : m_rows.front().weights.noise;
    if (!first) return;
    row.noiseIncomparable = areOfOtherCheckpoints(m_rows.front().weights, row.weights)
                                ? tr("they are of other checkpoints of the run")
                                : coreText(incomparable(*first, *found));
    const std::optional<std::size_t> firsts = index(*first);
    if (row.noiseIncomparable.isEmpty() && firsts == own)
        row.smoothingChange = smoothingDifference(*first, *found, *own);
}

void SharpnessTable::setWeights(const std::vector<MeasuredWeights>& weights) {
    m_rows.clear();
    m_stepSize = kUnknown;
    for (const MeasuredWeights& each : weights) {
        Row row{.weights = each};
        const Sharpness* first = m_rows.empty() ? nullptr : m_rows.front().weights.sharpness;
        if (first && each.sharpness) {
            row.incomparable = areOfOtherCheckpoints(m_rows.front().weights, each)
                                   ? tr("they are of other checkpoints of the run")
                                   : coreText(incomparable(*first, *each.sharpness));
            if (row.incomparable.isEmpty()) row.difference = differenceOf(*first, *each.sharpness);
        }
        addNoise(row);
        m_rows.push_back(std::move(row));
    }
    setRowCount(static_cast<int>(m_rows.size()));
    hideColumns();
    for (int row = 0; row < rowCount(); ++row) showRow(row);
    fitHeight();
}

void SharpnessTable::setProjecting(bool projecting) {
    m_projecting = projecting;
    hideColumns();
    fitHeight();
}

void SharpnessTable::hideColumns() {
    const bool noise = std::ranges::any_of(m_rows, [](const Row& row) { return row.noise.has_value(); });
    const bool test = std::ranges::any_of(m_rows, [](const Row& row) { return row.weights.value.isMeasured(); });
    for (const int column : {Loss, Accuracy, NormalisedTrace, Norm}) setColumnHidden(column, m_projecting);
    setColumnHidden(Noise, !noise || m_projecting);
    setColumnHidden(Smoothing, !noise);
    setColumnHidden(TestAccuracy, !test);
}

QString SharpnessTable::cell(const Row& row, int column) const {
    const Sharpness* found = row.weights.sharpness;
    const auto change = [&](Mean SharpnessDifference::*which) {
        return row.difference ? std::optional(*row.difference.*which) : std::nullopt;
    };
    switch (column) {
        case Name: return row.weights.name;
        case TestAccuracy:
            return row.weights.value.isMeasured() ? quantityValue(Quantity::Accuracy, row.weights.value.testAccuracy)
                                                  : QStringLiteral("–");
        case Noise: return row.noise ? lines(*row.noise, {}) : QStringLiteral("–");
        case Smoothing: return row.smoothing ? lines(*row.smoothing, row.smoothingChange) : QStringLiteral("–");
        default: break;
    }
    if (!found) return QStringLiteral("–");
    switch (column) {
        case Loss: return formatNumber(found->loss);
        case Accuracy: return quantityValue(Quantity::Accuracy, found->accuracy);
        case Trace: return lines(found->trace(), change(&SharpnessDifference::trace));
        case NormalisedTrace: return lines(found->normalisedTrace(), change(&SharpnessDifference::normalisedTrace));
        case Largest: return lines(found->eigenvalue(0), change(&SharpnessDifference::leading));
        case Norm: return formatNumber(found->weightNorm);
        default: return {};
    }
}

void SharpnessTable::showRow(int index) {
    const Row& row = m_rows[static_cast<std::size_t>(index)];
    for (int column = 0; column < Columns; ++column) {
        auto* item = new QTableWidgetItem(cell(row, column));
        if (column == Name) {
            const double size = fontMetrics().height();
            QPixmap sprite((QSizeF(size, size) * devicePixelRatioF()).toSize());
            sprite.setDevicePixelRatio(devicePixelRatioF());
            sprite.fill(Qt::transparent);
            QPainter painter(&sprite);
            paintMark(painter, row.weights.look.mark, {0.5 * size, 0.5 * size}, 0.32 * size, row.weights.look.colour);
            painter.end();
            item->setIcon(QIcon(sprite));
            item->setToolTip(
                tr("%1, of the run %2, after step %3")
                    .arg(row.weights.name, runName(row.weights.run->summary), formatCount(row.weights.step)));
        } else {
            item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        }
        setItem(index, column, item);
    }
}

void SharpnessTable::fitHeight() {
    const int line = fontMetrics().height();
    setIconSize({line, line});
    // The names have their room, up to a quarter; numbers share the rest.
    int name = 0;
    for (const Row& row : m_rows) name = std::max(name, fontMetrics().horizontalAdvance(row.weights.name));
    horizontalHeader()->resizeSection(Name, std::min(name + 2 * line, width() / 5));
    int lines = 2;  // of the longest heading
    for (int column = Name + 1; column < Columns; ++column) {
        const QRect room(0, 0, std::max(40, horizontalHeader()->sectionSize(column) - 8), 10000);
        const QRect words = horizontalHeader()->fontMetrics().boundingRect(room, Qt::AlignCenter | Qt::TextWordWrap,
                                                                           horizontalHeaderItem(column)->text());
        if (!isColumnHidden(column))
            lines = std::max(lines, words.height() / horizontalHeader()->fontMetrics().height());
    }
    const int heading = std::min(lines, 4) * horizontalHeader()->fontMetrics().height() + 8;
    horizontalHeader()->setFixedHeight(heading);
    int height = heading;
    for (int row = 0; row < rowCount(); ++row) {
        setRowHeight(row, (row == 0 ? 1 : 2) * line + 4);
        height += rowHeight(row);
    }
    // Many rows scroll, so that the charts keep their room.
    setFixedHeight(m_projecting ? height : std::min(height, std::max(heading + 7 * line + 12, window()->height() / 4)));
}

void SharpnessTable::resizeEvent(QResizeEvent* event) {
    QTableWidget::resizeEvent(event);
    fitHeight();
}

QString SharpnessTable::findings() const {
    if (m_rows.size() < 2 || !m_rows.front().weights.sharpness) return {};
    const QString reference = m_rows.front().weights.name;
    const auto say = [&](const Row& row) {
        const Sharpness &here = *row.weights.sharpness, &first = *m_rows.front().weights.sharpness;
        const std::tuple<QString, Mean, double> all[] = {
            {tr("trace"), row.difference->trace, 0.0},
            {tr("normalised trace"), row.difference->normalisedTrace, 0.0},
            {tr("λ₁"), row.difference->leading, here.leading[0].residual + first.leading[0].residual}};
        QStringList flatter, sharper, unsure;
        for (const auto& [name, difference, within] : all)
            (!isSure(difference, here.setting, within) ? unsure : difference.value < 0.0 ? flatter : sharper) << name;
        const auto list = [](const QStringList& names) { return names.join(tr(", ", "between names")); };
        QString words = !flatter.isEmpty() && sharper.isEmpty()
                            ? tr("“%1” sits flatter than %2, by %3").arg(row.weights.name, reference, list(flatter))
                        : !sharper.isEmpty() && flatter.isEmpty()
                            ? tr("“%1” sits sharper than %2, by %3").arg(row.weights.name, reference, list(sharper))
                        : flatter.isEmpty()
                            ? tr("Whether “%1” sits flatter than %2 cannot be told").arg(row.weights.name, reference)
                            : tr("“%1” is flatter than %2 by %3, and sharper by %4")
                                  .arg(row.weights.name, reference, list(flatter), list(sharper));
        if (!unsure.isEmpty() && unsure.size() < 3) words += tr(" (by %1 it cannot be told)").arg(list(unsure));
        return tr("%1.").arg(words);
    };
    QStringList sentences;
    const auto first = [&](auto isOne) {
        const auto found = std::find_if(m_rows.begin() + 1, m_rows.end(),
                                        [&](const Row& row) { return row.difference && isOne(row.weights); });
        if (found != m_rows.end()) sentences << say(*found);
    };
    first([](const MeasuredWeights& weights) { return weights.of != "sgd" && weights.optimizer == Optimizer::Sgd; });
    first([](const MeasuredWeights& weights) { return weights.of == "sgd" && weights.optimizer == Optimizer::Sam; });
    return sentences.join(QLatin1Char(' '));
}

QString SharpnessTable::notes() const {
    QStringList sentences;
    const auto measured = std::ranges::find_if(m_rows, [](const Row& row) { return row.weights.sharpness != nullptr; });
    if (measured != m_rows.end()) {
        const SharpnessSetting& setting = measured->weights.sharpness->setting;
        const QString images = formatCount(setting.images), seed = QString::number(setting.seed);
        sentences << (setting.split == Split::Train
                          ? tr("Measured on %1 training images (seed %2), in evaluation mode; ± is one standard error.")
                          : tr("Measured on %1 test images (seed %2), in evaluation mode; ± is one standard error."))
                         .arg(images, seed);
    }
    if (!m_rows.empty() && rowCount() > 1)
        sentences << tr("Δ is the paired difference from %1.").arg(m_rows.front().weights.name);
    if (!isColumnHidden(Smoothing) && std::isfinite(m_stepSize))
        sentences << tr("F − f is at the effective step size η/(1 − β) = %1.").arg(formatNumber(m_stepSize));
    for (const Row& row : m_rows) {
        if (!row.incomparable.isEmpty())
            sentences << tr("✗ “%1” is not compared with %2: %3.")
                             .arg(row.weights.name, m_rows.front().weights.name, row.incomparable);
        if (!row.noiseIncomparable.isEmpty() && row.noiseIncomparable != row.incomparable)
            sentences
                << tr("✗ The smoothing of “%1” is not compared: %2.").arg(row.weights.name, row.noiseIncomparable);
    }
    return sentences.join(QLatin1Char(' '));
}

Table SharpnessTable::table() const {
    Table table{.columns = {"run",
                            "weights",
                            "optimizer",
                            "step",
                            "loss",
                            "accuracy",
                            "test accuracy",
                            "trace",
                            "standard error",
                            "trace less the first row's",
                            "standard error",
                            "normalised trace",
                            "standard error",
                            "normalised trace less the first row's",
                            "standard error",
                            "largest eigenvalue",
                            "standard error",
                            "largest eigenvalue less the first row's",
                            "standard error",
                            "length of the weights",
                            "trace of the gradient noise",
                            "standard error",
                            "F - f",
                            "standard error",
                            "F - f less the first row's",
                            "standard error",
                            "effective step size",
                            "not compared because"},
                .rows = {}};
    for (const Row& row : m_rows) {
        const Mean unknown{kUnknown, kUnknown};
        std::vector<Table::Cell> cells{row.weights.run->summary.path.filename().string(), row.weights.of,
                                       nameOf(row.weights.optimizer), static_cast<double>(row.weights.step)};
        const Sharpness* found = row.weights.sharpness;
        cells.insert(cells.end(), {found ? found->loss : kUnknown, found ? found->accuracy : kUnknown,
                                   row.weights.value.testAccuracy});
        const auto add = [&](const Mean& mean) { cells.insert(cells.end(), {mean.value, mean.error}); };
        add(found ? found->trace() : unknown);
        add(row.difference ? row.difference->trace : unknown);
        add(found ? found->normalisedTrace() : unknown);
        add(row.difference ? row.difference->normalisedTrace : unknown);
        add(found ? found->eigenvalue(0) : unknown);
        add(row.difference ? row.difference->leading : unknown);
        cells.emplace_back(found ? found->weightNorm : kUnknown);
        add(row.noise.value_or(unknown));
        add(row.smoothing.value_or(unknown));
        add(row.smoothingChange.value_or(unknown));
        cells.emplace_back(m_stepSize);
        cells.emplace_back(row.incomparable.toStdString());
        table.rows.push_back(std::move(cells));
    }
    return table;
}

}  // namespace basin
