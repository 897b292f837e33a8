// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QMainWindow;

namespace basin {

/// A sheet of every action of the menus that has keys, made from the menus themselves, and the keys of the charts.
void showShortcuts(QMainWindow* window);

/// Version, licence and the paper's citation.
void showAbout(QMainWindow* window);

}  // namespace basin
