// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/live_charts.h"

#include "ui/theme.h"
#include "ui/widgets/value_scale.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QSettings>
#include <QSlider>
#include <QTimer>

#include <algorithm>

namespace basin {

namespace {

constexpr int kSmoothingStrides = 100;
const ValueScale kSmoothing{ValueScale::Kind::TowardsOne, {0.0, 0.999}};
constexpr double kUsualSmoothing = 0.9;
const QString kAxisKey = QStringLiteral("training/axis"), kLogKey = QStringLiteral("training/log-axis"),
              kSmoothingKey = QStringLiteral("training/smoothing");

// The words of files, the same in every language.

std::string wordsOf(ProgressAxis axis) {
    switch (axis) {
        case ProgressAxis::Epoch: return "epoch";
        case ProgressAxis::Step: return "step";
        case ProgressAxis::GradientEvaluations: return "gradient evaluations";
        case ProgressAxis::Time: return "seconds of training";
    }
    return {};
}

std::string wordsOf(const ChartRequest& chart) {
    const std::string images = " on " + std::string(nameOf(chart.images)) + " images";
    switch (chart.quantity) {
        case Quantity::Accuracy: return "accuracy" + images;
        case Quantity::Error: return "error" + images;
        case Quantity::Loss: return "loss" + images;
        case Quantity::TrainingLoss: return "training loss";
        case Quantity::StepSize: return "step size";
        case Quantity::ImagesPerS: return "images per second";
        case Quantity::GradientNorm: return "gradient norm";
        case Quantity::Memory: return "memory [bytes]";
        case Quantity::Load: return "load";
    }
    return {};
}

std::string wordsOf(const Curve& curve) {
    const std::string optimiser = curve.sam ? "sam" : "sgd";
    switch (curve.role) {
        case CurveRole::Iterate: return optimiser;
        case CurveRole::IterateOwnStatistics: return optimiser + ", own statistics";
        case CurveRole::Average: return curve.of;
        case CurveRole::Training: return optimiser + ", training";
    }
    return {};
}

}  // namespace

LiveCharts::LiveCharts(QWidget* parent) : QWidget(parent) {
    m_panels = {new ChartPanel(TrainingChart::Size::Large, QStringLiteral("main"), Quantity::Accuracy),
                new ChartPanel(TrainingChart::Size::Small, QStringLiteral("left"), Quantity::Loss),
                new ChartPanel(TrainingChart::Size::Small, QStringLiteral("right"), Quantity::StepSize)};
    m_area = new QWidget;
    auto* grid = new QGridLayout(m_area);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(0);
    grid->addWidget(m_panels[0], 0, 0, 1, 2);
    grid->addWidget(m_panels[1], 1, 0);
    grid->addWidget(m_panels[2], 1, 1);
    grid->setRowStretch(0, 11);
    grid->setRowStretch(1, 8);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_barWidget = makeBar();
    layout->addWidget(m_barWidget);
    layout->addWidget(m_area, 1);
    for (ChartPanel* panel : m_panels) {
        connect(panel, &ChartPanel::changed, this, &LiveCharts::request);
        connect(panel->chart(), &TrainingChart::resized, this, &LiveCharts::request);
        connect(panel->chart(), &TrainingChart::zoomChosen, this, &LiveCharts::chooseZoom);
        connect(panel->chart(), &TrainingChart::pointed, this, [this, panel](const std::optional<double>& place) {
            for (ChartPanel* each : m_panels) each->chart()->setPointer(place, each == panel);
        });
    }
}

QWidget* LiveCharts::makeBar() {
    auto* bar = new QWidget;
    m_bar = new QHBoxLayout(bar);
    m_bar->setContentsMargins(8, 4, 8, 2);
    const QSettings settings;
    const auto label = [&](const QString& text, QWidget* buddy) {
        auto* words = new QLabel(text);
        words->setBuddy(buddy);
        m_bar->addWidget(words);
        m_bar->addWidget(buddy);
    };
    m_axis = new QComboBox;
    for (const QString& name : {tr("epochs"), tr("steps"), tr("gradients"), tr("time")}) m_axis->addItem(name);
    m_axis->setItemData(2, tr("SAM computes two gradients a step: only so is its cost compared fairly."),
                        Qt::ToolTipRole);
    m_axis->setToolTip(
        tr("What runs along the charts: epochs of training, steps, gradients that were computed (SAM needs "
           "two a step), or seconds of training."));
    m_axis->setCurrentIndex(std::clamp(settings.value(kAxisKey, 0).toInt(), 0, 3));
    label(tr("Over"), m_axis);
    m_logarithmic = new QCheckBox(tr("log"));
    m_logarithmic->setToolTip(tr("Equal ways along the axis are equal factors: the beginning is stretched."));
    m_logarithmic->setChecked(settings.value(kLogKey, false).toBool());
    m_bar->addWidget(m_logarithmic);
    m_bar->addSpacing(12);
    m_smoothing = new QSlider(Qt::Horizontal);
    m_smoothing->setRange(0, kSmoothingStrides);
    m_smoothing->setMinimumWidth(50);
    m_smoothing->setMaximumWidth(160);
    m_smoothing->setToolTip(
        tr("How far noisy curves (loss on batches, gradient norm, images a second) are smoothed: an "
           "exponential mean over more points the further right. The points themselves stay faintly "
           "behind. Evaluations are never smoothed."));
    const double beta = settings.value(kSmoothingKey, kUsualSmoothing).toDouble();
    m_smoothing->setValue(qRound(kSmoothingStrides * kSmoothing.shareOf(beta)));
    label(tr("&Smoothing"), m_smoothing);
    auto* all = new QPushButton(tr("&All"));
    all->setToolTip(tr("Takes every zoom back (double click or Home in a chart does so too)."));
    m_bar->addWidget(all);
    m_bar->addStretch(1);
    connect(all, &QPushButton::clicked, this, &LiveCharts::showAll);
    connect(m_axis, &QComboBox::currentIndexChanged, this, [this](int axis) {
        QSettings().setValue(kAxisKey, axis);
        m_zoom.reset();
        request();
    });
    connect(m_logarithmic, &QCheckBox::toggled, this, [this](bool on) {
        QSettings().setValue(kLogKey, on);
        m_zoom.reset();
        request();
    });
    connect(m_smoothing, &QSlider::valueChanged, this, [this] {
        QSettings().setValue(kSmoothingKey, smoothing());
        request();
    });
    return bar;
}

void LiveCharts::addButton(QWidget* button) { m_bar->addWidget(button); }

void LiveCharts::setControlsFont(const QFont& font) {
    for (QWidget* widget : m_barWidget->findChildren<QWidget*>(Qt::FindDirectChildrenOnly)) widget->setFont(font);
    for (ChartPanel* panel : m_panels) panel->setControlsFont(font);
}

double LiveCharts::smoothing() const {
    return kSmoothing.valueAt(static_cast<double>(m_smoothing->value()) / kSmoothingStrides);
}

void LiveCharts::setRuns(const std::vector<std::filesystem::path>& runs, const std::vector<RunLook>& looks) {
    const bool same = runs == m_runs;
    if (same && looks == m_looks) return;
    m_runs = runs;
    m_looks = looks;
    if (!same) {
        m_zoom.reset();
        m_end = 0.0;
        for (ChartPanel* panel : m_panels) panel->chart()->showAll();
        request();
    } else if (m_charts) {
        setCharts(m_charts);  // titles and colours may be others
    }
}

void LiveCharts::request() {
    // Once for all that happens in one turn.
    if (std::exchange(m_asking, true)) return;
    QTimer::singleShot(0, this, &LiveCharts::send);
}

void LiveCharts::send() {
    m_asking = false;
    ChartsRequest wanted{.runs = m_runs,
                         .axis = static_cast<ProgressAxis>(m_axis->currentIndex()),
                         .logarithmic = m_logarithmic->isChecked(),
                         .range = m_zoom,
                         .smoothing = smoothing()};
    for (const ChartPanel* panel : m_panels) wanted.charts.push_back(panel->request());
    Q_EMIT requested(wanted);
}

void LiveCharts::setCharts(const std::shared_ptr<const Charts>& charts) {
    const ChartsRequest& asked = charts->request;
    if (asked.runs != m_runs || asked.runs.size() != m_looks.size() || asked.charts.size() != m_panels.size()) return;
    if (static_cast<int>(asked.axis) != m_axis->currentIndex() || asked.logarithmic != m_logarithmic->isChecked())
        return;
    m_charts = charts;
    const double longest = charts->extent ? charts->extent->upper : 0.0;
    for (std::size_t i = 0; i < m_panels.size(); ++i) {
        const ChartRequest now = m_panels[i]->request();
        if (asked.charts[i].quantity != now.quantity || asked.charts[i].images != now.images) continue;
        chart(i)->setProgress(progressUnit(asked.axis, longest), asked.logarithmic);
        chart(i)->setCurves(charts, i, m_looks);
    }
    showRange();
}

Interval LiveCharts::everything() const {
    if (!m_charts || !m_charts->extent)
        return m_charts && m_charts->request.logarithmic ? Interval{0.1, 1.0} : Interval{0.0, 1.0};
    const Interval extent = *m_charts->extent;
    if (m_charts->request.logarithmic)
        return {extent.lower, extent.upper > extent.lower ? extent.upper : 10.0 * extent.lower};
    // The axis moves only when the data come to its end.
    const double end = std::max(extent.upper, 1e-9);
    if (end > m_end || end < 0.75 * m_end) m_end = 1.06 * end;
    return {std::min(0.0, extent.lower), m_end};
}

void LiveCharts::showRange() {
    const Interval all = everything();
    for (std::size_t i = 0; i < m_panels.size(); ++i) chart(i)->setProgressRange(m_zoom.value_or(all), all);
}

void LiveCharts::chooseZoom(const std::optional<Interval>& range) {
    m_zoom = range;
    showRange();
    request();
}

void LiveCharts::showAll() {
    for (ChartPanel* panel : m_panels) panel->chart()->showAll();
    chooseZoom(std::nullopt);
}

void LiveCharts::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_charts) setCharts(m_charts);
}

void LiveCharts::paintCharts(QPainter& painter, const QRectF& target) const {
    painter.fillRect(target, currentTheme().chart);  // also where the choosers are on the screen
    const QSizeF size = chartsSize();
    const double sx = target.width() / size.width(), sy = target.height() / size.height();
    for (std::size_t i = 0; i < m_panels.size(); ++i) {
        const QRect place(chart(i)->mapTo(m_area, QPoint()), chart(i)->size());
        chart(i)->paintTo(painter, QRectF(target.left() + sx * place.left(), target.top() + sy * place.top(),
                                          sx * place.width(), sy * place.height()));
    }
}

QSizeF LiveCharts::chartsSize() const { return m_area->size(); }

Table LiveCharts::shownTable() const {
    if (!m_charts) return {};
    const ChartsRequest& request = m_charts->request;
    Table table{{"run", "curve", "quantity", wordsOf(request.axis), "value"}, {}};
    for (std::size_t i = 0; i < m_charts->curves.size() && i < request.charts.size(); ++i)
        for (const Curve& curve : m_charts->curves[i]) {
            const std::string run = request.runs[curve.run].filename().string();
            const std::string quantity = wordsOf(request.charts[i]);
            for (const QPointF& point : curve.points)
                table.rows.push_back({run, wordsOf(curve), quantity, point.x(), point.y()});
        }
    return table;
}

}  // namespace basin
