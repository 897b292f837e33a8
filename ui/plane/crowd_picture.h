// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plane/plane_frame.h"

#include <QImage>
#include <QSize>

#include <cstdint>
#include <list>
#include <memory>
#include <vector>

class QPainter;
class QRectF;

namespace basin {

/// The walkers and their averages, each a translucent mark: where many share a place the colour is full; and the way of the
/// first walker and of its average. Drawn once for all charts of the same size. Lives on the window's thread.
class CrowdPicture {
public:
    static constexpr std::size_t kFew = 400;  ///< so many at most are painted one by one

    /// Paints them into `area`, which shows `view`; `scale` as Plot::scale().
    void paint(QPainter& painter, const QRectF& area, const Rectangle& view,
               const std::shared_ptr<const PlaneFrame>& frame, double scale);

private:
    struct Wanted {
        std::shared_ptr<const PlaneFrame> frame;
        Rectangle view;
        QSize pixels;
        double ratio = 1.0;  ///< pixels of the device in a logical one
        double scale = 1.0;
        bool dark = false;
        bool operator==(const Wanted&) const = default;
    };
    const QImage& pictureOf(const Wanted& wanted);
    void stamp(QImage& picture, const Points& points, const Wanted& wanted, bool diamond, QRgb colour);

    std::list<std::pair<Wanted, QImage>> m_made;  ///< the newest first; of the charts of one frame
    std::vector<std::uint16_t> m_cover;
};

}  // namespace basin
