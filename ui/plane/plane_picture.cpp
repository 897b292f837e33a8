// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plane/plane_picture.h"

#include "core/plane/smoothed_surface.h"
#include "ui/charts/contours.h"
#include "ui/translation.h"

#include <cmath>
#include <cstddef>

namespace basin {

namespace {

std::shared_ptr<HeightPicture> emptyPicture(const PictureRequest& wanted) {
    auto picture = std::make_shared<HeightPicture>();
    picture->over = wanted.over;
    picture->columns = wanted.columns;
    picture->rows = wanted.rows;
    picture->values.resize(static_cast<std::size_t>(wanted.columns) * static_cast<std::size_t>(wanted.rows));
    return picture;
}

void colour(HeightPicture& picture, const HeightScale& scale, bool dark) {
    const auto& colours = heightColours(dark);
    picture.colours = QImage(picture.columns, picture.rows, QImage::Format_RGB32);
    std::size_t i = 0;
    for (int row = 0; row < picture.rows; ++row) {
        auto* line = reinterpret_cast<QRgb*>(picture.colours.scanLine(picture.rows - 1 - row));
        for (int column = 0; column < picture.columns; ++column, ++i) {
            const double z = picture.values[i];
            const double share = std::isfinite(z) ? scale.shareOf(z) : 1.0;
            line[column] = colours[static_cast<std::size_t>(std::lround(255.0 * share))];
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

std::shared_ptr<const PlanePicture> PicturePainter::paint(const PictureRequest& wanted, const std::stop_token& stop) {
    auto picture = std::make_shared<PlanePicture>();
    PictureRequest onlyF = wanted;
    onlyF.noise = m_last.noise;
    onlyF.stepSize = m_last.stepSize;
    if (m_picture && onlyF == m_last) {
        picture->scale = m_picture->scale;
        picture->f = m_picture->f;
    } else {
        const auto f = emptyPicture(wanted);
        wanted.surface->sample(wanted.over, wanted.columns, wanted.rows, f->values);
        if (stop.stop_requested()) return nullptr;
        picture->scale = heightScaleFor(f->values);
        colour(*f, picture->scale, wanted.dark);
        draw(*f, picture->scale, stop);
        picture->f = f;
    }
    const SmoothedSurface smoothed(wanted.surface, wanted.noise, wanted.stepSize);
    picture->reason = coreText(smoothed.reason());
    if (smoothed.existence() != Existence::Absent) {
        const auto values = emptyPicture(wanted);
        smoothed.sample(wanted.over, wanted.columns, wanted.rows, values->values);
        if (stop.stop_requested()) return nullptr;
        colour(*values, picture->scale, wanted.dark);
        draw(*values, picture->scale, stop);
        picture->smoothed = values;
    }
    if (stop.stop_requested()) return nullptr;
    m_last = wanted;
    m_picture = picture;
    return picture;
}

}  // namespace basin
