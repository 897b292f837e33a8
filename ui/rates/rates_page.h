// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scenario/scenario.h"
#include "core/theory/sweep.h"
#include "ui/page.h"
#include "ui/rates/rates_controls.h"
#include "ui/rates/rates_sweep.h"

#include <vector>

class QCheckBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QScrollArea;

namespace basin {

class RatesChart;
class RatesRun;

/// How far SGD and its average end from v*, for the landscape and the noise of the lab, as the step size (or something else)
/// varies, and whether it is F that explains the average.
class RatesPage : public Page {
    Q_OBJECT

public:
    explicit RatesPage(QWidget* parent = nullptr);

    /// The scenario that is measured; a sweep starts at once while the page is visible, else when it becomes so.
    void setScenario(const Scenario& scenario);
    RatesChart* chart() const { return m_chart; }
    void showMessage(const QString& sentence) override;
    void paintCharts(QPainter& painter, const QRectF& target) override;
    QSizeF chartsSize() const override;
    QString guideSection() const override { return QStringLiteral("rates"); }
    QUndoStack* undoStack() const override { return m_undo; }
    RatesControls* controls() const { return m_controls; }
    Table shownTable() const override;
    bool isRunning() const;
    void setProjecting(bool projecting) override;
    /// Distances to w_f beside those to v*.
    void setComparisonShown(bool shown);
    bool isComparisonShown() const;

Q_SIGNALS:
    /// A point was chosen: the lab's scenario with what was varied at its value.
    void settingChosen(const Scenario& scenario);

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QWidget* makeHeadline();
    void fitFonts();
    bool isMeasured(const Scenario& scenario) const;
    void commit(const QString& what);
    void start();
    void addRow(int index, const SweepRow& row);
    void finish(const std::vector<SweepRow>& rows, bool cancelled);
    void say();
    void openLab(double value);

    Scenario m_scenario;
    bool m_stale = true;
    RatesSweep m_sweep;            ///< the present one
    std::vector<SweepRow> m_rows;  ///< of it, as far as they are done
    SweepSlopes m_slopes;
    RatesControls::Choice m_committed;  ///< as the undo stack knows it
    QUndoStack* m_undo = nullptr;
    RatesRun* m_run = nullptr;
    RatesControls* m_controls = nullptr;
    RatesChart* m_chart = nullptr;
    QCheckBox* m_bounds = nullptr;
    QCheckBox* m_comparison = nullptr;
    QPushButton* m_button = nullptr;
    QProgressBar* m_progress = nullptr;
    QLabel* m_title = nullptr;
    QLabel* m_statements = nullptr;
    QScrollArea* m_side = nullptr;
    QLabel* m_message = nullptr;
};

}  // namespace basin
