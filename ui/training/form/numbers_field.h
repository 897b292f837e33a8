// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

#include <vector>

namespace basin {

/// A box for some numbers, "0.2  0.4  0.6", in the user's locale, apart by spaces or semicolons. They count when Return is
/// pressed or the box is left.
class NumbersField : public QLineEdit {
    Q_OBJECT

public:
    explicit NumbersField(QWidget* parent = nullptr);
    void setNumbers(const std::vector<double>& numbers);

Q_SIGNALS:
    void entered(const std::vector<double>& numbers);
    void refused(const QString& sentence);

private:
    void finish();

    std::vector<double> m_numbers;
};

}  // namespace basin
