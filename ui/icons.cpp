// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/icons.h"

#include "ui/theme.h"

#include <QPainter>
#include <QPixmap>
#include <QPolygonF>

namespace basin {

QIcon icon(Icon which) {
    constexpr double kSize = 20.0, kRatio = 3.0;  // drawn three times as large: sharp at every scale factor
    QPixmap pixmap(static_cast<int>(kSize * kRatio), static_cast<int>(kSize * kRatio));
    pixmap.setDevicePixelRatio(kRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(currentTheme().text);
    const QPolygonF right{{5, 3}, {17, 10}, {5, 17}};
    switch (which) {
        case Icon::Play: painter.drawPolygon(right); break;
        case Icon::Pause:
            painter.drawRect(QRectF(4.5, 3, 4, 14));
            painter.drawRect(QRectF(11.5, 3, 4, 14));
            break;
        case Icon::Step:
            painter.drawPolygon(QPolygonF{{3, 4}, {13, 10}, {3, 16}});
            painter.drawRect(QRectF(13.5, 4, 3, 12));
            break;
        case Icon::Restart:
            painter.drawPolygon(QPolygonF{{17, 4}, {7, 10}, {17, 16}});
            painter.drawRect(QRectF(3.5, 4, 3, 12));
            break;
    }
    return QIcon(pixmap);
}

}  // namespace basin
