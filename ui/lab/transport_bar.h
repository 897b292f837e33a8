// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/lab/presets.h"

#include <QWidget>

#include <cstdint>
#include <vector>

class QComboBox;
class QLabel;
class QSlider;
class QToolButton;

namespace basin {

class SteadyLabel;

/// The line above the stage: presets, restart, play, step, speed, the step counter, and the switch to drawing.
class TransportBar : public QWidget {
    Q_OBJECT

public:
    /// Offers these presets, which must outlive it.
    explicit TransportBar(const std::vector<Preset>& presets, QWidget* parent = nullptr);

    /// Names the preset that the scenario is, or none of them.
    void showPresetOf(const Scenario& scenario);
    void setPlaying(bool playing);
    void setDrawing(bool drawing);
    /// Infinity: as fast as the machine goes.
    void setSpeed(double stepsPerSecond);
    /// Ten notches are a factor of ten.
    void changeSpeed(int notches);
    void setStep(std::int64_t step);
    /// What is measured while playing, what is asked for otherwise.
    void showSpeed(double stepsPerSecond);

Q_SIGNALS:
    void presetChosen(int index);  ///< among those offered
    void restartRequested();
    void playToggled();
    void stepRequested();
    void speedChanged(double stepsPerSecond);
    void drawingToggled(bool drawing);

protected:
    void changeEvent(QEvent* event) override;

private:
    void setIcons();

    const std::vector<Preset>& m_offered;
    QComboBox* m_presets = nullptr;
    QToolButton* m_restart = nullptr;
    QToolButton* m_play = nullptr;
    QToolButton* m_oneStep = nullptr;
    QToolButton* m_draw = nullptr;
    QSlider* m_speed = nullptr;
    QLabel* m_speedLabel = nullptr;
    SteadyLabel* m_stepLabel = nullptr;
    bool m_playing = false;
};

}  // namespace basin
