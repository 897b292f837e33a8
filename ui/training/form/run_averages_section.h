// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/training/form/run_section.h"

class QLabel;
class QPushButton;
class QToolButton;

namespace basin {

/// The averages that a run keeps: which iterates each is made of; one line each, to be changed, added and removed.
class RunAveragesSection : public RunSection {
    Q_OBJECT

public:
    explicit RunAveragesSection(QWidget* parent = nullptr);

private:
    struct Line {
        QWidget* widget;
        QComboBox* kind;
        NumberField* value;
        QLabel* unit;
        QToolButton* remove;
    };
    void addLine();
    void show(const RunConfig& config);
    void change(std::size_t index, const TrainingAverage& average);
    void chooseKind(std::size_t index, int kind);
    void takeValue(std::size_t index, double value);
    void add();
    void remove(std::size_t index);

    QWidget* m_list;
    std::vector<Line> m_lines;  ///< as many as there ever were; those beyond the averages are hidden
    QPushButton* m_add;
};

}  // namespace basin
