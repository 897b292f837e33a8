// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/training_chart.h"

#include "ui/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace basin {

namespace {

constexpr double kZoomStride = 1.25;                        // of one notch of the wheel
constexpr double kNarrowest = 1e-7;                         // share of the whole range
constexpr double kDragPixels = 5.0;                         // less is a click
constexpr qsizetype kLongCurve = 12;                        // evaluations: of fewer all are shown
constexpr double kSteepShare = 0.2;                         // of the horizontal axis, whose heights may be cut off
constexpr qsizetype kMostMarks = 64, kMostSmallMarks = 24;  // of a curve
constexpr double kPanShare = 0.1;

/// An interval wider by a share of itself on either side.
Interval padded(Interval range, double share, bool logarithmic) {
    if (logarithmic) {
        const double factor = std::max(1.1, std::pow(range.upper / range.lower, share));
        return {range.lower / factor, range.upper * factor};
    }
    const double flat = std::max(1e-3 * std::abs(range.upper), 1e-9);
    // What differs by roundings alone is flat.
    const double margin = std::max(share * range.width(), range.width() > flat ? 0.0 : flat);
    return {range.lower - margin, range.upper + margin};
}

}  // namespace

TrainingChart::TrainingChart(Size size, QWidget* parent)
    : Plot({.title = tr("Epochs of training")}, {}, parent),
      m_size(size),
      m_artist(this, [this](const CurvePicture& painted, const QImage& image) {
          m_painted = painted;
          m_image = image;
          update();
      }) {
    setMinimumSize(220, size == Size::Large ? 150 : 100);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setToolTip(
        tr("Wheel or +, −: zoom. Drag: choose a rectangle. Left, Right: move. Double click or Home: all. "
           "With Ctrl, Left and Right move the readout."));
    addLayer([this](QPainter& painter) { paintImage(painter); });
    addLayer([this](QPainter& painter) { paintEmpty(painter); });
    addLayer([this](QPainter& painter) { paintBand(painter); });
    addLayer([this](QPainter& painter) { paintKey(painter); }, Clip::Nothing);
    addLayer([this](QPainter& painter) { paintReadout(painter); }, Clip::Nothing);
}

void TrainingChart::setKind(Quantity quantity, Split images, bool logarithmic) {
    m_quantity = quantity;
    m_images = images;
    m_logarithmic = logarithmic;
    m_charts.reset();
    m_looks.clear();
    m_height.reset();
    const QString title = quantityAxis(quantity, images);
    // In a small chart the words on the images have no room; they stand in the box above.
    setYAxis({.title = m_size == Size::Small ? quantityAxis(quantity) : title, .logarithmic = logarithmic});
    setAccessibleName(title);
    showCurves();
}

void TrainingChart::setProgress(const ProgressUnit& unit, bool logarithmic) {
    if (unit.title == m_unit.title && logarithmic == m_progressLogarithmic) return;
    m_unit = unit;
    m_progressLogarithmic = logarithmic;
    m_image = {};
    setXAxis({.title = unit.title, .logarithmic = logarithmic});
    setProgressRange(m_range, m_widest);
}

void TrainingChart::setProgressRange(Interval range, Interval widest) {
    m_range = range;
    m_widest = widest;
    if (m_progressLogarithmic && !(range.lower > 0.0)) return;
    setXRange({range.lower * m_unit.factor, range.upper * m_unit.factor});
    fitHeight();
    showCurves();
}

const std::vector<Curve>* TrainingChart::curves() const {
    return m_charts && m_index < m_charts->curves.size() ? &m_charts->curves[m_index] : nullptr;
}

void TrainingChart::setCurves(const std::shared_ptr<const Charts>& charts, std::size_t index,
                              const std::vector<RunLook>& runs) {
    m_charts = charts;
    m_index = index;
    m_runs = runs;
    restyle();
}

void TrainingChart::restyle() {
    m_looks.clear();
    const std::vector<Curve>* all = curves();
    if (!all) return;
    const bool alone = m_charts->request.runs.size() == 1;
    for (const Curve& curve : *all) {
        m_looks.push_back(lookOf(curve, m_runs[curve.run], alone));
        m_looks.back().plain = !hasImages(m_quantity);
    }
    makeRoomForKey();
}

void TrainingChart::applyColours() {
    Plot::applyColours();
    restyle();
    showCurves();
}

CurvePicture TrainingChart::picture() const {
    return {.charts = m_charts,
            .index = m_index,
            .looks = m_looks,
            .x = {xRange(), m_progressLogarithmic, m_unit.factor},
            .y = {yRange(), m_logarithmic, quantityFactor(m_quantity)},
            .size = plotArea().size(),
            .ratio = devicePixelRatioF(),
            .scale = scale(),
            .marks = m_size == Size::Large ? kMostMarks : kMostSmallMarks,
            .background = currentTheme().chart};
}

void TrainingChart::showCurves() {
    m_artist.paint(picture());
    update();
}

void TrainingChart::fitHeight() {
    if (m_height) return setYRange(*m_height);
    const std::vector<Curve>* all = curves();
    if (!all) return;
    // Seen as a whole, the steep beginning would leave no height for what comes after.
    double from = m_range.lower;
    const bool isLong = std::any_of(all->begin(), all->end(), [](const Curve& curve) {
        return curve.role != CurveRole::Training && curve.points.size() >= kLongCurve;
    });
    if (isLong && hasImages(m_quantity) && m_range == m_widest && !m_progressLogarithmic)
        from += kSteepShare * m_range.width();
    Interval seen = heightOf(*all, &Curve::points, from);
    if (!(seen.lower <= seen.upper)) seen = heightOf(*all, &Curve::points, m_range.lower);
    if (!(seen.lower <= seen.upper)) return;
    // Of the raw points as much as leaves the smoothed curve half of the height.
    const Interval raw = heightOf(*all, &Curve::raw, from);
    if (raw.lower <= raw.upper && !m_logarithmic) {
        const double room = 0.5 * std::max(seen.width(), 0.02 * std::abs(seen.upper));
        seen = {std::max(raw.lower, seen.lower - room), std::min(raw.upper, seen.upper + room)};
    }
    if (!m_logarithmic && !hasImages(m_quantity) && seen.lower > 0.0) seen.lower = 0.0;
    // An axis moves only when the data leave it, or leave it half empty.
    const Interval now = yRange();
    const bool inside = now.contains(seen.lower) && now.contains(seen.upper);
    const bool fills = m_logarithmic ? std::log(seen.upper / seen.lower) > 0.6 * std::log(now.upper / now.lower)
                                     : seen.width() > 0.6 * now.width();
    if (inside && fills) return;
    Interval fitted = padded(seen, 0.06, m_logarithmic);
    if (!m_logarithmic && seen.lower >= 0.0) fitted.lower = std::max(0.0, fitted.lower);
    if (!m_logarithmic && (m_quantity == Quantity::Accuracy || m_quantity == Quantity::Load))
        fitted.upper = std::min(fitted.upper, std::max(seen.upper, 100.0));
    setYRange(fitted);
}

Interval TrainingChart::heightOf(const std::vector<Curve>& all, QList<QPointF> Curve::*points, double from) const {
    Interval range{HUGE_VAL, -HUGE_VAL};
    for (const Curve& curve : all)
        for (const QPointF& point : curve.*points) {
            if (point.x() < from || point.x() > m_range.upper) continue;
            const double y = point.y() * quantityFactor(m_quantity);
            if (m_logarithmic && !(y > 0.0)) continue;
            range = {std::min(range.lower, y), std::max(range.upper, y)};
        }
    return range;
}

void TrainingChart::setPointer(std::optional<double> place, bool isHere) {
    if (place == m_pointer && isHere == m_isPointed) return;
    m_pointer = place;
    m_isPointed = isHere;
    update();
}

void TrainingChart::showAll() {
    m_height.reset();
    fitHeight();
    showCurves();
}

void TrainingChart::setEmptyText(const QString& text) {
    if (text == m_emptyText) return;
    m_emptyText = text;
    update();
}

double TrainingChart::placeAt(double pixel) const { return xAt(pixel) / m_unit.factor; }

QPointF TrainingChart::pixelOf(QPointF point) const {
    return toPixel(point.x() * m_unit.factor, point.y() * quantityFactor(m_quantity));
}

void TrainingChart::chooseRange(Interval range) {
    range = {std::max(range.lower, m_widest.lower), std::min(range.upper, m_widest.upper)};
    if (!(range.lower < range.upper)) return;
    if (range == m_widest)
        Q_EMIT zoomChosen(std::nullopt);
    else
        Q_EMIT zoomChosen(range);
}

void TrainingChart::zoom(double factor, double about) {
    if (m_progressLogarithmic) {
        const double lower = about * std::pow(m_range.lower / about, factor);
        const double upper = about * std::pow(m_range.upper / about, factor);
        if (upper > lower * (1.0 + kNarrowest)) chooseRange({lower, upper});
        return;
    }
    const Interval range{about + factor * (m_range.lower - about), about + factor * (m_range.upper - about)};
    if (range.width() > kNarrowest * m_widest.width()) chooseRange(range);
}

void TrainingChart::pan(double share) {
    Interval range = m_range;
    if (m_progressLogarithmic) {
        const double factor = std::pow(range.upper / range.lower, share);
        if (range.lower * factor < m_widest.lower || range.upper * factor > m_widest.upper) return;
        return chooseRange({range.lower * factor, range.upper * factor});
    }
    const double way = std::clamp(share * range.width(), m_widest.lower - range.lower, m_widest.upper - range.upper);
    chooseRange({range.lower + way, range.upper + way});
}

void TrainingChart::everything() {
    showAll();
    Q_EMIT zoomChosen(std::nullopt);
}

void TrainingChart::wheelEvent(QWheelEvent* event) {
    const QPoint turned = event->angleDelta();
    constexpr double kNotch = 120.0;
    if (std::abs(turned.x()) > std::abs(turned.y()))
        pan(-kPanShare * turned.x() / kNotch);
    else
        zoom(std::pow(kZoomStride, -turned.y() / kNotch), placeAt(event->position().x()));
    event->accept();
}

void TrainingChart::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && plotArea().contains(event->position())) m_pressed = event->position();
}

void TrainingChart::mouseMoveEvent(QMouseEvent* event) {
    const QRectF area = plotArea();
    if (m_pressed) {
        m_dragged = QPointF(std::clamp(event->position().x(), area.left(), area.right()),
                            std::clamp(event->position().y(), area.top(), area.bottom()));
        update();
    }
    if (area.contains(event->position()))
        Q_EMIT pointed(placeAt(event->position().x()));
    else
        Q_EMIT pointed(std::nullopt);
}

void TrainingChart::mouseReleaseEvent(QMouseEvent*) {
    const std::optional<QPointF> from = std::exchange(m_pressed, std::nullopt);
    const std::optional<QPointF> to = std::exchange(m_dragged, std::nullopt);
    update();
    if (!from || !to) return;
    const QRectF band = QRectF(*from, *to).normalized();
    if (band.width() < kDragPixels && band.height() < kDragPixels) return;
    // A flat band chooses along one axis only.
    if (band.height() >= kDragPixels) {
        const Interval height{yAt(band.bottom()), yAt(band.top())};
        if (height.width() > kNarrowest * std::max(std::abs(height.lower), std::abs(height.upper))) {
            m_height = height;
            fitHeight();
            showCurves();
        }
    }
    if (band.width() >= kDragPixels) chooseRange({placeAt(band.left()), placeAt(band.right())});
}

void TrainingChart::mouseDoubleClickEvent(QMouseEvent*) {
    m_pressed.reset();
    everything();
}

void TrainingChart::leaveEvent(QEvent* event) {
    Plot::leaveEvent(event);
    Q_EMIT pointed(std::nullopt);
}

bool TrainingChart::event(QEvent* event) {
    // The window has + and − for the lab's speed.
    if (event->type() == QEvent::ShortcutOverride) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Plus || key == Qt::Key_Minus || key == Qt::Key_Equal) {
            event->accept();
            return true;
        }
    }
    return Plot::event(event);
}

void TrainingChart::keyPressEvent(QKeyEvent* event) {
    const double direction = event->key() == Qt::Key_Left ? -1.0 : 1.0;
    const double middle = m_progressLogarithmic ? std::sqrt(m_range.lower * m_range.upper) : m_range.centre();
    switch (event->key()) {
        case Qt::Key_Left:
        case Qt::Key_Right:
            if (event->modifiers() & Qt::ControlModifier) {
                const double pixel = m_pointer ? pixelOf({*m_pointer, 1.0}).x() : plotArea().center().x();
                Q_EMIT pointed(placeAt(std::clamp(pixel + 4.0 * direction, plotArea().left(), plotArea().right())));
            } else {
                pan(kPanShare * direction);
            }
            break;
        case Qt::Key_Plus:
        case Qt::Key_Equal: zoom(1.0 / kZoomStride, m_pointer.value_or(middle)); break;
        case Qt::Key_Minus: zoom(kZoomStride, m_pointer.value_or(middle)); break;
        case Qt::Key_Home: everything(); break;
        default: Plot::keyPressEvent(event);
    }
}

void TrainingChart::resizeEvent(QResizeEvent* event) {
    Plot::resizeEvent(event);
    makeRoomForKey();
    showCurves();
    Q_EMIT resized();
}

}  // namespace basin
