// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/landscape_chart.h"

#include "ui/theme.h"
#include "ui/translation.h"

#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>
#include <optional>

namespace basin {

namespace {

constexpr int kPoints = 4096;
constexpr int kObjective = 0, kSmoothed = 1;
constexpr double kCaptionLeading = 1.3;             // of a line's height
constexpr double kAboveKey = 6.0, kBelowKey = 8.0;  // pixels at scale 1
constexpr double kGrip = 10.0;                      // pixels around the start's line that take hold of it

qsizetype captionLines(const QString& caption) { return caption.isEmpty() ? 0 : caption.count(QLatin1Char('\n')) + 1; }

/// The y range that shows f in full and F as far as it does not dwarf f. Moves only when the data leave the present range
/// by a tenth or fill less than half of it.
Interval heightFor(const std::vector<double>& f, const std::vector<double>& smoothed, bool hasSmoothed,
                   std::optional<Interval> present) {
    const auto [lowest, highest] = std::minmax_element(f.begin(), f.end());
    Interval range{*lowest, *highest};
    const double height = std::max(range.width(), 1e-12);
    if (hasSmoothed) {
        const auto [lowestF, highestF] = std::minmax_element(smoothed.begin(), smoothed.end());
        range.lower = std::min(range.lower, std::max(*lowestF, range.lower - 0.5 * height));
        range.upper = std::max(range.upper, std::min(*highestF, range.upper + 0.5 * height));
    }
    const double tenth = 0.1 * range.width();
    const bool fits = present && present->lower <= range.lower && range.upper <= present->upper &&
                      range.width() >= 0.55 * present->width();
    if (fits) return *present;
    return {range.lower - tenth, range.upper + tenth};
}

}  // namespace

LandscapeChart::LandscapeChart(QWidget* parent) : Plot({.title = {}}, {.title = tr("Loss")}, parent) {
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setMinimumSize(320, 200);
    setAccessibleName(tr("Landscape: objective f, smoothed objective F, walkers and averages"));
    addCurve({.colour = currentTheme().objective, .width = 1.4});
    addCurve({.colour = currentTheme().smoothed, .width = 3.0});
    addLayer([this](QPainter& painter) { paintContinuation(painter); });
    addLayer([this](QPainter& painter) { paintFailure(painter); });
    const auto revealing = [this](void (LandscapeChart::*paint)(QPainter&)) {
        return [this, paint](QPainter& painter) {
            if (!m_concealed) (this->*paint)(painter);
        };
    };
    addLayer(revealing(&LandscapeChart::paintWindow));
    addLayer(revealing(&LandscapeChart::paintOther));
    addLayer(revealing(&LandscapeChart::paintWalkers));
    addLayer(revealing(&LandscapeChart::paintAxisMarks));
    addLayer([this](QPainter& painter) { paintStart(painter); });
    addLayer([this](QPainter& painter) { paintNumbers(painter); });
    addLayer([this](QPainter& painter) { paintMessages(painter); });
    addLayer([this](QPainter& painter) { paintLegend(painter); }, Clip::Nothing);
}

void LandscapeChart::setLandscape(const LandscapePtr& landscape, const GradientNoise& noise, double stepSize,
                                  Interval view) {
    const bool sameCurve = landscape == m_landscape && view == m_view;
    if (sameCurve && noise == m_noise && stepSize == m_stepSize) return;
    m_landscape = landscape;
    m_noise = noise;
    m_stepSize = stepSize;
    m_view = view;
    if (!sameCurve) {
        m_grid.resize(kPoints);
        m_f.resize(kPoints);
        for (std::size_t i = 0; i < kPoints; ++i) {
            m_grid[i] = view.lower + view.width() * static_cast<double>(i) / (kPoints - 1);
            m_f[i] = landscape->value(m_grid[i]);
        }
        m_newHeight = true;
    }
    const Setting setting{landscape, noise, stepSize, view};
    if (!noise.state) {
        if (m_slowly) m_slowly->forget();
        return showSmoothed(smoothedCurve(setting));
    }
    if (!m_slowly)
        m_slowly = std::make_unique<NewestJob<Setting, SmoothedCurve>>(
            this, [](const Setting& wanted, const std::stop_token&) { return smoothedCurve(wanted); },
            [this](const SmoothedCurve& curve) { showSmoothed(curve); });
    m_slowly->request(setting);
    if (!sameCurve) showSmoothed({});  // the old F belongs to another f
}

LandscapeChart::SmoothedCurve LandscapeChart::smoothedCurve(const Setting& setting) {
    const Smoothed smoothed(setting.landscape, setting.noise, setting.stepSize);
    SmoothedCurve curve{smoothed.existence() != Existence::Absent, coreText(smoothed.reason()),
                        std::vector<double>(kPoints, 0.0)};
    if (curve.exists) smoothed.curve(setting.view, curve.values);
    return curve;
}

void LandscapeChart::showSmoothed(const SmoothedCurve& curve) {
    m_hasSmoothed = curve.exists;
    m_reason = curve.reason;
    m_smoothed = curve.values;
    makeRoomForKey();
    drawCurves();
}

void LandscapeChart::drawCurves() {
    if (!m_landscape) return;
    setXRange(m_view);
    if (!m_heightFixed)
        setYRange(heightFor(m_f, m_smoothed, m_hasSmoothed, m_newHeight ? std::nullopt : std::optional(yRange())));
    m_newHeight = false;
    setCurve(kObjective, m_grid, m_f);
    setCurve(kSmoothed, m_grid,
             m_hasSmoothed && !m_concealed ? std::span<const double>(m_smoothed) : std::span<const double>());
}

void LandscapeChart::setStart(double start) {
    m_start = start;
    update();
}

void LandscapeChart::setFrame(const std::shared_ptr<const Frame>& frame) {
    m_frame = frame;
    followOther();
    update();
}

void LandscapeChart::followOther() {
    const bool had = m_otherAnalysis != nullptr;
    const std::shared_ptr<const Analysis> analysis = m_frame->other ? m_frame->other->analysis : nullptr;
    if (analysis == m_otherAnalysis && (!analysis || m_otherSmoothed.empty() || m_otherGrid == m_grid)) return;
    m_otherAnalysis = analysis;
    m_otherGrid = m_grid;
    m_otherSmoothed.clear();
    if (analysis && !analysis->noise.state && analysis->smoothed->existence() != Existence::Absent && !m_grid.empty()) {
        m_otherSmoothed.resize(m_grid.size());
        analysis->smoothed->curve(m_view, m_otherSmoothed);
    }
    if (had != (analysis != nullptr)) makeRoomForKey();
}

void LandscapeChart::setAverageName(const QString& name) {
    if (m_averageName == name) return;
    m_averageName = name;
    makeRoomForKey();
}

void LandscapeChart::setHeightFixed(bool fixed) {
    m_heightFixed = fixed;
    drawCurves();
}

void LandscapeChart::setCaption(const QString& caption) {
    if (m_caption == caption) return;
    const bool sameHeight = captionLines(m_caption) == captionLines(caption);
    m_caption = caption;
    if (!sameHeight) makeRoomForKey();
    update();
}

void LandscapeChart::setConcealed(bool concealed) {
    if (m_concealed == concealed) return;
    m_concealed = concealed;
    makeRoomForKey();
    drawCurves();
}

void LandscapeChart::setNumbers(const std::vector<double>& places) {
    m_numbers = places;
    update();
}

void LandscapeChart::setFailure(const std::optional<Interval>& where) {
    m_failure = where;
    update();
}

std::vector<KeyEntry> LandscapeChart::keyEntries() const {
    const Theme& colours = currentTheme();
    std::vector<KeyEntry> key{{.text = tr("objective f"), .colour = colours.objective, .width = 1.4}};
    if (m_concealed) return key;
    if (m_hasSmoothed) key.push_back({.text = tr("smoothed objective F"), .colour = colours.smoothed, .width = 3.0});
    key.push_back({.text = tr("SGD"), .colour = colours.sgd, .line = false, .mark = Mark::Round});
    key.push_back({.text = m_averageName, .colour = colours.average, .line = false, .mark = Mark::Diamond});
    key.push_back({.text = tr("lowest f"), .colour = colours.objective, .line = false, .mark = Mark::HollowTriangle});
    if (m_hasSmoothed)
        key.push_back(
            {.text = tr("lowest F, v*"), .colour = colours.smoothed, .line = false, .mark = Mark::FilledTriangle});
    if (m_otherAnalysis)
        key.push_back(
            {.text = tr("the other future’s F and average"), .colour = faded(colours.smoothed), .pen = Qt::DashLine});
    QColor band = colours.smoothed;
    band.setAlpha(90);
    key.push_back({.text = m_noise.state           ? tr("noise ±ησ(w)")
                           : isBounded()           ? tr("noise ±ηr")
                           : m_noise.hasVariance() ? tr("noise ±ησ")
                                                   : tr("noise ±ηγ"),
                   .colour = band,
                   .width = 9.0});
    return key;
}

void LandscapeChart::makeRoomForKey() {
    const double line = QFontMetricsF(scaledFont()).height();
    const double caption = kCaptionLeading * line * static_cast<double>(captionLines(m_caption));
    const double height = caption + keyStripHeight(scaledFont(), plotArea().width(), keyEntries());
    setMargins({.top = std::ceil(kAboveKey + height / scale() + kBelowKey)});
}

void LandscapeChart::paintLegend(QPainter& painter) {
    const QRectF area = plotArea();
    double top = kAboveKey * scale();
    QFont font = scaledFont();
    font.setBold(true);
    for (qsizetype i = 0; i < captionLines(m_caption); ++i) {
        painter.setFont(font);
        painter.setPen(currentTheme().text);
        painter.drawText(QPointF(area.left(), top + QFontMetricsF(font).ascent()),
                         m_caption.section(QLatin1Char('\n'), i, i));
        font.setBold(false);
        painter.setFont(font);
        top += kCaptionLeading * QFontMetricsF(font).height();
    }
    paintKeyStrip(painter, {area.left(), top, area.width(), area.top() - top}, keyEntries());
}

void LandscapeChart::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && plotArea().contains(event->position())) {
        m_dragging = true;
        mouseMoveEvent(event);
    }
}

void LandscapeChart::mouseMoveEvent(QMouseEvent* event) {
    const QRectF area = plotArea();
    if (m_dragging) {
        m_start = xAt(std::clamp(event->position().x(), area.left(), area.right()));
        Q_EMIT startMoved(m_start);
        update();
    } else {
        const bool near = std::abs(event->position().x() - toPixel(m_start, 0).x()) < kGrip;
        setCursor(near ? Qt::SizeHorCursor : Qt::ArrowCursor);
    }
}

void LandscapeChart::mouseReleaseEvent(QMouseEvent* event) {
    if (!m_dragging || event->button() != Qt::LeftButton) return;
    m_dragging = false;
    Q_EMIT startCommitted(m_start);
    update();
}

void LandscapeChart::keyPressEvent(QKeyEvent* event) {
    const double stride = m_view.width() * (event->modifiers() & Qt::ShiftModifier ? 0.05 : 0.005);
    const int direction = event->key() == Qt::Key_Left ? -1 : event->key() == Qt::Key_Right ? 1 : 0;
    if (direction == 0) return Plot::keyPressEvent(event);
    m_start = std::clamp(m_start + direction * stride, m_view.lower, m_view.upper);
    Q_EMIT startMoved(m_start);
    update();
}

void LandscapeChart::keyReleaseEvent(QKeyEvent* event) {
    // A key that is held is one change.
    const bool moved = event->key() == Qt::Key_Left || event->key() == Qt::Key_Right;
    if (moved && !event->isAutoRepeat()) Q_EMIT startCommitted(m_start);
    Plot::keyReleaseEvent(event);
}

void LandscapeChart::resizeEvent(QResizeEvent* event) {
    Plot::resizeEvent(event);
    makeRoomForKey();
    drawCurves();
}

void LandscapeChart::applyColours() {
    Plot::applyColours();
    setCurveStyle(kObjective, {.colour = currentTheme().objective, .width = 1.4});
    setCurveStyle(kSmoothed, {.colour = currentTheme().smoothed, .width = 3.0});
}

}  // namespace basin
