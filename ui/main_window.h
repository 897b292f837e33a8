// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scenario/saved_state.h"
#include "ui/export/document.h"
#include "ui/theme.h"

#include <QMainWindow>

class QMenu;
class QStackedWidget;
class QTabBar;
class QUndoGroup;
class QVBoxLayout;

namespace basin {

class GuideWindow;
class Exports;
class LabPage;
class LectureRoom;
class Page;
class PlanePage;
class RatesPage;
class StagePage;
class TrainingPage;

/// The window: menus with every action and its keys, files, themes, and the pages.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    explicit MainWindow(const Scenario& scenario, QWidget* parent = nullptr);

    LabPage* lab() const { return m_lab; }
    PlanePage* plane() const { return m_plane; }
    RatesPage* rates() const { return m_rates; }
    TrainingPage* training() const { return m_training; }
    LectureRoom* lectureRoom() const { return m_lectureRoom; }
    Exports* exports() const { return m_exports; }
    QList<StagePage*> stagePages() const;
    void showPage(Page* page);
    Page* currentPage() const;
    /// The page whose scenario the Play menu means: the one on show, or the last one that was.
    StagePage* stagePage() const { return m_stagePage; }

    /// Opens a scenario, a table, or the state that an exported file carries. What cannot be read is said below the charts;
    /// nothing changes then.
    bool openFile(const QString& path);
    /// The same as a person asks for it, who may want to save first; several at once.
    void openFiles(const QStringList& paths);
    bool saveFile(const QString& path);
    /// Writes a picture: .png of the whole window, .svg or .pdf of the charts. False, with a sentence, if it cannot.
    bool exportPicture(const QString& path);
    const Document& document() const { return m_document; }

    /// What is on show now.
    SavedState state() const;
    /// Brings back what was on show: paused, as soon as the run has been repeated up to where it stood. Undoable; `what` names
    /// the step. False, with a sentence, if it cannot be.
    bool openState(const SavedState& state, const QString& what);
    /// Puts a bar above the pages, which the window then owns.
    void addNotice(QWidget* bar);

protected:
    bool event(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    /// `key` is the page's name in files.
    void addPage(Page* page, const QString& key, const QString& name, const QString& tip = {});
    StagePage* pageFor(const Scenario& scenario);
    /// Asks whether to save, where changes would be lost; false if the person wants to stay.
    bool mayLeaveDocument();
    void makeFileMenu();
    void makeEditMenu();
    void makePlayMenu();
    void addTimeActions(QMenu* menu);
    void makeViewMenu();
    void addLawActions(QMenu* menu);
    void addPlaneActions(QMenu* menu);
    void makeRunMenu();
    void makeHelpMenu();
    void followUndo();
    void updateTitle();
    void showGuide();
    void chooseTheme(ThemeChoice choice);
    /// One stride larger (1) or smaller (-1), or as it was at the start (0).
    void changeTextSize(int direction);

    LabPage* m_lab;
    PlanePage* m_plane;
    RatesPage* m_rates;
    TrainingPage* m_training;
    LectureRoom* m_lectureRoom;
    QStackedWidget* m_pages;
    QTabBar* m_tabs;
    GuideWindow* m_guide = nullptr;  ///< once it was asked for
    QUndoGroup* m_undo;              ///< the stack of the page on show counts
    StagePage* m_stagePage;
    QList<QAction*> m_labActions;    ///< whose keys count on the lab's page only
    QList<QAction*> m_planeActions;  ///< on the plane's
    QList<QAction*> m_stageActions;  ///< whose keys count where a scenario plays
    QVBoxLayout* m_notices;          ///< bars, and the pages below them
    Document m_document;
    Exports* m_exports;
};

}  // namespace basin
