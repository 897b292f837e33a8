// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rates/rates_controls.h"

#include "ui/format.h"
#include "ui/widgets/number_field.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QLabel>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace basin {

namespace {

constexpr int kMostPoints = 100;
constexpr double kMostSteps = 1e9;

/// The average's number of steps for every entry of the box.
const StepLaw kStepLaws[] = {
    {}, {StepLaw::Kind::Fixed, 1e5}, {StepLaw::Kind::InverseStep, 2e3}, {StepLaw::Kind::InverseStepSquared, 500.0}};

}  // namespace

RatesControls::RatesControls(QWidget* parent) : QWidget(parent) {
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 4, 8, 4);
    m_over = addChoice(layout, tr("&Over"), {}, tr("What varies from point to point; all else is as in the lab."));
    m_over->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_over->setMinimumContentsLength(17);
    m_from = addField(layout, tr("&from"),
                      tr("The smallest value. The smaller the step size is, the nearer the slopes "
                         "are to their limit."));
    m_to = addField(layout, tr("&to"),
                    tr("The largest value. Where the step size is too large the iterates do not stay anywhere."));
    m_count = addField(layout, tr("&points"),
                       tr("How many values there are. The more, the narrower the intervals of "
                          "the slopes, and the longer it takes."));
    m_count->setWhole(true);
    m_count->setFixedWidth(48);
    for (NumberField* box : {m_from, m_to, m_count})
        connect(box, &NumberField::entered, this, [this, box](double value) { takeRange(box, value); });
    layout->addSpacing(8);
    m_method =
        addChoice(layout, tr("&Method"), {tr("Exact law"), tr("Walkers")},
                  tr("The exact law of the iterates, without sampling error, or as many runs as the lab has walkers."));
    layout->addSpacing(8);
    m_steps = addChoice(layout, tr("&Iterates"), {tr("infinitely many"), tr("T ="), tr("1/η times"), tr("1/η² times")},
                        tr("How many iterates the average is made of. The more there are, the less noise is left in "
                           "it, and its bias alone remains."));
    m_constant = addField(layout, {}, tr("The number of iterates T, or T·η, or T·η². The more, the less noise."));
    m_constant->setAccessibleName(tr("Number of iterates"));
    layout->addStretch(1);
    connect(m_constant, &NumberField::entered, this, &RatesControls::takeConstant);
    connect(m_over, &QComboBox::activated, this, [this](int index) {
        chooseVariable(index);
        Q_EMIT changed(tr("Vary something else"));
    });
    connect(m_method, &QComboBox::activated, this, [this] { Q_EMIT changed(tr("Choose the method")); });
    connect(m_steps, &QComboBox::activated, this, [this](int index) {
        m_sweep.steps = kStepLaws[index];
        showSteps();
        Q_EMIT changed(tr("Choose the number of iterates"));
    });
    showSteps();
}

NumberField* RatesControls::addField(QBoxLayout* layout, const QString& name, const QString& tip) {
    auto* box = new NumberField;
    box->setFixedWidth(84);
    box->setToolTip(tip);
    if (!name.isEmpty()) {
        auto* label = new QLabel(name);
        box->setAccessibleName(QString(name).remove(QLatin1Char('&')));
        label->setBuddy(box);
        layout->addWidget(label);
    }
    layout->addWidget(box);
    connect(box, &NumberField::refused, this, &RatesControls::refused);
    return box;
}

QComboBox* RatesControls::addChoice(QBoxLayout* layout, const QString& name, const QStringList& entries,
                                    const QString& tip) {
    auto* label = new QLabel(name);
    auto* box = new QComboBox;
    box->addItems(entries);
    box->setToolTip(tip);
    box->setAccessibleName(QString(name).remove(QLatin1Char('&')));
    label->setBuddy(box);
    layout->addWidget(label);
    layout->addWidget(box);
    return box;
}

void RatesControls::setScenario(const Scenario& scenario) {
    if (scenario.landscape != m_scenario.landscape) m_rangeTyped = false;
    m_scenario = scenario;
    std::vector<RatesSweep> possible = possibleSweeps(scenario);
    if (possible != m_possible) {
        m_possible = std::move(possible);
        m_over->clear();
        for (const RatesSweep& sweep : m_possible) m_over->addItem(sweep.title());
    }
    const auto same = std::find_if(m_possible.begin(), m_possible.end(),
                                   [&](const RatesSweep& sweep) { return sweep.variable == m_sweep.variable; });
    if (same == m_possible.end()) return chooseVariable(0);
    m_over->setCurrentIndex(static_cast<int>(std::distance(m_possible.begin(), same)));
    const StepLaw steps = m_sweep.steps;
    m_sweep = *same;
    m_sweep.steps = steps;
    if (!m_rangeTyped) chooseRange();
}

void RatesControls::chooseVariable(int index) {
    const StepLaw steps = m_sweep.steps;
    m_sweep = m_possible[static_cast<std::size_t>(index)];
    m_sweep.steps = steps;
    m_over->setCurrentIndex(index);
    m_rangeTyped = false;
    chooseRange();
}

void RatesControls::chooseRange() {
    const bool ranged = m_sweep.categories.empty();
    for (NumberField* box : {m_from, m_to, m_count}) box->setEnabled(ranged);
    if (!ranged) return;
    const Result<LandscapePtr> landscape = buildLandscape(m_scenario.landscape);
    if (!landscape) return;
    m_range = standardRange(m_scenario, m_sweep.variable, **landscape);
    if (m_sweep.overStepSize()) m_range = m_range.including(m_scenario.stepSize);
    showRange();
}

void RatesControls::showRange() {
    m_from->setValue(m_range.low);
    m_to->setValue(m_range.high);
    m_count->setValue(m_range.count);
}

void RatesControls::takeRange(NumberField* box, double value) {
    SweepRange range = m_range;
    QString problem;
    if (box == m_count) {
        if (value < 2.0 || value > kMostPoints)
            problem = tr("There are from 2 to %1 points.").arg(kMostPoints);
        else
            range.count = static_cast<int>(value);
    } else {
        (box == m_from ? range.low : range.high) = value;
        if (!range.limits.contains(value))
            problem = tr("%1 lies from %2 to %3.")
                          .arg(m_sweep.symbol, formatNumber(range.limits.lower), formatNumber(range.limits.upper));
        else if (range.whole && value != std::floor(value))
            problem = tr("%1 is a whole number.").arg(m_sweep.symbol);
        else if (!(range.low < range.high))
            problem = tr("The first value must be smaller than the last.");
    }
    showRange();
    if (!problem.isEmpty()) {
        Q_EMIT refused(problem);
        return;
    }
    if (range == m_range) return;
    m_range = range;
    m_rangeTyped = true;
    showRange();
    Q_EMIT changed(tr("Change the range"));
}

RatesControls::Choice RatesControls::choice() const {
    return {m_sweep.variable, m_range, m_rangeTyped, m_method->currentIndex(), m_sweep.steps};
}

void RatesControls::setChoice(const Choice& choice) {
    const auto same = std::find_if(m_possible.begin(), m_possible.end(),
                                   [&](const RatesSweep& sweep) { return sweep.variable == choice.variable; });
    if (same != m_possible.end()) {
        chooseVariable(static_cast<int>(std::distance(m_possible.begin(), same)));
        if (choice.rangeTyped) {
            m_range = choice.range;
            m_rangeTyped = true;
            showRange();
        }
    }
    m_method->setCurrentIndex(choice.method);
    m_sweep.steps = choice.steps;
    showSteps();
}

void RatesControls::showSteps() {
    const auto law = std::find_if(std::begin(kStepLaws), std::end(kStepLaws),
                                  [this](const StepLaw& each) { return each.kind == m_sweep.steps.kind; });
    m_steps->setCurrentIndex(static_cast<int>(std::distance(std::begin(kStepLaws), law)));
    m_constant->setVisible(m_sweep.steps.kind != StepLaw::Kind::Infinite);
    m_constant->setValue(m_sweep.steps.constant);
}

void RatesControls::takeConstant(double value) {
    if (!(value > 0.0) || value > kMostSteps) {
        m_constant->setValue(m_sweep.steps.constant);
        Q_EMIT refused(tr("The number of iterates is above 0 and at most %1.").arg(formatNumber(kMostSteps, 1)));
        return;
    }
    m_sweep.steps.constant = value;
    m_constant->setValue(value);
    Q_EMIT changed(tr("Change the number of iterates"));
}

SweepOptions RatesControls::options() const {
    SweepOptions options;
    options.method = m_method->currentIndex() == 0 ? SweepOptions::Method::Chain : SweepOptions::Method::Ensemble;
    options.variable = m_sweep.variable;
    options.steps = m_sweep.steps;
    options.walkers = m_scenario.walkers;
    if (!m_sweep.categories.empty()) {
        for (const auto& [law, name] : m_sweep.categories) options.values.push_back(law);
        return options;
    }
    options.values = sweepValues(m_range);
    const double own = valueIn(m_scenario, m_sweep.variable);
    const auto next = std::lower_bound(options.values.begin(), options.values.end(), own);
    if (next == options.values.begin() || next == options.values.end() || *next == own) return options;
    // It takes the place of its nearer neighbour, unless that is an end.
    const auto apart = [&](double value) {
        return m_range.logarithmic ? std::abs(std::log(value / own)) : std::abs(value - own);
    };
    const auto nearest = apart(*next) < apart(*std::prev(next)) ? next : std::prev(next);
    if (nearest == options.values.begin() || std::next(nearest) == options.values.end())
        options.values.insert(next, own);
    else
        *nearest = own;
    return options;
}

}  // namespace basin
