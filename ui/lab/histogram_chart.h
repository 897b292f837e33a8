// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lab/frame.h"
#include "ui/charts/plot.h"
#include "ui/lab/law_watch.h"

#include <memory>

namespace basin {

/// Where the walkers are, below the landscape on the same axis: SGD iterates upwards, averages downwards, each scaled to
/// its own fullest bin, whose share is written beside it.
class HistogramChart : public Plot {
    Q_OBJECT

public:
    explicit HistogramChart(QWidget* parent = nullptr);
    void setView(Interval view);
    void setFrame(const std::shared_ptr<const Frame>& frame);
    /// Drawn as a line over SGD's bars, with its words.
    void setLaw(const BinnedLaw& law);
    const BinnedLaw& law() const { return m_law; }

private:
    void paintBars(QPainter& painter);
    void paintOther(QPainter& painter);
    void paintLaw(QPainter& painter);

    std::shared_ptr<const Frame> m_frame;
    BinnedLaw m_law;
    double m_wordsEnd = 0.0;  ///< of the words on SGD's bars, in pixels
};

}  // namespace basin
