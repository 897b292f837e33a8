// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/frame_pipe.h"

#include <QObject>

#include <cstdint>
#include <memory>

namespace basin {

class StagePage;

struct RecordingOptions {
    QString path;  ///< .mp4, .webm or .gif
    int pictures = 300;
    int perSecond = 30;
    std::int64_t stepsPerPicture = 10;
    double scale = 1.0;  ///< pixels of the file in one of the screen
};

/// Records the charts of a page while its run goes on, so many steps from picture to picture: the same run gives the same
/// animation on every machine. The window stays free; lives on its thread. The file carries the state in which it begins.
class Recording : public QObject {
    Q_OBJECT

public:
    Recording(StagePage* page, const Ffmpeg& ffmpeg, const RecordingOptions& options, const std::string& state,
              QObject* parent = nullptr);
    ~Recording() override;

    /// Ends with the pictures that there are.
    void finish();

Q_SIGNALS:
    void progressed(int pictures, int of);
    /// With an empty string, or a sentence if there is no file.
    void ended(const QString& problem);

private:
    void take();
    void follow();
    void goOn();

    StagePage* m_page;
    RecordingOptions m_options;
    QSize m_size;  ///< in pixels
    int m_taken = 0;
    std::int64_t m_due = 0;  ///< the step of the next picture
    bool m_stepping = false, m_complete = false;
    std::unique_ptr<FramePipe> m_pipe;
};

}  // namespace basin
