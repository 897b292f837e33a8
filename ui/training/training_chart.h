// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/plot.h"
#include "ui/training/curve_picture.h"

#include <memory>
#include <optional>
#include <vector>

namespace basin {

/// One chart of the Training page: curves over the course of training, the raw ones faint behind the smoothed, with zoom and
/// a readout of all curves under the mouse. Places on its horizontal axis come and go in the units of the curves.
class TrainingChart : public Plot {
    Q_OBJECT

public:
    enum class Size { Large, Small };
    explicit TrainingChart(Size size, QWidget* parent = nullptr);

    /// What it shows; forgets its curves if that is something else than before.
    void setKind(Quantity quantity, Split images, bool logarithmic);
    void setProgress(const ProgressUnit& unit, bool logarithmic);
    /// The range of its horizontal axis, and the widest that zooming out goes.
    void setProgressRange(Interval range, Interval widest);
    /// The curves number `index` of the answer, with a look for each run of its request. They are shown with the next range.
    void setCurves(const std::shared_ptr<const Charts>& charts, std::size_t index, const std::vector<RunLook>& runs);
    /// Where the mouse is, in this chart or in one beside it: only the chart below it says the values.
    void setPointer(std::optional<double> place, bool isHere);
    /// All of the vertical range again.
    void showAll();
    /// What is said in an empty chart.
    void setEmptyText(const QString& text);

    std::size_t shownCurves() const { return m_looks.size(); }
    /// The words of the readout where the pointer is, a line for each curve.
    QStringList readout() const;

Q_SIGNALS:
    void zoomChosen(const std::optional<basin::Interval>& range);
    void pointed(const std::optional<double>& place);
    void resized();

protected:
    void applyColours() override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Reading {
        std::size_t curve = 0;
        QPointF point;  ///< in the units of the curves
    };
    const std::vector<Curve>* curves() const;
    void restyle();
    void showCurves();
    void fitHeight();
    /// Of the points from a place on, in the units of the vertical axis; upside down if there are none.
    Interval heightOf(const std::vector<Curve>& all, QList<QPointF> Curve::*points, double from) const;
    void zoom(double factor, double about);
    void pan(double share);
    void chooseRange(Interval range);
    void everything();
    std::vector<Reading> readings() const;
    std::vector<KeyEntry> keyEntries() const;
    void makeRoomForKey();
    CurvePicture picture() const;
    void paintImage(QPainter& painter);
    void paintReadout(QPainter& painter);
    void paintKey(QPainter& painter);
    void paintEmpty(QPainter& painter);
    void paintBand(QPainter& painter);
    QPointF pixelOf(QPointF point) const;
    double placeAt(double pixel) const;

    Size m_size;
    Quantity m_quantity = Quantity::Accuracy;
    Split m_images = Split::Test;
    bool m_logarithmic = false, m_progressLogarithmic = false;
    ProgressUnit m_unit;
    Interval m_range{0.0, 1.0}, m_widest{0.0, 1.0};
    std::shared_ptr<const Charts> m_charts;
    std::size_t m_index = 0;
    std::vector<RunLook> m_runs;
    std::vector<CurveLook> m_looks;    ///< of the curves shown
    std::optional<Interval> m_height;  ///< chosen by the rubber band
    std::optional<double> m_pointer;
    bool m_isPointed = false;  ///< the mouse is in this chart
    std::optional<QPointF> m_pressed, m_dragged;
    QString m_emptyText;
    CurvePicture m_painted;  ///< what the image shows
    QImage m_image;
    CurveArtist m_artist;  ///< last: it needs the others until it is gone
};

}  // namespace basin
