// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/error_label.h"

#include <QCoreApplication>
#include <QLabel>

namespace basin {

QLabel* errorLabel() {
    auto* label = new QLabel;
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setVisible(false);
    return label;
}

void setErrorText(QLabel* label, const QString& sentence) {
    if (sentence.isEmpty() && label->text().isEmpty()) return;
    label->setText(sentence.isEmpty() ? sentence : QStringLiteral("✗ ") + sentence);
    label->setVisible(!sentence.isEmpty());
}

}  // namespace basin
