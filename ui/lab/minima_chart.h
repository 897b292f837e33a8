// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/smoothing/minima_map.h"
#include "ui/charts/marks.h"
#include "ui/charts/plot.h"

#include <optional>
#include <vector>

namespace basin {

/// Where F has minima at each step size, below the landscape on the same axis of w, with the step size upwards: a curve that ends is
/// a minimum that is gone. The present step size is a line, dragged with the mouse or moved by the arrow keys.
class MinimaChart : public Plot {
    Q_OBJECT

public:
    explicit MinimaChart(QWidget* parent = nullptr);

    void setView(Interval view);
    void setStepSizes(Interval range);
    void setStepSize(double stepSize);
    double stepSize() const { return m_stepSize; }
    void setBranches(const std::vector<MinimaBranch>& branches);
    const std::vector<MinimaBranch>& branches() const { return m_branches; }
    /// Why there are none; empty where there are.
    void setMessage(const QString& message);

Q_SIGNALS:
    void stepSizeMoved(double stepSize);      ///< while dragging
    void stepSizeCommitted(double stepSize);  ///< drag or key press finished

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void moveTo(double stepSize);
    std::vector<MinimaBranch::Point> ends() const;  ///< of curves that end within the view
    std::vector<KeyEntry> keyEntries() const;
    void makeRoomForKey();
    void paintBranches(QPainter& painter);
    void paintEnds(QPainter& painter);
    void paintStepSize(QPainter& painter);
    void paintReadout(QPainter& painter);

    std::vector<MinimaBranch> m_branches;
    QString m_message;
    double m_stepSize = 1.0;
    bool m_dragging = false;
    QRectF m_words;                  ///< beside the line of the step size
    std::optional<QPointF> m_mouse;  ///< where it hovers, in pixels
};

}  // namespace basin
