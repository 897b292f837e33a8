// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/controls/formula_editor.h"

#include "ui/lab/controls/domain_fields.h"
#include "ui/lab/controls/formula_line.h"

#include <QVBoxLayout>

namespace basin {

FormulaEditor::FormulaEditor(QWidget* parent) : QWidget(parent) {
    m_formula = new FormulaLine({.objectName = QStringLiteral("formula"),
                                 .label = tr("f(w) ="),
                                 .accessibleName = tr("Formula of f"),
                                 .tip = tr("A formula in w")});
    m_domain = new DomainFields(
        tr("The formula holds"),
        tr("Where the formula holds; beyond it f goes on as a parabola. A wider stretch shows more of it."));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_formula);
    layout->addWidget(m_domain);

    connect(m_formula, &FormulaLine::entered, this,
            [this](const QString& formula) { Q_EMIT entered(formula, m_domain->domain()); });
    connect(m_domain, &DomainFields::entered, this,
            [this](Interval domain) { Q_EMIT entered(m_formula->formula(), domain); });
    connect(m_domain, &DomainFields::refused, this, &FormulaEditor::showError);
}

void FormulaEditor::setFormula(const QString& formula, Interval domain) {
    m_domain->setDomain(domain);
    m_formula->setFormula(formula);
}

void FormulaEditor::showError(const QString& sentence) { m_formula->showError(m_formula->formula(), sentence); }

}  // namespace basin
