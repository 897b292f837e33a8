// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scenario/scenario.h"

#include <QScrollArea>

#include <span>
#include <vector>

class QVBoxLayout;

namespace basin {

class AveragesSection;
class ControlSection;
class EllipseSection;
class Fold;
class LandscapeSection;
class NoiseSection;
class StartSection;
class StepSection;
class SurfaceSection;
class TwinSection;

/// The column of controls: every field of a scenario, in the order of a sentence. What is used on stage is open, the rest
/// folded under its heading.
class ControlPanel : public QScrollArea {
    Q_OBJECT

public:
    enum class Space { Line, Plane };
    explicit ControlPanel(Space space = Space::Line, QWidget* parent = nullptr);

    const Scenario& scenario() const { return m_scenario; }
    /// Shows a scenario; announces nothing.
    void setScenario(const Scenario& scenario);
    Interval stepSizeRange() const;
    void setStepSizeRange(Interval range);
    /// In the noise law's own parameter.
    void setNoiseRange(Interval range);
    void setStartRange(Interval range);
    /// In the plane: of either coordinate.
    void setStartArea(const Rectangle& area);
    /// Where some walkers and their averages stand, for the curves over data.
    void showWalkers(std::span<const double> iterates, std::span<const double> averages);
    /// Gives the keys to the slider of the step size.
    void focusStepSize();
    /// Whether averages go on when a control changes; announces nothing.
    void setKeepAverages(bool keep);
    /// The surface and its fields; null on the line.
    SurfaceSection* surface() const { return m_surface; }

Q_SIGNALS:
    void scenarioChanged(const Scenario& scenario);                         ///< while a slider moves
    void scenarioCommitted(const Scenario& scenario, const QString& what);  ///< a change is finished; what it was
    void keepAveragesChanged(bool keep);
    void drawRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Part {
        ControlSection* section;
        Fold* fold;  ///< null for the one that is always open
    };
    void add(ControlSection* section);
    void add(const QString& title, ControlSection* section, bool open);
    void addLandscape();
    void apply(const Scenario& scenario, const ControlSection* except);
    void fitWidth();

    Scenario m_scenario;
    QVBoxLayout* m_layout = nullptr;
    std::vector<Part> m_parts;
    AveragesSection* m_averages = nullptr;
    StepSection* m_step = nullptr;
    NoiseSection* m_noise = nullptr;
    StartSection* m_start = nullptr;
    LandscapeSection* m_landscape = nullptr;  ///< on the line
    SurfaceSection* m_surface = nullptr;      ///< in the plane
    TwinSection* m_twin = nullptr;            ///< on the line
};

}  // namespace basin
