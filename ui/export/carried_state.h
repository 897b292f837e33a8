// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scenario/saved_state.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace basin {

// Every exported file carries the state as the line that writeState wrote, in the place that its format has for it: PNG a text
// chunk, SVG <metadata>, PDF its XMP metadata, GIF a comment, MP4 and WebM a tag, CSV a line that begins with "#".

/// The key of the text chunk and of the tag.
inline const QString kStateKey = QStringLiteral("basin-state");

/// The drawing with the state inside.
QByteArray svgWithState(QByteArray svg, const std::string& state);
/// The XMP packet of a PDF.
QByteArray xmpWithState(const QString& title, const std::string& state);
/// The animation with the state as its comment.
QByteArray gifWithState(QByteArray gif, const std::string& state);
/// "# Basin 0.1.0" and the state: the lines above a table.
QByteArray csvHeader(const SavedState& state);

/// The line that a file of any of these kinds carries; nothing if there is none. Looks at the first and last 8 MiB.
std::optional<std::string> carriedState(const QString& path);

}  // namespace basin
