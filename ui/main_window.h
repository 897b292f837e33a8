// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scenario/saved_state.h"
#include "ui/export/document.h"
#include "ui/export/opened_file.h"
#include "ui/theme.h"

#include <QMainWindow>

#include <map>
#include <string>

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
class NetworkPage;
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
    NetworkPage* network() const { return m_network; }
    LectureRoom* lectureRoom() const { return m_lectureRoom; }
    Exports* exports() const { return m_exports; }
    QList<StagePage*> stagePages() const;
    void showPage(Page* page);
    /// By its name in files; null if there is none.
    Page* pageNamed(const std::string& name) const;
    Page* currentPage() const;
    /// The page whose scenario the Play menu means: the one on show, or the last one that was.
    StagePage* stagePage() const { return m_stagePage; }

    /// Opens a scenario, a table, or the state that an exported file carries. What cannot be read is said below the charts;
    /// nothing changes then.
    bool openFile(const QString& path);
    /// The same with what was read from it.
    bool open(const QString& path, const OpenedFile& file);
    /// The same as a person asks for it, who may want to save first; several at once.
    void openFiles(const QStringList& paths);
    /// Writes the scenario of the page on show, or the deck while a lecture is on. False, with a sentence, if it cannot.
    bool saveFile(const QString& path);
    /// As a person asks for it: into the file that it belongs to, else asks where.
    void save();
    void saveAs();
    /// Writes a picture: .png of the whole window, .svg or .pdf of the charts. False, with a sentence, if it cannot.
    bool exportPicture(const QString& path);

    /// What is on show now.
    SavedState state() const;
    /// Brings back what was on show: paused, as soon as the run has been repeated up to where it stood. Undoable; `what` names
    /// the step. False, with a sentence, if it cannot be.
    bool openState(const SavedState& state, const QString& what);
    /// The same, whichever page is on show.
    bool showState(const SavedState& state, const QString& what);
    /// Asks whether to save, where changes to a deck or a page's file would be lost; false if the person wants to stay.
    bool mayReplaceAll();
    /// Shows the scenarios and the page with which the window was last closed; where `all` is false, those of the pages
    /// that are not on show.
    void bringBackLast(bool all);
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
    /// The page whose scenario it would replace for good, or null.
    StagePage* pageReplacedBy(const OpenedFile& file) const;
    /// The page's scenario, or the one that comes back to it after the lecture.
    const Scenario& ownScenario(StagePage* page) const;
    /// Asks whether to save, where changes to the page's file would be lost; false if the person wants to stay.
    bool mayLeaveDocument(StagePage* page);
    /// The same; what comes in the place of the scenario belongs to no file.
    bool mayLeaveFile(StagePage* page);
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
    NetworkPage* m_network;
    LectureRoom* m_lectureRoom;
    QStackedWidget* m_pages;
    QTabBar* m_tabs;
    GuideWindow* m_guide = nullptr;  ///< once it was asked for
    QUndoGroup* m_undo;              ///< the stack of the page on show counts
    StagePage* m_stagePage;
    QList<QAction*> m_labActions;                      ///< whose keys count on the lab's page only
    QList<QAction*> m_planeActions;                    ///< on the plane's
    QList<QAction*> m_stageActions;                    ///< whose keys count where a scenario plays
    QVBoxLayout* m_notices;                            ///< bars above the pages, not on the projector
    std::map<const StagePage*, Document> m_documents;  ///< each page has its own file
    Exports* m_exports;
};

}  // namespace basin
