// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/lab/controls/control_section.h"

class QCheckBox;
class QComboBox;
class QLabel;

namespace basin {

class FormulaLine;

/// The noise of a gradient: its law, size (one, or a formula in w) and shape, or the minibatches of a landscape of data; and the
/// size of the batch.
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
    QComboBox* makeMenu(const char* objectName, const QString& name);
    void makeLawControls();
    void makeBatchControls();
    void choose(int index);
    void chooseLaw(Law law);
    void chooseMinibatches();
    void measureBySigma(bool bySigma);
    void scaleByPlace(bool byPlace);
    void enterSigma(const QString& formula);
    void chooseSampling(int index);
    void commit(const Scenario& wanted, const QString& what);
    void refreshMenu();
    void refreshLaw();
    void refreshBatch();
    void describeSize();

    QComboBox* m_law;
    ParameterControl* m_shape;
    ParameterControl* m_size;
    QCheckBox* m_bySigma;
    QCheckBox* m_byPlace;
    FormulaLine* m_sigma;
    QWidget* m_samplingRow;
    QComboBox* m_sampling;
    QLabel* m_error;
    ParameterControl* m_batch;
    Interval m_sizeRange{0.01, 100.0};
};

}  // namespace basin
