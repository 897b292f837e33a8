// SPDX-License-Identifier: GPL-3.0-or-later
// Predict, then reveal: the room votes for a valley, and the same run is revealed each time.
#include "ui/lecture/vote.h"
#include "tests/ui/window.h"
#include "ui/lab/control_panel.h"
#include "ui/lab/distance_chart.h"
#include "ui/lab/histogram_chart.h"
#include "ui/lab/landscape_chart.h"
#include "ui/lab/presets.h"
#include "ui/lab/timeline_bar.h"
#include "ui/lecture/lecture.h"
#include "ui/lecture/lecture_room.h"
#include "ui/lecture/vote_panel.h"
#include "ui/plane/plane_page.h"
#include "ui/plane/plane_ranges.h"
#include "ui/plane/plane_view.h"

#include <QSpinBox>

#include <cmath>

using namespace basin;

class VoteTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepareApplication(); }
    void init() {
        m_window = windowWith(presets()[4].scenario);
        QVERIFY(m_window);
    }
    void cleanup() { m_window.reset(); }

    void theRoomVotesAndTheSameRunIsRevealedEachTime() {
        lab()->openScenario(presets()[0].scenario, {});
        vote()->start(lab(), QStringLiteral("Where?"), 2000);
        QTRY_COMPARE_WITH_TIMEOUT(vote()->choices().size(), std::size_t{2}, 60000);
        // While the room votes nothing tells where the walkers will end.
        const QImage frozen = stage()->chart()->grab().toImage();
        QCOMPARE(pixelsOf(frozen, currentTheme().smoothed), 0);
        QCOMPARE(pixelsOf(frozen, currentTheme().sgd), 0);
        QVERIFY(!stage()->histograms()->isVisible());
        for (const Qt::Key key : {Qt::Key_2, Qt::Key_1, Qt::Key_2, Qt::Key_3, Qt::Key_2})
            QTest::keyClick(m_window.get(), key);
        QTest::keyClick(m_window.get(), Qt::Key_Backspace);
        QCOMPARE(vote()->choices()[0].votes, 1);
        QCOMPARE(vote()->choices()[1].votes, 2);  // there is no third valley
        auto* typed = m_window->findChild<QSpinBox*>(QStringLiteral("votes1"));
        QVERIFY(typed && typed->isVisible());
        typed->setValue(7);
        QCOMPARE(vote()->total(), 9);

        QTest::keyClick(m_window.get(), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(vote()->isDone(), 60000);
        QCOMPARE(stage()->frame()->step, 2000);
        QVERIFY(stage()->histograms()->isVisible());
        const std::vector<double> first = stage()->frame()->iterates;
        const double sgd = vote()->choices()[1].sgd, average = vote()->choices()[1].average;
        QCOMPARE(sgd, stage()->frame()->sgd.shares[1]);
        QVERIFY(std::abs(vote()->choices()[0].sgd + sgd + vote()->sgdElsewhere() - 1.0) < 1e-9);
        vote()->reveal();
        QVERIFY(!vote()->isDone());
        QTRY_VERIFY_WITH_TIMEOUT(vote()->isDone(), 60000);
        QCOMPARE(stage()->frame()->iterates, first);
        QCOMPARE(vote()->choices()[1].sgd, sgd);
        QCOMPARE(vote()->choices()[1].average, average);
        QCOMPARE(vote()->total(), 9);
        QTest::keyClick(m_window.get(), Qt::Key_Escape);
        QVERIFY(!vote()->isOpen());
    }

    void aVoteNeedsNoLargerWindow() {
        lab()->openScenario(presets()[0].scenario, {});
        QTest::keyClick(m_window.get(), Qt::Key_V);
        QTRY_COMPARE_WITH_TIMEOUT(vote()->choices().size(), std::size_t{2}, 60000);
        for (int round = 0; round < 2; ++round) {
            QCoreApplication::processEvents();
            QCOMPARE(m_window->size(), QSize(1280, 720));
            // Nothing in the panel is cut off.
            const auto* panel = m_window->findChild<VotePanel*>();
            QVERIFY(panel->minimumSizeHint().width() <= panel->width());
            vote()->reveal();
            QTRY_VERIFY_WITH_TIMEOUT(vote()->isDone(), 60000);
        }
    }

    void theRoomVotesInThePlane() {
        PlanePage* plane = m_window->plane();
        m_window->showPage(plane);
        // Himmelblau's function has four minima, all of value 0.
        Scenario scenario = plane->scenario();
        setSurface(scenario, {.name = "himmelblau"});
        settleOn(scenario, **buildSurface(scenario.plane->surface));
        scenario.walkers = 200;
        QVERIFY(plane->openScenario(scenario, {}));
        vote()->start(plane, {}, 300);
        QTRY_COMPARE_WITH_TIMEOUT(vote()->choices().size(), std::size_t{4}, 60000);
        QVERIFY(!plane->view()->smoothed()->isVisible() && !plane->view()->distance()->isVisible());
        QVERIFY(!plane->view()->timeline()->isVisible());
        QVERIFY(plane->view()->objective()->isVisible());
        QCOMPARE(pixelsOf(plane->view()->objective()->grab().toImage(), currentTheme().sgd), 0);
        QCoreApplication::processEvents();
        QCOMPARE(m_window->size(), QSize(1280, 720));
        for (const Qt::Key key : {Qt::Key_4, Qt::Key_1, Qt::Key_4}) QTest::keyClick(m_window.get(), key);
        QCOMPARE(vote()->choices()[3].votes, 2);
        QTest::keyClick(m_window.get(), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(vote()->isDone(), 60000);
        QCOMPARE(plane->runs().front().step, 300);
        double all = vote()->sgdElsewhere();
        for (const Vote::Choice& choice : vote()->choices()) all += choice.sgd;
        QVERIFY(std::abs(all - 1.0) < 1e-9);
        QVERIFY(plane->view()->smoothed()->isVisible());
        QTest::keyClick(m_window.get(), Qt::Key_Escape);
        QVERIFY(!vote()->isOpen() && plane->view()->timeline()->isVisible() && plane->controls()->isVisible());
    }

    void theRevealedRunEndsWhateverKeysMoveIt() {
        lab()->openScenario(presets()[0].scenario, {});
        vote()->start(lab(), {}, 2000);
        QTRY_COMPARE_WITH_TIMEOUT(vote()->choices().size(), std::size_t{2}, 60000);
        for (const Qt::Key key : {Qt::Key_R, Qt::Key_S, Qt::Key_Space}) {
            vote()->reveal();
            QTRY_VERIFY_WITH_TIMEOUT(stage()->frame()->step > 0 && stage()->frame()->step < 1000, 60000);
            QTest::keyClick(m_window.get(), key);
            QTRY_VERIFY_WITH_TIMEOUT(vote()->isDone(), 60000);
            QTRY_COMPARE_WITH_TIMEOUT(stage()->frame()->step, 2000, 60000);
        }
    }

    void theVoteOffersTheValleysThatMatter() {
        // Of a spiky parabola's many: the lowest, at 0, the one at the start, at 1, and the two next to the lowest.
        const LandscapePtr spiky = *buildLandscape(presets()[4].scenario.landscape);
        const std::vector<Basin> all = basins(*spiky, {-2.0, 2.0});
        QVERIFY(all.size() > 6);
        std::vector<StagePage::Valley> valleys;
        for (const Basin& basin : all) valleys.push_back({{}, basin.minimum.value, std::abs(basin.minimum.w - 1.0)});
        const std::vector<std::size_t> chosen = valleysToVoteFor(valleys, 4);
        QCOMPARE(chosen.size(), std::size_t{4});
        const double period = 2.0 * M_PI / 20.0;
        const double expected[] = {-period, 0.0, period, 3.0 * period};
        for (std::size_t i = 0; i < 4; ++i) QVERIFY(std::abs(all[chosen[i]].minimum.w - expected[i]) < 0.05);
    }

    void oneValleyIsNothingToVoteFor() {
        lab()->openScenario(presets()[11].scenario, {});
        QTest::keyClick(m_window.get(), Qt::Key_V);
        QTRY_VERIFY_WITH_TIMEOUT(!vote()->isOpen(), 60000);
    }

private:
    LabPage* lab() const { return m_window->lab(); }
    Stage* stage() const { return lab()->stage(); }
    Vote* vote() const { return m_window->lectureRoom()->lecture()->vote(); }

    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(VoteTest)
#include "vote_test.moc"
