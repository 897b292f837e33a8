// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scenario/scenario.h"
#include "ui/network/measured_weights.h"
#include "ui/page.h"
#include "ui/steady_job.h"
#include "ui/training/run_watcher.h"

#include <QTimer>

#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

class QComboBox;
class QLabel;
class QPushButton;
class QStackedWidget;

namespace basin {

class MeasurePanel;
class MeasuredList;
class NetworkView;
class NoticeBar;

/// What the loss of trained networks looks like around their weights, and whether averages and SAM sit flatter than SGD: the
/// runs on the left, what was measured of those that are ticked on the right. Its lines and planes can be played with.
class NetworkPage : public Page {
    Q_OBJECT

public:
    explicit NetworkPage(QWidget* parent = nullptr);
    ~NetworkPage() override;

    /// The runs as the Training page knows them.
    void setRuns(const std::shared_ptr<const RunSummaries>& runs);
    MeasuredList* list() const { return m_list; }
    MeasurePanel* panel() const { return m_panel; }
    NetworkView* view() const { return m_view; }
    /// Plays the line or the plane on show; where its noise was not measured, offers what can be done.
    void play(bool plane);

    void showMessage(const QString& sentence) override;
    void paintCharts(QPainter& painter, const QRectF& target) override;
    QSizeF chartsSize() const override;
    Table shownTable() const override;
    void collectTable(const std::function<void(const Table&)>& done) override;
    void setProjecting(bool projecting) override;
    void showNextChart() override;
    QString guideSection() const override { return QStringLiteral("landscape"); }

Q_SIGNALS:
    /// A slice shall be played; of the line or of the plane.
    void sliceOpened(const Scenario& scenario);
    void trainingAsked();

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    struct Request {
        std::vector<std::filesystem::path> runs;
        int look = 0;  ///< counts, so that each look is a new request
        bool operator==(const Request&) const = default;
    };
    using Answer = std::vector<RunMeasurementsPtr>;
    /// A slice of one of the runs; the index is that of m_runs.
    struct ShownSlice {
        std::size_t run = 0;
        std::shared_ptr<const Slice> slice;
        std::string name;
        std::filesystem::file_time_type written;
    };
    /// Which slice a person chose or has measured: the run's folder and the slice's name.
    using SliceKey = std::pair<std::filesystem::path, std::string>;

    QWidget* makeEmpty();
    QWidget* makeHead();
    void look();
    void take(const Answer& answer);
    void show();
    void listSlices(const std::vector<const MeasuredRun*>& runs);
    void showSlices();
    void showProblems();
    void open(const ShownSlice& shown, bool madeUpNoise);
    const ShownSlice* chosen(bool plane) const;
    /// The run with this folder's name; null if it is not among them.
    const MeasuredRun* runNamed(const std::string& folder) const;
    void fitSizes();

    std::shared_ptr<const RunSummaries> m_summaries;
    Answer m_measurements;
    std::vector<MeasuredRun> m_runs;
    std::vector<ShownSlice> m_planes, m_lines;  ///< as in the menus
    SliceKey m_planeKey, m_lineKey;
    bool m_offered = false;  ///< which slice the offer is about: the plane

    QTimer m_timer;
    int m_look = 0;
    bool m_projecting = false;
    QStackedWidget* m_pages = nullptr;  ///< empty, or the pictures
    QLabel* m_emptyText = nullptr;
    QWidget* m_side = nullptr;
    MeasuredList* m_list = nullptr;
    MeasurePanel* m_panel = nullptr;
    QWidget* m_head = nullptr;
    QComboBox* m_quantity = nullptr;
    QComboBox* m_planeMenu = nullptr;
    QComboBox* m_lineMenu = nullptr;
    QPushButton* m_playPlane = nullptr;
    QPushButton* m_playLine = nullptr;
    NoticeBar* m_offer = nullptr;
    NetworkView* m_view = nullptr;
    QLabel* m_problems = nullptr;
    QLabel* m_message = nullptr;
    SteadyJob<Request, Answer> m_job;  ///< last, so that it ends first
};

}  // namespace basin
