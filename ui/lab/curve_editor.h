// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/landscape/curve.h"
#include "core/smoothing/minima.h"

#include <QObject>
#include <QPointF>

#include <vector>

class QPainter;

namespace basin {

class LandscapeChart;

/// Draws a landscape by hand on the chart: a stroke of pen or mouse shapes the curve, its control points can be dragged, or
/// chosen and moved with the arrow keys. Shows f″ and 2/f″ at the minima.
class CurveEditor : public QObject {
    Q_OBJECT

public:
    static constexpr int kPoints = 61;

    explicit CurveEditor(LandscapeChart* chart);

    /// Takes hold of the chart's mouse and keys with these control points (equally spaced, ascending).
    void start(const std::vector<CurvePoint>& points);
    void stop();
    bool isActive() const { return m_active; }
    /// Other points, e.g. after undo.
    void setPoints(const std::vector<CurvePoint>& points);
    const std::vector<CurvePoint>& points() const { return m_points; }

Q_SIGNALS:
    void pointsChanged(const std::vector<CurvePoint>& points);  ///< while drawing
    void strokeFinished(const QString& what);                   ///< a stroke, a drag or a key press ended
    void finished();                                            ///< Escape or Return

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    enum class Action { None, Stroke, Drag };

    bool press(QPointF position);
    bool move(QPointF position);
    bool release();
    bool key(int key, bool large);
    int pointAt(QPointF position) const;
    double spacing() const;  ///< of the points, in pixels
    void moveChosen(double f);
    void changed();
    void paint(QPainter& painter) const;
    /// f″ and 2/f″ beside every minimum, as far as there is room; the deepest first.
    void paintMinima(QPainter& painter) const;

    LandscapeChart* m_chart;
    std::vector<CurvePoint> m_points;
    std::vector<CurvePoint> m_before;  ///< at the start of the stroke
    std::vector<CurvePoint> m_stroke;
    QPointF m_pressed;  ///< where the mouse went down
    std::vector<Minimum> m_minima;
    int m_chosen = -1;
    Action m_action = Action::None;
    bool m_active = false;
};

}  // namespace basin
