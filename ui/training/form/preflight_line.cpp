// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/form/preflight_line.h"

#include "core/run/run_arguments.h"
#include "ui/format.h"
#include "ui/training/training_words.h"
#include "ui/widgets/error_label.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <cmath>

namespace basin {

namespace {

double numberIn(const QJsonObject& object, const char* key) {
    return object[QLatin1String(key)].toDouble(std::nan(""));
}

}  // namespace

PreflightLine::PreflightLine(QWidget* parent)
    : QWidget(parent), m_button(new QPushButton), m_words(new QLabel), m_error(errorLabel()) {
    m_button->setObjectName(QStringLiteral("measure"));
    m_words->setObjectName(QStringLiteral("preflight"));
    m_words->setWordWrap(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_words);
    layout->addWidget(m_error);
    connect(m_button, &QPushButton::clicked, this, &PreflightLine::press);
    connect(&m_call, &WorkerCall::said, this, &PreflightLine::take);
    connect(&m_call, &WorkerCall::ended, this, &PreflightLine::finish);
    refresh();
}

void PreflightLine::setConfig(const RunConfig& config, bool possible) {
    // Another seed takes as long.
    RunConfig wanted = config;
    wanted.seed = 1;
    std::vector<std::string> arguments = argumentsFor(wanted);
    if (arguments == m_wanted && possible == m_isPossible) return;
    if (arguments != m_wanted) setErrorText(m_error, {});
    m_wanted = std::move(arguments);
    m_isPossible = possible;
    refresh();
    Q_EMIT measuredChanged();
}

std::optional<PreflightLine::Measured> PreflightLine::measured() const {
    return m_of == m_wanted ? m_measured : std::nullopt;
}

void PreflightLine::press() {
    if (m_call.isRunning()) return m_call.cancel();
    m_of = m_wanted;
    m_measured.reset();
    setErrorText(m_error, {});
    QStringList arguments{QStringLiteral("preflight")};
    for (const std::string& argument : m_of) arguments << QString::fromStdString(argument);
    m_call.start(arguments);
    refresh();
    Q_EMIT measuredChanged();
}

void PreflightLine::take(const QJsonObject& answer) {
    if (!answer.contains(QLatin1String("images_per_s"))) return;
    m_measured = Measured{.device = answer[QLatin1String("device")].toString(),
                          .imagesPerS = numberIn(answer, "images_per_s"),
                          .stepS = numberIn(answer, "step_s"),
                          .memoryBytes = numberIn(answer, "memory_bytes"),
                          .trainingS = numberIn(answer, "training_s"),
                          .evaluationS = numberIn(answer, "evaluation_s")};
}

void PreflightLine::finish(bool cancelled, const QString& error) {
    if (!cancelled && error.isEmpty() && !m_measured)
        setErrorText(m_error, tr("basin-train measured nothing; is it of the same version as this window?"));
    else
        setErrorText(m_error, error);
    refresh();
    Q_EMIT measuredChanged();
}

void PreflightLine::refresh() {
    const bool running = m_call.isRunning();
    m_button->setText(running ? tr("Cancel") : tr("&Measure"));
    m_button->setToolTip(
        tr("Makes twenty steps of this run and tells its speed, its memory and how long all of it would "
           "take. Nothing is kept."));
    m_button->setEnabled(running || m_isPossible);
    m_words->setVisible(running || m_measured);
    m_words->setEnabled(running || m_of == m_wanted);
    if (running) return m_words->setText(tr("Measuring twenty steps…"));
    if (!m_measured) return;
    QStringList facts{tr("%1 images/s").arg(formatNumber(m_measured->imagesPerS))};
    if (!std::isnan(m_measured->memoryBytes)) facts << formatBytes(m_measured->memoryBytes);
    facts << tr("about %1 for the whole run").arg(formatDuration(m_measured->trainingS + m_measured->evaluationS));
    const QString words = facts.join(QStringLiteral(" · "));
    m_words->setText(m_of == m_wanted ? words : tr("Before the change: %1").arg(words));
    m_words->setToolTip(tr("On %1: %2 ms a step; %3 of training and %4 of evaluations.")
                            .arg(m_measured->device, formatNumber(1000.0 * m_measured->stepS),
                                 formatDuration(m_measured->trainingS), formatDuration(m_measured->evaluationS)));
}

}  // namespace basin
