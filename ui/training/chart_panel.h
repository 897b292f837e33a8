// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/training/training_chart.h"

#include <QWidget>

class QCheckBox;
class QComboBox;

namespace basin {

/// A chart below its choosers: what it shows, on which images, on which kind of axis. Remembers them.
class ChartPanel : public QWidget {
    Q_OBJECT

public:
    /// `key` names it in the settings; what is said there wins over `quantity`.
    ChartPanel(TrainingChart::Size size, const QString& key, Quantity quantity, QWidget* parent = nullptr);

    TrainingChart* chart() const { return m_chart; }
    ChartRequest request() const;
    void setControlsFont(const QFont& font);
    QComboBox* quantityBox() const { return m_quantity; }
    QComboBox* imagesBox() const { return m_images; }
    QCheckBox* logarithmicBox() const { return m_logarithmic; }

Q_SIGNALS:
    void changed();

private:
    void apply();
    QString emptyText() const;

    QString m_key;
    QComboBox* m_quantity;
    QComboBox* m_images;
    QCheckBox* m_logarithmic;
    TrainingChart* m_chart;
};

}  // namespace basin
