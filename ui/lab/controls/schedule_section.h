// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/lab/controls/control_section.h"

class QComboBox;
class QLabel;
class QLineEdit;

namespace basin {

/// Momentum, and how the step size changes in the course of the steps.
class ScheduleSection : public ControlSection {
    Q_OBJECT

public:
    explicit ScheduleSection(QWidget* parent = nullptr);
    QString summary() const override;

protected:
    void refresh() override;

private:
    void chooseKind(int index);
    void enterMilestones();

    ParameterControl* m_momentum;
    QComboBox* m_kind;
    ParameterControl* m_length;
    ParameterControl* m_floor;
    ParameterControl* m_factor;
    ParameterControl* m_warmup;
    QWidget* m_milestoneRow;
    QLineEdit* m_milestones;
    QLabel* m_milestoneError;
};

}  // namespace basin
