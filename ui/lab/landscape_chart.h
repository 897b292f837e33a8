// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lab/frame.h"
#include "ui/charts/marks.h"
#include "ui/charts/plot.h"
#include "ui/newest_job.h"

#include <cmath>
#include <memory>
#include <optional>
#include <vector>

namespace basin {

/// The stage of the lab: f and F, the walkers on f, their averages on F, v* and w_f on the axis, the window of the noise,
/// and the start, which can be dragged or moved with the arrow keys.
class LandscapeChart : public Plot {
    Q_OBJECT

public:
    explicit LandscapeChart(QWidget* parent = nullptr);

    /// Draws f and F for this landscape, noise and step size at once, before the simulation has answered; F under noise that
    /// depends on the place follows when it is found.
    void setLandscape(const LandscapePtr& landscape, const GradientNoise& noise, double stepSize, Interval view);
    void setStart(double start);
    /// Walkers, averages and marks from the newest frame.
    void setFrame(const std::shared_ptr<const Frame>& frame);
    void setAverageName(const QString& name);
    /// Lines above the key, the first in bold: "Step size η = 0.004"; empty for none.
    void setCaption(const QString& caption);
    /// Shades where an assumption of the theorems fails; none shades nothing.
    void setFailure(const std::optional<Interval>& where);
    /// Shows f and the start alone: F, walkers and marks would tell where the walkers will end.
    void setConcealed(bool concealed);
    /// Numbers from 1 on at these places on f, to speak of them; empty for none.
    void setNumbers(const std::vector<double>& places);
    /// While a curve is drawn under the mouse the height of the chart must not move.
    void setHeightFixed(bool fixed);

    const LandscapePtr& landscape() const { return m_landscape; }
    /// F exists, perhaps up to a constant only.
    bool hasSmoothed() const { return m_hasSmoothed; }

Q_SIGNALS:
    void startMoved(double start);      ///< while dragging
    void startCommitted(double start);  ///< drag or key press finished

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void applyColours() override;

private:
    /// F over the view, and whether there is one and why not.
    struct SmoothedCurve {
        bool exists = false;
        QString reason;
        std::vector<double> values;
    };
    struct Setting {
        LandscapePtr landscape;
        GradientNoise noise;
        double stepSize = 0.0;
        Interval view;
        bool operator==(const Setting&) const = default;
    };
    static SmoothedCurve smoothedCurve(const Setting& setting);
    void showSmoothed(const SmoothedCurve& curve);
    void drawCurves();
    void followOther();
    bool isBounded() const { return !m_noise.state && std::isfinite(m_noise.law.reach()); }
    void paintContinuation(QPainter& painter);
    void paintFailure(QPainter& painter);
    void paintWindow(QPainter& painter);
    void paintOther(QPainter& painter);
    void paintWalkers(QPainter& painter);
    void paintAxisMarks(QPainter& painter);
    void paintStart(QPainter& painter);
    std::vector<KeyEntry> keyEntries() const;
    void makeRoomForKey();
    void paintLegend(QPainter& painter);
    void paintNumbers(QPainter& painter);
    void paintMessages(QPainter& painter);
    /// Height of a curve at a pixel column, NaN where it is outside of the axes.
    double pixelOf(const std::vector<double>& curve, double x) const;

    LandscapePtr m_landscape;
    GradientNoise m_noise;
    double m_stepSize = 0.0;
    Interval m_view;
    std::vector<double> m_grid, m_f, m_smoothed;  ///< the curves at kPoints points of the view
    QString m_reason;                             ///< why F is absent or known up to a constant only
    bool m_hasSmoothed = false;
    std::shared_ptr<const Frame> m_frame;
    std::shared_ptr<const Analysis> m_otherAnalysis;  ///< of the other future; null without one
    std::vector<double> m_otherSmoothed;              ///< its F at m_otherGrid; empty where F is absent or slow to find
    std::vector<double> m_otherGrid;
    std::optional<Interval> m_failure;
    double m_start = 0.0;
    QString m_averageName, m_caption;
    bool m_dragging = false, m_heightFixed = false, m_newHeight = true, m_concealed = false;
    std::vector<double> m_numbers;
    std::unique_ptr<NewestJob<Setting, SmoothedCurve>> m_slowly;  ///< for noise that depends on the place
};

}  // namespace basin
