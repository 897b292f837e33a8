// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/frame_pipe.h"

#include "core/thread_pool.h"
#include "ui/export/carried_state.h"
#include "ui/export/picture.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryFile>

#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

namespace basin {

namespace {

constexpr std::size_t kWaiting = 4;  // pictures
constexpr int kBeatMs = 100;         // how often a stop is looked for

/// The texts of this file, for translators.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(basin::Recording)
};

/// What ffmpeg said last, in one line.
QString lastLine(QProcess& process) {
    const QByteArray said = process.readAllStandardError().trimmed();
    return QString::fromLocal8Bit(said.mid(said.lastIndexOf('\n') + 1)).trimmed();
}

}  // namespace

FramePipe::FramePipe(QObject* context, Ffmpeg ffmpeg, AnimationOptions options, std::function<void()> roomMade,
                     std::function<void(const QString&)> ended)
    : m_context(context),
      m_ffmpeg(std::move(ffmpeg)),
      m_options(std::move(options)),
      m_roomMade(std::move(roomMade)),
      m_ended(std::move(ended)),
      m_thread([this](const std::stop_token& stop) { run(stop); }) {}

FramePipe::~FramePipe() { cancel(); }

void FramePipe::push(QImage picture) {
    const std::lock_guard lock(m_mutex);
    m_pictures.push_back(std::move(picture));
    m_wake.notify_one();
}

bool FramePipe::hasRoom() const {
    const std::lock_guard lock(m_mutex);
    return m_pictures.size() < kWaiting;
}

void FramePipe::finish() {
    const std::lock_guard lock(m_mutex);
    m_complete = true;
    m_wake.notify_one();
}

void FramePipe::cancel() { m_thread.request_stop(); }

void FramePipe::run(const std::stop_token& stop) {
    lowerThreadPriority();
    const QFileInfo target(m_options.path);
    // Beside its place, with its ending, by which ffmpeg knows what to write.
    const QString part =
        target.dir().filePath(QStringLiteral(".%1.part.%2").arg(target.completeBaseName(), target.suffix()));
    QString problem = write(stop, part);
    if (problem.isEmpty() && !stop.stop_requested() && target.suffix().toLower() == QLatin1String("gif")) {
        QFile file(part);
        if (file.open(QIODevice::ReadOnly)) problem = writeWhole(part, gifWithState(file.readAll(), m_options.state));
    }
    if (problem.isEmpty() && !stop.stop_requested()) {
        std::error_code fault;
        std::filesystem::rename(part.toStdString(), m_options.path.toStdString(), fault);
        if (fault) problem = Words::tr("%1 cannot be written: choose another place for it.").arg(m_options.path);
    }
    QFile::remove(part);
    if (stop.stop_requested()) return;
    QMetaObject::invokeMethod(
        m_context, [ended = m_ended, problem] { ended(problem); }, Qt::QueuedConnection);
}

QString FramePipe::write(const std::stop_token& stop, const QString& part) {
    QTemporaryFile tags;
    if (!tags.open() || tags.write(ffmpegTags(m_options.title, m_options.state)) < 0 || !tags.flush())
        return Words::tr("There is no room for temporary files: %1.").arg(tags.errorString());
    QProcess process;
    const QString ending = QFileInfo(m_options.path).suffix().toLower();
    process.start(m_ffmpeg.program,
                  ffmpegArguments(m_ffmpeg, ending, m_options.size, m_options.perSecond, tags.fileName(), part));
    if (!process.waitForStarted()) return Words::tr("ffmpeg does not start: %1.").arg(process.errorString());

    const auto failed = [&] {
        process.kill();
        process.waitForFinished();
        const QString said = lastLine(process);
        return said.isEmpty() ? Words::tr("ffmpeg ended before its time; no animation was written.")
                              : Words::tr("ffmpeg ended before its time, and no animation was written: %1").arg(said);
    };
    while (true) {
        std::optional<QImage> picture;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, stop, [this] { return m_complete || !m_pictures.empty(); });
            if (!stop.stop_requested() && !m_pictures.empty()) {
                picture = std::move(m_pictures.front());
                m_pictures.pop_front();
            }
        }
        if (stop.stop_requested()) {
            process.kill();
            process.waitForFinished();
            return {};
        }
        if (!picture) break;
        QMetaObject::invokeMethod(
            m_context, [made = m_roomMade] { made(); }, Qt::QueuedConnection);
        for (int row = 0; row < picture->height(); ++row)
            process.write(reinterpret_cast<const char*>(picture->constScanLine(row)), 4LL * picture->width());
        while (process.bytesToWrite() > 0 && !stop.stop_requested())
            if (!process.waitForBytesWritten(kBeatMs) && process.state() != QProcess::Running) return failed();
    }
    process.closeWriteChannel();
    while (process.state() == QProcess::Running && !stop.stop_requested()) process.waitForFinished(kBeatMs);
    if (stop.stop_requested()) process.kill();
    if (process.state() != QProcess::NotRunning) process.waitForFinished();
    if (!stop.stop_requested() && (process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0))
        return failed();
    return {};
}

}  // namespace basin
