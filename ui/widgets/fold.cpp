// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/fold.h"

#include <QEvent>
#include <QPainter>
#include <QStyleOption>
#include <QVBoxLayout>

#include <algorithm>

namespace basin {

namespace {

constexpr int kArrow = 16, kGap = 8;  // pixels

}  // namespace

FoldHeading::FoldHeading(const QString& title, QWidget* parent) : QAbstractButton(parent) {
    setText(title);
    setCheckable(true);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Fixed);
}

void FoldHeading::setSummary(const QString& summary) {
    if (summary == m_summary) return;
    m_summary = summary;
    update();
}

QFont FoldHeading::boldFont() const {
    QFont bold = font();
    bold.setBold(true);
    return bold;
}

QSize FoldHeading::sizeHint() const {
    const QFontMetrics metrics(boldFont());
    return {kArrow + metrics.horizontalAdvance(text()) + kGap, metrics.height() + 8};
}

void FoldHeading::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    QStyleOption option;
    option.initFrom(this);
    if (underMouse() || hasFocus()) {
        QColor shade = palette().color(QPalette::Highlight);
        shade.setAlpha(hasFocus() ? 50 : 24);
        painter.fillRect(rect(), shade);
    }
    // A hairline parts this section from the one above.
    painter.setPen(palette().color(QPalette::Mid));
    painter.drawLine(rect().topLeft(), rect().topRight());
    option.rect = QRect(0, 0, kArrow, height());
    style()->drawPrimitive(isChecked() ? QStyle::PE_IndicatorArrowDown : QStyle::PE_IndicatorArrowRight, &option,
                           &painter, this);
    const QFont bold = boldFont();
    painter.setFont(bold);
    painter.setPen(palette().color(QPalette::WindowText));
    const QRect words = rect().adjusted(kArrow + 2, 0, -2, 0);
    painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter, text());
    if (isChecked() || m_summary.isEmpty()) return;
    painter.setFont(font());
    const int room = words.width() - QFontMetrics(bold).horizontalAdvance(text()) - kGap;
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(words, Qt::AlignRight | Qt::AlignVCenter,
                     fontMetrics().elidedText(m_summary, Qt::ElideRight, std::max(0, room)));
}

Fold::Fold(const QString& title, QWidget* content, bool open, QWidget* parent)
    : QWidget(parent), m_heading(new FoldHeading(title)) {
    m_heading->setToolTip(tr("Show or hide this part of the controls"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_heading);
    layout->addWidget(content);
    connect(m_heading, &FoldHeading::toggled, content, &QWidget::setVisible);
    m_heading->setChecked(open);
    content->setVisible(open);
}

}  // namespace basin
