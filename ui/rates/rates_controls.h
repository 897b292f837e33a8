// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/theory/sweep_range.h"
#include "ui/rates/rates_sweep.h"

#include <QWidget>

#include <optional>
#include <vector>

class QBoxLayout;
class QComboBox;
class QLabel;

namespace basin {

class NumberField;

/// The line that says what is swept: what varies, over which values, by which method, for an average of how many iterates.
class RatesControls : public QWidget {
    Q_OBJECT

public:
    explicit RatesControls(QWidget* parent = nullptr);

    /// Offers what can be varied of it. A range that suits is chosen anew when the landscape is another one, or when nobody has
    /// typed one.
    void setScenario(const Scenario& scenario);
    /// What a person chose, or left to Basin.
    struct Choice {
        SweepVariable variable;
        SweepRange range;
        bool rangeTyped = false;  ///< else the range is the one that suits
        int method = 0;
        StepLaw steps;
        bool operator==(const Choice&) const = default;
    };
    Choice choice() const;
    /// Shows a choice, as far as the scenario has what it varies; announces nothing.
    void setChoice(const Choice& choice);
    const RatesSweep& sweep() const { return m_sweep; }
    const SweepRange& range() const { return m_range; }
    /// The scenario's own value is among the values if it lies in the range.
    SweepOptions options() const;

Q_SIGNALS:
    void changed(const QString& what);      ///< by a person; what was changed
    void refused(const QString& sentence);  ///< what was typed

private:
    NumberField* addField(QBoxLayout* layout, const QString& name, const QString& tip);
    QComboBox* addChoice(QBoxLayout* layout, const QString& name, const QStringList& entries, const QString& tip);
    void chooseVariable(int index);
    void chooseRange();
    void showRange();
    void takeRange(NumberField* box, double value);
    void showSteps();
    void takeConstant(double value);

    Scenario m_scenario;
    std::vector<RatesSweep> m_possible;
    RatesSweep m_sweep;
    SweepRange m_range;
    bool m_rangeTyped = false;  ///< for the present landscape
    QComboBox* m_over = nullptr;
    QComboBox* m_method = nullptr;
    QComboBox* m_steps = nullptr;
    NumberField* m_from = nullptr;
    NumberField* m_to = nullptr;
    NumberField* m_count = nullptr;
    NumberField* m_constant = nullptr;
};

}  // namespace basin
