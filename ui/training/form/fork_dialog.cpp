// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/form/fork_dialog.h"

#include "core/run/run_arguments.h"
#include "ui/training/form/run_section.h"
#include "ui/training/form/run_sections.h"
#include "ui/training/training_words.h"
#include "ui/widgets/error_label.h"
#include "ui/widgets/number_field.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace basin {

namespace {

constexpr double kMostEpochs = 1e6;
/// What a fork may change here, as options.
constexpr std::array<std::string_view, 5> kChanged{"--epochs", "--step-size", "--schedule", "--milestones",
                                                   "--warmup-epochs"};

/// From the last epoch that was surely kept, or from the middle, at a constant step size.
RunConfig forkOf(const std::filesystem::path& parent, const RunConfig& config) {
    RunConfig fork = config;
    const std::int64_t every = config.keepEvery;
    const std::int64_t epoch = every > 0 ? (config.epochs - 1) / every * every : config.epochs / 2;
    fork.parent = ParentRun{parent.string(), std::max<std::int64_t>(1, epoch)};
    fork.schedule = {};
    return fork;
}

}  // namespace

ForkDialog::ForkDialog(const std::filesystem::path& parent, const RunConfig& config, const QString& title,
                       QWidget* window)
    : QDialog(window),
      m_parent(parent),
      m_config(forkOf(parent, config)),
      m_error(errorLabel()),
      m_fork(new QPushButton(tr("&Fork and train"))) {
    setWindowTitle(tr("Fork of %1").arg(title));
    auto* intro = new QLabel(tr("A new run that has the weights of “%1” at an epoch, and goes on from there in its own "
                                "way. The run must have "
                                "kept that epoch (More, Keeps every … epochs); its last two are always there.")
                                 .arg(title));
    intro->setWordWrap(true);
    auto* where = new RunSection;
    where->addNumber({.key = "parent.epoch",
                      .name = tr("Leaves it after epoch"),
                      .tip = tr("The epoch whose weights the fork begins with. The later, the more the two have in "
                                "common."),
                      .upper = kMostEpochs,
                      .whole = true,
                      .read = [](const RunConfig& fork) { return static_cast<double>(fork.parent->epoch); },
                      .write = [](RunConfig& fork, double value) { fork.parent->epoch = std::llround(value); }});
    where->addNumber({.key = "epochs",
                      .name = tr("Epochs in all"),
                      .tip = tr("With those that it has in common with the other run. The more, the longer it trains."),
                      .lower = 1.0,
                      .upper = kMostEpochs,
                      .whole = true,
                      .read = [](const RunConfig& fork) { return static_cast<double>(fork.epochs); },
                      .write = [](RunConfig& fork, double value) { fork.epochs = std::llround(value); }});
    m_sections = {where, makeStepSizeSection()};
    m_fork->setObjectName(QStringLiteral("fork"));
    m_fork->setAutoDefault(false);
    auto* close = new QPushButton(tr("Close"));
    close->setAutoDefault(false);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(close);
    buttons->addWidget(m_fork);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(intro);
    for (RunSection* section : m_sections) {
        layout->addWidget(section);
        connect(section, &RunSection::edited, this, [this, section](const RunConfig& fork) { edit(fork, section); });
    }
    layout->addStretch(1);
    layout->addWidget(m_error);
    layout->addLayout(buttons);
    resize(420, 420);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    connect(m_fork, &QPushButton::clicked, this, &ForkDialog::fork);
    connect(&m_call, &WorkerCall::ended, this, [this](bool, const QString& error) { finish(error); });
    edit(m_config, nullptr);
}

void ForkDialog::edit(const RunConfig& config, const RunSection* except) {
    m_config = config;
    const std::optional<Error> error = checkRunConfig(m_config);
    for (RunSection* section : m_sections) {
        if (section != except) section->setConfig(config);
        section->showError(error);
    }
    setErrorText(m_error, {});
    m_fork->setEnabled(!error && !m_call.isRunning());
}

void ForkDialog::fork() {
    // What is still being typed counts.
    if (QWidget* typing = QApplication::focusWidget(); typing && isAncestorOf(typing)) typing->clearFocus();
    if (!m_fork->isEnabled()) return;
    const auto path = [](const std::filesystem::path& folder) { return QString::fromStdString(folder.string()); };
    m_into = path(m_parent) + QStringLiteral("-fork-%1").arg(m_config.parent->epoch);
    QStringList arguments{QStringLiteral("fork"), path(m_parent), QStringLiteral("--at-epoch"),
                          QString::number(m_config.parent->epoch)};
    for (const RunOption& option : runOptions()) {
        if (std::ranges::find(kChanged, option.name) == kChanged.end()) continue;
        // Other schedules refuse them.
        if (option.name == "--milestones" && m_config.schedule.kind != TrainingSchedule::Kind::MultiStep) continue;
        for (const std::string& text : option.write(m_config))
            arguments << QString::fromStdString(option.name) << QString::fromStdString(text);
    }
    // The step size in its name tells forks of one epoch apart.
    m_into += QStringLiteral("-step-%1").arg(QString::number(m_config.stepSize, 'g', 6));
    arguments << QStringLiteral("--run-dir") << m_into << QStringLiteral("--make-only");
    m_fork->setEnabled(false);
    setErrorText(m_error, {});
    m_call.start(arguments);
}

void ForkDialog::finish(const QString& error) {
    m_fork->setEnabled(true);
    setErrorText(m_error, error);
    if (!error.isEmpty()) return;
    Q_EMIT forked(m_into);
    accept();
}

}  // namespace basin
