// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/assumption_lamps.h"

#include "ui/format.h"
#include "ui/translation.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include <cmath>

namespace basin {

namespace {

/// What each assumption says, in words and in the letters of the theorems.
QString statementOf(std::size_t i) {
    switch (i) {
        case 0: return AssumptionLamps::tr("A1: the landscape is nowhere more curved than L, |f″| ≤ L.");
        case 1: return AssumptionLamps::tr("A2: the noise has a finite variance, E ε² ≤ σ₁².");
        case 2:
            return AssumptionLamps::tr(
                "A3: wherever one stands, the slope of F leads to v*, F′(v)(v − v*) ≥ c (v − v*)².");
        case 3:
            return AssumptionLamps::tr(
                "A4: near v* F is a parabola up to a cubic rest, |F′(v) − F″(v*)(v − v*)| ≤ M (v − v*)², with one M "
                "for all small step sizes.");
        default: return AssumptionLamps::tr("A5: F is curved at v*, F″(v*) ≥ μ > 0.");
    }
}

QString constantOf(std::size_t i, const Constants& k) {
    switch (i) {
        case 0: return AssumptionLamps::tr("L = %1").arg(formatNumber(k.L));
        case 1: return AssumptionLamps::tr("σ₁ = %1").arg(formatNumber(k.sigma1));
        case 2: return AssumptionLamps::tr("c = %1").arg(formatNumber(k.c));
        case 3: return AssumptionLamps::tr("M = %1").arg(formatNumber(k.M));
        default: return AssumptionLamps::tr("μ = %1").arg(formatNumber(k.mu));
    }
}

}  // namespace

AssumptionLamps::AssumptionLamps(QWidget* parent) : QWidget(parent) {
    auto* row = new QHBoxLayout;
    row->setSpacing(2);
    auto* heading = new QLabel(tr("Theory"));
    heading->setToolTip(
        tr("The theorems say that SGD ends within about √η of v*, and its average within about η, if A1 to A5 hold."));
    row->addWidget(heading);
    row->addSpacing(6);
    for (std::size_t i = 0; i < m_lamps.size(); ++i) {
        auto* lamp = new QToolButton;
        lamp->setCheckable(true);
        lamp->setAutoRaise(true);
        lamp->setToolTip(statementOf(i));
        m_lamps[i] = lamp;
        row->addWidget(lamp);
        connect(lamp, &QToolButton::clicked, this, [this, lamp] {
            for (QToolButton* other : m_lamps)
                if (other != lamp) other->setChecked(false);
            explain();
        });
    }
    row->addStretch(1);
    m_explanation = new QLabel;
    m_explanation->setObjectName(QStringLiteral("explanation"));
    m_explanation->setWordWrap(true);
    m_explanation->hide();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 2, 8, 2);
    layout->setSpacing(2);
    layout->addLayout(row);
    layout->addWidget(m_explanation);
    auto* law = new QHBoxLayout;
    auto* lawName = new QLabel(tr("Exact law of SGD"));
    m_law = new QComboBox;
    m_law->addItem(tr("not shown"), static_cast<int>(LawShown::None));
    m_law->addItem(tr("in the long run"), static_cast<int>(LawShown::LongRun));
    m_law->addItem(tr("at this step"), static_cast<int>(LawShown::AtStep));
    m_law->setToolTip(
        tr("The law of SGD's iterates, computed without any walker and drawn over the histogram: with more walkers the "
           "bars "
           "come nearer to the law at this step, with more steps to the one in the long run."));
    lawName->setBuddy(m_law);
    m_law->setAccessibleName(lawName->text());
    connect(m_law, &QComboBox::currentIndexChanged, this,
            [this] { Q_EMIT lawChosen(static_cast<LawShown>(m_law->currentData().toInt())); });
    law->addWidget(lawName);
    law->addWidget(m_law, 1);
    layout->addLayout(law);
    setReport(std::nullopt);
}

void AssumptionLamps::setLawShown(LawShown which) { m_law->setCurrentIndex(m_law->findData(static_cast<int>(which))); }

void AssumptionLamps::setReport(const std::optional<ConstantsReport>& report) {
    m_report = report;
    for (std::size_t i = 0; i < m_lamps.size(); ++i) {
        const QString name = tr("A%1").arg(i + 1);
        const bool holds = report && report->assumptions[i].holds;
        m_lamps[i]->setText(report ? tr("%1 %2").arg(name, holds ? QStringLiteral("✓") : QStringLiteral("✗"))
                                   : tr("%1 –").arg(name));
        m_lamps[i]->setAccessibleName(report ? (holds ? tr("%1 holds") : tr("%1 fails")).arg(name)
                                             : tr("%1 not known").arg(name));
    }
    explain();
}

void AssumptionLamps::explain() {
    std::size_t pressed = m_lamps.size();
    for (std::size_t i = 0; i < m_lamps.size(); ++i)
        if (m_lamps[i]->isChecked()) pressed = i;
    m_explanation->setVisible(pressed < m_lamps.size());
    if (pressed == m_lamps.size()) return Q_EMIT failureShown(std::nullopt);
    if (!m_report) {
        m_explanation->setText(
            tr("%1 It is not known here, for F or its minimum does not exist.").arg(statementOf(pressed)));
        return Q_EMIT failureShown(std::nullopt);
    }
    const Assumption& assumption = m_report->assumptions[pressed];
    QString text = tr("%1 <b>%2</b> %3")
                       .arg(statementOf(pressed).toHtmlEscaped(), assumption.holds ? tr("It holds.") : tr("It fails."),
                            coreText(assumption.why).toHtmlEscaped());
    if (assumption.where)
        text +=
            QLatin1Char(' ') + tr("It fails from w = %1 to %2.")
                                   .arg(formatNumber(assumption.where->lower), formatNumber(assumption.where->upper));
    text += QLatin1Char(' ') + constantOf(pressed, m_report->constants);
    const bool wholeLine = std::isinf(m_report->domain.upper);
    text += QLatin1Char(' ') + (m_report->certified ? (wholeLine ? tr("(proved, on the whole line).")
                                                                 : tr("(proved, on the domain shown)."))
                                                    : tr("(estimated from samples)."));
    m_explanation->setText(text);
    Q_EMIT failureShown(assumption.where);
}

}  // namespace basin
