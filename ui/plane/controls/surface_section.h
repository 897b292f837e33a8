// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/lab/controls/catalogue_section.h"

#include <map>
#include <string>

class QLabel;

namespace basin {

class DomainFields;
class FormulaLine;
class HillFields;

/// The surface: one by name with its parameters, a formula, one that was drawn, or a table.
class SurfaceSection : public CatalogueSection {
    Q_OBJECT

public:
    explicit SurfaceSection(QWidget* parent = nullptr);
    HillFields* hills() const { return m_hills; }
    /// The surface that drawing begins with: the drawn one on show, else the last one.
    SurfaceChoice drawing() const;
    /// Puts another surface into the scenario on show; the error says why it can not be.
    std::optional<Error> showSurface(const SurfaceChoice& choice, const QString& what);

Q_SIGNALS:
    void drawRequested();
    void tableRequested();

protected:
    void refresh() override;
    QString changeName() const override;
    std::map<std::string, double>& parametersIn(Scenario& scenario) const override;

private:
    void choose(int index);
    void enterFormula(const QString& formula, const Rectangle& domain);
    void editHills(const SurfaceChoice& choice, const QString& what, bool finished);

    QWidget* m_formulaFields;
    FormulaLine* m_formula;
    DomainFields* m_domainX;
    DomainFields* m_domainY;
    QLabel* m_table;
    QLabel* m_error;
    HillFields* m_hills;
    SurfaceChoice m_lastFormula, m_lastDrawing;  ///< come back when "Formula" or "Drawn" is chosen again
};

}  // namespace basin
