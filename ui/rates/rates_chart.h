// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/theory/sweep.h"
#include "ui/charts/marks.h"
#include "ui/charts/plot.h"

#include <vector>

namespace basin {

/// Errors against the step size, log-log: SGD's RMS distance and the average's bias with error bars, reference slopes ½ and 1, the
/// bounds B1′, B2 and B3, and as controls the distances of v* and of the average to w_f. A click chooses a row.
class RatesChart : public Plot {
    Q_OBJECT

public:
    explicit RatesChart(QWidget* parent = nullptr);

    /// Rows in ascending order of their step size; those with a problem are left out.
    void setRows(const std::vector<SweepRow>& rows);
    /// The row that the arrow keys have reached or the mouse has chosen; -1 for none.
    int chosen() const { return m_chosen; }

Q_SIGNALS:
    void stepSizeChosen(double stepSize);

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void applyColours() override;

private:
    void fitRanges();
    void restyle();
    void makeRoomForKey();
    int rowAt(double x) const;
    std::vector<KeyEntry> keyEntries() const;
    void paintSlopes(QPainter& painter);
    void paintPoints(QPainter& painter);
    void paintKey(QPainter& painter);

    std::vector<SweepRow> m_rows;
    int m_chosen = -1;
};

}  // namespace basin
