// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lecture/clicker.h"

#include "ui/lecture/lecture.h"
#include "ui/lecture/projector.h"
#include "ui/lecture/vote.h"
#include "ui/main_window.h"
#include "ui/page.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>

namespace basin {

Clicker::Clicker(Lecture* lecture, Projector* projector)
    : QObject(lecture), m_lecture(lecture), m_projector(projector) {
    qApp->installEventFilter(this);
}

bool Clicker::eventFilter(QObject* object, QEvent* event) {
    const bool override = event->type() == QEvent::ShortcutOverride;
    if ((!override && event->type() != QEvent::KeyPress) || !object->isWidgetType()) return false;
    const auto* widget = static_cast<const QWidget*>(object);
    const bool ours = widget->window() == m_lecture->window() || (m_presenter && widget->window() == m_presenter);
    if (!ours || QApplication::activeModalWidget() || QApplication::activePopupWidget()) return false;
    const bool typing = qobject_cast<const QLineEdit*>(widget) || qobject_cast<const QAbstractSpinBox*>(widget) ||
                        qobject_cast<const QPlainTextEdit*>(widget);
    const auto* key = static_cast<QKeyEvent*>(event);
    const bool page = key->key() == Qt::Key_PageUp || key->key() == Qt::Key_PageDown;
    if (typing && !page) return false;
    if (!press(*key, !override)) return false;
    event->accept();
    return true;
}

bool Clicker::press(const QKeyEvent& event, bool act) {
    if (event.modifiers() & ~Qt::KeypadModifier) return false;
    if (m_lecture->vote()->isOpen() && pressInVote(event.key(), act)) return true;
    const bool onStage = m_projector->isOn() || (m_presenter && m_presenter->isActiveWindow());
    return onStage && pressOnStage(event.key(), act);
}

bool Clicker::pressInVote(int key, bool act) {
    Vote* vote = m_lecture->vote();
    switch (key) {
        case Qt::Key_1:
        case Qt::Key_2:
        case Qt::Key_3:
        case Qt::Key_4:
            if (act) vote->add(key - Qt::Key_1);
            return true;
        case Qt::Key_Backspace:
            if (act) vote->takeBack();
            return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (act) vote->reveal();
            return true;
        case Qt::Key_Escape:
            if (act) vote->close();
            return true;
        default: return false;
    }
}

bool Clicker::pressOnStage(int key, bool act) {
    switch (key) {
        case Qt::Key_PageDown:
        case Qt::Key_Right:
            if (act) m_projector->isBlank() ? m_projector->setBlank(false) : m_lecture->next();
            return true;
        case Qt::Key_PageUp:
        case Qt::Key_Left:
            if (act) m_projector->isBlank() ? m_projector->setBlank(false) : m_lecture->previous();
            return true;
        case Qt::Key_B:
        case Qt::Key_Period:
            if (act) m_projector->setBlank(!m_projector->isBlank());
            return true;
        case Qt::Key_C:
            if (act) m_lecture->window()->currentPage()->showNextChart();
            return true;
        case Qt::Key_Escape:
            if (!m_projector->isOn()) return false;
            if (act) m_projector->isBlank() ? m_projector->setBlank(false) : m_projector->set(false);
            return true;
        default: return false;
    }
}

}  // namespace basin
