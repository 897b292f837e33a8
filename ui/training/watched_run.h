// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/training/run_summary.h"

#include <cstdint>

namespace basin {

/// Something that happened to a run, for its log.
struct LogEntry {
    Event event;            ///< a state, a warning, a resumption or an end
    std::int64_t step = 0;  ///< made so far
};

/// One run folder as it is watched: everything is read here and nowhere else. Lives on the watcher's thread.
class WatchedRun {
public:
    explicit WatchedRun(RunFolder folder);

    /// Looks what is new; true if something is. Reads a piece at a time: as long as `summary().reading`, look again soon.
    bool look();
    /// Seconds until the next look is worth while: runs that ended are looked at less often.
    double restS() const;
    /// A worker was started for it; 0: nobody knows as which process.
    void expectWorker(std::int64_t pid);

    const RunFolder& folder() const { return m_folder; }
    const RunHistory& history() const { return m_history; }
    const RunSummary& summary() const { return m_summary; }
    std::uint64_t version() const { return m_version; }  ///< of the history: grows when it changes
    const std::vector<LogEntry>& log() const { return m_log; }

private:
    /// What tells one state of a small file from the next.
    struct Stamp {
        std::int64_t inode = -1, size = -1, seconds = 0, nanoseconds = 0;
        bool operator==(const Stamp&) const = default;
    };
    static Stamp stampOf(const std::filesystem::path& path);
    bool readConfig();
    bool readLabel();
    void take(const NewEvents& found);
    void note(LogEntry entry);
    bool lookForWorker(bool alive);

    RunFolder m_folder;
    EventReader m_reader;
    RunHistory m_history;
    RunSummary m_summary;
    std::vector<LogEntry> m_log;
    std::uint64_t m_version = 0;
    Stamp m_config, m_label;
    struct Expected {
        std::int64_t pid = 0;
        double since = 0.0;        ///< s
        std::uint64_t offset = 0;  ///< of the log when it was started
    };
    std::optional<Expected> m_expected;
};

/// The last bytes of a text file, from the beginning of a line; empty if there is none.
std::string endOfFile(const std::filesystem::path& path, std::size_t most);
/// The last line that is not empty.
std::string lastLine(const std::string& text);

}  // namespace basin
