// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rates/rates_chart.h"

#include "ui/format.h"
#include "ui/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>
#include <limits>

namespace basin {

namespace {

double orNone(const std::optional<double>& value) { return value.value_or(std::numeric_limits<double>::quiet_NaN()); }

double distanceOf(const SweepRow& row) { return std::sqrt(row.D); }
/// A distance of the average; 0 where there is no more of it than rounding leaves, as on symmetric landscapes.
double seen(double distance, const SweepRow& row) {
    constexpr double kRounding = 1e-9;
    return std::abs(distance) > kRounding * distanceOf(row) ? std::abs(distance) : 0.0;
}
double biasOf(const SweepRow& row) { return seen(row.averageBias, row); }
double averageRmsOf(const SweepRow& row) { return row.averageRms; }

/// The best of the two upper bounds on D_∞.
double upperBound(const SweepRow& row) {
    const double B1 = orNone(row.bounds.B1), B1p = orNone(row.bounds.B1p);
    return std::sqrt(std::fmin(B1, B1p));  // fmin takes the one that is a number
}

QString verdictSign(Explanation explanation) {
    switch (explanation) {
        case Explanation::Yes: return QStringLiteral("✓");
        case Explanation::CannotTell: return QStringLiteral("?");
        case Explanation::No: return QStringLiteral("✗");
    }
    return {};
}

}  // namespace

RatesChart::RatesChart(QWidget* parent)
    : Plot({.title = tr("Step size η"), .logarithmic = true}, {.title = tr("Distance to v*"), .logarithmic = true},
           parent) {
    setMinimumSize(360, 240);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAccessibleName(tr("Errors of SGD and of its average"));
    setToolTip(tr("A click on a point, or Left, Right and Return, opens the lab with its setting."));
    for (std::size_t i = 0; i < series().size(); ++i) addCurve({});
    restyle();
    setXRange({0.01, 1.0});
    setYRange({1e-3, 1.0});
    addLayer([this](QPainter& painter) { paintSlopes(painter); });
    addLayer([this](QPainter& painter) { paintLevels(painter); });
    addLayer([this](QPainter& painter) { paintPoints(painter); });
    addLayer([this](QPainter& painter) { paintVerdicts(painter); });
    addLayer([this](QPainter& painter) { paintKey(painter); }, Clip::Nothing);
}

std::vector<RatesChart::Series> RatesChart::series() const {
    const Theme& colours = currentTheme();
    const QColor grey = colours.reference;
    const auto bound = [&](Qt::PenStyle pen) { return CurveStyle{.colour = grey, .width = 1.6, .pen = pen}; };
    const QString of = m_sweep.iterates().isEmpty() ? tr("average") : tr("average of %1").arg(m_sweep.iterates());
    // Later ones lie on top. Distances but for f itself.
    return {
        {Group::Bounds, false, upperBound, bound(Qt::DotLine), tr("bounds for SGD")},
        {Group::Bounds,
         false,
         [](const SweepRow& row) { return std::sqrt(orNone(row.bounds.B2)); },
         bound(Qt::DotLine),
         {}},
        {Group::Bounds, false, [](const SweepRow& row) { return orNone(row.bounds.B3); }, bound(Qt::DashDotLine),
         m_sweep.iterates().isEmpty() ? tr("bound for the average") : tr("bound for infinitely many iterates")},
        {Group::Bounds, true, [](const SweepRow& row) { return orNone(row.B4); }, bound(Qt::DashDotDotLine),
         tr("bound for its distance")},
        {Group::Bounds, true, [](const SweepRow& row) { return orNone(row.floor); }, bound(Qt::DashLine),
         tr("noise left in it, σ/(μ√T)")},
        {Group::Controls,
         false,
         [](const SweepRow& row) { return std::abs(row.vStar - row.wF); },
         {.colour = colours.smoothed, .width = 1.6, .pen = Qt::DashLine},
         tr("from w_f, lowest f, to v*")},
        {Group::Controls,
         false,
         [](const SweepRow& row) { return seen(row.biasToWf, row); },
         {.colour = colours.average, .width = 1.6, .pen = Qt::DotLine},
         tr("from w_f to the average")},
        {Group::Controls,
         false,
         [](const SweepRow& row) { return row.excess; },
         {.colour = colours.objective, .width = 1.4, .pen = Qt::SolidLine},
         tr("f at the average above lowest f")},
        {Group::Measured,
         true,
         averageRmsOf,
         {.colour = colours.average, .width = 2.0, .pen = Qt::DashLine},
         tr("%1, RMS").arg(of),
         true,
         Mark::Square},
        {Group::Measured,
         false,
         biasOf,
         {.colour = colours.average, .width = 2.2},
         tr("%1, its mean").arg(of),
         true,
         Mark::Diamond},
        {Group::Measured,
         false,
         distanceOf,
         {.colour = colours.sgd, .width = 2.2},
         tr("SGD, RMS √D"),
         true,
         Mark::Round},
    };
}

bool RatesChart::isShown(const Series& series) const {
    if (series.counted && m_sweep.steps.kind == StepLaw::Kind::Infinite) return false;
    return series.group == Group::Measured || (series.group == Group::Bounds ? m_boundsShown : m_controlsShown);
}

void RatesChart::restyle() {
    const std::vector<Series> all = series();
    for (std::size_t i = 0; i < all.size(); ++i) setCurveStyle(static_cast<int>(i), all[i].style);
}

void RatesChart::applyColours() {
    Plot::applyColours();
    restyle();
}

void RatesChart::setSweep(const RatesSweep& sweep) {
    if (sweep.logarithmic != m_sweep.logarithmic || sweep.categories != m_sweep.categories ||
        sweep.title() != m_sweep.title())
        setXAxis({.title = sweep.title(), .logarithmic = sweep.logarithmic, .categories = sweep.categories});
    m_sweep = sweep;
    setYTitle(sweep.iterates().isEmpty() ? tr("Distance to v*")
                                         : tr("Distance to v*, averages of %1").arg(sweep.iterates()));
    m_chosen = -1;
    setRows({});
}

void RatesChart::setRows(const std::vector<SweepRow>& rows) {
    const double before = chosen() ? chosen()->value : std::numeric_limits<double>::quiet_NaN();
    m_rows.clear();
    m_chosen = -1;
    for (const SweepRow& row : rows) {
        if (!row.problem.empty()) continue;
        if (row.value == before) m_chosen = static_cast<int>(m_rows.size());
        m_rows.push_back(row);
    }
    showCurves();
}

void RatesChart::setBoundsShown(bool shown) {
    m_boundsShown = shown;
    showCurves();
}

void RatesChart::setControlsShown(bool shown) {
    m_controlsShown = shown;
    showCurves();
}

const SweepRow* RatesChart::chosen() const {
    return m_chosen < 0 ? nullptr : &m_rows[static_cast<std::size_t>(m_chosen)];
}

void RatesChart::showCurves() {
    fitRanges();
    std::vector<double> x;
    for (const SweepRow& row : m_rows) x.push_back(row.value);
    const std::vector<Series> all = series();
    for (std::size_t i = 0; i < all.size(); ++i) {
        std::vector<double> y;
        // Between one law and the next there is nothing to draw a line through.
        if (isShown(all[i]) && !isCategorical())
            for (const SweepRow& row : m_rows) y.push_back(all[i].value(row));
        setCurve(static_cast<int>(i), std::span(x).first(y.size()), y);
    }
    makeRoomForKey();
    update();
}

void RatesChart::fitRanges() {
    if (m_rows.empty()) return;
    double lowest = HUGE_VAL, highest = 0.0;
    const auto take = [&](double value) {
        if (!std::isfinite(value) || value <= 0.0) return;
        lowest = std::min(lowest, value);
        highest = std::max(highest, value);
    };
    const std::vector<Series> all = series();
    const auto takeAll = [&](Group group, double least, double most) {
        for (const Series& each : all)
            if (each.group == group && isShown(each))
                for (const SweepRow& row : m_rows)
                    if (const double value = each.value(row); least < value && value < most) take(value);
    };
    takeAll(Group::Measured, 0.0, HUGE_VAL);
    if (highest <= 0.0) return;
    // The measured errors make the range; the rest is seen as far as it lies within a decade of them.
    const double top = highest, bottom = lowest;
    takeAll(Group::Bounds, 0.1 * bottom, 10.0 * top);
    takeAll(Group::Controls, 0.1 * bottom, 10.0 * top);
    const double first = m_rows.front().value, last = m_rows.back().value;
    if (isCategorical()) {
        setXRange({m_sweep.categories.front().first - 0.5, m_sweep.categories.back().first + 0.5});
    } else if (m_sweep.logarithmic) {
        const double margin = std::max(1.05, std::pow(last / first, 0.04));
        setXRange({first / margin, last * margin});
    } else {
        const double margin = last > first ? 0.04 * (last - first) : 0.5;
        setXRange({first - margin, last + margin});
    }
    setYRange({0.7 * std::max(lowest, 1e-9 * highest), 1.5 * highest});
}

int RatesChart::rowAt(double x) const {
    int nearest = -1;
    double distance = 24.0 * scale();  // pixels
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const double apart = std::abs(toPixel(m_rows[i].value, yRange().lower).x() - x);
        if (apart < distance) {
            distance = apart;
            nearest = static_cast<int>(i);
        }
    }
    return nearest;
}

void RatesChart::choose(int row) {
    if (row == m_chosen) return;
    m_chosen = row;
    update();
    Q_EMIT chosenChanged();
}

void RatesChart::mousePressEvent(QMouseEvent* event) {
    const int row = event->button() == Qt::LeftButton ? rowAt(event->position().x()) : -1;
    if (row < 0) return;
    choose(row);
    Q_EMIT valueChosen(chosen()->value);
}

void RatesChart::mouseMoveEvent(QMouseEvent* event) {
    const int row = rowAt(event->position().x());
    setCursor(row < 0 ? Qt::ArrowCursor : Qt::PointingHandCursor);
    choose(row);
}

void RatesChart::leaveEvent(QEvent* event) {
    Plot::leaveEvent(event);
    choose(-1);
}

void RatesChart::keyPressEvent(QKeyEvent* event) {
    const int last = static_cast<int>(m_rows.size()) - 1;
    if (last >= 0 && event->key() == Qt::Key_Left)
        choose(m_chosen < 0 ? last : std::max(0, m_chosen - 1));
    else if (last >= 0 && event->key() == Qt::Key_Right)
        choose(std::min(last, m_chosen + 1));
    else if (m_chosen >= 0 && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter))
        Q_EMIT valueChosen(chosen()->value);
    else
        Plot::keyPressEvent(event);
}

void RatesChart::resizeEvent(QResizeEvent* event) {
    Plot::resizeEvent(event);
    makeRoomForKey();
    showCurves();
}

std::vector<KeyEntry> RatesChart::keyEntries() const {
    std::vector<KeyEntry> entries;
    std::vector<Series> all = series();
    std::reverse(all.begin(), all.end());  // what was measured first
    const auto exists = [&](const Series& each) {
        return m_rows.empty() ||
               std::any_of(m_rows.begin(), m_rows.end(), [&](const SweepRow& row) { return each.value(row) > 0.0; });
    };
    for (const Series& each : all)
        if (isShown(each) && !each.name.isEmpty() && exists(each))
            entries.push_back({.text = each.name,
                               .colour = each.style.colour,
                               .line = !each.marked,
                               .width = each.style.width,
                               .pen = each.style.pen,
                               .mark = each.mark});
    if (m_controlsShown)
        entries.push_back({.text = tr("F explains the average: ✓ yes, ? cannot tell, ✗ no"), .pen = Qt::NoPen});
    return entries;
}

void RatesChart::makeRoomForKey() {
    const double key = keyStripHeight(scaledFont(), plotArea().width(), keyEntries()) / scale();
    setMargins({.top = std::ceil(14.0 + key), .right = 34.0});
}

void RatesChart::paintKey(QPainter& painter) {
    const QRectF area = plotArea();
    const double top = 6.0 * scale();
    paintKeyStrip(painter, {area.left(), top, area.width(), area.top() - top}, keyEntries());
}

/// Reference slopes √η and η through the measured points at the smallest step size, a little below them.
void RatesChart::paintSlopes(QPainter& painter) {
    if (m_rows.empty() || !m_sweep.overStepSize()) return;
    const SweepRow& first = m_rows.front();
    painter.setRenderHint(QPainter::Antialiasing);
    const Interval x = xRange();
    for (const auto& [power, error, text] :
         {std::tuple{0.5, distanceOf(first), tr("∝ √η")}, std::tuple{1.0, biasOf(first), tr("∝ η")}}) {
        if (!(error > 0.0)) continue;
        const auto at = [&, power = power, error = error](double eta) {
            return 0.75 * error * std::pow(eta / first.stepSize, power);
        };
        painter.setPen(QPen(currentTheme().reference, 1.0 * scale()));
        if (const auto line = cutLine({toPixel(x.lower, at(x.lower)), toPixel(x.upper, at(x.upper))}, plotArea()))
            painter.drawLine(*line);
        const double end = x.lower * std::pow(x.upper / x.lower, 0.93);
        paintLabel(painter, toPixel(end, at(end)) + QPointF(0, 6) * scale(), Qt::AlignHCenter, text,
                   currentTheme().mutedText);
    }
}

/// Of categories, what has no mark: a short line at the height of every one.
void RatesChart::paintLevels(QPainter& painter) {
    if (!isCategorical()) return;
    constexpr double kHalf = 0.3;  // of the way to the next category
    for (const Series& each : series()) {
        if (!isShown(each) || each.marked) continue;
        painter.setPen(QPen(each.style.colour, each.style.width * scale(), each.style.pen, Qt::FlatCap));
        for (const SweepRow& row : m_rows)
            if (const double value = each.value(row); value > 0.0)
                painter.drawLine(toPixel(row.value - kHalf, value), toPixel(row.value + kHalf, value));
    }
}

void RatesChart::paintPoints(QPainter& painter) {
    const double radius = 5.0 * scale();
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const SweepRow& row = m_rows[i];
        const bool isChosen = static_cast<int>(i) == m_chosen;
        const auto point = [&](double value, double error, Mark mark, const QColor& colour, double size) {
            if (!(value > 0.0)) return;
            painter.setPen(QPen(colour, 1.6 * scale()));
            const double low = std::max(value - error, yRange().lower);
            painter.drawLine(toPixel(row.value, low), toPixel(row.value, value + error));
            paintMark(painter, mark, toPixel(row.value, value), (isChosen ? 1.5 : 1.0) * size, colour);
        };
        const QColor green = currentTheme().average;
        if (row.steps) point(row.averageRms, 0.0, Mark::Square, green, 0.8 * radius);
        point(distanceOf(row), row.DError / (2.0 * distanceOf(row)), Mark::Round, currentTheme().sgd, radius);
        point(biasOf(row), row.biasError, Mark::Diamond, green, radius);
    }
    if (const SweepRow* row = chosen()) {
        const QPointF foot = toPixel(row->value, yRange().lower);
        const bool right = foot.x() > plotArea().center().x();
        QString text = tr("%1:  SGD %2,  average %3")
                           .arg(m_sweep.at(row->value), formatNumber(distanceOf(*row)), formatNumber(biasOf(*row)));
        if (row->steps) text += tr(",  its RMS %1").arg(formatNumber(row->averageRms));
        paintLabel(painter, foot + QPointF(right ? -8 : 8, m_controlsShown ? -28 : -8) * scale(),
                   (right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignBottom, text, currentTheme().text);
    }
}

void RatesChart::paintVerdicts(QPainter& painter) {
    if (!m_controlsShown) return;
    for (const SweepRow& row : m_rows)
        paintLabel(painter, toPixel(row.value, yRange().lower) + QPointF(0, -5) * scale(),
                   Qt::AlignHCenter | Qt::AlignBottom, verdictSign(row.explanation), currentTheme().text);
}

}  // namespace basin
