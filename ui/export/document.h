// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scenario/scenario.h"

#include <QString>

namespace basin {

/// The file that the scenario on show belongs to, if any, and what it holds.
class Document {
public:
    const QString& path() const { return m_path; }
    bool hasFile() const { return !m_path.isEmpty(); }
    /// Whether something would be lost if the scenario went away now.
    bool isModified(const Scenario& scenario) const { return hasFile() && scenario != m_saved; }
    /// For the title of the window, with the place for the star: the file's name, else the scenario's title.
    QString windowTitle(const Scenario& scenario) const;

    /// The scenario was read from this file.
    void setFile(const QString& path, const Scenario& scenario);
    /// The scenario on show belongs to no file any more.
    void forgetFile() { m_path.clear(); }
    /// Writes it, whole or not at all. An empty string, or one sentence; then nothing has changed.
    QString save(const QString& path, const Scenario& scenario);

private:
    QString m_path;
    Scenario m_saved;  ///< as in the file
};

}  // namespace basin
