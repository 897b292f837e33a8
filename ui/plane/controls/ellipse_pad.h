// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plane/point.h"

#include <QWidget>

namespace basin {

/// The ellipse of a covariance, one σ about its middle: its two axes are dragged by mouse or changed by the arrow keys.
class EllipsePad : public QWidget {
    Q_OBJECT

public:
    static constexpr double kShortest = 0.05, kLongest = 5.0;  ///< half an axis

    explicit EllipsePad(QWidget* parent = nullptr);
    void setCovariance(const Symmetric& covariance);

Q_SIGNALS:
    void moved(const Symmetric& covariance);  ///< while dragging
    void committed(const Symmetric& covariance);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    QSize sizeHint() const override;

private:
    struct Axes {
        double angle = 0.0, along = 1.0, across = 1.0;  ///< of the first axis; half the lengths of both
        Symmetric covariance() const;
    };
    static Axes axesOf(const Symmetric& covariance);
    double unit() const;  ///< in pixels
    QPointF handle(int which) const;
    void change(const Axes& axes);

    Axes m_axes;
    double m_reach = 1.5;  ///< units from the middle to the edge; stays while a handle is held
    int m_held = -1;
    bool m_changed = false;
};

}  // namespace basin
