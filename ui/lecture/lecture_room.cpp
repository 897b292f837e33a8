// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lecture/lecture_room.h"

#include "ui/lecture/clicker.h"
#include "ui/lecture/deck_editor.h"
#include "ui/lecture/handout.h"
#include "ui/lecture/lecture.h"
#include "ui/lecture/lecture_bar.h"
#include "ui/lecture/presenter_window.h"
#include "ui/lecture/projector.h"
#include "ui/lecture/vote.h"
#include "ui/lecture/vote_panel.h"
#include "ui/main_window.h"
#include "ui/stage_page.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QMenuBar>
#include <QMessageBox>
#include <QVBoxLayout>

namespace basin {

LectureRoom::LectureRoom(MainWindow* window)
    : QObject(window),
      m_window(window),
      m_lecture(new Lecture(window)),
      m_projector(new Projector(window)),
      m_clicker(new Clicker(m_lecture, m_projector)) {}

LectureRoom::~LectureRoom() { delete m_presenter; }

PresenterWindow* LectureRoom::presenter() const { return m_presenter; }

QWidget* LectureRoom::around(QWidget* pages) {
    m_bar = new LectureBar(m_lecture);
    m_votes = new VotePanel(m_lecture->vote());
    auto* whole = new QWidget;
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(pages, 1);
    row->addWidget(m_votes);
    auto* layout = new QVBoxLayout(whole);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addLayout(row, 1);
    connect(m_projector, &Projector::changed, m_bar, &LectureBar::setProjecting);
    connect(m_projector, &Projector::changed, m_votes, &VotePanel::setProjecting);
    connect(m_bar, &LectureBar::leaveRequested, this, &LectureRoom::leave);
    return whole;
}

QAction* LectureRoom::add(const QString& text, const QKeySequence& keys, void (LectureRoom::*act)()) {
    QAction* action = m_menu->addAction(text);
    action->setShortcut(keys);
    connect(action, &QAction::triggered, this, act);
    return action;
}

void LectureRoom::addMenu() {
    m_menu = m_window->menuBar()->addMenu(tr("&Lecture"));
    m_menu->setToolTipsVisible(true);
    add(tr("“&Why averaging works”, 15 minutes"), {}, &LectureRoom::openBuiltIn)
        ->setToolTip(tr("The lecture that comes with Basin"));
    add(tr("&Open a deck…"), {}, &LectureRoom::openFile);
    add(tr("&New deck from here"), {}, &LectureRoom::create)
        ->setToolTip(tr("A deck whose first step is what is on show now"));
    m_menu->addSeparator();
    QAction* addition =
        add(tr("&Add what is on show as a step"), Qt::CTRL | Qt::SHIFT | Qt::Key_N, &LectureRoom::addStep);
    QAction* editing = add(tr("&Edit the deck…"), Qt::Key_F7, &LectureRoom::showEditor);
    QAction* saving = add(tr("&Save the deck"), {}, &LectureRoom::save);
    QAction* savingAs = add(tr("Save the deck as…"), {}, &LectureRoom::saveAs);
    QAction* handout = add(tr("&Handout as PDF…"), {}, &LectureRoom::writeHandout);
    m_menu->addSeparator();
    QAction* next = m_menu->addAction(tr("Ne&xt step"));
    next->setShortcut(Qt::Key_PageDown);
    connect(next, &QAction::triggered, m_lecture, &Lecture::next);
    QAction* previous = m_menu->addAction(tr("&Previous step"));
    previous->setShortcut(Qt::Key_PageUp);
    connect(previous, &QAction::triggered, m_lecture, &Lecture::previous);
    QAction* leaving = add(tr("&Leave the lecture"), {}, &LectureRoom::leave);
    m_menu->addSeparator();
    add(tr("Predict, then re&veal"), Qt::Key_V, &LectureRoom::startVote)
        ->setToolTip(tr("The room votes for a valley with the keys 1 to 4; then the run is played"));
    QAction* projecting = add(tr("Projector &mode"), Qt::Key_F11, &LectureRoom::project);
    projecting->setCheckable(true);
    projecting->setToolTip(
        tr("Full screen in large letters. A clicker's keys move on, B blanks the screen, C shows another "
           "chart, Escape leaves."));
    connect(m_projector, &Projector::changed, projecting, &QAction::setChecked);
    add(tr("Speaker's &window"), Qt::Key_F8, &LectureRoom::showPresenter)
        ->setToolTip(tr("Notes, what comes next, and the clock, while the projector has the clean picture"));
    const auto enable = [this, addition, editing, saving, savingAs, handout, next, previous, leaving] {
        for (QAction* action : {addition, editing, saving, savingAs, handout, next, previous, leaving})
            action->setEnabled(m_lecture->isOpen());
    };
    connect(m_lecture, &Lecture::changed, this, enable);
    enable();
}

void LectureRoom::openBuiltIn() {
    if (mayLeave()) m_lecture->openFile(QStringLiteral(":/decks/why-averaging-works.json"));
}

void LectureRoom::openFile() {
    if (!mayLeave()) return;
    const QString path =
        QFileDialog::getOpenFileName(m_window, tr("Open a deck"), {}, tr("Decks (*.json);;All files (*)"));
    if (!path.isEmpty()) m_lecture->openFile(path);
}

void LectureRoom::create() {
    if (!mayLeave()) return;
    m_lecture->create();
    showEditor();
}

void LectureRoom::addStep() { m_lecture->addStepFromHere(); }

void LectureRoom::save() {
    if (m_lecture->path().isEmpty() || m_lecture->path().startsWith(QLatin1Char(':')))
        saveAs();
    else
        m_lecture->save(m_lecture->path());
}

void LectureRoom::saveAs() {
    const QString path =
        QFileDialog::getSaveFileName(m_window, tr("Save the deck"), tr("lecture.json"), tr("Decks (*.json)"));
    if (!path.isEmpty()) m_lecture->save(path);
}

bool LectureRoom::mayLeave() {
    if (!m_lecture->isModified()) return true;
    const auto answer = QMessageBox::question(m_window, tr("Basin"), tr("Save the changes to the deck?"),
                                              QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel);
    if (answer == QMessageBox::Save) save();
    return answer == QMessageBox::Discard || (answer == QMessageBox::Save && !m_lecture->isModified());
}

void LectureRoom::leave() {
    if (mayLeave()) m_lecture->leave();
}

void LectureRoom::project() { m_projector->set(!m_projector->isOn()); }

void LectureRoom::showPresenter() {
    if (!m_presenter) {
        m_presenter = new PresenterWindow(m_lecture, m_projector);
        m_clicker->setPresenter(m_presenter);
    }
    m_presenter->show();
    m_presenter->raise();
    m_presenter->activateWindow();
}

void LectureRoom::closePresenter() {
    if (m_presenter) m_presenter->close();
}

void LectureRoom::showEditor() {
    if (!m_editor) {
        m_editor = new DeckEditor(m_lecture, m_window);
        m_editor->setAttribute(Qt::WA_DeleteOnClose);
    }
    m_editor->show();
    m_editor->raise();
}

void LectureRoom::startVote() {
    if (m_lecture->vote()->isOpen()) return m_lecture->vote()->close();
    StagePage* page = m_window->stagePage();
    if (page->scenario().twinStepSize)
        return m_window->currentPage()->showMessage(tr("A vote is about one run: end the view side by side first."));
    m_window->showPage(page);
    m_lecture->vote()->start(page, {}, stepsOfPicture({}, page->scenario()));
}

void LectureRoom::writeHandout() {
    const QString path =
        QFileDialog::getSaveFileName(m_window, tr("Handout"), tr("handout.pdf"), tr("Handouts (*.pdf)"));
    if (path.isEmpty()) return;
    auto* handout = new Handout(m_lecture->deck(), m_lecture->scenarios(), path, this);
    connect(handout, &Handout::finished, this, [this, handout, path](const QString& problem) {
        handout->deleteLater();
        m_bar->say(problem.isEmpty() ? tr("The handout is in %1.").arg(path) : tr("✗ %1").arg(problem));
    });
    m_bar->say(tr("The handout is being made…"));
    handout->start();
}

}  // namespace basin
