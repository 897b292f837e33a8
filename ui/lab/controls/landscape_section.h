// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/lab/controls/control_section.h"

#include <memory>
#include <string>
#include <vector>

class QComboBox;
class QLabel;
class QVBoxLayout;

namespace basin {

class FormulaEditor;

/// The landscape: one by name with its parameters, a formula, or one that was drawn or read from a table.
class LandscapeSection : public ControlSection {
    Q_OBJECT

public:
    explicit LandscapeSection(QWidget* parent = nullptr);
    QString summary() const override;

Q_SIGNALS:
    void drawRequested();

protected:
    void refresh() override;

private:
    void choose(int index);
    void chooseNamed(const std::string& name);
    void enterFormula(const QString& formula, Interval domain);
    void makeParameters(const std::string& name);
    std::optional<Error> showLandscape(LandscapeChoice choice, const QString& what);

    QComboBox* m_choice;
    QLabel* m_formulaOfNamed;
    FormulaEditor* m_formula;
    QLabel* m_curve;
    QVBoxLayout* m_parameterLayout;
    std::string m_parametersOf;  ///< the landscape that m_parameters were made for
    std::vector<std::unique_ptr<ParameterControl>> m_parameters;
    LandscapeChoice m_lastFormula;  ///< comes back when "Formula" is chosen again
};

}  // namespace basin
