// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plane/plane_frame.h"
#include "ui/lab/reading_rows.h"

#include <vector>

namespace basin {

/// The readings in the plane, and the sentence that says what is seen.
class PlaneReadingsTable : public ReadingRows {
    Q_OBJECT

public:
    explicit PlaneReadingsTable(QWidget* parent = nullptr);
    void setFrame(const PlaneFrame& frame);
    /// Fewer rows: the letters are large there.
    void setProjecting(bool projecting);
    /// "The average sits flatter than SGD: …"; also "cannot tell".
    static QString seen(const PlaneFrame& frame);

private:
    static constexpr std::size_t kMostBasins = 4, kProjectedBasins = 2;
    bool m_projecting = false;
    Row m_distance, m_f, m_smoothed, m_trace, m_largest, m_smallest, m_outside;
    std::vector<Row> m_basins;
    QLabel* m_seen = nullptr;
};

}  // namespace basin
