// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/table.h"
#include "ui/training/chart_panel.h"

#include <QWidget>

#include <array>
#include <memory>
#include <optional>
#include <vector>

class QCheckBox;
class QComboBox;
class QHBoxLayout;
class QPainter;
class QSlider;

namespace basin {

/// The charts of the Training page: one large, two small, over one common course of training, with one zoom and one readout.
class LiveCharts : public QWidget {
    Q_OBJECT

public:
    explicit LiveCharts(QWidget* parent = nullptr);

    /// The runs to be shown, and how; asks for their curves.
    void setRuns(const std::vector<std::filesystem::path>& runs, const std::vector<RunLook>& looks);
    /// The answer to a request; passed over if something else was asked for since.
    void setCharts(const std::shared_ptr<const Charts>& charts);

    TrainingChart* chart(std::size_t index) const { return m_panels[index]->chart(); }
    ChartPanel* panel(std::size_t index) const { return m_panels[index]; }
    QComboBox* axisBox() const { return m_axis; }
    QSlider* smoothingSlider() const { return m_smoothing; }
    /// Further buttons at the end of the row above the charts.
    void addButton(QWidget* button);
    void showAll();
    /// Of what stands above the charts; the charts' own letters follow the window by themselves.
    void setControlsFont(const QFont& font);

    /// All charts, as vectors where the device can.
    void paintCharts(QPainter& painter, const QRectF& target) const;
    QSizeF chartsSize() const;
    /// A row for each point of a curve, as drawn.
    Table shownTable() const;

Q_SIGNALS:
    void requested(const basin::ChartsRequest& request);

protected:
    void changeEvent(QEvent* event) override;

private:
    QWidget* makeBar();
    void request();
    void send();
    void chooseZoom(const std::optional<Interval>& range);
    void showRange();
    Interval everything() const;
    double smoothing() const;

    std::array<ChartPanel*, 3> m_panels{};
    QWidget* m_area = nullptr;
    QWidget* m_barWidget = nullptr;
    QHBoxLayout* m_bar = nullptr;
    QComboBox* m_axis = nullptr;
    QCheckBox* m_logarithmic = nullptr;
    QSlider* m_smoothing = nullptr;
    std::vector<std::filesystem::path> m_runs;
    std::vector<RunLook> m_looks;
    std::shared_ptr<const Charts> m_charts;
    std::optional<Interval> m_zoom;
    mutable double m_end = 0.0;  ///< of the horizontal axis when all is shown
    bool m_asking = false;       ///< a request is on its way
};

}  // namespace basin
