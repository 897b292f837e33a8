// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/readings_table.h"

#include "ui/format.h"

#include <QLabel>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <tuple>

namespace basin {

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr qsizetype kMostLines = 30;  // of the tooltip on survival

/// Indices of at most `most` basins that are worth a row, ascending in w: the lowest and the one nearest to the start, then
/// those that hold most, then those nearer to the start.
std::vector<std::size_t> worthShowing(const std::vector<Minimum>& minima, double start, const std::vector<double>& sgd,
                                      const std::vector<double>& average, std::size_t most) {
    if (minima.empty()) return {};
    const auto distance = [&](const Minimum& minimum) { return std::abs(minimum.w - start); };
    const auto lowest = std::min_element(minima.begin(), minima.end(),
                                         [](const Minimum& a, const Minimum& b) { return a.value < b.value; });
    const auto nearest = std::min_element(
        minima.begin(), minima.end(), [&](const Minimum& a, const Minimum& b) { return distance(a) < distance(b); });
    const auto rank = [&](std::size_t i) {
        const bool always = &minima[i] == &*lowest || &minima[i] == &*nearest;
        return std::tuple(!always, -std::max(sgd[i], average[i]), distance(minima[i]));
    };
    std::vector<std::size_t> order(minima.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return rank(a) < rank(b); });
    order.resize(std::min(order.size(), most));
    std::sort(order.begin(), order.end());
    return order;
}

}  // namespace

ReadingsTable::ReadingsTable(QWidget* parent) : ReadingRows(tr("In basin of F at −0.000 (F″ 0.000)"), parent) {
    m_distance =
        addRow(tr("Distance to v*"),
               tr("Root mean square distance of all walkers to the minimum of the smoothed objective, with its "
                  "standard error. Measured in this run."));
    m_auxiliary =
        addRow(tr("Distance of v to v*, √D"),
               tr("v = w − η f′(w) is where a step would end without its noise. The theory's D is the mean square of "
                  "this distance; SGD's own distance has the noise of one step on top."));
    m_place = addRow(tr("Middle walker at w"), tr("The median: half of the walkers stand to its left."));
    m_f = addRow(tr("Objective f there"), tr("Height of the grey curve at the middle walker."));
    m_smoothed = addRow(tr("Smoothed F there"), tr("Height of the orange curve at the middle walker."));
    m_curvature =
        addRow(tr("Sharpness f″ there"),
               tr("Second derivative of f: the larger, the sharper the valley. None is given between basins."));
    m_smoothedCurvature = addRow(tr("Sharpness F″ there"), tr("Second derivative of the smoothed objective."));
    const QString tip = tr("Share of all walkers that stand in this valley of f (where f curves upwards).");
    for (std::size_t i = 0; i < kMostBasins; ++i) m_basins.push_back(addRow({}, tip));
    m_between = addRow(tr("Between basins"), tr("Share of the walkers that stand in no valley of f, but on a hump."));
    const QString smoothedTip = tr("Share of all walkers on this side of the humps of F.");
    for (std::size_t i = 0; i < kMostBasins; ++i) m_smoothedBasins.push_back(addRow({}, smoothedTip));
    m_survival = addWords();
    endRows();
}

void ReadingsTable::setHeight(double height) { m_height = height; }

void ReadingsTable::setStart(double start) { m_start = start; }

void ReadingsTable::setSurvival(const std::vector<Survival>& survival, Interval stepSizes) {
    // The two that matter: the lowest minimum, and the one that the walkers begin at. The others are in the tooltip.
    const auto lowest = std::min_element(survival.begin(), survival.end(), [](const Survival& a, const Survival& b) {
        return a.minimum.value < b.minimum.value;
    });
    const auto nearest = std::min_element(survival.begin(), survival.end(), [&](const Survival& a, const Survival& b) {
        return std::abs(a.minimum.w - m_start) < std::abs(b.minimum.w - m_start);
    });
    QStringList lines, shown;
    for (const Survival& minimum : survival) {
        QStringList parts;
        for (const Interval& interval : minimum.stepSizes) {
            const bool fromSmallest = interval.lower <= stepSizes.lower * 1.01;
            const bool toLargest = interval.upper >= stepSizes.upper * 0.99;
            if (fromSmallest && toLargest)
                parts << tr("at every step size here");
            else if (fromSmallest)
                parts << tr("up to η = %1").arg(formatNumber(interval.upper));
            else if (toLargest)
                parts << tr("from η = %1 on").arg(formatNumber(interval.lower));
            else
                parts << tr("for η = %1 to %2").arg(formatNumber(interval.lower), formatNumber(interval.upper));
            if (parts.size() == 3) break;
        }
        lines << tr("Minimum at %1 survives in F %2")
                     .arg(formatPlace(minimum.minimum.w, 1.0),
                          parts.isEmpty() ? tr("at no step size here") : parts.join(tr(", and ")));
        if (&minimum == &*lowest || &minimum == &*nearest || survival.size() == 2) shown << lines.last();
    }
    m_survival->setText(shown.join(QLatin1Char('\n')));
    m_survival->setToolTip(
        tr("The step sizes at which a minimum of f is still a minimum of the smoothed objective F.") +
        QLatin1Char('\n') + lines.mid(0, kMostLines).join(QLatin1Char('\n')));
}

void ReadingsTable::setFrame(const Frame& frame) {
    const auto distance = [&](const Distance& d) {
        return frame.distanceIsMedian ? formatNumber(d.median) : formatUncertain(d.rms, d.rmsError);
    };
    const bool several = frame.analysis->targets.size() > 1;
    m_distance.setName(frame.distanceIsMedian ? tr("Median distance to v*")
                       : several              ? tr("Distance to nearest v*")
                                              : tr("Distance to v* (RMS)"));
    m_auxiliary.setName(frame.distanceIsMedian ? tr("Median distance of v to v*") : tr("Distance of v to v*, √D"));
    m_distance.set(distance(frame.sgd.distance), distance(frame.average.distance));
    m_auxiliary.set(distance(frame.auxiliary), QString());
    const auto both = [](const Row& row, double sgd, double average) {
        row.set(formatNumber(sgd), formatNumber(average));
    };
    const double width = frame.analysis->view.width();
    const auto bothWithin = [](const Row& row, double sgd, double average, double scale) {
        row.set(formatReading(sgd, scale), formatReading(average, scale));
    };
    bothWithin(m_place, frame.sgd.place, frame.average.place, width);
    bothWithin(m_f, frame.sgd.f, frame.average.f, m_height);
    bothWithin(m_smoothed, frame.sgd.smoothed, frame.average.smoothed, m_height);
    both(m_smoothedCurvature, frame.sgd.smoothedCurvature, frame.average.smoothedCurvature);
    const auto sharpness = [](const Readings& readings) {
        return readings.basin < 0 && std::isfinite(readings.place) ? tr("between") : formatNumber(readings.curvature);
    };
    m_curvature.set(sharpness(frame.sgd), sharpness(frame.average));
    setShares(frame);
}

void ReadingsTable::setShares(const Frame& frame) {
    const bool averageHasBegun = std::isfinite(frame.average.place);
    const double width = frame.analysis->view.width();
    const auto fill = [&](std::vector<Row>& rows, const QString& name, const std::vector<Minimum>& minima,
                          const std::vector<double>& sgd, const std::vector<double>& average) {
        const std::vector<std::size_t> shown = worthShowing(minima, m_start, sgd, average, rows.size());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const bool used = i < shown.size();
            rows[i].setVisible(used);
            if (!used) continue;
            const Minimum& minimum = minima[shown[i]];
            rows[i].setName(name.arg(formatPlace(minimum.w, width), formatNumber(minimum.curvature)));
            rows[i].set(formatShare(sgd[shown[i]]), formatShare(averageHasBegun ? average[shown[i]] : kNone));
        }
    };
    std::vector<Minimum> minima;
    for (const Basin& basin : frame.analysis->basins) minima.push_back(basin.minimum);
    fill(m_basins, tr("In basin at %1 (f″ %2)"), minima, frame.sgd.shares, frame.average.shares);
    fill(m_smoothedBasins, tr("In basin of F at %1 (F″ %2)"), frame.analysis->smoothedMinima, frame.sgd.smoothedShares,
         frame.average.smoothedShares);
    m_between.set(formatShare(frame.sgd.between), formatShare(averageHasBegun ? frame.average.between : kNone));
}

}  // namespace basin
