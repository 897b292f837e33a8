// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/picture.h"

#include "ui/charts/plot.h"
#include "ui/export/carried_state.h"
#include "ui/page.h"
#include "ui/theme.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFileInfo>
#include <QImageWriter>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>
#include <QSvgGenerator>
#include <QWidget>

namespace basin {

namespace {

/// The texts of this file, for translators.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(basin::Export)
};

QByteArray svgOf(Page* page, const QString& title, const std::string& state) {
    QBuffer buffer;
    const QRectF whole(QPointF(), page->chartsSize());
    QSvgGenerator svg;
    svg.setOutputDevice(&buffer);
    svg.setSize(whole.size().toSize());
    svg.setViewBox(whole);
    svg.setTitle(title);
    svg.setDescription(QStringLiteral("Basin " BASIN_VERSION));
    QPainter painter;
    if (!painter.begin(&svg)) return {};
    page->paintCharts(painter, whole);
    painter.end();
    return svgWithState(buffer.data(), state);
}

QByteArray pdfOf(Page* page, const QString& title, const std::string& state) {
    constexpr double kDpi = 96.0, kPointsPerInch = 72.0;
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    const QRectF whole(QPointF(), page->chartsSize());
    {
        QPdfWriter pdf(&buffer);
        pdf.setPageSize(QPageSize(whole.size() * kPointsPerInch / kDpi, QPageSize::Point));
        pdf.setPageMargins({});
        pdf.setResolution(static_cast<int>(kDpi));
        pdf.setTitle(title);
        pdf.setCreator(QStringLiteral("Basin " BASIN_VERSION));
        pdf.setDocumentXmpMetadata(xmpWithState(title, state));
        QPainter painter;
        if (!painter.begin(&pdf)) return {};
        page->paintCharts(painter, whole);
        painter.end();
    }
    return buffer.data();
}

}  // namespace

QImage paintPicture(QWidget* window, Page* page, const PictureOptions& options) {
    const bool charts = options.what == PictureOptions::What::Charts;
    const QSizeF size = charts ? page->chartsSize() : QSizeF(window->size());
    QImage image((size * options.scale).toSize(), QImage::Format_RGB32);
    image.setDevicePixelRatio(options.scale);
    image.fill(currentTheme().window);
    if (charts) {
        QPainter painter(&image);
        page->paintCharts(painter, QRectF(QPointF(), size));
        return image;
    }
    window->render(&image);
    if (options.scale == 1.0) return image;
    // Charts keep a picture of themselves in the pixels of the screen: here they are painted anew, sharp.
    QPainter painter(&image);
    for (Plot* plot : page->findChildren<Plot*>())
        if (plot->isVisible()) plot->paintTo(painter, QRectF(plot->mapTo(window, QPoint()), QSizeF(plot->size())));
    return image;
}

QString writeWhole(const QString& path, const QByteArray& bytes) {
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit()) return {};
    return Words::tr("%1 cannot be written: %2. Choose another place for it.").arg(path, file.errorString());
}

std::function<QString()> takePicture(const QString& path, QWidget* window, Page* page, const PictureOptions& options,
                                     const std::string& state) {
    const QString ending = QFileInfo(path).suffix().toLower();
    QString title = window->windowTitle();
    title.remove(QStringLiteral("[*]"));
    if (ending == QLatin1String("png")) {
        QImage image = paintPicture(window, page, options);
        return [image = std::move(image), path, title, state] {
            QBuffer buffer;
            QImageWriter writer(&buffer, "png");
            writer.setText(QStringLiteral("Title"), title);
            writer.setText(QStringLiteral("Software"), QStringLiteral("Basin " BASIN_VERSION));
            writer.setText(kStateKey, QString::fromStdString(state));
            if (!writer.write(image)) return Words::tr("%1 cannot be written: %2.").arg(path, writer.errorString());
            return writeWhole(path, buffer.data());
        };
    }
    if (ending == QLatin1String("svg") || ending == QLatin1String("pdf")) {
        const QByteArray drawing =
            ending == QLatin1String("svg") ? svgOf(page, title, state) : pdfOf(page, title, state);
        return [drawing, path] { return writeWhole(path, drawing); };
    }
    return [path] {
        return Words::tr("%1: pictures are written as .png, .svg or .pdf; choose one of these endings.").arg(path);
    };
}

}  // namespace basin
