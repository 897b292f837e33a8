// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/deck/deck.h"
#include "core/lab/frame.h"
#include "core/lab/simulation.h"
#include "core/scenario/saved_state.h"
#include "ui/lab/law_watch.h"

#include <QWidget>

#include <functional>
#include <memory>
#include <optional>
#include <utility>

namespace basin {

class HistogramChart;
class LandscapeChart;
class MinimaChart;

/// One running scenario: the landscape with its walkers, the minima of F if wanted, the histograms below on the same axis, and the simulation behind
/// them. Lives on the window's thread.
class Stage : public QWidget {
    Q_OBJECT

public:
    explicit Stage(const Scenario& scenario, QWidget* parent = nullptr);
    ~Stage() override;

    /// The scenario must be valid; `landscape` is the one that it describes.
    void setScenario(const Scenario& scenario, const LandscapePtr& landscape, bool keepAverages);
    void setPlaying(bool playing) { m_simulation->setPlaying(playing); }
    void takeSteps(std::int64_t steps) { m_simulation->takeSteps(steps); }
    void restart() { m_simulation->restart(); }
    void goTo(std::int64_t step) { m_simulation->goTo(step); }
    void setBranched(bool branched) { m_simulation->setBranched(branched); }
    /// Shows settings that the simulation has gone back to by itself.
    void showScenario(const Scenario& scenario, const LandscapePtr& landscape);
    /// Its past must be known.
    void repeat(const RunPlace& run);
    /// Where the run stands, or will when it has been repeated; nothing before the first frame.
    std::optional<RunPlace> place() const;
    void stopRepeating() { m_simulation->stopRepeating(); }
    /// Has the run looked at on the simulation's thread.
    void look(std::function<void(const LabRun&)> visit) { m_simulation->look(std::move(visit)); }
    /// Writes the step size and the two distances into the chart: for views side by side.
    void setCaptioned(bool captioned);
    void setLawShown(LawShown which) { m_law->show(which); }
    void setMinimaShown(bool shown);
    /// On the projector: this chart alone; none: all of them.
    void setFocused(std::optional<LabChart> chart);
    /// Shows f and the start alone, and nothing that tells where the walkers will end.
    void setConcealed(bool concealed);

    LandscapeChart* chart() const { return m_chart; }
    HistogramChart* histograms() const { return m_histograms; }
    MinimaChart* minima() const { return m_minima; }
    const Scenario& scenario() const { return m_scenario; }
    /// The frame on show; null before the first.
    const std::shared_ptr<const Frame>& frame() const { return m_frame; }

Q_SIGNALS:
    void frameShown();

private:
    QString futuresCaption() const;
    void showNewest();
    void arrange();

    LandscapeChart* m_chart = nullptr;
    MinimaChart* m_minima = nullptr;  ///< hidden at first
    HistogramChart* m_histograms = nullptr;
    LawWatch* m_law = nullptr;
    Scenario m_scenario;
    bool m_captioned = false, m_minimaShown = false, m_concealed = false;
    std::optional<LabChart> m_focused;
    std::shared_ptr<const Frame> m_frame;
    std::uint64_t m_revision = 0;
    std::optional<RunPlace> m_repeated;        ///< until a frame tells of it
    std::unique_ptr<Simulation> m_simulation;  ///< last: its thread calls back
};

/// "Average of the last half" and the like.
QString averageTitle(const Average& average);
/// "last half": for where it is plain that averages are meant.
QString averageShortTitle(const Average& average);

}  // namespace basin
