// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plane/surface_choice.h"
#include "ui/widgets/parameter_control.h"

#include <QWidget>

#include <functional>

class QComboBox;
class QLabel;
class QPushButton;

namespace basin {

/// The hills and wells of a drawn surface, one at a time, with every number of it in a field.
class HillFields : public QWidget {
    Q_OBJECT

public:
    explicit HillFields(QWidget* parent = nullptr);
    /// Shows the hills of a drawn surface.
    void setSurface(const SurfaceChoice& choice);
    void choose(int hill);
    int chosen() const { return m_chosen; }

Q_SIGNALS:
    void chosenChanged(int hill);
    void edited(const SurfaceChoice& choice, const QString& what, bool finished);

private:
    void add(double height);
    void remove();
    void showChosen();
    void bind(ParameterControl* control, std::function<void(SurfaceChoice&, DrawnHill&, double)> write);

    SurfaceChoice m_surface;
    int m_chosen = 0;
    QComboBox* m_hills;
    QPushButton* m_remove;
    QWidget* m_fields;
    ParameterControl *m_x, *m_y, *m_height, *m_width, *m_aspect, *m_angle, *m_bowl;
};

/// A hill of the usual size for a surface's domain.
DrawnHill usualHill(const Rectangle& domain, Point place, double height);
/// A drawn surface to begin with: a narrow and a wide well.
SurfaceChoice firstDrawing(const Rectangle& domain);
/// "Well at (0.5, −1)".
QString hillTitle(const DrawnHill& hill, const Rectangle& domain);

}  // namespace basin
