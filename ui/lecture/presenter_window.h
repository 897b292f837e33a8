// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace basin {

class Lecture;
class Projector;
class VoteCounts;

/// The speaker's own window: the notes of the step on show, what comes next, the time of day, and how the time that has gone
/// compares with what was planned.
class PresenterWindow : public QWidget {
    Q_OBJECT

public:
    PresenterWindow(Lecture* lecture, Projector* projector);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void follow();
    void followClock();

    Lecture* m_lecture;
    Projector* m_projector;
    QLabel* m_title;
    QLabel* m_text;
    QPlainTextEdit* m_notes;
    QLabel* m_next;
    QLabel* m_clock;
    QLabel* m_time;
    VoteCounts* m_votes;
    QPushButton* m_forward;
    QPushButton* m_back;
    QPushButton* m_project;
};

}  // namespace basin
