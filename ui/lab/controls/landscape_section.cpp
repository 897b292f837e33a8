// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/controls/landscape_section.h"

#include "core/lab/analysis.h"
#include "core/landscape/catalogue.h"
#include "ui/format.h"
#include "ui/lab/control_ranges.h"
#include "ui/lab/controls/data_editor.h"
#include "ui/lab/controls/data_plot.h"
#include "ui/lab/controls/example_samples.h"
#include "ui/lab/controls/formula_editor.h"
#include "ui/translation.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/quiet_wheel.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSlider>
#include <QVBoxLayout>

#include <algorithm>

namespace basin {

namespace {

// Behind the named ones in the menu.
enum Other { kFormula, kCurve, kData };

}  // namespace

LandscapeSection::LandscapeSection(QWidget* parent) : CatalogueSection(landscapeCatalogue(), parent) {
    m_lastFormula = {.kind = LandscapeChoice::Kind::Formula,
                     .formula = "w^2/2 - 0.7*exp(-((w - 1.5)/0.2)^2)",
                     .domain = {-3.0, 3.0}};
    m_lastData = {.kind = LandscapeChoice::Kind::Data, .samples = exampleSamples(SampleLoss::Squares)};
    m_lastData.domain = readableDomain(m_lastData.samples, m_lastData.loss);
    menu()->setObjectName(QStringLiteral("landscape"));
    menu()->setAccessibleName(tr("Landscape"));
    menu()->setToolTip(tr("The objective f that the walkers descend. The walkers go on from where they are."));
    menu()->addItem(tr("Formula"));
    menu()->addItem(tr("Drawn or table"));
    menu()->addItem(tr("Data (regression)"));
    menu()->setItemData(menu()->count() - 1,
                        tr("The mean loss of a fit to samples (x, y), with the noise of real minibatches"),
                        Qt::ToolTipRole);
    m_formula = new FormulaEditor;
    m_curve = new QLabel;
    m_curve->setWordWrap(true);
    m_data = new DataEditor;
    auto* draw = new QPushButton(tr("Draw a landscape…"));
    draw->setObjectName(QStringLiteral("draw"));
    draw->setFocusPolicy(Qt::TabFocus);
    draw->setToolTip(tr("Draw with the mouse, a pen or the keyboard, beginning from the curve on show (D)"));

    column()->addWidget(m_formula);
    column()->addWidget(m_curve);
    column()->addWidget(m_data);
    column()->addWidget(draw);

    connect(menu(), &QComboBox::activated, this, &LandscapeSection::choose);
    connect(m_formula, &FormulaEditor::entered, this, &LandscapeSection::enterFormula);
    connect(m_data, &DataEditor::edited, this, &LandscapeSection::editData);
    connect(m_data, &DataEditor::replaced, this, [this](const LandscapeChoice& choice, const QString& what) {
        const std::optional<Error> error = showLandscape(choice, what);
        if (error) refresh();
        m_data->showError(error ? coreText(error->message) : QString());
    });
    connect(draw, &QPushButton::clicked, this, &LandscapeSection::drawRequested);
}

void LandscapeSection::choose(int index) {
    if (index < namedCount()) {
        chooseNamed(nameAt(index));
    } else if (index == firstOther() + kFormula) {
        if (scenario().landscape.kind != LandscapeChoice::Kind::Formula)
            showLandscape(m_lastFormula, tr("Use a formula"));
    } else if (index == firstOther() + kData) {
        if (scenario().landscape.kind == LandscapeChoice::Kind::Data) return;
        showLandscape(m_lastData, tr("Use data"));
        Q_EMIT dataChosen(m_data);
    } else {
        refresh();  // until something is drawn the landscape is the old one
        Q_EMIT drawRequested();
    }
}

void LandscapeSection::chooseNamed(const std::string& name) {
    if (scenario().landscape.kind == LandscapeChoice::Kind::Named && scenario().landscape.name == name) return;
    showLandscape({.kind = LandscapeChoice::Kind::Named, .name = name}, tr("Choose a landscape"));
}

std::optional<Error> LandscapeSection::showLandscape(LandscapeChoice choice, const QString& what) {
    const Result<LandscapePtr> landscape = buildLandscape(choice);
    if (!landscape) return landscape.error();
    Scenario wanted = scenario();
    setLandscape(wanted, std::move(choice));
    wanted.title.clear();
    wanted.watch.clear();
    wanted.view.reset();
    const Interval domain = (*landscape)->domain();
    wanted.start = std::clamp(wanted.start, domain.lower, domain.upper);
    // What was right for the old landscape may throw every walker out of the new one.
    const ControlRanges ranges = controlRanges(**landscape, domain);
    if (wanted.stepSize > 2.0 / ranges.largestCurvature)
        wanted.stepSize = roundToDigits(0.5 / ranges.largestCurvature, 1);
    wanted.stepSize = std::max(wanted.stepSize, ranges.stepSize.lower);
    if (!wanted.equalSigma) wanted.noiseSize = std::clamp(wanted.noiseSize, ranges.noise.lower, ranges.noise.upper);
    return edit(wanted, what, true);
}

void LandscapeSection::enterFormula(const QString& formula, Interval domain) {
    const std::optional<Error> error =
        showLandscape({.kind = LandscapeChoice::Kind::Formula, .formula = formula.toStdString(), .domain = domain},
                      tr("Change the formula"));
    if (error) {
        m_formula->setFormula(formula, scenario().landscape.kind == LandscapeChoice::Kind::Formula
                                           ? scenario().landscape.domain
                                           : m_lastFormula.domain);
        m_formula->showError(coreText(error->message));
    } else {
        m_formula->showError({});
    }
}

void LandscapeSection::editData(const LandscapeChoice& choice, const QString& what, bool finished) {
    std::optional<Error> error;
    if (const Result<LandscapePtr> landscape = buildLandscape(choice); !landscape) {
        error = landscape.error();
    } else {
        Scenario wanted = scenario();
        setLandscape(wanted, choice);
        wanted.title.clear();
        wanted.watch.clear();
        if (choice.domain != scenario().landscape.domain) wanted.view.reset();
        error = edit(wanted, what, finished);
    }
    if (!error) return;
    if (finished) refresh();  // the hand is off: what can not be goes back
    m_data->showError(coreText(error->message));
}

void LandscapeSection::showWalkers(std::span<const double> iterates, std::span<const double> averages) {
    if (m_data->isVisible()) m_data->plot()->setWalkers(iterates, averages);
}

QString LandscapeSection::changeName() const { return tr("Change the landscape"); }

std::map<std::string, double>& LandscapeSection::parametersIn(Scenario& scenario) const {
    return scenario.landscape.parameters;
}

void LandscapeSection::refresh() {
    const LandscapeChoice& choice = scenario().landscape;
    const bool named = choice.kind == LandscapeChoice::Kind::Named;
    const bool formula = choice.kind == LandscapeChoice::Kind::Formula;
    const bool ofData = choice.kind == LandscapeChoice::Kind::Data;
    if (formula) m_lastFormula = choice;
    if (ofData) m_lastData = choice;
    menu()->setCurrentIndex(named     ? indexOf(choice.name)
                            : formula ? firstOther() + kFormula
                            : ofData  ? firstOther() + kData
                                      : firstOther() + kCurve);
    m_formula->setVisible(formula);
    m_formula->setFormula(QString::fromStdString(m_lastFormula.formula), m_lastFormula.domain);
    m_curve->setVisible(choice.kind == LandscapeChoice::Kind::Curve);
    m_data->setVisible(ofData);
    if (ofData) m_data->setChoice(choice);
    if (!choice.points.empty())
        m_curve->setText(tr("A smooth curve through %1 points from %2 to %3")
                             .arg(choice.points.size())
                             .arg(formatEntry(choice.points.front().w), formatEntry(choice.points.back().w)));
    showNamed(named ? choice.name : std::string(), choice.parameters);
}

}  // namespace basin
