// SPDX-License-Identifier: GPL-3.0-or-later
// A training run from the shell: to its end, interrupted, killed, and refused.
#include "tests/train/program.h"

#include "core/run/control.h"
#include "core/run/event_log.h"
#include "core/run/run_folder.h"

using namespace basin;
using Json = nlohmann::json;
namespace fs = std::filesystem;

namespace {

/// Whether a run has got so far.
std::function<bool()> after(const fs::path& run, std::int64_t steps) {
    return [run, steps] {
        const auto history = readHistory(run / "events.jsonl");
        return history && !history->steps().at.step.empty() &&
               history->steps().at.step.back() >= static_cast<double>(steps);
    };
}

std::size_t countOf(const std::string& text, const std::string& part) {
    std::size_t count = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
    return count;
}

Json statusOf(const Workshop& shop, const std::string& run) {
    const Json json = shop.train("status " + run + " --json").json();
    REQUIRE(json["runs"].size() == 1);
    return json["runs"][0];
}

}  // namespace

TEST_CASE("A run trains to its end and says how it goes") {
    const Workshop shop;
    const Run run = shop.train(shop.small() + "--epochs 2 --average tail:0.5 --average ema:0.9");
    CAPTURE(run.out, run.err);
    REQUIRE(run.exitCode == 0);
    REQUIRE(run.err.empty());
    // The folder, a line an epoch without a terminal's signs, and the end.
    REQUIRE(run.out.rfind("runs/cifar10-resnet8-sgd-constant-1\nepoch 1.0 of 2 · loss ", 0) == 0);
    REQUIRE(countOf(run.out, "\n") == 4);
    REQUIRE(run.out.find('\r') == std::string::npos);
    REQUIRE(run.out.find("tail:0.5 ") != std::string::npos);

    const Json status = statusOf(shop, "runs");
    REQUIRE(status["state"] == "finished");
    REQUIRE(status["reason"] == "finished");
    REQUIRE(status["epoch"] == 2.0);
    REQUIRE(status["epochs"] == 2);
    REQUIRE(status["seconds_left"].is_null());
    for (const char* of : {"sgd", "tail:0.5", "ema:0.9"}) {
        const double accuracy = status["accuracies"][of]["test"].get<double>();
        REQUIRE(0.0 <= accuracy);
        REQUIRE(accuracy <= 1.0);
        // Of 20 test images.
        REQUIRE_THAT(20.0 * accuracy, WithinAbs(std::round(20.0 * accuracy), 1e-9));
    }
    const Run text = shop.train("status runs");
    REQUIRE(text.out.find("state     finished") != std::string::npos);
    REQUIRE(text.out.find("2 of 2") != std::string::npos);

    // The next one finds another name; both are in the table.
    REQUIRE(shop.train(shop.small() + "--epochs 1 --average none").exitCode == 0);
    const Run table = shop.train("status runs");
    REQUIRE(countOf(table.out, "finished") == 2);
    REQUIRE(table.out.find("cifar10-resnet8-sgd-constant-2") != std::string::npos);
    REQUIRE(shop.train("status runs --json").json()["runs"].size() == 2);
}

TEST_CASE("With --json the events stand on standard output as in the log") {
    const Workshop shop;
    const Run run = shop.train(shop.small() + "--epochs 1 --run-dir one --json");
    CAPTURE(run.err);
    REQUIRE(run.exitCode == 0);
    REQUIRE(run.out == contentOf(shop.run("one") / "events.jsonl"));
    REQUIRE(countOf(run.out, "\"event\":\"end\"") == 1);
}

TEST_CASE("--dry-run prints the configuration that would be run, and makes nothing") {
    const Workshop shop;
    const Run run = shop.train(shop.small() + "--epochs 3 --dry-run --schedule swa --max-time 1h --lr=0.05");
    requireFailure(run, 2, "--step-size is there twice");
    const Json json = shop.train(shop.small() + "--epochs 3 --dry-run --schedule swa --max-time 1h").json();
    REQUIRE(json["schedule"]["kind"] == "swa");
    REQUIRE(json["max_time_s"] == 3600.0);
    REQUIRE_FALSE(fs::exists(shop.run("runs")));
}

TEST_CASE("A signal saves the run and ends it, and it can go on") {
    for (const int number : {SIGTERM, SIGINT}) {
        const Workshop shop;
        Process process(shop, shop.small() + "--epochs 1000 --run-dir one");
        REQUIRE(process.lives(after(shop.run("one"), 7)));
        REQUIRE(statusOf(shop, "one")["state"] == "running");
        process.signal(number);
        const Run run = process.end();
        CAPTURE(run.out, run.err);
        REQUIRE(run.exitCode == (number == SIGINT ? 130 : 0));
        REQUIRE(run.err.find("Go on with: basin-train resume one") != std::string::npos);
        const Json status = statusOf(shop, "one");
        REQUIRE(status["state"] == "stopped");
        const double epoch = status["epoch"].get<double>();
        REQUIRE(epoch > 1.0);
        REQUIRE_FALSE(fs::is_empty(shop.run("one") / "checkpoints"));

        // It goes on from there, which takes nothing back, and stops by a command.
        Process again(shop, "resume one");
        REQUIRE(again.lives(after(shop.run("one"), static_cast<std::int64_t>(5.0 * epoch) + 5)));
        REQUIRE_FALSE(sendCommand(shop.run("one") / "control.json", {Command::Kind::StopAndSave}));
        const Run second = again.end();
        CAPTURE(second.out, second.err);
        REQUIRE(second.exitCode == 0);
        REQUIRE(statusOf(shop, "one")["state"] == "stopped");
        REQUIRE(readHistory(shop.run("one") / "events.jsonl")->resumptions() == 1);
    }
}

TEST_CASE("A killed run is lost, and can be resumed") {
    const Workshop shop;
    {
        Process process(shop, shop.small() + "--epochs 1000 --run-dir one");
        REQUIRE(process.lives(after(shop.run("one"), 12)));
        process.signal(SIGKILL);
        REQUIRE(process.end().exitCode == -1);
    }
    const Json status = statusOf(shop, "one");
    REQUIRE(status["state"] == "lost");
    REQUIRE(status["reason"].is_null());
    REQUIRE(status["seconds_left"].is_null());
    REQUIRE(shop.train("status one").out.find("basin-train resume") != std::string::npos);
    Process again(shop, "resume one");
    REQUIRE(again.lives([&] { return readHistory(shop.run("one") / "events.jsonl")->resumptions() == 1; }));
    again.signal(SIGTERM);
    REQUIRE(again.end().exitCode == 0);
}

TEST_CASE("Two workers do not take one run") {
    const Workshop shop;
    Process process(shop, shop.small() + "--epochs 1000 --run-dir one");
    REQUIRE(process.lives(after(shop.run("one"), 3)));
    requireFailure(shop.train("resume one"), 2, "already has a worker");
    requireFailure(shop.train(shop.small() + "--epochs 1 --run-dir one"), 2, "is there already");
    REQUIRE(process.lives([] { return true; }));
}

TEST_CASE("A control file with rubbish gives a warning and changes nothing") {
    const Workshop shop;
    Process process(shop, shop.small() + "--epochs 1000 --run-dir one");
    REQUIRE(process.lives(after(shop.run("one"), 3)));
    writeFile(shop.run("one") / "control.json", "{\"sequence\": 1, \"command\": \"explode\"}");
    const auto warned = [&] { return !readHistory(shop.run("one") / "events.jsonl")->warnings().empty(); };
    REQUIRE(process.lives(warned));
    REQUIRE(statusOf(shop, "one")["warnings"][0].get<std::string>().find("explode") != std::string::npos);
    process.signal(SIGTERM);
    REQUIRE(process.end().exitCode == 0);
}

TEST_CASE("A run that diverges fails with its reason") {
    const Workshop shop;
    const Run run = shop.train(
        "run --dataset cifar10 --network resnet8 --batch-size 20 --step-size 1000 --momentum 0.99 "
        "--weight-decay 1 --threads 1 --device cpu --epochs 50 --run-dir one --data images");
    CAPTURE(run.out, run.err);
    REQUIRE(run.exitCode == 1);
    REQUIRE(statusOf(shop, "one")["reason"] == "diverged");
    REQUIRE_FALSE(statusOf(shop, "one")["message"].get<std::string>().empty());
}
