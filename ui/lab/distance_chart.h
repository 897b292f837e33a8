// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lab/frame.h"
#include "core/plane/plane_frame.h"
#include "ui/charts/marks.h"
#include "ui/charts/plot.h"
#include "ui/lab/distance_guides.h"

#include <QStringList>

#include <memory>
#include <optional>
#include <vector>

namespace basin {

/// The distance to v* over the steps, log-log: SGD against its averages, with reference slopes.
class DistanceChart : public Plot {
    Q_OBJECT

public:
    explicit DistanceChart(QWidget* parent = nullptr);

    /// The averages' names, in the scenario's order, and which is in focus.
    void setAverages(const QStringList& names, std::size_t focus);
    void setFrame(const std::shared_ptr<const Frame>& frame);
    /// The same in the plane, where no line of theory is drawn.
    void setFrame(const std::shared_ptr<const PlaneFrame>& frame);
    /// What bounds and predictions are made of; none while it is not known.
    void setTheory(const std::optional<DistanceTheory>& theory);
    /// Whether they are drawn, instead of the reference slopes.
    void setBoundsShown(bool shown);
    const std::vector<DistanceGuide>& guides() const { return m_guides; }

protected:
    void applyColours() override;
    void resizeEvent(QResizeEvent* event) override;
    bool event(QEvent* event) override;

private:
    /// What a frame of the line or of the plane has recorded.
    struct Records {
        std::shared_ptr<const void> frame;  ///< keeps the rest
        const std::vector<double>* steps = nullptr;
        const std::vector<double>* sgd = nullptr;
        const std::vector<std::vector<double>>* averages = nullptr;
        bool areMedians = false;
        std::size_t targets = 0;
        /// Of the other of two futures; null without one.
        const std::vector<double>* otherSteps = nullptr;
        const std::vector<double>* otherSgd = nullptr;
        const std::vector<std::vector<double>>* otherAverages = nullptr;
    };
    template <class SomeFrame>
    static Records recordsOf(const std::shared_ptr<const SomeFrame>& frame);
    void takeRecords(const Records& records);
    void showRecords();
    void restyle();
    std::vector<KeyEntry> keyEntries() const;
    void makeRoomForKey();
    void paintKey(QPainter& painter);
    void followTheory();
    void fitRanges();
    /// A line of theory from the left to the right of the chart, in pixels; where it is absent, nothing.
    QPolygonF lineOf(const DistanceGuide& guide) const;
    void paintSlopes(QPainter& painter);
    void paintTheory(QPainter& painter);
    void paintMessage(QPainter& painter);

    const std::vector<double>& focusedOf(const std::vector<std::vector<double>>* averages) const;

    static constexpr int kMostAverages = 6;
    static constexpr int kOtherSgd = 1 + kMostAverages, kOtherAverage = kOtherSgd + 1;  ///< curves
    QStringList m_names;
    std::size_t m_focus = 0;
    std::shared_ptr<const Frame> m_frame;  ///< null in the plane
    Records m_records;
    std::optional<DistanceTheory> m_theory;
    bool m_boundsShown = false;
    std::vector<DistanceGuide> m_guides;  ///< empty while they are not shown
};

}  // namespace basin
