// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/plot.h"
#include "ui/network/measured_weights.h"
#include "ui/network/slice_values.h"
#include "ui/plane/height_layer.h"
#include "ui/plane/surface_scene.h"

#include <QStringList>

#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace basin {

/// How the weights of a slice's marks appear, one look a mark.
struct MarkLook {
    WeightsLook look;
    QString name;
};

/// The plane through trained networks as a map: colours, contour lines, the weights that it goes through, the way that
/// training took, and under the mouse, or where the arrow keys have gone, what was measured there.
class SliceMap : public Plot {
    Q_OBJECT

public:
    explicit SliceMap(QWidget* parent = nullptr);

    /// Null for none. `title` says whose plane it is; a look for each mark.
    void setSlice(const std::shared_ptr<const Slice>& slice, const QString& title, const std::vector<MarkLook>& looks);
    void setQuantity(SliceQuantity quantity);
    void setPicture(const std::shared_ptr<const PlanePicture>& picture);
    /// For the picture in three dimensions.
    std::vector<PlaneMark> planeMarks() const;
    std::vector<Point> path() const;
    /// What is said of the measured point under the mouse or the cursor, and of weights and places of the way that are nearest
    /// to it; empty for none.
    QString reading() const;

Q_SIGNALS:
    void resized();

protected:
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void applyColours() override;

private:
    using Cell = std::pair<int, int>;  ///< column and row of the nearest measured point, or beyond them
    Cell cellAt(Point place) const;
    Point placeAt(Cell cell) const;
    const SliceValue* valueAt(Cell cell) const;  ///< null where nothing was measured
    QStringList liesAt(Cell cell) const;
    std::vector<KeyEntry> keyEntries() const;
    void makeRoom();
    void fitView();
    void paintPath(QPainter& painter);
    void paintWeights(QPainter& painter);
    void paintReading(QPainter& painter);
    void paintTitle(QPainter& painter);

    std::shared_ptr<const Slice> m_slice;
    QString m_title;
    std::vector<MarkLook> m_looks;
    SliceQuantity m_quantity = SliceQuantity::TrainingLoss;
    std::shared_ptr<const PlanePicture> m_picture;
    HeightLayer m_layer;
    std::optional<Cell> m_cursor;  ///< what is read
};

}  // namespace basin
