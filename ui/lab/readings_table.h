// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lab/frame.h"
#include "ui/lab/reading_rows.h"

#include <memory>

class QLabel;

namespace basin {

/// The readings of the line.
class ReadingsTable : public ReadingRows {
    Q_OBJECT

public:
    explicit ReadingsTable(QWidget* parent = nullptr);
    void setFrame(const Frame& frame);
    /// How much f rises and falls in the chart: heights are given to a thousandth of it.
    void setHeight(double height);
    /// Where the walkers begin: the basin there is worth a row even when it is empty.
    void setStart(double start);
    void setSurvival(const std::vector<Survival>& survival, Interval stepSizes);

private:
    void setShares(const Frame& frame);

    static constexpr std::size_t kMostBasins = 4;
    Row m_distance, m_auxiliary, m_place, m_f, m_smoothed, m_curvature, m_smoothedCurvature, m_between;
    std::vector<Row> m_basins, m_smoothedBasins;
    QLabel* m_survival = nullptr;
    double m_height = 1.0, m_start = 0.0;
};

}  // namespace basin
