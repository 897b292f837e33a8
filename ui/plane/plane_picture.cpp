// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plane/plane_picture.h"

#include "core/plane/smoothed_surface.h"
#include "ui/charts/contours.h"
#include "ui/translation.h"

#include <cmath>
#include <cstddef>
#include <utility>

namespace basin {

namespace {

std::vector<double> roomFor(const PictureRequest& wanted) {
    return std::vector<double>(static_cast<std::size_t>(wanted.columns) * static_cast<std::size_t>(wanted.rows));
}

void colour(HeightPicture& picture, const HeightScale& scale, bool dark, bool blank) {
    const auto& colours = heightColours(dark);
    picture.colours = QImage(picture.columns, picture.rows, blank ? QImage::Format_ARGB32 : QImage::Format_RGB32);
    std::size_t i = 0;
    for (int row = 0; row < picture.rows; ++row) {
        auto* line = reinterpret_cast<QRgb*>(picture.colours.scanLine(picture.rows - 1 - row));
        for (int column = 0; column < picture.columns; ++column, ++i) {
            const double z = picture.values[i];
            const double share = std::isfinite(z) ? scale.shareOf(z) : 1.0;
            line[column] = blank && !std::isfinite(z) ? qRgba(0, 0, 0, 0)
                                                      : colours[static_cast<std::size_t>(std::lround(255.0 * share))];
        }
    }
}

void draw(HeightPicture& picture, const HeightScale& scale, const std::stop_token& stop) {
    for (const double level : scale.levels) {
        if (stop.stop_requested()) return;
        std::vector<QPolygonF> lines = contourLines(picture.values, picture.columns, picture.rows, level);
        if (!lines.empty()) picture.contours.emplace_back(level, std::move(lines));
    }
}

}  // namespace

Point HeightPicture::placeOf(QPointF cell) const {
    return {over.x.lower + over.x.width() * cell.x() / (columns - 1),
            over.y.lower + over.y.width() * cell.y() / (rows - 1)};
}

std::shared_ptr<const HeightPicture> pictureOf(const Rectangle& over, int columns, int rows, std::vector<double> values,
                                               const HeightScale& scale, bool dark, bool blank,
                                               const std::stop_token& stop) {
    auto picture = std::make_shared<HeightPicture>();
    picture->over = over;
    picture->columns = columns;
    picture->rows = rows;
    picture->values = std::move(values);
    colour(*picture, scale, dark, blank);
    draw(*picture, scale, stop);
    return picture;
}

std::shared_ptr<const PlanePicture> PicturePainter::paint(const PictureRequest& wanted, const std::stop_token& stop) {
    auto picture = std::make_shared<PlanePicture>();
    PictureRequest onlyF = wanted;
    onlyF.noise = m_last.noise;
    onlyF.stepSize = m_last.stepSize;
    if (m_picture && onlyF == m_last) {
        picture->scale = m_picture->scale;
        picture->f = m_picture->f;
    } else {
        std::vector<double> f = roomFor(wanted);
        wanted.surface->sample(wanted.over, wanted.columns, wanted.rows, f);
        if (stop.stop_requested()) return nullptr;
        picture->scale = heightScaleFor(f);
        picture->f =
            pictureOf(wanted.over, wanted.columns, wanted.rows, std::move(f), picture->scale, wanted.dark, false, stop);
    }
    const SmoothedSurface smoothed(wanted.surface, wanted.noise, wanted.stepSize);
    picture->reason = coreText(smoothed.reason());
    if (smoothed.existence() != Existence::Absent) {
        std::vector<double> values = roomFor(wanted);
        smoothed.sample(wanted.over, wanted.columns, wanted.rows, values);
        if (stop.stop_requested()) return nullptr;
        picture->smoothed = pictureOf(wanted.over, wanted.columns, wanted.rows, std::move(values), picture->scale,
                                      wanted.dark, false, stop);
    }
    if (stop.stop_requested()) return nullptr;
    m_last = wanted;
    m_picture = picture;
    return picture;
}

}  // namespace basin
