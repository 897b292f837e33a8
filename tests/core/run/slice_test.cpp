// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/slice.h"
#include "core/run/atomic_file.h"
#include "tests/core/run/folder.h"
#include "tests/support/catch.h"
#include "tests/support/python.h"

#include <cmath>
#include <limits>

using namespace basin;

namespace {

/// A plane of 3 × 3 points that is measured up to the first point of its second row.
Slice somePlane() {
    Slice slice;
    slice.setting = {.kind = SliceKind::Plane, .points = 3, .images = 40, .statisticsImages = 64, .seed = 7};
    slice.network = Architecture::ResNet20;
    slice.axes = {{.from = -1.0, .to = 3.0}, {.from = 0.1, .to = 0.7}};
    slice.trainImages = 40;
    slice.testImages = 30;
    slice.imagesCrc = 0xdeadbeef;
    slice.marks = {{.run = "sgd", .of = "sgd", .step = 960, .value = {0.1, 0.97, 0.5, 0.8}},
                   {.run = "sgd", .of = "tail:0.75", .step = 960, .x = 2.0, .value = {0.2, 0.9, 0.3, 0.9}},
                   {.run = "sam", .of = "sgd", .step = 960, .optimizer = Optimizer::Sam, .x = 1.0, .y = 0.5}};
    slice.path = {{.step = 480, .x = 0.25, .y = 0.125, .off = 1.0 / 3.0}};
    slice.means = {{.step = 96, .x = 0.5, .y = 0.25, .off = 0.1}};
    slice.values.resize(9);
    for (std::size_t i = 0; i < 4; ++i) slice.values[i] = {0.1 * static_cast<double>(i) / 3.0, 0.9, 0.4, 0.8};
    slice.seconds = 12.5;
    return slice;
}

bool areAlike(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

}  // namespace

TEST_CASE("A slice comes back from its file as it was, with the points that are still to be measured") {
    Slice slice = somePlane();
    REQUIRE(slice.measured() == 4);
    // A loss that overflowed was measured nevertheless.
    slice.values[3].trainLoss = std::numeric_limits<double>::infinity();
    const Result<Slice> again = readSlice(writeSlice(slice));
    INFO((again ? "" : again.error().message));
    REQUIRE(again);
    REQUIRE(writeSlice(*again) == writeSlice(slice));
    REQUIRE(again->setting == slice.setting);
    REQUIRE(again->measured() == 4);
    REQUIRE_FALSE(again->isComplete());
    REQUIRE(std::isnan(again->values[3].trainLoss));
    for (std::size_t i = 0; i < 9; ++i) REQUIRE(areAlike(again->values[i].testLoss, slice.values[i].testLoss));
    REQUIRE(again->values[1].trainLoss == slice.values[1].trainLoss);
    REQUIRE(again->marks[2].optimizer == Optimizer::Sam);
    REQUIRE_FALSE(again->marks[2].value.isMeasured());
    REQUIRE(again->path[0].off == slice.path[0].off);
    REQUIRE(again->means[0].x == 0.5);
    REQUIRE(again->imagesCrc == 0xdeadbeef);
    REQUIRE(slicePath("run", "plane") == "run/slices/plane.json");
}

TEST_CASE("The points of a slice include both ends of its axes, and x runs fastest") {
    const Slice slice = somePlane();
    REQUIRE(slice.inPlane());
    // From −1 to 3 and from .1 to .7 by 3 points.
    REQUIRE(slice.coordinate(0, 0) == -1.0);
    REQUIRE(slice.coordinate(0, 1) == 1.0);
    REQUIRE(slice.coordinate(0, 2) == 3.0);
    REQUIRE(slice.coordinate(1, 2) == 0.7);
    const Table table = sliceTable(slice);
    REQUIRE(table.columns ==
            std::vector<std::string>{"x", "y", "train_loss", "train_accuracy", "test_loss", "test_accuracy"});
    REQUIRE(std::get<double>(table.rows[5][0]) == 3.0);
    REQUIRE(std::get<double>(table.rows[5][1]) == Approx(0.4));
    REQUIRE(std::get<double>(table.rows[3][2]) == slice.values[3].trainLoss);
}

TEST_CASE("Damaged slices are named in a sentence each, and the others are read") {
    const TestFolder folder;
    const Slice slice = somePlane();
    REQUIRE_FALSE(saveSlice(folder.path, "good", slice));
    const std::string text = writeSlice(slice);
    REQUIRE_FALSE(writeAtomically(slicePath(folder.path, "half"), text.substr(0, text.size() / 2)));
    REQUIRE_FALSE(writeAtomically(slicePath(folder.path, "list"), "[]"));
    std::vector<Error> problems;
    const std::vector<NamedSlice> found = slicesOf(folder.path, problems);
    REQUIRE(found.size() == 1);
    REQUIRE(found[0].name == "good");
    REQUIRE(problems.size() == 2);
    REQUIRE(problems[0].message.find("half.json: ") == 0);

    const auto broken = [&](auto damage) {
        Slice other = slice;
        damage(other);
        const Result<Slice> read = readSlice(writeSlice(other));
        REQUIRE_FALSE(read);
        return read.error();
    };
    // A table that is shorter than points times points would be read beyond its end.
    REQUIRE(broken([](Slice& s) { s.values.pop_back(); }).where == "values.train_loss");
    REQUIRE(broken([](Slice& s) { s.axes.pop_back(); }).message == "A plane has two axes, not 1.");
    REQUIRE(broken([](Slice& s) { s.setting.kind = SliceKind::Segment; }).where == "values.train_loss");
    REQUIRE(broken([](Slice& s) { s.axes[0].to = -1.0; }).where == "axes[0]");
    REQUIRE(broken([](Slice& s) { s.marks.clear(); }).where == "marks");
    REQUIRE(broken([](Slice& s) { s.marks[1].x = kUnknown; }).where == "marks[1].x");
    REQUIRE(broken([](Slice& s) { s.setting.points = 1; }).message ==
            "The number of points along an axis must be from 2 to 1001, not 1.");
    std::string version = text;
    version.replace(text.find("\"version\":1"), 11, "\"version\":2");
    REQUIRE(readSlice(version).error().where == "version");
}

TEST_CASE("Slices are compared on the same images only, and go on with the same setting only") {
    const Slice a = somePlane();
    Slice b = a;
    REQUIRE(incomparable(a, b).empty());
    REQUIRE(cannotGoOn(a, b).empty());
    b.setting.points = 5;
    REQUIRE(incomparable(a, b).empty());
    REQUIRE(cannotGoOn(a, b) == "the number of points was 3 there and is 5 here");
    b = a;
    b.imagesCrc = 1;
    REQUIRE(incomparable(a, b) == "they were measured on other images");
    b = a;
    b.network = Architecture::ResNet8;
    REQUIRE(incomparable(a, b) == "one is of a resnet20 and the other of a resnet8");
    b = a;
    b.dataset = Dataset::Cifar100;
    REQUIRE(incomparable(a, b) == "one was measured on CIFAR-10 and the other on CIFAR-100");
    b = a;
    b.marks[0].step = 970;
    REQUIRE(cannotGoOn(a, b) == "it has sgd of sgd after step 960 and not sgd of sgd after step 970");
    b = a;
    b.marks.pop_back();
    REQUIRE(cannotGoOn(a, b) == "it has sgd of sam after step 960 too");
    b = a;
    b.axes[1].to *= 1.0 + 1e-9;  // rounding
    REQUIRE(cannotGoOn(a, b).empty());
    b.axes[1].to *= 1.01;
    REQUIRE(cannotGoOn(a, b) == "its weights were others");
}

TEST_CASE("A slice's name is that of a file") {
    REQUIRE_FALSE(checkSliceName("plane-sgd-tail-0.75"));
    for (const char* name : {"", "..", ".hidden", "a/b"}) REQUIRE(checkSliceName(name)->where == "name");
}

TEST_CASE("NumPy and csv read the tables of a slice") {
    const std::string python = pythonWith("numpy");
    if (python.empty()) {
        WARN("Python has no numpy: not checked");
        return;
    }
    const TestFolder folder;
    Slice line = somePlane();
    REQUIRE_FALSE(saveSlice(folder.path, "plane", line));
    line.setting.kind = SliceKind::Segment;
    line.axes.pop_back();
    line.values.resize(3);
    REQUIRE_FALSE(saveSlice(folder.path, "line", line));
    writeFile(folder.path / "check.py", R"(
import csv, math, numpy
plane, line = numpy.load('slices/plane.npy'), numpy.load('slices/line.npy')
assert plane.shape == (3, 3, 4) and plane.dtype == numpy.float64, plane.shape
assert plane[0, 1, 0] == 0.1 * 1 / 3 and plane[1, 0, 0] == 0.1 * 3 / 3 and plane[1, 0, 3] == 0.8
assert math.isnan(plane[1, 1, 0])
assert line.shape == (3, 4)
rows = list(csv.DictReader(open('slices/plane.csv')))
assert len(rows) == 9 and rows[3]['y'] == rows[4]['y'] and float(rows[3]['x']) == -1
assert float(rows[3]['train_loss']) == plane[1, 0, 0] and rows[8]['train_loss'] == ''
assert list(csv.DictReader(open('slices/line.csv')))[2].keys() == {'x', 'train_loss', 'train_accuracy', 'test_loss', 'test_accuracy'}
)");
    REQUIRE(std::system(("cd '" + folder.path.string() + "' && " + python + " check.py").c_str()) == 0);
}
