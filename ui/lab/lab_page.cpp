// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/lab_page.h"

#include "core/landscape/curve.h"
#include "ui/lab/assumption_lamps.h"
#include "ui/lab/control_panel.h"
#include "ui/lab/curve_editor.h"
#include "ui/lab/distance_chart.h"
#include "ui/lab/histogram_chart.h"
#include "ui/lab/landscape_chart.h"
#include "ui/lab/minima_chart.h"
#include "ui/lab/presets.h"
#include "ui/lab/readings_table.h"
#include "ui/lab/stage.h"
#include "ui/lab/theory_watch.h"
#include "ui/lab/transport_bar.h"

#include <QDateTime>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QSplitter>
#include <QUndoStack>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace basin {

namespace {

constexpr int kReadingsEveryMs = 100;
const QList<int> kShares{1000, 600};  // of stage and side

}  // namespace

/// One step of undo: the scenario before and after. Neighbours of the same kind are one step.
class LabPage::Change : public QUndoCommand {
public:
    Change(LabPage* page, Scenario before, Scenario after, const QString& what, Merge merge)
        : QUndoCommand(what), m_page(page), m_before(std::move(before)), m_after(std::move(after)), m_merge(merge) {}

    void undo() override { apply(m_before); }
    void redo() override { apply(m_after); }
    int id() const override { return static_cast<int>(m_merge); }
    bool mergeWith(const QUndoCommand* other) override {
        m_after = static_cast<const Change*>(other)->m_after;
        return true;
    }

private:
    void apply(const Scenario& scenario) {
        m_page->m_committed = scenario;
        if (m_page->m_scenario != scenario) m_page->changeScenario(scenario);
    }

    LabPage* m_page;
    Scenario m_before, m_after;
    Merge m_merge;
};

LabPage::LabPage(const Scenario& scenario, QWidget* parent)
    : QWidget(parent), m_scenario(scenario), m_committed(scenario) {
    m_undo = new QUndoStack(this);

    m_stage = new Stage(scenario);
    m_stages = new QSplitter(Qt::Horizontal);
    m_stages->setChildrenCollapsible(false);
    m_stages->addWidget(m_stage);

    m_distance = new DistanceChart;
    m_readings = new ReadingsTable;
    m_side = new QWidget;
    auto* sideLayout = new QVBoxLayout(m_side);
    sideLayout->setContentsMargins(0, 0, 0, 0);
    sideLayout->setSpacing(0);
    sideLayout->addWidget(m_distance, 1);
    sideLayout->addWidget(m_readings, 0);
    m_stages->addWidget(m_side);
    m_stages->setStretchFactor(0, 5);
    m_stages->setStretchFactor(1, 3);
    m_stages->setSizes(kShares);

    m_watch = new QLabel;
    m_watch->setWordWrap(true);
    m_watch->setContentsMargins(10, 4, 10, 4);
    m_message = new QLabel;
    m_message->setWordWrap(true);
    m_message->setContentsMargins(10, 4, 10, 4);
    m_message->hide();

    m_transport = new TransportBar;
    m_panel = new ControlPanel;
    m_editor = new CurveEditor(m_stage->chart());
    m_lamps = new AssumptionLamps;
    m_theory = new TheoryWatch(this);

    auto* main = new QVBoxLayout;
    main->setSpacing(0);
    main->addWidget(m_watch);
    main->addWidget(m_stages, 1);
    main->addWidget(m_message);
    auto* body = new QHBoxLayout;
    body->setSpacing(0);
    body->addLayout(main, 1);
    auto* column = new QVBoxLayout;
    column->setSpacing(0);
    column->addWidget(m_panel, 1);
    column->addWidget(m_lamps);
    body->addLayout(column);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_transport);
    layout->addLayout(body, 1);

    connectTransport();
    connectMinima(m_stage);
    connect(m_stage, &Stage::frameShown, this, &LabPage::showFrame);
    connect(m_panel, &ControlPanel::scenarioChanged, this, &LabPage::changeScenario);
    connect(m_panel, &ControlPanel::scenarioCommitted, this, [this](const Scenario& changed, const QString& what) {
        changeScenario(changed);
        commit(what);
    });
    connect(m_panel, &ControlPanel::keepAveragesChanged, this, [this](bool keep) { m_keepAverages = keep; });
    connect(m_panel, &ControlPanel::drawRequested, this, [this] { setDrawing(true); });
    connect(m_stage->chart(), &LandscapeChart::startMoved, this, [this](double start) {
        Scenario changed = m_scenario;
        changed.start = start;
        changeScenario(changed);
    });
    connect(m_stage->chart(), &LandscapeChart::startCommitted, this, [this] { commit(tr("Move the start")); });
    connect(m_editor, &CurveEditor::pointsChanged, this, [this](const std::vector<CurvePoint>& points) {
        Scenario changed = m_scenario;
        changed.landscape = {.kind = LandscapeChoice::Kind::Curve, .points = points};
        changed.title.clear();
        changed.watch =
            tr("Your landscape: raise the step size and watch the blue walkers leave the sharp valley.").toStdString();
        changed.claims.clear();
        changeScenario(changed);
    });
    connect(m_editor, &CurveEditor::strokeFinished, this, [this](const QString& what) { commit(what); });
    connect(m_editor, &CurveEditor::finished, this, [this] { setDrawing(false); });
    connect(m_theory, &TheoryWatch::survivalFound, this, [this](const std::vector<Survival>& survival) {
        m_readings->setSurvival(m_stage->chart()->hasSmoothed() ? survival : std::vector<Survival>(),
                                m_panel->stepSizeRange());
    });

    connect(m_theory, &TheoryWatch::assumptionsFound, m_lamps, &AssumptionLamps::setReport);
    connect(m_theory, &TheoryWatch::assumptionsFound, this, [this](const std::optional<ConstantsReport>& report) {
        m_report = report;
        showTheory();
    });
    connect(m_lamps, &AssumptionLamps::failureShown, m_stage->chart(), &LandscapeChart::setFailure);
    connect(m_lamps, &AssumptionLamps::lawChosen, this, &LabPage::setLawShown);

    m_builtChoice = scenario.landscape;
    m_landscape = *buildLandscape(scenario.landscape);
    show(m_scenario, m_landscape);
}

LabPage::~LabPage() = default;

void LabPage::connectTransport() {
    connect(m_transport, &TransportBar::presetChosen, this, &LabPage::showPreset);
    connect(m_transport, &TransportBar::restartRequested, this, &LabPage::restart);
    connect(m_transport, &TransportBar::playToggled, this, &LabPage::togglePlaying);
    connect(m_transport, &TransportBar::stepRequested, this, [this] { takeSteps(1); });
    connect(m_transport, &TransportBar::speedChanged, this, &LabPage::setSpeed);
    connect(m_transport, &TransportBar::drawingToggled, this, &LabPage::setDrawing);
}

ControlPanel* LabPage::controls() const { return m_panel; }

bool LabPage::isDrawing() const { return m_editor->isActive(); }

void LabPage::changeScenario(const Scenario& scenario) {
    if (const std::optional<Error> error = checkScenario(scenario))
        return showMessage(QString::fromStdString(error->message));
    if (scenario.landscape != m_builtChoice || !m_landscape) {
        Result<LandscapePtr> built = buildLandscape(scenario.landscape);
        if (!built) return showMessage(QString::fromStdString(built.error().message));
        m_landscape = *std::move(built);
        m_builtChoice = scenario.landscape;
    }
    show(scenario, m_landscape);
}

void LabPage::commit(const QString& what, Merge merge) {
    if (m_scenario == m_committed) return;
    m_undo->push(new Change(this, m_committed, m_scenario, what, merge));
}

void LabPage::show(const Scenario& scenario, const LandscapePtr& landscape) {
    m_scenario = scenario;
    m_message->hide();
    showWatch();
    updateTwin();
    updateRanges();
    if (m_panel->scenario() != scenario) m_panel->setScenario(scenario);
    m_stage->setScenario(scenario, landscape, m_keepAverages);
    if (m_twin) {
        Scenario twin = scenario;
        twin.stepSize = *scenario.twinStepSize;
        m_twin->setScenario(twin, landscape, m_keepAverages);
    }
    QStringList names;
    for (const Average& average : scenario.averages)
        names << (scenario.averages.size() > 1 ? averageShortTitle(average) : averageTitle(average));
    m_distance->setAverages(names, scenario.focus);
    m_readings->setHeight(m_stage->chart()->yRange().width());
    m_readings->setStart(scenario.start);
    m_readings->setAverageName(averageTitle(scenario.averages[scenario.focus]));
    m_transport->setSpeed(scenario.stepsPerSecond);
    if (m_editor->isActive() && m_editor->points() != editablePoints()) m_editor->setPoints(editablePoints());
    m_theory->request(scenario, landscape, m_panel->stepSizeRange());
    showTheory();
    const auto preset = std::find_if(presets().begin(), presets().end(), [&](const Preset& candidate) {
        return candidate.scenario.title == scenario.title;
    });
    m_transport->setPreset(preset == presets().end() ? -1 : static_cast<int>(preset - presets().begin()));
    Q_EMIT scenarioShown(scenario);
}

void LabPage::updateRanges() {
    const Interval view = viewOf(m_scenario, *m_landscape);
    if (m_rangesOf != m_landscape || m_rangesView != view) {
        m_ranges = controlRanges(*m_landscape, view);
        m_rangesOf = m_landscape;
        m_rangesView = view;
    }
    // A value that was typed or read from a file lies on its slider, too.
    const auto with = [](Interval range, double value) {
        return Interval{std::min(range.lower, value), std::max(range.upper, value)};
    };
    Interval stepSizes = with(m_ranges.stepSize, m_scenario.stepSize);
    m_panel->setStepSizeRange(stepSizes);
    if (m_twin) stepSizes = with(stepSizes, *m_scenario.twinStepSize);
    for (Stage* stage : stages()) stage->minima()->setStepSizes(stepSizes);
    m_panel->setNoiseRange(with(m_ranges.noise, m_scenario.noiseSize));
    m_panel->setStartRange(with(view, m_scenario.start));
}

void LabPage::updateTwin() {
    const bool wanted = m_scenario.twinStepSize.has_value();
    if (wanted && !m_twin) {
        Scenario twin = m_scenario;
        twin.stepSize = *m_scenario.twinStepSize;
        m_twin = new Stage(twin);
        m_twin->setCaptioned(true);
        m_stages->insertWidget(1, m_twin);
        m_stages->setStretchFactor(1, 5);
        m_stages->setSizes({1000, 1000, 0});
        m_twin->setPlaying(m_playing);
        m_twin->setLawShown(m_lawShown);
        m_twin->setMinimaShown(m_minimaShown);
        m_twin->minima()->setBranches(m_stage->minima()->branches());
        connectMinima(m_twin);
    } else if (!wanted && m_twin) {
        delete std::exchange(m_twin, nullptr);
        m_stages->setSizes(kShares);
    }
    m_side->setVisible(!wanted);
    m_stage->setCaptioned(wanted);
}

bool LabPage::openScenario(const Scenario& scenario, const QString& what) {
    if (const std::optional<Error> error = checkScenario(scenario)) {
        showMessage(QString::fromStdString(error->message));
        return false;
    }
    if (Result<LandscapePtr> built = buildLandscape(scenario.landscape); !built) {
        showMessage(QString::fromStdString(built.error().message));
        return false;
    }
    setDrawing(false);
    changeScenario(scenario);
    commit(what);
    restart();
    return true;
}

bool LabPage::openTable(const QString& name, const QByteArray& text) {
    const Result<std::vector<CurvePoint>> points = readCurveCsv(text.toStdString());
    if (!points) {
        showMessage(tr("%1: %2").arg(name, QString::fromStdString(points.error().message)));
        return false;
    }
    Scenario scenario = m_scenario;
    scenario.landscape = {.kind = LandscapeChoice::Kind::Curve, .points = *points};
    scenario.title.clear();
    scenario.watch.clear();
    scenario.claims.clear();
    scenario.view.reset();
    scenario.start = std::clamp(scenario.start, points->front().w, points->back().w);
    return openScenario(scenario, tr("Open a table"));
}

void LabPage::showMessage(const QString& message) {
    m_message->setText(tr("✗ %1").arg(message));
    m_message->show();
}

void LabPage::showPreset(int index) {
    const Preset& preset = presets()[static_cast<std::size_t>(index)];
    if (openScenario(preset.scenario, tr("Choose “%1”").arg(QString::fromStdString(preset.scenario.title))))
        setPlaying(true);
}

void LabPage::setPlaying(bool playing) {
    m_playing = playing;
    for (Stage* stage : stages()) stage->setPlaying(playing);
    m_transport->setPlaying(playing);
    Q_EMIT playingChanged(playing);
}

void LabPage::takeSteps(std::int64_t steps) {
    for (Stage* stage : stages()) stage->takeSteps(steps);
}

void LabPage::restart() {
    for (Stage* stage : stages()) stage->restart();
}

void LabPage::setLawShown(LawShown which) {
    if (which == m_lawShown) return;
    m_lawShown = which;
    for (Stage* stage : stages()) stage->setLawShown(which);
    m_lamps->setLawShown(which);
    Q_EMIT lawShownChanged(which);
}

void LabPage::setMinimaShown(bool shown) {
    if (shown == m_minimaShown) return;
    m_minimaShown = shown;
    for (Stage* stage : stages()) stage->setMinimaShown(shown);
    m_theory->setMinimaWanted(shown);
    Q_EMIT minimaShownChanged(shown);
}

void LabPage::setBoundsShown(bool shown) { m_distance->setBoundsShown(shown); }

void LabPage::showTheory() {
    std::optional<DistanceTheory> theory;
    if (m_report) theory = {*m_report, m_scenario.stepSize, m_scenario.averages[m_scenario.focus]};
    m_distance->setTheory(theory);
}

void LabPage::connectMinima(Stage* stage) {
    MinimaChart* minima = stage->minima();
    connect(m_theory, &TheoryWatch::minimaFound, minima, &MinimaChart::setBranches);
    connect(minima, &MinimaChart::stepSizeMoved, this, [this, stage](double stepSize) {
        Scenario changed = m_scenario;
        if (stage == m_twin)
            changed.twinStepSize = stepSize;
        else
            changed.stepSize = stepSize;
        changeScenario(changed);
    });
    connect(minima, &MinimaChart::stepSizeCommitted, this, [this] { commit(tr("Move the step size")); });
}

void LabPage::setSpeed(double stepsPerSecond) {
    Scenario changed = m_scenario;
    changed.stepsPerSecond = stepsPerSecond;
    changeScenario(changed);
    commit(tr("Change the speed"), Merge::Speed);
}

void LabPage::changeSpeed(int notches) { m_transport->changeSpeed(notches); }

std::vector<CurvePoint> LabPage::editablePoints() const {
    // As drawn before, else the curve on show, at equally spaced points of the view.
    const LandscapeChoice& choice = m_scenario.landscape;
    if (choice.kind == LandscapeChoice::Kind::Curve && choice.points.size() == CurveEditor::kPoints)
        return choice.points;
    const Interval view = viewOf(m_scenario, *m_landscape);
    std::vector<CurvePoint> points;
    for (int i = 0; i < CurveEditor::kPoints; ++i) {
        const double w = view.lower + view.width() * i / (CurveEditor::kPoints - 1);
        points.push_back({w, m_landscape->value(w)});
    }
    return points;
}

void LabPage::setDrawing(bool drawing) {
    m_transport->setDrawing(drawing);
    if (drawing == m_editor->isActive()) return;
    if (drawing)
        m_editor->start(editablePoints());
    else
        m_editor->stop();
    showWatch();
    Q_EMIT drawingChanged(drawing);
}

void LabPage::showWatch() {
    const QString watch =
        isDrawing() ? tr("Draw with the mouse or a pen, drag the points, or use the arrow keys. Return ends drawing.")
                    : QString::fromStdString(m_scenario.watch);
    m_watch->setText(watch);
    m_watch->setVisible(!watch.isEmpty());
}

void LabPage::showFrame() {
    const Frame& frame = *m_stage->frame();
    m_transport->setStep(frame.step);
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    if (frame.playing && now - m_lastReadings < kReadingsEveryMs) return;
    m_lastReadings = now;
    m_transport->showSpeed(frame.playing ? frame.stepsPerSecond : m_scenario.stepsPerSecond);
    if (m_twin) return;
    m_readings->setFrame(frame);
    m_distance->setFrame(m_stage->frame());
}

std::vector<Stage*> LabPage::stages() const {
    return m_twin ? std::vector<Stage*>{m_stage, m_twin} : std::vector<Stage*>{m_stage};
}

std::vector<Plot*> LabPage::plots() const {
    std::vector<Plot*> plots;
    for (Stage* stage : stages()) {
        plots.insert(plots.end(), {stage->chart(), stage->histograms()});
        if (m_minimaShown) plots.push_back(stage->minima());
    }
    if (!m_twin) plots.push_back(m_distance);
    return plots;
}

QRectF LabPage::plotsRect() const {
    QRectF whole;
    for (const Plot* plot : plots()) whole |= QRectF(plot->mapTo(this, QPoint()), QSizeF(plot->size()));
    return whole;
}

void LabPage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fitFonts();
}

void LabPage::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange && m_watch) fitFonts();
}

void LabPage::fitFonts() {
    // What is read from the last row grows with the window, as the charts do.
    const double growth = Plot::scaleIn(this) - 1.0;
    const auto fit = [&](QWidget* widget, double factor) {
        QFont fitted = font();
        fitted.setPointSizeF(fitted.pointSizeF() * factor);
        if (widget->font() != fitted) widget->setFont(fitted);
    };
    fit(m_watch, 1.15 + growth);
    fit(m_readings, 0.94 + 0.6 * growth);
}

QSizeF LabPage::chartsSize() const { return plotsRect().size(); }

void LabPage::paintCharts(QPainter& painter, const QRectF& target) {
    const QRectF whole = plotsRect();
    const double scale = std::min(target.width() / whole.width(), target.height() / whole.height());
    for (Plot* plot : plots()) {
        const QPointF place = plot->mapTo(this, QPoint()) - whole.topLeft();
        plot->paintTo(painter, QRectF(target.topLeft() + place * scale, QSizeF(plot->size()) * scale));
    }
}

}  // namespace basin
