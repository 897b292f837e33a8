// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scenario/scenario.h"
#include "ui/plane/plane_ranges.h"
#include "ui/plane/plane_view.h"
#include "ui/stage_page.h"

#include <optional>

class QUndoStack;

namespace basin {

class ControlPanel;
class HillEditor;
class TransportBar;

/// Landscapes of two parameters: pictures, controls and transport, as in the lab. Owns the scenario that is on show; every
/// change of it goes through `changeScenario`, is shown at once, and can be undone.
class PlanePage : public StagePage {
    Q_OBJECT

public:
    /// The scenario must be valid and of the plane.
    explicit PlanePage(const Scenario& scenario, QWidget* parent = nullptr);
    ~PlanePage() override;

    /// What the page begins with where nothing of the plane was asked for.
    static Scenario firstScenario();

    const Scenario& scenario() const override { return m_scenario; }
    QUndoStack* undoStack() const override { return m_undo; }
    bool isPlaying() const override { return m_playing; }
    bool isDrawing() const;
    bool isProfiling() const { return m_profile.has_value(); }
    ControlPanel* controls() const { return m_panel; }
    PlaneView* view() const { return m_view; }
    const SurfacePtr& surface() const { return m_surface; }

    /// Shows another scenario and lets the walkers go on under it, as while a slider is dragged; not yet a step of undo.
    void changeScenario(const Scenario& scenario);
    bool openScenario(const Scenario& scenario, const QString& what) override;
    /// Makes a surface from the text of a CSV file; a bad one is refused with a sentence.
    bool openTable(const QString& name, const QByteArray& text);
    void showMessage(const QString& message) override;
    void paintCharts(QPainter& painter, const QRectF& target) override { m_view->paintCharts(painter, target); }
    void setWatchHidden(bool hidden) override;
    void setProjecting(bool projecting) override;
    /// On the projector the wish is kept for afterwards.
    void setControlsShown(bool shown);
    void showNextChart() override { m_view->showNextPicture(); }
    QString guideSection() const override { return QStringLiteral("plane"); }
    QSizeF chartsSize() const override { return m_view->chartsSize(); }

    void setPlaying(bool playing) override;
    void takeSteps(std::int64_t steps) override { m_view->takeSteps(steps); }
    void restart() override {
        m_view->restart();
        Q_EMIT restarted();
    }
    void goTo(std::int64_t step) override;
    std::vector<Valley> valleys() const override;
    std::optional<Progress> progress() const override;
    void setVoting(bool voting) override;
    void setConcealed(bool concealed) override { m_view->setConcealed(concealed); }
    void setNumbers(const std::vector<std::size_t>& valleys) override;
    TimelineBar* timeline() const override { return m_view->timeline(); }
    void setSpeed(double stepsPerSecond);
    void changeSpeed(int notches) override;
    bool canShow(const Scenario& scenario) const override { return scenario.plane.has_value(); }
    std::vector<RunPlace> runs() const override { return m_view->runs(); }
    void repeat(const std::vector<RunPlace>& runs) override { m_view->repeat(runs); }
    void stopRepeating() override { m_view->stopRepeating(); }
    Table shownTable() const override { return m_view->shownTable(); }
    void collectTable(const std::function<void(const Table&)>& done) override { m_view->collectTable(done); }
    void showPreset(int index) override;

    /// Hills and wells on the map of f. A surface that was not drawn gives way to one that was.
    void setDrawing(bool drawing);
    /// A line over the maps, from the start to v* at first, that arrow keys move; Return opens the profile along it.
    void setProfiling(bool profiling);

Q_SIGNALS:
    void drawingChanged(bool drawing);
    void profilingChanged(bool profiling);
    void profileOpened(const Scenario& profile);  ///< a scenario of the line

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    /// Which neighbouring steps of undo become one.
    enum class Merge { No = -1, Speed = 1, Time = 2 };
    /// How the simulation hears of the settings that are shown.
    enum class Tell { Run, Nobody };

    void connectTransport();
    void connectView();
    void connectEditor();
    void commit(const QString& what, Merge merge = Merge::No);
    void show(Tell tell = Tell::Run);
    void adoptTime();
    void showWatch();
    void arrange();
    void updateRanges();
    void openTableFile();
    void openProfile(const Segment& line);
    bool profileKey(int key, Qt::KeyboardModifiers modifiers);

    Scenario m_scenario;   ///< on show
    Scenario m_committed;  ///< as the undo stack knows it
    SurfaceChoice m_builtChoice;
    SurfacePtr m_surface;  ///< of m_builtChoice
    PlaneRanges m_ranges;  ///< of m_rangesOf, seen over m_rangesView
    SurfacePtr m_rangesOf;
    Rectangle m_rangesView;
    std::optional<Segment> m_profile;  ///< while one is laid by keys
    bool m_playing = false;
    bool m_keepAverages = false;
    bool m_repeating = false;
    bool m_watchHidden = false;
    bool m_projecting = false, m_voting = false;
    bool m_panelShown = true;  ///< where neither projector nor vote hides it

    QUndoStack* m_undo = nullptr;
    PlaneView* m_view = nullptr;
    TransportBar* m_transport = nullptr;
    ControlPanel* m_panel = nullptr;
    HillEditor* m_editor = nullptr;
};

}  // namespace basin
