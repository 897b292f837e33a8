// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/stage.h"

#include "ui/format.h"
#include "ui/lab/future_words.h"
#include "ui/lab/histogram_chart.h"
#include "ui/lab/landscape_chart.h"
#include "ui/lab/minima_chart.h"
#include "ui/widgets/value_scale.h"

#include <QVBoxLayout>

namespace basin {

QString averageTitle(const Average& average) {
    switch (average.kind) {
        case Average::Kind::PolyakRuppert: return Stage::tr("average of all iterates");
        case Average::Kind::TailFrom: return Stage::tr("average from step %1").arg(formatCount(average.start));
        case Average::Kind::LastFraction:
            return average.fraction == 0.5 ? Stage::tr("average of the last half")
                                           : Stage::tr("average of the last %1").arg(formatShare(average.fraction));
        case Average::Kind::Window: return Stage::tr("average of the last %1").arg(formatCount(average.length));
        case Average::Kind::Exponential:
            return Stage::tr("exponential average, ψ = %1").arg(formatEntry(average.decay));
    }
    return {};
}

QString averageShortTitle(const Average& average) {
    switch (average.kind) {
        case Average::Kind::PolyakRuppert: return Stage::tr("all iterates");
        case Average::Kind::TailFrom: return Stage::tr("from step %1").arg(formatCount(average.start));
        case Average::Kind::LastFraction:
            return average.fraction == 0.5 ? Stage::tr("last half")
                                           : Stage::tr("last %1").arg(formatShare(average.fraction));
        case Average::Kind::Window: return Stage::tr("last %1").arg(formatCount(average.length));
        case Average::Kind::Exponential: return Stage::tr("ψ = %1").arg(formatEntry(average.decay));
    }
    return {};
}

Stage::Stage(const Scenario& scenario, QWidget* parent) : QWidget(parent), m_scenario(scenario) {
    m_chart = new LandscapeChart;
    m_minima = new MinimaChart;
    m_minima->hide();
    m_histograms = new HistogramChart;
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_chart, 6);
    layout->addWidget(m_minima, 3);
    layout->addWidget(m_histograms, 2);
    m_law = new LawWatch(this);
    connect(m_law, &LawWatch::lawFound, m_histograms, &HistogramChart::setLaw);
    m_simulation = std::make_unique<Simulation>(
        scenario, [this] { QMetaObject::invokeMethod(this, &Stage::showNewest, Qt::QueuedConnection); });
}

Stage::~Stage() { m_simulation.reset(); }

void Stage::repeat(const RunPlace& run) {
    m_revision = m_simulation->repeat(run);
    m_repeated = run;
}

std::optional<RunPlace> Stage::place() const {
    return m_repeated ? m_repeated : m_frame ? std::optional(placeOf(*m_frame)) : std::nullopt;
}

void Stage::setScenario(const Scenario& scenario, const LandscapePtr& landscape, bool keepAverages) {
    showScenario(scenario, landscape);
    m_revision = m_simulation->setScenario(scenario, keepAverages);
}

void Stage::showScenario(const Scenario& scenario, const LandscapePtr& landscape) {
    m_scenario = scenario;
    const GradientNoise noise = *scenarioGradientNoise(scenario, landscape);
    // The curve follows the slider at once; walkers and v* come with the next frame.
    const double factor = m_frame && scenario.schedule.kind != Schedule::Kind::Constant
                              ? scenario.schedule.factorAt(m_frame->step)
                              : scenario.schedule.factorAt(0);
    const Interval view = viewOf(scenario, *landscape);
    m_chart->setLandscape(landscape, noise, scenario.stepSize * factor, view);
    m_chart->setStart(scenario.start);
    m_chart->setAverageName(averageTitle(scenario.averages[scenario.focus]));
    m_minima->setView(view);
    m_minima->setStepSize(scenario.stepSize);
    m_minima->setMessage(m_chart->hasSmoothed() ? QString()
                                                : tr("F does not exist under this noise, and so has no minima"));
    m_histograms->setView(view);
}

QString Stage::futuresCaption() const {
    const auto line = [](const QString& words, const Scenario& scenario, const Scenario& than, const Frame& frame) {
        const auto distance = [&frame](const Readings& readings) {
            return formatNumber(frame.distanceIsMedian ? readings.distance.median : readings.distance.rms);
        };
        return words.arg(futureWords(scenario, than), distance(frame.sgd), distance(frame.average));
    };
    const Frame& other = *m_frame->other;
    const QString caption =
        line(tr("Now: %1. Distance to v*: SGD %2, average %3"), *m_frame->scenario, *other.scenario, *m_frame) +
        QLatin1Char('\n') +
        line(tr("Other future: %1. SGD %2, average %3"), *other.scenario, *m_frame->scenario, other);
    // Views side by side are narrow.
    return m_captioned ? QString(caption).replace(QLatin1String(". "), QLatin1String("\n")) : caption;
}

void Stage::setMinimaShown(bool shown) {
    m_minimaShown = shown;
    arrange();
}

void Stage::setFocused(std::optional<LabChart> chart) {
    m_focused = chart;
    arrange();
}

void Stage::setConcealed(bool concealed) {
    m_concealed = concealed;
    m_chart->setConcealed(concealed);
    arrange();
}

void Stage::arrange() {
    const auto shown = [this](LabChart chart) { return !m_focused || *m_focused == chart; };
    // Alone, a chart names its own axis.
    const bool alone = m_focused || m_concealed;
    const QString title = alone ? tr("Parameter w") : QString();
    m_chart->setXTitle(title, true);
    m_minima->setXTitle(title, alone);
    m_chart->setVisible(m_concealed || shown(LabChart::Landscape));
    m_minima->setVisible(!m_concealed && m_minimaShown && shown(LabChart::Minima));
    m_histograms->setVisible(!m_concealed && shown(LabChart::Histograms));
}

void Stage::setCaptioned(bool captioned) {
    m_captioned = captioned;
    if (!captioned) m_chart->setCaption({});
}

void Stage::showNewest() {
    std::shared_ptr<const Frame> frame = m_simulation->takeFrame();
    if (!frame || frame->revision < m_revision) return;  // made before the last change: another one is on its way
    m_frame = std::move(frame);
    m_repeated.reset();
    if (m_scenario.schedule.kind != Schedule::Kind::Constant)
        m_chart->setLandscape(m_chart->landscape(), m_frame->analysis->noise, m_frame->analysis->stepSize,
                              m_frame->analysis->view);
    m_chart->setFrame(m_frame);
    m_histograms->setFrame(m_frame);
    m_law->setFrame(m_frame);
    const auto distance = [this](const Readings& readings) {
        return formatNumber(m_frame->distanceIsMedian ? readings.distance.median : readings.distance.rms);
    };
    if (m_frame->other)
        m_chart->setCaption(futuresCaption());
    else if (!m_captioned)
        m_chart->setCaption({});
    else
        m_chart->setCaption(tr("Step size η = %1\nDistance to v*: SGD %2, average %3")
                                .arg(formatEntry(roundToDigits(m_frame->stepSize, 3)), distance(m_frame->sgd),
                                     distance(m_frame->average)));
    Q_EMIT frameShown();
}

}  // namespace basin
