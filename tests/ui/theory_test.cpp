// SPDX-License-Identifier: GPL-3.0-or-later
// What theory says beside the lab: the lamps of the assumptions, and the exact law over the histogram.
#include "tests/ui/window.h"
#include "ui/lab/assumption_lamps.h"
#include "ui/lab/histogram_chart.h"
#include "ui/lab/landscape_chart.h"

#include <QComboBox>
#include <QLabel>
#include <QToolButton>

#include <algorithm>
#include <cmath>

using namespace basin;

class TheoryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepareApplication(); }
    void init() {
        // The deeper dip at a large step: F has a second minimum, so A3 fails.
        Scenario scenario;
        scenario.landscape = {.name = "dip", .parameters = {{"a", 0.3}, {"h", 0.5}, {"s", 1.5}, {"delta", 0.3}}};
        scenario.noiseSize = 15.0;
        scenario.stepSize = 0.02;
        scenario.start = 1.5;
        scenario.walkers = 10000;
        m_window = windowWith(scenario);
        QVERIFY(m_window);
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
        const auto explanation = panel->findChild<QLabel*>(QStringLiteral("explanation"));
        QVERIFY(!explanation->isVisible());
        const QImage before = chartPicture();
        QTest::mouseClick(lamps()[2], Qt::LeftButton);
        QVERIFY(explanation->isVisible());
        QVERIFY(explanation->text().contains(QStringLiteral("It fails")));
        QVERIFY(chartPicture() != before);
        QTest::mouseClick(lamps()[2], Qt::LeftButton);
        QVERIFY(!explanation->isVisible());
    }

    void theLawInTheLongRunIsDrawnAndTakenAway() {
        auto* choice = m_window->findChild<AssumptionLamps*>()->findChild<QComboBox*>();
        m_window->lab()->takeSteps(200);
        QTRY_COMPARE_WITH_TIMEOUT(frame()->step, 200, 60000);
        const int without = inked();
        choice->setFocus();
        QTest::keyClick(choice, Qt::Key_Down);
        QCOMPARE(m_window->lab()->lawShown(), LawShown::LongRun);
        // A line across the chart has a pixel of its full colour in many a column.
        QTRY_VERIFY_WITH_TIMEOUT(inked() > without + 50, 60000);
        QTest::keyClick(choice, Qt::Key_Up);
        QTRY_COMPARE_WITH_TIMEOUT(inked(), without, 60000);
    }

    void theLawAtAStepIsThatOfTheWalkers() {
        QTest::keyClick(m_window.get(), Qt::Key_L);
        QCOMPARE(m_window->lab()->lawShown(), LawShown::AtStep);
        m_window->lab()->takeSteps(30);
        QTRY_VERIFY_WITH_TIMEOUT(lawIsAtStep(30), 60000);
        compareWithWalkers();
        // Another step size from here on: the law goes on from what it was, as the walkers do.
        Scenario scenario = m_window->lab()->scenario();
        scenario.stepSize = 0.06;
        m_window->lab()->changeScenario(scenario);
        m_window->lab()->takeSteps(3);
        QTRY_VERIFY_WITH_TIMEOUT(lawIsAtStep(33), 60000);
        compareWithWalkers();
        // Back to the start: all mass in the bin of w_0 = 1.5, or in the two that meet there.
        m_window->lab()->restart();
        QTRY_VERIFY_WITH_TIMEOUT(lawIsAtStep(0), 60000);
        QTRY_COMPARE_WITH_TIMEOUT(frame()->step, 0, 60000);
        const std::vector<double>& shares = law().shares;
        QVERIFY(*std::max_element(shares.begin(), shares.end()) > 0.4);
        QTest::keyClick(m_window.get(), Qt::Key_L);
        QCOMPARE(m_window->lab()->lawShown(), LawShown::None);
        QVERIFY(law().shares.empty());
    }

    void withMomentumThereIsNoLawAndTheChartSaysSo() {
        QTest::keyClick(m_window.get(), Qt::Key_L);
        QTRY_VERIFY_WITH_TIMEOUT(lawIsAtStep(0), 60000);
        Scenario scenario = m_window->lab()->scenario();
        scenario.momentum = 0.5;
        m_window->lab()->changeScenario(scenario);
        m_window->lab()->takeSteps(5);
        QTRY_VERIFY_WITH_TIMEOUT(law().text.contains(QStringLiteral("momentum")), 60000);
        QVERIFY(law().shares.empty());
    }

    void theChoiceOfLawIsRemembered() {
        QTest::keyClick(m_window.get(), Qt::Key_L, Qt::ShiftModifier);
        m_window = std::make_unique<MainWindow>(m_window->lab()->scenario());
        QCOMPARE(m_window->lab()->lawShown(), LawShown::LongRun);
    }

private:
    std::shared_ptr<const Frame> frame() const { return m_window->lab()->stage()->frame(); }
    const BinnedLaw& law() const { return m_window->lab()->stage()->histograms()->law(); }
    bool lawIsAtStep(int step) const {
        return !law().shares.empty() && law().text.endsWith(QStringLiteral("step %1").arg(step));
    }
    int inked() const {
        return pixelsOf(m_window->lab()->stage()->histograms()->grab().toImage(), currentTheme().objective);
    }
    /// The distribution functions of 10,000 walkers and of their law differ by 1.95/√10000 at most, once in a thousand runs
    /// (Kolmogorov); the seed is fixed.
    void compareWithWalkers() const {
        const Histogram& bars = frame()->iterateHistogram;
        double walkers = static_cast<double>(bars.below), expected = 0.0, farthest = 0.0;
        for (std::size_t i = 0; i < bars.counts.size(); ++i) {
            walkers += bars.counts[i];
            expected += law().shares[i];
            farthest = std::max(farthest, std::abs(walkers / 10000.0 - expected));
        }
        QVERIFY2(farthest < 0.0195, qPrintable(QString::number(farthest)));
    }
    QList<QToolButton*> lamps() const { return m_window->findChild<AssumptionLamps*>()->findChildren<QToolButton*>(); }
    QImage chartPicture() const { return m_window->lab()->stage()->chart()->grab().toImage(); }

    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(TheoryTest)
#include "theory_test.moc"
