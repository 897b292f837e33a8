// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/lab_page.h"

#include "core/lab/run_table.h"
#include "core/landscape/curve.h"
#include "ui/format.h"
#include "ui/lab/assumption_lamps.h"
#include "ui/lab/control_panel.h"
#include "ui/lab/curve_editor.h"
#include "ui/lab/distance_chart.h"
#include "ui/lab/lab_view.h"
#include "ui/lab/landscape_chart.h"
#include "ui/lab/presets.h"
#include "ui/lab/readings_table.h"
#include "ui/lab/stage.h"
#include "ui/lab/theory_watch.h"
#include "ui/lab/timeline_bar.h"
#include "ui/lab/transport_bar.h"
#include "ui/translation.h"
#include "ui/value_change.h"

#include <QHBoxLayout>
#include <QUndoStack>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <utility>

namespace basin {

LabPage::LabPage(const Scenario& scenario, QWidget* parent)
    : StagePage(parent), m_scenario(scenario), m_committed(scenario) {
    m_undo = new QUndoStack(this);

    m_view = new LabView(scenario);
    m_transport = new TransportBar(linePresets());
    m_panel = new ControlPanel;
    m_editor = new CurveEditor(stage()->chart());
    m_lamps = new AssumptionLamps;
    m_theory = new TheoryWatch(this);

    auto* body = new QHBoxLayout;
    body->setSpacing(0);
    body->addWidget(m_view, 1);
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
    connectView();
    connect(m_panel, &ControlPanel::scenarioChanged, this, &LabPage::changeScenario);
    connect(m_panel, &ControlPanel::scenarioCommitted, this, [this](const Scenario& changed, const QString& what) {
        changeScenario(changed);
        commit(what);
    });
    connect(m_panel, &ControlPanel::keepAveragesChanged, this, [this](bool keep) {
        const auto show = [this](bool kept) {
            m_keepAverages = kept;
            m_panel->setKeepAverages(kept);
        };
        m_undo->push(new ValueChange<bool>(!keep, keep, show, tr("Keep averages")));
    });
    connect(m_panel, &ControlPanel::drawRequested, this, [this] { setDrawing(true); });
    connect(m_editor, &CurveEditor::pointsChanged, this, [this](const std::vector<CurvePoint>& points) {
        Scenario changed = m_scenario;
        basin::setLandscape(changed, {.kind = LandscapeChoice::Kind::Curve, .points = points});
        changed.title.clear();
        changed.watch =
            tr("Your landscape: raise the step size and watch the blue walkers leave the sharp valley.").toStdString();
        changed.claims.clear();
        changeScenario(changed);
    });
    connect(m_editor, &CurveEditor::strokeFinished, this, [this](const QString& what) { commit(what); });
    connect(m_editor, &CurveEditor::finished, this, [this] { setDrawing(false); });
    connect(m_theory, &TheoryWatch::survivalFound, this, [this](const std::vector<Survival>& survival) {
        m_view->readings()->setSurvival(stage()->chart()->hasSmoothed() ? survival : std::vector<Survival>(),
                                        m_panel->stepSizeRange());
    });
    connect(m_theory, &TheoryWatch::minimaFound, m_view, &LabView::setMinima);
    connect(m_theory, &TheoryWatch::assumptionsFound, m_lamps, &AssumptionLamps::setReport);
    connect(m_theory, &TheoryWatch::assumptionsFound, this, [this](const std::optional<ConstantsReport>& report) {
        m_report = report;
        showTheory();
    });
    connect(m_lamps, &AssumptionLamps::failureShown, stage()->chart(), &LandscapeChart::setFailure);
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

void LabPage::connectView() {
    connect(m_view, &LabView::frameShown, this, [this] {
        const Frame& frame = *stage()->frame();
        m_transport->setStep(frame.step);
        if (frame.repeatingTo) Q_EMIT repeating(frame.step, *frame.repeatingTo);
        if (std::exchange(m_repeating, frame.repeatingTo.has_value()) && !m_repeating) Q_EMIT repeated(frame.step);
        adoptTime();
        Q_EMIT frameShown();
    });
    connect(m_view->timeline(), &TimelineBar::stepAsked, this, &LabPage::goTo);
    connect(m_view->timeline(), &TimelineBar::branchAsked, m_view, &LabView::setBranched);
    connect(m_view, &LabView::readingsShown, this, [this] {
        const Frame& frame = *stage()->frame();
        m_panel->showWalkers(frame.iterates, frame.averages);
        m_transport->showSpeed(frame.playing ? frame.stepsPerSecond : m_scenario.stepsPerSecond);
    });
    // What is dragged in the charts is shown at once, and becomes a step of undo when it is let go.
    const auto edit = [this](auto field) {
        return [this, field](double value) {
            Scenario changed = m_scenario;
            changed.*field = value;
            changeScenario(changed);
        };
    };
    connect(stage()->chart(), &LandscapeChart::startMoved, this, edit(&Scenario::start));
    connect(stage()->chart(), &LandscapeChart::startCommitted, this, [this] { commit(tr("Move the start")); });
    connect(m_view, &LabView::stepSizeMoved, this, edit(&Scenario::stepSize));
    connect(m_view, &LabView::twinStepSizeMoved, this, edit(&Scenario::twinStepSize));
    connect(m_view, &LabView::stepSizeCommitted, this, [this] { commit(tr("Move the step size")); });
}

Stage* LabPage::stage() const { return m_view->stage(); }

ControlPanel* LabPage::controls() const { return m_panel; }

bool LabPage::isDrawing() const { return m_editor->isActive(); }

void LabPage::changeScenario(const Scenario& scenario) {
    if (const std::optional<Error> error = checkScenario(scenario)) return showMessage(coreText(error->message));
    if (scenario.landscape != m_builtChoice || !m_landscape) {
        Result<LandscapePtr> built = buildLandscape(scenario.landscape);
        if (!built) return showMessage(coreText(built.error().message));
        m_landscape = *std::move(built);
        m_builtChoice = scenario.landscape;
    }
    show(scenario, m_landscape);
}

void LabPage::commit(const QString& what, Merge merge) {
    if (m_scenario == m_committed) return;
    const auto show = [this](const Scenario& scenario) {
        m_committed = scenario;
        if (m_scenario != scenario) changeScenario(scenario);
    };
    m_undo->push(new ValueChange<Scenario>(m_committed, m_scenario, show, what, static_cast<int>(merge)));
}

void LabPage::goTo(std::int64_t step) {
    setPlaying(false);
    m_view->goTo(step);
}

void LabPage::adoptTime() {
    const Frame& frame = *stage()->frame();
    if (frame.repeatingTo || moveAlike(*frame.scenario, m_scenario)) return;
    // The run has gone back to where the settings were others.
    const Scenario then = seenAs(*frame.scenario, m_scenario);
    if (then.landscape != m_builtChoice) {
        m_landscape = frame.analysis->landscape;
        m_builtChoice = then.landscape;
    }
    show(then, m_landscape, Tell::Nobody);
    commit(tr("Settings of an earlier step"), Merge::Time);
}

void LabPage::show(const Scenario& scenario, const LandscapePtr& landscape, Tell tell) {
    m_scenario = scenario;
    m_view->showMessage({});
    showWatch();
    if (tell == Tell::Run)
        m_view->setScenario(scenario, landscape, m_keepAverages);
    else
        m_view->showScenario(scenario, landscape);
    updateRanges();
    if (m_panel->scenario() != scenario) m_panel->setScenario(scenario);
    m_transport->setSpeed(scenario.stepsPerSecond);
    if (m_editor->isActive() && m_editor->points() != editablePoints()) m_editor->setPoints(editablePoints());
    m_theory->request(scenario, landscape, m_panel->stepSizeRange());
    showTheory();
    m_transport->showPresetOf(scenario);
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
    if (m_scenario.twinStepSize) stepSizes = with(stepSizes, *m_scenario.twinStepSize);
    m_view->setStepSizes(stepSizes);
    m_panel->setNoiseRange(with(m_ranges.noise, m_scenario.noiseSize));
    m_panel->setStartRange(with(view, m_scenario.start));
}

bool LabPage::openScenario(const Scenario& scenario, const QString& what) {
    if (const std::optional<Error> error = checkScenario(scenario)) {
        showMessage(coreText(error->message));
        return false;
    }
    if (Result<LandscapePtr> built = buildLandscape(scenario.landscape); !built) {
        showMessage(coreText(built.error().message));
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
        showMessage(tr("%1: %2").arg(name, coreText(points.error().message)));
        return false;
    }
    Scenario scenario = m_scenario;
    basin::setLandscape(scenario, {.kind = LandscapeChoice::Kind::Curve, .points = *points});
    scenario.title.clear();
    scenario.watch.clear();
    scenario.claims.clear();
    scenario.view.reset();
    scenario.start = std::clamp(scenario.start, points->front().w, points->back().w);
    return openScenario(scenario, tr("Open a table"));
}

void LabPage::collectTable(const std::function<void(const Table&)>& done) {
    stage()->look([done](const LabRun& run) { done(walkerTable(run)); });
}

void LabPage::showMessage(const QString& message) { m_view->showMessage(tr("✗ %1").arg(message)); }

void LabPage::showPreset(int index) {
    if (!mayReplace()) return m_transport->showPresetOf(m_scenario);
    const Preset& preset = linePresets()[static_cast<std::size_t>(index)];
    if (openScenario(preset.scenario, tr("Choose “%1”").arg(coreText(preset.scenario.title)))) setPlaying(true);
}

void LabPage::setPlaying(bool playing) {
    m_playing = playing;
    m_view->setPlaying(playing);
    m_transport->setPlaying(playing);
    Q_EMIT playingChanged(playing);
}

void LabPage::setLawShown(LawShown which) {
    if (which == m_lawShown) return;
    m_lawShown = which;
    m_view->setLawShown(which);
    m_lamps->setLawShown(which);
    Q_EMIT lawShownChanged(which);
}

void LabPage::setMinimaShown(bool shown) {
    if (shown == m_minimaShown) return;
    m_minimaShown = shown;
    m_view->setMinimaShown(shown);
    m_theory->setMinimaWanted(shown);
    Q_EMIT minimaShownChanged(shown);
}

void LabPage::setBoundsShown(bool shown) {
    if (shown == m_boundsShown) return;
    m_boundsShown = shown;
    m_view->distance()->setBoundsShown(shown);
    Q_EMIT boundsShownChanged(shown);
}

void LabPage::setProjecting(bool projecting) {
    if (projecting) setDrawing(false);
    arrange(projecting, m_voting);
    m_view->setProjecting(projecting);
}

std::vector<StagePage::Valley> LabPage::valleys() const {
    std::vector<Valley> valleys;
    if (!stage()->frame()) return valleys;
    for (const Basin& basin : stage()->frame()->analysis->basins) {
        const double w = basin.minimum.w;
        valleys.push_back(
            {formatPlace(w, std::max(1.0, std::abs(w))), basin.minimum.value, std::abs(w - m_scenario.start)});
    }
    return valleys;
}

std::optional<StagePage::Progress> LabPage::progress() const {
    const auto& frame = stage()->frame();
    if (!frame) return std::nullopt;
    Progress progress{frame->step, frame->repeatingTo.has_value(), frame->sgd.shares, {}};
    if (frame->averagedSteps > 0) progress.average = frame->average.shares;
    return progress;
}

void LabPage::setNumbers(const std::vector<std::size_t>& valleys) {
    std::vector<double> places;
    for (const std::size_t valley : valleys) places.push_back(stage()->frame()->analysis->basins[valley].minimum.w);
    stage()->chart()->setNumbers(places);
}

void LabPage::setVoting(bool voting) { arrange(m_projecting, voting); }

void LabPage::setControlsShown(bool shown) {
    m_panelShown = shown;
    arrange(m_projecting, m_voting);
}

void LabPage::arrange(bool projecting, bool voting) {
    m_projecting = projecting;
    m_voting = voting;
    m_transport->setVisible(!projecting && !voting);  // its keys go on working
    m_panel->setVisible(!projecting && !voting && m_panelShown);
    m_lamps->setVisible(!projecting && !voting);
}

void LabPage::showTheory() {
    std::optional<DistanceTheory> theory;
    if (m_report) theory = {*m_report, m_scenario.stepSize, m_scenario.averages[m_scenario.focus]};
    m_view->distance()->setTheory(theory);
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
                    : coreText(m_scenario.watch);
    m_view->setWatch(watch);
}

}  // namespace basin
