// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/run_watcher.h"

#include "core/run/run_points.h"
#include "core/thread_pool.h"
#include "ui/training/worker_process.h"
#include "ui/translation.h"

#include <algorithm>
#include <chrono>
#include <functional>
#include <set>
#include <system_error>
#include <utility>

namespace basin {

namespace fs = std::filesystem;

namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::milliseconds kEvery{250};         // looks at what changes
constexpr std::chrono::milliseconds kDrawEvery{200};     // what grew
constexpr std::chrono::milliseconds kSearchEvery{1000};  // searches for new and deleted runs

Clock::duration seconds(double count) {
    return std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(count));
}

}  // namespace

/// What the window asked for and the watcher has not taken up yet.
struct RunWatcher::Orders {
    std::optional<RunPlaces> places;
    std::optional<ChartsRequest> charts;
    std::optional<fs::path> logOf;
    std::vector<std::function<void(Watch&)>> works;
    bool lookNow = false;

    bool any() const { return places || charts || logOf || !works.empty() || lookNow; }
};

/// The watcher's side; lives on its thread.
class RunWatcher::Watch {
public:
    explicit Watch(RunWatcher* watcher) : m_watcher(watcher) {}

    void obey(Orders& orders) {
        if (orders.places && *orders.places != m_places) {
            m_places = *orders.places;
            m_searchAt = {};
        }
        if (orders.charts) {
            m_request = *std::move(orders.charts);
            m_drawn.clear();
        }
        if (orders.logOf) {
            m_logOf = *orders.logOf;
            m_logVersion.reset();
        }
        for (const auto& work : orders.works) work(*this);
        if (orders.lookNow || !orders.works.empty()) {
            m_searchAt = {};
            for (auto& [path, run] : m_runs) run.next = {};
        }
    }

    /// One round; returns when the next one is due.
    Clock::time_point look(const std::stop_token& stop) {
        const Clock::time_point now = Clock::now();
        if (now >= m_searchAt) {
            search([&stop] { return stop.stop_requested(); });
            // Large folders are searched less often.
            m_searchAt = Clock::now() + std::max<Clock::duration>(kSearchEvery, 10 * (Clock::now() - now));
        }
        Clock::time_point next = m_searchAt;
        for (auto& [path, run] : m_runs) {
            if (stop.stop_requested()) return next;
            if (now >= run.next) {
                m_changed = run.watched.look() || m_changed;
                run.next = now + seconds(run.watched.restS());
            }
            next = std::min(next, run.next);
        }
        publish();
        return m_isDrawingDue ? std::min(next, m_drawAt) : next;
    }

    WatchedRun* find(const fs::path& run) {
        const auto found = m_runs.find(run);
        return found == m_runs.end() ? nullptr : &found->second.watched;
    }

    void search(const std::function<bool()>& stopRequested = {}) {
        std::set<fs::path> found;
        std::vector<fs::path> folders = m_places.others;
        folders.push_back(m_places.root);
        for (const fs::path& folder : folders)
            if (!folder.empty())
                for (fs::path& run : listRuns(folder, stopRequested)) found.insert(std::move(run));
        if (stopRequested && stopRequested()) return;
        m_changed = m_changed || !m_complete;
        m_complete = true;
        m_changed =
            std::erase_if(m_runs, [&](const auto& each) { return !found.contains(each.first); }) > 0 || m_changed;
        for (const fs::path& path : found) {
            const Result<RunFolder> folder = RunFolder::open(path);
            if (!folder) {  // it is gone
                m_changed = m_runs.erase(path) > 0 || m_changed;
            } else if (!m_runs.contains(path)) {
                m_runs.emplace(path, Entry{WatchedRun(*folder)});
                m_changed = true;
            }
        }
    }

private:
    struct Entry {
        WatchedRun watched;
        Clock::time_point next{};
    };

    void publish() {
        if (std::exchange(m_changed, false)) {
            auto summaries = std::make_shared<RunSummaries>();
            summaries->complete = m_complete;
            for (const auto& [path, run] : m_runs) summaries->runs.push_back(run.watched.summary());
            tell([summaries](RunWatcher* watcher) { Q_EMIT watcher->runsChanged(summaries); });
        }
        draw();
        publishLog();
    }

    void draw() {
        if (!m_request) return;
        std::vector<DrawnRun> runs;
        std::vector<std::pair<fs::path, std::uint64_t>> versions{{fs::path(), 0}};  // something, also of no runs
        for (std::size_t i = 0; i < m_request->runs.size(); ++i) {
            const WatchedRun* run = find(m_request->runs[i]);
            if (!run) continue;
            const RunConfig* config = run->summary().config.get();
            DrawnRun drawn{i, &run->history(), config && config->optimizer == Optimizer::Sam};
            if (config)
                for (const TrainingAverage& average : config->averages) drawn.averages.push_back(average.name());
            runs.push_back(std::move(drawn));
            versions.emplace_back(m_request->runs[i], run->version());
        }
        m_isDrawingDue = false;
        if (versions == m_drawn) return;
        // A new request is answered at once; new points a few times a second, and so that most of the time is left to read.
        const Clock::time_point now = Clock::now();
        m_isDrawingDue = !m_drawn.empty() && now < m_drawAt;
        if (m_isDrawingDue) return;
        m_drawn = versions;
        const auto charts = std::make_shared<const Charts>(drawCharts(*m_request, runs));
        const Clock::time_point end = Clock::now();
        m_drawAt = end + std::max<Clock::duration>(kDrawEvery, 4 * (end - now));
        tell([charts](RunWatcher* watcher) { Q_EMIT watcher->chartsDrawn(charts); });
    }

    void publishLog() {
        const WatchedRun* run = find(m_logOf);
        if (!run) return;
        auto log = std::make_shared<RunLog>();
        log->worker = endOfFile(run->folder().workerLog(), std::size_t(1) << 16);
        const std::pair version{run->version(), log->worker};
        if (m_logVersion == version) return;
        m_logVersion = version;
        log->run = m_logOf;
        log->entries = run->log();
        tell([log = std::shared_ptr<const RunLog>(std::move(log))](RunWatcher* watcher) {
            Q_EMIT watcher->logChanged(log);
        });
    }

    template <class Tell>
    void tell(Tell what) {
        QMetaObject::invokeMethod(
            m_watcher, [watcher = m_watcher, what] { what(watcher); }, Qt::QueuedConnection);
    }

    RunWatcher* m_watcher;
    RunPlaces m_places;
    std::map<fs::path, Entry> m_runs;
    bool m_changed = false, m_complete = false;
    Clock::time_point m_searchAt{};
    std::optional<ChartsRequest> m_request;
    std::vector<std::pair<fs::path, std::uint64_t>> m_drawn;  ///< the histories in the last charts
    Clock::time_point m_drawAt{};                             ///< not before
    bool m_isDrawingDue = false;
    fs::path m_logOf;
    std::optional<std::pair<std::uint64_t, std::string>> m_logVersion;
};

RunWatcher::RunWatcher(QObject* parent)
    : QObject(parent),
      m_orders(std::make_unique<Orders>()),
      m_thread([this](const std::stop_token& stop) { run(stop); }) {}

RunWatcher::~RunWatcher() = default;

void RunWatcher::run(const std::stop_token& stop) {
    lowerThreadPriority();
    Watch watch(this);
    Clock::time_point next{};
    while (!stop.stop_requested()) {
        Orders orders;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait_until(lock, stop, next, [this] { return m_orders->any(); });
            std::swap(orders, *m_orders);
        }
        watch.obey(orders);
        next = watch.look(stop);
    }
}

void RunWatcher::give(const std::function<void(Orders&)>& order) {
    const std::lock_guard lock(m_mutex);
    order(*m_orders);
    m_wake.notify_one();
}

void RunWatcher::setPlaces(const RunPlaces& places) {
    give([&](Orders& orders) { orders.places = places; });
}

void RunWatcher::setCharts(const ChartsRequest& request) {
    give([&](Orders& orders) { orders.charts = request; });
}

void RunWatcher::setLogOf(const fs::path& run) {
    give([&](Orders& orders) { orders.logOf = run; });
}

void RunWatcher::lookNow() {
    give([](Orders& orders) { orders.lookNow = true; });
}

void RunWatcher::act(const fs::path& run, Work work) {
    give([&](Orders& orders) {
        orders.works.emplace_back([this, run, work = std::move(work)](Watch&) {
            const Result<RunFolder> folder = RunFolder::open(run);
            const QString error = folder ? work(*folder) : coreText(folder.error().message);
            QMetaObject::invokeMethod(
                this, [this, error] { Q_EMIT done(error); }, Qt::QueuedConnection);
        });
    });
}

void RunWatcher::startWorkerFor(const fs::path& run) {
    give([&](Orders& orders) {
        orders.works.emplace_back([this, run](Watch& watch) {
            const StartedWorker started = startWorker(run);
            if (WatchedRun* watched = watch.find(run); watched && started.error.isEmpty())
                watched->expectWorker(started.pid);
            QMetaObject::invokeMethod(
                this, [this, error = started.error] { Q_EMIT done(error); }, Qt::QueuedConnection);
        });
    });
}

void RunWatcher::expectWorkerFor(const fs::path& run) {
    give([&](Orders& orders) {
        orders.works.emplace_back([run](Watch& watch) {
            watch.search();  // it may be quite new
            WatchedRun* watched = watch.find(run);
            // One that has been at work already, or has ended, is no longer awaited.
            if (watched && watched->folder().status().state == RunState::Ready) watched->expectWorker(0);
        });
    });
}

void RunWatcher::remove(const fs::path& run) {
    act(run, [](const RunFolder& folder) -> QString {
        // Other programs have files of this name too.
        if (!folder.readConfig())
            return tr("%1 is not deleted: its config.json is not one of Basin's. Delete it by hand.")
                .arg(QString::fromStdString(folder.path().string()));
        if (readWorkerSigns(folder.lock()).alive)
            return tr("%1 has a worker; stop it before the run is deleted.")
                .arg(QString::fromStdString(folder.path().string()));
        // First what makes it a run: whoever looks now sees none, not half of one.
        std::error_code fault;
        fs::remove(folder.config(), fault);
        if (!fault) fs::remove_all(folder.path(), fault);
        if (!fault) return {};
        return tr("%1 could not be deleted: %2.")
            .arg(QString::fromStdString(folder.path().string()), QString::fromStdString(fault.message()));
    });
}

void RunWatcher::exportPoints(const std::vector<fs::path>& runs, const fs::path& file) {
    give([&](Orders& orders) {
        orders.works.emplace_back([this, runs, file](Watch& watch) {
            std::vector<NamedHistory> histories;
            for (const fs::path& run : runs)
                if (const WatchedRun* watched = watch.find(run)) {
                    const std::string& title = watched->summary().label.title;
                    std::string name = title.empty() ? run.filename().string() : title;
                    // Several runs may have one title.
                    if (std::ranges::find(histories, name, &NamedHistory::name) != histories.end())
                        name += " (" + run.string() + ")";
                    histories.push_back({std::move(name), &watched->history()});
                }
            const std::optional<Error> error = writePoints(file, histories);
            QMetaObject::invokeMethod(
                this, [this, text = error ? coreText(error->message) : QString()] { Q_EMIT done(text); },
                Qt::QueuedConnection);
        });
    });
}

}  // namespace basin
