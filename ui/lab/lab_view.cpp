// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/lab_view.h"

#include "core/lab/run_table.h"
#include "ui/format.h"
#include "ui/lab/big_readings.h"
#include "ui/lab/distance_chart.h"
#include "ui/lab/histogram_chart.h"
#include "ui/lab/landscape_chart.h"
#include "ui/lab/minima_chart.h"
#include "ui/lab/readings_table.h"
#include "ui/lab/stage.h"
#include "ui/lab/timeline_bar.h"

#include <QDateTime>
#include <QEvent>
#include <QLabel>
#include <QPainter>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace basin {

namespace {

constexpr int kReadingsEveryMs = 100;
const QList<int> kShares{1000, 600};  // of stage and side

/// What the second stage shows.
Scenario twinOf(const Scenario& scenario) {
    Scenario twin = scenario;
    twin.stepSize = scenario.twinStepSize.value_or(scenario.stepSize);
    return twin;
}

QLabel* sentenceLabel() {
    auto* label = new QLabel;
    label->setWordWrap(true);
    label->setContentsMargins(10, 4, 10, 4);
    label->hide();
    return label;
}

}  // namespace

LabView::LabView(const Scenario& scenario, QWidget* parent) : QWidget(parent) {
    m_stage = new Stage(scenario);
    m_splitter = new QSplitter(Qt::Horizontal);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_stage);

    m_distance = new DistanceChart;
    m_readings = new ReadingsTable;
    m_side = new QWidget;
    auto* sideLayout = new QVBoxLayout(m_side);
    sideLayout->setContentsMargins(0, 0, 0, 0);
    sideLayout->setSpacing(0);
    sideLayout->addWidget(m_distance, 1);
    sideLayout->addWidget(m_readings, 0);
    m_splitter->addWidget(m_side);
    m_splitter->setStretchFactor(0, 5);
    m_splitter->setStretchFactor(1, 3);
    m_splitter->setSizes(kShares);

    m_timeline = new TimelineBar;
    m_watch = sentenceLabel();
    m_message = sentenceLabel();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_watch);
    layout->addWidget(m_splitter, 1);
    m_big = new BigReadings;
    m_big->hide();
    layout->addWidget(m_big);
    layout->addWidget(m_timeline);
    layout->addWidget(m_message);

    connect(m_stage, &Stage::frameShown, this, &LabView::showFrame);
    connect(m_stage->minima(), &MinimaChart::stepSizeMoved, this, &LabView::stepSizeMoved);
    connect(m_stage->minima(), &MinimaChart::stepSizeCommitted, this, &LabView::stepSizeCommitted);
}

LabView::~LabView() = default;

void LabView::addTwin(const Scenario& scenario) {
    m_twin = new Stage(scenario);
    m_twin->setCaptioned(true);
    m_splitter->insertWidget(1, m_twin);
    m_splitter->setStretchFactor(1, 5);
    m_splitter->setSizes({1000, 1000, 0});
    m_twin->setPlaying(m_playing);
    m_twin->setLawShown(m_lawShown);
    m_twin->setMinimaShown(m_minimaShown);
    m_twin->setConcealed(m_concealed);
    m_twin->minima()->setBranches(m_stage->minima()->branches());
    connect(m_twin->minima(), &MinimaChart::stepSizeMoved, this, &LabView::twinStepSizeMoved);
    connect(m_twin->minima(), &MinimaChart::stepSizeCommitted, this, &LabView::stepSizeCommitted);
}

void LabView::setScenario(const Scenario& scenario, const LandscapePtr& landscape, bool keepAverages) {
    showScenario(scenario, landscape);
    m_stage->setScenario(scenario, landscape, keepAverages);
    if (m_twin) m_twin->setScenario(twinOf(scenario), landscape, keepAverages);
}

void LabView::showScenario(const Scenario& scenario, const LandscapePtr& landscape) {
    const bool twinWanted = scenario.twinStepSize.has_value();
    const Scenario twin = twinOf(scenario);
    if (twinWanted && !m_twin) {
        addTwin(twin);
    } else if (!twinWanted && m_twin) {
        delete std::exchange(m_twin, nullptr);
        m_splitter->setSizes(kShares);
    }
    arrange();
    m_big->setStart(scenario.start);
    m_stage->setCaptioned(twinWanted);
    m_stage->showScenario(scenario, landscape);
    if (m_twin) m_twin->showScenario(twin, landscape);

    QStringList names;
    for (const Average& average : scenario.averages)
        names << (scenario.averages.size() > 1 ? averageShortTitle(average) : averageTitle(average));
    m_distance->setAverages(names, scenario.focus);
    m_readings->setHeight(m_stage->chart()->yRange().width());
    m_readings->setStart(scenario.start);
    m_readings->setAverageName(averageTitle(scenario.averages[scenario.focus]));
}

void LabView::setPlaying(bool playing) {
    m_playing = playing;
    for (Stage* stage : stages()) stage->setPlaying(playing);
}

void LabView::takeSteps(std::int64_t steps) {
    for (Stage* stage : stages()) stage->takeSteps(steps);
}

void LabView::restart() {
    for (Stage* stage : stages()) stage->restart();
}

void LabView::goTo(std::int64_t step) {
    for (Stage* stage : stages()) stage->goTo(step);
}

void LabView::setBranched(bool branched) {
    for (Stage* stage : stages()) stage->setBranched(branched);
}

std::vector<RunPlace> LabView::runs() const {
    std::vector<RunPlace> runs;
    for (const Stage* stage : stages())
        if (const auto place = stage->place()) runs.push_back(*place);
    return runs;
}

void LabView::repeat(const std::vector<RunPlace>& runs) {
    const std::vector<Stage*> all = stages();
    for (std::size_t i = 0; i < std::min(all.size(), runs.size()); ++i)
        if (runs[i].past) all[i]->repeat(runs[i]);
}

void LabView::stopRepeating() {
    for (Stage* stage : stages()) stage->stopRepeating();
}

Table LabView::shownTable() const {
    std::vector<Column> columns;
    for (const Stage* stage : stages()) {
        if (!stage->frame()) continue;
        for (Column& column : shownColumns(*stage->frame(), stage->scenario())) {
            if (stage == m_twin) column.heading.insert(0, "second view: ");
            columns.push_back(std::move(column));
        }
    }
    return sideBySide(columns);
}

void LabView::setStepSizes(Interval stepSizes) {
    for (Stage* stage : stages()) stage->minima()->setStepSizes(stepSizes);
}

void LabView::setMinima(const std::vector<MinimaBranch>& branches) {
    for (Stage* stage : stages()) stage->minima()->setBranches(branches);
}

void LabView::setMinimaShown(bool shown) {
    m_minimaShown = shown;
    for (Stage* stage : stages()) stage->setMinimaShown(shown);
    arrange();
}

bool LabView::offers(LabChart chart) const {
    switch (chart) {
        case LabChart::Landscape:
        case LabChart::Histograms: return true;
        case LabChart::Distance: return !m_twin;
        case LabChart::Minima: return m_minimaShown;
    }
    return false;
}

void LabView::setProjecting(bool projecting) {
    m_projecting = projecting;
    arrange();
}

void LabView::setFocused(LabChart chart) {
    m_focused = chart;
    arrange();
}

void LabView::showNextChart() {
    if (!m_projecting || m_concealed) return;
    constexpr LabChart kOrder[] = {LabChart::Landscape, LabChart::Histograms, LabChart::Distance, LabChart::Minima};
    auto next = static_cast<std::size_t>(m_focused);
    do next = (next + 1) % std::size(kOrder);
    while (!offers(kOrder[next]));
    setFocused(kOrder[next]);
}

void LabView::setConcealed(bool concealed) {
    m_concealed = concealed;
    for (Stage* stage : stages()) stage->setConcealed(concealed);
    arrange();
}

void LabView::arrange() {
    const LabChart chart = offers(m_focused) && !m_concealed ? m_focused : LabChart::Landscape;
    const bool distance = m_projecting && chart == LabChart::Distance;
    for (Stage* stage : stages()) {
        stage->setFocused(m_projecting ? std::optional(chart) : std::nullopt);
        stage->setVisible(!distance);
    }
    m_side->setVisible(!m_twin && !m_concealed && (!m_projecting || distance));
    m_readings->setVisible(!m_projecting);
    // On the projector only while there is something to say of the time.
    m_timeline->setVisible(!m_concealed && (!m_projecting || m_timeline->isUsed()));
    m_big->setVisible(m_projecting && !m_twin && !m_concealed);
    showCaption();
}

void LabView::setLawShown(LawShown which) {
    m_lawShown = which;
    for (Stage* stage : stages()) stage->setLawShown(which);
}

void LabView::setWatch(const QString& sentence) {
    m_watchSentence = sentence;
    showCaption();
}

void LabView::setWatchHidden(bool hidden) {
    m_watchHidden = hidden;
    m_explained = m_focused;
    showCaption();
}

void LabView::showCaption() {
    const QString sentence = caption();
    if (m_watch->text() != sentence) m_watch->setText(sentence);
    m_watch->setVisible(!sentence.isEmpty());
}

QString LabView::caption() const {
    const QString watch = m_watchHidden ? QString() : m_watchSentence;
    const auto& frame = m_stage->frame();
    if (m_watchHidden && m_focused == m_explained) return {};
    if (!m_projecting || m_concealed || !frame || !offers(m_focused)) return watch;
    switch (m_focused) {
        case LabChart::Landscape: return watch;
        case LabChart::Histograms: {
            const auto basin = startBasin(*frame, m_big->start());
            if (!basin) return tr("Blue bars count the walkers at each place, green bars their averages.");
            const QString place = formatPlace(frame->analysis->basins[*basin].minimum.w, frame->analysis->view.width());
            return tr("In the valley at %1, where they began, are %2 of the blue walkers and %3 of the green averages.")
                .arg(place, formatShare(frame->sgd.shares[*basin]), formatShare(frame->average.shares[*basin]));
        }
        case LabChart::Distance: {
            const auto distance = [&](const Readings& readings) {
                return formatNumber(frame->distanceIsMedian ? readings.distance.median : readings.distance.rms);
            };
            return tr("After %1 steps the blue walkers are %2 away from v*, the green averages %3.")
                .arg(formatCount(frame->step), distance(frame->sgd), distance(frame->average));
        }
        case LabChart::Minima:
            return tr(
                "Each line follows one minimum of the smoothed objective F: where a line ends, a larger step has "
                "smoothed that minimum away.");
    }
    return watch;
}

void LabView::showMessage(const QString& sentence) {
    m_message->setText(sentence);
    m_message->setVisible(!sentence.isEmpty());
}

void LabView::showFrame() {
    Q_EMIT frameShown();
    const Frame& frame = *m_stage->frame();
    m_timeline->setTime(frame.step, frame);
    if (m_projecting) m_timeline->setVisible(!m_concealed && m_timeline->isUsed());
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    if (frame.playing && now - m_lastReadings < kReadingsEveryMs) return;
    m_lastReadings = now;
    if (!m_twin) {
        m_readings->setFrame(frame);
        m_distance->setFrame(m_stage->frame());
        m_big->setFrame(m_stage->frame());
    }
    if (m_projecting) showCaption();
    Q_EMIT readingsShown();
}

std::vector<Stage*> LabView::stages() const {
    return m_twin ? std::vector<Stage*>{m_stage, m_twin} : std::vector<Stage*>{m_stage};
}

std::vector<Plot*> LabView::plots() const {
    std::vector<Plot*> plots;
    for (Stage* stage : stages()) {
        plots.insert(plots.end(), {stage->chart(), stage->histograms()});
        if (m_minimaShown) plots.push_back(stage->minima());
    }
    if (!m_twin) plots.push_back(m_distance);
    std::erase_if(plots, [this](const Plot* plot) { return !plot->isVisibleTo(this); });
    return plots;
}

QRectF LabView::plotsRect() const {
    QRectF whole;
    for (const Plot* plot : plots()) whole |= QRectF(plot->mapTo(this, QPoint()), QSizeF(plot->size()));
    return whole;
}

void LabView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fitFonts();
}

void LabView::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    const bool matters = event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange;
    if (matters && m_big) fitFonts();
}

void LabView::fitFonts() {
    // What is read from the last row grows with the window, as the charts do.
    const double growth = Plot::scaleIn(this) - 1.0;
    const auto fit = [&](QWidget* widget, double factor) {
        QFont fitted = font();
        fitted.setPointSizeF(fitted.pointSizeF() * factor);
        if (widget->font() != fitted) widget->setFont(fitted);
    };
    fit(m_watch, 1.15 + growth);
    fit(m_readings, 0.94 + 0.6 * growth);
    fit(m_big, 1.0 + growth);
    fit(m_timeline, m_projecting ? 1.0 + growth : 1.0);
}

QSizeF LabView::chartsSize() const { return plotsRect().size(); }

void LabView::paintCharts(QPainter& painter, const QRectF& target) {
    const QRectF whole = plotsRect();
    const double scale = std::min(target.width() / whole.width(), target.height() / whole.height());
    for (Plot* plot : plots()) {
        const QPointF place = plot->mapTo(this, QPoint()) - whole.topLeft();
        plot->paintTo(painter, QRectF(target.topLeft() + place * scale, QSizeF(plot->size()) * scale));
    }
}

}  // namespace basin
