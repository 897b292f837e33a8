// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lecture/lecture_bar.h"

#include "ui/charts/plot.h"
#include "ui/lecture/lecture.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include <cmath>

namespace basin {

namespace {

QToolButton* button(Qt::ArrowType arrow, const QString& name, const QString& tip) {
    auto* made = new QToolButton;
    made->setArrowType(arrow);
    made->setAutoRaise(true);
    made->setFocusPolicy(Qt::TabFocus);
    made->setAccessibleName(name);
    made->setToolTip(tip);
    return made;
}

}  // namespace

QString clockText(double seconds) {
    const auto whole = static_cast<long long>(std::floor(seconds));
    const auto two = [](long long value) { return QStringLiteral("%1").arg(value, 2, 10, QLatin1Char('0')); };
    if (whole < 3600) return QStringLiteral("%1:%2").arg(whole / 60).arg(two(whole % 60));
    return QStringLiteral("%1:%2:%3").arg(whole / 3600).arg(two(whole / 60 % 60), two(whole % 60));
}

LectureBar::LectureBar(Lecture* lecture, QWidget* parent) : QWidget(parent), m_lecture(lecture) {
    m_previous = button(Qt::LeftArrow, tr("Previous step"), tr("Previous step (Page Up)"));
    m_next = button(Qt::RightArrow, tr("Next step"), tr("Next step (Page Down)"));
    m_leave = new QToolButton;
    m_leave->setText(tr("Leave"));
    m_leave->setFocusPolicy(Qt::TabFocus);
    m_leave->setToolTip(tr("End the lecture and show again what was on show before it"));
    m_words = new QLabel;
    m_words->setObjectName(QStringLiteral("lectureWords"));
    m_words->setWordWrap(true);
    m_words->setTextFormat(Qt::RichText);
    m_place = new QLabel;
    m_place->setObjectName(QStringLiteral("lecturePlace"));
    m_place->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 4, 10, 4);
    layout->addWidget(m_previous);
    layout->addWidget(m_next);
    layout->addWidget(m_words, 1);
    layout->addWidget(m_place);
    layout->addWidget(m_leave);
    connect(m_previous, &QToolButton::clicked, lecture, &Lecture::previous);
    connect(m_next, &QToolButton::clicked, lecture, &Lecture::next);
    connect(m_leave, &QToolButton::clicked, this, &LectureBar::leaveRequested);
    connect(lecture, &Lecture::changed, this, [this] { say({}); });
    connect(lecture, &Lecture::secondPassed, this, &LectureBar::followClock);
    hide();
}

void LectureBar::setProjecting(bool projecting) {
    m_projecting = projecting;
    for (QToolButton* button : {m_previous, m_next, m_leave}) button->setVisible(!projecting);
    follow();
    fitFonts();
}

void LectureBar::say(const QString& sentence) {
    m_said = sentence;
    follow();
}

void LectureBar::follow() {
    setVisible(m_lecture->isOpen());
    if (!m_lecture->isOpen()) return;
    const DeckStep& step = m_lecture->current();
    const auto escaped = [](const std::string& text) { return QString::fromStdString(text).toHtmlEscaped(); };
    QString words = QStringLiteral("<b>%1</b>").arg(escaped(step.title));
    if (!step.text.empty())
        words += (m_projecting ? QStringLiteral("<br>") : QStringLiteral("&ensp;")) + escaped(step.text);
    if (!m_lecture->problem().isEmpty())
        words +=
            QStringLiteral("<br>") +
            tr("✗ Step %1 cannot be shown: %2").arg(m_lecture->step() + 1).arg(m_lecture->problem().toHtmlEscaped());
    if (!m_said.isEmpty()) words += QStringLiteral("<br>") + m_said.toHtmlEscaped();
    m_words->setText(words);
    m_previous->setEnabled(m_lecture->step() > 0);
    m_next->setEnabled(m_lecture->step() + 1 < m_lecture->count());
    followClock();
}

void LectureBar::followClock() {
    if (!m_lecture->isOpen()) return;
    const QString place = tr("%1 of %2").arg(m_lecture->step() + 1).arg(m_lecture->count());
    if (m_projecting) return m_place->setText(place);
    const auto planned = [&](int steps) {
        return clockText(60.0 * plannedMinutes(m_lecture->deck(), static_cast<std::size_t>(steps)));
    };
    m_place->setText(tr("%1 · planned %2 to %3 · now %4")
                         .arg(place, planned(m_lecture->step()), planned(m_lecture->step() + 1),
                              clockText(m_lecture->elapsedSeconds())));
}

void LectureBar::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fitFonts();
}

void LectureBar::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if ((event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange) && m_place) fitFonts();
}

void LectureBar::fitFonts() {
    const double scale = Plot::scaleIn(this);
    const auto fit = [&](QWidget* widget, double factor) {
        QFont fitted = font();
        fitted.setPointSizeF(fitted.pointSizeF() * factor);
        if (widget->font() != fitted) widget->setFont(fitted);
    };
    fit(m_words, m_projecting ? scale : 1.1 * scale);
    fit(m_place, m_projecting ? scale : 0.5 * (1.0 + scale));
}

}  // namespace basin
