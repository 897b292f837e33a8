// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/form/run_data_section.h"

#include "ui/format.h"
#include "ui/training/form/download_panel.h"
#include "ui/translation.h"
#include "ui/widgets/error_label.h"

#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSettings>
#include <QStandardPaths>
#include <QToolButton>

#include <utility>

namespace basin {

namespace {

QStringList datasetTitles() {
    QStringList titles;
    for (const DatasetEntry& entry : datasets()) titles << QString::fromStdString(entry.title);
    return titles;
}

QString settingOf(Dataset dataset) {
    return QStringLiteral("training/data/%1").arg(QString::fromStdString(datasetEntry(dataset).name));
}

std::string rememberedFolder(Dataset dataset) { return QSettings().value(settingOf(dataset)).toString().toStdString(); }

QString downloadFolder() {
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/data");
}

/// Where the images may be; last, where a download goes.
std::vector<std::string> guessesFor(Dataset dataset) {
    std::vector<std::string> guesses;
    const std::string name = datasetEntry(dataset).name;
    const std::string given = qEnvironmentVariable("BASIN_DATA").toStdString();
    if (!given.empty()) guesses = {given, given + "/" + name, given + "/" + name + "-subset"};
    guesses.push_back(downloadFolder().toStdString());
    return guesses;
}

}  // namespace

RunDataSection::RunDataSection(QWidget* parent)
    : RunSection(parent),
      m_job(
          this, [](const Request& request, const std::stop_token&) { return look(request); },
          [this](const Answer& answer) { take(answer); }) {
    addChoice(
        {.key = "dataset",
         .name = tr("D&ata"),
         .tip = tr("The images to learn from: 60,000 of 32 × 32 pixels, in 10 classes or in 100, which are harder to "
                   "tell apart."),
         .entries = datasetTitles(),
         .read = [](const RunConfig& shown) { return static_cast<int>(shown.dataset); },
         .write = [this](RunConfig& wanted, int index) { chooseDataset(wanted, static_cast<Dataset>(index)); }});

    auto* place = new QWidget;
    m_folder = new QLineEdit;
    m_folder->setObjectName(QStringLiteral("dataFolder"));
    m_folder->setAccessibleName(tr("Folder of the images"));
    auto* choose = new QToolButton;
    choose->setText(tr("…"));
    choose->setFocusPolicy(Qt::TabFocus);
    choose->setAccessibleName(tr("Choose the folder of the images"));
    for (QWidget* widget : std::initializer_list<QWidget*>{m_folder, choose})
        widget->setToolTip(tr("The folder with the official binary files, or the one that they were unpacked in."));
    auto* line = new QHBoxLayout(place);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(2);
    line->addWidget(m_folder, 1);
    line->addWidget(choose);
    place->setFocusProxy(m_folder);
    addField("data", tr("Folder"), place);
    m_state = new QLabel;
    m_state->setWordWrap(true);
    m_state->setTextFormat(Qt::PlainText);
    addWide("dataState", m_state);
    m_download = new DownloadPanel;
    addWide("missing", m_download);
    m_download->hide();
    connect(m_download, &DownloadPanel::folderAsked, this, &RunDataSection::chooseFolder);
    connect(m_download, &DownloadPanel::runningChanged, this, &RunDataSection::say);
    connect(m_download, &DownloadPanel::downloaded, this, [this](Dataset fetched, const QString& folder) {
        QSettings().setValue(settingOf(fetched), folder);
        if (config().dataset == fetched) enterFolder(folder);
    });

    connect(m_folder, &QLineEdit::editingFinished, this, [this] {
        if (m_folder->isModified()) enterFolder(m_folder->text().trimmed());
    });
    connect(choose, &QToolButton::clicked, this, &RunDataSection::chooseFolder);
    onRefresh([this](const RunConfig& shown) {
        const QString folder = QString::fromStdString(shown.data);
        if (m_folder->text() != folder) m_folder->setText(folder);
        m_folder->setModified(false);
        check();
    });
}

void RunDataSection::chooseDataset(RunConfig& wanted, Dataset dataset) {
    if (wanted.dataset == dataset) return;
    wanted.dataset = dataset;
    wanted.data = rememberedFolder(dataset);
}

void RunDataSection::enterFolder(const QString& folder) {
    RunConfig wanted = config();
    // The worker may stand elsewhere: the whole path.
    QString whole = folder;
    if (whole.startsWith(QStringLiteral("~/"))) whole.replace(0, 1, QDir::homePath());
    wanted.data = whole.isEmpty() ? std::string() : QDir(whole).absolutePath().toStdString();
    ++m_round;  // the same folder once more is looked at again
    edit(wanted);
}

void RunDataSection::chooseFolder() {
    const QString folder = QFileDialog::getExistingDirectory(
        this, tr("The folder of the images of %1").arg(QString::fromStdString(datasetEntry(config().dataset).title)),
        m_folder->text());
    if (!folder.isEmpty()) enterFolder(QDir::toNativeSeparators(folder));
}

void RunDataSection::checkAgain() {
    ++m_round;
    check();
}

void RunDataSection::check() {
    const RunConfig& shown = config();
    std::vector<std::string> guesses = guessesFor(shown.dataset);
    if (const std::string last = rememberedFolder(shown.dataset); !last.empty()) guesses.insert(guesses.begin(), last);
    Request request{shown.dataset, shown.data, std::move(guesses), m_round};
    if (request == m_request) return;
    const bool elsewhere = request.dataset != m_request.dataset || request.folder != m_request.folder;
    m_request = std::move(request);
    if (elsewhere && !std::exchange(m_isGuessed, false)) {
        m_counts.reset();
        m_problem.clear();
        m_state->setText(tr("Looking for the images…"));
    }
    m_job.request(m_request);
}

RunDataSection::Answer RunDataSection::look(const Request& request) {
    if (!request.folder.empty()) return {request, request.folder, checkDataset(request.dataset, request.folder)};
    Answer answer{request};
    for (const std::string& guess : request.guesses) {
        answer.folder = guess;
        answer.counts = checkDataset(request.dataset, guess);
        if (answer.counts) break;
    }
    return answer;
}

void RunDataSection::take(const Answer& answer) {
    m_counts.reset();
    m_problem.clear();
    if (answer.counts) {
        m_counts = *answer.counts;
        QSettings().setValue(settingOf(answer.request.dataset), QString::fromStdString(answer.folder));
    } else {
        m_problem = answer.counts.error().message;
    }
    say();
    if (config().data.empty()) {
        RunConfig wanted = config();
        wanted.data = answer.folder;
        m_isGuessed = true;  // what was found there is known
        edit(wanted);
    }
    Q_EMIT checked();
}

void RunDataSection::say() {
    if (m_counts)
        m_state->setText(tr("✓ %1 training and %2 test images")
                             .arg(formatCount(static_cast<long long>(m_counts->train)),
                                  formatCount(static_cast<long long>(m_counts->test))));
    else if (!m_problem.empty())
        m_state->setText(tr("✗ %1").arg(coreText(m_problem)));
    m_download->setTarget(config().dataset, downloadFolder());
    m_download->setVisible(m_download->isRunning() || !m_problem.empty());
}

}  // namespace basin
