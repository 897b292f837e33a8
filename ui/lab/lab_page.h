// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scenario/scenario.h"
#include "core/theory/constants.h"
#include "ui/lab/control_ranges.h"
#include "ui/lab/law_watch.h"

#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

class QLabel;
class QSplitter;
class QUndoStack;

namespace basin {

class ControlPanel;
class CurveEditor;
class DistanceChart;
class Plot;
class ReadingsTable;
class Stage;
class AssumptionLamps;
class TheoryWatch;
class TransportBar;

/// The one-dimensional lab: stage, distance chart, readings, controls and transport. Owns the scenario that is on show;
/// every change of it goes through `changeScenario`, is shown at once, and can be undone.
class LabPage : public QWidget {
    Q_OBJECT

public:
    explicit LabPage(const Scenario& scenario, QWidget* parent = nullptr);
    ~LabPage() override;

    const Scenario& scenario() const { return m_scenario; }
    QUndoStack* undoStack() const { return m_undo; }
    bool isPlaying() const { return m_playing; }
    bool isDrawing() const;
    ControlPanel* controls() const;
    Stage* stage() const { return m_stage; }

    /// Shows another scenario and lets the walkers go on under it, as while a slider is dragged; not yet a step of undo.
    void changeScenario(const Scenario& scenario);
    /// Shows another scenario from its first step. Undoable; `what` names the step for the Edit menu.
    /// An invalid one is refused with a sentence below the chart, and nothing changes.
    bool openScenario(const Scenario& scenario, const QString& what);
    /// Makes a landscape from the text of a CSV file; a bad one is refused with a sentence.
    bool openTable(const QString& name, const QByteArray& text);
    /// One sentence that stays until the next action: errors and hints.
    void showMessage(const QString& message);

    void setPlaying(bool playing);
    void togglePlaying() { setPlaying(!m_playing); }
    void takeSteps(std::int64_t steps);
    void restart();
    void setDrawing(bool drawing);
    void setSpeed(double stepsPerSecond);
    /// Ten notches are a factor of ten.
    void changeSpeed(int notches);
    void showPreset(int index);

    /// The exact law over SGD's histogram.
    void setLawShown(LawShown which);
    LawShown lawShown() const { return m_lawShown; }
    /// The minima of F over the step size, below the landscape.
    void setMinimaShown(bool shown);
    /// Bounds and predictions in the distance chart.
    void setBoundsShown(bool shown);

    /// The charts alone, as they stand, painted into `target`: for pictures in files.
    void paintCharts(QPainter& painter, const QRectF& target);
    /// What they take up on screen, in logical pixels.
    QSizeF chartsSize() const;

Q_SIGNALS:
    void playingChanged(bool playing);
    void drawingChanged(bool drawing);
    void scenarioShown(const Scenario& scenario);
    void lawShownChanged(LawShown which);
    void minimaShownChanged(bool shown);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    class Change;

    std::vector<Stage*> stages() const;  ///< one, or two in the twin view
    std::vector<Plot*> plots() const;
    QRectF plotsRect() const;

    /// Which neighbouring steps of undo become one.
    enum class Merge { No = -1, Speed = 1 };

    void connectTransport();
    void connectMinima(Stage* stage);
    void fitFonts();
    void commit(const QString& what, Merge merge = Merge::No);
    std::vector<CurvePoint> editablePoints() const;
    void show(const Scenario& scenario, const LandscapePtr& landscape);
    void showFrame();
    void showWatch();
    void showTheory();
    void updateRanges();
    void updateTwin();

    Scenario m_scenario;   ///< on show
    Scenario m_committed;  ///< as the undo stack knows it
    LandscapeChoice m_builtChoice;
    LandscapePtr m_landscape;  ///< of m_builtChoice
    ControlRanges m_ranges;    ///< of m_rangesOf, seen over m_rangesView
    LandscapePtr m_rangesOf;
    Interval m_rangesView;
    std::optional<ConstantsReport> m_report;  ///< the newest, of the scenario on show or of the one before
    bool m_playing = false;
    bool m_keepAverages = false;
    LawShown m_lawShown = LawShown::None;
    bool m_minimaShown = false;
    qint64 m_lastReadings = 0;  ///< ms; readings and distances are shown ten times a second

    QUndoStack* m_undo = nullptr;
    QSplitter* m_stages = nullptr;
    Stage* m_stage = nullptr;
    Stage* m_twin = nullptr;
    QWidget* m_side = nullptr;
    DistanceChart* m_distance = nullptr;
    ReadingsTable* m_readings = nullptr;
    TransportBar* m_transport = nullptr;
    ControlPanel* m_panel = nullptr;
    CurveEditor* m_editor = nullptr;
    AssumptionLamps* m_lamps = nullptr;
    TheoryWatch* m_theory = nullptr;
    QLabel* m_watch = nullptr;
    QLabel* m_message = nullptr;
};

}  // namespace basin
