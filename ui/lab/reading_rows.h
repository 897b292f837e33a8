// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QGridLayout;
class QLabel;

namespace basin {

class SteadyLabel;

/// A table of readings: SGD and the average in focus, side by side. Each number says what it is in its tooltip.
class ReadingRows : public QWidget {
    Q_OBJECT

public:
    /// `widestName` is the longest name that a row can have: nothing moves when names change.
    explicit ReadingRows(const QString& widestName, QWidget* parent = nullptr);
    void setAverageName(const QString& name);

protected:
    struct Row {
        QLabel* name = nullptr;
        SteadyLabel* sgd = nullptr;
        SteadyLabel* average = nullptr;

        void set(const QString& ofSgd, const QString& ofAverage) const;
        void setName(const QString& text) const;
        void setVisible(bool visible) const;
    };
    Row addRow(const QString& name, const QString& tip);
    /// A paragraph below the rows.
    QLabel* addWords();
    /// Keeps the rows together at the top.
    void endRows();
    void changeEvent(QEvent* event) override;

private:
    void colourHeadings();
    void fitColumns();

    QString m_widestName;
    QGridLayout* m_grid = nullptr;
    QLabel* m_sgdHeading = nullptr;
    QLabel* m_averageHeading = nullptr;
};

}  // namespace basin
