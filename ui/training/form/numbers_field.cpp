// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/form/numbers_field.h"

#include "ui/format.h"

#include <QRegularExpression>

#include <optional>

namespace basin {

NumbersField::NumbersField(QWidget* parent) : QLineEdit(parent) {
    connect(this, &QLineEdit::editingFinished, this, &NumbersField::finish);
}

void NumbersField::setNumbers(const std::vector<double>& numbers) {
    m_numbers = numbers;
    QStringList shown;
    for (const double number : numbers) shown << formatEntry(number);
    setText(shown.join(QStringLiteral("  ")));
    setCursorPosition(0);
    setModified(false);
}

void NumbersField::finish() {
    if (!isModified()) return;
    static const QRegularExpression kApart(QStringLiteral("[\\s;]+"));
    std::vector<double> typed;
    for (QString word : text().split(kApart, Qt::SkipEmptyParts)) {
        if (word.endsWith(QLatin1Char(','))) word.chop(1);
        const std::optional<double> number = parseNumber(word);
        if (!number) {
            setNumbers(m_numbers);
            Q_EMIT refused(tr("“%1” is not a number; type numbers apart by spaces.").arg(word));
            return;
        }
        typed.push_back(*number);
    }
    setModified(false);
    Q_EMIT entered(typed);
}

}  // namespace basin
