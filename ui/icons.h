// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>

namespace basin {

/// The signs of the transport, painted in the theme's text colour (the style's own are black on any background).
enum class Icon { Play, Pause, Step, Restart };
QIcon icon(Icon which);

}  // namespace basin
