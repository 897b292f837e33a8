// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QMenu;

namespace basin {

class TrainingPage;

/// Gives the page of training runs all that makes new ones: the form, the paper's comparison with its table, a run like
/// another one, and forks; the last three are actions of `menu` too.
void addNewRuns(TrainingPage* page, QMenu* menu);

}  // namespace basin
