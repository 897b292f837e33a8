// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plane/plane_frame.h"
#include "ui/charts/marks.h"
#include "ui/charts/plot.h"
#include "ui/plane/height_layer.h"
#include "ui/plane/plane_picture.h"

#include <memory>
#include <optional>
#include <vector>

namespace basin {

class CrowdPicture;

/// A line from one place of the plane to another.
struct Segment {
    Point from, to;
    bool operator==(const Segment&) const = default;
};

/// f or F as a map of colours with contour lines, and on it the walkers, their averages, minima and saddle points, the reach of
/// the noise, and the start, which can be dragged. Wheel, drag and keys zoom and pan; with Shift a drag draws a profile.
class PlaneChart : public Plot {
    Q_OBJECT

public:
    enum class Shows { Objective, Smoothed };
    PlaneChart(Shows shows, std::shared_ptr<CrowdPicture> crowd, QWidget* parent = nullptr);

    void setView(const Rectangle& view);
    Rectangle view() const { return {xRange(), yRange()}; }
    void setPicture(const std::shared_ptr<const PlanePicture>& picture);
    void setFrame(const std::shared_ptr<const PlaneFrame>& frame);
    /// The noise of one gradient and the step size: what of them reaches how far is drawn about the start, or the mouse.
    void setNoise(const PlaneNoise& noise, double stepSize);
    void setStart(Point start);
    /// Shows f and the start alone, without what tells where the walkers will end.
    void setConcealed(bool concealed);
    /// Numbers these places from 1 on.
    void setNumbers(const std::vector<Point>& places);
    void setAverageName(const QString& name);
    void setProfile(const std::optional<Segment>& profile);
    /// From now on a drag draws a profile, with Shift or without.
    void setProfiling(bool profiling);

    QPointF pixelOf(Point w) const { return toPixel(w.x, w.y); }
    Point placeAt(QPointF pixel) const { return {xAt(pixel.x()), yAt(pixel.y())}; }

Q_SIGNALS:
    void startMoved(Point start);  ///< while dragging
    void startCommitted();
    void viewChosen(const Rectangle& view);
    void viewReset();
    void profileMoved(const Segment& profile);     ///< while it is drawn
    void profileFinished(const Segment& profile);  ///< by the mouse
    void resized();

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void applyColours() override;

private:
    enum class Drag { None, Start, Pan, Profile };

    const HeightPicture* heights() const;
    QString title() const;
    std::vector<KeyEntry> keyEntries(Shows shows) const;
    void makeRoomForKey();
    void zoom(double factor, QPointF about);
    void pan(double columns, double rows);  ///< as shares of the view
    void showCursor(QPointF position, bool shift);

    void paintHeights(QPainter& painter);
    void paintNoise(QPainter& painter);
    void paintMarks(QPainter& painter);
    void paintStart(QPainter& painter);
    void paintProfile(QPainter& painter);
    void paintNumbers(QPainter& painter);
    void paintReading(QPainter& painter);
    void paintMessages(QPainter& painter);
    void paintTitle(QPainter& painter);

    Shows m_shows;
    std::shared_ptr<CrowdPicture> m_crowd;
    std::shared_ptr<const PlanePicture> m_picture;
    std::shared_ptr<const PlaneFrame> m_frame;
    HeightLayer m_layer;
    PlaneNoise m_noise;
    double m_stepSize = 0.0;
    Point m_start;
    QString m_averageName;
    std::optional<Segment> m_profile;
    bool m_profiling = false, m_concealed = false;
    std::vector<Point> m_numbers;
    Drag m_drag = Drag::None;
    QPointF m_pressed;
    Rectangle m_pressedView;
    std::optional<QPointF> m_mouse;  ///< where it is inside the axes
};

}  // namespace basin
