// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

namespace basin {

/// The one meaning of each colour (Okabe–Ito, safe for colour-blind eyes), for one background.
struct Theme {
    bool dark = false;
    QColor window, panel, chart, field;  ///< backgrounds
    QColor text, mutedText;              ///< words
    QColor grid, axis;                   ///< hairlines
    QColor objective;                    ///< f
    QColor smoothed;                     ///< F, v*
    QColor sgd;                          ///< SGD iterates
    QColor average;                      ///< averages
    QColor sam;                          ///< SAM iterates
    QColor reference;                    ///< bounds, predictions, reference slopes
    QColor accent;                       ///< buttons and focus
};

/// The light or the dark theme.
const Theme& theme(bool dark);
/// The theme that the application shows now.
const Theme& currentTheme();

/// What is shown as a future that did not come: nearer to the chart's background.
QColor faded(const QColor& colour);

enum class ThemeChoice { System, Light, Dark };
ThemeChoice currentThemeChoice();
/// Sets palette and style of the whole application; every widget gets a PaletteChange event. Call on the window's thread.
void applyTheme(ThemeChoice choice);

}  // namespace basin
