// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/network/measured_weights.h"
#include "ui/network/slice_line.h"
#include "ui/network/slice_values.h"
#include "ui/steady_job.h"

#include <QWidget>

#include <memory>
#include <vector>

class QComboBox;
class QLabel;
class QSplitter;

namespace basin {

class ColourBar;
class CourseChart;
class SharpnessTable;
class SliceMap;
class SpectrumChart;
class SurfaceView;

/// The pictures of the landscape of trained networks: a plane as a map and in three dimensions, a line, the spectra of the
/// Hessian, and the table of sharpness. What there is nothing of takes no room.
class NetworkView : public QWidget {
    Q_OBJECT

public:
    explicit NetworkView(QWidget* parent = nullptr);
    ~NetworkView() override;

    /// Null for none.
    void setPlane(const std::shared_ptr<const Slice>& slice, const QString& title, const std::vector<MarkLook>& looks);
    void setLine(const std::shared_ptr<const Slice>& slice, const QString& title, const std::vector<MarkLook>& looks,
                 const std::vector<SmoothedMark>& smoothed);
    /// What the weights point to must live until they are replaced. `more` is said behind the table's notes.
    void setWeights(const std::vector<MeasuredWeights>& weights, const QString& more);
    void setQuantity(SliceQuantity quantity);
    /// On the projector one picture at a time.
    void setProjecting(bool projecting);
    void showNextPicture();

    SliceMap* map() const { return m_map; }
    SurfaceView* surface() const { return m_surface; }
    SliceLine* line() const { return m_line; }
    SpectrumChart* spectrum() const { return m_spectrum; }
    CourseChart* course() const { return m_course; }
    SharpnessTable* table() const { return m_table; }
    const std::shared_ptr<const PlanePicture>& picture() const { return m_picture; }

    void paintCharts(QPainter& painter, const QRectF& target);
    QSizeF chartsSize() const;

Q_SIGNALS:
    void pictureShown();

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void requestPicture();
    void showPicture(const std::shared_ptr<const PlanePicture>& picture);
    void placePictures();
    void listCharts();
    void fitFonts();
    std::vector<QWidget*> pictures() const;  ///< those on show

    std::shared_ptr<const Slice> m_plane;
    bool m_hasLine = false, m_hasSpectra = false, m_hasRows = false;
    SliceQuantity m_quantity = SliceQuantity::TrainingLoss;
    std::shared_ptr<const PlanePicture> m_picture;
    int m_projected = -1;  ///< which of the projector's pictures; -1: no projector

    QLabel* m_findings = nullptr;
    QSplitter* m_split = nullptr;
    QWidget* m_left = nullptr;   ///< the map
    QWidget* m_right = nullptr;  ///< the line, and below it the surface and the spectra
    QWidget* m_lower = nullptr;
    SliceMap* m_map = nullptr;
    ColourBar* m_bar = nullptr;
    SurfaceView* m_surface = nullptr;
    SliceLine* m_line = nullptr;
    SpectrumChart* m_spectrum = nullptr;
    CourseChart* m_course = nullptr;
    QComboBox* m_chartMenu = nullptr;  ///< spectrum or course, where both are there
    SharpnessTable* m_table = nullptr;
    QLabel* m_notes = nullptr;
    /// Last, so that it ends first.
    std::unique_ptr<SteadyJob<SlicePictureRequest, std::shared_ptr<const PlanePicture>>> m_job;
};

}  // namespace basin
