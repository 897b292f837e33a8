// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/fold.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace basin {

Fold::Fold(const QString& title, QWidget* content, bool open, QWidget* parent) : QWidget(parent), m_content(content) {
    m_heading = new QToolButton;
    m_heading->setText(title);
    m_heading->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_heading->setCheckable(true);
    m_heading->setAutoRaise(true);
    m_heading->setFocusPolicy(Qt::TabFocus);
    m_heading->setToolTip(tr("Show or hide this part of the controls"));
    QFont bold = m_heading->font();
    bold.setBold(true);
    m_heading->setFont(bold);
    m_summary = new QLabel;
    m_summary->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_summary->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);

    auto* top = new QHBoxLayout;
    top->setSpacing(6);
    top->addWidget(m_heading);
    top->addWidget(m_summary, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(top);
    layout->addWidget(content);
    connect(m_heading, &QToolButton::toggled, this, &Fold::apply);
    m_heading->setChecked(open);
    apply();
}

void Fold::apply() {
    m_heading->setArrowType(isOpen() ? Qt::DownArrow : Qt::RightArrow);
    m_content->setVisible(isOpen());
    m_summary->setVisible(!isOpen());
}

void Fold::setSummary(const QString& summary) {
    if (summary == m_fullSummary) return;
    m_fullSummary = summary;
    m_summary->setText(summary);
    m_summary->setToolTip(summary);
}

}  // namespace basin
