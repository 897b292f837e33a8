// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/deck/deck.h"
#include "core/scenario/saved_state.h"
#include "core/smoothing/minima_map.h"
#include "core/table.h"
#include "ui/lab/law_watch.h"

#include <QWidget>

#include <memory>
#include <vector>

class QLabel;
class QSplitter;

namespace basin {

class BigReadings;
class DistanceChart;
class Plot;
class ReadingsTable;
class Stage;
class TimelineBar;

/// The pictures of the lab: a stage with distance chart and readings beside it, or two stages in the twin view; above them the line
/// that says what to watch, below them messages.
class LabView : public QWidget {
    Q_OBJECT

public:
    explicit LabView(const Scenario& scenario, QWidget* parent = nullptr);
    ~LabView() override;

    /// The scenario must be valid; `landscape` is the one that it describes.
    void setScenario(const Scenario& scenario, const LandscapePtr& landscape, bool keepAverages);
    /// Shows settings that the simulation has gone back to by itself.
    void showScenario(const Scenario& scenario, const LandscapePtr& landscape);
    void setPlaying(bool playing);
    void takeSteps(std::int64_t steps);
    void restart();
    void goTo(std::int64_t step);
    void setBranched(bool branched);
    std::vector<RunPlace> runs() const;  ///< of the frames on show
    void repeat(const std::vector<RunPlace>& runs);
    void stopRepeating();
    /// The numbers of the charts, as they stand.
    Table shownTable() const;

    /// The step sizes that the minima of F are shown for, and these minima.
    void setStepSizes(Interval stepSizes);
    void setMinima(const std::vector<MinimaBranch>& branches);
    void setMinimaShown(bool shown);
    void setLawShown(LawShown which);
    void setWatch(const QString& sentence);
    /// While something else says what to watch in the chart that is in focus now.
    void setWatchHidden(bool hidden);
    /// On the projector: one chart with its sentence, and the readings that matter in large letters.
    void setProjecting(bool projecting);
    /// The chart that the projector shows; one that is not there gives its place to the landscape.
    void setFocused(LabChart chart);
    LabChart focused() const { return m_focused; }
    void showNextChart();
    /// Shows f and the start alone, before a vote.
    void setConcealed(bool concealed);
    bool isConcealed() const { return m_concealed; }
    /// One sentence below the charts; empty for none.
    void showMessage(const QString& sentence);

    Stage* stage() const { return m_stage; }
    DistanceChart* distance() const { return m_distance; }
    ReadingsTable* readings() const { return m_readings; }
    TimelineBar* timeline() const { return m_timeline; }

    /// The charts alone, as they stand, painted into `target`: for pictures in files.
    void paintCharts(QPainter& painter, const QRectF& target);
    /// What they take up on screen, in logical pixels.
    QSizeF chartsSize() const;

Q_SIGNALS:
    void frameShown();
    void readingsShown();                     ///< ten times a second at most
    void stepSizeMoved(double stepSize);      ///< among the minima of F, while dragging
    void twinStepSizeMoved(double stepSize);  ///< the same in the second stage
    void stepSizeCommitted(double stepSize);  ///< in either

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    std::vector<Stage*> stages() const;  ///< one, or two in the twin view
    std::vector<Plot*> plots() const;
    QRectF plotsRect() const;
    void addTwin(const Scenario& scenario);
    void showFrame();
    bool offers(LabChart chart) const;
    void arrange();
    void showCaption();
    QString caption() const;
    void fitFonts();

    QSplitter* m_splitter = nullptr;
    Stage* m_stage = nullptr;
    Stage* m_twin = nullptr;
    QWidget* m_side = nullptr;
    DistanceChart* m_distance = nullptr;
    ReadingsTable* m_readings = nullptr;
    TimelineBar* m_timeline = nullptr;
    QLabel* m_watch = nullptr;
    QLabel* m_message = nullptr;
    BigReadings* m_big = nullptr;  ///< on the projector
    QString m_watchSentence;
    bool m_playing = false, m_minimaShown = false, m_watchHidden = false, m_projecting = false, m_concealed = false;
    LabChart m_focused = LabChart::Landscape;
    LabChart m_explained = LabChart::Landscape;  ///< elsewhere, while m_watchHidden
    LawShown m_lawShown = LawShown::None;
    qint64 m_lastReadings = 0;  ///< ms
};

}  // namespace basin
