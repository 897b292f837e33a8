// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <cstdint>

namespace basin {

enum class ExportWhat { Charts, Window, ShownNumbers, AllNumbers, Animation };

/// What a person asked for in the dialog.
struct ExportChoice {
    ExportWhat what = ExportWhat::Charts;
    QString path;
    double scale = 1.0;
    double seconds = 10.0;  ///< of an animation
    int perSecond = 30;
    std::int64_t stepsPerPicture = 10;

    int pictures() const;
};

/// The endings that something can be written with, the usual one first. `animations`: those that ffmpeg has.
QStringList endingsOf(ExportWhat what, const QStringList& animations);

}  // namespace basin
