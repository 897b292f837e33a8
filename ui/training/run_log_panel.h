// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/training/run_watcher.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;

namespace basin {

/// The log of one run: where it stands and what to do, what happened to it, and what its worker said.
class RunLogPanel : public QWidget {
    Q_OBJECT

public:
    explicit RunLogPanel(QWidget* parent = nullptr);

    void setRun(const RunSummary* run);
    void setLog(const std::shared_ptr<const RunLog>& log);

private:
    std::filesystem::path m_run;
    QLabel* m_title;
    QLabel* m_state;
    QPlainTextEdit* m_text;
};

}  // namespace basin
