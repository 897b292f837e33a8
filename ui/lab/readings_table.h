// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lab/frame.h"

#include <QWidget>

#include <memory>

class QGridLayout;
class QLabel;

namespace basin {

/// The readings as a table: SGD and the average in focus, side by side. Each number says what it is in its tooltip.
class ReadingsTable : public QWidget {
    Q_OBJECT

public:
    explicit ReadingsTable(QWidget* parent = nullptr);
    void setFrame(const Frame& frame);
    void setAverageName(const QString& name);
    /// How much f rises and falls in the chart: heights are given to a thousandth of it.
    void setHeight(double height);
    /// Where the walkers begin: the basin there is worth a row even when it is empty.
    void setStart(double start);
    void setSurvival(const std::vector<Survival>& survival, Interval stepSizes);

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Row {
        QLabel* name = nullptr;
        QLabel* sgd = nullptr;
        QLabel* average = nullptr;
    };
    Row addRow(const QString& name, const QString& tip);
    void setShares(const Frame& frame);
    void colourHeadings();
    void fitColumns();

    static constexpr std::size_t kMostBasins = 4;
    QGridLayout* m_grid = nullptr;
    QLabel* m_sgdHeading = nullptr;
    QLabel* m_averageHeading = nullptr;
    Row m_distance, m_auxiliary, m_place, m_f, m_smoothed, m_curvature, m_smoothedCurvature, m_between;
    std::vector<Row> m_basins, m_smoothedBasins;
    QLabel* m_survival = nullptr;
    double m_height = 1.0, m_start = 0.0;
};

}  // namespace basin
