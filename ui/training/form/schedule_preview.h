// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/run_config.h"

#include <QWidget>

namespace basin {

/// The step size over the epochs of a run, and below it a bar for each average over the iterates that it is made of.
class SchedulePreview : public QWidget {
    Q_OBJECT

public:
    explicit SchedulePreview(QWidget* parent = nullptr);
    void setConfig(const RunConfig& config);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int barsHeight() const;

    RunConfig m_config;
};

}  // namespace basin
