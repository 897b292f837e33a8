// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/slice.h"

#include "core/number_text.h"

#include <algorithm>
#include <cmath>

namespace basin {

namespace {

constexpr Name<SliceKind> kKinds[] = {{SliceKind::Segment, "segment"},
                                      {SliceKind::Plane, "plane"},
                                      {SliceKind::RandomLine, "random-line"},
                                      {SliceKind::RandomPlane, "random-plane"},
                                      {SliceKind::TrajectoryPlane, "trajectory-plane"}};

/// Whether coordinates are the same but for roundings of sums over all weights, which depend on the number of threads.
bool isClose(double a, double b, double extent) { return std::abs(a - b) <= 1e-6 * extent; }

std::string titleOf(const SliceMark& mark) {
    return mark.of + " of " + mark.run + " after step " + std::to_string(mark.step);
}

bool areSame(const SliceMark& a, const SliceMark& b) {
    return a.run == b.run && a.of == b.of && a.step == b.step && a.optimizer == b.optimizer;
}

std::string changed(const char* what, double before, double now) {
    return std::string(what) + " was " + exactNumber(before) + " there and is " + exactNumber(now) + " here";
}

}  // namespace

template <>
std::span<const Name<SliceKind>> namesOf() {
    return kKinds;
}

bool isPlane(SliceKind kind) { return kind != SliceKind::Segment && kind != SliceKind::RandomLine; }

std::size_t spanningMarks(SliceKind kind) {
    switch (kind) {
        case SliceKind::Segment: return 2;
        case SliceKind::Plane: return 3;
        case SliceKind::RandomLine:
        case SliceKind::RandomPlane: return 1;
        case SliceKind::TrajectoryPlane: break;
    }
    return 0;
}

std::size_t pointsOf(const SliceSetting& setting) {
    const auto points = static_cast<std::size_t>(setting.points);
    return isPlane(setting.kind) ? points * points : points;
}

std::optional<Error> checkSliceSetting(const SliceSetting& setting) {
    const auto within = [](double value, double least, double most, const char* what, const char* where) {
        std::optional<Error> error;
        if (!(value >= least && value <= most))
            error = Error{std::string(what) + " must be from " + exactNumber(least) + " to " + exactNumber(most) +
                              ", not " + exactNumber(value) + ".",
                          where};
        return error;
    };
    if (auto error = within(setting.points, 2, 1001, "The number of points along an axis", "points")) return error;
    if (auto error = within(setting.margin, 0, 100, "The margin", "margin")) return error;
    if (auto error = within(setting.reach, 1e-6, 1e6, "The reach of random directions", "reach")) return error;
    if (auto error = within(setting.images, 1, 1000000, "The number of images", "images")) return error;
    // A batch norm's variance of one image after the last stride of a network is that of few pixels, or of one.
    return within(setting.statisticsImages, 2, 1000000, "The number of images for batch-norm statistics",
                  "statistics_images");
}

bool SliceValue::isMeasured() const { return std::isfinite(trainAccuracy) && std::isfinite(testAccuracy); }

std::size_t Slice::measured() const {
    return static_cast<std::size_t>(std::ranges::count_if(values, &SliceValue::isMeasured));
}

double Slice::coordinate(std::size_t axis, int index) const {
    const double share = static_cast<double>(index) / (setting.points - 1);
    return (1.0 - share) * axes[axis].from + share * axes[axis].to;
}

std::string incomparable(const Slice& a, const Slice& b) {
    if (a.dataset != b.dataset)
        return "one was measured on " + datasetEntry(a.dataset).title + " and the other on " +
               datasetEntry(b.dataset).title;
    if (a.network != b.network) return "one is of a " + nameOf(a.network) + " and the other of a " + nameOf(b.network);
    if (a.imagesCrc != b.imagesCrc) return "they were measured on other images";
    return {};
}

std::string cannotGoOn(const Slice& kept, const Slice& wanted) {
    if (std::string problem = incomparable(kept, wanted); !problem.empty()) return problem;
    const SliceSetting &before = kept.setting, &now = wanted.setting;
    if (before.kind != now.kind) return "it is a " + nameOf(before.kind) + " and not a " + nameOf(now.kind);
    if (before.points != now.points) return changed("the number of points", before.points, now.points);
    if (before.margin != now.margin) return changed("the margin", before.margin, now.margin);
    if (before.reach != now.reach) return changed("the reach", before.reach, now.reach);
    if (before.images != now.images) return changed("the number of images", before.images, now.images);
    if (before.statisticsImages != now.statisticsImages)
        return changed("the number of images for batch-norm statistics", before.statisticsImages, now.statisticsImages);
    if (before.seed != now.seed) return "the seed is another";
    for (std::size_t i = 0; i < std::max(kept.marks.size(), wanted.marks.size()); ++i) {
        if (i >= kept.marks.size()) return "it has no " + titleOf(wanted.marks[i]);
        if (i >= wanted.marks.size()) return "it has " + titleOf(kept.marks[i]) + " too";
        if (!areSame(kept.marks[i], wanted.marks[i]))
            return "it has " + titleOf(kept.marks[i]) + " and not " + titleOf(wanted.marks[i]);
    }
    for (std::size_t axis = 0; axis < kept.axes.size(); ++axis) {
        const SliceAxis &a = kept.axes[axis], &b = wanted.axes[axis];
        const double extent = std::abs(a.to - a.from);
        if (!isClose(a.from, b.from, extent) || !isClose(a.to, b.to, extent) || !isClose(a.length, b.length, a.length))
            return "its weights were others";
    }
    return {};
}

Table sliceTable(const Slice& slice) {
    Table table;
    table.columns = {"x"};
    if (slice.inPlane()) table.columns.emplace_back("y");
    for (const char* column : {"train_loss", "train_accuracy", "test_loss", "test_accuracy"})
        table.columns.emplace_back(column);
    for (std::size_t i = 0; i < slice.values.size(); ++i) {
        const int points = slice.setting.points, index = static_cast<int>(i);
        const SliceValue& value = slice.values[i];
        std::vector<Table::Cell>& row = table.rows.emplace_back();
        row.emplace_back(slice.coordinate(0, index % points));
        if (slice.inPlane()) row.emplace_back(slice.coordinate(1, index / points));
        for (const double one : {value.trainLoss, value.trainAccuracy, value.testLoss, value.testAccuracy})
            row.emplace_back(one);
    }
    return table;
}

}  // namespace basin
