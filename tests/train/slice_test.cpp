// SPDX-License-Identifier: GPL-3.0-or-later
// Lines and planes through the weights of runs, from the shell.
#include "core/run/slice.h"
#include "tests/support/python.h"
#include "tests/train/program.h"

using namespace basin;
using Json = nlohmann::json;
namespace fs = std::filesystem;

namespace {

/// Two short runs of one network: "sgd" with two averages and all checkpoints, and "sam".
void trainTwo(const Workshop& shop) {
    REQUIRE(shop.train(shop.small() + "--epochs 3 --average ema:0.9 --average tail:0.5 --keep-every 1 "
                                      "--segment-epochs 1 --run-dir sgd")
                .exitCode == 0);
    REQUIRE(shop.train(shop.small() + "--epochs 2 --optimizer sam --average none --run-dir sam").exitCode == 0);
}

Slice sliceAt(const fs::path& file) {
    const Result<Slice> slice = readSlice(contentOf(file));
    INFO((slice ? "" : slice.error().message));
    REQUIRE(slice);
    return *slice;
}

std::vector<std::string> marksOf(const Json& json) {
    std::vector<std::string> marks;
    for (const Json& mark : json["marks"])
        marks.push_back(mark["of"].get<std::string>() + "@" + mark["run"].get<std::string>());
    return marks;
}

}  // namespace

TEST_CASE("slice measures what runs suggest, tells it before, and keeps it for the window and for Python") {
    const Workshop shop;
    trainTwo(shop);
    const std::string few = " --images 15 --statistics-images 20 --points 3 --json";

    // What it would be: nothing is measured or kept.
    const Json dry = shop.train("slice sgd --dry-run" + few).json();
    REQUIRE(dry["kind"] == "segment");
    REQUIRE(dry["seconds"].get<double>() > 0.0);
    REQUIRE(dry["measured"] == 0);
    REQUIRE(marksOf(dry) == std::vector<std::string>{"sgd@sgd", "tail:0.5@sgd"});
    REQUIRE_FALSE(fs::exists(shop.run("sgd") / "slices"));

    const Json line = shop.train("slice sgd" + few).json();
    REQUIRE(line["name"] == "segment-sgd-tail-0.5");
    REQUIRE(line["measured"] == 3);
    REQUIRE(line["test_images"] == 15);
    REQUIRE(line["lowest_train"]["train_loss"].get<double>() > 0.0);
    const Slice kept = sliceAt(shop.run("sgd") / "slices" / "segment-sgd-tail-0.5.json");
    REQUIRE(kept.isComplete());
    REQUIRE(kept.marks[1].value.trainLoss == line["marks"][1]["train_loss"]);
    // One fifth of the segment beyond its ends.
    REQUIRE(kept.axes[0].from == Approx(-0.2 * kept.marks[1].x));
    REQUIRE(kept.axes[0].to == Approx(1.2 * kept.marks[1].x));
    REQUIRE(kept.path.size() == 3);
    REQUIRE(kept.means.size() == 3);

    const Json plane = shop.train("slice sgd sam/" + few).json();
    REQUIRE(plane["name"] == "plane-sgd-tail-0.5-sgd-of-sam");
    REQUIRE(marksOf(plane) == std::vector<std::string>{"sgd@sgd", "tail:0.5@sgd", "sgd@sam"});
    REQUIRE(plane["points"] == 9);
    REQUIRE(sliceAt(plane["file"].get<std::string>().insert(0, shop.path().string() + "/")).marks[2].optimizer ==
            Optimizer::Sam);
    REQUIRE(marksOf(shop.train("slice sgd sam --of sgd:1 --of sgd@sam --dry-run").json()) ==
            std::vector<std::string>{"sgd@sgd", "sgd@sam"});
    REQUIRE(marksOf(shop.train("slice sgd --kind plane --dry-run").json()) ==
            std::vector<std::string>{"sgd@sgd", "tail:0.5@sgd", "ema:0.9@sgd"});
    const Json trajectory = shop.train("slice sgd --kind trajectory-plane --dry-run").json();
    REQUIRE(trajectory["axes"][0]["explained"].get<double>() > trajectory["axes"][1]["explained"].get<double>());

    // The table for people, and the points.
    const Run people = shop.train(
        "slice sgd --kind random-line --reach 0.3 --points 3 --images 10 "
        "--statistics-images 20 --name random --csv points.csv");
    CAPTURE(people.err);
    REQUIRE(people.exitCode == 0);
    REQUIRE(people.out.find("sgd of sgd") != std::string::npos);
    REQUIRE(people.out.find("lowest test loss") != std::string::npos);
    REQUIRE(contentOf(shop.path() / "points.csv") == contentOf(shop.run("sgd") / "slices" / "random.csv"));

    const std::string python = pythonWith("numpy");
    if (python.empty()) {
        WARN("Python has no numpy: the tables were not read by it");
        return;
    }
    const std::string script =
        "import json, numpy; t = numpy.load('sgd/slices/plane-sgd-tail-0.5-sgd-of-sam.npy'); "
        "v = json.load(open('sgd/slices/plane-sgd-tail-0.5-sgd-of-sam.json'))['values']; "
        "assert t.shape == (3, 3, 4); assert (t[:, :, 2].ravel() == v['test_loss']).all()";
    REQUIRE(std::system(("cd '" + shop.path().string() + "' && " + python + " -c \"" + script + "\"").c_str()) == 0);
}

TEST_CASE("An interrupted slice is kept and goes on; another one is not written over") {
    const Workshop shop;
    REQUIRE(shop.train(shop.small() + "--epochs 2 --average tail:0.5 --run-dir run").exitCode == 0);
    const std::string verb = "slice run --points 200 --images 20 --statistics-images 20 --name line";
    const fs::path file = slicePath(shop.run("run"), "line");
    {
        Process process(shop, verb);
        REQUIRE(process.lives([&] { return fs::exists(file); }));  // the marks are there
        process.signal(SIGINT);
        const Run ended = process.end();
        CAPTURE(ended.err);
        REQUIRE(ended.exitCode == 130);
        REQUIRE(ended.err.find("the same command goes on") != std::string::npos);
    }
    const Slice before = sliceAt(file);
    REQUIRE(before.marks[0].value.isMeasured());
    REQUIRE(before.measured() < 200);
    // The rest is what one measurement without an interruption finds.
    REQUIRE(shop.train(verb).exitCode == 0);
    REQUIRE(shop.train(verb + "-again").exitCode == 0);
    const Slice after = sliceAt(file), whole = sliceAt(slicePath(shop.run("run"), "line-again"));
    REQUIRE(after.isComplete());
    for (std::size_t i = 0; i < 200; ++i) REQUIRE(after.values[i].trainLoss == whole.values[i].trainLoss);

    const Run other = shop.train("slice run --points 5 --images 20 --statistics-images 20 --name line");
    requireFailure(other, 2,
                   "line.json holds another slice: the number of points was 200 there and is 5 here; give this "
                   "one another --name.");
    writeFile(file, contentOf(file).substr(0, 1000));
    requireFailure(shop.train(verb), 2, "line.json is damaged: ");
}

TEST_CASE("A slice without a name takes the first that is free or its own, and leaves others alone") {
    const Workshop shop;
    REQUIRE(shop.train(shop.small() + "--epochs 2 --average tail:0.5 --run-dir run").exitCode == 0);
    const std::string rest = " --images 10 --statistics-images 20 --json";
    const auto fileOf = [&](const char* name) { return slicePath(shop.run("run"), name); };
    const auto nameFor = [&](int points, const std::string& more = {}) {
        const Run run = shop.train("slice run --points " + std::to_string(points) + rest + more);
        CAPTURE(run.err);
        REQUIRE(run.exitCode == 0);
        return run.json()["name"].get<std::string>();
    };
    REQUIRE(nameFor(3) == "segment-sgd-tail-0.5");
    const std::string first = contentOf(fileOf("segment-sgd-tail-0.5"));
    // Another number of points is another slice: what --dry-run says is what is done.
    REQUIRE(nameFor(4, " --dry-run") == "segment-sgd-tail-0.5-2");
    REQUIRE_FALSE(fs::exists(fileOf("segment-sgd-tail-0.5-2")));
    REQUIRE(nameFor(4) == "segment-sgd-tail-0.5-2");
    REQUIRE(nameFor(5) == "segment-sgd-tail-0.5-3");
    REQUIRE(contentOf(fileOf("segment-sgd-tail-0.5")) == first);
    // Each is found again, though others have the names before its own.
    REQUIRE(nameFor(4) == "segment-sgd-tail-0.5-2");
    REQUIRE(nameFor(3) == "segment-sgd-tail-0.5");
    // So is its place when a file before it is damaged.
    writeFile(fileOf("segment-sgd-tail-0.5"), first.substr(0, 100));
    REQUIRE(nameFor(5) == "segment-sgd-tail-0.5-3");
    REQUIRE(nameFor(3) == "segment-sgd-tail-0.5-4");
    REQUIRE(contentOf(fileOf("segment-sgd-tail-0.5")) == first.substr(0, 100));
}

TEST_CASE("A run that goes on has new slices, under new names") {
    const Workshop shop;
    REQUIRE(shop.train(shop.small() + "--epochs 2 --average tail:0.5 --run-dir run").exitCode == 0);
    const std::string verb = "slice run --points 2 --images 10 --statistics-images 20 --json";
    REQUIRE(shop.train(verb).json()["name"] == "segment-sgd-tail-0.5");
    writeFile(shop.run("run") / "control.json",
              R"({"sequence": 1, "command": "extend", "epochs": 1, "step_size": 0.01})");
    const Run longer = shop.train("resume run");
    CAPTURE(longer.err);
    REQUIRE(longer.exitCode == 0);
    REQUIRE(shop.train(verb).json()["name"] == "segment-sgd-tail-0.5-2");
    REQUIRE(sliceAt(slicePath(shop.run("run"), "segment-sgd-tail-0.5-2")).marks[0].step >
            sliceAt(slicePath(shop.run("run"), "segment-sgd-tail-0.5")).marks[0].step);
}

TEST_CASE("slice refuses weights that make no slice, in a sentence each") {
    const Workshop shop;
    trainTwo(shop);
    requireFailure(shop.train("slice nowhere"), 2, "nowhere is no run");
    requireFailure(shop.train("slice sam"), 2, "sam has no average yet: name the weights by --of");
    requireFailure(shop.train("slice sgd --of sgd"), 2, "One set of weights makes no line");
    requireFailure(shop.train("slice sgd --of sgd --of sgd"), 2, "Two of the weights are the same");
    requireFailure(shop.train("slice sgd --of sgd --of polyak"), 2, "no average \"polyak\"");
    requireFailure(shop.train("slice sgd --of sgd --of sgd:9"), 2, "keeps no checkpoint of epoch 9");
    requireFailure(shop.train("slice sgd --of sgd --of sgd@sam"), 2, "names a run that is not among those given: sam.");
    requireFailure(shop.train("slice sgd --kind plane --of sgd --of tail:0.5"), 2, "goes through 3 sets of weights");
    requireFailure(shop.train("slice sgd --kind sphere"), 2, "There is no kind of slice \"sphere\"");
    requireFailure(shop.train("slice sgd --points 1"), 2, "from 2 to 1001, not 1");
    requireFailure(shop.train("slice sgd --name a/b"), 2, "without folders");
    std::string deep = shop.small();
    deep.replace(deep.find("resnet8"), 7, "resnet20");
    REQUIRE(shop.train(deep + "--epochs 1 --run-dir deep").exitCode == 0);
    requireFailure(shop.train("slice sgd deep"), 2,
                   "sgd trains a resnet8 and deep a resnet20: a slice goes through weights of one network.");
    REQUIRE(shop.train(shop.small() + "--holdout 20 --epochs 1 --run-dir aside").exitCode == 0);
    requireFailure(shop.train("slice sgd aside"), 2, "have other images, or set other images aside");
}
