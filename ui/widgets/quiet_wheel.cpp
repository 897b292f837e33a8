// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/quiet_wheel.h"

#include <QEvent>
#include <QWidget>

namespace basin {

namespace {

class WheelFilter : public QObject {
public:
    using QObject::QObject;

protected:
    bool eventFilter(QObject*, QEvent* event) override {
        if (event->type() != QEvent::Wheel) return false;
        event->ignore();  // goes on to the parent
        return true;
    }
};

}  // namespace

void ignoreWheel(QWidget* widget) { widget->installEventFilter(new WheelFilter(widget)); }

}  // namespace basin
