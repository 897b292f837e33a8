// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/paper_comparison.h"
#include "ui/newest_job.h"

#include <QDialog>

#include <vector>

class QLabel;
class QPushButton;
class QSpinBox;

namespace basin {

class PreflightLine;
class RunDataSection;
class RunSection;

/// Plans the paper's comparison, says how many runs it is and how long they take, makes them all and starts their workers,
/// which wait for each other on the device.
class ComparisonDialog : public QDialog {
    Q_OBJECT

public:
    /// By the paper's recipe, on the images, with the network, length and device of `base`. The runs get a folder in `root`.
    ComparisonDialog(const RunConfig& base, const QString& root, QWidget* parent = nullptr);

Q_SIGNALS:
    /// The runs that were made; all of them unless the dialog says what went wrong.
    void launched(const QString& folder, const QStringList& runs);

public:
    /// While it starts the workers it only hides: they are started in their order to the end.
    void reject() override;

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    struct Request {
        std::string root, name;
        std::vector<std::pair<std::string, RunConfig>> runs;  ///< names of folders
        std::vector<std::string> titles;
        int round = 0;
        bool operator==(const Request&) const = default;
    };
    struct Answer {
        std::string folder;
        QStringList runs;
        QString error;
    };
    static Answer make(const Request& request, const std::stop_token& stop);
    void add(RunSection* section);
    void edit(const RunConfig& config, const RunSection* except);
    void review();
    void say(const QString& problem);
    void launch();
    void finish(const Answer& answer);

    RunConfig m_config;  ///< what all runs have in common; its seed is the first one
    QString m_root;
    int m_round = 0;
    bool m_isLaunching = false;
    std::vector<RunSection*> m_sections;
    RunDataSection* m_data;
    QSpinBox* m_seeds;
    QLabel* m_plan;
    PreflightLine* m_preflight;
    QLabel* m_error;
    QPushButton* m_launch;
    NewestJob<Request, Answer> m_job;  ///< last, so that it ends first
};

}  // namespace basin
