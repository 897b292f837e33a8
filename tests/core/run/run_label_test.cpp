// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/run_label.h"

#include "tests/core/run/folder.h"
#include "tests/support/catch.h"

namespace basin {

namespace {

RunFolder makeRun(const std::filesystem::path& path) {
    RunConfig config;
    config.data = "/data/cifar";
    const auto folder = RunFolder::create(path, config);
    if (!folder) FAIL(folder.error().message);
    return *folder;
}

}  // namespace

TEST_CASE("A run's label is read as it was written") {
    const TestFolder folder;
    const RunFolder run = makeRun(folder.path / "run");
    CHECK(readRunLabel(run) == RunLabel{});
    const RunLabel label{"Große Schritte, \"SAM\"", "#d55e00"};
    REQUIRE(!writeRunLabel(run, label));
    CHECK(readRunLabel(run) == label);
    // Another title takes the place of the old one.
    REQUIRE(!writeRunLabel(run, {"second", ""}));
    CHECK(readRunLabel(run) == RunLabel{"second", ""});
}

TEST_CASE("Rubbish in a label is no label") {
    const TestFolder folder;
    const RunFolder run = makeRun(folder.path / "run");
    for (const char* text : {"", "{", "[]", "\"a\"", R"({"title": 3, "colour": []})", R"({"colour": "red"})",
                             R"({"colour": "#12345g"})", R"({"colour": "#1234567"})"}) {
        writeFile(run.label(), text);
        CHECK(readRunLabel(run) == RunLabel{});
    }
    // What is right counts, and what is unknown does not.
    writeFile(run.label(), R"({"title": "right", "colour": "blue", "star": true})");
    CHECK(readRunLabel(run) == RunLabel{"right", ""});
}

TEST_CASE("A label that cannot be written says so") {
    const TestFolder folder;
    const RunFolder run = makeRun(folder.path / "run");
    std::filesystem::remove_all(run.path());
    const auto error = writeRunLabel(run, {"title", ""});
    REQUIRE(error);
    CHECK(error->message.find("label.json") != std::string::npos);
}

}  // namespace basin
