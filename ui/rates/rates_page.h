// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scenario/scenario.h"
#include "core/theory/sweep.h"

#include <QWidget>

#include <optional>
#include <vector>

class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;

namespace basin {

class NumberField;
class RatesChart;
class RatesRun;

/// How the errors of SGD and of its average grow with the step size, for the landscape and the noise of the lab.
class RatesPage : public QWidget {
    Q_OBJECT

public:
    explicit RatesPage(QWidget* parent = nullptr);

    /// The scenario that is measured; a sweep starts at once while the page is visible, else when it becomes so.
    void setScenario(const Scenario& scenario);
    RatesChart* chart() const { return m_chart; }
    bool isRunning() const;

Q_SIGNALS:
    void stepSizeChosen(double stepSize);

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeControls();
    void chooseRange();
    void start();
    void addRow(int index, const SweepRow& row);
    void finish(const std::vector<SweepRow>& rows, bool cancelled);
    void setStatements(const std::vector<SweepRow>& rows);
    SweepOptions options() const;

    Scenario m_scenario;
    bool m_stale = true;
    std::optional<LandscapeChoice> m_rangeOf;  ///< that the range of step sizes was chosen for
    std::vector<SweepRow> m_rows;              ///< of the present sweep, as far as they are done
    RatesRun* m_run = nullptr;
    RatesChart* m_chart = nullptr;
    NumberField* m_from = nullptr;
    NumberField* m_to = nullptr;
    QComboBox* m_method = nullptr;
    QComboBox* m_steps = nullptr;
    QPushButton* m_button = nullptr;
    QProgressBar* m_progress = nullptr;
    QLabel* m_title = nullptr;
    QLabel* m_statements = nullptr;
    QLabel* m_message = nullptr;
};

}  // namespace basin
