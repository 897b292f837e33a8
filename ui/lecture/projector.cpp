// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lecture/projector.h"

#include "ui/main_window.h"
#include "ui/page.h"
#include "ui/theme.h"
#include "ui/widgets/layouts.h"

#include <QEvent>
#include <QGuiApplication>
#include <QMenu>
#include <QMenuBar>
#include <QScreen>
#include <QWindow>

namespace basin {

namespace {

/// The actions of a menu and of its menus.
QList<QAction*> actionsOf(const QMenu* menu) {
    QList<QAction*> actions;
    for (QAction* action : menu->actions()) {
        if (action->menu())
            actions << actionsOf(action->menu());
        else if (!action->isSeparator())
            actions << action;
    }
    return actions;
}

}  // namespace

Projector::Projector(MainWindow* window) : QObject(window), m_window(window), m_blank(new QWidget(window)) {
    m_blank->hide();
    m_blank->setAutoFillBackground(true);
    QPalette black;
    black.setColor(QPalette::Window, Qt::black);
    m_blank->setPalette(black);
    m_blank->setAccessibleName(tr("Blank screen"));
    window->installEventFilter(this);
}

bool Projector::isBlank() const { return !m_blank->isHidden(); }

void Projector::setBlank(bool blank) {
    m_blank->setGeometry(m_window->rect());
    m_blank->setVisible(blank);
    m_blank->raise();
}

void Projector::set(bool on, bool fullScreen) {
    if (on == m_on) return;
    m_on = on;
    setBlank(false);
    // A hidden menu bar answers to no keys: its actions do so through the window then.
    QMenuBar* menus = m_window->menuBar();
    for (const QAction* entry : menus->actions())
        for (QAction* action : actionsOf(entry->menu()))
            on ? m_window->addAction(action) : m_window->removeAction(action);
    menus->setVisible(!on);
    if (on) {
        m_states = m_window->windowState();
        m_geometry = m_window->geometry();
    }
    // Panels and large letters are never there together: the window would have to grow for both.
    if (!on) {
        setThemeProjected(false);
        Q_EMIT changed(false);
        settleLayouts();
    }
    for (Page* page : m_window->findChildren<Page*>()) page->setProjecting(on);
    if (on) setThemeProjected(true);
    if (on && fullScreen) {
        fillScreen();
        m_window->showFullScreen();
    } else if (!on && (m_window->windowState() & Qt::WindowFullScreen)) {
        m_window->setWindowState(m_states & ~Qt::WindowFullScreen);
        if (!(m_states & Qt::WindowMaximized)) m_window->setGeometry(m_geometry);
    }
    if (on) Q_EMIT changed(true);
}

void Projector::fillScreen() {
    QScreen* wanted = m_window->screen();
    for (QScreen* screen : QGuiApplication::screens())
        if (screen != QGuiApplication::primaryScreen()) wanted = screen;
    if (QWindow* handle = m_window->windowHandle()) handle->setScreen(wanted);
    m_window->setGeometry(wanted->geometry());  // also where no window manager makes it full screen
}

bool Projector::eventFilter(QObject* object, QEvent* event) {
    if (event->type() == QEvent::Resize) m_blank->setGeometry(m_window->rect());
    return QObject::eventFilter(object, event);
}

}  // namespace basin
