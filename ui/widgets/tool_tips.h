// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace basin {

/// Breaks long tooltips into lines, which Qt does for rich text only. Install on the application.
class ToolTips : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

}  // namespace basin
