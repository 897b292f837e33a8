// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/deck/deck.h"
#include "core/session/session.h"
#include "ui/lab/law_watch.h"

#include <QObject>
#include <QString>

#include <optional>
#include <vector>

class QUndoStack;

namespace basin {

class MainWindow;
class Page;
class StagePage;
class Vote;

/// A deck as it is given: which step is on show, for how long, and what the window showed before. Also the deck as it is edited:
/// every change can be undone. Drives the window's pages; lives on the window's thread.
class Lecture : public QObject {
    Q_OBJECT

public:
    explicit Lecture(MainWindow* window);

    /// Opens a deck and shows its first step. What is no deck is said on the page on show, and nothing changes.
    bool open(const QString& path, const QByteArray& text);
    bool openFile(const QString& path);
    /// The lecture as it is given now; nothing if no deck is open.
    std::optional<LectureState> state() const;
    /// Goes on with a lecture whose step is on show already. A vote that was open begins anew.
    void resume(const LectureState& state);
    /// Ends the deck and brings back what was on show before it.
    void leave();
    bool isOpen() const { return m_before.has_value(); }
    /// What the page showed before the deck was opened; null while none is.
    const Scenario* scenarioBefore(const StagePage* page) const;
    const Deck& deck() const { return m_deck; }
    /// Of the deck's file; empty if it has none.
    const QString& path() const { return m_path; }

    int step() const { return m_step; }
    int count() const { return static_cast<int>(m_deck.steps.size()); }
    /// The step on show; the deck must be open.
    const DeckStep& current() const { return m_deck.steps[static_cast<std::size_t>(m_step)]; }
    /// Why the step on show cannot be shown, in one sentence; empty if it can.
    const QString& problem() const { return m_problem; }
    /// Shows a step from its beginning, whatever was changed in between.
    void showStep(int step);
    /// The next step or the one before; without a deck the next preset. A vote that is open is revealed first.
    void next();
    void previous();

    double elapsedSeconds() const;
    void restartClock();

    /// Begins a deck whose only step is what is on show.
    void create();
    /// What is on show as a step, with the title and text of its scenario.
    DeckStep stepFromHere() const;
    /// Another deck in the place of this one. Undoable; neighbouring changes with the same `merge` from 0 on are one.
    void change(const Deck& deck, const QString& what, int merge = -1);
    void addStepFromHere();
    QUndoStack* undoStack() const { return m_undo; }
    bool isModified() const;
    /// Writes the deck; false, with a sentence on the page on show, if it cannot.
    bool save(const QString& path);

    Vote* vote() const { return m_vote; }
    MainWindow* window() const { return m_window; }
    /// The scenario of each step, or why there is none.
    const std::vector<Result<Scenario>>& scenarios() const { return m_scenarios; }

Q_SIGNALS:
    void changed();       ///< the deck, the step on show, or whether there is a deck
    void secondPassed();  ///< while a deck is open

private:
    class Change;
    struct Run {
        StagePage* page;
        Scenario scenario;
        std::vector<RunPlace> places;
    };
    struct Before {
        Page* page;
        std::vector<Run> runs;
        bool playing;
        DeckShow show;
    };
    Before present() const;
    DeckShow shown() const;
    void show(const DeckShow& wanted);
    StagePage* stageOf(DeckPage page) const;
    void setDeck(const Deck& deck);
    void tell(const QString& sentence) const;
    void showNeighbour(int direction);
    void startVote(StagePage* page);

    MainWindow* m_window;
    Vote* m_vote;
    QUndoStack* m_undo;
    Deck m_deck;
    std::vector<Result<Scenario>> m_scenarios;
    QString m_path, m_problem;
    QString m_resolvedFrom;  ///< the path for which m_scenarios were found
    int m_step = 0;
    std::optional<Before> m_before;  ///< while a deck is open
    qint64 m_began = 0;              ///< when the clock was at 0: milliseconds since 1970, UTC
};

/// The scenarios of a deck's steps: presets, and files in the folder of the deck.
std::vector<Result<Scenario>> scenariosOf(const Deck& deck, const QString& path);

}  // namespace basin
