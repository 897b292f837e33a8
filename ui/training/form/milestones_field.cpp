// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/form/milestones_field.h"

#include "ui/format.h"

#include <QRegularExpression>

#include <optional>

namespace basin {

MilestonesField::MilestonesField(QWidget* parent) : QLineEdit(parent) {
    connect(this, &QLineEdit::editingFinished, this, &MilestonesField::finish);
}

void MilestonesField::setMilestones(const std::vector<double>& milestones) {
    m_milestones = milestones;
    QStringList shown;
    for (const double milestone : milestones) shown << formatEntry(milestone);
    setText(shown.join(QStringLiteral("  ")));
    setCursorPosition(0);
    setModified(false);
}

void MilestonesField::finish() {
    if (!isModified()) return;
    static const QRegularExpression kApart(QStringLiteral("[\\s;]+"));
    std::vector<double> typed;
    for (QString word : text().split(kApart, Qt::SkipEmptyParts)) {
        if (word.endsWith(QLatin1Char(','))) word.chop(1);
        const std::optional<double> number = parseNumber(word);
        if (!number) {
            setMilestones(m_milestones);
            Q_EMIT refused(tr("“%1” is not a number; type shares apart by spaces.").arg(word));
            return;
        }
        typed.push_back(*number);
    }
    setModified(false);
    Q_EMIT entered(typed);
}

}  // namespace basin
