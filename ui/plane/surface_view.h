// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plane/surface_scene.h"
#include "ui/steady_job.h"

#include <QWidget>

#include <memory>

class QOffscreenSurface;

namespace basin {

/// The surface in three dimensions, turned by mouse and keys, with the walkers and averages on it. Drawn on a thread of its
/// own by OpenGL, or by QPainter where there is none or the environment variable BASIN_SOFTWARE_3D is set; only when something
/// changed.
class SurfaceView : public QWidget {
    Q_OBJECT

public:
    explicit SurfaceView(QWidget* parent = nullptr);
    ~SurfaceView() override;

    void setPicture(const std::shared_ptr<const PlanePicture>& picture);
    void setFrame(const std::shared_ptr<const PlaneFrame>& frame);
    /// F, else f.
    void setSmoothed(bool smoothed);
    bool isSmoothed() const { return m_scene.smoothed; }
    /// Places that are marked, and a line through places; on top of the surface.
    void setMarks(const std::vector<PlaneMark>& marks, const std::vector<Point>& path);
    /// Words above, in place of what the function's name says.
    void setTitle(const QString& title);
    void turn(double about, double tilt);  ///< by so many radians

    /// What is on show; null before the first.
    const QImage& image() const { return m_image; }
    void paintTo(QPainter& painter, const QRectF& target);

Q_SIGNALS:
    void drawn();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    struct Drawn {
        QImage image;
        QString sentence;
        SurfaceScene scene;
    };
    static QString turnWords();
    void draw();
    double heading() const;  ///< height of the words above
    void paintWords(QPainter& painter);

    SurfaceScene m_scene;
    QString m_title;
    QImage m_image;
    SurfaceScene m_drawnScene;  ///< of m_image
    QString m_sentence;
    QPointF m_mouse;
    std::unique_ptr<QOffscreenSurface> m_target;
    std::unique_ptr<SteadyJob<SurfaceScene, Drawn>> m_job;  ///< last: its thread draws for the rest
};

}  // namespace basin
