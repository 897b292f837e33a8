// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/ffmpeg.h"

#include <QImage>
#include <QObject>

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

namespace basin {

struct AnimationOptions {
    QString path;  ///< its ending is the kind: .mp4, .webm or .gif
    QSize size;    ///< of every picture, in pixels; both even
    int perSecond = 30;
    QString title;
    std::string state;  ///< that the file carries
};

/// Pictures on their way into ffmpeg, on a thread of its own. The file appears whole, or not at all. Lives on the window's thread.
class FramePipe {
public:
    /// `roomMade` and `ended` run on the thread of `context`, which must outlive the pipe; `ended` once, with an empty string or
    /// a sentence, but not after `cancel`.
    FramePipe(QObject* context, Ffmpeg ffmpeg, AnimationOptions options, std::function<void()> roomMade,
              std::function<void(const QString&)> ended);
    ~FramePipe();  ///< cancels what is not finished

    /// Gives a picture of the size on its way. More than a few wait badly: see `hasRoom`.
    void push(QImage picture);
    bool hasRoom() const;
    /// There are no more pictures; the file is completed.
    void finish();
    /// The file is taken away.
    void cancel();

private:
    void run(const std::stop_token& stop);
    QString write(const std::stop_token& stop, const QString& part);

    QObject* m_context;
    Ffmpeg m_ffmpeg;
    AnimationOptions m_options;
    std::function<void()> m_roomMade;
    std::function<void(const QString&)> m_ended;
    mutable std::mutex m_mutex;  ///< guards the two below
    std::deque<QImage> m_pictures;
    bool m_complete = false;
    std::condition_variable_any m_wake;
    std::jthread m_thread;  ///< last, so that it starts when the rest is there
};

}  // namespace basin
