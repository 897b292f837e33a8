// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/form/download_panel.h"

#include "ui/training/training_words.h"
#include "ui/widgets/error_label.h"

#include <QDir>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace basin {

namespace {

constexpr int kParts = 1000;  // of a progress bar

}  // namespace

DownloadPanel::DownloadPanel(QWidget* parent)
    : QWidget(parent),
      m_download(new QPushButton),
      m_choose(new QPushButton(tr("Choose folder…"))),
      m_cancel(new QPushButton(tr("Cancel"))),
      m_progress(new QProgressBar),
      m_words(new QLabel),
      m_error(errorLabel()) {
    m_download->setObjectName(QStringLiteral("download"));
    m_choose->setToolTip(tr("The folder with the official binary files, if you have them already."));
    m_cancel->setObjectName(QStringLiteral("cancelDownload"));
    m_cancel->setToolTip(tr("Ends the download; it goes on from there the next time."));
    m_progress->setRange(0, kParts);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(8);
    m_words->setObjectName(QStringLiteral("downloadWords"));
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_download, 1);
    buttons->addWidget(m_choose, 1);
    auto* running = new QHBoxLayout;
    running->addWidget(m_words, 1);
    running->addWidget(m_cancel);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(buttons);
    layout->addLayout(running);
    layout->addWidget(m_progress);
    layout->addWidget(m_error);
    connect(m_download, &QPushButton::clicked, this, &DownloadPanel::start);
    connect(m_choose, &QPushButton::clicked, this, &DownloadPanel::folderAsked);
    connect(m_cancel, &QPushButton::clicked, &m_call, &WorkerCall::cancel);
    connect(&m_call, &WorkerCall::said, this, &DownloadPanel::take);
    connect(&m_call, &WorkerCall::ended, this, &DownloadPanel::finish);
    refresh();
}

void DownloadPanel::setTarget(Dataset dataset, const QString& folder) {
    if (dataset == m_dataset && folder == m_folder) return;
    m_dataset = dataset;
    m_folder = folder;
    setErrorText(m_error, {});
    refresh();
}

void DownloadPanel::refresh() {
    const DatasetEntry& entry = datasetEntry(m_dataset);
    const bool running = isRunning();
    m_download->setText(tr("Download (%1)").arg(formatBytes(entry.archiveBytes)));
    m_download->setToolTip(tr("Fetches the official archive of %1 from %2 and unpacks it into %3.")
                               .arg(QString::fromStdString(entry.title),
                                    QString::fromStdString(entry.archive).section(QLatin1Char('/'), 2, 2),
                                    QDir::toNativeSeparators(m_folder)));
    for (QWidget* widget : std::initializer_list<QWidget*>{m_download, m_choose}) widget->setVisible(!running);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_words, m_cancel, m_progress}) widget->setVisible(running);
}

void DownloadPanel::start() {
    setErrorText(m_error, {});
    m_done.clear();
    m_fetched = m_dataset;
    m_progress->setValue(0);
    m_words->setText(tr("Connecting…"));
    m_call.start({QStringLiteral("download"), QString::fromStdString(datasetEntry(m_dataset).name),
                  QStringLiteral("--data"), m_folder});
    refresh();
    m_cancel->setFocus();
    Q_EMIT runningChanged();
}

void DownloadPanel::take(const QJsonObject& line) {
    const QString event = line[QLatin1String("event")].toString();
    if (event == QLatin1String("done")) m_done = line[QLatin1String("folder")].toString();
    const double bytes = line[QLatin1String("bytes")].toDouble(), total = line[QLatin1String("total")].toDouble();
    if (event != QLatin1String("progress") || (bytes <= 0.0 && total <= 0.0)) return;
    const QString what = line[QLatin1String("what")].toString();
    const QString amounts =
        total > 0.0 ? tr("%1 of %2").arg(formatBytes(bytes), formatBytes(total)) : formatBytes(bytes);
    m_words->setText(what == QLatin1String("check")    ? tr("Checking…")
                     : what == QLatin1String("unpack") ? tr("Unpacking…")
                                                       : tr("Downloading: %1").arg(amounts));
    if (total > 0.0) m_progress->setValue(static_cast<int>(kParts * std::clamp(bytes / total, 0.0, 1.0)));
}

void DownloadPanel::finish(bool cancelled, const QString& error) {
    refresh();
    setErrorText(m_error, error);
    Q_EMIT runningChanged();
    if (!cancelled && error.isEmpty()) Q_EMIT downloaded(m_fetched, m_done.isEmpty() ? m_folder : m_done);
}

}  // namespace basin
