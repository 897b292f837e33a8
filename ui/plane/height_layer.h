// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plane/plane_picture.h"

#include <QColor>
#include <QPixmap>
#include <QRectF>

#include <functional>

class QPainter;

namespace basin {

class Plot;

/// Heights on a plot: colours, and on them contour lines with their values. On screen from a pixmap that is kept until the
/// plot's rectangle changes or `forget` is called, into files as vectors.
class HeightLayer {
public:
    /// `picture` may be null; `over` paints what is kept with it.
    void paint(QPainter& painter, const Plot& plot, const HeightPicture* picture, const QColor& ink,
               const std::function<void(QPainter&)>& over = {});
    /// The next picture is drawn anew.
    void forget() { m_drawn = {}; }

private:
    QPixmap m_drawn;
    QRectF m_area;
};

}  // namespace basin
