// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <vector>

class QAction;
class QMenu;
class QWidget;

namespace basin {

class RunList;
class RunTable;
class RunWatcher;
struct Command;
struct RunSummary;

/// What can be done with the selected runs, each with its keys. What does not fit their state is switched off.
class RunActions : public QObject {
    Q_OBJECT

public:
    /// The keys count while the focus is in `page`.
    RunActions(RunTable* table, RunList* list, RunWatcher* watcher, QWidget* page);

    QList<QAction*> all() const { return m_all; }
    QAction* log() const { return m_log; }

Q_SIGNALS:
    /// What was asked for, in words.
    void asked(const QString& sentence);

private:
    QAction* add(const QString& text, const QKeySequence& keys, const QString& tip);
    void addSeparator();
    void update();
    void command(const Command& command, bool (*fits)(const RunSummary&));
    void pauseOrGoOn();
    void extend();
    void resume();
    void chooseColour();
    void openFolders();
    void remove();
    void exportPoints();

    RunTable* m_table;
    RunList* m_list;
    RunWatcher* m_watcher;
    QWidget* m_page;
    QList<QAction*> m_all;
    QAction *m_pause, *m_stopAndSave, *m_stop, *m_extend, *m_resume, *m_log, *m_rename, *m_colour, *m_folder, *m_points,
        *m_delete;
};

}  // namespace basin
