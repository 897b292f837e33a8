// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace basin {

/// A label for a text that changes all the time. It has the size of its widest text so far, so that a new one neither moves
/// what stands beside it nor has the whole page laid out again.
class SteadyLabel : public QLabel {
    Q_OBJECT

public:
    /// At least as wide as `widest`.
    explicit SteadyLabel(const QString& widest, QWidget* parent = nullptr);
    void showText(const QString& text);

protected:
    void changeEvent(QEvent* event) override;

private:
    void fit();

    QString m_widest;
};

}  // namespace basin
