// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/newest_job.h"
#include "ui/training/form/run_section.h"

#include <QString>

class QLineEdit;

namespace basin {

class DownloadPanel;

/// Which images: the data set, the folder of its files, and what was found there. The files are looked at on a thread of
/// their own.
class RunDataSection : public RunSection {
    Q_OBJECT

public:
    explicit RunDataSection(QWidget* parent = nullptr);

    /// What the present folder holds; nothing while it is being looked at, or if something is missing.
    const std::optional<DatasetCounts>& counts() const { return m_counts; }
    /// Looks again, at the same folder too.
    void checkAgain();

Q_SIGNALS:
    void checked();  ///< `counts` is new

private:
    struct Request {
        Dataset dataset = Dataset::Cifar10;
        std::string folder;                ///< empty: the first guess that has the files
        std::vector<std::string> guesses;  ///< the last one is where a download goes
        int round = 0;                     ///< another one asks again
        bool operator==(const Request&) const = default;
    };
    struct Answer {
        Request request;
        std::string folder;
        Result<DatasetCounts> counts = Error{};
    };
    void check();
    static Answer look(const Request& request);
    void take(const Answer& answer);
    void chooseDataset(RunConfig& wanted, Dataset dataset);
    void enterFolder(const QString& folder);
    void chooseFolder();
    void say();

    QLineEdit* m_folder;
    QLabel* m_state;
    DownloadPanel* m_download;
    std::optional<DatasetCounts> m_counts;
    std::string m_problem;
    Request m_request;  ///< the newest
    int m_round = 1;
    bool m_isGuessed = false;          ///< the folder that comes next was looked at just now
    NewestJob<Request, Answer> m_job;  ///< last, so that it ends first
};

}  // namespace basin
