// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/tool_tips.h"

#include <QHelpEvent>
#include <QTextDocument>
#include <QToolTip>
#include <QWidget>

namespace basin {

bool ToolTips::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::ToolTip) return false;
    auto* widget = qobject_cast<QWidget*>(watched);
    if (!widget || widget->toolTip().isEmpty() || Qt::mightBeRichText(widget->toolTip())) return false;
    QString text = widget->toolTip().toHtmlEscaped();
    text.replace(QLatin1Char('\n'), QLatin1String("<br>"));
    QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), QStringLiteral("<span>%1</span>").arg(text),
                       widget);
    return true;
}

}  // namespace basin
