// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plane/plane_view.h"

#include "core/lab/run_table.h"
#include "ui/lab/distance_chart.h"
#include "ui/lab/stage.h"
#include "ui/lab/timeline_bar.h"
#include "ui/plane/colour_bar.h"
#include "ui/plane/crowd_picture.h"
#include "ui/plane/plane_ranges.h"
#include "ui/plane/plane_readings.h"
#include "ui/plane/surface_view.h"
#include "ui/theme.h"

#include <QDateTime>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace basin {

namespace {

constexpr int kReadingsEveryMs = 100;
constexpr double kPixelsAPlace = 2.2;                 // of the maps, logical ones
constexpr int kFewestPlaces = 48, kMostPlaces = 360;  // along a side
constexpr double kMostWidening = 2.5;  // so much wider a view may become to show both coordinates at one scale

// The projector's pictures, in the order of the panels: both maps, F with the readings, then one alone.
constexpr std::array<std::array<bool, PlaneView::kPanels>, 4> kProjected{{{true, true, false, false, false},
                                                                          {false, true, false, false, true},
                                                                          {false, false, true, false, false},
                                                                          {false, false, false, true, false}}};

QLabel* sentenceLabel() {
    auto* label = new QLabel;
    label->setWordWrap(true);
    label->setContentsMargins(10, 4, 10, 4);
    label->hide();
    return label;
}

}  // namespace

PlaneView::PlaneView(QWidget* parent) : QWidget(parent) {
    const auto crowd = std::make_shared<CrowdPicture>();
    m_objective = new PlaneChart(PlaneChart::Shows::Objective, crowd);
    m_smoothed = new PlaneChart(PlaneChart::Shows::Smoothed, crowd);
    m_bar = new ColourBar;
    m_upper = new QWidget;
    auto* upper = new QHBoxLayout(m_upper);
    upper->setContentsMargins(0, 0, 0, 0);
    upper->setSpacing(0);
    upper->addWidget(m_objective, 1);
    upper->addWidget(m_smoothed, 1);
    upper->addWidget(m_bar);
    m_surfaceView = new SurfaceView;
    m_distance = new DistanceChart;
    m_readings = new PlaneReadingsTable;
    m_lower = new QWidget;
    auto* lower = new QHBoxLayout(m_lower);
    lower->setContentsMargins(0, 0, 0, 0);
    lower->setSpacing(0);
    lower->addWidget(m_surfaceView, 5);
    lower->addWidget(m_distance, 5);
    lower->addWidget(m_readings, 0);
    m_splitter = new QSplitter(Qt::Vertical);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_upper);
    m_splitter->addWidget(m_lower);
    m_splitter->setStretchFactor(0, 8);
    m_splitter->setStretchFactor(1, 5);
    m_splitter->setSizes({800, 500});
    m_timeline = new TimelineBar;
    m_watch = sentenceLabel();
    m_message = sentenceLabel();
    m_message->setObjectName(QStringLiteral("planeMessage"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_watch);
    layout->addWidget(m_splitter, 1);
    layout->addWidget(m_timeline);
    layout->addWidget(m_message);

    const auto painter = std::make_shared<PicturePainter>();
    m_job = std::make_unique<SteadyJob<PictureRequest, std::shared_ptr<const PlanePicture>>>(
        this,
        [painter](const PictureRequest& wanted, const std::stop_token& stop) { return painter->paint(wanted, stop); },
        [this](const std::shared_ptr<const PlanePicture>& picture) { showPicture(picture); });
    connectCharts();
}

PlaneView::~PlaneView() { m_simulation.reset(); }

void PlaneView::connectCharts() {
    for (PlaneChart* chart : maps()) {
        connect(chart, &PlaneChart::viewChosen, this, [this](const Rectangle& view) {
            m_zoom = view;
            followView();
        });
        connect(chart, &PlaneChart::viewReset, this, &PlaneView::resetView);
        connect(chart, &PlaneChart::startMoved, this, &PlaneView::startMoved);
        connect(chart, &PlaneChart::startCommitted, this, &PlaneView::startCommitted);
        connect(chart, &PlaneChart::profileMoved, this, [this](const Segment& profile) {
            setProfile(profile);
            Q_EMIT profileMoved(profile);
        });
        connect(chart, &PlaneChart::profileFinished, this, &PlaneView::profileFinished);
        connect(chart, &PlaneChart::resized, this, &PlaneView::followView);
    }
}

void PlaneView::setScenario(const Scenario& scenario, const SurfacePtr& surface, bool keepAverages) {
    showScenario(scenario, surface);
    if (m_simulation) m_revision = m_simulation->setScenario(scenario, keepAverages);
}

void PlaneView::showScenario(const Scenario& scenario, const SurfacePtr& surface) {
    const bool otherView = surface != m_surface || !m_scenario.plane || scenario.plane->view != m_scenario.plane->view;
    const bool edited = m_scenario.plane && m_scenario.plane->surface.kind == scenario.plane->surface.kind &&
                        m_surface && m_surface->domain() == surface->domain() &&
                        scenario.plane->view == m_scenario.plane->view;
    m_scenario = scenario;
    m_surface = surface;
    if (otherView && !edited) m_zoom.reset();
    m_noise = *scenarioPlaneNoise(scenario);
    // The picture follows the slider at once; walkers and v* come with the next frame.
    m_stepSize =
        scenario.stepSize *
        scenario.schedule.factorAt(m_frame && scenario.schedule.kind != Schedule::Kind::Constant ? m_frame->step : 0);
    const QString average = averageTitle(scenario.averages[scenario.focus]);
    for (PlaneChart* chart : maps()) {
        chart->setNoise(m_noise, m_stepSize);
        chart->setStart(scenario.plane->start);
        chart->setAverageName(average);
    }
    QStringList names;
    for (const Average& each : scenario.averages)
        names << (scenario.averages.size() > 1 ? averageShortTitle(each) : averageTitle(each));
    m_distance->setAverages(names, scenario.focus);
    m_readings->setAverageName(average);
    followView();
}

void PlaneView::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    beginSimulation();
    followView();
}

void PlaneView::beginSimulation() {
    if (m_simulation || !m_surface) return;
    m_simulation = std::make_unique<PlaneSimulation>(
        m_scenario, [this] { QMetaObject::invokeMethod(this, &PlaneView::showNewest, Qt::QueuedConnection); });
    m_simulation->setPlaying(m_playing);
}

void PlaneView::setPlaying(bool playing) {
    m_playing = playing;
    if (m_simulation) m_simulation->setPlaying(playing);
}

void PlaneView::takeSteps(std::int64_t steps) {
    if (m_simulation) m_simulation->takeSteps(steps);
}

void PlaneView::restart() {
    if (m_simulation) m_simulation->restart();
}

void PlaneView::goTo(std::int64_t step) {
    if (m_simulation) m_simulation->goTo(step);
}

void PlaneView::setBranched(bool branched) {
    if (m_simulation) m_simulation->setBranched(branched);
}

std::vector<RunPlace> PlaneView::runs() const {
    if (m_repeated) return {*m_repeated};
    return m_frame ? std::vector<RunPlace>{placeOf(*m_frame)} : std::vector<RunPlace>();
}

void PlaneView::repeat(const std::vector<RunPlace>& runs) {
    if (runs.empty() || !runs.front().past) return;
    beginSimulation();
    m_revision = m_simulation->repeat(runs.front());
    m_repeated = runs.front();
}

void PlaneView::stopRepeating() {
    if (m_simulation) m_simulation->stopRepeating();
}

Table PlaneView::shownTable() const {
    if (!m_frame) return {};
    std::vector<Column> columns{{"SGD: x", m_frame->iterates.x},
                                {"SGD: y", m_frame->iterates.y},
                                {"average in focus: x", m_frame->averages.x},
                                {"average in focus: y", m_frame->averages.y}};
    addDistances(*m_frame, m_scenario, columns);
    return sideBySide(columns);
}

void PlaneView::collectTable(const std::function<void(const Table&)>& done) {
    if (!m_simulation) return done({});
    m_simulation->look([done](const PlaneRun& run) { done(walkerTable(run)); });
}

void PlaneView::setPanelShown(Panel panel, bool shown) {
    m_shown[static_cast<std::size_t>(panel)] = shown;
    placePanels();
}

void PlaneView::setProjecting(bool projecting) {
    m_projected = projecting ? 0 : -1;
    m_readings->setProjecting(projecting);
    if (m_frame) m_readings->setFrame(*m_frame);
    fitFonts();
    placePanels();
}

void PlaneView::showNextPicture() {
    if (m_projected < 0 || m_concealed) return;
    m_projected = (m_projected + 1) % static_cast<int>(kProjected.size());
    placePanels();
}

std::array<QWidget*, PlaneView::kPanels> PlaneView::panels() const {
    return {m_objective, m_smoothed, m_surfaceView, m_distance, m_readings};
}

void PlaneView::setConcealed(bool concealed) {
    m_concealed = concealed;
    m_objective->setConcealed(concealed);
    placePanels();
}

void PlaneView::placePanels() {
    constexpr std::array<bool, kPanels> kConcealed{true, false, false, false, false};
    const auto& shown = m_concealed       ? kConcealed
                        : m_projected < 0 ? m_shown
                                          : kProjected[static_cast<std::size_t>(m_projected)];
    for (std::size_t i = 0; i < shown.size(); ++i) panels()[i]->setVisible(shown[i]);
    m_bar->setVisible(!m_objective->isHidden() || !m_smoothed->isHidden());
    m_upper->setVisible(!m_bar->isHidden());
    // On the projector only while there is something to say of the time.
    m_timeline->setVisible(!m_concealed && (m_projected < 0 || m_timeline->isUsed()));
    m_lower->setVisible(!m_surfaceView->isHidden() || !m_distance->isHidden() || !m_readings->isHidden());
}

void PlaneView::setWatch(const QString& sentence) {
    m_watch->setText(sentence);
    m_watch->setVisible(!sentence.isEmpty());
}

void PlaneView::showMessage(const QString& sentence) {
    m_message->setText(sentence);
    m_message->setVisible(!sentence.isEmpty());
}

void PlaneView::setProfile(const std::optional<Segment>& profile) {
    for (PlaneChart* chart : maps()) chart->setProfile(profile);
}

void PlaneView::setProfiling(bool profiling) {
    for (PlaneChart* chart : maps()) chart->setProfiling(profiling);
}

Rectangle PlaneView::usualView() const {
    const Rectangle wanted = planeViewOf(m_scenario, *m_surface);
    // Both coordinates at one scale, where that hides nothing and widens the view by little: circles are circles then.
    const QRectF area = (m_objective->isHidden() ? m_smoothed : m_objective)->plotArea();
    const double unitX = wanted.x.width() / area.width(), unitY = wanted.y.width() / area.height();
    const double unit = std::max(unitX, unitY);
    if (unit > kMostWidening * std::min(unitX, unitY)) return wanted;
    const auto widened = [unit](Interval range, double pixels) {
        const double half = 0.5 * unit * pixels;
        return Interval{range.centre() - half, range.centre() + half};
    };
    return {widened(wanted.x, area.width()), widened(wanted.y, area.height())};
}

Rectangle PlaneView::shownView() const { return m_zoom ? *m_zoom : usualView(); }

void PlaneView::resetView() {
    m_zoom.reset();
    followView();
}

void PlaneView::followView() {
    if (!m_surface || !isVisible()) return;
    const Rectangle view = shownView();
    for (PlaneChart* chart : maps()) chart->setView(view);
    const QRectF area = (m_smoothed->isHidden() ? m_objective : m_smoothed)->plotArea();
    m_bar->setEnds(area.top(), area.bottom());
    requestPicture();
}

void PlaneView::requestPicture() {
    const QRectF area = (m_objective->isHidden() ? m_smoothed : m_objective)->plotArea();
    const auto places = [](double pixels) {
        return std::clamp(static_cast<int>(std::lround(pixels / kPixelsAPlace)), kFewestPlaces, kMostPlaces);
    };
    m_job->request({m_surface, m_noise, m_stepSize, shownView(), places(area.width()), places(area.height()),
                    currentTheme().dark});
}

void PlaneView::showPicture(const std::shared_ptr<const PlanePicture>& picture) {
    if (!picture) return;
    m_picture = picture;
    for (PlaneChart* chart : maps()) chart->setPicture(picture);
    m_bar->setScale(picture->scale);
    m_surfaceView->setPicture(picture);
    followView();  // a longer key leaves less room
    Q_EMIT pictureShown();
}

void PlaneView::showNewest() {
    std::shared_ptr<const PlaneFrame> frame = m_simulation->takeFrame();
    if (!frame || frame->revision < m_revision) return;  // made before the last change: another one is on its way
    m_frame = std::move(frame);
    m_repeated.reset();
    if (m_scenario.schedule.kind != Schedule::Kind::Constant && m_frame->stepSize != m_stepSize) {
        m_stepSize = m_frame->analysis->stepSize;
        for (PlaneChart* chart : maps()) chart->setNoise(m_noise, m_stepSize);
        requestPicture();
    }
    for (PlaneChart* chart : maps()) chart->setFrame(m_frame);
    m_timeline->setTime(m_frame->step, *m_frame);
    m_timeline->setVisible(!m_concealed && (m_projected < 0 || m_timeline->isUsed()));
    Q_EMIT frameShown();
    // While it plays the lower row follows ten times a second, and one part of it with each frame: all at once would make
    // that frame late.
    const bool all = !m_frame->playing;
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    if (m_nextPart == 0) {
        if (!all && now - m_lastReadings < kReadingsEveryMs) return;
        m_lastReadings = now;
    }
    if (all || m_nextPart == 0) m_surfaceView->setFrame(m_frame);
    if (all || m_nextPart == 1) m_distance->setFrame(m_frame);
    if (all || m_nextPart == 2) {
        m_readings->setFrame(*m_frame);
        Q_EMIT readingsShown();
    }
    m_nextPart = all ? 0 : (m_nextPart + 1) % 3;
}

std::vector<QWidget*> PlaneView::pictures() const {
    std::vector<QWidget*> shown;
    for (QWidget* widget :
         std::initializer_list<QWidget*>{m_objective, m_smoothed, m_bar, m_surfaceView, m_distance, m_readings})
        if (!widget->isHidden() && !widget->parentWidget()->isHidden()) shown.push_back(widget);
    return shown;
}

QRectF PlaneView::picturesRect() const {
    QRectF whole;
    for (const QWidget* picture : pictures()) whole |= QRectF(picture->mapTo(this, QPoint()), QSizeF(picture->size()));
    return whole;
}

QSizeF PlaneView::chartsSize() const { return picturesRect().size(); }

void PlaneView::paintCharts(QPainter& painter, const QRectF& target) {
    const QRectF whole = picturesRect();
    if (whole.isEmpty()) return;
    const double scale = std::min(target.width() / whole.width(), target.height() / whole.height());
    painter.fillRect(QRectF(target.topLeft(), whole.size() * scale), currentTheme().window);
    for (QWidget* picture : pictures()) {
        const QPointF place = picture->mapTo(this, QPoint()) - whole.topLeft();
        const QRectF part(target.topLeft() + place * scale, QSizeF(picture->size()) * scale);
        if (auto* plot = qobject_cast<Plot*>(picture)) plot->paintTo(painter, part);
        if (auto* bar = qobject_cast<ColourBar*>(picture)) bar->paintTo(painter, part);
        if (auto* surface = qobject_cast<SurfaceView*>(picture)) surface->paintTo(painter, part);
        if (picture == m_readings) {
            painter.save();
            painter.translate(part.topLeft());
            painter.scale(scale, scale);
            m_readings->render(&painter, {}, {}, QWidget::DrawChildren);
            painter.restore();
        }
    }
}

void PlaneView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fitFonts();
}

void PlaneView::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if ((event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange) && m_watch) fitFonts();
    if (event->type() == QEvent::PaletteChange && m_surface) followView();
}

void PlaneView::fitFonts() {
    // What is read from the last row grows with the window, as the charts do.
    const double growth = Plot::scaleIn(this) - 1.0;
    const auto fit = [&](QWidget* widget, double factor) {
        QFont fitted = font();
        fitted.setPointSizeF(fitted.pointSizeF() * factor);
        if (widget->font() != fitted) widget->setFont(fitted);
    };
    fit(m_watch, 1.15 + growth);
    fit(m_readings, m_projected < 0 ? 0.92 + 0.6 * growth : 1.0 + growth);
    fit(m_timeline, m_projected < 0 ? 1.0 : 1.0 + growth);
}

}  // namespace basin
