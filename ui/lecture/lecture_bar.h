// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QToolButton;

namespace basin {

class Lecture;

/// The slim bar above the page while a deck is open: the step's title and text, and how far the lecture is. On the projector
/// in large letters, without buttons and times.
class LectureBar : public QWidget {
    Q_OBJECT

public:
    explicit LectureBar(Lecture* lecture, QWidget* parent = nullptr);
    void setProjecting(bool projecting);
    /// One sentence below the words of the step, until the next step.
    void say(const QString& sentence);

Q_SIGNALS:
    void leaveRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void follow();
    void followClock();
    void fitFonts();

    Lecture* m_lecture;
    QLabel* m_words;
    QLabel* m_place;
    QToolButton* m_previous;
    QToolButton* m_next;
    QToolButton* m_leave;
    QString m_said;
    bool m_projecting = false;
};

/// "3:07": minutes and seconds, or hours, minutes and seconds.
QString clockText(double seconds);

}  // namespace basin
