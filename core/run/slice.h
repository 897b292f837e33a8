// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "core/run/event.h"
#include "core/run/run_config.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace basin {

/// Which line or plane through the space of a network's weights.
enum class SliceKind {
    Segment,     ///< the line through two weights, and beyond them
    Plane,       ///< the plane through three weights, by Gram–Schmidt (arXiv 1803.05407)
    RandomLine,  ///< along a random direction from one weights; filter-normalised (arXiv 1712.09913)
    RandomPlane  ///< along two of them
};
/// "segment", "plane", "random-line", "random-plane".
template <>
std::span<const Name<SliceKind>> namesOf();

/// What is measured. Two axes for planes, one for lines.
struct SliceSetting {
    SliceKind kind = SliceKind::Plane;
    int points = 21;              ///< along each axis
    double margin = 0.2;          ///< beyond the weights, as a share of their extent along the axis
    double reach = 1.0;           ///< of random directions: coordinates from −reach to reach
    int images = 1000;            ///< of each split, drawn by the seed
    int statisticsImages = 1024;  ///< training images from which batch-norm statistics are recomputed at each point
    std::uint64_t seed = 1;       ///< of images and random directions
    bool operator==(const SliceSetting&) const = default;
};
/// The first value that is impossible, or null. `where` is the key.
std::optional<Error> checkSliceSetting(const SliceSetting& setting);

/// Loss and accuracy on the training and the test images; kUnknown where it was not measured.
struct SliceValue {
    double trainLoss = kUnknown, trainAccuracy = kUnknown;
    double testLoss = kUnknown, testAccuracy = kUnknown;
};

/// An axis: the weights at coordinate x are origin + x · direction.
struct SliceAxis {
    double from = -1.0, to = 1.0;
    /// ‖direction‖: distance in weight space per unit of the coordinate. 1 for segments and planes.
    double length = 1.0;
};

/// Weights that the slice goes through.
struct SliceMark {
    std::string run;  ///< name of its folder
    std::string of;   ///< "sgd" or an average's name
    std::int64_t step = 0;
    Optimizer optimizer = Optimizer::Sgd;  ///< of its run: "sgd" of a run by SAM is SAM's iterate
    double x = 0.0, y = 0.0;               ///< coordinates; y is 0 on a line
    SliceValue value;                      ///< measured at the weights themselves
};

/// The iterate of a run at one of its checkpoints or segment ends, projected on the slice.
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
    std::vector<SliceAxis> axes;     ///< one or two
    std::vector<SliceMark> marks;    ///< the first is the origin
    std::vector<SliceStop> path;     ///< the trajectory of the first mark's run, by step; may be empty
    std::vector<SliceValue> values;  ///< points per axis, the first axis running fastest
    double seconds = 0.0;            ///< that it took so far

    bool inPlane() const { return axes.size() == 2; }
    std::size_t measured() const;  ///< how many of the values are known
    /// Coordinate of point `index` on an axis; both ends are among the points.
    double coordinate(std::size_t axis, int index) const;
};

/// Why two slices (or the marks of one) can not be compared: another network, dataset or set of images; empty if they can.
std::string incomparable(const Slice& a, const Slice& b);

/// RUN/slices/NAME.json; beside it NAME.npy and NAME.csv with the values for other programs.
std::filesystem::path slicePath(const std::filesystem::path& run, const std::string& name);
std::string writeSlice(const Slice& slice);
/// Errors name the key.
Result<Slice> readSlice(std::string_view text);

/// A slice of a run's folder, and its name there.
struct NamedSlice {
    std::string name;
    Slice slice;
};
/// Every slice of a run that can be read, by name; what can not goes to `problems`. One that is still measured is there with
/// the values that are known.
std::vector<NamedSlice> slicesOf(const std::filesystem::path& run, std::vector<Error>& problems);

}  // namespace basin
