// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sgd/statistics.h"
#include "ui/charts/plot.h"
#include "ui/network/measured_weights.h"
#include "ui/network/slice_map.h"
#include "ui/network/slice_values.h"

#include <memory>
#include <optional>
#include <vector>

namespace basin {

/// The smoothed loss F of a network at one of a line's marks.
struct SmoothedMark {
    double at = 0.0;  ///< distance along the line
    Mean loss;        ///< L on the line's images plus F − f, with the error of the latter
};

/// The line through trained networks: loss or error on the training and on the test images, the weights on it, and the smoothed
/// loss F at those weights where gradient noise was measured.
class SliceLine : public Plot {
    Q_OBJECT

public:
    explicit SliceLine(QWidget* parent = nullptr);

    /// Null for none. A look for each mark; `smoothed` are shown with the losses only.
    void setSlice(const std::shared_ptr<const Slice>& slice, const QString& title, const std::vector<MarkLook>& looks,
                  const std::vector<SmoothedMark>& smoothed);
    /// Training and test are shown together; which of the two it names plays no part.
    void setQuantity(SliceQuantity quantity);
    QString reading() const;

protected:
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void applyColours() override;

private:
    SliceQuantity ofTraining() const;
    SliceQuantity ofTest() const;
    std::vector<KeyEntry> keyEntries() const;
    void makeRoom();
    void showCurves();
    void paintWeights(QPainter& painter);
    void paintReading(QPainter& painter);
    void paintTitle(QPainter& painter);

    std::shared_ptr<const Slice> m_slice;
    QString m_title;
    std::vector<MarkLook> m_looks;
    std::vector<SmoothedMark> m_smoothed;
    SliceQuantity m_quantity = SliceQuantity::TrainingLoss;
    std::optional<int> m_cursor;  ///< the measured point that is read
};

}  // namespace basin
