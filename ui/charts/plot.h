// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interval.h"

#include <QLineF>
#include <QPainterPath>
#include <QPixmap>
#include <QString>
#include <QWidget>

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

class QAbstractAxis;
class QChart;
class QGraphicsScene;
class QLineSeries;

namespace basin {

/// How a curve of a plot is drawn.
struct CurveStyle {
    QColor colour;
    double width = 1.5;  ///< in logical pixels at scale 1
    Qt::PenStyle pen = Qt::SolidLine;
};

/// A chart with two axes, curves, and painted layers on top. Qt Charts draws axes and curves into a picture that is kept
/// until one of them changes; layers (walkers, bars, marks) are painted on it at every frame. Letters, lines and margins
/// grow with the window, so that they are read from the last row.
class Plot : public QWidget {
    Q_OBJECT

public:
    struct Axis {
        QString title;
        bool logarithmic = false;
        bool labelled = true;
        std::vector<std::pair<double, QString>> categories;  ///< places with names, in place of numbers
    };
    /// Room around the axes' rectangle for labels, at scale 1; the same in charts that stand above each other.
    struct Margins {
        double left = 66.0, top = 8.0, right = 22.0;
        bool operator==(const Margins&) const = default;
    };

    Plot(const Axis& x, const Axis& y, QWidget* parent = nullptr);
    ~Plot() override;

    /// Adds an empty curve; returns its index. Later curves lie on top.
    int addCurve(const CurveStyle& style);
    void setCurveStyle(int curve, const CurveStyle& style);
    /// Replaces a curve, reduced to the lowest and highest point of each pixel column. Points that are not finite (or not
    /// positive on a logarithmic axis) are left out. `x` ascends.
    void setCurve(int curve, std::span<const double> x, std::span<const double> y);

    /// Another kind of axis. The range must be set anew, then the curves.
    void setXAxis(const Axis& axis);
    void setYAxis(const Axis& axis);
    void setXRange(Interval range);
    void setYRange(Interval range);
    Interval xRange() const { return m_x; }
    Interval yRange() const { return m_y; }
    void setYTitle(const QString& title);
    /// Title and numbers of the horizontal axis, or neither where a chart below has the same axis.
    void setXTitle(const QString& title, bool labelled);
    void setMargins(const Margins& margins);

    /// Paints on top of the curves; called in order of addition.
    using Layer = std::function<void(QPainter&)>;
    enum class Clip { PlotArea, Nothing };
    void addLayer(Layer layer, Clip clip = Clip::PlotArea);

    /// How much larger than in a window of 720 pixels everything is.
    double scale() const { return m_scale; }
    /// What it will be in the widget's window as it is now.
    static double scaleIn(const QWidget* widget);

    /// Where the axes' rectangle lies inside the widget.
    QRectF plotArea() const;
    QPointF toPixel(double x, double y) const;
    double xAt(double pixel) const;
    double yAt(double pixel) const;

    /// Paints axes, curves and layers as vectors where the device can: for export.
    void paintTo(QPainter& painter, const QRectF& target);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

    /// Colours and fonts of axes and background from the current theme. Call the base when overriding.
    virtual void applyColours();
    QFont scaledFont() const;

private:
    double fraction(double value, Interval range, bool logarithmic) const;
    void invalidate();
    void rearrange();  ///< before the next picture
    void arrange();    ///< lays the chart out, which is slow
    void replaceAxis(QAbstractAxis*& axis, Qt::Alignment side, const Axis& style);
    void drawPen(std::size_t curve);
    double ticksAlong(double length, double apart) const;
    void paintPicture(QPainter& painter);
    QPainterPath cutCurve(const QList<QPointF>& points) const;
    void paintPowers(QPainter& painter, const Axis& style, Interval range, Qt::Orientation orientation);
    void paintCategories(QPainter& painter);
    void paintLayers(QPainter& painter);

    Axis m_xAxisStyle, m_yAxisStyle;
    Margins m_margins;
    Interval m_x{0.0, 1.0}, m_y{0.0, 1.0};
    std::unique_ptr<QGraphicsScene> m_scene;
    QChart* m_chart = nullptr;  // owned by m_scene
    QAbstractAxis* m_xAxis = nullptr;
    QAbstractAxis* m_yAxis = nullptr;
    std::vector<QLineSeries*> m_curves;  // owned by m_chart
    std::vector<CurveStyle> m_styles;    ///< of m_curves
    std::vector<std::pair<Layer, Clip>> m_layers;
    QPixmap m_picture;
    double m_scale = 1.0;
    bool m_stale = true;
    bool m_arranged = false;
};

/// The part of a line that lies in a rectangle.
std::optional<QLineF> cutLine(QLineF line, const QRectF& area);

}  // namespace basin
