// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lab/frame.h"

#include <QWidget>

#include <memory>
#include <optional>

namespace basin {

/// The readings that matter in large letters, for the projector: steps, the distances to v*, and who is left in the valley
/// where all began.
class BigReadings : public QWidget {
    Q_OBJECT

public:
    explicit BigReadings(QWidget* parent = nullptr);
    void setStart(double start) { m_start = start; }
    double start() const { return m_start; }
    void setFrame(const std::shared_ptr<const Frame>& frame);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    double m_start = 0.0;
    std::shared_ptr<const Frame> m_frame;
};

/// The index of the basin of f whose minimum lies nearest to the start; nothing if f has none.
std::optional<std::size_t> startBasin(const Frame& frame, double start);

}  // namespace basin
