// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/slice.h"
#include "app/shell/interrupt.h"
#include "app/shell/manual.h"
#include "app/train/measurement_progress.h"
#include "app/train/slice_weights.h"
#include "app/train/training_report.h"
#include "app/train/verbs.h"
#include "core/run/atomic_file.h"
#include "core/run/file_lock.h"

#include <cmath>
#include <cstdio>
#include <filesystem>

namespace basin::train {

namespace {

struct SliceRequest {
    SliceWeightsRequest weights;
    SliceSetting setting;
    std::string kind, name, csv;
    bool json = false, dryRun = false, progress = false;
};

/// Where a slice is kept, and that nobody else measures it.
struct KeptSlice {
    std::filesystem::path run;
    std::string name;
    std::optional<Descriptor> lock;

    std::filesystem::path file() const { return slicePath(run, name); }
};

Json valueJson(const SliceValue& value) {
    return {{"train_loss", value.trainLoss},
            {"train_accuracy", value.trainAccuracy},
            {"test_loss", value.testLoss},
            {"test_accuracy", value.testAccuracy}};
}

/// The point with the least loss, or −1 if none has one.
int lowest(const Slice& slice, double SliceValue::*loss) {
    int best = -1;
    for (std::size_t i = 0; i < slice.values.size(); ++i) {
        const double here = slice.values[i].*loss;
        if (std::isfinite(here) && (best < 0 || here < slice.values[static_cast<std::size_t>(best)].*loss))
            best = static_cast<int>(i);
    }
    return best;
}

Json pointJson(const Slice& slice, int index) {
    if (index < 0) return nullptr;
    const int points = slice.setting.points;
    Json json{{"x", slice.coordinate(0, index % points)}};
    if (slice.inPlane()) json["y"] = slice.coordinate(1, index / points);
    json.update(valueJson(slice.values[static_cast<std::size_t>(index)]));
    return json;
}

Json sliceJson(const KeptSlice& kept, const Slice& slice) {
    Json axes = Json::array(), marks = Json::array();
    for (const SliceAxis& axis : slice.axes)
        axes.push_back({{"from", axis.from}, {"to", axis.to}, {"length", axis.length}, {"explained", axis.explained}});
    for (const SliceMark& mark : slice.marks) {
        Json one{{"run", mark.run}, {"of", mark.of}, {"step", mark.step},
                 {"x", mark.x},     {"y", mark.y},   {"off", mark.off}};
        one.update(valueJson(mark.value));
        marks.push_back(std::move(one));
    }
    return {{"name", kept.name},
            {"file", kept.file().string()},
            {"kind", nameOf(slice.setting.kind)},
            {"points", slice.values.size()},
            {"measured", slice.measured()},
            {"train_images", slice.trainImages},
            {"test_images", slice.testImages},
            {"axes", axes},
            {"marks", marks},
            {"seconds", slice.seconds},
            {"peak_bytes", slice.peakBytes}};
}

void report(const KeptSlice& kept, const Slice& slice) {
    std::string size = std::to_string(slice.setting.points);
    if (slice.inPlane()) size += " × " + size;
    std::printf("%s of a %s: %s points, means over %d training and %d test images\n\n",
                nameOf(slice.setting.kind).c_str(), nameOf(slice.network).c_str(), size.c_str(), slice.trainImages,
                slice.testImages);
    Table table{{"weights", "step", "x", "y", "off", "train loss", "accuracy", "test loss", "accuracy"}, {}};
    const auto addRow = [&](const std::string& what, double step, double x, double y, double off,
                            const SliceValue& value) {
        table.rows.push_back({what, std::isnan(step) ? Table::Cell("") : Table::Cell(step), x, y, off, value.trainLoss,
                              percentText(value.trainAccuracy), value.testLoss, percentText(value.testAccuracy)});
    };
    for (const SliceMark& mark : slice.marks)
        addRow(mark.of + " of " + mark.run, static_cast<double>(mark.step), mark.x, mark.y, mark.off, mark.value);
    const int points = slice.setting.points;
    for (const auto& [title, loss] : {std::pair("lowest training loss", &SliceValue::trainLoss),
                                      std::pair("lowest test loss", &SliceValue::testLoss)})
        if (const int best = lowest(slice, loss); best >= 0)
            addRow(title, kUnknown, slice.coordinate(0, best % points),
                   slice.inPlane() ? slice.coordinate(1, best / points) : 0.0, 0.0,
                   slice.values[static_cast<std::size_t>(best)]);
    print(table);
    if (slice.setting.kind == SliceKind::TrajectoryPlane)
        std::printf("\nThe axes have %s and %s of the trajectory's variance.\n",
                    percentText(slice.axes[0].explained).c_str(), percentText(slice.axes[1].explained).c_str());
    std::printf("\nkept in %s, .csv and .npy\n", kept.file().c_str());
}

/// For the time of the measurement: two of one slice would do its work twice.
std::optional<Error> takeLockOf(KeptSlice& kept) {
    std::error_code fault;
    std::filesystem::create_directories(kept.file().parent_path(), fault);
    Result<Descriptor> lock = openLockFile(kept.file().replace_filename("." + kept.name + ".lock"));
    if (!lock) return lock.error();
    if (takeLock(*lock) == LockState::Held)
        return Error{"Slice " + kept.name + " of " + kept.run.string() +
                     " is being measured by another process; wait for it, or give this one another --name."};
    kept.lock = *std::move(lock);
    return std::nullopt;
}

/// Takes up what an earlier call has measured, if it was this slice; or says why it can not.
std::optional<Error> takeUp(const KeptSlice& kept, SliceMeasurement& measurement) {
    std::error_code fault;
    if (!std::filesystem::exists(kept.file(), fault)) return std::nullopt;
    const Result<std::string> text = readFile(kept.file(), 256 << 20);
    if (!text) return text.error();
    const Result<Slice> before = readSlice(*text);
    if (!before)
        return Error{kept.file().string() + " is damaged: " + before.error().message +
                     " Remove it, or give this slice another --name."};
    if (const auto problem = measurement.goOn(*before))
        return Error{kept.file().string() + " holds another slice: " + problem->message +
                     "; give this one another --name."};
    return std::nullopt;
}

/// Where a slice that nobody named is kept: as NAME, or the first of NAME-2, NAME-3, … whose place is not another slice's.
/// With the lock on it if it shall be `measured`.
std::optional<Outcome> takePlace(KeptSlice& kept, bool isNamed, bool measured, SliceMeasurement& measurement) {
    const std::string usual = kept.name;
    for (int number = 2;; ++number) {
        const std::optional<Error> isHeld = measured ? takeLockOf(kept) : std::nullopt;
        const std::optional<Error> problem = takeUp(kept, measurement);
        if (problem && isNamed) return wrongRequest(problem->message);
        if (!problem && isHeld) return failed(isHeld->message);
        if (!problem) return std::nullopt;
        kept.name = usual + "-" + std::to_string(number);
    }
}

Outcome slice(SliceRequest request) {
    if (!request.kind.empty()) {
        const Result<SliceKind> kind = valueNamed<SliceKind>(request.kind, "kind of slice");
        if (!kind) return wrongRequest(kind.error().message);
        request.weights.kind = *kind;
    }
    if (const auto error = checkSliceSetting(request.setting)) return wrongRequest(error->message);
    if (!request.name.empty())
        if (const auto error = checkSliceName(request.name)) return wrongRequest(error->message);
    const Interrupt interrupt(Interrupt::Of::KeyboardAndEnd);
    auto found = openSliceWeights(request.weights);
    if (const Outcome* problem = std::get_if<Outcome>(&found)) return *problem;
    const OpenedSliceWeights& opened = std::get<OpenedSliceWeights>(found);
    request.setting.kind = opened.kind;

    KeptSlice kept{.run = opened.run->folder().path(),
                   .name = request.name.empty() ? sliceName(opened) : request.name,
                   .lock = {}};
    std::vector<Error> problems;
    Result<SliceMeasurement> prepared = SliceMeasurement::prepare(opened.run->measured(), opened.weights,
                                                                  stopsOf(*opened.run), request.setting, problems);
    found.emplace<Outcome>();  // the runs take memory, and the measurement has what it needs of them
    for (const Error& problem : problems) std::fprintf(stderr, "Not on the trajectory: %s\n", problem.message.c_str());
    if (!prepared) return wrongRequest(prepared.error().message);
    SliceMeasurement measurement = *std::move(prepared);
    if (const auto problem = takePlace(kept, !request.name.empty(), !request.dryRun, measurement)) return *problem;

    const std::size_t before = measurement.slice().measured();
    const MeasurementCost cost = measurement.forecast();
    if (request.dryRun) {
        Json json = sliceJson(kept, measurement.slice());
        json["seconds"] = cost.seconds;
        json["peak_bytes"] = cost.peakBytes;
        print(json);
        return {};
    }
    if (before == 0)
        std::fprintf(stderr, "%s: %zu points, about %s\n", kept.name.c_str(), measurement.slice().values.size(),
                     roundedDuration(cost.seconds).c_str());
    else
        std::fprintf(stderr, "%s: %zu of %zu points are there, about %s for the others\n", kept.name.c_str(), before,
                     measurement.slice().values.size(), roundedDuration(cost.seconds).c_str());

    MeasurementProgress progress(cost.seconds, request.progress);
    const auto goesOn = [&](double done) {
        progress.show(done, kept.name);
        return !interrupt.came();
    };
    const Result<bool> isComplete =
        measurement.measure(goesOn, [&kept](const Slice& some) { return saveSlice(kept.run, kept.name, some); });
    if (!isComplete) return failed(isComplete.error().message);
    if (!*isComplete) return {130, "Interrupted; what was measured is kept, and the same command goes on."};
    if (!request.csv.empty())
        if (const auto problem = writeCsv(request.csv, sliceTable(measurement.slice()))) return failed(*problem);
    if (!request.json) {
        report(kept, measurement.slice());
        return {};
    }
    Json json = sliceJson(kept, measurement.slice());
    json["lowest_train"] = pointJson(measurement.slice(), lowest(measurement.slice(), &SliceValue::trainLoss));
    json["lowest_test"] = pointJson(measurement.slice(), lowest(measurement.slice(), &SliceValue::testLoss));
    print(json);
    return {};
}

}  // namespace

Verb addSlice(CLI::App& program) {
    CLI::App* verb = program.add_subcommand("slice", "Measure the loss on a line or a plane through weights of runs");
    const auto request = std::make_shared<SliceRequest>();
    SliceSetting& setting = request->setting;
    verb->add_option("RUN", request->weights.runs, "The folders of runs of one network on the same images")
        ->required()
        ->type_name("");
    verb->add_option(
            "--of", request->weights.of,
            "Weights that it goes through, in this order: sgd, an average, tail:EPOCH or sgd:EPOCH of the first "
            "run; or of another one as OF@RUN, RUN being its path or its folder's name; repeatable")
        ->type_name("OF[@RUN]")
        ->allow_extra_args(false);
    verb->add_option(
            "--kind", request->kind,
            "segment, plane, random-line, random-plane or trajectory-plane; if left out, a segment through two "
            "and a plane through three")
        ->type_name("KIND");
    verb->add_option("--points", setting.points, "Along each axis")->capture_default_str();
    verb->add_option("--margin", setting.margin, "Beyond the weights, as a share of their extent")
        ->capture_default_str();
    verb->add_option("--reach", setting.reach, "How far random directions go, in units of the weights' own norm")
        ->capture_default_str();
    verb->add_option("--images", setting.images, "Of each split at most")->capture_default_str();
    verb->add_option("--statistics-images", setting.statisticsImages,
                     "Training images that give the batch-norm statistics of every point")
        ->capture_default_str();
    verb->add_option("--seed", setting.seed, "Of the images and the random directions")->capture_default_str();
    verb->add_option("--name", request->name,
                     "How it is called; if left out, by its kind and weights, with a number behind it where another "
                     "slice has this name")
        ->type_name("NAME");
    verb->add_flag("--dry-run", request->dryRun, "Only print, as JSON, what it would be and how long it would take");
    addProgress(*verb, request->progress);
    verb->add_flag("--json", request->json, "One JSON object on standard output");
    verb->add_option("--csv", request->csv, "Write the points to this file too")->type_name("FILE");
    setManual(
        *verb,
        {.description =
             {"The cross entropy (without weight decay) and the accuracy on training and test images along the line "
              "through two sets of weights and beyond, or in the plane through three, with coordinates in weight-space "
              "distance; in evaluation mode, with batch-norm statistics recomputed at every point. Random directions "
              "are filter-normalised; those of a trajectory plane are the two leading principal components of the "
              "first run's iterates at the checkpoints that stayed (run --keep-every), or of its segments' means. The "
              "trajectory is projected on every slice, with its distance from it.",
              "If only runs are named: of one, the segment from SGD to its tail average; of two, the plane through "
              "SGD, "
              "the average and the other run's weights; of three, the plane through SGD of each.",
              "A slice is kept in RUN/slices of the first run as NAME.json, NAME.csv and NAME.npy, row by row: the "
              "same "
              "command goes on where it was interrupted."},
         .keys = {{"name, file, kind", "where it is kept; which line or plane"},
                  {"points, measured", "how many there are, and how many are done"},
                  {"train_images, test_images", "over which the values are means"},
                  {"axes [{from, to, length, explained}]",
                   "length: distance in weight space of a unit; explained: share of the trajectory's variance"},
                  {"marks [{run, of, step, x, y, off}]", "the weights, and their distance from the slice"},
                  {"marks [{train_loss, train_accuracy, test_loss, test_accuracy}]", "at the weights themselves"},
                  {"lowest_train, lowest_test {x, y, …}", "the points with the least training and test loss"},
                  {"seconds, peak_bytes", "what it took; of --dry-run what that which is missing would take"}},
         .examples = {"basin-train slice runs/sgd", "basin-train slice runs/sgd runs/sam --points 31",
                      "basin-train slice runs/sgd runs/sam --of sgd --of sgd@sam",
                      "basin-train slice runs/sgd --of sgd:10 --of tail:0.75 --of ema:0.999",
                      "basin-train slice runs/sgd --kind trajectory-plane",
                      "basin-train slice runs/sgd --kind random-plane --of tail:0.75 --reach 0.5"},
         .interrupted = "Interrupted from the keyboard; what was measured is kept, and the same command goes on."});
    return {verb, [request] { return slice(*request); }};
}

}  // namespace basin::train
