// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>

class QAction;
class QMenu;

namespace basin {

class Clicker;
class DeckEditor;
class Lecture;
class LectureBar;
class MainWindow;
class PresenterWindow;
class Projector;
class VotePanel;

/// All that the window has for lecturing: the deck with its bar, the vote, the projector, the speaker's window, the editor and
/// the menu.
class LectureRoom : public QObject {
    Q_OBJECT

public:
    explicit LectureRoom(MainWindow* window);
    ~LectureRoom() override;

    Lecture* lecture() const { return m_lecture; }
    Projector* projector() const { return m_projector; }
    /// Null before it was asked for.
    PresenterWindow* presenter() const;

    /// The pages with the bar above and the vote beside them.
    QWidget* around(QWidget* pages);
    void addMenu();
    /// False if the user wants to stay because the deck has changes that are not saved.
    bool mayLeave();
    /// Writes the deck into its file; asks where, if it has none.
    void save();
    void saveAs();
    void showPresenter();
    void closePresenter();
    void showEditor();
    /// A vote about what the lab or the plane shows.
    void startVote();

private:
    QAction* add(const QString& text, const QKeySequence& keys, void (LectureRoom::*act)());
    void openBuiltIn();
    void openFile();
    void create();
    void addStep();
    void leave();
    void project();
    void writeHandout();

    MainWindow* m_window;
    Lecture* m_lecture;
    Projector* m_projector;
    Clicker* m_clicker;
    LectureBar* m_bar = nullptr;
    VotePanel* m_votes = nullptr;
    QPointer<PresenterWindow> m_presenter;
    QPointer<DeckEditor> m_editor;
    QMenu* m_menu = nullptr;
};

}  // namespace basin
