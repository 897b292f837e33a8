// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/marks.h"
#include "ui/charts/plot.h"
#include "ui/training/curves.h"

#include <QColor>
#include <QString>

#include <vector>

namespace basin {

/// How a run appears in the charts.
struct RunLook {
    QString title;
    QColor colour;  ///< of its own, for when several runs are shown
    bool operator==(const RunLook&) const = default;
};

/// How a curve appears, and what it is called in the key and under the mouse.
struct CurveLook {
    CurveStyle style;
    Mark mark = Mark::Round;
    QString name;
    bool plain = true;  ///< without marks at its points
};

/// Alone, a run's curves have the colours of their things (SGD, average, SAM); among others that of their run.
CurveLook lookOf(const Curve& curve, const RunLook& run, bool alone);

/// Colours of runs, told apart by colour-blind eyes too (Okabe–Ito), for the present background.
QColor runColour(std::size_t index);
constexpr std::size_t kRunColours = 8;

/// "average of the last 25 %", "exponential average, ψ = 0.999"; as it is where it is none of these.
QString averageWords(const std::string& name);

/// "Accuracy (%)"; what a chart of this quantity is called, and a sentence on how to read it.
QString quantityName(Quantity quantity);
QString quantityTip(Quantity quantity);
/// The title of its vertical axis, with the images that it is about, or without.
QString quantityAxis(Quantity quantity, Split images);
QString quantityAxis(Quantity quantity);
/// What a value is multiplied by on the axis: 100 for shares.
double quantityFactor(Quantity quantity);
/// A value in words: "91.24 %".
QString quantityValue(Quantity quantity, double value);
/// Whether the quantity is about evaluated images.
bool hasImages(Quantity quantity);

/// The horizontal axis; its unit is chosen by how long it is.
struct ProgressUnit {
    QString title;
    double factor = 1.0;  ///< what places are multiplied by on the axis
    QString suffix;       ///< behind a number
};
ProgressUnit progressUnit(ProgressAxis axis, double longest);

}  // namespace basin
