// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;
class QSpinBox;

namespace basin {

class Vote;

/// Boxes in which the votes are typed, and the buttons of a vote: for the speaker.
class VoteCounts : public QWidget {
    Q_OBJECT

public:
    explicit VoteCounts(Vote* vote, QWidget* parent = nullptr);

private:
    void follow();

    Vote* m_vote;
    QList<QSpinBox*> m_boxes;
    QList<QLabel*> m_names;
    QPushButton* m_reveal;
};

/// The vote as the room sees it, beside the page: the question, the votes for each valley as bars, and from the reveal on the
/// shares of SGD and of its averages below them.
class VotePanel : public QWidget {
    Q_OBJECT

public:
    explicit VotePanel(Vote* vote, QWidget* parent = nullptr);
    void setProjecting(bool projecting);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    class Bars;
    void follow();
    void fitFonts();

    Vote* m_vote;
    QLabel* m_question;
    Bars* m_bars;
    QLabel* m_hint;
    VoteCounts* m_counts;
    bool m_projecting = false;
};

}  // namespace basin
