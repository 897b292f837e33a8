// SPDX-License-Identifier: GPL-3.0-or-later
// What a map of the plane shows, from the heights below to the words on top.
#include "core/plane/smoothed_surface.h"
#include "ui/charts/heading.h"
#include "ui/format.h"
#include "ui/plane/plane_chart.h"
#include "ui/theme.h"
#include "ui/translation.h"
#include "ui/widgets/value_scale.h"

#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace basin {

namespace {

constexpr std::ptrdiff_t kFewMarks = 24;  // with more of them saddles are left out, and rings are smaller
constexpr std::size_t kMostMarks = 150;   // minima and saddle points

QColor withAlpha(QColor colour, int alpha) {
    colour.setAlpha(alpha);
    return colour;
}

}  // namespace

const HeightPicture* PlaneChart::heights() const {
    if (!m_picture) return nullptr;
    return m_shows == Shows::Objective ? m_picture->f.get() : m_picture->smoothed.get();
}

QString PlaneChart::title() const {
    if (m_shows == Shows::Objective) return tr("Objective f");
    // Letters for the last row leave room for fewer words.
    const QString words =
        currentTheme().enlargement > 1.0 ? tr("Smoothed F, η = %1") : tr("Smoothed objective F at η = %1");
    return words.arg(formatEntry(roundToDigits(m_stepSize, 3)));
}

std::vector<KeyEntry> PlaneChart::keyEntries(Shows shows) const {
    if (m_concealed) return {};
    const Theme& colours = currentTheme();
    const bool plain = colours.enlargement <= 1.0;  // letters for the last row leave room for the main things only
    std::vector<KeyEntry> key{{.text = tr("SGD"), .colour = colours.sgd, .line = false, .mark = Mark::Round},
                              {.text = m_averageName, .colour = colours.average, .line = false, .mark = Mark::Diamond}};
    if (shows == Shows::Objective) {
        key.push_back(
            {.text = tr("lowest f"), .colour = colours.objective, .line = false, .mark = Mark::HollowTriangle});
    } else {
        if (m_picture && m_picture->smoothed)
            key.push_back(
                {.text = tr("lowest F, v*"), .colour = colours.smoothed, .line = false, .mark = Mark::FilledTriangle});
        if (plain)
            key.push_back({.text = std::isfinite(m_noise.coordinate().reach()) ? tr("reach of η × noise")
                                   : m_noise.hasVariance()                     ? tr("η × noise, one σ")
                                                                               : tr("η × noise, its scale"),
                           .colour = withAlpha(colours.text, 150),
                           .width = 1.6});
    }
    if (!plain) return key;
    key.push_back({.text = tr("minimum"), .colour = colours.objective, .line = false, .mark = Mark::Ring});
    key.push_back({.text = tr("saddle"), .colour = colours.objective, .line = false, .mark = Mark::Saddle});
    return key;
}

void PlaneChart::makeRoomForKey() {
    // As for the taller key of both, so that the maps stand level.
    double top = 0.0;
    for (const Shows shows : {Shows::Objective, Shows::Smoothed})
        top = std::max(top, headingMargin(scaledFont(), *this, keyEntries(shows)));
    setMargins({.left = 52.0, .top = top, .right = 14.0});
}

void PlaneChart::paintTitle(QPainter& painter) {
    paintHeading(painter, *this, title(), keyEntries(m_shows));
    // The frame goes over the edges of the map.
    painter.setPen(QPen(currentTheme().axis, currentTheme().enlargement));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(plotArea());
}

void PlaneChart::paintHeights(QPainter& painter) {
    const QColor ink = m_shows == Shows::Objective ? currentTheme().objective : currentTheme().smoothed;
    m_layer.paint(painter, *this, heights(), ink, [this](QPainter& below) {
        if (!m_frame || !m_frame->analysis->surface->isContinued()) return;
        const Rectangle domain = m_frame->analysis->surface->domain();
        below.setPen(QPen(currentTheme().axis, 1.2 * scale(), Qt::DashLine));
        below.setBrush(Qt::NoBrush);
        below.drawRect(QRectF(pixelOf({domain.x.lower, domain.y.upper}), pixelOf({domain.x.upper, domain.y.lower}))
                           .intersected(plotArea().adjusted(-9, -9, 9, 9)));
    });
}

void PlaneChart::paintNoise(QPainter& painter) {
    if (m_stepSize <= 0.0) return;
    // Where one step's noise can take a walker: η A ξ, for |ξ| up to the law's reach in either coordinate, or as far as one σ.
    const Noise law = m_noise.coordinate();
    const bool bounded = std::isfinite(law.reach());
    const double size = m_stepSize * (bounded ? law.reach() : law.hasVariance() ? law.sigma() : 1.0);
    const Point centre = m_mouse && m_drag != Drag::Start ? placeAt(*m_mouse) : m_start;
    QPolygonF outline;
    constexpr int kCorners = 72;
    for (int i = 0; i < kCorners; ++i) {
        const double turn = 2.0 * M_PI * i / kCorners;
        Point xi{std::cos(turn), std::sin(turn)};
        if (bounded) xi = (1.0 / std::max(std::abs(xi.x), std::abs(xi.y))) * xi;  // a square
        outline << pixelOf(centre + size * m_noise.root.times(xi));
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(withAlpha(currentTheme().text, 16));
    painter.setPen(QPen(withAlpha(currentTheme().text, 150), 1.3 * scale(), Qt::SolidLine));
    painter.drawPolygon(outline);
}

void PlaneChart::paintMarks(QPainter& painter) {
    if (!m_frame) return;
    const PlaneAnalysis& analysis = *m_frame->analysis;
    const QColor ink = currentTheme().objective;
    const auto& points = m_shows == Shows::Objective ? *analysis.points : analysis.smoothedPoints;
    const Rectangle seen = view();
    const bool many = std::count_if(points.begin(), points.end(),
                                    [&](const CriticalPoint& point) { return seen.contains(point.place); }) > kFewMarks;
    std::size_t painted = 0;
    for (const CriticalPoint& point : points) {
        const bool shown =
            point.kind == CriticalPoint::Kind::Minimum || (point.kind == CriticalPoint::Kind::Saddle && !many);
        if (!shown || !seen.contains(point.place)) continue;
        if (++painted > kMostMarks) break;
        paintMark(painter, point.kind == CriticalPoint::Kind::Minimum ? Mark::Ring : Mark::Saddle, pixelOf(point.place),
                  (many ? 2.8 : 4.2) * scale(), ink);
    }
    for (const CriticalPoint& minimum : analysis.globalMinima)
        paintMark(painter, Mark::HollowTriangle, pixelOf(minimum.place), 10.0 * scale(), ink);
    if (m_frame->other) {
        const PlaneFrame& other = *m_frame->other;
        for (const Point target : other.analysis->targets)
            paintMark(painter, Mark::FilledTriangle, pixelOf(target), 7.0 * scale(), faded(currentTheme().smoothed));
        const Point average{other.average.x.value, other.average.y.value};
        const QRectF area = plotArea();
        if (const QPointF at = pixelOf(average); area.contains(at)) {
            paintMark(painter, Mark::Diamond, at, 7.0 * scale(), faded(currentTheme().average));
            paintLabel(painter, at + QPointF(0.0, 9.0) * scale(), Qt::AlignHCenter | Qt::AlignTop, tr("other future"),
                       currentTheme().text);
        }
    }
    for (const Point target : analysis.targets)
        paintMark(painter, Mark::FilledTriangle, pixelOf(target), 7.0 * scale(), currentTheme().smoothed);
}

void PlaneChart::paintStart(QPainter& painter) {
    const QPointF place = pixelOf(m_start);
    const QRectF area = plotArea();
    if (!area.contains(place)) return;
    const bool held = hasFocus() || m_drag == Drag::Start;
    const double arm = 9.0 * scale();
    painter.setRenderHint(QPainter::Antialiasing);
    for (const bool rim : {true, false}) {
        painter.setPen(QPen(rim ? currentTheme().chart : currentTheme().text,
                            (rim    ? 4.5
                             : held ? 2.4
                                    : 1.5) *
                                scale(),
                            Qt::SolidLine, Qt::FlatCap));
        painter.drawLine(place - QPointF(arm, 0), place + QPointF(arm, 0));
        painter.drawLine(place - QPointF(0, arm), place + QPointF(0, arm));
    }
    const bool right = place.x() > area.right() - 80 * scale(), high = place.y() < area.top() + 40 * scale();
    paintLabel(painter, place + QPointF(right ? -6 : 6, high ? 6 : -6),
               (right ? Qt::AlignRight : Qt::AlignLeft) | (high ? Qt::AlignTop : Qt::AlignBottom), tr("start w₀"),
               currentTheme().text);
}

void PlaneChart::paintProfile(QPainter& painter) {
    if (!m_profile) return;
    const QPointF from = pixelOf(m_profile->from), to = pixelOf(m_profile->to);
    painter.setRenderHint(QPainter::Antialiasing);
    for (const bool rim : {true, false}) {
        painter.setPen(QPen(rim ? currentTheme().chart : currentTheme().text, (rim ? 5.0 : 2.2) * scale(),
                            rim ? Qt::SolidLine : Qt::DashLine));
        painter.drawLine(from, to);
    }
    for (const QPointF& end : {from, to}) paintMark(painter, Mark::Square, end, 4.0 * scale(), currentTheme().text);
    paintLabel(painter, to + QPointF(8, 8), Qt::AlignLeft | Qt::AlignTop,
               tr("profile, %1 long").arg(formatNumber(length(m_profile->to - m_profile->from))), currentTheme().text);
}

void PlaneChart::paintNumbers(QPainter& painter) {
    const double radius = numberRadius(painter.font());
    int number = 0;
    for (const Point place : m_numbers) {
        ++number;
        // Above the bottom of the valley, where nothing else stands.
        const QPointF at = pixelOf(place);
        if (plotArea().contains(at)) paintNumber(painter, at - QPointF(0.0, 1.6 * radius), number);
    }
}

void PlaneChart::paintReading(QPainter& painter) {
    if (!m_mouse || !m_frame) return;
    const Point w = placeAt(*m_mouse);
    const PlaneAnalysis& analysis = *m_frame->analysis;
    const double value = m_shows == Shows::Objective        ? analysis.surface->value(w)
                         : m_picture && m_picture->smoothed ? analysis.smoothed->value(w)
                                                            : std::nan("");
    const QRectF area = plotArea();
    paintLabel(painter, area.bottomLeft() + QPointF(4, -4), Qt::AlignLeft | Qt::AlignBottom,
               tr("(%1, %2): %3 = %4")
                   .arg(formatReading(w.x, xRange().width()), formatReading(w.y, yRange().width()),
                        m_shows == Shows::Objective ? QStringLiteral("f") : QStringLiteral("F"), formatNumber(value)),
               currentTheme().text);
}

void PlaneChart::paintMessages(QPainter& painter) {
    const QRectF area = plotArea();
    // How exact the map is, where it is not.
    const QString caution = m_shows == Shows::Smoothed ? (m_picture ? m_picture->reason : QString())
                            : m_frame                  ? coreText(m_frame->analysis->missed)
                                                       : QString();
    if (!caution.isEmpty())
        paintLabel(painter,
                   labelPlate(painter.font(), {area.center().x(), area.top() + 20.0 * scale()}, Qt::AlignHCenter,
                              caution, 0.85 * area.width()),
                   caution, currentTheme().text);
    if (m_shows == Shows::Objective && m_frame && m_frame->diverged > 0)
        paintLabel(painter, {area.right() - 6, area.bottom() - 6}, Qt::AlignRight | Qt::AlignBottom,
                   tr("✗ %1 of %2 walkers diverged")
                       .arg(formatCount(static_cast<long long>(m_frame->diverged)),
                            formatCount(static_cast<long long>(m_frame->walkers))),
                   currentTheme().text);
}

}  // namespace basin
