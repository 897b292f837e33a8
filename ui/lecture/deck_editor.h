// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include <functional>

class QComboBox;
class QDoubleSpinBox;
class QLineEdit;
class QListWidget;
class QPlainTextEdit;
class QSpinBox;
class QUndoStack;

namespace basin {

struct DeckStep;
class Lecture;

/// The deck as a list of steps with their texts, to change while it is open. Every change can be undone and shows at once.
class DeckEditor : public QDialog {
    Q_OBJECT

public:
    DeckEditor(Lecture* lecture, QWidget* parent);

private:
    void follow();
    void showStep();
    int row() const;
    /// Changes the chosen step as one step of undo; changes of the same `field` that follow each other are one.
    void edit(const QString& what, int field, const std::function<void(DeckStep&)>& change);
    void move(int direction);
    void removeStep();
    void replaceByWhatIsShown();

    Lecture* m_lecture;
    QLineEdit* m_deckTitle;
    QListWidget* m_list;
    QWidget* m_form;
    QLineEdit* m_title;
    QPlainTextEdit* m_text;
    QPlainTextEdit* m_notes;
    QDoubleSpinBox* m_minutes;
    QComboBox* m_chart;
    QLineEdit* m_question;
    QSpinBox* m_voteSteps;
    bool m_following = false;
};

}  // namespace basin
