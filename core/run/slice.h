// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "core/run/event.h"
#include "core/run/run_config.h"
#include "core/table.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace basin {

/// Which line or plane through the space of a network's weights.
enum class SliceKind {
    Segment,         ///< the line through two weights, and beyond them
    Plane,           ///< the plane through three weights, by Gram–Schmidt (arXiv 1803.05407)
    RandomLine,      ///< along a random direction from one weights; filter-normalised (arXiv 1712.09913)
    RandomPlane,     ///< along two of them
    TrajectoryPlane  ///< along the two leading principal components of a run's trajectory
};
/// "segment", "plane", "random-line", "random-plane", "trajectory-plane".
template <>
std::span<const Name<SliceKind>> namesOf();

/// What is measured. Two axes for planes, one for lines.
struct SliceSetting {
    SliceKind kind = SliceKind::Plane;
    int points = 21;              ///< along each axis
    double margin = 0.2;          ///< beyond weights (and trajectory), as a share of their extent along the axis
    double reach = 1.0;           ///< of random directions: coordinates from −reach to reach
    int images = 1000;            ///< of each split at most, drawn by the seed
    int statisticsImages = 1024;  ///< training images at most, which give the batch-norm statistics of each point
    std::uint64_t seed = 1;       ///< of images and random directions
    bool operator==(const SliceSetting&) const = default;
};
/// The first value that is impossible, or null. `where` is the key.
std::optional<Error> checkSliceSetting(const SliceSetting& setting);

/// Cross entropy (without weight decay) and accuracy on the training and the test images; kUnknown where it was not measured.
struct SliceValue {
    double trainLoss = kUnknown, trainAccuracy = kUnknown;
    double testLoss = kUnknown, testAccuracy = kUnknown;
    /// Losses that overflow are unknown too, accuracies are not.
    bool isMeasured() const;
};

/// An axis: the weights at coordinate x are origin + x · direction.
struct SliceAxis {
    double from = -1.0, to = 1.0;
    /// ‖direction‖: distance in weight space per unit of the coordinate. 1 but for random directions, which are nearly but
    /// not exactly at right angles.
    double length = 1.0;
    /// Of a trajectory plane: the share of the trajectory's variance along the axis.
    double explained = kUnknown;
};

/// Weights that the slice goes through, or that are projected on it.
struct SliceMark {
    std::string run;  ///< name of its folder
    std::string of;   ///< "sgd" or an average's name
    std::int64_t step = 0;
    Optimizer optimizer = Optimizer::Sgd;  ///< of its run: "sgd" of a run by SAM is SAM's iterate
    double x = 0.0, y = 0.0;               ///< coordinates; y is 0 on a line
    double off = 0.0;                      ///< distance in weight space from the slice: 0 if it goes through them
    SliceValue value;                      ///< measured at the weights themselves
};

/// Where a run was after some step, projected on the slice.
struct SliceStop {
    std::int64_t step = 0;
    double x = 0.0, y = 0.0;
    double off = 0.0;  ///< its distance in weight space from the slice
};

/// The loss of a network on a line or a plane through its weights, in evaluation mode, with batch-norm statistics recomputed
/// at each point.
struct Slice {
    SliceSetting setting;
    Dataset dataset = Dataset::Cifar10;
    Architecture network = Architecture::ResNet18;
    std::vector<SliceAxis> axes;          ///< one or two
    int trainImages = 0, testImages = 0;  ///< over which the values are means
    /// CRC-32 of these images, their classes and those for the statistics: which images they were.
    std::uint32_t imagesCrc = 0;
    /// The first is the origin, but for trajectory planes, which have the mean of the stops there.
    std::vector<SliceMark> marks;
    std::vector<SliceStop> path;   ///< the iterates of the first mark's run at its checkpoints, by step; may be empty
    std::vector<SliceStop> means;  ///< the means of its weights over its segments, by the step at which each ends
    /// `points` on each axis, the first axis running fastest. Unknown where it was not measured yet.
    std::vector<SliceValue> values;
    double seconds = 0.0;    ///< that it took so far
    double peakBytes = 0.0;  ///< the process's memory at most, by then

    bool inPlane() const { return axes.size() == 2; }
    std::size_t measured() const;  ///< how many of the values are there
    bool isComplete() const { return measured() == values.size(); }
    /// Coordinate of point `index` on an axis; both ends are among the points.
    double coordinate(std::size_t axis, int index) const;
};
bool isPlane(SliceKind kind);
/// How many marks, the first ones, a slice goes through; the others are projected on it.
std::size_t spanningMarks(SliceKind kind);
/// How many points a slice of this setting has.
std::size_t pointsOf(const SliceSetting& setting);

/// Why the values of two slices can not be compared: another network, dataset or set of images; empty if they can.
std::string incomparable(const Slice& a, const Slice& b);
/// Why the measurement of `wanted` can not go on where `kept` stopped: what is another; empty if it can.
std::string cannotGoOn(const Slice& kept, const Slice& wanted);

/// RUN/slices/NAME.json; beside it NAME.npy and NAME.csv with the values for other programs.
std::filesystem::path slicePath(const std::filesystem::path& run, const std::string& name);
/// A name without folders in it.
std::optional<Error> checkSliceName(const std::string& name);
/// Writes the three files, each whole or not at all.
std::optional<Error> saveSlice(const std::filesystem::path& run, const std::string& name, const Slice& slice);
/// The coordinates and values of the points as a table: x (and y), train_loss, train_accuracy, test_loss, test_accuracy.
Table sliceTable(const Slice& slice);
/// The values for numpy.load: float64 of the shape points_y × points_x × 4 of a plane, or points × 4 of a line.
std::string sliceNpy(const Slice& slice);
std::string writeSlice(const Slice& slice);
/// Errors name the key.
Result<Slice> readSlice(std::string_view text);

/// A slice of a run's folder, and its name there.
struct NamedSlice {
    std::string name;
    Slice slice;
    std::filesystem::file_time_type written;
};
/// Every slice of a run that can be read, by name; what can not goes to `problems`. One that is still measured is there with
/// the values that are known.
std::vector<NamedSlice> slicesOf(const std::filesystem::path& run, std::vector<Error>& problems);

}  // namespace basin
