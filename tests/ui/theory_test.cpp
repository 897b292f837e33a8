// SPDX-License-Identifier: GPL-3.0-or-later
// What theory says beside the lab: the lamps of the assumptions, and the exact law over the histogram.
#include "ui/lab/assumption_lamps.h"
#include "ui/lab/histogram_chart.h"
#include "ui/lab/lab_page.h"
#include "ui/lab/landscape_chart.h"
#include "ui/lab/stage.h"
#include "ui/main_window.h"

#include <QCheckBox>
#include <QLabel>
#include <QStandardPaths>
#include <QTest>
#include <QToolButton>

#include <algorithm>

using namespace basin;

class TheoryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setApplicationName(QStringLiteral("basin-test"));
        applyTheme(ThemeChoice::Light);
    }
    void init() {
        // The deeper dip at a large step: F has a second minimum, so A3 fails.
        Scenario scenario;
        scenario.landscape = {.name = "dip", .parameters = {{"a", 0.3}, {"h", 0.5}, {"s", 1.5}, {"delta", 0.3}}};
        scenario.noiseSize = 15.0;
        scenario.stepSize = 0.02;
        scenario.walkers = 200;
        m_window = std::make_unique<MainWindow>(scenario);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        QTRY_VERIFY_WITH_TIMEOUT(m_window->lab()->stage()->frame() != nullptr, 60000);
    }
    void cleanup() { m_window.reset(); }

    void theLampsSayWhatHoldsAndFollowTheStepSize() {
        const auto text = [this](int i) { return lamps()[i]->text(); };
        QTRY_COMPARE_WITH_TIMEOUT(text(0), QStringLiteral("A1 ✓"), 60000);
        QCOMPARE(text(1), QStringLiteral("A2 ✓"));
        QCOMPARE(text(2), QStringLiteral("A3 ✗"));
        QCOMPARE(text(4), QStringLiteral("A5 ✓"));
        // A half-width ρ = ηr = 2.4 of the window is more than the dip's place and half-width together. While the whole dip lies in the
        // window F′ = 0.3 v; where an edge crosses it, at v = 1.5 ∓ 2.4, the dip adds ∓.5/(2ρ), which has the sign of v too: A3 holds.
        Scenario scenario = m_window->lab()->scenario();
        scenario.stepSize = 0.16;
        m_window->lab()->changeScenario(scenario);
        QTRY_COMPARE_WITH_TIMEOUT(text(2), QStringLiteral("A3 ✓"), 60000);
    }

    void aLampThatIsPressedExplainsItselfAndShadesWhereItFails() {
        QTRY_COMPARE_WITH_TIMEOUT(lamps()[2]->text(), QStringLiteral("A3 ✗"), 60000);
        auto* panel = m_window->findChild<AssumptionLamps*>();
        const auto explanation = panel->findChildren<QLabel*>().last();
        QVERIFY(!explanation->isVisible());
        const QImage before = chartPicture();
        QTest::mouseClick(lamps()[2], Qt::LeftButton);
        QVERIFY(explanation->isVisible());
        QVERIFY(explanation->text().contains(QStringLiteral("It fails")));
        QVERIFY(chartPicture() != before);
        QTest::mouseClick(lamps()[2], Qt::LeftButton);
        QVERIFY(!explanation->isVisible());
    }

    void theExactLawIsDrawnOverTheBars() {
        QCheckBox* box = m_window->findChild<AssumptionLamps*>()->findChild<QCheckBox*>();
        const auto inked = [this] {
            const QImage picture = m_window->lab()->stage()->histograms()->grab().toImage();
            int count = 0;
            for (int y = 0; y < picture.height(); ++y)
                for (int x = 0; x < picture.width(); ++x)
                    if (picture.pixelColor(x, y) == currentTheme().objective) ++count;
            return count;
        };
        m_window->lab()->takeSteps(200);
        QTRY_COMPARE_WITH_TIMEOUT(m_window->lab()->stage()->frame()->step, 200, 60000);
        const int without = inked();
        QTest::mouseClick(box, Qt::LeftButton, {}, {8, box->height() / 2});
        QVERIFY(box->isChecked());
        // A line across the chart has a pixel of its full colour in many a column.
        QTRY_VERIFY_WITH_TIMEOUT(inked() > without + 50, 60000);
        QTest::mouseClick(box, Qt::LeftButton, {}, {8, box->height() / 2});
        QTRY_COMPARE_WITH_TIMEOUT(inked(), without, 60000);
    }

private:
    QList<QToolButton*> lamps() const { return m_window->findChild<AssumptionLamps*>()->findChildren<QToolButton*>(); }
    QImage chartPicture() const { return m_window->lab()->stage()->chart()->grab().toImage(); }

    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(TheoryTest)
#include "theory_test.moc"
