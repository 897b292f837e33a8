// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/form/comparison_dialog.h"

#include "core/run/run_label.h"
#include "core/run/run_presets.h"
#include "ui/format.h"
#include "ui/training/form/launch_panel.h"
#include "ui/training/form/preflight_line.h"
#include "ui/training/form/run_averages_section.h"
#include "ui/training/form/run_data_section.h"
#include "ui/training/form/run_sections.h"
#include "ui/training/training_words.h"
#include "ui/training/worker_process.h"
#include "ui/translation.h"
#include "ui/widgets/error_label.h"
#include "ui/widgets/quiet_wheel.h"

#include <QApplication>
#include <QCloseEvent>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QVBoxLayout>

#include <chrono>
#include <filesystem>
#include <thread>

namespace basin {

namespace {

namespace fs = std::filesystem;
constexpr int kMostSeeds = 20, kUsualSeeds = 3;

/// The recipe of the paper, as far as `base` does not say what there is to compute with.
RunConfig recipeFor(const RunConfig& base) {
    RunConfig config = paperRecipe(base.network, base.dataset, TrainingSchedule::Kind::Large, Optimizer::Sgd);
    config.data = base.data;
    config.epochs = base.epochs;
    config.batchSize = base.batchSize;
    config.seed = base.seed;
    config.device = base.device;
    config.precision = base.precision;
    config.threads = base.threads;
    return config;
}

QString titleOf(const RunConfig& config) {
    const QString words = ComparisonDialog::tr("%1 steps, %2, seed %3");
    return words.arg(scheduleTitle(config.schedule.kind), optimizerTitle(config.optimizer),
                     QString::number(config.seed));
}

/// The next worker shall stand behind this one. One that does not come up is not waited for long.
void waitUntilQueued(const RunFolder& run, const std::stop_token& stop) {
    constexpr auto kStride = std::chrono::milliseconds(50);
    constexpr int kMostStrides = 60;
    for (int i = 0; i < kMostStrides && !stop.stop_requested() && run.status().state == RunState::Ready; ++i)
        std::this_thread::sleep_for(kStride);
}

}  // namespace

ComparisonDialog::ComparisonDialog(const RunConfig& base, const QString& root, QWidget* parent)
    : QDialog(parent),
      m_config(recipeFor(base)),
      m_root(root),
      m_data(new RunDataSection),
      m_seeds(new QSpinBox),
      m_plan(new QLabel),
      m_preflight(new PreflightLine),
      m_error(errorLabel()),
      m_launch(new QPushButton(tr("&Launch all"))),
      m_job(
          this, [](const Request& request, const std::stop_token& stop) { return make(request, stop); },
          [this](const Answer& answer) { finish(answer); }) {
    setWindowTitle(tr("The paper's comparison"));
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setSpacing(8);
    auto* intro = new QLabel(
        tr("Small, medium and large step sizes, each by SGD with its averages and by SAM: where does averaging pay? By "
           "the paper's recipe: η = 0.1, no momentum, weight decay 0.005, Cutout for every second image."));
    intro->setWordWrap(true);
    column->addWidget(intro);
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(content);

    auto* network = new RunSection;
    addNetworkChoice(network);
    for (RunSection* section :
         std::initializer_list<RunSection*>{m_data, network, makeLengthSection(), new RunAveragesSection})
        add(section);
    for (RunSection* section : m_sections) {
        if (section == m_sections.back()) column->addWidget(new QLabel(tr("Averages of SGD")));
        column->addWidget(section);
    }
    m_seeds->setObjectName(QStringLiteral("seeds"));
    m_seeds->setRange(1, kMostSeeds);
    m_seeds->setValue(kUsualSeeds);
    m_seeds->setToolTip(
        tr("How often each run is repeated with other random numbers. The more, the smaller differences "
           "can be told from chance, and the longer it all takes."));
    ignoreWheel(m_seeds);
    auto* seeds = new QFormLayout;
    seeds->addRow(tr("Number of see&ds"), m_seeds);
    column->addLayout(seeds);
    column->addStretch(1);

    m_plan->setObjectName(QStringLiteral("plan"));
    m_plan->setWordWrap(true);
    m_launch->setObjectName(QStringLiteral("launchAll"));
    m_launch->setDefault(false);
    m_launch->setAutoDefault(false);
    m_launch->setToolTip(
        tr("Makes the folders of all runs and starts their workers; they wait for each other. The window "
           "may be closed."));
    auto* close = new QPushButton(tr("Close"));
    close->setAutoDefault(false);
    m_preflight->button()->setAutoDefault(false);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_preflight->button());
    buttons->addStretch(1);
    buttons->addWidget(close);
    buttons->addWidget(m_launch);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(scroll, 1);
    layout->addWidget(m_plan);
    layout->addWidget(m_preflight);
    layout->addWidget(m_error);
    layout->addLayout(buttons);
    resize(440, 640);

    connect(m_data, &RunDataSection::checked, this, &ComparisonDialog::review);
    connect(m_seeds, &QSpinBox::valueChanged, this, &ComparisonDialog::review);
    connect(m_preflight, &PreflightLine::measuredChanged, this, &ComparisonDialog::review);
    connect(m_launch, &QPushButton::clicked, this, &ComparisonDialog::launch);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    edit(m_config, nullptr);
}

void ComparisonDialog::add(RunSection* section) {
    m_sections.push_back(section);
    connect(section, &RunSection::edited, this, [this, section](const RunConfig& config) { edit(config, section); });
}

void ComparisonDialog::edit(const RunConfig& config, const RunSection* except) {
    m_config = config;
    for (RunSection* section : m_sections)
        if (section != except) section->setConfig(config);
    review();
}

void ComparisonDialog::review() {
    std::optional<Error> error = checkRunConfig(m_config);
    bool shown = false;
    for (RunSection* section : m_sections) shown = section->showError(shown ? std::nullopt : error) || shown;
    if (error && shown) error->message = tr("A field above is not right yet.").toStdString();
    const bool ready = !error && m_data->counts();
    m_preflight->setConfig(m_config, ready);
    say(error ? coreText(error->message) : !m_data->counts() ? tr("The images are missing.") : QString());
}

void ComparisonDialog::say(const QString& problem) {
    const int seeds = m_seeds->value();
    const auto runs = static_cast<long long>(plannedRuns(m_config, seeds).size());
    QString words = tr("%1 runs, one after the other on a device").arg(formatCount(runs));
    // SAM takes two gradients a step.
    if (const auto measured = m_preflight->measured())
        words =
            tr("%1: about %2")
                .arg(words, formatDuration(3.0 * seeds * (3.0 * measured->trainingS + 2.0 * measured->evaluationS)));
    m_plan->setText(m_isLaunching ? tr("Starting the workers of %1 runs, one after the other…").arg(formatCount(runs))
                                  : words + QLatin1Char('.'));
    setErrorText(m_error, problem);
    m_launch->setEnabled(problem.isEmpty() && !m_isLaunching);
}

void ComparisonDialog::launch() {
    // What is still being typed counts.
    if (QWidget* typing = QApplication::focusWidget(); typing && isAncestorOf(typing)) typing->clearFocus();
    if (!m_launch->isEnabled()) return;
    m_isLaunching = true;
    Request request{.root = m_root.toStdString(), .round = ++m_round};
    request.name = folderName(tr("comparison %1 %2")
                                  .arg(networkTitle(m_config.network),
                                       QString::fromStdString(datasetEntry(m_config.dataset).title)))
                       .toStdString();
    for (PlannedRun& run : plannedRuns(m_config, m_seeds->value())) {
        request.titles.push_back(titleOf(run.config).toStdString());
        request.runs.emplace_back(std::move(run.folder), std::move(run.config));
    }
    m_job.request(request);
    say({});
}

ComparisonDialog::Answer ComparisonDialog::make(const Request& request, const std::stop_token& stop) {
    if (workerProgram().isEmpty()) return {{}, {}, noWorkerProgram()};
    Answer answer{freeFolder(request.root, request.name), {}, {}};
    // All folders first: a disk that is full or not writable is found before anything runs.
    std::vector<RunFolder> made;
    for (std::size_t i = 0; i < request.runs.size() && answer.error.isEmpty() && !stop.stop_requested(); ++i) {
        const auto& [name, config] = request.runs[i];
        const Result<RunFolder> run = RunFolder::create(fs::path(answer.folder) / name, config);
        if (!run) {
            answer.error = coreText(run.error().message);
            break;
        }
        made.push_back(*run);
        answer.runs << QString::fromStdString(run->path().string());
        if (const auto error = writeRunLabel(*run, {.title = request.titles[i], .colour = {}}))
            answer.error = coreText(error->message);
    }
    for (const RunFolder& run : made) {
        if (!answer.error.isEmpty() || stop.stop_requested()) break;
        answer.error = startWorker(run.path()).error;
        waitUntilQueued(run, stop);
    }
    return answer;
}

void ComparisonDialog::reject() {
    if (m_isLaunching)
        hide();
    else
        QDialog::reject();
}

void ComparisonDialog::closeEvent(QCloseEvent* event) {
    if (!m_isLaunching) return QDialog::closeEvent(event);
    event->ignore();
    hide();
}

void ComparisonDialog::finish(const Answer& answer) {
    m_isLaunching = false;
    say(answer.error);
    m_launch->setEnabled(true);
    if (!answer.runs.isEmpty()) Q_EMIT launched(QString::fromStdString(answer.folder), answer.runs);
    if (answer.error.isEmpty())
        accept();
    else
        show();  // with what went wrong
}

}  // namespace basin
