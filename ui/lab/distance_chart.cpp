// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/distance_chart.h"

#include "ui/theme.h"

#include <QFontMetricsF>
#include <QHelpEvent>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <tuple>

namespace basin {

namespace {

constexpr int kSgd = 0, kFirstAverage = 1;  // curves; the other future's follow
constexpr double kOtherWidth = 1.6;
constexpr double kFar = 12.0;     // the chart grows so much for a line of theory
constexpr int kLinePoints = 120;  // of a line of theory
constexpr double kReach = 7.0;    // pixels about a line at which the mouse asks what it is
constexpr Qt::PenStyle kDashes[] = {Qt::SolidLine, Qt::DashLine, Qt::DotLine, Qt::DashDotLine, Qt::DashDotDotLine};

Qt::PenStyle dashOf(std::size_t average, std::size_t focus) {
    if (average == focus) return Qt::SolidLine;
    return kDashes[1 + (average < focus ? average : average - 1) % 4];
}

/// 1, 2 or 5 times a power of ten: the next one below `value`, or above it.
double roundTo125(double value, bool up) {
    const double power = std::pow(10.0, std::floor(std::log10(value)));
    const double lead = value / power;
    if (up) return power * (lead <= 1.0 ? 1.0 : lead <= 2.0 ? 2.0 : lead <= 5.0 ? 5.0 : 10.0);
    return power * (lead >= 5.0 ? 5.0 : lead >= 2.0 ? 2.0 : 1.0);
}

/// A range around all positive values of the series that holds two powers of ten at least, for the axis has labels there only,
/// and the levels as far as they lie within a factor of kFar.
Interval decadesAround(std::initializer_list<const std::vector<double>*> series, const std::vector<double>& levels) {
    double lowest = HUGE_VAL, highest = 0.0;
    for (const auto* values : series)
        for (const double value : *values)
            if (std::isfinite(value) && value > 0.0) {
                lowest = std::min(lowest, value);
                highest = std::max(highest, value);
            }
    if (highest <= 0.0) return {1e-3, 1.0};
    const Interval near{lowest / kFar, highest * kFar};
    for (const double level : levels)
        if (near.contains(level)) {
            lowest = std::min(lowest, level);
            highest = std::max(highest, level);
        }
    highest = roundTo125(highest * 1.1, true);
    lowest = std::max(roundTo125(lowest * 0.9, false), highest * 1e-8);
    const double top = std::pow(10.0, std::floor(std::log10(highest) + 1e-9));
    return {std::min(lowest, 0.1 * top), highest};
}

}  // namespace

DistanceChart::DistanceChart(QWidget* parent)
    : Plot({.title = tr("Steps"), .logarithmic = true}, {.title = tr("Distance to v*"), .logarithmic = true}, parent) {
    setMinimumSize(220, 110);
    setAccessibleName(tr("Distance to the minimum of F over the steps"));
    setXRange({1.0, 1000.0});
    setYRange({1e-3, 1.0});
    addCurve({.colour = currentTheme().sgd, .width = 2.0});
    for (int i = 0; i < kMostAverages; ++i) addCurve({.colour = currentTheme().average, .width = 2.0});
    addCurve({.colour = faded(currentTheme().sgd), .width = kOtherWidth, .pen = Qt::DashLine});
    addCurve({.colour = faded(currentTheme().average), .width = kOtherWidth, .pen = Qt::DashLine});
    addLayer([this](QPainter& painter) { m_guides.empty() ? paintSlopes(painter) : paintTheory(painter); });
    addLayer([this](QPainter& painter) { paintMessage(painter); });
    addLayer([this](QPainter& painter) { paintKey(painter); }, Clip::Nothing);
}

void DistanceChart::setAverages(const QStringList& names, std::size_t focus) {
    if (names == m_names && focus == m_focus) return;
    m_names = names;
    m_focus = focus;
    restyle();
    makeRoomForKey();
}

std::vector<KeyEntry> DistanceChart::keyEntries() const {
    std::vector<KeyEntry> key{{.text = tr("SGD"), .colour = currentTheme().sgd}};
    for (qsizetype i = 0; i < std::min<qsizetype>(m_names.size(), kMostAverages); ++i)
        key.push_back({.text = m_names[i],
                       .colour = currentTheme().average,
                       .pen = dashOf(static_cast<std::size_t>(i), m_focus)});
    if (m_records.otherSteps) {
        key.push_back({.text = tr("the other future: SGD"), .colour = faded(currentTheme().sgd), .pen = Qt::DashLine});
        key.push_back({.text = tr("average"), .colour = faded(currentTheme().average), .pen = Qt::DashLine});
    }
    return key;
}

void DistanceChart::makeRoomForKey() {
    const double key = keyStripHeight(scaledFont(), plotArea().width(), keyEntries()) / scale();
    setMargins({.top = std::ceil(14.0 + key), .right = 34.0});
}

void DistanceChart::resizeEvent(QResizeEvent* event) {
    Plot::resizeEvent(event);
    makeRoomForKey();
    if (m_frame) setFrame(m_frame);  // a narrow chart's curves are too coarse for a wide one
}

void DistanceChart::restyle() {
    setCurveStyle(kSgd, {.colour = currentTheme().sgd, .width = 2.0});
    for (int i = 0; i < kMostAverages; ++i) {
        const auto index = static_cast<std::size_t>(i);
        setCurveStyle(
            kFirstAverage + i,
            {.colour = currentTheme().average, .width = index == m_focus ? 2.0 : 1.2, .pen = dashOf(index, m_focus)});
    }
    setCurveStyle(kOtherSgd, {.colour = faded(currentTheme().sgd), .width = kOtherWidth, .pen = Qt::DashLine});
    setCurveStyle(kOtherAverage, {.colour = faded(currentTheme().average), .width = kOtherWidth, .pen = Qt::DashLine});
}

void DistanceChart::applyColours() {
    Plot::applyColours();
    restyle();
}

void DistanceChart::setFrame(const std::shared_ptr<const Frame>& frame) {
    m_frame = frame;
    takeRecords(recordsOf(frame));
}

void DistanceChart::setFrame(const std::shared_ptr<const PlaneFrame>& frame) { takeRecords(recordsOf(frame)); }

template <class SomeFrame>
DistanceChart::Records DistanceChart::recordsOf(const std::shared_ptr<const SomeFrame>& frame) {
    Records records{frame,
                    &frame->recordedSteps,
                    &frame->sgdDistance,
                    &frame->averageDistances,
                    frame->distanceIsMedian,
                    frame->analysis->targets.size()};
    if (frame->other) {
        records.otherSteps = &frame->other->recordedSteps;
        records.otherSgd = &frame->other->sgdDistance;
        records.otherAverages = &frame->other->averageDistances;
    }
    return records;
}

void DistanceChart::takeRecords(const Records& records) {
    const bool sameKey = (records.otherSteps != nullptr) == (m_records.otherSteps != nullptr);
    m_records = records;
    if (!sameKey) makeRoomForKey();
    showRecords();
}

void DistanceChart::showRecords() {
    setYTitle(m_records.areMedians ? tr("Median distance to v*") : tr("Distance to v* (RMS)"));
    followTheory();
    fitRanges();
    static const std::vector<double> none;
    const auto& averages = *m_records.averages;
    setCurve(kSgd, *m_records.steps, *m_records.sgd);
    for (int i = 0; i < kMostAverages; ++i) {
        const auto index = static_cast<std::size_t>(i);
        setCurve(kFirstAverage + i, *m_records.steps, index < averages.size() ? averages[index] : none);
    }
    const std::vector<double>& steps = m_records.otherSteps ? *m_records.otherSteps : none;
    setCurve(kOtherSgd, steps, m_records.otherSgd ? *m_records.otherSgd : none);
    setCurve(kOtherAverage, steps, focusedOf(m_records.otherAverages));
}

void DistanceChart::fitRanges() {
    if (!m_records.frame || m_records.steps->empty()) return;
    const double last = std::pow(10.0, std::max(1.0, std::ceil(std::log10(m_records.steps->back()))));
    setXRange({1.0, last * (1.0 + 1e-12)});
    static const std::vector<double> none;
    std::vector<double> levels;
    for (const DistanceGuide& guide : m_guides)
        if (const auto level = guide.at(static_cast<std::int64_t>(last))) levels.push_back(*level);
    setYRange(decadesAround({m_records.sgd, &focusedOf(m_records.averages),
                             m_records.otherSgd ? m_records.otherSgd : &none, &focusedOf(m_records.otherAverages)},
                            levels));
}

const std::vector<double>& DistanceChart::focusedOf(const std::vector<std::vector<double>>* averages) const {
    static const std::vector<double> none;
    return averages && m_focus < averages->size() ? (*averages)[m_focus] : none;
}

void DistanceChart::setTheory(const std::optional<DistanceTheory>& theory) {
    m_theory = theory;
    followTheory();
    if (m_boundsShown && m_frame) setFrame(m_frame);
}

void DistanceChart::setBoundsShown(bool shown) {
    if (shown == m_boundsShown) return;
    m_boundsShown = shown;
    followTheory();
    if (m_frame) setFrame(m_frame);
    update();
}

void DistanceChart::followTheory() {
    m_guides.clear();
    if (m_boundsShown && m_theory && m_frame) m_guides = distanceGuides(*m_theory, *m_frame);
    QStringList sentences;
    for (const DistanceGuide& guide : m_guides) sentences << tr("%1: %2").arg(guide.label, guide.sentence);
    setAccessibleDescription(sentences.join(QLatin1Char('\n')));
}

QPolygonF DistanceChart::lineOf(const DistanceGuide& guide) const {
    QPolygonF line;
    const Interval x = xRange();
    double before = 0.0;
    for (int i = 0; i <= kLinePoints; ++i) {
        const double t = std::round(x.lower * std::pow(x.upper / x.lower, static_cast<double>(i) / kLinePoints));
        if (t == before) continue;
        before = t;
        if (const auto value = guide.at(static_cast<std::int64_t>(t)); value && *value > 0.0)
            line << toPixel(t, *value);
    }
    return line;
}

void DistanceChart::paintTheory(QPainter& painter) {
    const QRectF area = plotArea();
    painter.setRenderHint(QPainter::Antialiasing);
    // Words on SGD's lines stand on the left, those on the average's on the right, in the order of the lines.
    struct Words {
        QRectF plate;
        const DistanceGuide* guide;
    };
    std::vector<Words> left, right;
    for (const DistanceGuide& guide : m_guides) {
        const QPolygonF line = lineOf(guide);
        painter.setPen(QPen(currentTheme().reference, 1.6 * scale(), guide.bound ? Qt::DotLine : Qt::DashDotLine));
        // In one piece, so that its dots go on from point to point.
        QPainterPath path;
        for (qsizetype i = 1; i < line.size(); ++i) {
            const auto part = cutLine({line[i - 1], line[i]}, area);
            if (!part) continue;
            if (path.isEmpty()) path.moveTo(part->p1());
            path.lineTo(part->p2());
        }
        painter.strokePath(path, painter.pen());
        if (line.isEmpty()) continue;
        const QPointF end = guide.ofAverage ? line.back() : line.front();
        if (end.y() < area.top() || end.y() > area.bottom()) continue;
        const Qt::Alignment side = guide.ofAverage ? Qt::AlignRight : Qt::AlignLeft;
        const double x = guide.ofAverage ? area.right() - 3.0 : area.left() + 3.0;
        (guide.ofAverage ? right : left)
            .push_back({labelPlate(painter.font(), {x, end.y() - 1.0}, side | Qt::AlignBottom, guide.label), &guide});
    }
    for (auto* column : {&left, &right}) {
        std::sort(column->begin(), column->end(),
                  [](const Words& a, const Words& b) { return a.plate.bottom() < b.plate.bottom(); });
        double free = area.top() + 1.0;
        for (Words& words : *column) {
            words.plate.moveTop(std::max(words.plate.top(), free));
            free = words.plate.bottom();
            paintLabel(painter, words.plate, words.guide->label,
                       words.guide->ofAverage ? currentTheme().average : currentTheme().sgd);
        }
    }
}

bool DistanceChart::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip || m_guides.empty()) return Plot::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const DistanceGuide* nearest = nullptr;
    double least = kReach * scale();
    for (const DistanceGuide& guide : m_guides)
        for (const QPointF& point : lineOf(guide))
            if (const double distance = QLineF(point, help->pos()).length(); distance < least) {
                least = distance;
                nearest = &guide;
            }
    if (nearest)
        QToolTip::showText(help->globalPos(), QStringLiteral("<span>%1</span>").arg(nearest->sentence.toHtmlEscaped()),
                           this);
    else
        QToolTip::hideText();
    return true;
}

void DistanceChart::paintSlopes(QPainter& painter) {
    if (!m_records.frame || m_records.steps->empty()) return;
    // Reference slopes through the middle of the chart: t^(−1/2), as far as noise averages out, and t^(−1).
    const Interval x = xRange(), y = yRange();
    const double middleX = std::sqrt(x.lower * x.upper), middleY = std::sqrt(y.lower * y.upper);
    painter.setPen(QPen(currentTheme().reference, scale(), Qt::DotLine));
    const QRectF area = plotArea();
    const QFontMetricsF metrics(painter.font());
    const double gap = 4.0 * scale();
    for (const auto& [power, text, below] : {std::tuple{-0.5, tr("1/√t"), false}, std::tuple{-1.0, tr("1/t"), true}}) {
        const auto at = [&, slope = power](double t) { return middleY * std::pow(t / middleX, slope); };
        const QLineF whole(toPixel(x.lower, at(x.lower)), toPixel(x.upper, at(x.upper)));
        if (const auto line = cutLine(whole, area)) painter.drawLine(*line);
        // One stands above its line on the left or at the top, the other below its line on the right or at the bottom: they
        // never meet.
        const double width = metrics.horizontalAdvance(text), height = metrics.ascent();
        const auto xOf = [&](double row) { return whole.pointAt((row - whole.y1()) / whole.dy()).x(); };
        const auto yOf = [&](double column) { return whole.pointAt((column - whole.x1()) / whole.dx()).y(); };
        QPointF place(area.left() + gap, area.top() + gap + height);
        if (below) {
            place = {area.right() - gap - width, area.bottom() - gap};
            place.setX(std::min(place.x(), xOf(place.y() - height) - gap - width));
            place.setY(std::min(place.y(), yOf(place.x() + width) + gap + height));
        } else {
            place.setX(std::max(place.x(), xOf(place.y()) + gap));
            place.setY(std::max(place.y(), yOf(place.x()) - gap));
        }
        painter.drawText(place, text);
    }
}

void DistanceChart::paintKey(QPainter& painter) {
    const QRectF area = plotArea();
    const double top = 6.0 * scale();
    paintKeyStrip(painter, {area.left(), top, area.width(), area.top() - top}, keyEntries());
}

void DistanceChart::paintMessage(QPainter& painter) {
    if (!m_records.frame) return;
    QString text;
    if (m_records.targets == 0)
        text = tr("No distance: v* does not exist here");
    else if (m_records.targets > 1)
        text = tr("F has %n lowest minima: distance to the nearest", nullptr, static_cast<int>(m_records.targets));
    else if (m_frame && m_boundsShown && m_guides.empty() && m_theory)
        text = m_frame->course && m_frame->course->stretches.back().plain ? tr("No bound holds here: A1 to A5 say why")
                                                                          : tr("No bounds with momentum or a schedule");
    if (!text.isEmpty())
        paintLabel(painter,
                   labelPlate(painter.font(), {plotArea().center().x(), plotArea().bottom() - 4},
                              Qt::AlignHCenter | Qt::AlignBottom, text, 0.9 * plotArea().width()),
                   text, currentTheme().text);
}

}  // namespace basin
