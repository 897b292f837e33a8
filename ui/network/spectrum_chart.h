// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/plot.h"
#include "ui/network/measured_weights.h"

#include <vector>

namespace basin {

/// The spectra of the Hessian at several weights over each other: log density with one standard error as a band, and each
/// one's largest eigenvalue.
class SpectrumChart : public Plot {
    Q_OBJECT

public:
    explicit SpectrumChart(QWidget* parent = nullptr);

    /// Copies what it needs; weights without a sharpness are left out.
    void setWeights(const std::vector<MeasuredWeights>& weights);
    /// How wide the lines of the density are: the same for all.
    double lineWidth() const { return m_width; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Spectrum {
        QString name;
        WeightsLook look;
        std::vector<Mean> density;  ///< at m_places
        double largest = 0.0, atLargest = 0.0;
    };
    std::vector<KeyEntry> keyEntries() const;
    void makeRoom();
    void fitRanges();
    void paintBands(QPainter& painter);
    void paintCurves(QPainter& painter);
    void paintTitle(QPainter& painter);

    std::vector<double> m_places;
    double m_width = 1.0;
    std::vector<Spectrum> m_spectra;
};

}  // namespace basin
