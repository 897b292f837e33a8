// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/reading_rows.h"

#include "ui/theme.h"
#include "ui/widgets/steady_label.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>

#include <algorithm>
#include <initializer_list>

namespace basin {

namespace {

/// As wide as the longest numbers are, so that nothing moves when these change.
SteadyLabel* numberLabel() {
    auto* label = new SteadyLabel(QStringLiteral("0.000 ± 0.0000"));
    label->showText(QStringLiteral("–"));
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

}  // namespace

void ReadingRows::Row::set(const QString& ofSgd, const QString& ofAverage) const {
    sgd->showText(ofSgd);
    average->showText(ofAverage);
}

void ReadingRows::Row::setName(const QString& text) const {
    if (name->text() != text) name->setText(text);
}

void ReadingRows::Row::setVisible(bool visible) const {
    for (QLabel* label : std::initializer_list<QLabel*>{name, sgd, average}) label->setVisible(visible);
}

ReadingRows::ReadingRows(const QString& widestName, QWidget* parent) : QWidget(parent), m_widestName(widestName) {
    m_grid = new QGridLayout(this);
    m_grid->setContentsMargins(8, 6, 8, 6);
    m_grid->setHorizontalSpacing(8);
    m_grid->setVerticalSpacing(2);
    m_grid->setColumnStretch(0, 1);
    m_sgdHeading = new QLabel(tr("● SGD"));
    m_averageHeading = new QLabel(tr("◆ Average"));
    for (QLabel* heading : {m_sgdHeading, m_averageHeading}) {
        heading->setAlignment(Qt::AlignRight);
        QFont bold = heading->font();
        bold.setBold(true);
        heading->setFont(bold);
    }
    colourHeadings();
    m_grid->addWidget(m_sgdHeading, 0, 1);
    m_grid->addWidget(m_averageHeading, 0, 2);
    fitColumns();
}

void ReadingRows::setAverageName(const QString& name) { m_averageHeading->setToolTip(name); }

ReadingRows::Row ReadingRows::addRow(const QString& name, const QString& tip) {
    const Row row{new QLabel(name), numberLabel(), numberLabel()};
    const int line = m_grid->rowCount();
    // A long name must not move the charts beside it.
    row.name->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_grid->addWidget(row.name, line, 0);
    m_grid->addWidget(row.sgd, line, 1, Qt::AlignRight);
    m_grid->addWidget(row.average, line, 2, Qt::AlignRight);
    for (QLabel* label : std::initializer_list<QLabel*>{row.name, row.sgd, row.average}) label->setToolTip(tip);
    return row;
}

QLabel* ReadingRows::addWords() {
    auto* words = new QLabel;
    words->setWordWrap(true);
    m_grid->addWidget(words, m_grid->rowCount(), 0, 1, 3);
    return words;
}

void ReadingRows::endRows() { m_grid->setRowStretch(m_grid->rowCount(), 1); }

void ReadingRows::colourHeadings() {
    const auto colour = [](QLabel* label, const QColor& wanted) {
        QPalette palette = label->palette();
        palette.setColor(QPalette::WindowText, wanted);
        label->setPalette(palette);
    };
    colour(m_sgdHeading, currentTheme().sgd);
    colour(m_averageHeading, currentTheme().average);
}

void ReadingRows::fitColumns() {
    m_grid->setHorizontalSpacing(std::max(8, fontMetrics().averageCharWidth() * 3 / 2));
    m_grid->setColumnMinimumWidth(0, fontMetrics().horizontalAdvance(m_widestName));
}

void ReadingRows::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange && m_averageHeading) fitColumns();
    if (event->type() == QEvent::PaletteChange && m_averageHeading) colourHeadings();
}

}  // namespace basin
