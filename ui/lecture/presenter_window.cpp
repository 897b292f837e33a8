// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lecture/presenter_window.h"

#include "ui/lecture/lecture.h"
#include "ui/lecture/lecture_bar.h"
#include "ui/lecture/projector.h"
#include "ui/lecture/vote.h"
#include "ui/lecture/vote_panel.h"

#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScreen>
#include <QShowEvent>
#include <QTime>
#include <QVBoxLayout>

#include <cmath>

namespace basin {

namespace {

QLabel* label(double size, bool bold = false) {
    auto* made = new QLabel;
    made->setWordWrap(true);
    QFont font = made->font();
    font.setPointSizeF(font.pointSizeF() * size);
    font.setBold(bold);
    made->setFont(font);
    return made;
}

QPushButton* button(const QString& text) {
    auto* made = new QPushButton(text);
    made->setFocusPolicy(Qt::TabFocus);
    return made;
}

}  // namespace

PresenterWindow::PresenterWindow(Lecture* lecture, Projector* projector)
    : QWidget(nullptr, Qt::Window), m_lecture(lecture), m_projector(projector) {
    setWindowTitle(tr("Basin – speaker"));
    m_title = label(1.5, true);
    m_text = label(1.1);
    m_notes = new QPlainTextEdit;
    m_notes->setObjectName(QStringLiteral("notes"));
    m_notes->setReadOnly(true);
    m_notes->setFocusPolicy(Qt::NoFocus);  // the keys are the clicker's
    m_notes->setAccessibleName(tr("Notes"));
    QFont font = m_notes->font();
    font.setPointSizeF(font.pointSizeF() * 1.5);
    m_notes->setFont(font);
    m_next = label(1.1);
    m_next->setObjectName(QStringLiteral("nextTitle"));
    m_clock = label(1.5, true);
    m_clock->setAlignment(Qt::AlignRight);
    m_time = label(1.2);
    m_time->setObjectName(QStringLiteral("times"));
    m_votes = new VoteCounts(lecture->vote());
    m_back = button(tr("◀ Back"));
    m_forward = button(tr("Next ▶"));
    auto* blank = button(tr("Blank screen (B)"));
    m_project = button(tr("Projector mode"));
    auto* restart = button(tr("Clock to 0:00"));

    auto* head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_clock);
    auto* buttons = new QHBoxLayout;
    for (QPushButton* each : {m_back, m_forward, blank, m_project, restart}) buttons->addWidget(each);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(head);
    layout->addWidget(m_text);
    layout->addWidget(m_notes, 1);
    layout->addWidget(m_votes);
    layout->addWidget(m_next);
    layout->addWidget(m_time);
    layout->addLayout(buttons);
    resize(760, 560);

    connect(m_back, &QPushButton::clicked, lecture, &Lecture::previous);
    connect(m_forward, &QPushButton::clicked, lecture, &Lecture::next);
    connect(blank, &QPushButton::clicked, projector, [projector] { projector->setBlank(!projector->isBlank()); });
    connect(m_project, &QPushButton::clicked, projector, [projector] { projector->set(!projector->isOn()); });
    connect(restart, &QPushButton::clicked, lecture, &Lecture::restartClock);
    connect(lecture, &Lecture::changed, this, &PresenterWindow::follow);
    connect(lecture, &Lecture::secondPassed, this, &PresenterWindow::followClock);
    connect(lecture->vote(), &Vote::changed, this, &PresenterWindow::follow);
    connect(projector, &Projector::changed, this, &PresenterWindow::follow);
    follow();
}

void PresenterWindow::showEvent(QShowEvent* event) {
    // The projector takes the second screen, the speaker keeps the first.
    if (!event->spontaneous() && QGuiApplication::screens().size() > 1) {
        const QRect room = QGuiApplication::primaryScreen()->availableGeometry();
        move(room.center() - rect().center());
    }
    QWidget::showEvent(event);
}

void PresenterWindow::follow() {
    m_project->setText(m_projector->isOn() ? tr("Leave projector mode") : tr("Projector mode"));
    m_votes->setVisible(m_lecture->vote()->isOpen());
    const bool open = m_lecture->isOpen();
    m_back->setEnabled(open && m_lecture->step() > 0);
    m_forward->setEnabled(open && m_lecture->step() + 1 < m_lecture->count());
    if (!open) {
        m_title->setText(tr("No deck is open"));
        m_text->setText(tr("Open one in the menu Lecture: its notes stand here."));
        m_notes->setPlainText({});
        m_next->setText({});
        return followClock();
    }
    const DeckStep& step = m_lecture->current();
    m_title->setText(tr("%1 of %2 · %3")
                         .arg(QString::number(m_lecture->step() + 1), QString::number(m_lecture->count()),
                              QString::fromStdString(step.title)));
    m_text->setText(m_lecture->problem().isEmpty() ? QString::fromStdString(step.text)
                                                   : tr("✗ %1").arg(m_lecture->problem()));
    const QString notes =
        QString::fromStdString(step.notes).replace(QLatin1Char('\n'), QStringLiteral("\n\n"));  // paragraphs apart
    if (m_notes->toPlainText() != notes) m_notes->setPlainText(notes);
    const auto next = static_cast<std::size_t>(m_lecture->step() + 1);
    m_next->setText(m_lecture->vote()->isOpen() && !m_lecture->vote()->isRevealed() ? tr("Next: the vote is revealed")
                    : next < m_lecture->deck().steps.size()
                        ? tr("Next: %1").arg(QString::fromStdString(m_lecture->deck().steps[next].title))
                        : tr("This is the last step"));
    followClock();
}

void PresenterWindow::followClock() {
    m_clock->setText(QLocale().toString(QTime::currentTime(), QLocale::ShortFormat));
    if (!m_lecture->isOpen()) return m_time->setText({});
    const double planned = 60.0 * plannedMinutes(m_lecture->deck(), static_cast<std::size_t>(m_lecture->step() + 1));
    const double whole = 60.0 * plannedMinutes(m_lecture->deck(), m_lecture->deck().steps.size());
    const double late = m_lecture->elapsedSeconds() - planned;
    m_time->setText(tr("%1 gone of %2 planned; this step until %3: %4")
                        .arg(clockText(m_lecture->elapsedSeconds()), clockText(whole), clockText(planned),
                             late > 0.0 ? tr("%1 late").arg(clockText(late)) : tr("%1 left").arg(clockText(-late))));
}

}  // namespace basin
