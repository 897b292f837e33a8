// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/names.h"
#include "core/run/run_config.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace basin {

/// What somebody asks of a worker.
struct Command {
    enum class Kind {
        Pause,
        GoOn,
        Stop,         ///< at once; what came after the last checkpoint is lost
        StopAndSave,  ///< a checkpoint first
        Extend        ///< more epochs after the last one
    };
    Kind kind = Kind::Pause;
    Extension extension;  ///< of Extend
    bool operator==(const Command&) const = default;
};

/// "pause", "go-on", "stop", "stop-and-save", "extend".
template <>
std::span<const Name<Command::Kind>> namesOf();

/// Puts a command into the control file, behind those that the worker has not seen yet. Anybody may, also several at once.
std::optional<Error> sendCommand(const std::filesystem::path& control, const Command& command);

/// What came in since the last look.
struct NewCommands {
    std::vector<Command> commands;  ///< in their order, each for the first and only time
    std::optional<std::string> warning;
};

/// The worker's side of the control file: every command is handed out once, also over restarts. The number of the last one
/// is kept in the file PATH.done.
class ControlReader {
public:
    /// Of the commands that are there already, sent to an earlier worker or to none, only extensions still count.
    explicit ControlReader(std::filesystem::path control);
    /// One look at the file's date if nothing came in.
    NewCommands poll();

private:
    struct Stamp {
        std::uint64_t inode = 0;
        std::int64_t size = -1;
        std::int64_t seconds = 0, nanoseconds = 0;  ///< of the last change
        bool operator==(const Stamp&) const = default;
    };
    std::filesystem::path m_control;
    std::optional<std::uint64_t> m_done;  ///< sequence of the last command handed out; unknown if its file is rubbish
    Stamp m_seen;
    bool m_first = true;
};

}  // namespace basin
