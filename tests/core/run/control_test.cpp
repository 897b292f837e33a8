// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/control.h"

#include "tests/core/run/child.h"
#include "tests/core/run/folder.h"
#include "tests/support/catch.h"

#include <algorithm>
#include <memory>

namespace basin {

namespace {

using Kind = Command::Kind;

std::vector<Kind> kindsOf(const NewCommands& found) {
    std::vector<Kind> kinds;
    for (const Command& command : found.commands) kinds.push_back(command.kind);
    return kinds;
}

}  // namespace

TEST_CASE("A command is handed out once") {
    const TestFolder folder;
    const auto control = folder.path / "control.json";
    ControlReader reader(control);
    REQUIRE(reader.poll().commands.empty());
    REQUIRE_FALSE(sendCommand(control, {Kind::Pause}));
    REQUIRE(kindsOf(reader.poll()) == std::vector<Kind>{Kind::Pause});
    REQUIRE(reader.poll().commands.empty());
    // Two at once, in their order, and the same one twice.
    REQUIRE_FALSE(sendCommand(control, {Kind::Pause}));
    REQUIRE_FALSE(sendCommand(control, {Kind::Pause}));
    REQUIRE_FALSE(sendCommand(control, {Kind::Extend, {5, 0.02}}));
    const NewCommands found = reader.poll();
    REQUIRE_FALSE(found.warning);
    REQUIRE(found.commands == std::vector<Command>{{Kind::Pause}, {Kind::Pause}, {Kind::Extend, {5, 0.02}}});
    // The same file written again is not the same command again.
    writeFile(control, contentOf(control));
    REQUIRE(reader.poll().commands.empty());
    REQUIRE(ControlReader(control).poll().commands.empty());
}

TEST_CASE("A worker that starts obeys no command that was meant for an earlier one, but keeps extensions") {
    const TestFolder folder;
    const auto control = folder.path / "control.json";
    REQUIRE_FALSE(sendCommand(control, {Kind::Stop}));
    REQUIRE_FALSE(sendCommand(control, {Kind::Extend, {2, 0.1}}));
    ControlReader reader(control);
    REQUIRE(kindsOf(reader.poll()) == std::vector<Kind>{Kind::Extend});
    REQUIRE(ControlReader(control).poll().commands.empty());
    REQUIRE_FALSE(sendCommand(control, {Kind::GoOn}));
    REQUIRE(kindsOf(reader.poll()) == std::vector<Kind>{Kind::GoOn});
    // If the number of the last command is lost, nothing is done twice.
    REQUIRE_FALSE(sendCommand(control, {Kind::Extend, {2, 0.1}}));
    writeFile(control.string() + ".done", "rubbish");
    ControlReader next(control);
    REQUIRE(next.poll().commands.empty());
    REQUIRE_FALSE(sendCommand(control, {Kind::StopAndSave}));
    REQUIRE(kindsOf(next.poll()) == std::vector<Kind>{Kind::StopAndSave});
}

TEST_CASE("Rubbish in the control file gives one warning and changes nothing") {
    const TestFolder folder;
    const auto control = folder.path / "control.json";
    ControlReader reader(control);
    REQUIRE(reader.poll().commands.empty());
    REQUIRE_FALSE(sendCommand(control, {Kind::Pause}));
    REQUIRE(reader.poll().commands.size() == 1);
    for (const std::string& rubbish :
         {std::string(), std::string("pause"), std::string("{\"sequence\": 9, \"command\": \"dance\"}"),
          std::string("{\"command\": \"stop\"}"), std::string("{\"sequence\": -1, \"command\": \"stop\"}"),
          std::string("{\"sequence\": 0, \"command\": \"stop\"}"),
          std::string("{\"sequence\": 1e300, \"command\": \"stop\"}"),
          std::string("{\"sequence\": 9, \"command\": \"extend\"}"),
          std::string("{\"sequence\": 9, \"command\": \"extend\", \"epochs\": 0, \"step_size\": 0.1}"),
          std::string("{\"sequence\": 9, \"command\": \"extend\", \"epochs\": 1, \"step_size\": -1}"),
          std::string("{\"sequence\": 9, \"command\": \"stop\", \"now\": true}"), std::string("7"),
          std::string(5000, '\0'), std::string(100000, '['),
          std::string("[{\"sequence\": 9, \"command\": \"stop\"}, 7]"), std::string(3 << 20, ' ')}) {
        CAPTURE(rubbish.substr(0, 100));
        std::filesystem::remove(control);
        writeFile(control, rubbish);
        const NewCommands found = reader.poll();
        CHECK(found.commands.empty());
        REQUIRE(found.warning);
        CHECK_FALSE(reader.poll().warning);
    }
    // Whoever sends next replaces the rubbish, and is obeyed; so is a person with an editor.
    REQUIRE_FALSE(sendCommand(control, {Kind::Stop}));
    REQUIRE(kindsOf(reader.poll()) == std::vector<Kind>{Kind::Stop});
    writeFile(control, "{\"sequence\": 1000, \"command\": \"go-on\"}");
    REQUIRE(kindsOf(reader.poll()) == std::vector<Kind>{Kind::GoOn});
    REQUIRE(sendCommand(folder.path / "none" / "control.json", {Kind::Stop}));
}

TEST_CASE("Several senders at once lose no command") {
    const TestFolder folder;
    const auto control = folder.path / "control.json";
    ControlReader reader(control);
    REQUIRE(reader.poll().commands.empty());
    constexpr int kSenders = 4, kEach = 10;
    std::vector<std::unique_ptr<Child>> senders;
    senders.reserve(kSenders);
    for (int i = 0; i < kSenders; ++i)
        senders.push_back(std::make_unique<Child>([&control, i](auto ready) {
            ready();
            for (int k = 0; k < kEach; ++k)
                if (sendCommand(control, {Kind::Extend, {1 + i * kEach + k, 0.1}})) return 1;
            return 0;
        }));
    std::vector<std::int64_t> epochs;
    const auto look = [&] {
        for (const Command& command : reader.poll().commands) epochs.push_back(command.extension.epochs);
    };
    for (int i = 0; i < 100; ++i) look();
    for (const auto& sender : senders) REQUIRE(sender->result() == 0);
    look();
    std::sort(epochs.begin(), epochs.end());
    std::vector<std::int64_t> expected;
    expected.reserve(kSenders * kEach);
    for (int i = 1; i <= kSenders * kEach; ++i) expected.push_back(i);
    REQUIRE(epochs == expected);
}

}  // namespace basin
