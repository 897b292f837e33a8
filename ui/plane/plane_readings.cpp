// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plane/plane_readings.h"

#include "ui/format.h"

#include <QLabel>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace basin {

namespace {

constexpr double kStandardErrors = 3.0;  // so far apart two means are told from each other

/// Indices of at most `most` basins that hold most of either crowd, in the order of the basins.
std::vector<std::size_t> worthShowing(const PlaneFrame& frame, std::size_t most) {
    const auto& minima = frame.analysis->minima;
    const auto share = [&](std::size_t i) {
        const auto of = [i](const PlaneReadings& readings) {
            return i < readings.shares.size() && std::isfinite(readings.shares[i]) ? readings.shares[i] : 0.0;
        };
        return std::max(of(frame.sgd), of(frame.average));
    };
    std::vector<std::size_t> order(minima.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return share(a) > share(b); });
    order.resize(std::min(order.size(), most));
    std::sort(order.begin(), order.end());
    return order;
}

QString shareOf(const PlaneReadings& readings, std::size_t basin) {
    return basin < readings.shares.size() ? formatShare(readings.shares[basin]) : QStringLiteral("–");
}

}  // namespace

PlaneReadingsTable::PlaneReadingsTable(QWidget* parent) : ReadingRows(tr("Trace of the Hessian there"), parent) {
    m_distance = addRow(tr("Distance to v*"),
                        tr("Root mean square distance of all walkers to the minimum of the smoothed objective, with "
                           "its standard error. Measured in this run."));
    m_f = addRow(tr("Objective f there"), tr("f where each walker stands, averaged over the walkers."));
    m_smoothed = addRow(tr("Smoothed F there"), tr("F where each walker stands, averaged over the walkers."));
    m_trace = addRow(tr("Trace of the Hessian there"),
                     tr("How sharply f curves upwards there, both directions together, averaged over the walkers: the "
                        "larger, the sharper the place."));
    m_largest = addRow(tr("Sharpest direction"),
                       tr("The larger eigenvalue of the Hessian of f there: the curvature across the valley."));
    m_smallest = addRow(tr("Flattest direction"),
                        tr("The smaller eigenvalue of the Hessian of f there: the curvature along the valley."));
    const QString tip = tr("Share of all walkers from which steepest descent leads down to this minimum of f.");
    for (std::size_t i = 0; i < kMostBasins; ++i) m_basins.push_back(addRow({}, tip));
    m_outside = addRow(tr("Outside of the map"), tr("Share of the walkers where no basin is known."));
    m_seen = addWords();
    m_seen->setObjectName(QStringLiteral("seen"));
    endRows();
}

void PlaneReadingsTable::setProjecting(bool projecting) {
    m_projecting = projecting;
    for (const Row& row : {m_f, m_largest, m_smallest}) row.setVisible(!projecting);
    for (std::size_t i = kProjectedBasins; i < m_basins.size() && projecting; ++i) m_basins[i].setVisible(false);
}

void PlaneReadingsTable::setFrame(const PlaneFrame& frame) {
    m_distance.setName(frame.distanceIsMedian               ? tr("Median distance to v*")
                       : frame.analysis->targets.size() > 1 ? tr("Distance to nearest v*")
                                                            : tr("Distance to v* (RMS)"));
    const auto distance = [&](const Distance& d) {
        return frame.distanceIsMedian ? formatNumber(d.median) : formatUncertain(d.rms, d.rmsError);
    };
    m_distance.set(distance(frame.sgd.distance), distance(frame.average.distance));
    const auto both = [&](const Row& row, Mean PlaneReadings::*reading) {
        const auto text = [](const Mean& mean) { return formatUncertain(mean.value, mean.error); };
        row.set(text(frame.sgd.*reading), text(frame.average.*reading));
    };
    both(m_f, &PlaneReadings::f);
    both(m_smoothed, &PlaneReadings::smoothed);
    both(m_trace, &PlaneReadings::trace);
    both(m_largest, &PlaneReadings::largest);
    both(m_smallest, &PlaneReadings::smallest);
    const std::vector<std::size_t> shown = worthShowing(frame, m_projecting ? kProjectedBasins : kMostBasins);
    const Rectangle& view = frame.analysis->view;
    for (std::size_t i = 0; i < m_basins.size(); ++i) {
        const bool used = i < shown.size();
        m_basins[i].setVisible(used);
        if (!used) continue;
        const Point place = frame.analysis->minima[shown[i]].place;
        m_basins[i].setName(
            tr("In basin (%1, %2)")
                .arg(formatPlace(place.x, 10.0 * view.x.width()), formatPlace(place.y, 10.0 * view.y.width())));
        m_basins[i].set(shareOf(frame.sgd, shown[i]), shareOf(frame.average, shown[i]));
    }
    m_outside.setVisible(frame.sgd.outside > 0.0 || frame.average.outside > 0.0);
    m_outside.set(formatShare(frame.sgd.outside), formatShare(frame.average.outside));
    if (const QString sentence = seen(frame); m_seen->text() != sentence) m_seen->setText(sentence);
}

QString PlaneReadingsTable::seen(const PlaneFrame& frame) {
    const Mean &sgd = frame.sgd.trace, &average = frame.average.trace;
    if (!std::isfinite(sgd.value) || !std::isfinite(average.value)) return {};
    const double error =
        std::hypot(std::isfinite(sgd.error) ? sgd.error : 0.0, std::isfinite(average.error) ? average.error : 0.0);
    if (std::abs(average.value - sgd.value) <= kStandardErrors * error)
        return tr("Cannot tell which sits flatter, SGD or the average.");
    return average.value < sgd.value ? tr("The average sits flatter than SGD: the trace is smaller there.")
                                     : tr("The average sits sharper than SGD: the trace is larger there.");
}

}  // namespace basin
