// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rates/rates_page.h"

#include "ui/format.h"
#include "ui/lab/control_ranges.h"
#include "ui/rates/rates_chart.h"
#include "ui/rates/rates_run.h"
#include "ui/widgets/error_label.h"
#include "ui/widgets/number_field.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace basin {

namespace {

constexpr int kRows = 12;
constexpr double kSpan = 40.0;  // from the smallest step size to the largest

/// The average's number of steps for every entry of the box.
StepLaw stepLawAt(int index) {
    switch (index) {
        case 1: return {StepLaw::Kind::Fixed, 1e5};
        case 2: return {StepLaw::Kind::InverseStep, 2e3};
        case 3: return {StepLaw::Kind::InverseStepSquared, 500.0};
        default: return {};
    }
}

QString paragraph(const QString& heading, const QString& text) {
    return QStringLiteral("<p><b>%1</b><br>%2</p>").arg(heading, text);
}

QString slopeWords(const std::optional<Slope>& slope, const QString& error) {
    if (!slope) return RatesPage::tr("Too few points tell it from zero.");
    return RatesPage::tr(
               "%1 grows like η to the power <b>%2</b> (95 %), as η goes to 0. A straight line through all the "
               "points would say %3.")
        .arg(error, formatUncertain(slope->value, 0.5 * (slope->high - slope->low)), formatNumber(slope->straight, 2));
}

/// The page's first line: what was seen.
QString summaryWords(const SweepSlopes& slopes) {
    if (!slopes.sgd || !slopes.average)
        return RatesPage::tr("How far SGD and its average end from v*, the lowest point of F.");
    return RatesPage::tr("SGD's distance to v* grows like η^%1, that of its average like η^%2.")
        .arg(formatNumber(slopes.sgd->value, 2), formatNumber(slopes.average->value, 2));
}

QString explanationWords(const SweepRow& row) {
    switch (row.explanation) {
        case Explanation::Yes:
            return RatesPage::tr(
                "<b>F explains the average</b>: it sits near v*, where F is lowest, and far from where f is lowest.");
        case Explanation::CannotTell:
            return RatesPage::tr(
                "<b>Cannot tell</b>: the minima of f and F are so close to each other that the average's own distance "
                "from v* decides nothing.");
        case Explanation::No:
            return RatesPage::tr("<b>The average does not sit at v*</b>: it ends in another valley of F.");
    }
    return {};
}

}  // namespace

RatesPage::RatesPage(QWidget* parent) : QWidget(parent) {
    m_run = new RatesRun(this);
    m_chart = new RatesChart;
    m_title = new QLabel;
    m_title->setWordWrap(true);
    QFont large = m_title->font();
    large.setPointSizeF(1.15 * large.pointSizeF());
    m_title->setFont(large);
    m_title->setText(summaryWords({}));
    m_title->setContentsMargins(10, 4, 10, 4);
    m_statements = new QLabel;
    m_statements->setWordWrap(true);
    m_statements->setTextFormat(Qt::RichText);
    m_statements->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_statements->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_statements->setMargin(12);
    m_statements->setFixedWidth(340);
    m_message = errorLabel();
    m_message->setContentsMargins(10, 4, 10, 4);

    auto* body = new QHBoxLayout;
    body->setSpacing(0);
    body->addWidget(m_chart, 1);
    body->addWidget(m_statements);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeControls());
    layout->addWidget(m_title);
    layout->addLayout(body, 1);
    layout->addWidget(m_message);

    connect(m_run, &RatesRun::rowDone, this, &RatesPage::addRow);
    connect(m_run, &RatesRun::finished, this, &RatesPage::finish);
    connect(m_chart, &RatesChart::stepSizeChosen, this, &RatesPage::stepSizeChosen);
}

QWidget* RatesPage::makeControls() {
    auto* controls = new QWidget;
    auto* layout = new QHBoxLayout(controls);
    layout->setContentsMargins(8, 4, 8, 4);
    const auto field = [&](const QString& name, const QString& tip) {
        auto* label = new QLabel(name);
        auto* box = new NumberField;
        box->setFixedWidth(84);
        box->setToolTip(tip);
        box->setAccessibleName(name);
        label->setBuddy(box);
        layout->addWidget(label);
        layout->addWidget(box);
        return box;
    };
    m_from = field(tr("Step sizes &from"),
                   tr("The smallest step size. The smaller it is, the nearer the slopes are to their limit."));
    m_to = field(tr("&to"), tr("The largest step size. Where it is too large the iterates do not stay anywhere."));
    for (NumberField* box : {m_from, m_to}) {
        connect(box, &NumberField::entered, this, [this, box](double value) {
            const double from = box == m_from ? value : m_from->value(), to = box == m_to ? value : m_to->value();
            if (!(from > 0.0) || !(from < to)) {
                setErrorText(m_message, tr("The step sizes must be positive, and the first smaller than the last."));
                box->setValue(box->value());
                return;
            }
            box->setValue(value);
            start();
        });
        connect(box, &NumberField::refused, this,
                [this](const QString& sentence) { setErrorText(m_message, sentence); });
    }
    const auto choice = [&](const QString& name, const QStringList& entries, const QString& tip) {
        auto* label = new QLabel(name);
        auto* box = new QComboBox;
        box->addItems(entries);
        box->setToolTip(tip);
        box->setAccessibleName(name);
        label->setBuddy(box);
        layout->addSpacing(8);
        layout->addWidget(label);
        layout->addWidget(box);
        connect(box, &QComboBox::activated, this, &RatesPage::start);
        return box;
    };
    m_method =
        choice(tr("&Method"), {tr("Exact law"), tr("Walkers")},
               tr("The exact law of the iterates, without sampling error, or as many runs as the lab has walkers."));
    m_steps = choice(tr("&Steps"), {tr("infinitely many"), tr("T = 100,000"), tr("T = 2,000/η"), tr("T = 500/η²")},
                     tr("How many iterates the average is made of. The more there are, the less noise is left in it, "
                        "and its bias alone remains."));
    layout->addStretch(1);
    m_progress = new QProgressBar;
    m_progress->setRange(0, kRows);
    m_progress->setFixedWidth(140);
    m_progress->setFormat(tr("%v of %m"));
    m_progress->hide();
    m_button = new QPushButton(tr("&Cancel"));
    m_button->setEnabled(false);
    connect(m_button, &QPushButton::clicked, this, [this] { m_run->cancel(); });
    layout->addWidget(m_progress);
    layout->addWidget(m_button);
    return controls;
}

bool RatesPage::isRunning() const { return m_run->isRunning(); }

void RatesPage::setScenario(const Scenario& scenario) {
    // What is drawn and heard only does not change the rates.
    Scenario relevant = scenario;
    relevant.title = m_scenario.title;
    relevant.watch = m_scenario.watch;
    relevant.view = m_scenario.view;
    relevant.stepsPerSecond = m_scenario.stepsPerSecond;
    relevant.twinStepSize = m_scenario.twinStepSize;
    relevant.claims = m_scenario.claims;
    relevant.stepSize = m_scenario.stepSize;
    if (!m_stale && relevant == m_scenario) {
        m_scenario = scenario;
        if (!isRunning()) setStatements(m_rows);
        return;
    }
    m_scenario = scenario;
    m_stale = true;
    if (isVisible()) start();
}

void RatesPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (m_stale) start();
}

void RatesPage::chooseRange() {
    m_rangeOf = m_scenario.landscape;
    const Result<LandscapePtr> landscape = buildLandscape(m_scenario.landscape);
    if (!landscape) return;
    // The sliders end at 8/L; up to 0.4/L the iterates stay near v*.
    const double highest = 0.05 * controlRanges(**landscape, (*landscape)->domain()).stepSize.upper;
    m_to->setValue(highest);
    m_from->setValue(highest / kSpan);
}

SweepOptions RatesPage::options() const {
    SweepOptions options;
    options.method = m_method->currentIndex() == 0 ? SweepOptions::Method::Chain : SweepOptions::Method::Ensemble;
    options.steps = stepLawAt(m_steps->currentIndex());
    options.walkers = m_scenario.walkers;
    const double from = m_from->value(), ratio = m_to->value() / from;
    for (int i = 0; i < kRows; ++i) options.values.push_back(from * std::pow(ratio, i / (kRows - 1.0)));
    return options;
}

void RatesPage::start() {
    m_stale = false;
    if (m_rangeOf != m_scenario.landscape) chooseRange();
    setErrorText(m_message, {});
    m_rows.assign(kRows, SweepRow{.problem = "not yet"});
    m_progress->setValue(0);
    m_progress->show();
    m_button->setEnabled(true);
    m_run->start(m_scenario, options());
}

void RatesPage::addRow(int index, const SweepRow& row) {
    m_rows[static_cast<std::size_t>(index)] = row;
    m_progress->setValue(static_cast<int>(
        std::count_if(m_rows.begin(), m_rows.end(), [](const SweepRow& each) { return each.problem != "not yet"; })));
    m_chart->setRows(m_rows);
}

void RatesPage::finish(const std::vector<SweepRow>& rows, bool cancelled) {
    m_progress->hide();
    m_button->setEnabled(false);
    m_rows = rows;
    m_chart->setRows(rows);
    setStatements(rows);
    if (cancelled) return setErrorText(m_message, tr("Cancelled: the chart shows the step sizes that were done."));
    const auto bad = std::find_if(rows.begin(), rows.end(), [](const SweepRow& row) { return !row.problem.empty(); });
    if (m_scenario.schedule.kind != Schedule::Kind::Constant)
        setErrorText(m_message, tr("The schedule is left out: the rates are those of a constant step size."));
    if (bad != rows.end())
        setErrorText(m_message,
                     tr("At η = %1: %2").arg(formatNumber(bad->stepSize), QString::fromStdString(bad->problem)));
}

void RatesPage::setStatements(const std::vector<SweepRow>& rows) {
    const SweepSlopes slopes = slopesOf(rows);
    m_title->setText(summaryWords(slopes));
    QString text = paragraph(tr("SGD"), slopeWords(slopes.sgd, tr("Its RMS distance to v*"))) +
                   paragraph(tr("Average"), slopeWords(slopes.average, tr("The distance of its mean to v*")));
    // The row nearest to the lab's step size.
    const SweepRow* nearest = nullptr;
    for (const SweepRow& row : rows)
        if (row.problem.empty() && (!nearest || std::abs(std::log(row.stepSize / m_scenario.stepSize)) <
                                                    std::abs(std::log(nearest->stepSize / m_scenario.stepSize))))
            nearest = &row;
    if (nearest) {
        const SweepRow& row = *nearest;
        text += paragraph(tr("Is it F that explains the average?"),
                          tr("At η = %1: %2").arg(formatNumber(row.stepSize), explanationWords(row)));
        const auto line = [](const QString& name, double value) {
            return QStringLiteral("<tr><td>%1</td><td align='right' style='padding-left:12px'>%2</td></tr>")
                .arg(name, formatNumber(value));
        };
        text += QStringLiteral("<table>") + line(tr("v*, lowest F"), row.vStar) + line(tr("w_f, lowest f"), row.wF) +
                line(tr("mean of the average"), row.meanW) + line(tr("f there above lowest f"), row.excess) +
                line(tr("SGD, √D"), std::sqrt(row.D));
        if (row.predictions.P1) text += line(tr("predicted for SGD (P1)"), std::sqrt(*row.predictions.P1));
        if (row.predictions.P2)
            text += line(tr("average − v*"), row.averageBias) + line(tr("predicted (P2)"), *row.predictions.P2);
        text += QStringLiteral("</table>");
    }
    m_statements->setText(text);
}

}  // namespace basin
