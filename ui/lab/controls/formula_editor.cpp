// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/controls/formula_editor.h"

#include "ui/widgets/error_label.h"
#include "ui/widgets/number_field.h"

#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>

namespace basin {

FormulaEditor::FormulaEditor(QWidget* parent) : QWidget(parent) {
    auto* formulaName = new QLabel(tr("f(w) ="));
    m_formula = new QLineEdit;
    m_formula->setObjectName(QStringLiteral("formula"));
    m_formula->setAccessibleName(tr("Formula of f"));
    m_formula->setToolTip(
        tr("A formula in w: + − * / ^, parentheses, pi, e, and abs sqrt exp log sin cos tan sinh cosh tanh asinh "
           "atan erf min max pow. Numbers are written with a point, as in programs. Return shows it."));
    formulaName->setBuddy(m_formula);
    auto* fromName = new QLabel(tr("from w ="));
    m_from = new NumberField;
    m_from->setAccessibleName(tr("The formula holds from w ="));
    fromName->setBuddy(m_from);
    auto* toName = new QLabel(tr("to"));
    m_to = new NumberField;
    m_to->setAccessibleName(tr("The formula holds to w ="));
    toName->setBuddy(m_to);
    const QString domainTip =
        tr("Where the formula holds; beyond it f goes on as a parabola. A wider stretch shows more of it.");
    for (QWidget* widget : std::initializer_list<QWidget*>{fromName, m_from, toName, m_to})
        widget->setToolTip(domainTip);
    m_error = errorLabel();
    m_error->setObjectName(QStringLiteral("formulaError"));

    auto* layout = new QGridLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(formulaName, 0, 0);
    layout->addWidget(m_formula, 0, 1, 1, 3);
    layout->addWidget(m_error, 1, 0, 1, 4);
    layout->addWidget(fromName, 2, 0);
    layout->addWidget(m_from, 2, 1);
    layout->addWidget(toName, 2, 2);
    layout->addWidget(m_to, 2, 3);

    connect(m_formula, &QLineEdit::editingFinished, this, [this] {
        if (!m_formula->isModified()) return;
        m_formula->setModified(false);
        Q_EMIT entered(m_formula->text(), {m_from->value(), m_to->value()});
    });
    for (NumberField* field : {m_from, m_to}) {
        connect(field, &NumberField::entered, this, [this, field](double value) { enterDomain(field, value); });
        connect(field, &NumberField::refused, this, [this, field](const QString& sentence) {
            field->setValue(field->value());
            showError(sentence);
        });
    }
}

void FormulaEditor::enterDomain(NumberField* field, double value) {
    const Interval domain{field == m_from ? value : m_from->value(), field == m_to ? value : m_to->value()};
    Q_EMIT entered(m_formula->text(), domain);
    if (field->hasFocus()) field->clearFocus();
}

void FormulaEditor::setFormula(const QString& formula, Interval domain) {
    m_from->setValue(domain.lower);
    m_to->setValue(domain.upper);
    if (m_formula->isModified() || m_formula->text() == formula) return;
    m_formula->setText(formula);
    m_formula->setCursorPosition(0);
    showError({});
}

void FormulaEditor::showError(const QString& sentence) { setErrorText(m_error, sentence); }

}  // namespace basin
