// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/lab/controls/control_section.h"

namespace basin {

class EllipsePad;

/// The covariance of the noise in the plane: how far it reaches along x and y, and how both hang together.
class EllipseSection : public ControlSection {
    Q_OBJECT

public:
    explicit EllipseSection(QWidget* parent = nullptr);
    QString summary() const override;

protected:
    void refresh() override;

private:
    EllipsePad* m_pad;
    ParameterControl* m_alongX;
    ParameterControl* m_alongY;
    ParameterControl* m_correlation;
};

}  // namespace basin
