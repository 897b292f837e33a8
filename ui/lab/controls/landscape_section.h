// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/lab/controls/control_section.h"

#include <memory>
#include <span>
#include <string>
#include <vector>

class QComboBox;
class QLabel;
class QVBoxLayout;

namespace basin {

class DataEditor;
class FormulaEditor;

/// The landscape: one by name with its parameters, a formula, one that was drawn or read from a table, or the mean loss over data.
class LandscapeSection : public ControlSection {
    Q_OBJECT

public:
    explicit LandscapeSection(QWidget* parent = nullptr);
    QString summary() const override;
    /// Where some walkers and their averages stand, for the curves over data.
    void showWalkers(std::span<const double> iterates, std::span<const double> averages);

Q_SIGNALS:
    void drawRequested();
    void dataChosen(QWidget* editor);

protected:
    void refresh() override;

private:
    void choose(int index);
    void chooseNamed(const std::string& name);
    void enterFormula(const QString& formula, Interval domain);
    void editData(const LandscapeChoice& choice, const QString& what, bool finished);
    void makeParameters(const std::string& name);
    std::optional<Error> showLandscape(LandscapeChoice choice, const QString& what);

    QComboBox* m_choice;
    QLabel* m_formulaOfNamed;
    FormulaEditor* m_formula;
    QLabel* m_curve;
    DataEditor* m_data;
    QVBoxLayout* m_parameterLayout;
    std::string m_parametersOf;  ///< the landscape that m_parameters were made for
    std::vector<std::unique_ptr<ParameterControl>> m_parameters;
    LandscapeChoice m_lastFormula, m_lastData;  ///< come back when "Formula" or "Data" is chosen again
};

}  // namespace basin
