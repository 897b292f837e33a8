// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>
#include <string>

class QImage;
class QWidget;

namespace basin {

class Page;

struct PictureOptions {
    enum class What { Charts, Window };
    What what = What::Window;
    double scale = 1.0;  ///< of pixels; drawings need none
};

/// The charts of the page, or the whole window, as they stand, in `scale` times the pixels that they have on screen.
QImage paintPicture(QWidget* window, Page* page, const PictureOptions& options);

/// Takes a picture and returns what is left to do on any thread: pack it and write the file, by its ending .png, or .svg or
/// .pdf, which are drawings of the charts. That returns an empty string, or one sentence that says what went wrong. The file
/// carries `state` and appears whole or not at all.
std::function<QString()> takePicture(const QString& path, QWidget* window, Page* page, const PictureOptions& options,
                                     const std::string& state);

/// Writes the file whole or not at all; an empty string, or one sentence.
QString writeWhole(const QString& path, const QByteArray& bytes);

}  // namespace basin
