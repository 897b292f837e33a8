// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/control.h"

#include "core/run/file_lock.h"
#include "core/scenario/fields.h"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <utility>

namespace basin {

namespace fs = std::filesystem;

namespace {

using Json = nlohmann::json;
using Need = Fields::Need;

constexpr std::array<Name<Command::Kind>, 5> kKinds{{{Command::Kind::Pause, "pause"},
                                                     {Command::Kind::GoOn, "go-on"},
                                                     {Command::Kind::Stop, "stop"},
                                                     {Command::Kind::StopAndSave, "stop-and-save"},
                                                     {Command::Kind::Extend, "extend"}}};
constexpr std::uint64_t kLastSequence = std::uint64_t(1) << 53;
constexpr std::size_t kMostCommands = 1000;

struct Numbered {
    std::uint64_t sequence = 0;
    Command command;
};

fs::path donePath(const fs::path& control) { return control.string() + ".done"; }

/// Zero if nothing was done yet; null if the file is rubbish.
std::optional<std::uint64_t> readDone(const fs::path& control) {
    std::error_code fault;
    if (!fs::exists(donePath(control), fault)) return 0;
    const auto text = readFile(donePath(control));
    std::uint64_t done = 0;
    if (!text) return std::nullopt;
    const auto [end, code] = std::from_chars(text->data(), text->data() + text->size(), done);
    if (code != std::errc() || end == text->data() || *end != '\n' || done > kLastSequence) return std::nullopt;
    return done;
}

Numbered commandIn(const Json& json, const std::string& path, std::optional<Error>& error) {
    Numbered one;
    Fields fields(json, path, {"sequence", "command", "epochs", "step_size"}, error);
    fields.readWhole("sequence", one.sequence, Need::Required);
    fields.readName(
        "command", one.command.kind, [](const std::string& name) { return valueNamed<Command::Kind>(name, "command"); },
        Need::Required);
    const Need need = one.command.kind == Command::Kind::Extend ? Need::Required : Need::Optional;
    Extension& extension = one.command.extension;
    fields.readWhole("epochs", extension.epochs, need);
    fields.read("step_size", extension.stepSize, need);
    if (error) return one;
    if (one.sequence == 0 || one.sequence > kLastSequence)
        fields.complain("sequence", "must be from 1 to 2^53", json["sequence"]);
    if (!error) error = checkExtension(extension, path.empty() ? "" : path + ".");
    return one;
}

/// The commands of a control file by their numbers: a list of objects, or one object.
Result<std::vector<Numbered>> commandsIn(std::string_view text) {
    Result<Json> parsed = parseJson(text);
    if (!parsed) return parsed.error();
    const bool isList = parsed->is_array();
    if (!isList && !parsed->is_object()) return Error{"It has neither a command nor a list of commands."};
    const Json list = isList ? *parsed : Json::array({*parsed});
    if (list.size() > kMostCommands)
        return Error{"There are more than " + std::to_string(kMostCommands) + " commands."};
    std::vector<Numbered> commands;
    std::optional<Error> error;
    for (std::size_t i = 0; i < list.size() && !error; ++i)
        commands.push_back(commandIn(list[i], isList ? "[" + std::to_string(i) + "]" : "", error));
    if (error) return *error;
    std::stable_sort(commands.begin(), commands.end(),
                     [](const Numbered& a, const Numbered& b) { return a.sequence < b.sequence; });
    return commands;
}

Json jsonOf(const Numbered& one) {
    Json json{{"sequence", one.sequence}, {"command", nameOf(one.command.kind)}};
    if (one.command.kind == Command::Kind::Extend) {
        json["epochs"] = one.command.extension.epochs;
        json["step_size"] = one.command.extension.stepSize;
    }
    return json;
}

}  // namespace

template <>
std::span<const Name<Command::Kind>> namesOf() {
    return kKinds;
}

std::optional<Error> sendCommand(const fs::path& control, const Command& command) {
    // One sender at a time, so that none loses another's command. Where there are no locks, they take the risk.
    const Result<Descriptor> turn = openLockFile(control.string() + ".lock");
    if (!turn) return turn.error();
    waitForLock(*turn);
    std::uint64_t last = readDone(control).value_or(0);
    Json list = Json::array();
    if (const auto text = readFile(control)) {
        // Rubbish is replaced: no worker will obey it.
        if (const auto commands = commandsIn(*text)) {
            for (const Numbered& one : *commands)
                if (one.sequence > last) list.push_back(jsonOf(one));
            if (!commands->empty()) last = std::max(last, commands->back().sequence);
        }
    }
    if (last >= kLastSequence || list.size() >= kMostCommands)
        return Error{control.string() + " takes no more commands; its worker does not read them.", control.string()};
    list.push_back(jsonOf({last + 1, command}));
    return writeAtomically(control, list.dump(1) + "\n");
}

ControlReader::ControlReader(fs::path control) : m_control(std::move(control)), m_done(readDone(m_control)) {}

NewCommands ControlReader::poll() {
    NewCommands found;
    const bool first = std::exchange(m_first, false);
    struct stat status {};
    if (::stat(m_control.c_str(), &status) != 0) {
        if (!m_done) m_done = 0;
        return found;
    }
    const Stamp stamp{status.st_ino, status.st_size, status.st_mtim.tv_sec, status.st_mtim.tv_nsec};
    if (stamp == m_seen) return found;
    m_seen = stamp;
    const auto complain = [&](const std::string& why) {
        found.warning = "The control file " + m_control.string() + " is not obeyed: " + why;
    };
    const Result<std::string> text = readFile(m_control);
    if (!text) {
        complain(text.error().message);
        return found;
    }
    const Result<std::vector<Numbered>> commands = commandsIn(*text);
    if (!commands) {
        complain(commands.error().message);
        return found;
    }
    // If the number of the last command is lost, none is done a second time: all that is there counts as done.
    if (!m_done) m_done = commands->empty() ? 0 : commands->back().sequence;
    const std::uint64_t before = *m_done;
    for (const Numbered& one : *commands) {
        if (one.sequence <= *m_done) continue;
        m_done = one.sequence;
        if (!first || one.command.kind == Command::Kind::Extend) found.commands.push_back(one.command);
    }
    // Before anything is done. A disk that is full must still let the worker be stopped, so that a failure is only told.
    if (*m_done != before)
        if (const auto error = writeAtomically(donePath(m_control), std::to_string(*m_done) + "\n"))
            found.warning = error->message;
    return found;
}

}  // namespace basin
