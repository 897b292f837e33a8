// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plane/crowd_picture.h"

#include "ui/charts/marks.h"
#include "ui/theme.h"

#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

namespace basin {

namespace {

constexpr int kFull = 255, kMost = 32 * kFull;  // cover of one mark; no place is told from one with 32 of them
constexpr std::size_t kTrail = 120;             // points of the first walker's way
constexpr std::size_t kKept = 3;                // pictures

/// How opaque a pixel is that so many marks cover: 1 − (1 − a)ⁿ.
std::vector<std::uint8_t> opacitiesOf(double alone) {
    std::vector<std::uint8_t> table(kMost + 1);
    for (int cover = 0; cover <= kMost; ++cover)
        table[static_cast<std::size_t>(cover)] = static_cast<std::uint8_t>(
            std::lround(255.0 * (1.0 - std::pow(1.0 - alone, static_cast<double>(cover) / kFull))));
    return table;
}

const std::vector<std::uint8_t>& opacities(std::size_t count) {
    static const std::vector<std::uint8_t> some = opacitiesOf(0.45), many = opacitiesOf(0.3);
    return count <= 2000 ? some : many;
}

/// The share of each pixel that a disc or a diamond covers, in rows of `width`.
struct Stamp {
    int width = 0;
    std::vector<std::uint16_t> cover;
};
Stamp stampOf(double radius, bool diamond) {
    Stamp stamp;
    const int half = static_cast<int>(std::ceil(1.3 * radius));
    stamp.width = 2 * half + 1;
    constexpr int kFine = 4;
    for (int y = -half; y <= half; ++y)
        for (int x = -half; x <= half; ++x) {
            int inside = 0;
            for (int j = 0; j < kFine; ++j)
                for (int i = 0; i < kFine; ++i) {
                    const double dx = std::abs(x + (i + 0.5) / kFine - 0.5), dy = std::abs(y + (j + 0.5) / kFine - 0.5);
                    inside += diamond ? dx / 1.1 + dy / 1.3 <= radius : std::hypot(dx, dy) <= radius;
                }
            stamp.cover.push_back(static_cast<std::uint16_t>(kFull * inside / (kFine * kFine)));
        }
    return stamp;
}

void paintOneByOne(QPainter& painter, const QRectF& area, const Rectangle& view, const Points& points, Mark mark,
                   double radius, const QColor& colour) {
    const bool lone = points.size() <= 20;
    const QPixmap sprite = markSprite(mark, radius, colour, painter.device()->devicePixelRatioF(), lone);
    const double half = 0.5 * sprite.width() / sprite.devicePixelRatio();
    painter.setOpacity(lone ? 0.9 : 0.6);
    for (std::size_t i = 0; i < points.size(); ++i) {
        const Point w{points.x[i], points.y[i]};
        if (!view.contains(w)) continue;
        painter.drawPixmap(QPointF(area.left() + area.width() * (w.x - view.x.lower) / view.x.width() - half,
                                   area.bottom() - area.height() * (w.y - view.y.lower) / view.y.width() - half),
                           sprite);
    }
    painter.setOpacity(1.0);
}

/// The last points as a line on screen; those nearer than `apart` pixels to the one before are left out.
QPolygonF lineThrough(const Points& points, const QRectF& area, const Rectangle& view, double apart, std::size_t most) {
    QPolygonF line;
    QPointF before(-1e9, -1e9);
    for (std::size_t i = points.size() - std::min(points.size(), most); i < points.size(); ++i) {
        const QPointF place(area.left() + area.width() * (points.x[i] - view.x.lower) / view.x.width(),
                            area.bottom() - area.height() * (points.y[i] - view.y.lower) / view.y.width());
        // Far outside the painter's numbers end; NaN is left out, too.
        if (!(std::abs(place.x()) < 1e5 && std::abs(place.y()) < 1e5)) continue;
        if (QLineF(before, place).length() < apart) continue;
        line << place;
        before = place;
    }
    return line;
}

void paintPaths(QPainter& painter, const QRectF& area, const Rectangle& view, const PlaneFrame& frame, double scale) {
    painter.setRenderHint(QPainter::Antialiasing);
    // Opaque lines of one pixel are quick, others are not.
    QPen thin(currentTheme().sgd, 1.0, Qt::SolidLine, Qt::FlatCap, Qt::BevelJoin);
    thin.setCosmetic(true);
    painter.setPen(thin);
    // Its last steps: the whole of it would cover the map.
    painter.drawPolyline(lineThrough(frame.path, area, view, 1.0, kTrail));
    if (frame.other) {
        const Points& other = frame.other->averagePath;
        painter.setPen(QPen(faded(currentTheme().average), 2.4 * scale, Qt::DashLine, Qt::FlatCap, Qt::BevelJoin));
        painter.drawPolyline(lineThrough(other, area, view, 3.0 * scale, other.size()));
    }
    const QPolygonF average = lineThrough(frame.averagePath, area, view, 3.0 * scale, frame.averagePath.size());
    QColor rim = currentTheme().chart;
    rim.setAlpha(200);
    for (const bool below : {true, false}) {
        painter.setPen(QPen(below ? rim : currentTheme().average, (below ? 4.6 : 2.4) * scale, Qt::SolidLine,
                            Qt::FlatCap, Qt::BevelJoin));
        painter.drawPolyline(average);
    }
}

}  // namespace

void CrowdPicture::paint(QPainter& painter, const QRectF& area, const Rectangle& view,
                         const std::shared_ptr<const PlaneFrame>& frame, double scale) {
    if (!frame) return;
    const std::size_t count = frame->iterates.size();
    if (count <= kFew) {
        const double radius = scale * (count <= 20 ? 5.0 : 3.4);
        paintOneByOne(painter, area, view, frame->iterates, Mark::Round, radius, currentTheme().sgd);
        paintOneByOne(painter, area, view, frame->averages, Mark::Diamond, radius, currentTheme().average);
        return paintPaths(painter, area, view, *frame, scale);
    }
    const double ratio = painter.device()->devicePixelRatioF();
    const QSize pixels = (area.size() * ratio).toSize();
    // On whole pixels, which is quick.
    painter.drawImage(area.topLeft().toPoint(), pictureOf({frame, view, pixels, ratio, scale, currentTheme().dark}));
}

const QImage& CrowdPicture::pictureOf(const Wanted& wanted) {
    for (auto& [made, image] : m_made)
        if (made == wanted) return image;
    // The oldest picture's memory serves for the new one.
    QImage picture;
    if (m_made.size() >= kKept) {
        picture = std::move(m_made.back().second);
        m_made.pop_back();
    }
    if (picture.size() != wanted.pixels) picture = QImage(wanted.pixels, QImage::Format_ARGB32_Premultiplied);
    picture.setDevicePixelRatio(wanted.ratio);
    picture.fill(Qt::transparent);
    stamp(picture, wanted.frame->iterates, wanted, false, currentTheme().sgd.rgb());
    stamp(picture, wanted.frame->averages, wanted, true, currentTheme().average.rgb());
    QPainter painter(&picture);
    paintPaths(painter, QRectF(QPointF(), QSizeF(wanted.pixels) / wanted.ratio), wanted.view, *wanted.frame,
               wanted.scale);
    painter.end();
    m_made.emplace_front(wanted, std::move(picture));
    return m_made.front().second;
}

void CrowdPicture::stamp(QImage& picture, const Points& points, const Wanted& wanted, bool diamond, QRgb colour) {
    const Stamp mark = stampOf(wanted.scale * wanted.ratio * (points.size() <= 2000 ? 2.6 : 2.0), diamond);
    const int width = picture.width(), height = picture.height(), half = mark.width / 2;
    // A border all round, so that no mark has to be cut.
    const int stride = width + 2 * mark.width;
    m_cover.assign(static_cast<std::size_t>(stride) * static_cast<std::size_t>(height + 2 * mark.width), 0);
    const double toX = (width - 1) / wanted.view.x.width(), toY = (height - 1) / wanted.view.y.width();
    for (std::size_t i = 0; i < points.size(); ++i) {
        const double px = (points.x[i] - wanted.view.x.lower) * toX, py = (wanted.view.y.upper - points.y[i]) * toY;
        if (!(px > -half && px < width + half && py > -half && py < height + half)) continue;  // lost ones neither
        const int left = static_cast<int>(std::lround(px)) - half + mark.width;
        const int top = static_cast<int>(std::lround(py)) - half + mark.width;
        const std::uint16_t* from = mark.cover.data();
        for (int row = 0; row < mark.width; ++row, from += mark.width) {
            std::uint16_t* to = m_cover.data() + static_cast<std::ptrdiff_t>(top + row) * stride + left;
            for (int column = 0; column < mark.width; ++column)
                to[column] = static_cast<std::uint16_t>(std::min<int>(to[column] + from[column], kMost));
        }
    }
    const std::vector<std::uint8_t>& opacity = opacities(points.size());
    std::array<QRgb, 256> ink{};
    for (int alpha = 0; alpha < 256; ++alpha)
        ink[static_cast<std::size_t>(alpha)] = qPremultiply(qRgba(qRed(colour), qGreen(colour), qBlue(colour), alpha));
    for (int y = 0; y < height; ++y) {
        const std::uint16_t* cover = m_cover.data() + static_cast<std::ptrdiff_t>(y + mark.width) * stride + mark.width;
        auto* line = reinterpret_cast<QRgb*>(picture.scanLine(y));
        for (int x = 0; x < width; ++x) {
            if (cover[x] == 0) continue;
            const QRgb over = ink[opacity[cover[x]]], under = line[x];
            const int rest = 255 - qAlpha(over);
            const auto mixed = [rest](int top, int below) { return top + (below * rest + 127) / 255; };
            line[x] = qRgba(mixed(qRed(over), qRed(under)), mixed(qGreen(over), qGreen(under)),
                            mixed(qBlue(over), qBlue(under)), mixed(qAlpha(over), qAlpha(under)));
        }
    }
}

}  // namespace basin
