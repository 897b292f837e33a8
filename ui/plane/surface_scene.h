// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plane/plane_frame.h"
#include "ui/charts/marks.h"
#include "ui/plane/plane_picture.h"

#include <QColor>
#include <QImage>
#include <QMatrix4x4>
#include <QSize>
#include <QVector3D>

#include <memory>
#include <vector>

class QOffscreenSurface;
class QPainter;

namespace basin {

/// What the picture in three dimensions takes of the theme, which only the window's thread may ask.
struct SurfaceColours {
    QColor background, text, axis, sgd, average;
    bool operator==(const SurfaceColours&) const = default;
    static SurfaceColours current();
};

/// A place of the plane with its mark, which is seen through hills.
struct PlaneMark {
    Point place;
    Mark mark = Mark::Round;
    QColor colour;
    bool hollow = false;
    bool operator==(const PlaneMark&) const = default;
};

void paintPlaneMark(QPainter& painter, const PlaneMark& mark, QPointF centre, double radius);

/// What the picture in three dimensions shows, and from where.
struct SurfaceScene {
    std::shared_ptr<const PlanePicture> picture;
    bool smoothed = false;                    ///< F, else f
    std::shared_ptr<const PlaneFrame> frame;  ///< walkers and averages; may be null
    std::vector<PlaneMark> marks;
    std::vector<Point> path;  ///< a line on the surface through these places
    double turn = -0.6;       ///< about the upright axis, in radians
    double tilt = 0.75;       ///< 0: from the side, π/2: from above
    QSize pixels;
    double scale = 1.0;  ///< of marks and lines, in pixels
    SurfaceColours colours = SurfaceColours::current();
    bool software = false;  ///< without OpenGL
    bool operator==(const SurfaceScene&) const = default;
};

/// The scene as places and colours. x and y run from −1 to 1 (the longer side of the view), z from 0 to kHeight with the
/// colours' scale, so that what is told apart by colour is told apart by height.
struct SurfaceModel {
    static constexpr float kHeight = 0.75F;
    struct Walker {
        QVector3D place;
        bool average = false;
        std::size_t cell = 0;  ///< of the mesh, row by row
    };
    int columns = 0, rows = 0;      ///< of places
    std::vector<QVector3D> places;  ///< row by row from the smallest y on
    std::vector<QRgb> colours;      ///< of the places, with light from the upper left
    std::vector<Walker> walkers;    ///< at most kWalkers of either kind
    static constexpr std::size_t kWalkers = 2000;
    static constexpr int kMostPlaces = 96;  ///< in a row
    static constexpr int kMeshEvery = 6;    ///< cells between two lines of the mesh

    explicit SurfaceModel(const SurfaceScene& scene);
};

/// From the model to clip coordinates; orthographic, so that far rows never hide near ones.
QMatrix4x4 surfaceProjection(const SurfaceScene& scene);

/// The scene by QPainter, cell by cell from the far end to the near one.
QImage paintSurface(const SurfaceScene& scene);

/// The scene by OpenGL into a framebuffer off screen. A null image, and a sentence, where that cannot be done.
/// Called on one thread at a time; the context stays with the thread.
QImage renderSurface(const SurfaceScene& scene, QOffscreenSurface* target, QString& sentence);

/// Lines and letters of the axes, the path and the marks, over either picture.
void paintSurfaceAxes(QPainter& painter, const SurfaceScene& scene);
void paintSurfaceMarks(QPainter& painter, const SurfaceScene& scene);

}  // namespace basin
