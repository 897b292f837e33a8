// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interval.h"
#include "core/landscape/regression.h"

#include <QWidget>

#include <span>
#include <vector>

namespace basin {

/// The samples of a regression and its curve, y = wx or y = sin(wx). Samples are added, moved and removed with the mouse (click,
/// drag, right click) or the keys (Left and Right choose, Up and Down move, with Ctrl also sideways, Insert, Delete).
class DataPlot : public QWidget {
    Q_OBJECT

public:
    explicit DataPlot(QWidget* parent = nullptr);

    /// Shows samples, unless a hand holds one; announces nothing.
    void setSamples(const std::vector<Sample>& samples, SampleLoss loss);
    const std::vector<Sample>& samples() const { return m_samples; }
    /// The parameter of the curve where f is lowest; NaN for none.
    void setFit(double w);
    /// Where some walkers and their averages stand: a thin curve for each.
    void setWalkers(std::span<const double> iterates, std::span<const double> averages);

    int chosen() const { return m_chosen; }  ///< index of a sample; −1 for none
    QPointF toPixel(const Sample& sample) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void samplesMoved(const std::vector<Sample>& samples);  ///< while a sample is dragged
    /// A change is finished; `what` names it for the Edit menu.
    void samplesChanged(const std::vector<Sample>& samples, const QString& what);
    void refused(const QString& sentence);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    QRectF plotArea() const;
    Sample sampleAt(QPointF position) const;  ///< rounded to what a pixel can tell, within the axes
    int nearest(QPointF position) const;      ///< the sample under the mouse, or −1
    void fitAxes();
    bool isCrowded() const;
    void chooseNext(int direction);
    void moveChosen(double dx, double dy);
    void add(const Sample& sample);
    void remove(int index);
    void paintAxes(QPainter& painter) const;
    void paintCurve(QPainter& painter, double w, const QColor& colour, double width) const;

    std::vector<Sample> m_samples;
    std::vector<Sample> m_before;  ///< at the press of the mouse
    SampleLoss m_loss = SampleLoss::Squares;
    Interval m_x{-1.0, 1.0}, m_y{-1.0, 1.0};
    double m_fit;
    std::vector<double> m_iterates, m_averages;
    int m_chosen = -1;
    bool m_dragging = false, m_added = false;
};

}  // namespace basin
