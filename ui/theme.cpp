// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme.h"

#include <QApplication>
#include <QFontMetricsF>
#include <QPalette>
#include <QProxyStyle>
#include <QStyle>
#include <QStyleFactory>

#include <algorithm>
#include <optional>

namespace basin {

namespace {

const Theme kLight{.dark = false,
                   .window = "#f4f4f2",
                   .panel = "#fbfbfa",
                   .chart = "#ffffff",
                   .field = "#ffffff",
                   .text = "#1b1b1b",
                   .mutedText = "#555555",
                   .grid = "#e0e0dc",
                   .axis = "#6b6b6b",
                   .objective = "#3a3a3a",
                   .smoothed = "#d55e00",
                   .sgd = "#0072b2",
                   .average = "#009e73",
                   .sam = "#cc79a7",
                   .reference = "#7a7a7a",
                   .accent = "#0072b2"};

const Theme kDark{.dark = true,
                  .window = "#1c1e21",
                  .panel = "#24272b",
                  .chart = "#16181a",
                  .field = "#33383e",
                  .text = "#ececec",
                  .mutedText = "#b0b3b8",
                  .grid = "#34393f",
                  .axis = "#9a9da3",
                  .objective = "#d8d8d8",
                  .smoothed = "#f07b22",
                  .sgd = "#56b4e9",
                  .average = "#1fc796",
                  .sam = "#e08fbd",
                  .reference = "#9a9da3",
                  .accent = "#56b4e9"};

/// For the projector: black on white, no hairlines that a weak lamp would swallow.
const Theme kProjected{.dark = false,
                       .window = "#ffffff",
                       .panel = "#ffffff",
                       .chart = "#ffffff",
                       .field = "#ffffff",
                       .text = "#000000",
                       .mutedText = "#2b2b2b",
                       .grid = "#ffffff",
                       .axis = "#1b1b1b",
                       .objective = "#1b1b1b",
                       .smoothed = "#d55e00",
                       .sgd = "#0072b2",
                       .average = "#008a64",
                       .sam = "#b05a8a",
                       .reference = "#4a4a4a",
                       .accent = "#0072b2"};

// All are read and written on the window's thread only.
ThemeChoice g_choice = ThemeChoice::System;
bool g_dark = false;
std::optional<Theme> g_projected;

/// Fusion, with sliders whose handle comes to where their groove is clicked.
class Style : public QProxyStyle {
public:
    Style() : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))) {}

    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                  QStyleHintReturn* data) const override {
        if (hint == SH_Slider_AbsoluteSetButtons) return Qt::LeftButton;
        return QProxyStyle::styleHint(hint, option, widget, data);
    }
};

QPalette paletteOf(const Theme& theme) {
    QPalette palette;
    palette.setColor(QPalette::Window, theme.window);
    palette.setColor(QPalette::WindowText, theme.text);
    palette.setColor(QPalette::Base, theme.field);
    palette.setColor(QPalette::Mid, theme.grid);
    palette.setColor(QPalette::AlternateBase, theme.panel);
    palette.setColor(QPalette::Text, theme.text);
    palette.setColor(QPalette::PlaceholderText, theme.mutedText);
    palette.setColor(QPalette::Button, theme.panel);
    palette.setColor(QPalette::ButtonText, theme.text);
    palette.setColor(QPalette::ToolTipBase, theme.panel);
    palette.setColor(QPalette::ToolTipText, theme.text);
    palette.setColor(QPalette::Highlight, theme.accent);
    palette.setColor(QPalette::HighlightedText, theme.dark ? QColor("#101214") : QColor("#ffffff"));
    palette.setColor(QPalette::Link, theme.accent);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, theme.dark ? QColor("#74787e") : QColor("#9a9a9a"));
    return palette;
}

}  // namespace

const Theme& currentTheme() { return g_projected ? *g_projected : g_dark ? kDark : kLight; }

QColor faded(const QColor& colour) {
    constexpr double kKept = 0.6;
    const QColor ground = currentTheme().chart;
    const auto mix = [](int a, int b) { return static_cast<int>(kKept * a + (1.0 - kKept) * b); };
    return {mix(colour.red(), ground.red()), mix(colour.green(), ground.green()), mix(colour.blue(), ground.blue())};
}

ThemeChoice currentThemeChoice() { return g_choice; }

void applyTheme(ThemeChoice choice) {
    g_choice = choice;
    if (choice == ThemeChoice::System) {
        // Fusion's standard palette follows the desktop where the platform plugin tells (Qt 6.5 on); else light.
        g_dark = QApplication::style()->standardPalette().color(QPalette::Window).lightness() < 128;
    } else {
        g_dark = choice == ThemeChoice::Dark;
    }
    QApplication::setStyle(new Style);
    QApplication::setPalette(paletteOf(currentTheme()));
}

bool isThemeProjected() { return g_projected.has_value(); }

void setThemeProjected(bool projected) {
    if (projected == g_projected.has_value()) return;
    if (projected) {
        const double digits = QFontMetricsF(QApplication::font()).tightBoundingRect(QStringLiteral("0")).height();
        g_projected = kProjected;
        g_projected->enlargement = std::max(1.0, kProjectedDigits * kPlainHeight / digits);
    } else {
        g_projected.reset();
    }
    applyTheme(g_choice);
}

}  // namespace basin
