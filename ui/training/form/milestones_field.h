// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

#include <vector>

namespace basin {

/// A box for rising shares, "0.2  0.4  0.6", in the user's locale, apart by spaces or semicolons. They count when Return is
/// pressed or the box is left.
class MilestonesField : public QLineEdit {
    Q_OBJECT

public:
    explicit MilestonesField(QWidget* parent = nullptr);
    void setMilestones(const std::vector<double>& milestones);

Q_SIGNALS:
    void entered(const std::vector<double>& milestones);
    void refused(const QString& sentence);

private:
    void finish();

    std::vector<double> m_milestones;
};

}  // namespace basin
