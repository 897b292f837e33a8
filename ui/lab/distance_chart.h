// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lab/frame.h"
#include "ui/charts/marks.h"
#include "ui/charts/plot.h"

#include <QStringList>

#include <memory>
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

protected:
    void applyColours() override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void restyle();
    std::vector<KeyEntry> keyEntries() const;
    void makeRoomForKey();
    void paintKey(QPainter& painter);
    void paintGuides(QPainter& painter);
    void paintMessage(QPainter& painter);

    static constexpr int kMostAverages = 6;
    QStringList m_names;
    std::size_t m_focus = 0;
    std::shared_ptr<const Frame> m_frame;
};

}  // namespace basin
