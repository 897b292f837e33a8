// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

class QMainWindow;

namespace basin {

/// A sheet of every action of the menus that has keys, made from the menus themselves, and the keys of the charts.
void showShortcuts(QMainWindow* window);

/// The same as rows of an HTML table, a heading and its keys an entry.
QStringList shortcutRows(const QMainWindow* window);

/// Version, licence and the paper's citation.
void showAbout(QMainWindow* window);

}  // namespace basin
