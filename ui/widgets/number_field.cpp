// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/number_field.h"

#include "ui/format.h"

#include <QKeyEvent>

#include <cmath>
#include <optional>

namespace basin {

NumberField::NumberField(QWidget* parent) : QLineEdit(parent) {
    setAlignment(Qt::AlignRight);
    setMaxLength(32);
}

void NumberField::setValue(double value) {
    m_value = value;
    const QString shown = m_whole ? formatCount(std::llround(value)) : formatEntry(value);
    if (text() != shown) setText(shown);
    setModified(false);
}

void NumberField::setWhole(bool whole) {
    m_whole = whole;
    setValue(m_value);
}

void NumberField::finish() {
    if (!isModified()) return;
    const QString typed = text().trimmed();
    const std::optional<double> number = parseNumber(typed, m_whole);
    setModified(false);
    if (!number || !std::isfinite(*number))
        Q_EMIT refused(typed.isEmpty() ? tr("Type a number.") : tr("“%1” is not a number.").arg(typed));
    else if (m_whole && *number != std::floor(*number))
        Q_EMIT refused(tr("%1 is not a whole number.").arg(typed));
    else
        Q_EMIT entered(*number);
}

void NumberField::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
        case Qt::Key_Return:
        case Qt::Key_Enter: finish(); return;
        case Qt::Key_Escape:
            if (!isModified()) break;
            setValue(m_value);
            return;
        case Qt::Key_Up: Q_EMIT stepped(1); return;
        case Qt::Key_Down: Q_EMIT stepped(-1); return;
        case Qt::Key_PageUp: Q_EMIT stepped(10); return;
        case Qt::Key_PageDown: Q_EMIT stepped(-10); return;
        default: break;
    }
    QLineEdit::keyPressEvent(event);
}

void NumberField::focusOutEvent(QFocusEvent* event) {
    QLineEdit::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason) finish();
}

}  // namespace basin
