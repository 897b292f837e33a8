// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace basin {

/// A box for one number in the user's locale (the C locale's way of writing is understood too). A number counts when Return
/// is pressed or the box is left; Escape brings the old one back. What is not a number is refused with a sentence.
class NumberField : public QLineEdit {
    Q_OBJECT

public:
    explicit NumberField(QWidget* parent = nullptr);

    double value() const { return m_value; }
    /// Shows a value; ends any editing. Announces nothing.
    void setValue(double value);
    /// Whole numbers only: shown with their thousands separated.
    void setWhole(bool whole);

Q_SIGNALS:
    void entered(double value);             ///< a finite number was typed; `value()` is still the old one
    void refused(const QString& sentence);  ///< what was typed is no number
    void stepped(int strides);              ///< Up, Down or the Page keys: move by this many strides

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void finish();

    double m_value = 0.0;
    bool m_whole = false;
};

}  // namespace basin
