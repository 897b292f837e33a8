// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/network/measured_weights.h"

#include <QListWidget>

#include <filesystem>
#include <set>
#include <vector>

namespace basin {

/// The runs, newest first, each with what was measured of it. Those that are ticked are on show; space ticks.
class MeasuredList : public QListWidget {
    Q_OBJECT

public:
    explicit MeasuredList(QWidget* parent = nullptr);

    void setRuns(const std::vector<MeasuredRun>& runs);
    std::vector<std::filesystem::path> ticked() const;
    void tickOnly(const std::vector<std::filesystem::path>& runs);

Q_SIGNALS:
    void tickedChanged();

private:
    std::vector<std::filesystem::path> m_runs;  ///< of the rows
    std::set<std::filesystem::path> m_ticked;
    bool m_isChosen = false;  ///< by a person
    bool m_isFilling = false;
};

/// "sharpness of 3 weights · 1 line · 1 plane", "plane 231 of 441", "nothing measured yet".
QString measuredWords(const RunMeasurements& measurements);

}  // namespace basin
