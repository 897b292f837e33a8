// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/checkpoint_file.h"
#include "core/run/device_queue.h"
#include "tests/core/run/child.h"
#include "tests/core/run/folder.h"
#include "tests/support/catch.h"

#include <sys/resource.h>

#include <memory>

namespace basin {

namespace {

namespace fs = std::filesystem;

std::size_t entriesOf(const fs::path& folder) {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

void writeCheckpoint(const fs::path& path, const std::string& bytes) {
    auto begun = AtomicFile::begin(path);
    REQUIRE(begun);
    AtomicFile file = *std::move(begun);
    REQUIRE_FALSE(file.write(bytes));
    const auto error = commitWithChecksum(std::move(file), path);
    REQUIRE_FALSE(error);
}

}  // namespace

TEST_CASE("A file appears whole or not at all") {
    const TestFolder folder;
    const fs::path path = folder.path / "file";
    REQUIRE_FALSE(writeAtomically(path, "first"));
    REQUIRE_FALSE(writeAtomically(path, std::string(300000, 'x')));
    REQUIRE(*readFile(path) == std::string(300000, 'x'));
    REQUIRE_FALSE(readFile(path, 299999));
    {
        auto given = AtomicFile::begin(path);
        REQUIRE(given);
        AtomicFile dropped = *std::move(given);
        REQUIRE_FALSE(dropped.write("half"));
        REQUIRE(entriesOf(folder.path) == 2);
    }
    REQUIRE(contentOf(path).size() == 300000);
    REQUIRE(entriesOf(folder.path) == 1);
    // A disk that fills up in the middle: the old one stays, and nothing else.
    Child child([&path](auto) {
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{1000, 1000};
        if (::setrlimit(RLIMIT_FSIZE, &limit) != 0) return 2;
        return writeAtomically(path, std::string(2000, 'y')) ? 0 : 1;
    });
    REQUIRE(child.result() == 0);
    REQUIRE(contentOf(path) == std::string(300000, 'x'));
    REQUIRE(entriesOf(folder.path) == 1);
    REQUIRE(writeAtomically(folder.path / "none" / "file", ""));
    REQUIRE(writeAtomically(folder.path, "a folder"));
    REQUIRE(entriesOf(folder.path) == 1);
    REQUIRE_FALSE(readFile(folder.path));
    REQUIRE_FALSE(readFile(folder.path / "none"));
}

TEST_CASE("A reader beside a writer sees whole files only") {
    const TestFolder folder;
    const fs::path path = folder.path / "file";
    REQUIRE_FALSE(writeAtomically(path, std::string(100000, 'a')));
    Child writer([&path](auto ready) {
        ready();
        for (int i = 1; i < 100; ++i)
            if (writeAtomically(path, std::string(100000, static_cast<char>('a' + i % 26)))) return 1;
        return 0;
    });
    for (int i = 0; i < 300; ++i) {
        const auto text = readFile(path);
        REQUIRE(text);
        REQUIRE(text->size() == 100000);
        REQUIRE(*text == std::string(100000, text->front()));
    }
    REQUIRE(writer.result() == 0);
}

TEST_CASE("A checkpoint's checksum finds every changed bit") {
    const TestFolder folder;
    const fs::path path = checkpointPath(folder.path, 391);
    REQUIRE(path.filename() == "step-000000000391.pt");
    // The check value of CRC-32 (IEEE 802.3): the sum of "123456789" is cbf43926.
    writeCheckpoint(path, "123456789");
    REQUIRE(*checksumOf(path) == Checksum{9, 0xcbf43926U});
    REQUIRE(contentOf(path.string() + ".crc32") == "cbf43926 9\n");
    REQUIRE_FALSE(verifyChecksum(path));
    const std::string bytes = "123456789";
    for (std::size_t bit = 0; bit < 8 * bytes.size(); ++bit) {
        std::string spoilt = bytes;
        spoilt[bit / 8] = static_cast<char>(spoilt[bit / 8] ^ (1 << (bit % 8)));
        writeFile(path, spoilt);
        const auto error = verifyChecksum(path);
        REQUIRE(error);
        CHECK(error->message == path.string() + " is damaged: its bytes do not match its checksum.");
    }
    writeFile(path, "12345678");
    REQUIRE(verifyChecksum(path));
    fs::remove(path);
    REQUIRE(verifyChecksum(path));
}

TEST_CASE("The last checkpoints are kept, those that were not finished do not count") {
    const TestFolder folder;
    for (const std::int64_t step : {9, 10, 100, 1000}) writeCheckpoint(checkpointPath(folder.path, step), "w");
    writeFile(checkpointPath(folder.path, 2000), "cut off before its checksum");
    writeFile(folder.path / ".step-000000003000.pt.1-1.tmp", "cut off in writing");
    writeFile(folder.path / "note.txt", "somebody's");
    const std::vector<fs::path> newest{checkpointPath(folder.path, 1000), checkpointPath(folder.path, 100)};
    REQUIRE(checkpointsIn(folder.path).size() == 4);
    REQUIRE(stepOfCheckpoint(newest[0]) == 1000);
    REQUIRE(stepOfCheckpoint("note.txt") == -1);
    pruneCheckpoints(folder.path, 2, 5, 1000);  // 10 is a multiple of 5
    REQUIRE(checkpointsIn(folder.path).size() == 3);
    pruneCheckpoints(folder.path, 2, 0, 1000);
    REQUIRE(checkpointsIn(folder.path) == newest);
    REQUIRE(entriesOf(folder.path) == 5);  // two pairs and the note
    for (const fs::path& file : newest) REQUIRE_FALSE(verifyChecksum(file));
    REQUIRE(checkpointsIn(folder.path / "none").empty());
    // A run that went on from before damaged ones keeps what it writes now.
    pruneCheckpoints(folder.path, 2, 0, 100);
    REQUIRE(checkpointsIn(folder.path) == std::vector<fs::path>{checkpointPath(folder.path, 100)});
}

TEST_CASE("Workers wait for a device in the order in which they came, and nobody waits for the dead") {
    const TestFolder folder;
    const auto join = [&folder](const std::string& device) { return DevicePlace::join(folder.path, device); };
    auto waiting = [&join](auto ready) {
        const auto place = join("cuda-0");
        if (!place) return 1;
        ready();
        liveOn();
    };
    Child first(waiting);
    Child second(waiting);
    auto joined = join("cuda-0");
    REQUIRE(joined);
    std::optional<DevicePlace> third(*std::move(joined));
    const auto fourth = join("cuda-0");
    REQUIRE(fourth);
    CHECK(third->ahead() == 2);
    CHECK(fourth->ahead() == 3);
    CHECK(join("cuda-1")->ahead() == 0);
    second.kill();
    CHECK(third->ahead() == 1);
    first.kill();
    CHECK(third->ahead() == 0);
    CHECK(fourth->ahead() == 1);
    CHECK(join("cuda-0")->ahead() == 2);
    third.reset();
    CHECK(fourth->ahead() == 0);
}

TEST_CASE("Of many workers at once exactly one has the device") {
    const TestFolder folder;
    std::vector<std::unique_ptr<Child>> workers;
    workers.reserve(8);
    for (int i = 0; i < 8; ++i)
        workers.push_back(std::make_unique<Child>([&folder, i](auto ready) {
            ready();
            for (int round = 0; round < 20; ++round) {
                const auto place = DevicePlace::join(folder.path, "cpu");
                if (!place) return 1;
                while (place->ahead() > 0) ::usleep(200);
                // A folder can be made once: two at a time would be seen.
                const fs::path mark = folder.path / "mine";
                std::error_code fault;
                if (!fs::create_directory(mark, fault)) return 2;
                if (!fs::remove(mark, fault)) return 3;
            }
            return 0;
        }));
    for (const auto& worker : workers) REQUIRE(worker->result() == 0);
}

TEST_CASE("A queue that can not be made is an error") {
    const TestFolder folder;
    writeFile(folder.path / "file", "");
    REQUIRE_FALSE(DevicePlace::join(folder.path / "file", "cpu"));
    REQUIRE(deviceQueues());
}

}  // namespace basin
