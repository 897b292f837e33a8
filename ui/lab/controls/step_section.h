// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/lab/controls/control_section.h"

namespace basin {

/// The step size.
class StepSection : public ControlSection {
    Q_OBJECT

public:
    explicit StepSection(QWidget* parent = nullptr);
    void setRange(Interval range) { m_stepSize->setSliderRange(range); }
    Interval range() const { return m_stepSize->sliderRange(); }

    void focusSlider();

    static Parameter stepSizeParameter();

protected:
    void refresh() override;

private:
    ParameterControl* m_stepSize;
};

}  // namespace basin
