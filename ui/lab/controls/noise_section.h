// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/lab/controls/control_section.h"

class QCheckBox;
class QComboBox;
class QLabel;

namespace basin {

/// The noise of a gradient: its law, size, shape, and the size of the batch that it is averaged over.
class NoiseSection : public ControlSection {
    Q_OBJECT

public:
    explicit NoiseSection(QWidget* parent = nullptr);
    /// The slider's way for the size, in the law's own parameter.
    void setSizeRange(Interval range);
    QString summary() const override;

protected:
    void refresh() override;

private:
    void chooseLaw(int index);
    void measureBySigma(bool bySigma);
    void describeSize();

    QComboBox* m_law;
    ParameterControl* m_shape;
    ParameterControl* m_size;
    QCheckBox* m_bySigma;
    QLabel* m_error;
    ParameterControl* m_batch;
    Interval m_sizeRange{0.01, 100.0};
};

}  // namespace basin
