// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTreeView>

#include <filesystem>
#include <vector>

namespace basin {

class RunTable;
struct RunSummary;

/// The list of runs: a row each, with tick, state, progress and accuracies. Space ticks, Return shows a run alone.
class RunList : public QTreeView {
    Q_OBJECT

public:
    explicit RunList(RunTable* table, QWidget* parent = nullptr);

    std::vector<const RunSummary*> selected() const;
    void select(const std::filesystem::path& run);
    /// Lets the title of the row in focus be typed anew.
    void rename();

Q_SIGNALS:
    void selectionMoved();

protected:
    bool event(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) override;

private:
    void fitColumns();
    void keepSelection();

    RunTable* m_table;
    std::vector<std::filesystem::path> m_chosen;  ///< to be selected again after a reset
    bool m_isRestoring = false;
};

}  // namespace basin
