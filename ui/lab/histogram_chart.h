// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lab/frame.h"
#include "ui/charts/plot.h"

#include <memory>
#include <vector>

namespace basin {

/// Where the walkers are, below the landscape on the same axis: SGD iterates upwards, averages downwards, each scaled to
/// its own fullest bin, whose share is written beside it.
class HistogramChart : public Plot {
    Q_OBJECT

public:
    explicit HistogramChart(QWidget* parent = nullptr);
    void setView(Interval view);
    void setFrame(const std::shared_ptr<const Frame>& frame);
    /// The share of the SGD iterates in each bin in the long run, drawn as a line over the bars; empty draws none.
    void setStationaryLaw(const std::vector<double>& shares);

private:
    void paintBars(QPainter& painter);
    void paintLaw(QPainter& painter);

    std::shared_ptr<const Frame> m_frame;
    std::vector<double> m_law;
};

}  // namespace basin
