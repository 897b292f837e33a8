// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rates/rates_page.h"

#include "core/theory/sweep_range.h"
#include "ui/rates/rates_chart.h"
#include "ui/rates/rates_run.h"
#include "ui/rates/rates_words.h"
#include "ui/translation.h"
#include "ui/value_change.h"
#include "ui/widgets/error_label.h"

#include <QCheckBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QUndoStack>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <string>

namespace basin {

namespace {

const std::string kNotYet = "not yet";
constexpr int kSideWidth = 356;  // of the words beside the chart, at scale 1

/// How far two values of the variable lie apart, where both are positive by their ratio.
double apart(double a, double b) { return a > 0.0 && b > 0.0 ? std::abs(std::log(a / b)) : std::abs(a - b); }

const SweepRow* rowNearest(const std::vector<SweepRow>& rows, double value) {
    const SweepRow* nearest = nullptr;
    for (const SweepRow& row : rows)
        if (row.problem.empty() && (!nearest || apart(row.value, value) < apart(nearest->value, value))) nearest = &row;
    return nearest;
}

}  // namespace

RatesPage::RatesPage(QWidget* parent) : Page(parent) {
    m_undo = new QUndoStack(this);
    m_run = new RatesRun(this);
    m_chart = new RatesChart;
    m_controls = new RatesControls;
    m_statements = new QLabel;
    m_statements->setWordWrap(true);
    m_statements->setTextFormat(Qt::RichText);
    m_statements->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_statements->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_statements->setMargin(10);
    m_side = new QScrollArea;
    m_side->setWidgetResizable(true);
    m_side->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_side->setFrameShape(QFrame::NoFrame);
    m_side->setWidget(m_statements);
    m_message = errorLabel();
    m_message->setContentsMargins(10, 4, 10, 4);

    auto* body = new QHBoxLayout;
    body->setSpacing(0);
    body->addWidget(m_chart, 1);
    body->addWidget(m_side);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_controls);
    layout->addWidget(makeHeadline());
    layout->addLayout(body, 1);
    layout->addWidget(m_message);
    fitFonts();

    connect(m_controls, &RatesControls::changed, this, &RatesPage::commit);
    connect(m_controls, &RatesControls::refused, this,
            [this](const QString& sentence) { setErrorText(m_message, sentence); });
    connect(m_run, &RatesRun::rowDone, this, &RatesPage::addRow);
    connect(m_run, &RatesRun::finished, this, &RatesPage::finish);
    connect(m_chart, &RatesChart::valueChosen, this, &RatesPage::openLab);
    connect(m_chart, &RatesChart::chosenChanged, this, &RatesPage::say);
}

QWidget* RatesPage::makeHeadline() {
    auto* headline = new QWidget;
    auto* layout = new QHBoxLayout(headline);
    layout->setContentsMargins(10, 2, 8, 4);
    m_title = new QLabel;
    m_title->setWordWrap(true);
    m_title->setTextFormat(Qt::RichText);
    layout->addWidget(m_title, 1);
    m_progress = new QProgressBar;
    m_progress->setFixedWidth(140);
    m_progress->setFormat(tr("%v of %m"));
    m_progress->hide();
    m_button = new QPushButton(tr("&Cancel"));
    m_button->hide();
    connect(m_button, &QPushButton::clicked, this, [this] { m_run->cancel(); });
    m_bounds = new QCheckBox(tr("&Bounds"));
    m_bounds->setChecked(true);
    m_bounds->setToolTip(tr("What theory promises: SGD lies between its two dotted lines, its average below its own."));
    m_comparison = new QCheckBox(tr("Compare &with w_f"));
    m_comparison->setToolTip(
        tr("Is it F that explains the average? How far v* and the average lie from w_f, where f itself is lowest."));
    connect(m_bounds, &QCheckBox::toggled, m_chart, &RatesChart::setBoundsShown);
    connect(m_comparison, &QCheckBox::toggled, m_chart, &RatesChart::setControlsShown);
    for (QWidget* widget : {static_cast<QWidget*>(m_progress), static_cast<QWidget*>(m_button),
                            static_cast<QWidget*>(m_bounds), static_cast<QWidget*>(m_comparison)})
        layout->addWidget(widget);
    return headline;
}

bool RatesPage::isRunning() const { return m_run->isRunning(); }

bool RatesPage::isMeasured(const Scenario& scenario) const {
    // What is drawn and heard only does not change the rates, nor does the value that varies, if there is a row for it.
    Scenario relevant = scenario;
    relevant.title = m_scenario.title;
    relevant.watch = m_scenario.watch;
    relevant.view = m_scenario.view;
    relevant.stepsPerSecond = m_scenario.stepsPerSecond;
    relevant.twinStepSize = m_scenario.twinStepSize;
    relevant.averages = m_scenario.averages;
    relevant.focus = m_scenario.focus;
    relevant.claims = m_scenario.claims;
    const double own = valueIn(scenario, m_sweep.variable), before = valueIn(m_scenario, m_sweep.variable);
    if (scenarioAt(relevant, m_sweep.variable, before) != scenarioAt(m_scenario, m_sweep.variable, before))
        return false;
    return std::any_of(m_rows.begin(), m_rows.end(), [&](const SweepRow& row) { return apart(row.value, own) < 1e-9; });
}

void RatesPage::setScenario(const Scenario& scenario) {
    const bool measured = !m_stale && isMeasured(scenario);
    m_scenario = scenario;
    if (measured) return say();
    m_stale = true;
    if (isVisible()) start();
}

void RatesPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (m_stale) start();
}

void RatesPage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fitFonts();
}

void RatesPage::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    const bool matters = event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange;
    if (matters && m_side) fitFonts();
}

void RatesPage::setProjecting(bool projecting) {
    for (QWidget* widget : {static_cast<QWidget*>(m_controls), static_cast<QWidget*>(m_bounds),
                            static_cast<QWidget*>(m_comparison), static_cast<QWidget*>(m_side)})
        widget->setVisible(!projecting);
}

void RatesPage::setComparisonShown(bool shown) { m_comparison->setChecked(shown); }

bool RatesPage::isComparisonShown() const { return m_comparison->isChecked(); }

void RatesPage::fitFonts() {
    // What is read from the last row grows with the window, as the chart does.
    const double scale = Plot::scaleIn(this);
    const auto fit = [&](QWidget* widget, double factor) {
        QFont fitted = font();
        fitted.setPointSizeF(fitted.pointSizeF() * factor);
        if (widget->font() != fitted) widget->setFont(fitted);
    };
    fit(m_title, scale + 0.15);
    fit(m_statements, scale);
    m_side->setFixedWidth(static_cast<int>(scale * kSideWidth));
}

void RatesPage::commit(const QString& what) {
    const auto show = [this](const RatesControls::Choice& choice) {
        m_controls->setChoice(choice);
        start();
    };
    if (m_controls->choice() == m_committed) return start();
    m_undo->push(new ValueChange<RatesControls::Choice>(m_committed, m_controls->choice(), show, what));
}

void RatesPage::start() {
    m_stale = false;
    m_controls->setScenario(m_scenario);
    m_committed = m_controls->choice();
    m_sweep = m_controls->sweep();
    const SweepOptions options = m_controls->options();
    setErrorText(m_message, {});
    m_rows.clear();
    for (const double value : options.values) m_rows.push_back({.value = value, .problem = kNotYet});
    m_slopes = {};
    m_chart->setSweep(m_sweep);
    say();
    m_progress->setRange(0, static_cast<int>(m_rows.size()));
    m_progress->setValue(0);
    m_progress->show();
    m_button->show();
    m_run->start(m_scenario, options);
}

void RatesPage::addRow(int index, const SweepRow& row) {
    const auto i = static_cast<std::size_t>(index);
    if (i >= m_rows.size() || m_rows[i].value != row.value) return;  // of a sweep that has been overtaken
    m_rows[i] = row;
    m_progress->setValue(static_cast<int>(
        std::count_if(m_rows.begin(), m_rows.end(), [](const SweepRow& each) { return each.problem != kNotYet; })));
    m_chart->setRows(m_rows);
}

void RatesPage::finish(const std::vector<SweepRow>& rows, bool cancelled) {
    m_progress->hide();
    m_button->hide();
    m_rows = rows;
    m_chart->setRows(rows);
    if (m_sweep.overStepSize()) m_slopes = slopesOf(rows);
    say();
    if (cancelled) return setErrorText(m_message, tr("Cancelled: the chart shows the points that were done."));
    const auto bad = std::find_if(rows.begin(), rows.end(), [](const SweepRow& row) { return !row.problem.empty(); });
    if (bad != rows.end())
        setErrorText(m_message, tr("At %1: %2").arg(m_sweep.at(bad->value), coreText(bad->problem)));
    else if (m_scenario.schedule.kind != Schedule::Kind::Constant)
        setErrorText(m_message, tr("The schedule is left out: the rates are those of a constant step size."));
}

void RatesPage::say() {
    m_title->setText(summaryWords(m_sweep, m_slopes));
    // The row that is pointed at, else the one of the lab's own setting.
    const SweepRow* row = m_chart->chosen();
    if (!row) row = rowNearest(m_rows, valueIn(m_scenario, m_sweep.variable));
    if (!isRunning()) m_statements->setText(findingsWords(m_sweep, m_slopes, m_rows, row));
}

void RatesPage::openLab(double value) {
    Scenario scenario = scenarioAt(m_scenario, m_sweep.variable, value);
    scenario.schedule = m_scenario.schedule;
    Q_EMIT settingChosen(scenario);
}

void RatesPage::showMessage(const QString& sentence) { setErrorText(m_message, sentence); }
void RatesPage::paintCharts(QPainter& painter, const QRectF& target) { m_chart->paintTo(painter, target); }
QSizeF RatesPage::chartsSize() const { return m_chart->size(); }

Table RatesPage::shownTable() const {
    Table table{.columns = {"setting", "step size", "v*", "w_f", "SGD: RMS distance to v*", "standard error",
                            "average: distance of its mean to v*", "standard error",
                            "average: RMS distance to v* [after steps]", "steps [0: in the limit]",
                            "average: mean minus w_f", "average: f minus f(w_f)", "B1", "B3", "B4", "problem"},
                .rows = {}};
    for (const SweepRow& row : m_rows) {
        if (row.problem == kNotYet) continue;
        if (!row.problem.empty()) {
            std::vector<Table::Cell>& cells = table.rows.emplace_back(table.columns.size(), std::string());
            cells.front() = row.value;
            cells.back() = row.problem;
            continue;
        }
        const auto steps = static_cast<double>(row.steps.value_or(0));
        const auto orNone = [](const std::optional<double>& bound) { return bound.value_or(std::nan("")); };
        table.rows.push_back({row.value, row.stepSize, row.vStar, row.wF, row.rms, row.rmsError,
                              std::abs(row.averageBias), row.biasError, row.averageRms, steps, row.biasToWf, row.excess,
                              orNone(row.bounds.B1), orNone(row.bounds.B3), orNone(row.B4), std::string()});
    }
    return table;
}

}  // namespace basin
