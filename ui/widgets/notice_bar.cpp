// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/notice_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

#include <algorithm>

namespace basin {

namespace {

constexpr int kParts = 1000;  // of the bar

}  // namespace

NoticeBar::NoticeBar(QWidget* parent) : QFrame(parent) {
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::AlternateBase);
    m_text = new QLabel;
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_progress = new QProgressBar;
    m_progress->setRange(0, kParts);
    m_progress->setFixedWidth(220);
    m_progress->hide();
    m_layout = new QHBoxLayout(this);
    m_layout->setContentsMargins(10, 4, 10, 4);
    m_layout->addWidget(m_text, 1);
    m_layout->addWidget(m_progress);
    hide();
}

void NoticeBar::setText(const QString& sentence) { m_text->setText(sentence); }

QString NoticeBar::text() const { return m_text->text(); }

void NoticeBar::setProgress(double share) {
    m_progress->setVisible(share >= 0.0);
    m_progress->setValue(static_cast<int>(kParts * std::clamp(share, 0.0, 1.0)));
}

QPushButton* NoticeBar::addButton(const QString& text) {
    auto* button = new QPushButton(text);
    m_layout->addWidget(button);
    return button;
}

}  // namespace basin
