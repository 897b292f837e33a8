// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/controls/twin_section.h"

#include "ui/format.h"
#include "ui/lab/controls/step_section.h"

#include <QCheckBox>
#include <QVBoxLayout>

namespace basin {

TwinSection::TwinSection(QWidget* parent) : ControlSection(parent) {
    m_wanted = new QCheckBox(tr("Show a second step size beside it"));
    m_wanted->setObjectName(QStringLiteral("twin"));
    m_wanted->setFocusPolicy(Qt::TabFocus);
    m_wanted->setToolTip(tr("The same landscape, start and seed with another step size, side by side"));
    Parameter parameter = StepSection::stepSizeParameter();
    parameter.label = tr("Second step size").toStdString();
    m_stepSize = new ParameterControl(parameter);
    m_stepSize->setObjectName(QStringLiteral("twinStepSize"));
    m_stepSize->setSliderRange({1e-5, 1.0});
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_wanted);
    layout->addWidget(m_stepSize);
    connect(m_wanted, &QCheckBox::clicked, this, &TwinSection::setWanted);
    bind(m_stepSize, tr("Change the second step size"),
         [](Scenario& wanted, double value) { wanted.twinStepSize = value; });
}

void TwinSection::setWanted(bool wanted) {
    Scenario changed = scenario();
    changed.twinStepSize = wanted ? std::optional(roundToDigits(0.1 * changed.stepSize, 3)) : std::nullopt;
    edit(changed, wanted ? tr("Show a second step size") : tr("Hide the second step size"), true);
}

void TwinSection::refresh() {
    const std::optional<double>& stepSize = scenario().twinStepSize;
    m_wanted->setChecked(stepSize.has_value());
    m_stepSize->setVisible(stepSize.has_value());
    if (stepSize) m_stepSize->setValue(*stepSize);
}

QString TwinSection::summary() const {
    return scenario().twinStepSize ? tr("η = %1").arg(formatNumber(*scenario().twinStepSize)) : tr("off");
}

}  // namespace basin
