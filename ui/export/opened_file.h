// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scenario/saved_state.h"

#include <QByteArray>
#include <QString>

#include <variant>

namespace basin {

struct OpenedTable {
    QByteArray text;
};
struct OpenedDeck {
    QByteArray text;
};
/// One sentence: what is wrong with the file, and what to do.
struct NotOpened {
    QString sentence;
};
/// What a file is for Basin: a scenario, the state of what was on show, a table, a lecture, or nothing.
using OpenedFile = std::variant<NotOpened, Scenario, SavedState, OpenedTable, OpenedDeck>;

/// Looks into the file, whatever its name: JSON is a scenario, a state or a lecture; pictures, animations and tables that Basin
/// exported carry a state; every other text is a table.
OpenedFile readAnyFile(const QString& path);

}  // namespace basin
