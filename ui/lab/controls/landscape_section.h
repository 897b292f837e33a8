// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/lab/controls/catalogue_section.h"

#include <map>
#include <span>
#include <string>

class QLabel;

namespace basin {

class DataEditor;
class FormulaEditor;

/// The landscape: one by name with its parameters, a formula, one that was drawn or read from a table, or the mean loss over data.
class LandscapeSection : public CatalogueSection {
    Q_OBJECT

public:
    explicit LandscapeSection(QWidget* parent = nullptr);
    /// Where some walkers and their averages stand, for the curves over data.
    void showWalkers(std::span<const double> iterates, std::span<const double> averages);

Q_SIGNALS:
    void drawRequested();
    void dataChosen(QWidget* editor);

protected:
    void refresh() override;
    QString changeName() const override;
    std::map<std::string, double>& parametersIn(Scenario& scenario) const override;

private:
    void choose(int index);
    void chooseNamed(const std::string& name);
    void enterFormula(const QString& formula, Interval domain);
    void editData(const LandscapeChoice& choice, const QString& what, bool finished);
    std::optional<Error> showLandscape(LandscapeChoice choice, const QString& what);

    FormulaEditor* m_formula;
    QLabel* m_curve;
    DataEditor* m_data;
    LandscapeChoice m_lastFormula, m_lastData;  ///< come back when "Formula" or "Data" is chosen again
};

}  // namespace basin
