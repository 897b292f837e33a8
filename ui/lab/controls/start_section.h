// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/lab/controls/control_section.h"

class QLineEdit;

namespace basin {

/// Where the walkers start, how many there are, and the seed of their noise.
class StartSection : public ControlSection {
    Q_OBJECT

public:
    explicit StartSection(QWidget* parent = nullptr);
    void setStartRange(Interval range) { m_start->setSliderRange(range); }
    /// In the plane: of either coordinate.
    void setStartArea(const Rectangle& area);
    QString summary() const override;

protected:
    void refresh() override;

private:
    void enterSeed();
    void drawSeed();

    ParameterControl* m_start;   ///< in the plane its x
    ParameterControl* m_startY;  ///< in the plane alone
    ParameterControl* m_walkers;
    QLineEdit* m_seed;
    QLabel* m_seedError;
};

}  // namespace basin
