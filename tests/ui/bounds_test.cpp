// SPDX-License-Identifier: GPL-3.0-or-later
// Bounds and predictions in the distance chart.
#include "tests/ui/window.h"
#include "ui/lab/distance_chart.h"

#include <QHelpEvent>
#include <QToolTip>

#include <algorithm>
#include <cmath>

using namespace basin;

class BoundsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepareApplication(); }
    void init() {
        // The asymmetric valley of the golden table (maths.md §4): every bound exists for η < 2c/L² = .125.
        Scenario scenario;
        scenario.landscape = {.name = "asymmetric", .parameters = {{"a_plus", 2.0}, {"a_minus", 0.25}, {"s", 0.5}}};
        scenario.noiseSize = 1.0;
        scenario.stepSize = 0.04;
        scenario.start = 2.0;
        scenario.walkers = 2000;
        scenario.averages = {{.kind = Average::Kind::PolyakRuppert}};
        m_window = windowWith(scenario);
        QVERIFY(m_window);
        lab()->takeSteps(2000);
        QTRY_COMPARE_WITH_TIMEOUT(lab()->stage()->frame()->step, 2000, 60000);
    }
    void cleanup() { m_window.reset(); }

    void theKeyDrawsThemWithTheirNamesAndTakesThemAway() {
        const QImage before = chart()->grab().toImage();
        QTest::keyClick(m_window.get(), Qt::Key_B);
        QTRY_COMPARE_WITH_TIMEOUT(tags(), QStringLiteral("B1′ B2 P1 B4 P3"), 60000);
        QTRY_VERIFY_WITH_TIMEOUT(chart()->grab().toImage() != before, 60000);
        for (const DistanceGuide& guide : chart()->guides())
            QVERIFY(chart()->accessibleDescription().contains(guide.sentence));
        QTest::keyClick(m_window.get(), Qt::Key_B);
        QVERIFY(chart()->guides().empty());
    }

    void theyHoldForWhatTheChartShows() {
        QTest::keyClick(m_window.get(), Qt::Key_B);
        QTRY_VERIFY_WITH_TIMEOUT(tags().startsWith(QStringLiteral("B1′ B2")), 60000);
        QTRY_VERIFY_WITH_TIMEOUT(!lab()->stage()->frame()->sgdDistance.empty(), 60000);
        const double sgd = lab()->stage()->frame()->sgdDistance.back();
        const double average = lab()->stage()->frame()->averageDistances[0].back();
        QVERIFY(sgd < *level(0));
        QVERIFY(sgd > *level(1));
        // √(D + η²σ²) with D_∞ = .01454 of the golden table, to the 2 % that it allows D; 2000 walkers add 1.6 % each way.
        QVERIFY(std::abs(*level(2) / std::sqrt(0.01454 + 0.0016 / 3.0) - 1.0) < 0.01);
        QVERIFY(std::abs(sgd / *level(2) - 1.0) < 0.07);
        QVERIFY(average < *level(3));
    }

    void whereAConditionFailsALineIsAbsent() {
        QTest::keyClick(m_window.get(), Qt::Key_B);
        QTRY_VERIFY_WITH_TIMEOUT(tags().contains(QStringLiteral("B4")), 60000);
        // Beyond 2c/L² = .125 there is no B1, and so no B4; beyond 1/L = .5 no B1′, B2 and B3 either.
        change([](Scenario& scenario) { scenario.stepSize = 0.2; });
        QTRY_COMPARE_WITH_TIMEOUT(tags(), QStringLiteral("B1′ B2 P1 B3 P3"), 60000);
        change([](Scenario& scenario) { scenario.stepSize = 0.6; });
        QTRY_COMPARE_WITH_TIMEOUT(tags(), QStringLiteral("P1 P3"), 60000);
        // Back at a small step after some other one: where the average begins is not known.
        lab()->takeSteps(1);
        QTRY_COMPARE_WITH_TIMEOUT(lab()->stage()->frame()->step, 2001, 60000);
        change([](Scenario& scenario) { scenario.stepSize = 0.04; });
        QTRY_COMPARE_WITH_TIMEOUT(tags(), QStringLiteral("B1′ B2 P1 B3 P3"), 60000);
        lab()->restart();
        QTRY_COMPARE_WITH_TIMEOUT(tags(), QStringLiteral("B1′ B2 P1 B4 P3"), 60000);
        change([](Scenario& scenario) { scenario.averages = {{.kind = Average::Kind::Exponential}}; });
        QTRY_COMPARE_WITH_TIMEOUT(tags(), QStringLiteral("B1′ B2 P1"), 60000);
        change([](Scenario& scenario) { scenario.momentum = 0.5; });
        QTRY_COMPARE_WITH_TIMEOUT(tags(), QString(), 60000);
    }

    void theMouseAsksALineWhatItIs() {
        QTest::keyClick(m_window.get(), Qt::Key_B);
        QTRY_VERIFY_WITH_TIMEOUT(tags().startsWith(QStringLiteral("B1′ B2")), 60000);
        const QPoint place = chart()->toPixel(chart()->xRange().upper, *level(1)).toPoint();
        QHelpEvent help(QEvent::ToolTip, place, chart()->mapToGlobal(place));
        QApplication::sendEvent(chart(), &help);
        QVERIFY(QToolTip::text().contains(chart()->guides()[1].sentence));
        QToolTip::hideText();
    }

    void theSwitchIsRemembered() {
        QTest::keyClick(m_window.get(), Qt::Key_B);
        m_window = std::make_unique<MainWindow>(lab()->scenario());
        m_window->show();
        QTRY_VERIFY_WITH_TIMEOUT(!chart()->guides().empty(), 60000);
    }

private:
    LabPage* lab() const { return m_window->lab(); }
    DistanceChart* chart() const { return m_window->lab()->findChild<DistanceChart*>(); }
    std::optional<double> level(std::size_t guide) const { return chart()->guides()[guide].at(2000); }
    /// The last word of every label.
    QString tags() const {
        QStringList tags;
        for (const DistanceGuide& guide : chart()->guides()) tags << guide.label.section(QLatin1Char(' '), -1);
        return tags.join(QLatin1Char(' '));
    }
    template <class Edit>
    void change(Edit edit) {
        Scenario scenario = lab()->scenario();
        edit(scenario);
        lab()->changeScenario(scenario);
    }

    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(BoundsTest)
#include "bounds_test.moc"
