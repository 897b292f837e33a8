// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/table.h"

#include <QRectF>
#include <QSizeF>
#include <QWidget>

#include <functional>

class QPainter;
class QUndoStack;

namespace basin {

/// A page of the window: what the window asks of each.
class Page : public QWidget {
    Q_OBJECT

public:
    using QWidget::QWidget;

    /// One sentence that stays until the next action: errors and hints.
    virtual void showMessage(const QString& sentence) = 0;
    /// The charts alone, as they stand, painted into `target`: for pictures in files.
    virtual void paintCharts(QPainter& painter, const QRectF& target) = 0;
    /// What they take up on screen, in logical pixels.
    virtual QSizeF chartsSize() const = 0;
    /// The numbers of the charts, as they stand; without columns if there are none.
    virtual Table shownTable() const { return {}; }
    /// Has all numbers behind the charts collected; `done` is called once, on any thread.
    virtual void collectTable(const std::function<void(const Table&)>& done) { done(shownTable()); }
    /// On the projector: charts alone, one of them in focus.
    virtual void setProjecting(bool /*projecting*/) {}
    /// Puts the next chart into focus, on the projector.
    virtual void showNextChart() {}
    /// The section of the guide that tells of the page.
    virtual QString guideSection() const { return {}; }
    /// What was changed on the page; null if nothing can be undone there.
    virtual QUndoStack* undoStack() const { return nullptr; }
};

}  // namespace basin
