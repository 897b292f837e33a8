// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/marks.h"

#include <span>
#include <vector>

class QFont;

namespace basin {

class Plot;

/// What a plot's top margin must be, at scale 1, for a title and a key below it. `font` is the plot's, scaled.
double headingMargin(const QFont& font, const Plot& plot, std::span<const KeyEntry> key);
/// The key if it takes two rows at most, else none: a longer one would leave no room for the curves.
std::vector<KeyEntry> keyThatFits(const QFont& font, const Plot& plot, std::vector<KeyEntry> key);
/// Paints both there; for a layer that is not clipped.
void paintHeading(QPainter& painter, const Plot& plot, const QString& title, std::span<const KeyEntry> key);

}  // namespace basin
