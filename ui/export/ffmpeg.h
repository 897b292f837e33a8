// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSize>
#include <QString>
#include <QStringList>

namespace basin {

/// The ffmpeg of this machine and the kinds of animation that it can write.
struct Ffmpeg {
    QString program;    ///< empty if there is none
    QString mp4, webm;  ///< the encoder for each, empty if it has none
    bool gif = false;
    /// Endings that can be written, of "mp4", "webm" and "gif".
    QStringList endings() const;
    /// One sentence if nothing can be written: what is missing, and what to do.
    QString problem() const;
};

/// Looks for ffmpeg and asks what it can; takes a moment, so that the window's thread must not.
Ffmpeg findFfmpeg();

/// Arguments for an animation of pictures (rows of 32-bit BGRX on the standard input) into the file `to`, with the tags of the
/// file `tags`.
QStringList ffmpegArguments(const Ffmpeg& ffmpeg, const QString& ending, QSize size, int perSecond, const QString& tags,
                            const QString& to);

/// A file of tags: the state as a comment.
QByteArray ffmpegTags(const QString& title, const std::string& state);

}  // namespace basin
