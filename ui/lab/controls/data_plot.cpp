// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/controls/data_plot.h"

#include "ui/charts/marks.h"
#include "ui/format.h"
#include "ui/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace basin {

namespace {

constexpr double kGrip = 9.0;  // pixels around a sample that take hold of it
constexpr double kRadius = 3.5, kChosenRadius = 5.5;
constexpr double kMargin = 0.1;                // of the samples' extent, around them
constexpr std::size_t kLines = 8, kWaves = 1;  // walkers that have a curve: many waves hide the samples

/// 1, 2 or 5 times a power of ten, at least `value` > 0.
double niceStride(double value) {
    const double power = std::pow(10.0, std::floor(std::log10(value)));
    const double lead = value / power * (1.0 - 1e-12);
    return power * (lead <= 1.0 ? 1.0 : lead <= 2.0 ? 2.0 : lead <= 5.0 ? 5.0 : 10.0);
}

/// About the values, with 0 where that is not far from them: the lines go through it.
Interval rangeAbout(double lowest, double highest) {
    const double extent = highest - lowest;
    if (lowest > 0.0 && lowest <= extent) lowest = 0.0;
    if (highest < 0.0 && -highest <= extent) highest = 0.0;
    double margin = kMargin * (highest - lowest);
    if (!(margin > 0.0)) margin = std::max(0.5 * std::abs(highest), 0.5);
    return {lowest - margin, highest + margin};
}

double rounded(double value, const Interval& range) {
    const double stride = std::pow(10.0, std::floor(std::log10(range.width())) - 2.0);
    // Dividing by the whole number that is the stride's inverse keeps 0.3 from becoming 0.30000000000000004.
    return stride < 1.0 ? std::round(value / stride) / std::round(1.0 / stride) : std::round(value / stride) * stride;
}

}  // namespace

DataPlot::DataPlot(QWidget* parent) : QWidget(parent), m_fit(std::numeric_limits<double>::quiet_NaN()) {
    setObjectName(QStringLiteral("dataPlot"));
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::CrossCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Samples of the data"));
    setToolTip(
        tr("The samples, in orange the curve with the lowest f, in blue those of some walkers and in green those of "
           "their averages. Click adds a sample, drag moves one, right click "
           "removes it. By keys: Left and Right choose a sample, Up and Down move it, with Ctrl also sideways (Shift: "
           "further), Insert adds and Delete removes one. A sample far from the others pulls the curve, and makes the "
           "gradients noisier."));
}

QSize DataPlot::sizeHint() const { return {240, std::max(170, 11 * fontMetrics().height())}; }
QSize DataPlot::minimumSizeHint() const { return {120, sizeHint().height()}; }

void DataPlot::setSamples(const std::vector<Sample>& samples, SampleLoss loss) {
    if (m_dragging || (samples == m_samples && loss == m_loss)) return;
    m_samples = samples;
    m_loss = loss;
    m_chosen = std::min(m_chosen, static_cast<int>(samples.size()) - 1);
    if (isCrowded()) fitAxes();
    update();
}

void DataPlot::setFit(double w) {
    m_fit = w;
    update();
}

void DataPlot::setWalkers(std::span<const double> iterates, std::span<const double> averages) {
    const std::size_t most = m_loss == SampleLoss::Wave ? kWaves : kLines;
    const auto some = [most](std::span<const double> all) {
        return std::vector<double>(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(std::min(all.size(), most)));
    };
    m_iterates = some(iterates);
    m_averages = some(averages);
    update();
}

bool DataPlot::isCrowded() const {
    if (m_samples.empty()) return false;
    const auto [left, right] = std::ranges::minmax(m_samples, {}, &Sample::x);
    const auto [low, high] = std::ranges::minmax(m_samples, {}, &Sample::y);
    const Interval x = rangeAbout(left.x, right.x), y = rangeAbout(low.y, high.y);
    // A sample at the edge, or axes with more than half of their room empty.
    const auto fits = [](const Interval& wanted, const Interval& range, double lowest, double highest) {
        const double edge = 0.03 * range.width();
        return range.lower + edge <= lowest && highest <= range.upper - edge && 2.0 * wanted.width() > range.width();
    };
    return !fits(x, m_x, left.x, right.x) || !fits(y, m_y, low.y, high.y);
}

void DataPlot::fitAxes() {
    const auto [left, right] = std::ranges::minmax(m_samples, {}, &Sample::x);
    const auto [low, high] = std::ranges::minmax(m_samples, {}, &Sample::y);
    m_x = rangeAbout(left.x, right.x);
    m_y = rangeAbout(low.y, high.y);
}

QRectF DataPlot::plotArea() const {
    const QFontMetricsF metrics(font());
    const double left = metrics.horizontalAdvance(QStringLiteral("−0.00")) + 6.0;
    return QRectF(rect()).adjusted(left, 4.0, -4.0, -(metrics.height() + 4.0));
}

QPointF DataPlot::toPixel(const Sample& sample) const {
    const QRectF area = plotArea();
    return {area.left() + area.width() * (sample.x - m_x.lower) / m_x.width(),
            area.bottom() - area.height() * (sample.y - m_y.lower) / m_y.width()};
}

Sample DataPlot::sampleAt(QPointF position) const {
    const QRectF area = plotArea();
    const double x = std::clamp((position.x() - area.left()) / area.width(), 0.0, 1.0);
    const double y = std::clamp((area.bottom() - position.y()) / area.height(), 0.0, 1.0);
    return {rounded(m_x.lower + x * m_x.width(), m_x), rounded(m_y.lower + y * m_y.width(), m_y)};
}

int DataPlot::nearest(QPointF position) const {
    int found = -1;
    double closest = kGrip;
    for (std::size_t i = 0; i < m_samples.size(); ++i) {
        const QPointF away = toPixel(m_samples[i]) - position;
        const double distance = std::hypot(away.x(), away.y());
        if (distance >= closest) continue;
        closest = distance;
        found = static_cast<int>(i);
    }
    return found;
}

void DataPlot::mousePressEvent(QMouseEvent* event) {
    const int index = nearest(event->position());
    if (event->button() == Qt::RightButton && index >= 0) return remove(index);
    if (event->button() != Qt::LeftButton || m_dragging) return;
    if (index < 0 && !plotArea().contains(event->position())) return;
    if (index < 0 && m_samples.size() >= kMostSamples)
        return Q_EMIT refused(tr("There are at most %1 samples.").arg(kMostSamples));
    m_before = m_samples;
    m_dragging = true;
    m_added = index < 0;
    m_chosen = index;
    if (m_added) {
        m_samples.push_back(sampleAt(event->position()));
        m_chosen = static_cast<int>(m_samples.size()) - 1;
        Q_EMIT samplesMoved(std::vector<Sample>(m_samples));
    }
    update();
}

void DataPlot::mouseMoveEvent(QMouseEvent* event) {
    if (!m_dragging) return;
    Sample& held = m_samples[static_cast<std::size_t>(m_chosen)];
    const Sample here = sampleAt(event->position());
    // A hand that has not moved yet leaves the numbers that were typed as they are.
    if (held == here || (m_samples == m_before && nearest(event->position()) == m_chosen)) return;
    held = here;
    Q_EMIT samplesMoved(std::vector<Sample>(m_samples));
    update();
}

void DataPlot::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || !std::exchange(m_dragging, false)) return;
    if (isCrowded()) fitAxes();
    if (m_samples != m_before)
        Q_EMIT samplesChanged(std::vector<Sample>(m_samples), m_added ? tr("Add a sample") : tr("Move a sample"));
    update();
}

void DataPlot::keyPressEvent(QKeyEvent* event) {
    const bool sideways = event->modifiers() & Qt::ControlModifier;
    const double share = event->modifiers() & Qt::ShiftModifier ? 0.1 : 0.01;
    switch (event->key()) {
        case Qt::Key_Left: sideways ? moveChosen(-share, 0.0) : chooseNext(-1); break;
        case Qt::Key_Right: sideways ? moveChosen(share, 0.0) : chooseNext(1); break;
        case Qt::Key_Up: moveChosen(0.0, share); break;
        case Qt::Key_Down: moveChosen(0.0, -share); break;
        case Qt::Key_Insert: {
            // Beside the chosen one, or in the middle.
            const Sample middle{rounded(m_x.lower + 0.5 * m_x.width(), m_x),
                                rounded(m_y.lower + 0.5 * m_y.width(), m_y)};
            if (m_chosen < 0) return add(middle);
            const Sample& here = m_samples[static_cast<std::size_t>(m_chosen)];
            return add({rounded(here.x + 0.05 * m_x.width(), m_x), here.y});
        }
        case Qt::Key_Delete:
        case Qt::Key_Backspace:
            if (m_chosen >= 0) remove(m_chosen);
            break;
        default: QWidget::keyPressEvent(event);
    }
}

void DataPlot::chooseNext(int direction) {
    // In the order of x, not of entry.
    std::vector<int> order(m_samples.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<int>(i);
    std::ranges::stable_sort(order, {}, [this](int i) { return m_samples[static_cast<std::size_t>(i)].x; });
    const auto at = std::ranges::find(order, m_chosen);
    const auto place = at == order.end()
                           ? (direction > 0 ? 0 : std::ssize(order) - 1)
                           : std::clamp<std::ptrdiff_t>(at - order.begin() + direction, 0, std::ssize(order) - 1);
    m_chosen = order[static_cast<std::size_t>(place)];
    update();
}

void DataPlot::moveChosen(double dx, double dy) {
    if (m_chosen < 0) return chooseNext(1);
    Sample& sample = m_samples[static_cast<std::size_t>(m_chosen)];
    if (dx != 0.0) sample.x = rounded(sample.x + dx * m_x.width(), m_x);
    if (dy != 0.0) sample.y = rounded(sample.y + dy * m_y.width(), m_y);
    if (isCrowded()) fitAxes();
    Q_EMIT samplesChanged(std::vector<Sample>(m_samples), tr("Move a sample"));
    update();
}

void DataPlot::add(const Sample& sample) {
    if (m_samples.size() >= kMostSamples) return Q_EMIT refused(tr("There are at most %1 samples.").arg(kMostSamples));
    m_samples.push_back(sample);
    m_chosen = static_cast<int>(m_samples.size()) - 1;
    if (isCrowded()) fitAxes();
    Q_EMIT samplesChanged(std::vector<Sample>(m_samples), tr("Add a sample"));
    update();
}

void DataPlot::remove(int index) {
    if (m_dragging) return;
    if (m_samples.size() <= kFewestSamples)
        return Q_EMIT refused(tr("A regression needs at least %1 samples.").arg(kFewestSamples));
    m_samples.erase(m_samples.begin() + index);
    // The keys go on with its neighbour.
    if (m_chosen >= index) m_chosen = m_chosen == index && !hasFocus() ? -1 : std::max(m_chosen - 1, 0);
    if (isCrowded()) fitAxes();
    Q_EMIT samplesChanged(std::vector<Sample>(m_samples), tr("Remove a sample"));
    update();
}

void DataPlot::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    update();
}

void DataPlot::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    update();
}

void DataPlot::paintEvent(QPaintEvent*) {
    const Theme& colours = currentTheme();
    QPainter painter(this);
    const QRectF area = plotArea();
    painter.fillRect(area, colours.chart);
    paintAxes(painter);
    painter.save();
    painter.setClipRect(area.adjusted(-kRadius, -kRadius, kRadius, kRadius));
    painter.setOpacity(0.45);
    for (const double w : m_iterates) paintCurve(painter, w, colours.sgd, 1.0);
    painter.setOpacity(0.7);
    for (const double w : m_averages) paintCurve(painter, w, colours.average, 1.2);
    painter.setOpacity(1.0);
    paintCurve(painter, m_fit, colours.smoothed, 2.0);
    for (const Sample& sample : m_samples) paintMark(painter, Mark::Round, toPixel(sample), kRadius, colours.objective);
    painter.restore();
    if (m_chosen >= 0) {
        const Sample& sample = m_samples[static_cast<std::size_t>(m_chosen)];
        const QPointF place = toPixel(sample);
        paintMark(painter, Mark::Round, place, kChosenRadius, colours.accent);
        // The numbers stand where the plot has room.
        const bool right = place.x()<area.center().x(), above = place.y()> area.center().y();
        paintLabel(painter, place + QPointF(right ? 8 : -8, above ? -4 : 4),
                   (right ? Qt::AlignLeft : Qt::AlignRight) | (above ? Qt::AlignBottom : Qt::AlignTop),
                   tr("x %1, y %2").arg(formatEntry(sample.x), formatEntry(sample.y)), colours.text);
    }
    painter.setPen(QPen(hasFocus() ? colours.accent : colours.axis, hasFocus() ? 2.0 : 1.0));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(area);
}

void DataPlot::paintAxes(QPainter& painter) const {
    const Theme& colours = currentTheme();
    const QRectF area = plotArea();
    const QFontMetricsF metrics(font());
    const auto places = [](const Interval& range, double most) {
        std::vector<double> found;
        const double stride = niceStride(range.width() / most);
        for (double k = std::ceil(range.lower / stride); k * stride <= range.upper; ++k) found.push_back(k * stride);
        return found;
    };
    for (const double x : places(m_x, 5.0)) {
        const double at = toPixel({x, 0.0}).x();
        painter.setPen(x == 0.0 ? colours.axis : colours.grid);
        painter.drawLine(QPointF(at, area.top()), QPointF(at, area.bottom()));
        painter.setPen(colours.mutedText);
        const QString text = formatPlace(x, m_x.width());
        const double half = 0.5 * metrics.horizontalAdvance(text);
        if (at - half < area.left() - 2.0 || at + half > width()) continue;
        painter.drawText(QPointF(at - half, area.bottom() + 2.0 + metrics.ascent()), text);
    }
    for (const double y : places(m_y, 4.0)) {
        const double at = toPixel({0.0, y}).y();
        painter.setPen(y == 0.0 ? colours.axis : colours.grid);
        painter.drawLine(QPointF(area.left(), at), QPointF(area.right(), at));
        painter.setPen(colours.mutedText);
        const QRectF room(0, at - 0.5 * metrics.height(), area.left() - 4.0, metrics.height());
        if (room.top() >= 0.0 && room.bottom() <= area.bottom() + 0.5 * metrics.height())
            painter.drawText(room, Qt::AlignRight | Qt::AlignVCenter, formatPlace(y, m_y.width()));
    }
    painter.setPen(colours.text);
    painter.drawText(QPointF(area.right() - metrics.horizontalAdvance(QStringLiteral("x")) - 3.0, area.bottom() - 4.0),
                     QStringLiteral("x"));
    painter.drawText(QPointF(area.left() + 4.0, area.top() + metrics.ascent()), QStringLiteral("y"));
}

void DataPlot::paintCurve(QPainter& painter, double w, const QColor& colour, double width) const {
    if (!std::isfinite(w)) return;
    const QRectF area = plotArea();
    const int columns = static_cast<int>(area.width());
    QPolygonF curve;
    for (int i = 0; i <= columns; ++i) {
        const double x = m_x.lower + m_x.width() * i / columns;
        curve << toPixel({x, m_loss == SampleLoss::Wave ? std::sin(w * x) : w * x});
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, width));
    painter.drawPolyline(curve);
}

}  // namespace basin
