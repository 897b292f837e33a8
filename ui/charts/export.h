// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRectF>
#include <QString>

#include <functional>

class QPainter;
class QWidget;

namespace basin {

/// Writes a picture by its ending: .png shows the widget as it stands, .svg and .pdf are painted as vectors by `charts` into
/// a page of `size` logical pixels. Returns an empty string, or one sentence that says what went wrong.
QString writePicture(const QString& path, QWidget* window, const std::function<void(QPainter&, const QRectF&)>& charts,
                     QSizeF size);

}  // namespace basin
