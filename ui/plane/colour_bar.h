// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/height_colours.h"

#include <QWidget>

namespace basin {

/// Which height each colour of the maps means.
class ColourBar : public QWidget {
    Q_OBJECT

public:
    explicit ColourBar(QWidget* parent = nullptr);
    void setScale(const HeightScale& scale);
    /// Where the map beside it begins and ends, in pixels from the top.
    void setEnds(double top, double bottom);
    void paintTo(QPainter& painter, const QRectF& target);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void fitWidth();
    QFont letters() const;

    HeightScale m_heights;
    double m_top = 0.0, m_bottom = 100.0;
};

}  // namespace basin
