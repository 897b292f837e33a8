// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plane/plane_page.h"

#include "ui/format.h"
#include "ui/lab/control_panel.h"
#include "ui/lab/presets.h"
#include "ui/lab/timeline_bar.h"
#include "ui/lab/transport_bar.h"
#include "ui/plane/controls/hill_fields.h"
#include "ui/plane/controls/surface_section.h"
#include "ui/plane/hill_editor.h"
#include "ui/plane/profile.h"
#include "ui/translation.h"
#include "ui/value_change.h"

#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QUndoStack>
#include <QVBoxLayout>

#include <algorithm>

namespace basin {

Scenario PlanePage::firstScenario() {
    if (!planePresets().empty()) return planePresets().front().scenario;
    Scenario scenario;
    setSurface(scenario, {});
    settleOn(scenario, **buildSurface(scenario.plane->surface));
    return scenario;
}

PlanePage::PlanePage(const Scenario& scenario, QWidget* parent)
    : StagePage(parent), m_scenario(scenario), m_committed(scenario) {
    m_undo = new QUndoStack(this);
    m_view = new PlaneView;
    m_transport = new TransportBar(planePresets());
    m_panel = new ControlPanel(ControlPanel::Space::Plane);
    m_editor = new HillEditor(m_view->objective());

    auto* body = new QHBoxLayout;
    body->setSpacing(0);
    body->addWidget(m_view, 1);
    body->addWidget(m_panel);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_transport);
    layout->addLayout(body, 1);

    connectTransport();
    connectView();
    connectEditor();
    connect(m_panel, &ControlPanel::scenarioChanged, this, &PlanePage::changeScenario);
    connect(m_panel, &ControlPanel::scenarioCommitted, this, [this](const Scenario& changed, const QString& what) {
        changeScenario(changed);
        commit(what);
    });
    connect(m_panel, &ControlPanel::keepAveragesChanged, this, [this](bool keep) {
        const auto showAgain = [this](bool kept) {
            m_keepAverages = kept;
            m_panel->setKeepAverages(kept);
        };
        m_undo->push(new ValueChange<bool>(!keep, keep, showAgain, tr("Keep averages")));
    });
    connect(m_panel, &ControlPanel::drawRequested, this, [this] { setDrawing(true); });
    connect(m_panel->surface(), &SurfaceSection::tableRequested, this, &PlanePage::openTableFile);

    m_builtChoice = scenario.plane->surface;
    m_surface = *buildSurface(m_builtChoice);
    show();
}

PlanePage::~PlanePage() = default;

void PlanePage::connectTransport() {
    connect(m_transport, &TransportBar::presetChosen, this, &PlanePage::showPreset);
    connect(m_transport, &TransportBar::restartRequested, this, &PlanePage::restart);
    connect(m_transport, &TransportBar::playToggled, this, &PlanePage::togglePlaying);
    connect(m_transport, &TransportBar::stepRequested, this, [this] { takeSteps(1); });
    connect(m_transport, &TransportBar::speedChanged, this, &PlanePage::setSpeed);
    connect(m_transport, &TransportBar::drawingToggled, this, &PlanePage::setDrawing);
}

void PlanePage::connectView() {
    connect(m_view, &PlaneView::frameShown, this, [this] {
        const PlaneFrame& frame = *m_view->frame();
        m_transport->setStep(frame.step);
        adoptTime();
        if (frame.repeatingTo) Q_EMIT repeating(frame.step, *frame.repeatingTo);
        if (std::exchange(m_repeating, frame.repeatingTo.has_value()) && !m_repeating) Q_EMIT repeated(frame.step);
        Q_EMIT frameShown();
    });
    connect(m_view, &PlaneView::readingsShown, this, [this] {
        const PlaneFrame& frame = *m_view->frame();
        m_transport->showSpeed(frame.playing ? frame.stepsPerSecond : m_scenario.stepsPerSecond);
    });
    connect(m_view, &PlaneView::startMoved, this, [this](Point start) {
        Scenario changed = m_scenario;
        changed.plane->start = start;
        changeScenario(changed);
    });
    connect(m_view, &PlaneView::startCommitted, this, [this] { commit(tr("Move the start")); });
    connect(m_view->timeline(), &TimelineBar::stepAsked, this, &PlanePage::goTo);
    connect(m_view->timeline(), &TimelineBar::branchAsked, m_view, &PlaneView::setBranched);
    connect(m_view, &PlaneView::profileFinished, this, &PlanePage::openProfile);
    for (PlaneChart* chart : {m_view->objective(), m_view->smoothed()}) chart->installEventFilter(this);
}

void PlanePage::connectEditor() {
    HillFields* fields = m_panel->surface()->hills();
    connect(m_editor, &HillEditor::surfaceChanged, this, [this](const SurfaceChoice& choice) {
        Scenario changed = m_scenario;
        setSurface(changed, choice);
        changed.title.clear();
        changed.watch =
            tr("Your surface: raise the step size and watch the blue walkers leave the narrow wells.").toStdString();
        changed.claims.clear();
        changeScenario(changed);
    });
    connect(m_editor, &HillEditor::changeFinished, this, [this](const QString& what) { commit(what); });
    connect(m_editor, &HillEditor::finished, this, [this] { setDrawing(false); });
    connect(m_editor, &HillEditor::chosenChanged, fields, &HillFields::choose);
    connect(fields, &HillFields::chosenChanged, m_editor, &HillEditor::choose);
}

bool PlanePage::isDrawing() const { return m_editor->isActive(); }

void PlanePage::changeScenario(const Scenario& scenario) {
    if (!scenario.plane) return;
    if (const std::optional<Error> error = checkScenario(scenario)) return showMessage(coreText(error->message));
    if (scenario.plane->surface != m_builtChoice) {
        Result<SurfacePtr> built = buildSurface(scenario.plane->surface);
        if (!built) return showMessage(coreText(built.error().message));
        m_surface = *std::move(built);
        m_builtChoice = scenario.plane->surface;
    }
    m_scenario = scenario;
    show();
}

void PlanePage::commit(const QString& what, Merge merge) {
    if (m_scenario == m_committed) return;
    const auto showAgain = [this](const Scenario& scenario) {
        m_committed = scenario;
        if (m_scenario != scenario) changeScenario(scenario);
    };
    m_undo->push(new ValueChange<Scenario>(m_committed, m_scenario, showAgain, what, static_cast<int>(merge)));
}

void PlanePage::goTo(std::int64_t step) {
    setPlaying(false);
    m_view->goTo(step);
}

void PlanePage::adoptTime() {
    const PlaneFrame& frame = *m_view->frame();
    if (frame.repeatingTo || moveAlike(*frame.scenario, m_scenario)) return;
    // The run has gone back to where the settings were others.
    const Scenario then = seenAs(*frame.scenario, m_scenario);
    if (then.plane->surface != m_builtChoice) {
        m_surface = frame.analysis->surface;
        m_builtChoice = then.plane->surface;
    }
    m_scenario = then;
    show(Tell::Nobody);
    commit(tr("Settings of an earlier step"), Merge::Time);
}

void PlanePage::show(Tell tell) {
    m_view->showMessage({});
    if (isDrawing() && m_scenario.plane->surface.kind != SurfaceChoice::Kind::Drawn) setDrawing(false);
    showWatch();
    if (tell == Tell::Run)
        m_view->setScenario(m_scenario, m_surface, m_keepAverages);
    else
        m_view->showScenario(m_scenario, m_surface);
    updateRanges();
    if (m_panel->scenario() != m_scenario) m_panel->setScenario(m_scenario);
    m_transport->setSpeed(m_scenario.stepsPerSecond);
    m_transport->showPresetOf(m_scenario);
    if (isDrawing() && m_editor->surface() != m_scenario.plane->surface)
        m_editor->setSurface(m_scenario.plane->surface);
    Q_EMIT scenarioShown(m_scenario);
}

void PlanePage::updateRanges() {
    const Rectangle view = planeViewOf(m_scenario, *m_surface);
    if (m_rangesOf != m_surface || m_rangesView != view) {
        m_ranges = planeRanges(*m_surface, view);
        m_rangesOf = m_surface;
        m_rangesView = view;
    }
    // A value that was typed or read from a file lies on its slider, too.
    const auto with = [](Interval range, double value) {
        return Interval{std::min(range.lower, value), std::max(range.upper, value)};
    };
    m_panel->setStepSizeRange(with(m_ranges.stepSize, m_scenario.stepSize));
    m_panel->setNoiseRange(with(m_ranges.noise, m_scenario.noiseSize));
    const Point start = m_scenario.plane->start;
    m_panel->setStartArea({with(view.x, start.x), with(view.y, start.y)});
}

bool PlanePage::openScenario(const Scenario& scenario, const QString& what) {
    const auto refuse = [this](const std::string& sentence) {
        showMessage(coreText(sentence));
        return false;
    };
    if (!scenario.plane) return refuse(tr("This scenario is of the line: the lab opens it.").toStdString());
    if (const std::optional<Error> error = checkScenario(scenario)) return refuse(error->message);
    if (const Result<SurfacePtr> built = buildSurface(scenario.plane->surface); !built)
        return refuse(built.error().message);
    setDrawing(false);
    setProfiling(false);
    m_view->resetView();
    changeScenario(scenario);
    commit(what);
    restart();
    return true;
}

bool PlanePage::openTable(const QString& name, const QByteArray& text) {
    Result<SurfaceTable> table = readSurfaceCsv(text.toStdString());
    SurfaceChoice choice;
    choice.kind = SurfaceChoice::Kind::Table;
    std::optional<Error> error;
    if (table) {
        choice.table = *std::move(table);
        error = m_panel->surface()->showSurface(choice, tr("Open a table"));
    } else {
        error = table.error();
    }
    if (error) showMessage(tr("%1: %2").arg(name, coreText(error->message)));
    return !error;
}

void PlanePage::openTableFile() {
    const QString path =
        QFileDialog::getOpenFileName(this, tr("Open a table"), {}, tr("Tables (*.csv);;All files (*)"));
    if (path.isEmpty()) return;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return showMessage(tr("%1 cannot be opened: %2.").arg(path, file.errorString()));
    openTable(QFileInfo(path).fileName(), file.readAll());
}

void PlanePage::showMessage(const QString& message) { m_view->showMessage(tr("✗ %1").arg(message)); }

void PlanePage::showPreset(int index) {
    if (!mayReplace()) return m_transport->showPresetOf(m_scenario);
    const Preset& preset = planePresets()[static_cast<std::size_t>(index)];
    if (openScenario(preset.scenario, tr("Choose “%1”").arg(coreText(preset.scenario.title)))) setPlaying(true);
}

void PlanePage::setPlaying(bool playing) {
    m_playing = playing;
    m_view->setPlaying(playing);
    m_transport->setPlaying(playing);
    Q_EMIT playingChanged(playing);
}

void PlanePage::setControlsShown(bool shown) {
    m_panelShown = shown;
    arrange();
}

void PlanePage::arrange() {
    m_transport->setVisible(!m_projecting && !m_voting);
    m_panel->setVisible(!m_projecting && !m_voting && m_panelShown);
}

void PlanePage::setVoting(bool voting) {
    m_voting = voting;
    if (voting) {
        setDrawing(false);
        setProfiling(false);
    }
    arrange();
}

std::vector<StagePage::Valley> PlanePage::valleys() const {
    std::vector<Valley> valleys;
    if (!m_view->frame()) return valleys;
    const Rectangle view = planeViewOf(m_scenario, *m_surface);
    for (const CriticalPoint& minimum : m_view->frame()->analysis->minima)
        valleys.push_back(
            {tr("(%1, %2)", "a place of the plane")
                 .arg(formatPlace(minimum.place.x, view.x.width()), formatPlace(minimum.place.y, view.y.width())),
             minimum.value, length(minimum.place - m_scenario.plane->start)});
    return valleys;
}

std::optional<StagePage::Progress> PlanePage::progress() const {
    const auto& frame = m_view->frame();
    if (!frame) return std::nullopt;
    Progress progress{frame->step, frame->repeatingTo.has_value(), frame->sgd.shares, {}};
    if (frame->averagedSteps > 0) progress.average = frame->average.shares;
    return progress;
}

void PlanePage::setNumbers(const std::vector<std::size_t>& valleys) {
    std::vector<Point> places;
    for (const std::size_t valley : valleys) places.push_back(m_view->frame()->analysis->minima[valley].place);
    m_view->objective()->setNumbers(places);
}

void PlanePage::setProjecting(bool projecting) {
    m_projecting = projecting;
    if (projecting) {
        setDrawing(false);
        setProfiling(false);
    }
    arrange();
    m_view->setProjecting(projecting);
}

void PlanePage::setSpeed(double stepsPerSecond) {
    Scenario changed = m_scenario;
    changed.stepsPerSecond = stepsPerSecond;
    changeScenario(changed);
    commit(tr("Change the speed"), Merge::Speed);
}

void PlanePage::changeSpeed(int notches) { m_transport->changeSpeed(notches); }

void PlanePage::setDrawing(bool drawing) {
    m_transport->setDrawing(drawing);
    if (drawing == isDrawing()) return;
    if (drawing) {
        setProfiling(false);
        if (m_scenario.plane->surface.kind != SurfaceChoice::Kind::Drawn) {
            const auto error = m_panel->surface()->showSurface(m_panel->surface()->drawing(), tr("Draw a surface"));
            if (error) {
                m_transport->setDrawing(false);
                return showMessage(coreText(error->message));
            }
        }
        m_editor->start(m_scenario.plane->surface);
    } else {
        m_editor->stop();
    }
    showWatch();
    Q_EMIT drawingChanged(drawing);
}

void PlanePage::setProfiling(bool profiling) {
    if (profiling == isProfiling()) return;
    if (profiling) {
        setDrawing(false);
        const Rectangle view = m_view->shownView();
        const Point start = m_scenario.plane->start;
        // From the start to v*, or across the view where both are one place.
        const auto& frame = m_view->frame();
        Point end = frame && !frame->analysis->targets.empty() ? frame->analysis->targets.front() : view.centre();
        if (length(end - start) < 0.05 * view.x.width()) end = {view.x.upper - 0.1 * view.x.width(), start.y};
        m_profile = {start, end};
        m_view->objective()->setFocus();
    } else {
        m_profile.reset();
    }
    m_view->setProfile(m_profile);
    m_view->setProfiling(profiling);
    showWatch();
    Q_EMIT profilingChanged(profiling);
}

bool PlanePage::eventFilter(QObject* watched, QEvent* event) {
    if (m_profile && event->type() == QEvent::KeyPress) {
        const auto* pressed = static_cast<QKeyEvent*>(event);
        if (profileKey(pressed->key(), pressed->modifiers())) return true;
    }
    return StagePage::eventFilter(watched, event);
}

bool PlanePage::profileKey(int key, Qt::KeyboardModifiers modifiers) {
    if (key == Qt::Key_Escape) {
        setProfiling(false);
        return true;
    }
    if (key == Qt::Key_Return || key == Qt::Key_Enter) {
        openProfile(*m_profile);
        return true;
    }
    const int right = key == Qt::Key_Left ? -1 : key == Qt::Key_Right ? 1 : 0;
    const int up = key == Qt::Key_Down ? -1 : key == Qt::Key_Up ? 1 : 0;
    if ((right == 0 && up == 0) || (modifiers & Qt::ControlModifier)) return false;
    const Rectangle view = m_view->shownView();
    Point& end = modifiers & Qt::ShiftModifier ? m_profile->from : m_profile->to;
    end = end + Point{0.01 * right * view.x.width(), 0.01 * up * view.y.width()};
    m_view->setProfile(m_profile);
    return true;
}

void PlanePage::openProfile(const Segment& line) {
    const Result<Scenario> profile = profileAlong(m_scenario, *m_surface, line);
    setProfiling(false);
    m_view->setProfile(std::nullopt);
    if (profile)
        Q_EMIT profileOpened(*profile);
    else
        showMessage(coreText(profile.error().message));
}

void PlanePage::showWatch() {
    const QString watch =
        isDrawing()
            ? tr("Double click sets a well (with Shift a hill); drag it, or its handles. Keys: Insert, arrows, N "
                 "for the next, Delete; Return ends drawing.")
        : isProfiling() ? tr("Draw a line across the map with the mouse, or move its end by the arrow keys (Shift: its "
                             "beginning); Return opens the profile in the lab.")
        : m_watchHidden ? QString()
                        : coreText(m_scenario.watch);
    m_view->setWatch(watch);
}

void PlanePage::setWatchHidden(bool hidden) {
    m_watchHidden = hidden;
    showWatch();
}

}  // namespace basin
