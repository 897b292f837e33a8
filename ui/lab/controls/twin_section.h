// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/lab/controls/control_section.h"

class QCheckBox;

namespace basin {

/// A second view of the same scenario with another step size.
class TwinSection : public ControlSection {
    Q_OBJECT

public:
    explicit TwinSection(QWidget* parent = nullptr);
    void setRange(Interval range) { m_stepSize->setSliderRange(range); }
    QString summary() const override;

protected:
    void refresh() override;

private:
    void setWanted(bool wanted);

    QCheckBox* m_wanted;
    ParameterControl* m_stepSize;
};

}  // namespace basin
