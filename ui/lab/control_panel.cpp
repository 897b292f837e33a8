// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/control_panel.h"

#include "ui/lab/controls/averages_section.h"
#include "ui/lab/controls/landscape_section.h"
#include "ui/lab/controls/noise_section.h"
#include "ui/lab/controls/schedule_section.h"
#include "ui/lab/controls/start_section.h"
#include "ui/lab/controls/step_section.h"
#include "ui/lab/controls/twin_section.h"
#include "ui/plane/controls/ellipse_section.h"
#include "ui/plane/controls/surface_section.h"
#include "ui/widgets/fold.h"

#include <QEvent>
#include <QScrollBar>
#include <QTimer>
#include <QVBoxLayout>

namespace basin {

ControlPanel::ControlPanel(Space space, QWidget* parent) : QScrollArea(parent) {
    setAccessibleName(tr("Controls"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    auto* content = new QWidget;
    m_layout = new QVBoxLayout(content);
    m_layout->setContentsMargins(10, 8, 10, 8);
    m_layout->setSpacing(8);

    m_step = new StepSection;
    m_noise = new NoiseSection;
    m_averages = new AveragesSection;
    auto* schedule = new ScheduleSection;
    m_start = new StartSection;
    add(m_step);
    add(tr("Noise"), m_noise, true);
    if (space == Space::Plane) add(tr("Shape of the noise"), new EllipseSection, false);
    add(tr("Averaging"), m_averages, true);
    add(tr("Momentum and schedule"), schedule, false);
    add(tr("Start and walkers"), m_start, false);
    if (space == Space::Plane) {
        m_surface = new SurfaceSection;
        add(tr("Surface"), m_surface, true);
    } else {
        addLandscape();
    }
    m_layout->addStretch(1);
    setWidget(content);
    fitWidth();

    connect(m_averages, &AveragesSection::keepChanged, this, &ControlPanel::keepAveragesChanged);
    if (m_surface) connect(m_surface, &SurfaceSection::drawRequested, this, &ControlPanel::drawRequested);
}

void ControlPanel::addLandscape() {
    m_landscape = new LandscapeSection;
    m_twin = new TwinSection;
    add(tr("Landscape"), m_landscape, true);
    add(tr("Second view"), m_twin, false);
    // Its editor is tall: it comes into view once it is laid out.
    connect(m_landscape, &LandscapeSection::dataChosen, this, [this](QWidget* editor) {
        QTimer::singleShot(0, editor, [this, editor] { ensureWidgetVisible(editor); });
    });
    connect(m_landscape, &LandscapeSection::drawRequested, this, &ControlPanel::drawRequested);
}

void ControlPanel::add(ControlSection* section) {
    m_layout->addWidget(section);
    m_parts.push_back({section, nullptr});
    connect(section, &ControlSection::edited, this,
            [this, section](const Scenario& scenario, const QString& what, bool finished) {
                apply(scenario, section);
                if (finished)
                    Q_EMIT scenarioCommitted(m_scenario, what);
                else
                    Q_EMIT scenarioChanged(m_scenario);
            });
}

void ControlPanel::add(const QString& title, ControlSection* section, bool open) {
    add(section);
    m_layout->removeWidget(section);
    auto* fold = new Fold(title, section, open);
    m_layout->addWidget(fold);
    m_parts.back().fold = fold;
}

void ControlPanel::apply(const Scenario& scenario, const ControlSection* except) {
    m_scenario = scenario;
    for (const auto& [section, fold] : m_parts) {
        if (section != except) section->setScenario(scenario);
        if (fold) fold->setSummary(section->summary());
    }
}

void ControlPanel::setScenario(const Scenario& scenario) { apply(scenario, nullptr); }

Interval ControlPanel::stepSizeRange() const { return m_step->range(); }

void ControlPanel::setStepSizeRange(Interval range) {
    m_step->setRange(range);
    if (m_twin) m_twin->setRange(range);
}

void ControlPanel::setNoiseRange(Interval range) { m_noise->setSizeRange(range); }

void ControlPanel::setStartRange(Interval range) { m_start->setStartRange(range); }

void ControlPanel::setStartArea(const Rectangle& area) { m_start->setStartArea(area); }

void ControlPanel::showWalkers(std::span<const double> iterates, std::span<const double> averages) {
    m_landscape->showWalkers(iterates, averages);
}

void ControlPanel::focusStepSize() { m_step->focusSlider(); }

void ControlPanel::setKeepAverages(bool keep) { m_averages->setKept(keep); }

void ControlPanel::changeEvent(QEvent* event) {
    QScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) fitWidth();
}

void ControlPanel::fitWidth() {
    // Room for the longest name beside its box, and for the scroll bar, which comes and goes.
    const int words = fontMetrics().horizontalAdvance(QStringLiteral("Keep averages when a control changes")) + 48;
    setFixedWidth(std::max(280, words) + verticalScrollBar()->sizeHint().width());
}

}  // namespace basin
