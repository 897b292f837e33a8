// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/run_config.h"
#include "ui/newest_job.h"

#include <QString>
#include <QWidget>

#include <optional>

class QLabel;
class QLineEdit;
class QPushButton;

namespace basin {

class PreflightLine;

/// The end of the run form: the folder that the run gets, what it will take, and the button that makes it and starts its
/// worker. Disks and
/// processes are waited for on threads of their own.
class LaunchPanel : public QWidget {
    Q_OBJECT

public:
    explicit LaunchPanel(QWidget* parent = nullptr);

    /// The folder of all runs, in which a new run gets one of its own.
    void setRoot(const QString& root);
    const QString& root() const { return m_root; }
    /// The run as it stands in the form; `problem` says why it can not be launched (empty: it can). A link in it is
    /// announced by `linkActivated`.
    void setRun(const RunConfig& config, const QString& title, const QString& problem);
    /// The folder that the run will get, as far as is known.
    QString folder() const;
    PreflightLine* preflight() const { return m_preflight; }
    /// Takes what is still being typed, and launches if nothing is wrong.
    void launch();

Q_SIGNALS:
    void aboutToLaunch();  ///< what is still being typed shall be entered now
    void launched(const QString& folder);
    void folderChanged();
    void linkActivated();

private:
    struct Place {
        std::string root, name;
        int round = 0;  ///< another one looks again
        bool operator==(const Place&) const = default;
    };
    struct Request {
        RunConfig config;
        std::string title, folder;  ///< the folder that was typed, or empty
        Place place;
        bool operator==(const Request&) const = default;
    };
    struct Answer {
        std::string folder;
        QString error;
    };
    static Answer make(const Request& request);
    void suggest();
    void finish(const Answer& answer);

    QString m_root;
    RunConfig m_config;
    QString m_title, m_problem;
    int m_round = 0;
    QString m_suggested;
    bool m_isLaunching = false;
    QLineEdit* m_folder;
    PreflightLine* m_preflight;
    QLabel* m_message;
    QLabel* m_done;
    QPushButton* m_launch;
    NewestJob<Place, std::string> m_suggestions;
    NewestJob<Request, Answer> m_launches;
};

/// "ROOT/NAME-N" with the first N from 1 on that is not there. Looks at the disk.
std::string freeFolder(const std::string& root, const std::string& name);
/// A title as the name of a folder: "Quick look, again" is "quick-look-again".
QString folderName(const QString& title);

}  // namespace basin
