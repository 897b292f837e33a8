// SPDX-License-Identifier: GPL-3.0-or-later
// The minima of F over the step size, below the landscape.
#include "tests/ui/window.h"
#include "ui/lab/control_panel.h"
#include "ui/lab/landscape_chart.h"
#include "ui/lab/minima_chart.h"
#include "ui/lab/presets.h"

#include <QUndoStack>

#include <algorithm>
#include <cmath>

using namespace basin;

class MinimaTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepareApplication(); }
    void init() {
        m_window = windowWith(presets().front().scenario);  // the flat basin at .004, where the dip is gone from F
        QVERIFY(m_window);
    }
    void cleanup() { m_window.reset(); }

    void theKeyShowsAndHidesTheChartAndItIsRemembered() {
        QVERIFY(!chart()->isVisible());
        QTest::keyClick(m_window.get(), Qt::Key_M);
        QVERIFY(chart()->isVisible());
        m_window = std::make_unique<MainWindow>(lab()->scenario());
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QVERIFY(chart()->isVisible());
        QTest::keyClick(m_window.get(), Qt::Key_M);
        QVERIFY(!chart()->isVisible());
    }

    void theDipEndsAndTheBasinGoesOn() {
        show();
        // η = .00264 is where the readings table says that the dip's minimum ends (to .1 %); its curve to .2 %.
        const auto ended = [this] {
            const auto& branches = chart()->branches();
            return std::count_if(branches.begin(), branches.end(), [](const MinimaBranch& branch) {
                return branch.ends && std::abs(branch.points.back().stepSize / 0.00264 - 1.0) < 0.005;
            });
        };
        QTRY_COMPARE_WITH_TIMEOUT(ended(), 1, 60000);
        // The lowest is a thick line from the bottom to the top.
        const QImage picture = chart()->grab().toImage();
        QVERIFY(pixelsOf(picture, currentTheme().smoothed) > 2 * static_cast<int>(chart()->plotArea().height()));
        // Both charts have the same axis of w.
        QCOMPARE(chart()->plotArea().left(), landscape()->plotArea().left());
        QCOMPARE(chart()->plotArea().right(), landscape()->plotArea().right());
        QCOMPARE(chart()->xRange(), landscape()->xRange());
    }

    void theStepSizeIsDraggedAndUndone() {
        show();
        const double before = lab()->scenario().stepSize;
        const QPoint line = chart()->toPixel(0.5, before).toPoint(), target = chart()->toPixel(0.5, 0.001).toPoint();
        QTest::mousePress(chart(), Qt::LeftButton, {}, line);
        QTest::mouseMove(chart(), target);
        // It is live: the panel and the run follow before the mouse is let go.
        const double moved = lab()->scenario().stepSize;
        QVERIFY(std::abs(std::log(moved / 0.001)) < 0.1);  // a pixel is some 6 %
        QCOMPARE(lab()->controls()->scenario().stepSize, moved);
        QTRY_COMPARE_WITH_TIMEOUT(lab()->stage()->frame()->analysis->stepSize, moved, 60000);
        QTest::mouseRelease(chart(), Qt::LeftButton, {}, target);
        QCOMPARE(lab()->undoStack()->count(), 1);
        lab()->undoStack()->undo();
        QCOMPARE(lab()->scenario().stepSize, before);
        QCOMPARE(chart()->stepSize(), before);
    }

    void theStepSizeMovesByKeys() {
        show();
        chart()->setFocus();
        QTest::keyClick(chart(), Qt::Key_Up);
        QCOMPARE(lab()->scenario().stepSize, 0.00408);  // 2 % more than .004
        QTest::keyClick(chart(), Qt::Key_Down);
        QCOMPARE(lab()->scenario().stepSize, 0.004);
        QTest::keyClick(chart(), Qt::Key_PageDown);
        QCOMPARE(lab()->scenario().stepSize, 0.0032);  // a quarter more would be .004
        QVERIFY(lab()->undoStack()->canUndo());
    }

    void besideEachOtherEachHasItsOwnLine() {
        Scenario scenario = lab()->scenario();
        scenario.twinStepSize = 5e-5;
        lab()->changeScenario(scenario);
        show();
        const QList<MinimaChart*> charts = m_window->findChildren<MinimaChart*>();
        QCOMPARE(charts.size(), 2);
        MinimaChart* twin = charts[0] == chart() ? charts[1] : charts[0];
        QCOMPARE(twin->stepSize(), 5e-5);
        twin->setFocus();
        QTest::keyClick(twin, Qt::Key_Up);
        QCOMPARE(*lab()->scenario().twinStepSize, 5.1e-5);
        QCOMPARE(lab()->scenario().stepSize, 0.004);
        QTRY_VERIFY_WITH_TIMEOUT(!twin->branches().empty(), 60000);
    }

private:
    LabPage* lab() const { return m_window->lab(); }
    MinimaChart* chart() const { return lab()->stage()->minima(); }
    Plot* landscape() const { return lab()->stage()->chart(); }
    void show() {
        QTest::keyClick(m_window.get(), Qt::Key_M);
        QVERIFY(chart()->isVisible());
    }

    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(MinimaTest)
#include "minima_test.moc"
