// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/network/slice_values.h"

#include "ui/format.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace basin {

namespace {

constexpr double kOff = 0.02;  // of the slice's extent

/// The texts of this file, for translators.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(basin::SliceValues)
};

}  // namespace

QString sliceQuantityName(SliceQuantity quantity) {
    switch (quantity) {
        case SliceQuantity::TrainingLoss: return Words::tr("Training loss");
        case SliceQuantity::TestLoss: return Words::tr("Test loss");
        case SliceQuantity::TrainingError: return Words::tr("Training error (%)");
        case SliceQuantity::TestError: return Words::tr("Test error (%)");
    }
    return {};
}

double valueOf(const SliceValue& value, SliceQuantity quantity) {
    switch (quantity) {
        case SliceQuantity::TrainingLoss: return value.trainLoss;
        case SliceQuantity::TestLoss: return value.testLoss;
        case SliceQuantity::TrainingError: return 100.0 * (1.0 - value.trainAccuracy);
        case SliceQuantity::TestError: return 100.0 * (1.0 - value.testAccuracy);
    }
    return kUnknown;
}

bool isOfTest(SliceQuantity quantity) {
    return quantity == SliceQuantity::TestLoss || quantity == SliceQuantity::TestError;
}

bool isLoss(SliceQuantity quantity) {
    return quantity == SliceQuantity::TrainingLoss || quantity == SliceQuantity::TestLoss;
}

QString sliceValueWords(double value, SliceQuantity quantity) {
    return isLoss(quantity) ? formatNumber(value) : Words::tr("%1 %").arg(formatNumber(value));
}

double distanceAlong(const Slice& slice, std::size_t axis, double coordinate) {
    return coordinate * slice.axes[axis].length;
}

Point placeOf(const Slice& slice, double x, double y) {
    return {distanceAlong(slice, 0, x), slice.inPlane() ? distanceAlong(slice, 1, y) : 0.0};
}

Rectangle domainOf(const Slice& slice) {
    const auto along = [&](std::size_t axis) {
        return Interval{distanceAlong(slice, axis, slice.axes[axis].from),
                        distanceAlong(slice, axis, slice.axes[axis].to)};
    };
    return {along(0), slice.inPlane() ? along(1) : Interval{}};
}

bool isWayOfMeans(const Slice& slice) { return slice.path.size() < 3 && slice.means.size() > slice.path.size(); }

const std::vector<SliceStop>& wayOf(const Slice& slice) {
    static const std::vector<SliceStop> kNone;
    if (slice.setting.kind == SliceKind::RandomPlane) return kNone;
    return isWayOfMeans(slice) ? slice.means : slice.path;
}

bool isOff(const Slice& slice, double off) {
    const Rectangle domain = domainOf(slice);
    return off > kOff * std::max(domain.x.width(), domain.y.width());
}

std::vector<CurvePoint> curveOf(const Slice& slice, SliceQuantity quantity) {
    std::vector<CurvePoint> points;
    for (int i = 0; i < slice.setting.points; ++i) {
        const double value = valueOf(slice.values[static_cast<std::size_t>(i)], quantity);
        if (std::isfinite(value)) points.push_back({distanceAlong(slice, 0, slice.coordinate(0, i)), value});
    }
    return points;
}

SurfaceTable tableOf(const Slice& slice, SliceQuantity quantity) {
    SurfaceTable table{.domain = domainOf(slice), .columns = slice.setting.points, .rows = slice.setting.points};
    table.values.reserve(slice.values.size());
    for (const SliceValue& value : slice.values) table.values.push_back(valueOf(value, quantity));
    return table;
}

std::shared_ptr<const PlanePicture> pictureOf(const SlicePictureRequest& wanted, const std::stop_token& stop) {
    SurfaceTable table = tableOf(*wanted.slice, wanted.quantity);
    const auto isFinite = [](double z) { return std::isfinite(z); };
    if (std::ranges::none_of(table.values, isFinite)) return nullptr;
    auto picture = std::make_shared<PlanePicture>();
    picture->scale = heightScaleFor(table.values);
    int columns = table.columns, rows = table.rows;
    const Rectangle domain = table.domain;
    std::vector<double> values = table.values;
    if (std::ranges::all_of(table.values, isFinite)) {
        SurfaceChoice choice;
        choice.kind = SurfaceChoice::Kind::Table;
        choice.table = std::move(table);
        if (const Result<SurfacePtr> surface = buildSurface(choice)) {
            columns = wanted.columns;
            rows = wanted.rows;
            values.resize(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows));
            (*surface)->sample(domain, columns, rows, values);
        }
    }
    if (stop.stop_requested()) return nullptr;
    picture->f = pictureOf(domain, columns, rows, std::move(values), picture->scale, wanted.dark, true, stop);
    return stop.stop_requested() ? nullptr : picture;
}

}  // namespace basin
