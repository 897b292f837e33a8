// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/form/launch_panel.h"

#include "core/run/run_label.h"
#include "ui/training/form/preflight_line.h"
#include "ui/training/worker_process.h"
#include "ui/translation.h"
#include "ui/widgets/error_label.h"

#include <QDir>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <filesystem>

namespace basin {

namespace {

namespace fs = std::filesystem;
constexpr int kLongestName = 60;
constexpr int kMostRuns = 100'000;  ///< of one name in a folder

bool isThere(const fs::path& path) {
    std::error_code fault;
    return fs::exists(fs::symlink_status(path, fault));
}

}  // namespace

std::string freeFolder(const std::string& root, const std::string& name) {
    for (int n = 1; n < kMostRuns; ++n) {
        const fs::path folder = fs::path(root) / (name + "-" + std::to_string(n));
        if (!isThere(folder)) return folder.string();
    }
    return {};
}

QString folderName(const QString& title) {
    QString name;
    for (const QChar letter : title.normalized(QString::NormalizationForm_D)) {
        const char16_t code = letter.toLower().unicode();
        const bool kept = (u'a' <= code && code <= u'z') || (u'0' <= code && code <= u'9') || code == u'.';
        if (kept)
            name += QChar(code);
        else if (letter.category() != QChar::Mark_NonSpacing && !name.isEmpty() && !name.endsWith(QLatin1Char('-')))
            name += QLatin1Char('-');
    }
    name.truncate(kLongestName);
    while (name.endsWith(QLatin1Char('-')) || name.endsWith(QLatin1Char('.'))) name.chop(1);
    while (name.startsWith(QLatin1Char('.'))) name.remove(0, 1);
    return name.isEmpty() ? QStringLiteral("run") : name;
}

LaunchPanel::LaunchPanel(QWidget* parent)
    : QWidget(parent),
      m_folder(new QLineEdit),
      m_preflight(new PreflightLine),
      m_message(errorLabel()),
      m_done(new QLabel),
      m_launch(new QPushButton(tr("&Launch"))),
      m_suggestions(
          this, [](const Place& place, const std::stop_token&) { return freeFolder(place.root, place.name); },
          [this](const std::string& folder) {
              m_suggested = QString::fromStdString(folder);
              m_folder->setPlaceholderText(QDir::toNativeSeparators(m_suggested));
              Q_EMIT folderChanged();
          }),
      m_launches(
          this, [](const Request& request, const std::stop_token&) { return make(request); },
          [this](const Answer& answer) { finish(answer); }) {
    m_folder->setObjectName(QStringLiteral("runFolder"));
    m_folder->setToolTip(
        tr("Where the run's settings, results and weights are written. Left empty, it is a new folder "
           "among your runs."));
    auto* name = new QLabel(tr("Run folder"));
    name->setBuddy(m_folder);
    name->setToolTip(m_folder->toolTip());
    m_folder->setAccessibleName(name->text());
    m_launch->setObjectName(QStringLiteral("launch"));
    m_launch->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Return));
    m_launch->setToolTip(
        tr("Makes the folder and starts training in the background (Ctrl+Return); the window may be "
           "closed. If the device is busy the run waits for it."));
    QFont bold = m_launch->font();
    bold.setBold(true);
    m_launch->setFont(bold);
    m_message->setTextFormat(Qt::RichText);
    m_message->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    m_done->setWordWrap(true);
    m_done->setObjectName(QStringLiteral("launched"));
    m_done->hide();

    auto* place = new QHBoxLayout;
    place->addWidget(name);
    place->addWidget(m_folder, 1);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_preflight->button(), 1);
    buttons->addWidget(m_launch, 2);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(place);
    layout->addWidget(m_preflight);
    layout->addWidget(m_message);
    layout->addWidget(m_done);
    layout->addLayout(buttons);

    connect(m_launch, &QPushButton::clicked, this, &LaunchPanel::launch);
    connect(m_message, &QLabel::linkActivated, this, &LaunchPanel::linkActivated);
    connect(m_folder, &QLineEdit::textChanged, this, &LaunchPanel::folderChanged);
}

void LaunchPanel::setRoot(const QString& root) {
    m_root = root;
    suggest();
}

void LaunchPanel::suggest() {
    if (!m_root.isEmpty()) m_suggestions.request({m_root.toStdString(), folderName(m_title).toStdString(), m_round});
}

QString LaunchPanel::folder() const {
    const QString typed = m_folder->text().trimmed();
    return typed.isEmpty() ? m_suggested : QDir(m_root).absoluteFilePath(typed);
}

void LaunchPanel::setRun(const RunConfig& config, const QString& title, const QString& problem) {
    m_config = config;
    m_title = title;
    m_problem = problem;
    m_preflight->setConfig(config, problem.isEmpty());
    setErrorText(m_message, problem);
    m_done->hide();
    m_launch->setEnabled(problem.isEmpty() && !m_isLaunching);
    suggest();
}

LaunchPanel::Answer LaunchPanel::make(const Request& request) {
    if (workerProgram().isEmpty()) return {{}, noWorkerProgram()};
    fs::path path = request.folder.empty() ? freeFolder(request.place.root, request.place.name) : request.folder;
    Result<RunFolder> run = RunFolder::create(path, request.config);
    // Another window may take the free name first.
    for (int tries = 0; !run && request.folder.empty() && isThere(path) && tries < 100; ++tries) {
        path = freeFolder(request.place.root, request.place.name);
        run = RunFolder::create(path, request.config);
    }
    if (!run) return {{}, coreText(run.error().message)};
    if (const auto error = writeRunLabel(*run, {.title = request.title, .colour = {}}))
        return {run->path().string(), coreText(error->message)};
    return {run->path().string(), startWorker(run->path()).error};
}

void LaunchPanel::launch() {
    Q_EMIT aboutToLaunch();
    if (!m_problem.isEmpty() || m_isLaunching) return;
    m_isLaunching = true;
    m_launch->setEnabled(false);
    setErrorText(m_message, {});
    const QString typed = m_folder->text().trimmed();
    ++m_round;  // the same once more is another run
    m_launches.request({m_config,
                        m_title.toStdString(),
                        typed.isEmpty() ? std::string() : folder().toStdString(),
                        {m_root.toStdString(), folderName(m_title).toStdString(), m_round}});
}

void LaunchPanel::finish(const Answer& answer) {
    m_isLaunching = false;
    m_launch->setEnabled(m_problem.isEmpty());
    if (m_problem.isEmpty()) setErrorText(m_message, answer.error.toHtmlEscaped());
    if (!answer.folder.empty()) {
        const QString folder = QString::fromStdString(answer.folder);
        if (answer.error.isEmpty()) {
            m_folder->clear();
            m_done->setText(tr("✓ Launched as %1.").arg(QDir(folder).dirName()));
            m_done->show();
        }
        Q_EMIT launched(folder);
    }
    suggest();
}

}  // namespace basin
