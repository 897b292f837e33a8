// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plane/plane_noise.h"
#include "core/plane/surface.h"
#include "ui/charts/height_colours.h"

#include <QImage>
#include <QPolygonF>
#include <QString>

#include <memory>
#include <stop_token>
#include <vector>

namespace basin {

/// A function of the plane as a picture.
struct HeightPicture {
    Rectangle over;
    int columns = 0, rows = 0;
    std::vector<double> values;                                       ///< as Surface::sample gives them
    QImage colours;                                                   ///< one pixel a value, the largest y on top
    std::vector<std::pair<double, std::vector<QPolygonF>>> contours;  ///< level, and its lines in columns and rows

    /// Where a place in columns and rows lies in the plane.
    Point placeOf(QPointF cell) const;
};

/// Values on a grid, row by row from the smallest y on, in the colours and with the contour lines of `scale`. What is not
/// finite is `blank`, or has the highest colour.
std::shared_ptr<const HeightPicture> pictureOf(const Rectangle& over, int columns, int rows, std::vector<double> values,
                                               const HeightScale& scale, bool dark, bool blank,
                                               const std::stop_token& stop);

/// f and F as pictures, with one scale of heights: that of f. Immutable; threads share it.
struct PlanePicture {
    HeightScale scale;
    std::shared_ptr<const HeightPicture> f;
    std::shared_ptr<const HeightPicture> smoothed;  ///< null where F is absent
    QString reason;                                 ///< why F is absent or known up to a constant only
};

/// What a picture is made of.
struct PictureRequest {
    SurfacePtr surface;
    PlaneNoise noise;
    double stepSize = 0.0;
    Rectangle over;
    int columns = 0, rows = 0;
    bool dark = false;
    bool operator==(const PictureRequest&) const = default;
};

/// Makes pictures, one at a time; what did not change is taken over from the one before. Belongs to one thread.
class PicturePainter {
public:
    /// Null when it was stopped.
    std::shared_ptr<const PlanePicture> paint(const PictureRequest& wanted, const std::stop_token& stop);

private:
    PictureRequest m_last;
    std::shared_ptr<const PlanePicture> m_picture;
};

}  // namespace basin
