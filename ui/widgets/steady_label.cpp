// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/steady_label.h"

#include <QEvent>

namespace basin {

SteadyLabel::SteadyLabel(const QString& widest, QWidget* parent) : QLabel(parent), m_widest(widest) {
    setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    fit();
}

void SteadyLabel::showText(const QString& text) {
    if (text == this->text()) return;
    setText(text);
    if (fontMetrics().horizontalAdvance(text) <= fontMetrics().horizontalAdvance(m_widest)) return;
    m_widest = text;
    fit();
}

void SteadyLabel::changeEvent(QEvent* event) {
    QLabel::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) fit();
}

void SteadyLabel::fit() {
    // A fixed size: QLabel then asks for no new layout when its text changes.
    const int room = 2 * (margin() + frameWidth()) + 2;
    setFixedSize(fontMetrics().horizontalAdvance(m_widest) + room, fontMetrics().height() + room);
}

}  // namespace basin
