// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/network/measure_panel.h"

#include "ui/training/training_words.h"
#include "ui/widgets/error_label.h"
#include "ui/widgets/quiet_wheel.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QJsonObject>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace basin {

namespace {

constexpr int kForecastAfterMs = 400;  ///< without another change
constexpr int kImages = 1000, kStride = 200, kPoints = 21;
constexpr int kLargestBatch = 250;  // of images that go through the network at a time
constexpr int kBatches = 4;         // at least: the error over images is that between batches

/// The largest number of images at a time that divides them.
int batchFor(int images) {
    int batch = std::min(kLargestBatch, images / kBatches);
    while (images % batch != 0) --batch;
    return batch;
}

}  // namespace

MeasurePanel::MeasurePanel(QWidget* parent) : QWidget(parent) {
    auto* choices = new QVBoxLayout;
    choices->setSpacing(3);
    const std::tuple<What, QString, QString> all[] = {
        {What::Sharpness, tr("Sh&arpness…"),
         tr("Trace, largest eigenvalues and spectrum of the Hessian at SGD's weights and every average of the ticked "
            "runs.")},
        {What::Noise, tr("Gradient n&oise…"),
         tr("How much the gradients of minibatches scatter, and how much that smooths the loss: F − f.")},
        {What::Line, tr("L&ine…"),
         tr("The loss on the line from SGD's weights to their average and beyond, or along a random direction.")},
        {What::Plane, tr("Pla&ne…"),
         tr("The loss in a plane: through three weights, such as SGD, its average and SAM where a run by SAM is ticked "
            "too; along the way of training; or along random directions.")}};
    for (const auto& [what, text, tip] : all) {
        const auto index = static_cast<std::size_t>(what);
        auto* button = new QPushButton(text);
        button->setToolTip(tip);
        connect(button, &QPushButton::clicked, this, [this, what = what] { ask(what); });
        choices->addWidget(button);
        m_buttons[index] = button;
    }
    m_kind = new QComboBox;
    m_kind->setObjectName(QStringLiteral("sliceKind"));
    m_kind->setAccessibleName(tr("Where"));
    m_kind->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_kind->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_kind->setToolTip(
        tr("Which line or plane. Random directions have in each filter the length of the filter's weights; the way of "
           "training is a plane along the two directions in which the weights moved most."));
    ignoreWheel(m_kind);
    m_images = new QSpinBox;
    m_images->setRange(kStride, 50000);
    m_images->setSingleStep(kStride);
    m_images->setValue(kImages);
    m_images->setGroupSeparatorShown(true);
    m_images->setAccessibleName(tr("Images"));
    m_images->setToolTip(
        tr("On how many images the loss is taken. More of them make the numbers more certain, and the "
           "measurement longer."));
    m_points = new QSpinBox;
    m_points->setRange(5, 201);
    m_points->setSingleStep(2);
    m_points->setValue(kPoints);
    m_points->setAccessibleName(tr("Points"));
    m_points->setToolTip(
        tr("How many networks along the line, or along each side of the plane, are measured. Twice as many "
           "take twice as long on a line and four times as long in a plane."));
    ignoreWheel(m_images);
    ignoreWheel(m_points);
    m_title = new QLabel;
    m_title->setWordWrap(true);
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_cost = new QLabel;
    m_cost->setObjectName(QStringLiteral("measurementCost"));
    m_cost->setWordWrap(true);
    m_progress = new QProgressBar;
    m_progress->setRange(0, 100);
    m_start = new QPushButton(tr("S&tart"));
    m_start->setObjectName(QStringLiteral("startMeasurement"));
    m_close = new QPushButton;
    m_close->setObjectName(QStringLiteral("closeMeasurement"));
    m_error = errorLabel();
    m_form = new QFormLayout;
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->addRow(tr("Where"), m_kind);
    m_form->addRow(tr("Images"), m_images);
    m_form->addRow(tr("Points"), m_points);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_start, 1);
    buttons->addWidget(m_close, 1);
    m_details = new QWidget;
    auto* details = new QVBoxLayout(m_details);
    details->setContentsMargins(0, 4, 0, 0);
    details->setSpacing(4);
    details->addWidget(m_title);
    details->addLayout(m_form);
    details->addWidget(m_cost);
    details->addWidget(m_progress);
    details->addLayout(buttons);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 4, 8, 8);
    layout->setSpacing(4);
    layout->addWidget(new QLabel(tr("Measure of the ticked runs")));
    layout->addLayout(choices);
    layout->addWidget(m_details);
    layout->addWidget(m_error);

    m_wait.setSingleShot(true);
    m_wait.setInterval(kForecastAfterMs);
    connect(&m_wait, &QTimer::timeout, this, &MeasurePanel::forecast);
    for (QSpinBox* box : {m_images, m_points}) connect(box, &QSpinBox::valueChanged, this, &MeasurePanel::change);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &MeasurePanel::change);
    connect(m_start, &QPushButton::clicked, this, &MeasurePanel::start);
    connect(m_close, &QPushButton::clicked, this, [this] {
        if (m_call.isRunning()) return m_call.cancel();
        m_what.reset();
        m_forecastCall.cancel();
        setErrorText(m_error, {});
        refresh();
    });
    connect(&m_forecastCall, &WorkerCall::said, this, [this](const QJsonObject& answer) {
        const QJsonValue seconds = answer[QLatin1String("seconds")];
        if (!seconds.isDouble() || m_of != arguments()) return;
        m_seconds = seconds.toDouble();
        m_name = answer[QLatin1String("name")].toString().toStdString();
        m_isThere = ofSlice() && answer[QLatin1String("measured")].isDouble() &&
                    answer[QLatin1String("measured")] == answer[QLatin1String("points")];
        const QJsonValue bytes = answer[QLatin1String("peak_bytes")];
        m_bytes = bytes.isDouble() ? std::optional(bytes.toDouble()) : std::nullopt;
    });
    connect(&m_forecastCall, &WorkerCall::ended, this, [this](bool cancelled, const QString& error) {
        if (m_what && (cancelled || m_of != arguments())) return forecast();  // it changed meanwhile
        if (!cancelled && error.isEmpty() && !m_seconds)
            setErrorText(m_error, tr("basin-train measured nothing; is it of the same version as this window?"));
        else if (!cancelled)
            setErrorText(m_error, error);
        refresh();
    });
    connect(&m_call, &WorkerCall::said, this, [this](const QJsonObject& line) {
        if (line[QLatin1String("event")] != QLatin1String("progress")) return;
        m_progress->setValue(static_cast<int>(std::lround(100.0 * line[QLatin1String("done")].toDouble())));
        m_cost->setText(tr("about %1 left").arg(formatDuration(line[QLatin1String("seconds_left")].toDouble())));
    });
    connect(&m_call, &WorkerCall::ended, this, [this](bool cancelled, const QString& error) {
        setErrorText(m_error, error);
        if (!cancelled && error.isEmpty()) m_what.reset();
        m_seconds.reset();
        refresh();
        Q_EMIT measured();
        listKinds();  // other runs may be ticked by now
        if (m_what) m_wait.start();
    });
    refresh();
}

void MeasurePanel::setRuns(const std::vector<const MeasuredRun*>& runs) {
    std::vector<Subject> subjects;
    subjects.reserve(runs.size());
    for (const MeasuredRun* run : runs) {
        const auto& config = run->summary.config;
        subjects.push_back({run->summary.path, run->optimizer(), config ? config->averages.size() : 2});
    }
    if (m_runs == subjects) return;
    m_runs = std::move(subjects);
    if (!m_call.isRunning()) {
        listKinds();
        if (m_what) m_wait.start();
        m_seconds.reset();
    }
    refresh();
}

/// In the words of the weights that the worker takes of these runs.
void MeasurePanel::listKinds() {
    if (!ofSlice() || m_runs.empty()) return;
    const QSignalBlocker blocker(m_kind);
    const QVariant before = m_kind->currentData();
    m_kind->clear();
    const auto iterate = [this](std::size_t run) { return weightsName("sgd", m_runs[run].optimizer); };
    // The first run's averages make up for runs that are lacking.
    const std::size_t needed = m_what == What::Line ? 2 : 3, runs = m_what == What::Line ? 1 : m_runs.size();
    const bool through = runs + m_runs.front().averages >= needed;
    if (m_what == What::Line) {
        if (through) m_kind->addItem(tr("%1 to its average").arg(iterate(0)), QStringLiteral("segment"));
        m_kind->addItem(tr("a random direction"), QStringLiteral("random-line"));
    } else {
        if (through)
            m_kind->addItem(m_runs.size() == 1   ? tr("%1, two averages").arg(iterate(0))
                            : m_runs.size() == 2 ? tr("%1, average, %2").arg(iterate(0), iterate(1))
                                                 : tr("%1, %2, %3").arg(iterate(0), iterate(1), iterate(2)),
                            QStringLiteral("plane"));
        m_kind->addItem(tr("the way of training"), QStringLiteral("trajectory-plane"));
        m_kind->addItem(tr("random directions"), QStringLiteral("random-plane"));
    }
    m_kind->setCurrentIndex(std::max(0, m_kind->findData(before)));
}

void MeasurePanel::change() {
    m_seconds.reset();
    m_wait.start();
    refresh();
}

void MeasurePanel::ask(What what) {
    if (m_call.isRunning() || m_runs.empty()) return;
    m_what = what;
    m_seconds.reset();
    setErrorText(m_error, {});
    listKinds();
    refresh();
    forecast();
    (ofSlice() ? static_cast<QWidget*>(m_kind) : m_images)->setFocus();
}

QStringList MeasurePanel::arguments() const {
    if (!m_what) return {};
    QStringList arguments{*m_what == What::Sharpness ? QStringLiteral("sharpness")
                          : *m_what == What::Noise   ? QStringLiteral("noise")
                                                     : QStringLiteral("slice")};
    const QString kind = m_kind->currentData().toString();
    // Only a plane through weights goes through those of several runs.
    const bool first = ofSlice() && kind != QLatin1String("plane");
    for (std::size_t i = 0; i < (first ? std::min<std::size_t>(1, m_runs.size()) : m_runs.size()); ++i)
        arguments << QString::fromStdString(m_runs[i].run.string());
    arguments << QStringLiteral("--images") << QString::number(m_images->value());
    if (*m_what == What::Sharpness)
        arguments << QStringLiteral("--batch-size") << QString::number(batchFor(m_images->value()));
    if (ofSlice())
        arguments << QStringLiteral("--kind") << kind << QStringLiteral("--points")
                  << QString::number(m_points->value());
    return arguments;
}

void MeasurePanel::forecast() {
    if (!m_what || m_call.isRunning()) return;
    m_wait.stop();
    if (m_forecastCall.isRunning()) {
        if (m_of != arguments()) m_forecastCall.cancel();  // its end begins anew
        return;
    }
    m_of = arguments();
    m_seconds.reset();
    m_isThere = false;
    setErrorText(m_error, {});
    m_forecastCall.start(m_of + QStringList{QStringLiteral("--dry-run")});
    refresh();
}

void MeasurePanel::start() {
    if (!m_what || !m_seconds || m_isThere || m_call.isRunning()) return;
    setErrorText(m_error, {});
    m_of = arguments();
    m_progress->setValue(0);
    m_cost->setText(tr("about %1 left").arg(formatDuration(*m_seconds)));
    m_call.start(m_of + QStringList{QStringLiteral("--progress")});
    refresh();
    m_close->setFocus();
    if (ofSlice() && !m_name.empty()) Q_EMIT sliceStarted(m_runs.front().run, m_name, m_what == What::Plane);
}

void MeasurePanel::refresh() {
    const bool running = m_call.isRunning(), asked = m_what.has_value();
    for (QPushButton* button : m_buttons) button->setEnabled(!running && !m_runs.empty());
    m_details->setVisible(asked);
    if (!asked) return;
    const QString titles[] = {tr("Sharpness"), tr("Gradient noise"), tr("Line"), tr("Plane")};
    m_title->setText(titles[static_cast<std::size_t>(*m_what)]);
    m_images->setEnabled(!running);
    for (QWidget* each : std::initializer_list<QWidget*>{m_kind, m_points}) {
        each->setEnabled(!running);
        each->setVisible(ofSlice());
        m_form->labelForField(each)->setVisible(ofSlice());
    }
    m_progress->setVisible(running);
    m_start->setEnabled(!running && m_seconds && !m_isThere);
    m_start->setVisible(!running);
    m_close->setText(running ? tr("&Cancel") : tr("&Close"));
    if (running) return;
    if (m_forecastCall.isRunning())
        m_cost->setText(tr("How long will it take? Trying a piece of it…"));
    else if (m_seconds && m_isThere)
        m_cost->setText(tr("All of it is measured already."));
    else if (m_seconds)
        m_cost->setText(m_bytes
                            ? tr("About %1, and %2 of memory.").arg(formatDuration(*m_seconds), formatBytes(*m_bytes))
                            : tr("About %1.").arg(formatDuration(*m_seconds)));
    else
        m_cost->setText({});
}

}  // namespace basin
