// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/theory/sweep.h"
#include "ui/charts/marks.h"
#include "ui/charts/plot.h"
#include "ui/rates/rates_sweep.h"

#include <functional>
#include <vector>

namespace basin {

/// Errors against what is swept, log-log as a rule: SGD's RMS distance and the average's bias with error bars, its RMS distance
/// where its iterates are counted, reference slopes ½ and 1. With a switch the bounds B1, B1′, B2, B3, B4 and P3; with another,
/// as controls, the distances of v* and of the average to w_f, f there, and for every row whether F explains the average.
class RatesChart : public Plot {
    Q_OBJECT

public:
    explicit RatesChart(QWidget* parent = nullptr);

    /// Another sweep: axes and key; the rows come after it.
    void setSweep(const RatesSweep& sweep);
    /// Rows in ascending order of their value; those with a problem are left out.
    void setRows(const std::vector<SweepRow>& rows);
    void setBoundsShown(bool shown);
    void setControlsShown(bool shown);
    /// The row that the arrow keys have reached or the mouse is near; null for none.
    const SweepRow* chosen() const;

Q_SIGNALS:
    void chosenChanged();
    void valueChosen(double value);

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void applyColours() override;

private:
    enum class Group { Measured, Bounds, Controls };
    /// One curve of the chart: what it shows, how it looks, and its words in the key.
    struct Series {
        Group group;
        bool counted;  ///< only where the average's iterates are counted
        std::function<double(const SweepRow&)> value;
        CurveStyle style;
        QString name;
        bool marked = false;  ///< stands in the key with its mark
        Mark mark = Mark::Round;
    };
    std::vector<Series> series() const;
    bool isShown(const Series& series) const;
    bool isCategorical() const { return !m_sweep.categories.empty(); }
    void choose(int row);
    void fitRanges();
    void showCurves();
    void restyle();
    void makeRoomForKey();
    int rowAt(double x) const;
    std::vector<KeyEntry> keyEntries() const;
    void paintSlopes(QPainter& painter);
    void paintLevels(QPainter& painter);
    void paintPoints(QPainter& painter);
    void paintVerdicts(QPainter& painter);
    void paintKey(QPainter& painter);

    RatesSweep m_sweep;
    std::vector<SweepRow> m_rows;
    bool m_boundsShown = true, m_controlsShown = false;
    int m_chosen = -1;
};

}  // namespace basin
