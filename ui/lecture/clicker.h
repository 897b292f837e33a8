// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QKeyEvent;
class QWidget;

namespace basin {

class Lecture;
class Projector;

/// The keys of a lecture, wherever the keys go: those of a clicker (Page keys, arrows, B and the full stop for a blank screen)
/// while the projector is on or the speaker's own window has the keys, and those of a vote. What is typed into a box stays
/// with the box.
class Clicker : public QObject {
    Q_OBJECT

public:
    Clicker(Lecture* lecture, Projector* projector);
    /// Another window whose keys are the clicker's.
    void setPresenter(QWidget* presenter) { m_presenter = presenter; }

protected:
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    bool press(const QKeyEvent& event, bool act);
    bool pressOnStage(int key, bool act);
    bool pressInVote(int key, bool act);

    Lecture* m_lecture;
    Projector* m_projector;
    QWidget* m_presenter = nullptr;
};

}  // namespace basin
