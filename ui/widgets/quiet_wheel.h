// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace basin {

/// Lets the mouse wheel scroll what the widget lies in, and never change the widget.
void ignoreWheel(QWidget* widget);

}  // namespace basin
