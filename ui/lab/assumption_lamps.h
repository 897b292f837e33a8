// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/theory/constants.h"
#include "ui/lab/law_watch.h"

#include <QWidget>

#include <array>
#include <optional>

class QComboBox;
class QLabel;
class QToolButton;

namespace basin {

/// Which of the theorems' assumptions A1–A5 hold for the landscape, noise and step size on show: a sign and a word each. A lamp
/// that is pressed explains itself and has the chart show where it fails.
class AssumptionLamps : public QWidget {
    Q_OBJECT

public:
    explicit AssumptionLamps(QWidget* parent = nullptr);

    /// None while it is being computed or where F does not exist.
    void setReport(const std::optional<ConstantsReport>& report);
    void setLawShown(LawShown which);

Q_SIGNALS:
    void failureShown(const std::optional<Interval>& where);  ///< none: nothing to show any more
    void lawChosen(LawShown which);                           ///< to be drawn over the histogram

private:
    void explain();

    std::array<QToolButton*, 5> m_lamps{};
    QLabel* m_explanation = nullptr;
    QComboBox* m_law = nullptr;
    std::optional<ConstantsReport> m_report;
};

}  // namespace basin
