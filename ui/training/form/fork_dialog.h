// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/run_config.h"
#include "ui/training/worker_call.h"

#include <QDialog>

#include <filesystem>

class QLabel;
class QPushButton;

namespace basin {

class RunSection;

/// Another way for a run to go on from one of its epochs, with another step size: asks from where and how, and lets
/// basin-train make the new run.
class ForkDialog : public QDialog {
    Q_OBJECT

public:
    /// The fork of `parent`, whose configuration is `config`, gets a folder beside it.
    ForkDialog(const std::filesystem::path& parent, const RunConfig& config, const QString& title,
               QWidget* window = nullptr);

Q_SIGNALS:
    /// The run was made; nobody trains it yet.
    void forked(const QString& folder);

private:
    void edit(const RunConfig& config, const RunSection* except);
    void fork();
    void finish(const QString& error);

    std::filesystem::path m_parent;
    RunConfig m_config;  ///< of the fork
    QString m_into;
    std::vector<RunSection*> m_sections;
    QLabel* m_error;
    QPushButton* m_fork;
    WorkerCall m_call;
};

}  // namespace basin
