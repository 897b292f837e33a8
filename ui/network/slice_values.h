// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/landscape/curve.h"
#include "core/plane/surface_choice.h"
#include "core/run/slice.h"
#include "ui/plane/plane_picture.h"

#include <QString>

#include <array>
#include <memory>
#include <stop_token>
#include <vector>

namespace basin {

/// What is shown of a slice. Errors in per cent of the images; low is good in all of them.
enum class SliceQuantity { TrainingLoss, TestLoss, TrainingError, TestError };
inline constexpr std::array kSliceQuantities{SliceQuantity::TrainingLoss, SliceQuantity::TestLoss,
                                             SliceQuantity::TrainingError, SliceQuantity::TestError};
QString sliceQuantityName(SliceQuantity quantity);
double valueOf(const SliceValue& value, SliceQuantity quantity);
bool isOfTest(SliceQuantity quantity);
bool isLoss(SliceQuantity quantity);
/// "0.123", "12.3 %".
QString sliceValueWords(double value, SliceQuantity quantity);

/// Distance in weight space from the origin along an axis, to which all charts and the bridge refer.
double distanceAlong(const Slice& slice, std::size_t axis, double coordinate);
Point placeOf(const Slice& slice, double x, double y);
Rectangle domainOf(const Slice& slice);

/// Where the first mark's run was in the course of its training: its iterates, or where fewer than three stayed the means of
/// its weights over segments. None in random directions, where it is hardly more than a point.
const std::vector<SliceStop>& wayOf(const Slice& slice);
bool isWayOfMeans(const Slice& slice);
/// Whether what is so far off a slice seems to lie on it in a picture, and does not.
bool isOff(const Slice& slice, double off);

/// The values of a line over the distance, as far as they were measured and are finite.
std::vector<CurvePoint> curveOf(const Slice& slice, SliceQuantity quantity);
/// Those of a plane; what was not measured is NaN.
SurfaceTable tableOf(const Slice& slice, SliceQuantity quantity);

/// A plane as a picture: as the spline through its values once all are there, until then value by value.
struct SlicePictureRequest {
    std::shared_ptr<const Slice> slice;
    SliceQuantity quantity = SliceQuantity::TrainingLoss;
    int columns = 0, rows = 0;
    bool dark = false;
    bool operator==(const SlicePictureRequest&) const = default;
};
/// Null when it was stopped, or nothing is measured yet.
std::shared_ptr<const PlanePicture> pictureOf(const SlicePictureRequest& wanted, const std::stop_token& stop);

}  // namespace basin
