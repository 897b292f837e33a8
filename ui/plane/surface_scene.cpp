// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plane/surface_scene.h"

#include "ui/theme.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace basin {

namespace {

const QVector3D kLight = QVector3D(-0.55F, -0.35F, 1.0F).normalized();

const HeightPicture* heightsOf(const SurfaceScene& scene) {
    if (!scene.picture) return nullptr;
    return scene.smoothed ? scene.picture->smoothed.get() : scene.picture->f.get();
}

QRgb lit(QRgb colour, float light) {
    const auto channel = [light](int value) {
        return std::clamp(static_cast<int>(static_cast<float>(value) * light), 0, 255);
    };
    return qRgb(channel(qRed(colour)), channel(qGreen(colour)), channel(qBlue(colour)));
}

QPointF onScreen(const QMatrix4x4& projection, const QVector3D& place, QSize pixels) {
    const QVector3D clip = projection.map(place);
    return {0.5 * (1.0 + static_cast<double>(clip.x())) * pixels.width(),
            0.5 * (1.0 - static_cast<double>(clip.y())) * pixels.height()};
}

/// Half the sides of the model's floor: as wide as it is on the map.
QSizeF halfOf(const HeightPicture& heights) {
    const double aspect = std::clamp(heights.over.y.width() / heights.over.x.width(), 0.6, 1.6);
    return {aspect > 1.0 ? 1.0 / aspect : 1.0, aspect > 1.0 ? 1.0 : aspect};
}

}  // namespace

SurfaceColours SurfaceColours::current() {
    const Theme& theme = currentTheme();
    return {theme.chart, theme.text, theme.axis, theme.sgd, theme.average};
}

SurfaceModel::SurfaceModel(const SurfaceScene& scene) {
    const HeightPicture* heights = heightsOf(scene);
    if (!heights) return;
    const int stride = std::max(1, (std::max(heights->columns, heights->rows) + kMostPlaces - 1) / kMostPlaces);
    columns = (heights->columns - 1) / stride + 1;
    rows = (heights->rows - 1) / stride + 1;
    const Rectangle& over = heights->over;
    const QSizeF half = halfOf(*heights);
    const auto halfX = static_cast<float>(half.width()), halfY = static_cast<float>(half.height());
    const auto heightAt = [&](int column, int row) {
        const double z = heights->values[static_cast<std::size_t>(row) * static_cast<std::size_t>(heights->columns) +
                                         static_cast<std::size_t>(column)];
        return kHeight * static_cast<float>(std::isfinite(z) ? scene.picture->scale.shareOf(z) : 1.0);
    };
    const auto sourceOf = [stride](int index, int count) { return std::min(index * stride, count - 1); };
    const auto index = [this](int column, int row) {
        return static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) + static_cast<std::size_t>(column);
    };
    for (int row = 0; row < rows; ++row)
        for (int column = 0; column < columns; ++column)
            places.emplace_back(halfX * (2.0F * static_cast<float>(column) / static_cast<float>(columns - 1) - 1.0F),
                                halfY * (2.0F * static_cast<float>(row) / static_cast<float>(rows - 1) - 1.0F),
                                heightAt(sourceOf(column, heights->columns), sourceOf(row, heights->rows)));
    for (int row = 0; row < rows; ++row)
        for (int column = 0; column < columns; ++column) {
            const QVector3D east =
                places[index(std::min(column + 1, columns - 1), row)] - places[index(std::max(column - 1, 0), row)];
            const QVector3D north =
                places[index(column, std::min(row + 1, rows - 1))] - places[index(column, std::max(row - 1, 0))];
            const float facing = QVector3D::dotProduct(QVector3D::normal(east, north), kLight);
            const QRgb colour = heights->colours.pixel(sourceOf(column, heights->columns),
                                                       heights->rows - 1 - sourceOf(row, heights->rows));
            colours.push_back(lit(colour, 0.72F + 0.33F * std::max(0.0F, facing)));
        }
    if (!scene.frame) return;
    const auto add = [&](const Points& points, bool average) {
        const std::size_t count = std::min(points.size(), kWalkers);
        for (std::size_t i = 0; i < count; ++i) {
            const double u = (points.x[i] - over.x.lower) / over.x.width() * (columns - 1);
            const double v = (points.y[i] - over.y.lower) / over.y.width() * (rows - 1);
            if (!(u >= 0.0 && u <= columns - 1 && v >= 0.0 && v <= rows - 1)) continue;
            const int column = std::min(static_cast<int>(u), columns - 2),
                      row = std::min(static_cast<int>(v), rows - 2);
            const auto s = static_cast<float>(u - column), t = static_cast<float>(v - row);
            const QVector3D low = places[index(column, row)] * (1 - s) + places[index(column + 1, row)] * s;
            const QVector3D high = places[index(column, row + 1)] * (1 - s) + places[index(column + 1, row + 1)] * s;
            Walker walker{low * (1 - t) + high * t, average, index(column, row)};
            walker.place.setZ(walker.place.z() + 0.012F);
            walkers.push_back(walker);
        }
    };
    add(scene.frame->iterates, false);
    add(scene.frame->averages, true);
}

QMatrix4x4 surfaceProjection(const SurfaceScene& scene) {
    QMatrix4x4 projection;
    const float aspect =
        static_cast<float>(scene.pixels.width()) / static_cast<float>(std::max(1, scene.pixels.height()));
    // The turned square with its diagonal fits, whatever the turn.
    const float reach = 1.48F, upright = 1.06F;
    const float half = std::max(reach / aspect, upright);
    projection.ortho(-half * aspect, half * aspect, -half, half, -10.0F, 10.0F);
    projection.rotate(static_cast<float>(scene.tilt * 180.0 / M_PI) - 90.0F, 1.0F, 0.0F, 0.0F);
    projection.rotate(static_cast<float>(scene.turn * 180.0 / M_PI), 0.0F, 0.0F, 1.0F);
    projection.translate(0.0F, 0.0F, -0.4F * SurfaceModel::kHeight);
    return projection;
}

QImage paintSurface(const SurfaceScene& scene) {
    const SurfaceColours& colours = scene.colours;
    QImage image(scene.pixels, QImage::Format_RGB32);
    image.fill(colours.background);
    const SurfaceModel model(scene);
    if (model.places.empty()) return image;
    const QMatrix4x4 projection = surfaceProjection(scene);
    std::vector<QPointF> screen;
    screen.reserve(model.places.size());
    for (const QVector3D& place : model.places) screen.push_back(onScreen(projection, place, scene.pixels));
    std::vector<std::vector<const SurfaceModel::Walker*>> inCell(model.places.size());
    for (const SurfaceModel::Walker& walker : model.walkers) inCell[walker.cell].push_back(&walker);

    QPainter painter(&image);
    const double radius = scene.scale * (model.walkers.size() <= 40 ? 4.0 : 2.0);
    QColor mesh = colours.text;
    mesh.setAlpha(46);
    const QPen line(mesh, 0.8 * scene.scale);
    // Depth grows along (sin turn, cos turn): far cells come first.
    const bool eastFirst = std::sin(scene.turn) > 0.0, northFirst = std::cos(scene.turn) > 0.0;
    const auto columnAt = [&](int i) { return eastFirst ? model.columns - 2 - i : i; };
    const auto rowAt = [&](int i) { return northFirst ? model.rows - 2 - i : i; };
    for (int i = 0; i < model.rows - 1; ++i)
        for (int j = 0; j < model.columns - 1; ++j) {
            const int row = rowAt(i), column = columnAt(j);
            const auto corner = static_cast<std::size_t>(row) * static_cast<std::size_t>(model.columns) +
                                static_cast<std::size_t>(column);
            const std::size_t above = corner + static_cast<std::size_t>(model.columns);
            const std::array<QPointF, 4> quad{screen[corner], screen[corner + 1], screen[above + 1], screen[above]};
            painter.setRenderHint(QPainter::Antialiasing, false);
            painter.setPen(Qt::NoPen);
            painter.setBrush(QColor(model.colours[corner]));
            painter.drawConvexPolygon(quad.data(), 4);
            const bool alongX = row % SurfaceModel::kMeshEvery == 0, alongY = column % SurfaceModel::kMeshEvery == 0;
            if (alongX || alongY) {
                painter.setRenderHint(QPainter::Antialiasing);
                painter.setPen(line);
                if (alongX) painter.drawLine(quad[0], quad[1]);
                if (alongY) painter.drawLine(quad[0], quad[3]);
            }
            for (const SurfaceModel::Walker* walker : inCell[corner]) {
                painter.setRenderHint(QPainter::Antialiasing);
                painter.setPen(Qt::NoPen);
                QColor colour = walker->average ? colours.average : colours.sgd;
                colour.setAlpha(200);
                painter.setBrush(colour);
                const QPointF place = onScreen(projection, walker->place, scene.pixels);
                painter.drawEllipse(place, radius, radius);
            }
        }
    return image;
}

void paintSurfaceAxes(QPainter& painter, const SurfaceScene& scene) {
    const HeightPicture* heights = heightsOf(scene);
    if (!heights) return;
    const QMatrix4x4 projection = surfaceProjection(scene);
    const QSizeF half = halfOf(*heights);
    const auto halfX = static_cast<float>(half.width()), halfY = static_cast<float>(half.height());
    // The two edges of the floor that are nearest to the eye.
    const float nearX = std::sin(scene.turn) > 0.0 ? -halfX : halfX,
                nearY = std::cos(scene.turn) > 0.0 ? -halfY : halfY;
    const auto at = [&](float x, float y) { return onScreen(projection, {x, y, -0.02F}, scene.pixels); };
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(scene.colours.axis, 1.2 * scene.scale));
    painter.drawLine(at(-halfX, nearY), at(halfX, nearY));
    painter.drawLine(at(nearX, -halfY), at(nearX, halfY));
    // Up to the surface at the corners of these edges.
    const auto heightAt = [&](float x, float y) {
        const std::size_t column = x < 0.0F ? 0 : static_cast<std::size_t>(heights->columns - 1);
        const std::size_t row = y < 0.0F ? 0 : static_cast<std::size_t>(heights->rows - 1);
        const double z = heights->values[row * static_cast<std::size_t>(heights->columns) + column];
        return SurfaceModel::kHeight * static_cast<float>(std::isfinite(z) ? scene.picture->scale.shareOf(z) : 1.0);
    };
    for (const auto& [x, y] : {std::pair{-halfX, nearY}, std::pair{halfX, nearY}, std::pair{nearX, -nearY}})
        painter.drawLine(at(x, y), onScreen(projection, {x, y, heightAt(x, y)}, scene.pixels));
    painter.setPen(scene.colours.text);
    const QPointF below(0.0, 1.0 * QFontMetricsF(painter.font()).height());
    painter.drawText(at(0.0F, nearY) + below, QStringLiteral("x"));
    painter.drawText(at(nearX, 0.0F) + below, QStringLiteral("y"));
}

void paintPlaneMark(QPainter& painter, const PlaneMark& mark, QPointF centre, double radius) {
    if (mark.hollow)
        paintHollowMark(painter, mark.mark, centre, radius, mark.colour);
    else
        paintMark(painter, mark.mark, centre, radius, mark.colour);
}

void paintSurfaceMarks(QPainter& painter, const SurfaceScene& scene) {
    const HeightPicture* heights = heightsOf(scene);
    if (!heights) return;
    const QMatrix4x4 projection = surfaceProjection(scene);
    const QSizeF half = halfOf(*heights);
    const auto at = [&](Point w) -> std::optional<QPointF> {
        const double u = (w.x - heights->over.x.lower) / heights->over.x.width(),
                     v = (w.y - heights->over.y.lower) / heights->over.y.width();
        if (!(u >= 0.0 && u <= 1.0 && v >= 0.0 && v <= 1.0)) return std::nullopt;
        const auto column = static_cast<std::size_t>(std::lround(u * (heights->columns - 1))),
                   row = static_cast<std::size_t>(std::lround(v * (heights->rows - 1)));
        const double z = heights->values[row * static_cast<std::size_t>(heights->columns) + column];
        if (!std::isfinite(z)) return std::nullopt;
        const double height = SurfaceModel::kHeight * scene.picture->scale.shareOf(z);
        return onScreen(projection,
                        QVector3D(static_cast<float>((2.0 * u - 1.0) * half.width()),
                                  static_cast<float>((2.0 * v - 1.0) * half.height()), static_cast<float>(height)),
                        scene.pixels);
    };
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(scene.colours.text, 1.2 * scene.scale));
    std::optional<QPointF> before;
    for (const Point& place : scene.path) {
        const std::optional<QPointF> here = at(place);
        if (before && here) painter.drawLine(*before, *here);
        before = here;
    }
    for (const PlaneMark& mark : scene.marks)
        if (const std::optional<QPointF> here = at(mark.place)) paintPlaneMark(painter, mark, *here, 6.0 * scene.scale);
}

}  // namespace basin
