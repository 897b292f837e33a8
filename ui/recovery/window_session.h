// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/session.h"

#include <QString>

namespace basin {

class MainWindow;

/// What all pages of the window show now, with the lecture that is given.
Session sessionOf(const MainWindow& window);

/// Shows it again, as MainWindow::openState shows one page. Whatever lecture was on is left first. False, with a sentence on the page
/// on show, if one of the pages cannot be shown.
bool openSession(MainWindow& window, const Session& session, const QString& what);

}  // namespace basin
