// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/controls/step_section.h"

#include <QSlider>
#include <QVBoxLayout>

#include <limits>

namespace basin {

Parameter StepSection::stepSizeParameter() {
    // The scenario's own check draws the limits.
    constexpr double kHuge = std::numeric_limits<double>::max();
    return {.name = "step_size",
            .symbol = "η",
            .label = tr("Step size").toStdString(),
            .tip = tr("How far a walker moves against the slope in one step. When it grows, F is smoothed over a wider "
                      "window: "
                      "sharp minima melt away, and SGD jumps about more.")
                       .toStdString(),
            .minimum = -kHuge,
            .maximum = kHuge,
            .standard = 0.01,
            .logarithmic = true};
}

StepSection::StepSection(QWidget* parent) : ControlSection(parent) {
    m_stepSize = new ParameterControl(stepSizeParameter());
    m_stepSize->setObjectName(QStringLiteral("stepSize"));
    m_stepSize->setSliderRange({1e-5, 1.0});
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stepSize);
    bind(m_stepSize, tr("Change the step size"), [](Scenario& wanted, double value) { wanted.stepSize = value; });
}

void StepSection::focusSlider() { m_stepSize->slider()->setFocus(); }

void StepSection::refresh() { m_stepSize->setValue(scenario().stepSize); }

}  // namespace basin
