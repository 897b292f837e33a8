// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lab/simulation.h"
#include "core/plane/plane_run.h"
#include "core/scenario/saved_state.h"
#include "core/table.h"
#include "ui/plane/plane_chart.h"
#include "ui/plane/plane_picture.h"
#include "ui/steady_job.h"

#include <QWidget>

#include <array>
#include <functional>
#include <memory>
#include <optional>

class QLabel;
class QSplitter;

namespace basin {

class ColourBar;
class DistanceChart;
class PlaneReadingsTable;
class SurfaceView;
class TimelineBar;

/// The pictures of the plane: f and F side by side, below them the surface in three dimensions, the distance to v* and the
/// readings; and the simulation behind them, which begins when the page is first shown.
class PlaneView : public QWidget {
    Q_OBJECT

public:
    enum class Panel { Objective, Smoothed, Surface, Distance, Readings };
    static constexpr int kPanels = 5;

    explicit PlaneView(QWidget* parent = nullptr);
    ~PlaneView() override;

    /// The scenario must be valid and of the plane; `surface` is the one that it describes.
    void setScenario(const Scenario& scenario, const SurfacePtr& surface, bool keepAverages);
    /// Shows settings that the simulation has gone back to by itself.
    void showScenario(const Scenario& scenario, const SurfacePtr& surface);
    void setPlaying(bool playing);
    void takeSteps(std::int64_t steps);
    void restart();
    void goTo(std::int64_t step);
    void setBranched(bool branched);
    TimelineBar* timeline() const { return m_timeline; }
    /// As StagePage.
    std::vector<RunPlace> runs() const;
    void repeat(const std::vector<RunPlace>& runs);
    void stopRepeating();
    /// What the charts show: places of walkers and averages, and the distances.
    Table shownTable() const;
    /// Every walker and its averages; `done` is called once, on any thread.
    void collectTable(const std::function<void(const Table&)>& done);
    void setPanelShown(Panel panel, bool shown);
    /// On the projector: both maps, or one picture alone; `showNextPicture` goes on to the next.
    void setProjecting(bool projecting);
    void showNextPicture();

    /// Shows f and the start alone, before a vote.
    void setConcealed(bool concealed);

    void setWatch(const QString& sentence);
    /// One sentence below the charts; empty for none.
    void showMessage(const QString& sentence);
    void setProfile(const std::optional<Segment>& profile);
    void setProfiling(bool profiling);
    /// What is shown of the plane: the scenario's view, or what wheel, drag and keys made of it.
    Rectangle shownView() const;
    void resetView();

    PlaneChart* objective() const { return m_objective; }
    PlaneChart* smoothed() const { return m_smoothed; }
    SurfaceView* surfaceView() const { return m_surfaceView; }
    DistanceChart* distance() const { return m_distance; }
    PlaneReadingsTable* readings() const { return m_readings; }
    /// The frame on show; null before the first.
    const std::shared_ptr<const PlaneFrame>& frame() const { return m_frame; }
    const std::shared_ptr<const PlanePicture>& picture() const { return m_picture; }

    void paintCharts(QPainter& painter, const QRectF& target);
    QSizeF chartsSize() const;

Q_SIGNALS:
    void frameShown();
    void readingsShown();  ///< ten times a second at most
    void pictureShown();
    void startMoved(Point start);
    void startCommitted();
    void profileMoved(const Segment& profile);
    void profileFinished(const Segment& profile);

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    using PlaneSimulation = SimulationOf<PlaneRun>;

    void connectCharts();
    std::array<PlaneChart*, 2> maps() const { return {m_objective, m_smoothed}; }
    std::vector<QWidget*> pictures() const;  ///< those on show
    QRectF picturesRect() const;
    Rectangle usualView() const;
    void followView();
    void requestPicture();
    void showPicture(const std::shared_ptr<const PlanePicture>& picture);
    void showNewest();
    void beginSimulation();
    void fitFonts();
    void placePanels();
    std::array<QWidget*, kPanels> panels() const;

    Scenario m_scenario;
    SurfacePtr m_surface;
    PlaneNoise m_noise;
    double m_stepSize = 0.0;          ///< now, by the schedule
    std::optional<Rectangle> m_zoom;  ///< what mouse and keys made of the view
    std::shared_ptr<const PlaneFrame> m_frame;
    std::shared_ptr<const PlanePicture> m_picture;
    bool m_playing = false, m_concealed = false;
    std::array<bool, kPanels> m_shown{true, true, true, true, true};  ///< as a person chose
    int m_projected = -1;       ///< which of the projector's pictures; -1: no projector
    qint64 m_lastReadings = 0;  ///< ms
    int m_nextPart = 0;         ///< of the lower row

    TimelineBar* m_timeline = nullptr;
    QSplitter* m_splitter = nullptr;
    QWidget* m_upper = nullptr;
    QWidget* m_lower = nullptr;
    PlaneChart* m_objective = nullptr;
    PlaneChart* m_smoothed = nullptr;
    ColourBar* m_bar = nullptr;
    SurfaceView* m_surfaceView = nullptr;
    DistanceChart* m_distance = nullptr;
    PlaneReadingsTable* m_readings = nullptr;
    QLabel* m_watch = nullptr;
    QLabel* m_message = nullptr;

    std::unique_ptr<SteadyJob<PictureRequest, std::shared_ptr<const PlanePicture>>> m_job;
    std::uint64_t m_revision = 0;
    std::optional<RunPlace> m_repeated;             ///< until a frame tells of it
    std::unique_ptr<PlaneSimulation> m_simulation;  ///< last: its thread calls back
};

}  // namespace basin
