// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/transport_bar.h"

#include "ui/format.h"
#include "ui/icons.h"
#include "ui/translation.h"
#include "ui/widgets/quiet_wheel.h"
#include "ui/widgets/steady_label.h"
#include "ui/widgets/value_scale.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QSlider>
#include <QToolButton>

#include <algorithm>
#include <cmath>
#include <limits>

namespace basin {

namespace {

// The speed slider: powers of ten from 1 to 10⁶ steps a second in hundredths, and its last position "as fast as possible".
constexpr int kFastest = 620, kNotch = 10;

double speedAt(int position) {
    return position >= kFastest ? std::numeric_limits<double>::infinity() : std::pow(10.0, position / 100.0);
}

int positionOf(double stepsPerSecond) {
    if (!std::isfinite(stepsPerSecond)) return kFastest;
    return std::clamp(static_cast<int>(std::lround(100.0 * std::log10(stepsPerSecond))), 0, kFastest - 2 * kNotch);
}

QToolButton* toolButton(const QString& text, const QString& tip) {
    auto* button = new QToolButton;
    button->setIconSize({20, 20});
    button->setAccessibleName(text);
    button->setToolTip(tip);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

}  // namespace

TransportBar::TransportBar(const std::vector<Preset>& presets, QWidget* parent) : QWidget(parent), m_offered(presets) {
    m_presets = new QComboBox;
    m_presets->setObjectName(QStringLiteral("presets"));
    m_presets->setAccessibleName(tr("Preset"));
    m_presets->setToolTip(tr("Ready-made scenarios, each with one thing to watch"));
    m_presets->setPlaceholderText(tr("Your own scenario"));
    m_presets->setFocusPolicy(Qt::TabFocus);
    ignoreWheel(m_presets);
    for (const Preset& preset : presets) m_presets->addItem(coreText(preset.scenario.title));
    connect(m_presets, &QComboBox::activated, this, &TransportBar::presetChosen);

    m_restart = toolButton(tr("Restart"), tr("Back to step 0 with the same seed (R)"));
    connect(m_restart, &QToolButton::clicked, this, &TransportBar::restartRequested);
    m_play = toolButton(tr("Play"), tr("Play or pause (Space)"));
    connect(m_play, &QToolButton::clicked, this, &TransportBar::playToggled);
    m_oneStep = toolButton(tr("Step"), tr("One step (S)"));
    connect(m_oneStep, &QToolButton::clicked, this, &TransportBar::stepRequested);

    m_speed = new QSlider(Qt::Horizontal);
    m_speed->setRange(0, kFastest);
    m_speed->setSingleStep(kNotch);
    m_speed->setPageStep(100);
    m_speed->setMinimumWidth(110);
    m_speed->setMaximumWidth(200);
    m_speed->setAccessibleName(tr("Speed"));
    m_speed->setToolTip(
        tr("How many steps are taken in a second; at the right end as many as the machine can (− and +)"));
    ignoreWheel(m_speed);
    connect(m_speed, &QSlider::valueChanged, this, [this](int position) { Q_EMIT speedChanged(speedAt(position)); });
    auto* speedName = new QLabel(tr("Speed"));
    speedName->setBuddy(m_speed);
    m_speedLabel = new QLabel;
    m_stepLabel = new SteadyLabel(tr("step %1").arg(formatCount(888888888)));
    m_stepLabel->setToolTip(tr("Steps since the start"));
    const QFontMetrics metrics(font());
    m_speedLabel->setMinimumWidth(metrics.horizontalAdvance(tr("%1 steps/s").arg(formatCount(8888888))));

    m_draw = new QToolButton;
    m_draw->setText(tr("Draw"));
    m_draw->setCheckable(true);
    m_draw->setToolTip(tr("Draw a landscape with mouse, pen or keyboard (D)"));
    m_draw->setFocusPolicy(Qt::TabFocus);
    connect(m_draw, &QToolButton::clicked, this, &TransportBar::drawingToggled);

    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 4, 10, 4);
    layout->addWidget(m_presets);
    layout->addSpacing(8);
    layout->addWidget(m_restart);
    layout->addWidget(m_play);
    layout->addWidget(m_oneStep);
    layout->addSpacing(8);
    layout->addWidget(speedName);
    layout->addWidget(m_speed);
    layout->addWidget(m_speedLabel);
    layout->addStretch(1);
    layout->addWidget(m_stepLabel);
    layout->addSpacing(12);
    layout->addWidget(m_draw);
    setIcons();
}

void TransportBar::showPresetOf(const Scenario& scenario) {
    const auto same = [&](const Preset& candidate) { return candidate.scenario.title == scenario.title; };
    const auto preset = std::find_if(m_offered.begin(), m_offered.end(), same);
    m_presets->setCurrentIndex(preset == m_offered.end() ? -1 : static_cast<int>(preset - m_offered.begin()));
}

void TransportBar::setPlaying(bool playing) {
    m_playing = playing;
    m_play->setAccessibleName(playing ? tr("Pause") : tr("Play"));
    setIcons();
}

void TransportBar::setDrawing(bool drawing) { m_draw->setChecked(drawing); }

void TransportBar::setSpeed(double stepsPerSecond) {
    const QSignalBlocker blocker(m_speed);
    m_speed->setValue(positionOf(stepsPerSecond));
}

void TransportBar::changeSpeed(int notches) { m_speed->setValue(m_speed->value() + kNotch * notches); }

void TransportBar::setStep(std::int64_t step) { m_stepLabel->showText(tr("step %1").arg(formatCount(step))); }

void TransportBar::showSpeed(double stepsPerSecond) {
    m_speedLabel->setText(std::isfinite(stepsPerSecond)
                              ? tr("%1 steps/s").arg(formatCount(std::llround(roundToDigits(stepsPerSecond, 3))))
                              : tr("fastest"));
}

void TransportBar::setIcons() {
    m_restart->setIcon(icon(Icon::Restart));
    m_play->setIcon(icon(m_playing ? Icon::Pause : Icon::Play));
    m_oneStep->setIcon(icon(Icon::Step));
}

void TransportBar::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_oneStep) setIcons();
}

}  // namespace basin
