// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/training/curves.h"
#include "ui/training/watched_run.h"

#include <QObject>
#include <QString>

#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

namespace basin {

/// Where runs are looked for.
struct RunPlaces {
    std::filesystem::path root;                 ///< all runs in it and below
    std::vector<std::filesystem::path> others;  ///< and in these, each a run itself or a folder of runs
    bool operator==(const RunPlaces&) const = default;
};

/// All runs, by their folders.
struct RunSummaries {
    std::vector<RunSummary> runs;
    bool complete = false;  ///< the folders were looked through once
};

/// The log of one run.
struct RunLog {
    std::filesystem::path run;
    std::vector<LogEntry> entries;
    std::string worker;  ///< the end of worker.log
};

/// Watches run folders on a thread of its own: asking never waits, and the window's thread never touches the disk. What
/// comes back are facts that do not change any more. All functions are for the window's thread.
class RunWatcher : public QObject {
    Q_OBJECT

public:
    explicit RunWatcher(QObject* parent = nullptr);
    ~RunWatcher() override;

    void setPlaces(const RunPlaces& places);
    /// The charts that shall be kept up to date; the newest request wins.
    void setCharts(const ChartsRequest& request);
    /// The run whose log shall be kept up to date; empty: none.
    void setLogOf(const std::filesystem::path& run);
    /// Looks at once, instead of at its next turn.
    void lookNow();

    /// Something to be done on the watcher's thread with a run, whose answer, one sentence or nothing, comes by `done`.
    using Work = std::function<QString(const RunFolder&)>;
    void act(const std::filesystem::path& run, Work work);
    /// Starts a worker for a run, and says in its row if it does not come up.
    void startWorkerFor(const std::filesystem::path& run);
    /// A worker was started for it elsewhere.
    void expectWorkerFor(const std::filesystem::path& run);
    /// Takes a run and all that is in its folder away. Refused while it has a worker.
    void remove(const std::filesystem::path& run);
    /// All points of these runs, as one table.
    void exportPoints(const std::vector<std::filesystem::path>& runs, const std::filesystem::path& file);

Q_SIGNALS:
    void runsChanged(const std::shared_ptr<const basin::RunSummaries>& runs);
    void chartsDrawn(const std::shared_ptr<const basin::Charts>& charts);
    void logChanged(const std::shared_ptr<const basin::RunLog>& log);
    /// What was asked for is done; or one sentence that says why not.
    void done(const QString& error);

private:
    struct Orders;
    class Watch;
    void give(const std::function<void(Orders&)>& order);
    void run(const std::stop_token& stop);

    std::mutex m_mutex;  ///< guards the orders
    std::unique_ptr<Orders> m_orders;
    std::condition_variable_any m_wake;
    std::jthread m_thread;  ///< last, so that it starts when the rest is there
};

}  // namespace basin
