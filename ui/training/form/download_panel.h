// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/cifar.h"
#include "ui/training/worker_call.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace basin {

/// What to do where images are missing: download them, with progress and a way back, or choose another folder.
class DownloadPanel : public QWidget {
    Q_OBJECT

public:
    explicit DownloadPanel(QWidget* parent = nullptr);

    /// What a download fetches, and where to. One that is running goes on.
    void setTarget(Dataset dataset, const QString& folder);
    bool isRunning() const { return m_call.isRunning(); }

Q_SIGNALS:
    void downloaded(Dataset dataset, const QString& folder);
    void folderAsked();
    void runningChanged();

private:
    void start();
    void take(const QJsonObject& line);
    void finish(bool cancelled, const QString& error);
    void refresh();

    Dataset m_dataset = Dataset::Cifar10;
    QString m_folder;
    Dataset m_fetched = Dataset::Cifar10;  ///< by the present call
    QString m_done;                        ///< the folder that the present call filled
    QPushButton* m_download;
    QPushButton* m_choose;
    QPushButton* m_cancel;
    QProgressBar* m_progress;
    QLabel* m_words;
    QLabel* m_error;
    WorkerCall m_call;
};

}  // namespace basin
