// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/table.h"
#include "ui/network/measured_weights.h"

#include <QTableWidget>

#include <optional>
#include <vector>

namespace basin {

/// How flat the loss is at several weights, a row each, and below every number how it differs from that of the first row, with
/// the standard error of the paired difference.
class SharpnessTable : public QTableWidget {
    Q_OBJECT

public:
    explicit SharpnessTable(QWidget* parent = nullptr);

    void setWeights(const std::vector<MeasuredWeights>& weights);
    /// Fewer columns, and all rows: the letters are large there.
    void setProjecting(bool projecting);
    /// The same numbers for files.
    Table table() const;
    /// One sentence on what the numbers say of the first average, and one on SAM, against SGD; also "cannot tell".
    QString findings() const;
    /// With which images, and which rows are not compared, and why.
    QString notes() const;
    /// As high as its rows, if there are few.
    void fitHeight();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    enum Column {
        Name,
        Loss,
        Accuracy,
        TestAccuracy,
        Trace,
        NormalisedTrace,
        Largest,
        Norm,
        Noise,
        Smoothing,
        Columns
    };
    struct Row {
        MeasuredWeights weights;
        QString incomparable;                            ///< why sharpness is not compared with the first row's
        std::optional<SharpnessDifference> difference;   ///< from the first row
        std::optional<Mean> noise;                       ///< tr Σ at the run's batch size
        std::optional<Mean> smoothing, smoothingChange;  ///< F − f, and how it differs from the first row's
        QString noiseIncomparable;
    };
    void addNoise(Row& row);
    void showRow(int index);
    QString cell(const Row& row, int column) const;

    void hideColumns();

    bool m_projecting = false;
    std::vector<Row> m_rows;
    double m_stepSize = kUnknown;  ///< of F − f
};

}  // namespace basin
