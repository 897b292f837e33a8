// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plane/surface_choice.h"

#include <QObject>
#include <QPointF>

class QPainter;

namespace basin {

class PlaneChart;

/// Sets hills and wells on the map of f: a double click makes one, a drag moves it, handles change its axes and its height.
/// Keys do the same.
class HillEditor : public QObject {
    Q_OBJECT

public:
    explicit HillEditor(PlaneChart* chart);

    /// Takes hold of the chart's mouse and keys with this drawn surface.
    void start(const SurfaceChoice& choice);
    void stop();
    bool isActive() const { return m_active; }
    /// Another surface, e.g. after undo.
    void setSurface(const SurfaceChoice& choice);
    const SurfaceChoice& surface() const { return m_surface; }
    void choose(int hill);
    int chosen() const { return m_chosen; }

Q_SIGNALS:
    void chosenChanged(int hill);
    void surfaceChanged(const SurfaceChoice& choice);  ///< while dragging
    void changeFinished(const QString& what);          ///< a drag, a click or a key press ended
    void finished();                                   ///< Escape or Return

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    enum class Grip { None, Middle, Along, Across, Height };

    DrawnHill* hill();
    QPointF gripPlace(Grip grip) const;
    Grip gripAt(QPointF position) const;
    int hillAt(QPointF position) const;
    bool press(QPointF position);
    bool move(QPointF position);
    bool release();
    bool key(int key, bool large);
    void add(QPointF position, double height);
    void remove();
    void changed();
    void paint(QPainter& painter) const;

    PlaneChart* m_chart;
    SurfaceChoice m_surface;
    int m_chosen = -1;
    Grip m_grip = Grip::None;
    QPointF m_pressed;
    DrawnHill m_before;  ///< the one that is dragged, when the drag began
    bool m_moved = false;
    bool m_active = false;
};

}  // namespace basin
