// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/run_folder.h"

#include "tests/core/run/child.h"
#include "tests/core/run/folder.h"
#include "tests/support/catch.h"

#include <memory>

namespace basin {

namespace {

namespace fs = std::filesystem;

RunConfig someConfig() {
    RunConfig config;
    config.data = "/data/cifar";
    return config;
}

RunFolder makeRun(const fs::path& path) {
    const auto folder = RunFolder::create(path, someConfig());
    if (!folder) FAIL(folder.error().message);
    return *folder;
}

/// Within a child: takes the run, says `words` and returns whether all that worked.
bool startWorker(const RunFolder& folder, std::optional<RunLock>& lock, const std::vector<Event>& words) {
    auto taken = RunLock::take(folder.lock());
    if (!taken) return false;
    lock.emplace(*std::move(taken));
    auto opened = EventWriter::open(folder.events());
    if (!opened) return false;
    EventWriter writer = *std::move(opened);
    for (const Event& event : words)
        if (writer.append(event)) return false;
    return true;
}

const Event kQueued{kUnknown, StateEvent{Activity::Queued}};
const Event kRunning{kUnknown, StateEvent{Activity::Running}};
const Event kPaused{kUnknown, StateEvent{Activity::Paused}};

}  // namespace

TEST_CASE("A run folder is made once, with its configuration") {
    const TestFolder place;
    const fs::path path = place.path / "many" / "runs" / "one";
    const RunFolder folder = makeRun(path / "");
    REQUIRE(folder.path() == path);
    REQUIRE(*folder.readConfig() == someConfig());
    REQUIRE(fs::is_directory(folder.checkpoints()));
    REQUIRE(RunFolder::open(path)->path() == path);
    REQUIRE(folder.status().state == RunState::Ready);

    // Nothing is overwritten: neither a run, nor an empty folder, nor a file.
    const std::string before = contentOf(folder.config());
    RunConfig other = someConfig();
    other.seed = 77;
    const auto again = RunFolder::create(path, other);
    REQUIRE_FALSE(again);
    CHECK(again.error().message == path.string() + " is there already; a new run needs a folder of its own.");
    CHECK(contentOf(folder.config()) == before);
    fs::create_directory(place.path / "empty");
    CHECK_FALSE(RunFolder::create(place.path / "empty", other));
    writeFile(place.path / "file", "mine");
    CHECK_FALSE(RunFolder::create(place.path / "file", other));
    CHECK_FALSE(RunFolder::create(place.path / "file" / "run", other));
    CHECK(contentOf(place.path / "file") == "mine");

    // What can not be made leaves nothing behind.
    CHECK_FALSE(RunFolder::create("/proc/run", other));
    CHECK_FALSE(RunFolder::create("", other));
    other.epochs = 0;
    CHECK_FALSE(RunFolder::create(place.path / "impossible", other));
    CHECK_FALSE(fs::exists(place.path / "impossible"));
    CHECK_FALSE(RunFolder::open(place.path / "empty"));
    writeFile(place.path / "empty" / "config.json", "{");
    CHECK_THAT(RunFolder::open(place.path / "empty")->readConfig().error().message,
               Catch::Matchers::Contains("config.json: The file breaks off"));
}

TEST_CASE("A killed worker's run is lost, and can be taken again") {
    const TestFolder place;
    const RunFolder folder = makeRun(place.path / "run");
    Child worker([&folder](auto ready) {
        std::optional<RunLock> lock;
        if (!startWorker(folder, lock, {kQueued, kRunning})) return 1;
        ready();
        liveOn();
    });
    REQUIRE(folder.status().state == RunState::Running);
    const auto second = RunLock::take(folder.lock());
    REQUIRE_FALSE(second);
    CHECK_THAT(second.error().message, Catch::Matchers::Contains("already has a worker (process"));
    worker.kill();
    REQUIRE(folder.status().state == RunState::Lost);

    // A second worker takes it although the heartbeat of the first is fresh: its lock would be seen here.
    Child next([&folder](auto ready) {
        std::optional<RunLock> lock;
        const Event resumed{kUnknown, ResumedEvent{0}};
        if (!startWorker(folder, lock, {resumed, kPaused})) return 1;
        ready();
        liveOn();
    });
    REQUIRE(folder.status().state == RunState::Paused);
    next.kill();
    REQUIRE(folder.status().state == RunState::Lost);
}

TEST_CASE("A worker that dies before its first word, or queued, is lost as well") {
    const TestFolder place;
    const RunFolder folder = makeRun(place.path / "run");
    Child worker([&folder](auto ready) {
        std::optional<RunLock> lock;
        if (!startWorker(folder, lock, {})) return 1;
        ready();
        liveOn();
    });
    REQUIRE(folder.status().state == RunState::Running);
    worker.kill();
    REQUIRE(folder.status().state == RunState::Lost);
    Child queued([&folder](auto ready) {
        std::optional<RunLock> lock;
        if (!startWorker(folder, lock, {kQueued})) return 1;
        ready();
        liveOn();
    });
    REQUIRE(folder.status().state == RunState::Queued);
    queued.kill();
    REQUIRE(folder.status().state == RunState::Lost);
}

TEST_CASE("Only one of many workers gets a run") {
    const TestFolder place;
    const RunFolder folder = makeRun(place.path / "run");
    std::vector<std::unique_ptr<Child>> workers;
    workers.reserve(6);
    for (int i = 0; i < 6; ++i)
        workers.push_back(std::make_unique<Child>([&folder](auto ready) {
            ready();
            int turns = 0;
            while (turns < 10) {
                const auto lock = RunLock::take(folder.lock());
                if (!lock) continue;
                ++turns;
                // A folder can be made once: two workers at a time would be seen.
                const fs::path mark = folder.path() / "mine";
                std::error_code fault;
                if (!fs::create_directory(mark, fault)) return 1;
                if (!fs::remove(mark, fault)) return 2;
            }
            return 0;
        }));
    for (const auto& worker : workers) REQUIRE(worker->result() == 0);
    // In one process, too.
    const auto first = RunLock::take(folder.lock());
    REQUIRE(first);
    REQUIRE_FALSE(RunLock::take(folder.lock()));
}

TEST_CASE("How a run ended is said by its last words") {
    const TestFolder place;
    struct Case {
        EndReason reason;
        RunState state;
    };
    for (const Case& one : {Case{EndReason::Finished, RunState::Finished}, Case{EndReason::Stopped, RunState::Stopped},
                            Case{EndReason::TimeUp, RunState::Stopped}, Case{EndReason::Diverged, RunState::Failed},
                            Case{EndReason::OutOfMemory, RunState::Failed}}) {
        const RunFolder folder = makeRun(place.path / nameOf(one.reason));
        {
            std::optional<RunLock> lock;
            REQUIRE(startWorker(folder, lock, {kRunning, Event{kUnknown, EndEvent{one.reason, "why"}}}));
            REQUIRE(folder.status().state == one.state);  // also while the worker still tidies up
        }
        const RunStatus status = folder.status();
        REQUIRE(status.state == one.state);
        REQUIRE(status.reason == one.reason);
        REQUIRE(status.message == "why");
    }
    // Evaluations of a run that has ended do not bring it back to life; a resumption does.
    const RunFolder folder = *RunFolder::open(place.path / "finished");
    auto writer = *EventWriter::open(folder.events());
    REQUIRE_FALSE(writer.append({kUnknown, EvaluationEvent{}}));
    REQUIRE_FALSE(writer.append({kUnknown, WarningEvent{"late"}}));
    REQUIRE(folder.status().state == RunState::Finished);
    REQUIRE_FALSE(writer.append({kUnknown, ResumedEvent{0}}));
    REQUIRE(folder.status().state == RunState::Lost);
}

TEST_CASE("The last word is found behind many lines that say nothing") {
    const TestFolder place;
    const RunFolder folder = makeRun(place.path / "run");
    std::string text = writeEvent(kRunning) + "\n" + writeEvent({0.0, EndEvent{EndReason::Stopped, ""}}) + "\n";
    const std::string silent = writeEvent({0.0, WarningEvent{std::string(5000, 'w')}}) + "\nrubbish\n";
    for (int i = 0; i < 100; ++i) text += silent;
    writeFile(folder.events(), text + "{\"event\":\"state\",\"state\":\"runn");
    REQUIRE(folder.status().state == RunState::Stopped);
    // The first line may be the only one, and may be half.
    writeFile(folder.events(), writeEvent({0.0, EndEvent{EndReason::Finished, ""}}) + "\n");
    REQUIRE(folder.status().state == RunState::Finished);
    writeFile(folder.events(), "\n\n");
    REQUIRE(folder.status().state == RunState::Ready);
}

TEST_CASE("On a full disk the lock file keeps the reason of the end") {
    const TestFolder place;
    const RunFolder folder = makeRun(place.path / "run");
    const EndEvent end{EndReason::DiskFull, "No space left on device for ηµ" + std::string(5000, '\x01')};
    {
        std::optional<RunLock> lock;
        REQUIRE(startWorker(folder, lock, {kRunning}));
        const auto size = fs::file_size(folder.lock());
        lock->lastWords(end);
        REQUIRE(fs::file_size(folder.lock()) == size);
        REQUIRE(folder.status().state == RunState::Running);
    }
    REQUIRE(folder.status().state == RunState::Failed);
    REQUIRE(folder.status().reason == EndReason::DiskFull);
    // The next worker has not failed.
    { const auto lock = RunLock::take(folder.lock()); }
    REQUIRE(folder.status().state == RunState::Lost);
}

TEST_CASE("On another host the heartbeat decides") {
    const TestFolder place;
    const fs::path path = place.path / "worker.lock";
    const auto write = [&path](const std::string& boot, double time, bool released) {
        writeFile(path, R"({"host":"far","boot":")" + boot + R"(","pid":7,"time":)" + std::to_string(time) +
                            R"(,"released":)" + (released ? "true" : "false") + "}\n");
    };
    const Host here{"far", "this boot"};
    struct Row {
        const char* boot;
        double age;
        bool released, alive;
    };
    // Without a lock in the kernel: elsewhere a beat of the last minute means life, whichever clock is ahead; here never.
    for (const Row& row :
         {Row{"other boot", 5, false, true}, Row{"other boot", -5, false, true}, Row{"other boot", 61, false, false},
          Row{"other boot", -61, false, false}, Row{"other boot", 5, true, false}, Row{"this boot", 5, false, false}}) {
        CAPTURE(row.boot, row.age, row.released);
        write(row.boot, 1000.0 - row.age, row.released);
        const WorkerSigns signs = readWorkerSigns(path, 1000.0, here);
        CHECK(signs.everStarted);
        CHECK(signs.alive == row.alive);
        CHECK(signs.heartbeat->pid == 7);
    }
    // A worker on another host that was heard a moment ago keeps its run.
    const double now = std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
    write("other boot", now, false);
    const auto refused = RunLock::take(path);
    REQUIRE_FALSE(refused);
    CHECK_THAT(refused.error().message, Catch::Matchers::Contains("(process 7 on far)"));
    write("other boot", now - 3600.0, false);
    REQUIRE(RunLock::take(path));
    // Rubbish, in whichever form, is no sign of life.
    for (const std::string& rubbish : {std::string(), std::string("{"), std::string("[1]"), std::string(5000, '\0'),
                                       std::string(R"({"time":"now","pid":-1,"host":[],"released":3,"end":{}})")}) {
        writeFile(path, rubbish);
        CHECK_FALSE(readWorkerSigns(path, 1000.0, here).alive);
    }
    CHECK_FALSE(readWorkerSigns(place.path / "none", 1000.0, here).everStarted);
}

TEST_CASE("All runs below a folder are listed") {
    const TestFolder place;
    const std::vector<fs::path> runs{place.path / "a", place.path / "b" / "c", place.path / "b" / "d"};
    for (const fs::path& run : runs) makeRun(run);
    makeRun(place.path / "a" / "checkpoints" / "inner");  // not looked for within a run
    fs::create_directory_symlink(place.path, place.path / "b" / "loop");
    writeFile(place.path / "b" / "note.txt", "");
    REQUIRE(listRuns(place.path) == runs);
    REQUIRE(listRuns(runs[0]) == std::vector<fs::path>{runs[0]});
    REQUIRE(listRuns(place.path / "none").empty());
}

}  // namespace basin
