// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scenario/scenario.h"
#include "core/theory/constants.h"
#include "ui/lab/control_ranges.h"
#include "ui/lab/lab_view.h"
#include "ui/lab/law_watch.h"
#include "ui/stage_page.h"

#include <memory>
#include <optional>
#include <vector>

class QUndoStack;

namespace basin {

class AssumptionLamps;
class ControlPanel;
class CurveEditor;
class Stage;
class TheoryWatch;
class TransportBar;

/// The one-dimensional lab: pictures, controls and transport. Owns the scenario that is on show; every
/// change of it goes through `changeScenario`, is shown at once, and can be undone.
class LabPage : public StagePage {
    Q_OBJECT

public:
    explicit LabPage(const Scenario& scenario, QWidget* parent = nullptr);
    ~LabPage() override;

    const Scenario& scenario() const override { return m_scenario; }
    QString guideSection() const override { return QStringLiteral("lab"); }
    QUndoStack* undoStack() const override { return m_undo; }
    bool isPlaying() const override { return m_playing; }
    bool isDrawing() const;
    ControlPanel* controls() const;
    LabView* view() const { return m_view; }
    Stage* stage() const;

    /// Shows another scenario and lets the walkers go on under it, as while a slider is dragged; not yet a step of undo.
    void changeScenario(const Scenario& scenario);
    bool openScenario(const Scenario& scenario, const QString& what) override;
    /// Makes a landscape from the text of a CSV file; a bad one is refused with a sentence.
    bool openTable(const QString& name, const QByteArray& text);
    void showMessage(const QString& message) override;
    void paintCharts(QPainter& painter, const QRectF& target) override { m_view->paintCharts(painter, target); }
    QSizeF chartsSize() const override { return m_view->chartsSize(); }
    Table shownTable() const override { return m_view->shownTable(); }
    void collectTable(const std::function<void(const Table&)>& done) override;

    void setWatchHidden(bool hidden) override { m_view->setWatchHidden(hidden); }
    void setProjecting(bool projecting) override;
    std::vector<Valley> valleys() const override;
    std::optional<Progress> progress() const override;
    void setVoting(bool voting) override;
    void setConcealed(bool concealed) override { m_view->setConcealed(concealed); }
    void setNumbers(const std::vector<std::size_t>& valleys) override;
    /// On the projector and during a vote the wish is kept for afterwards.
    void setControlsShown(bool shown);
    void showNextChart() override { m_view->showNextChart(); }

    void setPlaying(bool playing) override;
    void takeSteps(std::int64_t steps) override { m_view->takeSteps(steps); }
    void restart() override {
        m_view->restart();
        Q_EMIT restarted();
    }
    std::vector<RunPlace> runs() const override { return m_view->runs(); }
    void repeat(const std::vector<RunPlace>& runs) override { m_view->repeat(runs); }
    void stopRepeating() override { m_view->stopRepeating(); }
    void setDrawing(bool drawing);
    void goTo(std::int64_t step) override;
    TimelineBar* timeline() const override { return m_view->timeline(); }
    void setSpeed(double stepsPerSecond);
    void changeSpeed(int notches) override;
    void showPreset(int index) override;

    /// The exact law over SGD's histogram.
    void setLawShown(LawShown which);
    LawShown lawShown() const { return m_lawShown; }
    /// The minima of F over the step size, below the landscape.
    void setMinimaShown(bool shown);
    bool isMinimaShown() const { return m_minimaShown; }
    /// Bounds and predictions in the distance chart.
    void setBoundsShown(bool shown);
    bool isBoundsShown() const { return m_boundsShown; }

Q_SIGNALS:
    void drawingChanged(bool drawing);
    void lawShownChanged(LawShown which);
    void minimaShownChanged(bool shown);
    void boundsShownChanged(bool shown);

private:
    /// Which neighbouring steps of undo become one.
    enum class Merge { No = -1, Speed = 1, Time = 2 };

    void connectTransport();
    void connectView();
    void commit(const QString& what, Merge merge = Merge::No);
    std::vector<CurvePoint> editablePoints() const;
    /// How the simulation hears of the settings that are shown.
    enum class Tell { Run, Nobody };
    void show(const Scenario& scenario, const LandscapePtr& landscape, Tell tell = Tell::Run);
    void adoptTime();
    void showWatch();
    void showTheory();
    void arrange(bool projecting, bool voting);
    void updateRanges();

    Scenario m_scenario;   ///< on show
    Scenario m_committed;  ///< as the undo stack knows it
    LandscapeChoice m_builtChoice;
    LandscapePtr m_landscape;  ///< of m_builtChoice
    ControlRanges m_ranges;    ///< of m_rangesOf, seen over m_rangesView
    LandscapePtr m_rangesOf;
    Interval m_rangesView;
    std::optional<ConstantsReport> m_report;  ///< the newest, of the scenario on show or of the one before
    bool m_playing = false;
    bool m_keepAverages = false, m_minimaShown = false, m_boundsShown = false;
    bool m_projecting = false, m_voting = false;
    bool m_panelShown = true;  ///< where neither projector nor vote hides it
    bool m_repeating = false;
    LawShown m_lawShown = LawShown::None;

    QUndoStack* m_undo = nullptr;
    LabView* m_view = nullptr;
    TransportBar* m_transport = nullptr;
    ControlPanel* m_panel = nullptr;
    CurveEditor* m_editor = nullptr;
    AssumptionLamps* m_lamps = nullptr;
    TheoryWatch* m_theory = nullptr;
};

}  // namespace basin
