// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/lab_page.h"

#include "core/landscape/curve.h"
#include "ui/format.h"
#include "ui/icons.h"
#include "ui/lab/control_panel.h"
#include "ui/lab/curve_editor.h"
#include "ui/lab/distance_chart.h"
#include "ui/lab/histogram_chart.h"
#include "ui/lab/landscape_chart.h"
#include "ui/lab/presets.h"
#include "ui/lab/readings_table.h"
#include "ui/lab/stage.h"
#include "ui/lab/survival_watch.h"

#include <QComboBox>
#include <QDateTime>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QSlider>
#include <QSplitter>
#include <QToolButton>
#include <QUndoStack>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <limits>

namespace basin {

namespace {

constexpr int kReadingsEveryMs = 100;

// The speed slider: powers of ten from 1 to 10⁶ steps a second in hundredths, and its last position "as fast as possible".
constexpr int kFastest = 620;

double speedAt(int position) {
    return position >= kFastest ? std::numeric_limits<double>::infinity() : std::pow(10.0, position / 100.0);
}

int positionOf(double stepsPerSecond) {
    if (!std::isfinite(stepsPerSecond)) return kFastest;
    return std::clamp(static_cast<int>(std::lround(100.0 * std::log10(stepsPerSecond))), 0, kFastest - 20);
}

QToolButton* toolButton(const QString& text, const QString& tip) {
    auto* button = new QToolButton;
    button->setIconSize({20, 20});
    button->setAccessibleName(text);
    button->setToolTip(tip);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

}  // namespace

/// One step of undo: the scenario before and after.
class LabPage::Change : public QUndoCommand {
public:
    Change(LabPage* page, Scenario before, Scenario after, const QString& what)
        : QUndoCommand(what), m_page(page), m_before(std::move(before)), m_after(std::move(after)) {}

    void undo() override { apply(m_before); }
    void redo() override { apply(m_after); }

private:
    void apply(const Scenario& scenario) {
        m_page->m_committed = scenario;
        if (m_page->m_scenario != scenario) m_page->changeScenario(scenario);
    }

    LabPage* m_page;
    Scenario m_before, m_after;
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

    m_watch = new QLabel;
    m_watch->setWordWrap(true);
    QFont watchFont = m_watch->font();
    watchFont.setPointSizeF(watchFont.pointSizeF() * 1.15);
    m_watch->setFont(watchFont);
    m_watch->setContentsMargins(10, 4, 10, 4);
    m_message = new QLabel;
    m_message->setWordWrap(true);
    m_message->setContentsMargins(10, 4, 10, 4);
    m_message->hide();

    m_panel = new ControlPanel;
    m_editor = new CurveEditor(m_stage->chart());
    m_survival = new SurvivalWatch(this);

    auto* main = new QVBoxLayout;
    main->setSpacing(0);
    main->addWidget(m_watch);
    main->addWidget(m_stages, 1);
    main->addWidget(m_message);
    auto* body = new QHBoxLayout;
    body->setSpacing(0);
    body->addLayout(main, 1);
    body->addWidget(m_panel);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHeader());
    layout->addLayout(body, 1);

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
    connect(m_editor, &CurveEditor::strokeFinished, this, &LabPage::commit);
    connect(m_editor, &CurveEditor::finished, this, [this] { setDrawing(false); });
    connect(m_survival, &SurvivalWatch::found, this, [this](const std::vector<Survival>& survival) {
        m_readings->setSurvival(survival, m_panel->stepSizeRange());
    });

    m_builtChoice = scenario.landscape;
    m_landscape = *buildLandscape(scenario.landscape);
    show(m_scenario, m_landscape);
}

LabPage::~LabPage() = default;

QWidget* LabPage::makeHeader() {
    auto* header = new QWidget;
    auto* layout = new QHBoxLayout(header);
    layout->setContentsMargins(8, 4, 8, 4);

    m_presets = new QComboBox;
    m_presets->setAccessibleName(tr("Preset"));
    m_presets->setToolTip(tr("Ready-made scenarios, each with one thing to watch"));
    m_presets->setPlaceholderText(tr("Your own scenario"));
    for (const Preset& preset : presets()) m_presets->addItem(QString::fromStdString(preset.scenario.title));
    connect(m_presets, &QComboBox::activated, this, &LabPage::showPreset);

    m_restartButton = toolButton(tr("Restart"), tr("Back to step 0 with the same seed (R)"));
    connect(m_restartButton, &QToolButton::clicked, this, &LabPage::restart);
    m_playButton = toolButton(tr("Play"), tr("Play or pause (Space)"));
    connect(m_playButton, &QToolButton::clicked, this, &LabPage::togglePlaying);
    m_stepButton = toolButton(tr("Step"), tr("One step (S)"));
    connect(m_stepButton, &QToolButton::clicked, this, [this] { takeSteps(1); });

    m_speed = new QSlider(Qt::Horizontal);
    m_speed->setRange(0, kFastest);
    m_speed->setSingleStep(10);
    m_speed->setPageStep(100);
    m_speed->setMinimumWidth(110);
    m_speed->setMaximumWidth(200);
    m_speed->setAccessibleName(tr("Speed"));
    m_speed->setToolTip(tr("How many steps are taken in a second; at the right end as many as the machine can"));
    connect(m_speed, &QSlider::valueChanged, this, [this](int position) { setSpeed(speedAt(position)); });
    m_speedLabel = new QLabel;
    m_stepLabel = new QLabel;
    m_stepLabel->setToolTip(tr("Steps since the start"));
    const QFontMetrics metrics(font());
    m_speedLabel->setMinimumWidth(metrics.horizontalAdvance(tr("%1 steps/s").arg(formatCount(1000000))));
    m_stepLabel->setMinimumWidth(metrics.horizontalAdvance(tr("step %1").arg(formatCount(1000000000))));

    m_drawButton = new QToolButton;
    m_drawButton->setText(tr("Draw"));
    m_drawButton->setCheckable(true);
    m_drawButton->setToolTip(tr("Draw a landscape with the mouse (D)"));
    m_drawButton->setFocusPolicy(Qt::TabFocus);
    connect(m_drawButton, &QToolButton::clicked, this, &LabPage::setDrawing);

    layout->addWidget(m_presets);
    layout->addSpacing(8);
    layout->addWidget(m_restartButton);
    layout->addWidget(m_playButton);
    layout->addWidget(m_stepButton);
    layout->addSpacing(8);
    auto* speedName = new QLabel(tr("Speed"));
    layout->addWidget(speedName);
    layout->addWidget(m_speed);
    layout->addWidget(m_speedLabel);
    layout->addStretch(1);
    layout->addWidget(m_stepLabel);
    layout->addSpacing(8);
    layout->addWidget(m_drawButton);
    setIcons();
    return header;
}

void LabPage::setIcons() {
    m_restartButton->setIcon(icon(Icon::Restart));
    m_playButton->setIcon(icon(m_playing ? Icon::Pause : Icon::Play));
    m_stepButton->setIcon(icon(Icon::Step));
}

void LabPage::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_stepButton) setIcons();
}

QWidget* LabPage::controls() const { return m_panel; }

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

void LabPage::commit(const QString& what) {
    if (m_scenario == m_committed) return;
    m_undo->push(new Change(this, m_committed, m_scenario, what));
}

void LabPage::show(const Scenario& scenario, const LandscapePtr& landscape) {
    m_scenario = scenario;
    m_message->hide();
    m_watch->setText(QString::fromStdString(scenario.watch));
    m_watch->setVisible(!scenario.watch.empty());
    updateRanges();
    if (m_panel->scenario() != scenario) m_panel->setScenario(scenario);
    updateTwin();
    m_stage->setScenario(scenario, landscape, m_keepAverages);
    if (m_twin) {
        Scenario twin = scenario;
        twin.stepSize = *scenario.twinStepSize;
        m_twin->setScenario(twin, landscape, m_keepAverages);
    }
    QStringList names;
    for (const Average& average : scenario.averages) names << averageTitle(average);
    m_distance->setAverages(names, scenario.focus);
    m_readings->setAverageName(names[static_cast<qsizetype>(scenario.focus)]);
    {
        const QSignalBlocker blocker(m_speed);
        m_speed->setValue(positionOf(scenario.stepsPerSecond));
    }
    if (m_editor->isActive() && m_scenario.landscape.kind == LandscapeChoice::Kind::Curve &&
        m_editor->points() != m_scenario.landscape.points)
        m_editor->setPoints(m_scenario.landscape.points);
    m_survival->request(landscape, *scenarioNoise(scenario), m_panel->stepSizeRange());
    const auto preset = std::find_if(presets().begin(), presets().end(), [&](const Preset& candidate) {
        return candidate.scenario.title == scenario.title;
    });
    m_presets->setCurrentIndex(preset == presets().end() ? -1 : static_cast<int>(preset - presets().begin()));
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
    m_panel->setStepSizeRange(with(m_ranges.stepSize, m_scenario.stepSize));
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
        m_twin->setPlaying(m_playing);
    } else if (!wanted && m_twin) {
        delete std::exchange(m_twin, nullptr);
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
    m_stage->setPlaying(playing);
    if (m_twin) m_twin->setPlaying(playing);
    m_playButton->setIcon(icon(playing ? Icon::Pause : Icon::Play));
    m_playButton->setAccessibleName(playing ? tr("Pause") : tr("Play"));
    Q_EMIT playingChanged(playing);
}

void LabPage::takeSteps(std::int64_t steps) {
    m_stage->takeSteps(steps);
    if (m_twin) m_twin->takeSteps(steps);
}

void LabPage::restart() {
    m_stage->restart();
    if (m_twin) m_twin->restart();
}

void LabPage::setSpeed(double stepsPerSecond) {
    Scenario changed = m_scenario;
    changed.stepsPerSecond = stepsPerSecond;
    changeScenario(changed);
    commit(tr("Change the speed"));
}

void LabPage::changeSpeed(int notches) { m_speed->setValue(m_speed->value() + 10 * notches); }

void LabPage::setDrawing(bool drawing) {
    m_drawButton->setChecked(drawing);
    if (drawing == m_editor->isActive()) return;
    if (!drawing) {
        m_editor->stop();
    } else {
        // Drawing begins from the curve on show, at equally spaced points of the view.
        const Interval view = viewOf(m_scenario, *m_landscape);
        std::vector<CurvePoint> points;
        for (int i = 0; i < CurveEditor::kPoints; ++i) {
            const double w = view.lower + view.width() * i / (CurveEditor::kPoints - 1);
            points.push_back({w, m_landscape->value(w)});
        }
        m_editor->start(points);
    }
    Q_EMIT drawingChanged(drawing);
}

void LabPage::showFrame() {
    const Frame& frame = *m_stage->frame();
    m_stepLabel->setText(tr("step %1").arg(formatCount(frame.step)));
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    if (frame.playing && now - m_lastReadings < kReadingsEveryMs) return;
    m_lastReadings = now;
    const double speed = frame.playing ? frame.stepsPerSecond : m_scenario.stepsPerSecond;
    m_speedLabel->setText(std::isfinite(speed) ? tr("%1 steps/s").arg(formatCount(std::llround(speed)))
                                               : tr("fastest"));
    if (m_twin) return;
    m_readings->setFrame(frame);
    m_distance->setFrame(m_stage->frame());
}

std::vector<Plot*> LabPage::plots() const {
    std::vector<Plot*> plots{m_stage->chart(), m_stage->histograms()};
    if (m_twin)
        plots.insert(plots.end(), {m_twin->chart(), m_twin->histograms()});
    else
        plots.push_back(m_distance);
    return plots;
}

QRectF LabPage::plotsRect() const {
    QRectF whole;
    for (const Plot* plot : plots()) whole |= QRectF(plot->mapTo(this, QPoint()), QSizeF(plot->size()));
    return whole;
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
