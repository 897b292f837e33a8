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
    double enlargement = 1.0;            ///< of all that grows with the window
};

/// The theme that the application shows now.
const Theme& currentTheme();

/// What is shown as a future that did not come: nearer to the chart's background.
QColor faded(const QColor& colour);

enum class ThemeChoice { System, Light, Dark };
ThemeChoice currentThemeChoice();
/// Sets palette and style of the whole application; every widget gets a PaletteChange event. Call on the window's thread.
void applyTheme(ThemeChoice choice);

/// How high digits are on the projector, as a share of the picture's height.
inline constexpr double kProjectedDigits = 1.0 / 40.0;
/// The height of windows in which everything has its plain size; in higher ones charts and what is read from afar grow.
inline constexpr double kPlainHeight = 720.0;
/// Puts a light theme of high contrast, with digits of kProjectedDigits, in the place of the chosen one, or takes it away again.
void setThemeProjected(bool projected);
bool isThemeProjected();

}  // namespace basin
