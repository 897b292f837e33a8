// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/measure_slice.h"
#include "tests/nn/place.h"

#include <ATen/ATen.h>
#include <torch/linalg.h>
#include <torch/utils.h>

#include <algorithm>
#include <cmath>

using namespace basin;
using torch::Tensor;

namespace {

double distance(const Tensor& a, const Tensor& b) { return (a - b).norm().item<double>(); }
double dotOf(const Tensor& a, const Tensor& b) { return (a * b).sum().item<double>(); }

bool areEqual(const SliceValue& a, const SliceValue& b) {
    return a.trainLoss == b.trainLoss && a.trainAccuracy == b.trainAccuracy && a.testLoss == b.testLoss &&
           a.testAccuracy == b.testAccuracy;
}

/// Where two ways to the same weights meet but for their rounding to single precision.
void requireClose(const SliceValue& a, const SliceValue& b) {
    REQUIRE(a.trainLoss == Approx(b.trainLoss).epsilon(1e-4));
    REQUIRE(a.testLoss == Approx(b.testLoss).epsilon(1e-4));
}

RunConfig keepingConfig(const Place& place) {
    RunConfig config = place.config();
    config.keepEvery = 1;
    config.segmentEpochs = 1;
    return config;
}

/// An opened run of three epochs with "sgd", "tail:0.5" and "ema:0.9", and its weights.
struct Trained {
    explicit Trained(Place& place, RunConfig config) : run(*OpenedRun::open(finished(place, config))) {
        for (const char* of : {"sgd", "tail:0.5", "ema:0.9"}) weights.push_back(*sliceWeights(*run, of));
    }
    /// Of the first weights.
    Result<SliceMeasurement> prepare(const SliceSetting& setting, std::size_t count = 3) {
        const std::vector<SliceWeights> some(weights.begin(), weights.begin() + static_cast<std::ptrdiff_t>(count));
        std::vector<Error> problems;
        Result<SliceMeasurement> prepared =
            SliceMeasurement::prepare(run->measured(), some, stopsOf(*run), setting, problems);
        REQUIRE(problems.empty());
        return prepared;
    }
    std::unique_ptr<OpenedRun> run;
    std::vector<SliceWeights> weights;
};

}  // namespace

TEST_CASE("The plane through three weights has them in weight-space distance, and projects others at right angles") {
    torch::manual_seed(1);
    const Tensor weights = at::randn({4, 50}, torch::kFloat64);
    const std::vector<Tensor> three{weights[0], weights[1], weights[2]};
    const Result<SliceFrame> frame = frameThrough(three);
    REQUIRE(frame);
    std::vector<SliceFrame::Place> places;
    for (int i = 0; i < 4; ++i) places.push_back(frame->placeOf(weights[i]));
    // The plane is a part of weight space: distances in it are those of the weights.
    for (std::size_t i = 0; i < 3; ++i)
        for (std::size_t j = 0; j < 3; ++j)
            REQUIRE(std::hypot(places[i].x - places[j].x, places[i].y - places[j].y) ==
                    Approx(distance(three[i], three[j])).margin(1e-12));
    REQUIRE(places[0].x == Approx(0.0).margin(1e-12));
    REQUIRE(places[1].y == Approx(0.0).margin(1e-12));
    REQUIRE(places[1].x > 0.0);
    REQUIRE(places[2].y > 0.0);
    for (int i = 0; i < 3; ++i) REQUIRE(places[static_cast<std::size_t>(i)].off < 1e-12);

    // The fourth by least squares in the basis w₂ − w₁, w₃ − w₁, which is not orthogonal.
    const Tensor basis = at::stack({weights[1] - weights[0], weights[2] - weights[0]}, 1);
    const Tensor from = weights[3] - weights[0];
    const Tensor shares = at::linalg_inv(basis.t().matmul(basis)).matmul(basis.t().matmul(from));
    const Tensor nearest = weights[0] + basis.matmul(shares);
    REQUIRE(places[3].off == Approx(distance(weights[3], nearest)).epsilon(1e-12));
    const Tensor found = frame->origin + places[3].x * frame->directions[0] + places[3].y * frame->directions[1];
    REQUIRE(distance(found, nearest) < 1e-12);
}

TEST_CASE("Weights that span no plane or line are refused") {
    torch::manual_seed(2);
    const Tensor a = at::randn({1000}, torch::kFloat64), b = at::randn({1000}, torch::kFloat64);
    const Tensor between = (0.3 * a + 0.7 * b).to(torch::kFloat32).to(torch::kFloat64);  // as rounded as weights are
    const std::vector<Tensor> line{a, b, between}, same{a, a};
    REQUIRE(frameThrough(line).error().message ==
            "The three weights lie on one line: a plane needs another one, or --kind segment.");
    REQUIRE(frameThrough(same).error().message ==
            "Two of the weights are the same: a slice goes through different ones.");
    REQUIRE_FALSE(principalFrame({a.clone(), b.clone(), between.clone(), a.clone()}));
    REQUIRE_FALSE(principalFrame({a, b}));
}

TEST_CASE("Random directions have each filter's norm, and nothing in biases and batch norm") {
    torch::manual_seed(3);
    const std::vector<std::vector<std::int64_t>> shapes{{4, 3, 3, 3}, {4}, {4}, {10, 4}, {10}};
    const Tensor weights = at::randn({4 * 27 + 4 + 4 + 40 + 10}, torch::kFloat64);
    const SliceFrame frame = randomFrame(weights, shapes, 2, 5);
    REQUIRE(frame.directions.size() == 2);
    for (const Tensor& d : frame.directions) {
        for (std::int64_t filter = 0; filter < 4; ++filter)
            REQUIRE(d.narrow(0, 27 * filter, 27).norm().item<double>() ==
                    Approx(weights.narrow(0, 27 * filter, 27).norm().item<double>()).epsilon(1e-12));
        REQUIRE(d.narrow(0, 108, 8).abs().max().item<double>() == 0.0);
        for (std::int64_t row = 0; row < 10; ++row)
            REQUIRE(d.narrow(0, 116 + 4 * row, 4).norm().item<double>() ==
                    Approx(weights.narrow(0, 116 + 4 * row, 4).norm().item<double>()).epsilon(1e-12));
        REQUIRE(d.narrow(0, 156, 10).abs().max().item<double>() == 0.0);
    }
    REQUIRE(distance(frame.directions[0], frame.directions[1]) > 1.0);
    REQUIRE(at::equal(randomFrame(weights, shapes, 1, 5).directions[0], frame.directions[0]));
    REQUIRE_FALSE(at::equal(randomFrame(weights, shapes, 1, 6).directions[0], frame.directions[0]));
    // They are not at right angles; coordinates are those of the combination nevertheless.
    const SliceFrame::Place place = frame.placeOf(frame.origin + 0.3 * frame.directions[0] - 0.4 * frame.directions[1]);
    REQUIRE(place.x == Approx(0.3).epsilon(1e-10));
    REQUIRE(place.y == Approx(-0.4).epsilon(1e-10));
    REQUIRE(place.off < 1e-10);
}

TEST_CASE("Of many stops evenly spaced ones are taken, with the first and the last") {
    REQUIRE(evenlySpaced(4, 9) == std::vector<std::size_t>{0, 1, 2, 3});
    REQUIRE(evenlySpaced(11, 6) == std::vector<std::size_t>{0, 2, 4, 6, 8, 10});
    REQUIRE(evenlySpaced(6, 3) == std::vector<std::size_t>{0, 3, 5});  // 2.5 is rounded
    REQUIRE(evenlySpaced(0, 3).empty());
}

TEST_CASE("The plane of a trajectory is that of the singular vectors of its stops") {
    torch::manual_seed(4);
    const Tensor stops = at::randn({6, 40}, torch::kFloat64) + 3.0;
    std::vector<Tensor> list;
    for (int i = 0; i < 6; ++i) list.push_back(stops[i].clone());
    const Result<SliceFrame> frame = principalFrame(list);
    REQUIRE(frame);
    const Tensor centred = stops - stops.mean(0, true);
    // In single precision too: only the stops are rounded.
    std::vector<Tensor> rounded;
    for (const Tensor& stop : list) rounded.push_back(stop.to(torch::kFloat32));
    const Result<SliceFrame> single = principalFrame(rounded);
    REQUIRE(single);
    for (std::size_t axis = 0; axis < 2; ++axis)
        REQUIRE(distance(single->directions[axis], frame->directions[axis]) < 1e-6);
    const auto [u, s, v] = at::linalg_svd(centred, false);
    const double all = s.square().sum().item<double>();
    for (int axis = 0; axis < 2; ++axis) {
        const Tensor& d = frame->directions[static_cast<std::size_t>(axis)];
        REQUIRE(d.norm().item<double>() == Approx(1.0).epsilon(1e-10));
        REQUIRE(std::abs(dotOf(d, v[axis])) == Approx(1.0).epsilon(1e-10));
        REQUIRE(frame->explained[static_cast<std::size_t>(axis)] ==
                Approx(s[axis].item<double>() * s[axis].item<double>() / all).epsilon(1e-10));
    }
    const SliceFrame::Place last = frame->placeOf(stops[5]);
    REQUIRE(last.x > 0.0);
    REQUIRE(last.y > 0.0);
    REQUIRE(last.x == Approx(std::abs(s[0].item<double>() * u[5][0].item<double>())).epsilon(1e-10));
}

TEST_CASE("A plane contains its three weights with their own losses, and these are those of the networks") {
    Place place;
    Trained trained(place, keepingConfig(place));
    // All of the 300 training and 50 test images.
    const SliceSetting setting{
        .kind = SliceKind::Plane, .points = 3, .margin = 0.25, .images = 300, .statisticsImages = 300};
    Result<SliceMeasurement> prepared = trained.prepare(setting);
    INFO((prepared ? "" : prepared.error().message));
    REQUIRE(prepared);
    SliceMeasurement measurement = *std::move(prepared);
    REQUIRE(measurement.forecast().seconds > 0.0);
    std::vector<std::size_t> kept;
    const Result<bool> complete = measurement.measure({}, [&](const Slice& some) -> std::optional<Error> {
        kept.push_back(some.measured());
        return std::nullopt;
    });
    REQUIRE(complete);
    REQUIRE(*complete);
    // After the marks, and after every row.
    for (const std::size_t points : {0U, 3U, 6U, 9U}) REQUIRE(std::ranges::count(kept, points) > 0);
    const Slice slice = measurement.slice();
    REQUIRE(slice.isComplete());
    REQUIRE(slice.trainImages == 300);
    REQUIRE(slice.testImages == 50);
    REQUIRE(slice.peakBytes > 1e7);

    const DatasetEntry& dataset = datasetEntry(Dataset::Cifar10);
    const Placement planes{torch::kCPU, Layout::Planes};
    const ImageSource train(trained.run->images().train, dataset, planes);
    const ImageSource test(trained.run->images().test, dataset, planes);
    const std::shared_ptr<Network> network = makeNetwork("resnet8", 10);
    for (std::size_t i = 0; i < 3; ++i) {
        const SliceMark& mark = slice.marks[i];
        CAPTURE(mark.of, mark.x, mark.y);
        REQUIRE(mark.off == 0.0);
        requireClose(measurement.valueAt(mark.x, mark.y), mark.value);
        // A network of its own, with images as planes.
        setWeights(*network, trained.run->weights(mark.of)->front().values);
        REQUIRE(recomputeStatistics(*network, train, 300, 256));
        const Evaluation onTrain = evaluate(*network, train), onTest = evaluate(*network, test);
        REQUIRE(mark.value.trainLoss == Approx(onTrain.loss).epsilon(1e-4));
        REQUIRE(mark.value.testLoss == Approx(onTest.loss).epsilon(1e-4));
        REQUIRE(mark.value.trainAccuracy == Approx(onTrain.accuracy).margin(1.0 / 300.0));
        // A quarter of the extent lies beyond the outermost weights.
        REQUIRE(mark.x >= slice.axes[0].from);
        REQUIRE(mark.y <= slice.axes[1].to);
    }
    requireClose(measurement.valueAt(slice.coordinate(0, 1), slice.coordinate(1, 2)), slice.values[7]);

    // The three checkpoints that stayed, of which the last is the first mark; the means over three segments.
    REQUIRE(slice.path.size() == 3);
    REQUIRE(slice.path.back().step == 18);
    REQUIRE(std::hypot(slice.path.back().x, slice.path.back().y, slice.path.back().off) < 1e-9);
    REQUIRE(slice.path.front().off > 0.0);
    REQUIRE(slice.means.size() == 3);
    REQUIRE(slice.means.front().step == 6);
    // Pythagoras: the distance of a stop from the origin.
    const SliceStop& first = slice.path.front();
    REQUIRE(std::hypot(first.x, first.y, first.off) ==
            Approx(distance(sliceWeights(*trained.run, "sgd:1")->flat, trained.weights[0].flat)).epsilon(1e-9));
}

TEST_CASE("A measurement that was stopped goes on to the same numbers, and not in another slice") {
    Place place;
    Trained trained(place, place.config());
    SliceSetting setting{.kind = SliceKind::Segment, .points = 6, .images = 30, .statisticsImages = 40};
    const auto prepare = [&] { return *trained.prepare(setting); };
    SliceMeasurement whole = prepare(), cut = prepare();
    REQUIRE(*whole.measure({}, {}));

    // Three marks and six points: stopped at the third point.
    Slice kept;
    const auto keep = [&kept](const Slice& some) -> std::optional<Error> {
        kept = *readSlice(writeSlice(some));
        return std::nullopt;
    };
    const Result<bool> complete = cut.measure([](double done) { return done < 5.0 / 9.0; }, keep);
    REQUIRE(complete);
    REQUIRE_FALSE(*complete);
    REQUIRE(kept.measured() == 2);

    SliceMeasurement rest = prepare();
    const double all = rest.forecast().seconds;
    REQUIRE(all > 0.0);
    REQUIRE_FALSE(rest.goOn(kept));
    double first = 0.0;
    REQUIRE(*rest.measure(
        [&first](double done) {
            if (first == 0.0) first = done;
            return true;
        },
        keep));
    REQUIRE(first == Approx(5.0 / 9.0));
    for (std::size_t i = 0; i < 6; ++i) REQUIRE(areEqual(kept.values[i], whole.slice().values[i]));
    for (std::size_t i = 0; i < 3; ++i) REQUIRE(areEqual(kept.marks[i].value, whole.slice().marks[i].value));
    // ema:0.9 is not on the line through the first two, and is measured nevertheless.
    REQUIRE(kept.marks[2].off > 0.0);
    REQUIRE(rest.forecast().seconds == 0.0);

    setting.seed = 2;
    REQUIRE(prepare().goOn(kept)->message == "they were measured on other images");

    REQUIRE(
        prepare().measure({}, [](const Slice&) -> std::optional<Error> { return Error{"No room."}; }).error().message ==
        "No room.");
}

TEST_CASE("Random slices begin at their weights, and trajectory planes span what was kept") {
    Place place;
    Trained trained(place, keepingConfig(place));
    const SliceSetting line{
        .kind = SliceKind::RandomLine, .points = 3, .reach = 0.5, .images = 20, .statisticsImages = 20};
    SliceMeasurement random = *trained.prepare(line, 1);
    REQUIRE(*random.measure({}, {}));
    const Slice& slice = random.slice();
    REQUIRE(slice.axes.size() == 1);
    REQUIRE(slice.axes[0].from == -0.5);
    // The middle point is the weights themselves.
    REQUIRE(areEqual(slice.values[1], slice.marks[0].value));
    // Of convolutions and the linear layer: all but the norms' and the last layer's bias.
    double squares = 0.0;
    const auto sgd = trained.run->weights("sgd");
    for (const Tensor& part : sgd->front().values)
        if (part.dim() > 1) squares += part.to(torch::kFloat64).square().sum().item<double>();
    REQUIRE(slice.axes[0].length == Approx(std::sqrt(squares)).epsilon(1e-6));

    const SliceSetting plane{.kind = SliceKind::TrajectoryPlane, .points = 2, .images = 20, .statisticsImages = 20};
    SliceMeasurement trajectory = *trained.prepare(plane, 2);
    const Slice& found = trajectory.slice();
    REQUIRE(found.inPlane());
    // Three stops span a plane: it has all of their variance, and they lie in it.
    REQUIRE(found.axes[0].explained + found.axes[1].explained == Approx(1.0).epsilon(1e-9));
    for (const SliceStop& stop : found.path) REQUIRE(stop.off < 1e-9);
    REQUIRE(found.marks[0].off < 1e-9);
    REQUIRE(found.marks[1].off > 0.0);
    for (const SliceStop& stop : found.means) {
        REQUIRE(stop.x > found.axes[0].from);
        REQUIRE(stop.y < found.axes[1].to);
    }

    REQUIRE(trained.prepare({.kind = SliceKind::Plane}, 2).error().message ==
            "A plane goes through 3 sets of weights, and 2 were named.");
    REQUIRE(trained.prepare({.kind = SliceKind::Segment, .points = 1}, 2).error().where == "points");
}

TEST_CASE("Weights of a slice are named by average, tail and epoch, and come from like runs") {
    Place place;
    RunConfig config = keepingConfig(place);
    Trained trained(place, config);
    const Result<SliceWeights> early = sliceWeights(*trained.run, "sgd:2");
    REQUIRE(early);
    REQUIRE(early->of == "sgd");
    REQUIRE(early->step == 12);
    REQUIRE(distance(early->flat, trained.weights[0].flat) > 0.0);
    REQUIRE(at::equal(sliceWeights(*trained.run, "sgd:3")->flat, trained.weights[0].flat));
    REQUIRE(sliceWeights(*trained.run, "tail:1"));
    REQUIRE(sliceWeights(*trained.run, "sgd:7").error().message ==
            "The run keeps no checkpoint of epoch 7; it keeps those of epochs 1, 2, 3.");
    REQUIRE_FALSE(sliceWeights(*trained.run, "sgd:last"));
    REQUIRE_FALSE(sliceWeights(*trained.run, "polyak"));

    config.epochs = 1;
    config.averages = {};
    config.seed = 9;
    REQUIRE(unlikeFor(*trained.run, **OpenedRun::open(finished(place, config))).empty());
    config.holdout = 50;
    REQUIRE(unlikeFor(*trained.run, **OpenedRun::open(finished(place, config))).find("have other images") !=
            std::string::npos);
    config.holdout = 0;
    config.network = Architecture::ResNet20;
    REQUIRE(unlikeFor(*trained.run, **OpenedRun::open(finished(place, config)))
                .find("a slice goes through weights of one") != std::string::npos);

    // A damaged checkpoint is named, and the others are the trajectory.
    const std::filesystem::path checkpoint = trained.run->folder().checkpoints() / "step-000000000012.pt";
    writeFile(checkpoint, "damaged");
    std::vector<Error> problems;
    const Result<SliceMeasurement> rest = SliceMeasurement::prepare(
        trained.run->measured(), trained.weights, stopsOf(*trained.run), {.kind = SliceKind::Segment}, problems);
    REQUIRE(rest);
    REQUIRE(rest->slice().path.size() == 2);
    REQUIRE(problems.size() == 1);
    REQUIRE(problems[0].message.find("step-000000000012.pt") != std::string::npos);
}
