// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/recording.h"

#include "ui/stage_page.h"
#include "ui/theme.h"

#include <QPainter>

#include <algorithm>
#include <limits>

namespace basin {

namespace {

/// The step that every run of the page has reached.
std::int64_t stepOf(const StagePage& page) {
    std::int64_t step = std::numeric_limits<std::int64_t>::max();
    for (const RunPlace& run : page.runs()) step = std::min(step, run.step);
    return step;
}

}  // namespace

Recording::Recording(StagePage* page, const Ffmpeg& ffmpeg, const RecordingOptions& options, const std::string& state,
                     QObject* parent)
    : QObject(parent), m_page(page), m_options(options) {
    // Coders of video want even sizes.
    const QSizeF size = page->chartsSize() * options.scale;
    m_size = QSize(static_cast<int>(size.width()) & ~1, static_cast<int>(size.height()) & ~1);
    m_pipe = std::make_unique<FramePipe>(
        this, ffmpeg,
        AnimationOptions{.path = options.path,
                         .size = m_size,
                         .perSecond = options.perSecond,
                         .title = QString::fromStdString(page->scenario().title),
                         .state = state},
        [this] { goOn(); },
        [this](const QString& problem) {
            m_complete = true;
            Q_EMIT ended(problem);
        });
    page->setPlaying(false);
    connect(page, &StagePage::frameShown, this, &Recording::follow);
    m_due = stepOf(*page);
    take();
    goOn();
}

Recording::~Recording() = default;

void Recording::finish() {
    m_complete = true;
    m_pipe->finish();
}

void Recording::take() {
    QImage picture(m_size, QImage::Format_RGB32);
    picture.fill(currentTheme().chart);
    QPainter painter(&picture);
    m_page->paintCharts(painter, QRectF(QPointF(), QSizeF(m_size)));
    painter.end();
    m_pipe->push(std::move(picture));
    ++m_taken;
    Q_EMIT progressed(m_taken, m_options.pictures);
    if (m_taken >= m_options.pictures) finish();
}

void Recording::goOn() {
    if (m_complete || m_stepping || !m_pipe->hasRoom()) return;
    m_stepping = true;
    m_due = stepOf(*m_page) + m_options.stepsPerPicture;
    m_page->takeSteps(m_options.stepsPerPicture);
}

void Recording::follow() {
    if (m_complete || !m_stepping) return;
    const std::int64_t step = stepOf(*m_page);
    // Whoever restarts or goes back in time on the way has that recorded, too.
    const bool wentBack = step < m_due - m_options.stepsPerPicture;
    if (step < m_due && !wentBack) return;
    m_stepping = false;
    take();
    goOn();
}

}  // namespace basin
