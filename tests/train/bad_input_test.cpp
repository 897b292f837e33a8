// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever is wrong with a request: one clear sentence, an exit code, and nothing left behind.
#include "tests/train/program.h"

using namespace basin;
namespace fs = std::filesystem;

TEST_CASE("Wrong options are refused by their names, before anything is made") {
    const Workshop shop;
    const auto refuses = [&](const std::string& more, const std::string& part) {
        requireFailure(shop.train(shop.small() + "--epochs 1 --run-dir one " + more), 2, part);
        REQUIRE_FALSE(fs::exists(shop.run("one")));
    };
    refuses("--speed 3", "--speed");
    refuses("--momentum 1", "--momentum: The momentum must be at least 0 and below 1, not 1.");
    refuses("--nesterov --momentum 0", "--nesterov: ");
    refuses("--cutout 2", "--cutout: ");
    refuses("--holdout 100", "100");  // all the images that there are
    refuses("--average tail:5", "--average: ");
    refuses("--average tail", "--average: ");
    refuses("--precision tf32", "--precision: ");
    refuses("--inject-noise cauchy:1", "--inject-noise: ");
    refuses("--max-time soon", "--max-time: \"soon\" is no duration");
    refuses("--schedule sometimes", "--schedule: ");
    requireFailure(shop.train("run --dataset cifar10"), 2, "is required");
    requireFailure(shop.train(""), 2, "Say what to do");
    requireFailure(shop.train("explode"), 2, "explode");
}

TEST_CASE("A device that is not there is not replaced by another") {
    if (fs::exists("/dev/nvidia0")) {
        WARN("there is a GPU: not checked");
        return;
    }
    const Workshop shop;
    requireFailure(shop.train("run --dataset cifar10 --data images --network resnet8 --epochs 1 --batch-size 20 "
                              "--step-size 0.1 --device cuda --run-dir one"),
                   2, "no GPU");
    REQUIRE_FALSE(fs::exists(shop.run("one")));
}

TEST_CASE("Bad images are refused by file and size, and leave no run behind") {
    const Workshop shop;
    const auto refuses = [&](const std::string& part) {
        requireFailure(shop.train(shop.small() + "--epochs 1 --run-dir one"), 2, part);
        REQUIRE_FALSE(fs::exists(shop.run("one")));
    };
    fs::resize_file(shop.images() / "data_batch_2.bin", 20 * 3073 - 5);
    refuses("data_batch_2.bin\" is cut off or of another kind: its 61455 bytes are no whole number of images");
    fs::remove(shop.images() / "data_batch_2.bin");
    refuses("data_batch_2.bin\" is missing");
    fs::remove_all(shop.images());
    refuses("There is no folder");
}

TEST_CASE("Folders that can not be taken are left as they are") {
    const Workshop shop;
    fs::create_directory(shop.run("mine"));
    writeFile(shop.run("mine") / "letter.txt", "keep");
    requireFailure(shop.train(shop.small() + "--epochs 1 --run-dir mine"), 2, "is there already");
    REQUIRE(contentOf(shop.run("mine") / "letter.txt") == "keep");
    REQUIRE(std::distance(fs::directory_iterator(shop.run("mine")), fs::directory_iterator()) == 1);

    requireFailure(shop.train(shop.small() + "--epochs 1 --run-dir /proc/none/run"), 2, "could not be made");
    requireFailure(shop.train(shop.small() + "--epochs 1 --run-dir mine/letter.txt/run"), 2, "could not be made");
    requireFailure(shop.train("resume mine"), 2, "is no run");
    requireFailure(shop.train("status mine"), 2, "is no run");
    requireFailure(shop.train("status nowhere"), 2, "nowhere");
}

TEST_CASE("A run whose files are rubbish is told by file and place, and the others still are") {
    const Workshop shop;
    for (const char* name : {"runs/a", "runs/b"}) {
        fs::create_directories(shop.run(name));
        writeFile(shop.run(name) / "config.json",
                  R"({"version": 1, "dataset": "cifar10", "data": "images", "network": "resnet8", "epochs": 2,)"
                  R"( "batch_size": 20, "step_size": 0.1})");
    }
    writeFile(shop.run("runs/a/events.jsonl"),
              "{\"event\":\"step\",\"step\":5,\"epoch\":1.0,\"loss\":2.0}\nrubbish\n{\"event\":\"st");
    const auto json = shop.train("status runs/a --json").json()["runs"][0];
    REQUIRE(json["state"] == "lost");
    REQUIRE(json["epoch"] == 1.0);
    REQUIRE(json["warnings"][0].get<std::string>().find("line 2") != std::string::npos);

    writeFile(shop.run("runs/b/config.json"), "{\"version\": 1, \"dataset\":");
    const Run run = shop.train("status runs");
    CAPTURE(run.out, run.err);
    REQUIRE(run.exitCode == 1);
    REQUIRE(run.err.find("runs/b/config.json") != std::string::npos);
    REQUIRE(run.out.find("lost") != std::string::npos);
    requireFailure(shop.train("resume runs/b"), 2, "runs/b/config.json");
}
