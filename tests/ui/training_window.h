// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/training_runs.h"
#include "tests/ui/window.h"
#include "ui/training/live_charts.h"
#include "ui/training/run_list.h"
#include "ui/training/run_table.h"
#include "ui/training/training_page.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QWheelEvent>

#include <algorithm>
#include <fstream>
#include <functional>

// The watcher looks when it looks; nothing here measures how soon.
#define SOON(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, 60000)
#define SOON_EQUAL(seen, expected) QTRY_COMPARE_WITH_TIMEOUT(seen, expected, 60000)

namespace basin {

inline Scenario someScenario() {
    Scenario scenario;
    scenario.walkers = 10;
    return scenario;
}

inline QString percent(double share) { return quantityValue(Quantity::Accuracy, share); }

/// A window on its Training page, with a folder of runs that is empty at first.
class TrainingWindow {
protected:
    void open() {
        QSettings().clear();
        QSettings().setValue(QStringLiteral("training/told"), true);  // no box at the end of each test
        m_folder = std::make_unique<QTemporaryDir>();
        m_window = std::make_unique<MainWindow>(someScenario());
        page()->setRoot(m_folder->path());
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        QTest::keyClick(m_window.get(), Qt::Key_F5);
        QVERIFY(page()->isVisible());
    }
    void close() {
        m_window.reset();
        m_folder.reset();
    }

    /// Does this in the next dialog that opens.
    void inDialog(std::function<void(QWidget*)> act) {
        auto* timer = new QTimer(m_window.get());
        QObject::connect(timer, &QTimer::timeout, m_window.get(), [timer, act = std::move(act)] {
            QWidget* dialog = QApplication::activeModalWidget();
            if (!dialog) return;
            timer->deleteLater();
            timer->stop();
            act(dialog);
        });
        timer->start(10);
    }
    /// Also after a dialog.
    void focusList() const {
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        page()->list()->setFocus();
    }
    static QPushButton* accept(QWidget* dialog) {
        return dialog->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok);
    }
    bool says(const QString& text) const {
        const auto labels = page()->findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(),
                           [&](const QLabel* label) { return label->isVisible() && label->text().contains(text); });
    }
    std::filesystem::path path(const char* name) const {
        return std::filesystem::path(m_folder->path().toStdString()) / name;
    }
    static void append(const std::filesystem::path& file, const std::string& bytes) {
        std::ofstream(file, std::ios::binary | std::ios::app) << bytes;
    }
    TrainingPage* page() const { return m_window->training(); }
    TrainingChart* chart() const { return page()->charts()->chart(0); }
    QString words(int row, int column) const { return page()->table()->index(row, column).data().toString(); }
    QPushButton* button(const QString& text) const {
        for (QPushButton* each : page()->findChildren<QPushButton*>())
            if (each->text().remove(QLatin1Char('&')).startsWith(text) && each->isVisible()) return each;
        return nullptr;
    }
    /// Moves the mouse to a place along the chart.
    void point(double epoch) const {
        QTest::mouseMove(chart(), chart()->toPixel(epoch, chart()->yRange().centre()).toPoint() + QPoint(1, 0));
        QTest::mouseMove(chart(), chart()->toPixel(epoch, chart()->yRange().centre()).toPoint());
    }
    static void wheel(QWidget* widget, QPointF place, int turned) {
        QWheelEvent event(place, widget->mapToGlobal(place), {}, {0, turned}, {}, {}, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(widget, &event);
    }
    /// From one place to another, heights as shares of the range.
    void drag(QPointF from, QPointF to) const {
        const auto pixel = [&](QPointF place) {
            const Interval y = chart()->yRange();
            return chart()->toPixel(place.x(), y.lower + place.y() * y.width()).toPoint();
        };
        QTest::mousePress(chart(), Qt::LeftButton, {}, pixel(from));
        QTest::mouseMove(chart(), pixel(to));
        QTest::mouseRelease(chart(), Qt::LeftButton, {}, pixel(to));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<MainWindow> m_window;
};

}  // namespace basin
