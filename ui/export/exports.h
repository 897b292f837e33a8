// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/export_choice.h"
#include "ui/export/ffmpeg.h"

#include <QObject>
#include <QPointer>
#include <QThreadPool>
#include <QTimer>

#include <functional>
#include <optional>

class QPushButton;

namespace basin {

class ExportDialog;
class MainWindow;
class NoticeBar;
class Recording;
class StagePage;

/// Everything that leaves the window as a file: asked for in a dialog, made beside the window's thread, told in a bar.
class Exports : public QObject {
    Q_OBJECT

public:
    explicit Exports(MainWindow* window);
    ~Exports() override;

    /// Asks what to export.
    void ask();
    /// Begins to write what was chosen; `ended` tells when it is there.
    void begin(const ExportChoice& choice);
    bool isRecording() const { return m_recording != nullptr; }
    /// Ends the animation under way with the pictures that there are, or takes it away.
    void stopRecording(bool keep);
    /// Asks what becomes of an animation under way; false if the window stays, or stays until the file is whole.
    bool mayClose();

Q_SIGNALS:
    void recordingBegan();
    /// A file is there, or with a sentence, is not.
    void ended(const QString& path, const QString& problem);

private:
    /// Does the work on another thread; what it returns is a problem, or empty.
    void work(const QString& path, const std::function<QString()>& work);
    void finish(const QString& path, const QString& problem);
    void record(const ExportChoice& choice);
    void prepareRecording(const ExportChoice& choice);
    void startRecording(const ExportChoice& choice, StagePage* page);
    void showBar(const QString& sentence, bool underWay);

    MainWindow* m_window;
    QPointer<ExportDialog> m_dialog;
    std::optional<Ffmpeg> m_ffmpeg;
    Recording* m_recording = nullptr;
    QPointer<NoticeBar> m_bar;
    QPushButton* m_enough = nullptr;
    QPushButton* m_discard = nullptr;
    QTimer m_hide;
    QThreadPool m_pool;  ///< last, so that it ends first
};

}  // namespace basin
