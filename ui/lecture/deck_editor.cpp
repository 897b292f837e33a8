// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lecture/deck_editor.h"

#include "ui/lecture/lecture.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QUndoStack>
#include <QVBoxLayout>

#include <utility>

namespace basin {

namespace {

enum Field { DeckTitle, Title, Text, Notes, Minutes, Chart, Question, VoteSteps, kFields };

void setTextOf(QLineEdit* box, const std::string& text) {
    if (box->text().toStdString() != text) box->setText(QString::fromStdString(text));
}
void setTextOf(QPlainTextEdit* box, const std::string& text) {
    if (box->toPlainText().toStdString() != text) box->setPlainText(QString::fromStdString(text));
}

}  // namespace

DeckEditor::DeckEditor(Lecture* lecture, QWidget* parent) : QDialog(parent), m_lecture(lecture) {
    setWindowTitle(tr("Edit the deck"));
    m_deckTitle = new QLineEdit;
    m_deckTitle->setObjectName(QStringLiteral("deckTitle"));
    m_list = new QListWidget;
    m_list->setObjectName(QStringLiteral("steps"));
    m_list->setAccessibleName(tr("Steps"));
    m_title = new QLineEdit;
    m_title->setObjectName(QStringLiteral("stepTitle"));
    m_text = new QPlainTextEdit;
    m_text->setTabChangesFocus(true);
    m_notes = new QPlainTextEdit;
    m_notes->setTabChangesFocus(true);
    m_minutes = new QDoubleSpinBox;
    m_minutes->setRange(0.1, 600.0);
    m_minutes->setDecimals(1);
    m_minutes->setSingleStep(0.5);
    m_chart = new QComboBox;
    m_chart->addItems({tr("Landscape"), tr("Histograms"), tr("Distance to v*"), tr("Minima of F")});
    m_chart->setToolTip(tr("The chart that the projector shows"));
    m_question = new QLineEdit;
    m_question->setPlaceholderText(tr("No vote at this step"));
    m_question->setToolTip(tr("With a question the room votes for a valley before the run is played"));
    m_voteSteps = new QSpinBox;
    m_voteSteps->setRange(1, 10'000'000);
    m_voteSteps->setGroupSeparatorShown(true);
    m_voteSteps->setSingleStep(1000);

    m_form = new QWidget;
    auto* form = new QFormLayout(m_form);
    form->addRow(tr("&Title"), m_title);
    form->addRow(tr("On &screen"), m_text);
    form->addRow(tr("&Notes"), m_notes);
    form->addRow(tr("&Minutes"), m_minutes);
    form->addRow(tr("&Chart"), m_chart);
    form->addRow(tr("&Question to vote on"), m_question);
    form->addRow(tr("Steps to &reveal"), m_voteSteps);

    auto* buttons = new QVBoxLayout;
    const auto addButton = [&](const QString& text, const QString& tip, auto act) {
        auto* made = new QPushButton(text);
        made->setToolTip(tip);
        made->setAutoDefault(false);
        buttons->addWidget(made);
        connect(made, &QPushButton::clicked, this, act);
        return made;
    };
    addButton(tr("&Add what is on show"), tr("A new step after the one on show"),
              [this] { m_lecture->addStepFromHere(); });
    addButton(tr("Re&place by what is on show"), tr("The chosen step keeps its texts and gets the scenario on show"),
              [this] { replaceByWhatIsShown(); });
    addButton(tr("Move &up"), {}, [this] { move(-1); });
    addButton(tr("Move &down"), {}, [this] { move(1); });
    addButton(tr("De&lete"), tr("Delete the chosen step; it can be undone"), [this] { removeStep(); });
    addButton(tr("&Go to it"), tr("Show the chosen step"), [this] { m_lecture->showStep(row()); });
    QUndoStack* undo = lecture->undoStack();
    QPushButton* back = addButton(tr("Undo"), {}, [undo] { undo->undo(); });
    back->setShortcut(QKeySequence::Undo);
    QPushButton* again = addButton(tr("Redo"), {}, [undo] { undo->redo(); });
    again->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z));
    const auto enable = [undo, back, again] {
        back->setEnabled(undo->canUndo());
        again->setEnabled(undo->canRedo());
    };
    connect(undo, &QUndoStack::indexChanged, this, enable);
    enable();
    buttons->addStretch(1);

    auto* left = new QVBoxLayout;
    left->addWidget(m_deckTitle);
    left->addWidget(m_list, 1);
    auto* layout = new QHBoxLayout(this);
    layout->addLayout(left, 2);
    layout->addLayout(buttons);
    layout->addWidget(m_form, 3);
    resize(900, 480);

    connect(m_list, &QListWidget::currentRowChanged, this, &DeckEditor::showStep);
    connect(m_deckTitle, &QLineEdit::textEdited, this, [this](const QString& text) {
        Deck deck = m_lecture->deck();
        deck.title = text.toStdString();
        m_lecture->change(deck, tr("Change the title of the deck"), DeckTitle);
    });
    connect(m_title, &QLineEdit::textEdited, this, [this](const QString& text) {
        edit(tr("Change a title"), Title, [&](DeckStep& step) { step.title = text.toStdString(); });
    });
    connect(m_text, &QPlainTextEdit::textChanged, this, [this] {
        edit(tr("Change a text"), Text, [&](DeckStep& step) { step.text = m_text->toPlainText().toStdString(); });
    });
    connect(m_notes, &QPlainTextEdit::textChanged, this, [this] {
        edit(tr("Change notes"), Notes, [&](DeckStep& step) { step.notes = m_notes->toPlainText().toStdString(); });
    });
    connect(m_minutes, &QDoubleSpinBox::valueChanged, this, [this](double minutes) {
        edit(tr("Change the minutes"), Minutes, [&](DeckStep& step) { step.minutes = minutes; });
    });
    connect(m_chart, &QComboBox::currentIndexChanged, this, [this](int chart) {
        edit(tr("Change the chart"), Chart, [&](DeckStep& step) {
            step.show.chart = static_cast<LabChart>(chart);
            step.show.minima |= step.show.chart == LabChart::Minima;
        });
    });
    const auto editVote = [this](const QString& what, int field) {
        edit(what, field, [this](DeckStep& step) {
            if (m_question->text().isEmpty())
                step.vote.reset();
            else
                step.vote = DeckVote{m_question->text().toStdString(), m_voteSteps->value()};
        });
    };
    connect(m_question, &QLineEdit::textEdited, this, [editVote] { editVote(tr("Change the vote"), Question); });
    connect(m_voteSteps, &QSpinBox::valueChanged, this, [editVote] { editVote(tr("Change the vote"), VoteSteps); });
    connect(lecture, &Lecture::changed, this, &DeckEditor::follow);
    follow();
}

int DeckEditor::row() const { return m_list->currentRow(); }

void DeckEditor::follow() {
    if (!m_lecture->isOpen()) return void(close());
    const QScopedValueRollback<bool> following(m_following, true);
    const Deck& deck = m_lecture->deck();
    setTextOf(m_deckTitle, deck.title);
    const int chosen = m_list->currentRow() < 0 ? m_lecture->step() : m_list->currentRow();
    while (m_list->count() > static_cast<int>(deck.steps.size())) delete m_list->takeItem(m_list->count() - 1);
    while (m_list->count() < static_cast<int>(deck.steps.size())) m_list->addItem(QString());
    for (int i = 0; i < m_list->count(); ++i) {
        const DeckStep& step = deck.steps[static_cast<std::size_t>(i)];
        const bool bad = !m_lecture->scenarios()[static_cast<std::size_t>(i)];
        m_list->item(i)->setText(
            tr("%1%2  %3").arg(bad ? tr("✗ ") : QString(), QString::number(i + 1), QString::fromStdString(step.title)));
        QFont font = m_list->font();
        font.setBold(i == m_lecture->step());
        m_list->item(i)->setFont(font);
    }
    m_list->setCurrentRow(std::min(chosen, m_list->count() - 1));
    showStep();
}

void DeckEditor::showStep() {
    const auto& steps = m_lecture->deck().steps;
    const bool there = row() >= 0 && row() < static_cast<int>(steps.size());
    m_form->setEnabled(there && steps[static_cast<std::size_t>(row())].problem.empty());
    if (!there) return;
    const QScopedValueRollback<bool> following(m_following, true);
    const DeckStep& step = steps[static_cast<std::size_t>(row())];
    setTextOf(m_title, step.title);
    setTextOf(m_text, step.problem.empty() ? step.text : step.problem);
    setTextOf(m_notes, step.notes);
    m_minutes->setValue(step.minutes);
    m_chart->setCurrentIndex(static_cast<int>(step.show.chart));
    setTextOf(m_question, step.vote ? step.vote->question : std::string());
    m_voteSteps->setValue(static_cast<int>(step.vote ? step.vote->steps : DeckVote().steps));
}

void DeckEditor::edit(const QString& what, int field, const std::function<void(DeckStep&)>& change) {
    if (m_following || row() < 0) return;
    Deck deck = m_lecture->deck();
    change(deck.steps[static_cast<std::size_t>(row())]);
    m_lecture->change(deck, what, kFields * row() + field);
}

void DeckEditor::move(int direction) {
    const int from = row(), to = from + direction;
    if (from < 0 || to < 0 || to >= m_list->count()) return;
    Deck deck = m_lecture->deck();
    std::swap(deck.steps[static_cast<std::size_t>(from)], deck.steps[static_cast<std::size_t>(to)]);
    m_lecture->change(deck, tr("Move a step"));
    m_list->setCurrentRow(to);
}

void DeckEditor::removeStep() {
    if (row() < 0 || m_list->count() < 2) return;
    Deck deck = m_lecture->deck();
    deck.steps.erase(deck.steps.begin() + row());
    m_lecture->change(deck, tr("Delete a step"));
}

void DeckEditor::replaceByWhatIsShown() {
    if (row() < 0) return;
    Deck deck = m_lecture->deck();
    DeckStep& step = deck.steps[static_cast<std::size_t>(row())];
    DeckStep replaced = m_lecture->stepFromHere();
    if (step.problem.empty()) {
        replaced.title = step.title;
        replaced.text = step.text;
        replaced.notes = step.notes;
        replaced.minutes = step.minutes;
        replaced.vote = step.vote;
    }
    step = replaced;
    m_lecture->change(deck, tr("Replace a step"));
}

}  // namespace basin
