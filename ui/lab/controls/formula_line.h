// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;

namespace basin {

/// A line for a formula in w. It counts when Return is pressed or the line is left; what is wrong with it stands below.
class FormulaLine : public QWidget {
    Q_OBJECT

public:
    struct Words {
        QString objectName, label, accessibleName, tip;
    };
    explicit FormulaLine(const Words& words, QWidget* parent = nullptr);

    QString formula() const;
    /// Shows a formula, unless another one is being typed.
    void setFormula(const QString& formula);
    /// Keeps what was typed on show, with the sentence below; an empty one hides it.
    void showError(const QString& typed, const QString& sentence);

Q_SIGNALS:
    void entered(const QString& formula);

private:
    QLineEdit* m_formula;
    QLabel* m_error;
};

}  // namespace basin
