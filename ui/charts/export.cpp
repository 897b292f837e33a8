// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/export.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgGenerator>
#include <QWidget>

namespace basin {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("basin::Export", text); }

}  // namespace

QString writePicture(const QString& path, QWidget* window, const std::function<void(QPainter&, const QRectF&)>& charts,
                     QSizeF size) {
    QString cannot = tr("%1 cannot be written; choose a folder where you may write.").arg(path);
    const QString ending = QFileInfo(path).suffix().toLower();
    const QRectF page(QPointF(), size);
    if (ending == QLatin1String("png")) return window->grab().save(path, "PNG") ? QString() : cannot;
    if (ending == QLatin1String("svg")) {
        QSvgGenerator svg;
        svg.setFileName(path);
        svg.setSize(size.toSize());
        svg.setViewBox(page);
        svg.setTitle(window->windowTitle());
        QPainter painter;
        if (!painter.begin(&svg)) return cannot;
        charts(painter, page);
        return painter.end() ? QString() : cannot;
    }
    if (ending == QLatin1String("pdf")) {
        QPdfWriter pdf(path);
        constexpr double kDpi = 96.0, kPointsPerInch = 72.0;
        pdf.setPageSize(QPageSize(size * kPointsPerInch / kDpi, QPageSize::Point));
        pdf.setPageMargins({});
        pdf.setResolution(static_cast<int>(kDpi));
        pdf.setTitle(window->windowTitle());
        QPainter painter;
        if (!painter.begin(&pdf)) return cannot;
        charts(painter, page);
        return painter.end() ? QString() : cannot;
    }
    return tr("%1: pictures are written as .png, .svg or .pdf; choose one of these endings.").arg(path);
}

}  // namespace basin
