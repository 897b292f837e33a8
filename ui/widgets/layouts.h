// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QEvent>

namespace basin {

/// Lets all layouts take note of what has been hidden, before something else is shown in its room: otherwise the window would
/// grow for both.
inline void settleLayouts() { QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest); }

}  // namespace basin
