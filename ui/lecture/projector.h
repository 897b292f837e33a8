// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QRect>

class QWidget;

namespace basin {

class MainWindow;

/// The window as a room sees it: full screen, no menus and panels, large letters, black on white; or nothing at all for a
/// moment. With a second screen it goes there.
class Projector : public QObject {
    Q_OBJECT

public:
    explicit Projector(MainWindow* window);

    bool isOn() const { return m_on; }
    /// `fullScreen` false keeps the window's size: for pictures of it.
    void set(bool on, bool fullScreen = true);
    bool isBlank() const;
    void setBlank(bool blank);

Q_SIGNALS:
    void changed(bool on);

protected:
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    /// The second screen if there is one, else the window's.
    void fillScreen();

    MainWindow* m_window;
    QWidget* m_blank;
    bool m_on = false;
    Qt::WindowStates m_states;  ///< before
    QRect m_geometry;           ///< before
};

}  // namespace basin
