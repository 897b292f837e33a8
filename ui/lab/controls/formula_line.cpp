// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/controls/formula_line.h"

#include "ui/widgets/error_label.h"

#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>

namespace basin {

FormulaLine::FormulaLine(const Words& words, QWidget* parent) : QWidget(parent) {
    auto* name = new QLabel(words.label);
    m_formula = new QLineEdit;
    m_formula->setObjectName(words.objectName);
    m_formula->setAccessibleName(words.accessibleName);
    name->setBuddy(m_formula);
    for (QWidget* widget : std::initializer_list<QWidget*>{name, m_formula})
        widget->setToolTip(
            tr("%1: + − * / ^, parentheses, pi, e, and abs sqrt exp log sin cos tan sinh cosh tanh asinh atan erf min "
               "max pow. Numbers are written with a point, as in programs. Return shows it.")
                .arg(words.tip));
    m_error = errorLabel();
    m_error->setObjectName(words.objectName + QStringLiteral("Error"));

    auto* layout = new QGridLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(name, 0, 0);
    layout->addWidget(m_formula, 0, 1);
    layout->addWidget(m_error, 1, 0, 1, 2);

    connect(m_formula, &QLineEdit::editingFinished, this, [this] {
        if (!m_formula->isModified()) return;
        m_formula->setModified(false);
        Q_EMIT entered(m_formula->text());
    });
}

QString FormulaLine::formula() const { return m_formula->text(); }

void FormulaLine::setFormula(const QString& formula) {
    if (m_formula->isModified() || m_formula->text() == formula) return;
    m_formula->setText(formula);
    m_formula->setCursorPosition(0);
    setErrorText(m_error, {});
}

void FormulaLine::showError(const QString& typed, const QString& sentence) {
    setFormula(typed);
    setErrorText(m_error, sentence);
}

}  // namespace basin
