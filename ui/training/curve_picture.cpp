// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/curve_picture.h"

#include "core/thread_pool.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <utility>

namespace basin {

namespace {

constexpr int kRawOpacity = 70;        // of 255
constexpr qsizetype kFewPoints = 500;  // a pen paints them smoothly in a moment

/// A curve as what it covers of every pixel column: where there are more points than columns, this takes a hundredth of the
/// time of a pen.
class Columns {
public:
    /// `width` device pixels in a row, each 1/ratio wide.
    Columns(int width, double ratio)
        : m_spans(static_cast<std::size_t>(std::max(1, width)), Interval{HUGE_VAL, -HUGE_VAL}), m_ratio(ratio) {}

    void add(const QLineF& line) {
        const double from = m_ratio * line.x1(), to = m_ratio * line.x2();
        const int last = static_cast<int>(m_spans.size()) - 1;
        const int first = std::clamp(static_cast<int>(from), 0, last);
        for (int column = first; column <= std::clamp(static_cast<int>(to), first, last); ++column) {
            // The part of the line that lies in this column.
            const auto heightAt = [&](double x) {
                return to > from ? line.y1() + (line.y2() - line.y1()) * (std::clamp(x, from, to) - from) / (to - from)
                                 : line.y2();
            };
            Interval& span = m_spans[static_cast<std::size_t>(column)];
            for (const double y : {column == first ? line.y1() : heightAt(column), heightAt(column + 1.0)})
                span = {std::min(span.lower, y), std::max(span.upper, y)};
        }
    }
    /// Lays the colour over the picture, as thick as a pen of so many device pixels would. Row by row, as its memory lies:
    /// many times faster than a painter's rectangles, each of which is a column.
    void paint(QImage& image, const QColor& colour, double thickness) const {
        const int width = std::min(image.width(), static_cast<int>(m_spans.size()));
        std::vector<float> top, bottom;
        for (const Interval& span : m_spans) {
            top.push_back(static_cast<float>(m_ratio * span.lower - 0.5 * thickness));
            bottom.push_back(static_cast<float>(m_ratio * span.upper + 0.5 * thickness));
        }
        const auto alpha = static_cast<float>(colour.alphaF());
        const QRgb full = colour.rgb();
        for (int row = 0; row < image.height(); ++row) {
            auto* pixels = reinterpret_cast<QRgb*>(image.scanLine(row));
            const auto y = static_cast<float>(row);
            for (int i = 0; i < width; ++i) {
                const auto at = static_cast<std::size_t>(i);
                const float covered = std::min(y + 1.0F, bottom[at]) - std::max(y, top[at]);
                if (covered > 0.0F) pixels[i] = over(full, static_cast<int>(256.0F * alpha * covered), pixels[i]);
            }
        }
    }

private:
    /// A colour with opacity share/256 over a premultiplied pixel.
    static QRgb over(QRgb colour, int share, QRgb pixel) {
        const auto mix = [share](int above, int below) { return (share * above + (256 - share) * below) >> 8; };
        return qRgba(mix(qRed(colour), qRed(pixel)), mix(qGreen(colour), qGreen(pixel)),
                     mix(qBlue(colour), qBlue(pixel)), mix(255, qAlpha(pixel)));
    }

    std::vector<Interval> m_spans;
    double m_ratio;
};

class Painting {
public:
    explicit Painting(const CurvePicture& picture) : m_picture(picture), m_area(QPointF(), picture.size) {}

    void paintRaw(QPainter& painter, const Curve& curve, const CurveLook& look) const {
        if (!curve.raw.isEmpty()) paintLine(painter, partsOf(curve.raw), rawStyle(look));
    }
    void paintCurve(QPainter& painter, const Curve& curve, const CurveLook& look) const {
        paintLine(painter, partsOf(curve.points), look.style);
        paintMarks(painter, curve, look);
    }
    void paintRaw(QImage& image, const Curve& curve, const CurveLook& look) const {
        if (!curve.raw.isEmpty()) paintLine(image, partsOf(curve.raw), rawStyle(look));
    }
    void paintCurve(QImage& image, const Curve& curve, const CurveLook& look) const {
        paintLine(image, partsOf(curve.points), look.style);
        QPainter painter(&image);
        painter.scale(m_picture.ratio, m_picture.ratio);
        paintMarks(painter, curve, look);
    }

private:
    CurveStyle rawStyle(const CurveLook& look) const {
        QColor faint = look.style.colour;
        faint.setAlpha(kRawOpacity);
        return {faint, 1.0 / m_picture.scale, Qt::SolidLine};
    }
    QPointF pixelOf(const QPointF& point) const {
        return {m_area.width() * m_picture.x.share(point.x()), m_area.height() * (1.0 - m_picture.y.share(point.y()))};
    }
    /// The parts of the curve that lie in the rectangle.
    QList<QLineF> partsOf(const QList<QPointF>& points) const {
        QList<QLineF> lines;
        lines.reserve(points.size());
        QPointF before(std::nan(""), 0.0);
        for (const QPointF& point : points) {
            const QPointF pixel = pixelOf(point);
            if (std::isfinite(before.x() + before.y() + pixel.x() + pixel.y()))
                if (const std::optional<QLineF> part = cutLine({before, pixel}, m_area)) lines.append(*part);
            before = pixel;
        }
        return lines;
    }
    void paintLine(QImage& image, const QList<QLineF>& parts, const CurveStyle& style) const {
        if (parts.size() > kFewPoints) {
            Columns columns(image.width(), m_picture.ratio);
            for (const QLineF& part : parts) columns.add(part);
            return columns.paint(image, style.colour, style.width * m_picture.scale * m_picture.ratio);
        }
        QPainter painter(&image);
        painter.scale(m_picture.ratio, m_picture.ratio);
        paintLine(painter, parts, style);
    }
    void paintLine(QPainter& painter, const QList<QLineF>& parts, const CurveStyle& style) const {
        painter.setRenderHint(QPainter::Antialiasing);
        QPainterPath path;
        QPointF end(-1.0, -1.0);
        for (const QLineF& part : parts) {
            if (part.p1() != end) path.moveTo(part.p1());
            path.lineTo(part.p2());
            end = part.p2();
        }
        const double thickness = style.width * m_picture.scale;
        painter.strokePath(path, QPen(style.colour, thickness, style.pen, Qt::FlatCap, Qt::BevelJoin));
    }
    void paintMarks(QPainter& painter, const Curve& curve, const CurveLook& look) const {
        const bool evaluated = curve.role != CurveRole::Training && !look.plain;
        if (curve.points.size() != 1 && (!evaluated || curve.points.size() > m_picture.marks)) return;
        const double radius = 3.3 * m_picture.scale;
        for (const QPointF& point : curve.points) {
            const QPointF pixel = pixelOf(point);
            if (!m_area.contains(pixel)) continue;
            paintMark(painter, look.mark, pixel, 1.35 * radius, m_picture.background, false);
            paintMark(painter, look.mark, pixel, radius, look.style.colour, false);
        }
    }

    const CurvePicture& m_picture;
    QRectF m_area;
};

/// On a painter or on an image.
template <class Canvas>
void paintAll(Canvas& canvas, const CurvePicture& picture) {
    const std::vector<Curve>* curves = picture.curves();
    if (!curves) return;
    const Painting painting(picture);
    for (std::size_t i = 0; i < curves->size(); ++i) painting.paintRaw(canvas, (*curves)[i], picture.looks[i]);
    for (std::size_t i = 0; i < curves->size(); ++i) painting.paintCurve(canvas, (*curves)[i], picture.looks[i]);
}

}  // namespace

double CurvePicture::Axis::share(double place) const {
    const double value = factor * place;
    if (!logarithmic) return (value - range.lower) / range.width();
    return value > 0.0 ? std::log(value / range.lower) / std::log(range.upper / range.lower) : std::nan("");
}

const std::vector<Curve>* CurvePicture::curves() const {
    return charts && index < charts->curves.size() && charts->curves[index].size() == looks.size()
               ? &charts->curves[index]
               : nullptr;
}

void paintCurves(QPainter& painter, const CurvePicture& picture) { paintAll(painter, picture); }

QImage imageOf(const CurvePicture& picture) {
    QImage image((picture.size * picture.ratio).toSize().expandedTo({1, 1}), QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    paintAll(image, picture);
    return image;
}

CurveArtist::CurveArtist(QObject* context, Done done)
    : m_context(context), m_done(std::move(done)), m_thread([this](const std::stop_token& stop) { run(stop); }) {}

CurveArtist::~CurveArtist() = default;

void CurveArtist::paint(CurvePicture picture) {
    const std::lock_guard lock(m_mutex);
    m_next = std::move(picture);
    m_wake.notify_one();
}

void CurveArtist::run(const std::stop_token& stop) {
    lowerThreadPriority();
    while (true) {
        CurvePicture picture;
        {
            std::unique_lock lock(m_mutex);
            if (!m_wake.wait(lock, stop, [this] { return m_next.has_value(); })) return;
            picture = *std::exchange(m_next, std::nullopt);
        }
        const QImage image = imageOf(picture);
        QMetaObject::invokeMethod(
            m_context, [this, picture, image] { m_done(picture, image); }, Qt::QueuedConnection);
    }
}

}  // namespace basin
