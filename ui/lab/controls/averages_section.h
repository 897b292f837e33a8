// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/lab/controls/control_section.h"

#include <vector>

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;
class QRadioButton;
class QToolButton;

namespace basin {

/// The averages of the iterates: which there are, which is in focus, and how the one in focus is taken.
class AveragesSection : public ControlSection {
    Q_OBJECT

public:
    static constexpr std::size_t kMost = 6;  ///< the distance chart has as many curves

    explicit AveragesSection(QWidget* parent = nullptr);
    QString summary() const override;
    /// Whether averages go on when a control changes; announces nothing.
    void setKept(bool kept);

Q_SIGNALS:
    void keepChanged(bool keep);

protected:
    void refresh() override;

private:
    struct Row {
        QWidget* widget;
        QRadioButton* focus;
        QToolButton* remove;
    };
    void addRow(std::size_t index);
    void add();
    void remove(std::size_t index);
    void setFocused(std::size_t index);
    void chooseKind(int index);
    const Average& focused() const { return scenario().averages[scenario().focus]; }

    std::vector<Row> m_rows;
    QPushButton* m_add;
    QComboBox* m_kind;
    ParameterControl* m_fraction;
    ParameterControl* m_from;
    ParameterControl* m_length;
    ParameterControl* m_decay;
    QCheckBox* m_keep;
};

}  // namespace basin
