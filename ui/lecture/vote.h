// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/stage_page.h"

#include <QObject>
#include <QString>

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

class QTimer;

namespace basin {

/// Predict, then reveal: the room votes for the valley in which the walkers will end, then the run is played from its seed, a
/// fixed number of steps, so that it repeats. While the votes come in the page shows f and the start alone.
class Vote : public QObject {
    Q_OBJECT

public:
    static constexpr int kMost = 4;  ///< valleys to choose from

    /// One valley of f to vote for.
    struct Choice {
        std::size_t valley = 0;  ///< index into StagePage::valleys
        QString place;
        int votes = 0;
        double sgd = 0.0, average = 0.0;  ///< shares of the run, from the reveal on
    };

    /// About what one of the pages shows.
    explicit Vote(const QList<StagePage*>& pages, QObject* parent = nullptr);

    /// Freezes the page at its start and opens the vote about its scenario; `steps` is the length of the run. An empty
    /// question asks where the average will end.
    void start(StagePage* page, const QString& question, std::int64_t steps);
    /// Ends it and shows the page as it was.
    void close();
    bool isOpen() const { return m_state != State::Closed; }
    /// The votes are in and the run plays or has been played.
    bool isRevealed() const { return m_state == State::Playing || m_state == State::Done; }
    bool isDone() const { return m_state == State::Done; }

    void add(int choice);
    void takeBack();
    void setVotes(int choice, int votes);
    void reveal();

    const QString& question() const { return m_question; }
    std::int64_t steps() const { return m_steps; }
    const std::vector<Choice>& choices() const { return m_choices; }
    int total() const;
    /// Shares of SGD and of the averages that are in none of the choices.
    double sgdElsewhere() const;
    double averageElsewhere() const;

Q_SIGNALS:
    void changed();

private:
    enum class State { Closed, Opening, Voting, Playing, Done };
    void follow();
    void findChoices();
    bool isOtherLandscape() const;
    void measure();
    void askForSteps();
    void awaitStart();

    StagePage* m_page = nullptr;  ///< once a vote was opened
    QTimer* m_beat;
    State m_state = State::Closed;
    QString m_question;
    Scenario m_scenario;
    std::int64_t m_steps = 0;
    std::int64_t m_from = -1;  ///< where the run stood when it was last told to move; any frame is news at -1
    bool m_moved = false;      ///< since then: it may be asked for more
    std::vector<Choice> m_choices;
    std::vector<int> m_order;  ///< of the votes, to take them back
};

/// The valleys of f that a room is asked about: all, or of many the lowest, the one at the start, and then the lowest others.
/// Ascending indices.
std::vector<std::size_t> valleysToVoteFor(const std::vector<StagePage::Valley>& valleys, std::size_t most);

}  // namespace basin
