// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interval.h"

#include <QWidget>

namespace basin {

class DomainFields;
class FormulaLine;

/// A line for a formula in w, and the domain that it is given on. What is wrong with it stands below.
class FormulaEditor : public QWidget {
    Q_OBJECT

public:
    explicit FormulaEditor(QWidget* parent = nullptr);
    /// Shows a formula, unless another one is being typed.
    void setFormula(const QString& formula, Interval domain);
    void showError(const QString& sentence);

Q_SIGNALS:
    void entered(const QString& formula, Interval domain);

private:
    FormulaLine* m_formula;
    DomainFields* m_domain;
};

}  // namespace basin
