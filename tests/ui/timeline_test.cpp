// SPDX-License-Identifier: GPL-3.0-or-later
// The run is taken back to an earlier step, by mouse and keys, and goes on as two futures.
#include "ui/lab/timeline_bar.h"

#include "tests/ui/typing.h"
#include "tests/ui/window.h"
#include "ui/lab/distance_chart.h"
#include "ui/lab/histogram_chart.h"
#include "ui/lab/lab_view.h"
#include "ui/lab/landscape_chart.h"
#include "ui/lab/presets.h"
#include "ui/plane/plane_page.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/parameter_control.h"

#include <QLabel>
#include <QToolButton>
#include <QUndoStack>

#include <algorithm>

using namespace basin;

class TimelineTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepareApplication(); }
    void init() {
        m_window = windowWith(presets().front().scenario);
        QVERIFY(m_window);
    }
    void cleanup() { m_window.reset(); }

    void keysGoBackAndOnAndFindTheSameState() {
        takeTo(1000);
        const std::vector<double> last = stage()->frame()->iterates;
        takeBack(Qt::Key_Left, 980);  // a fiftieth of what is known
        QVERIFY(says(QStringLiteral("980")));
        takeBack(Qt::Key_Left, 960);
        takeBack(Qt::Key_Right, 980);
        QTest::keyClick(m_window.get(), Qt::Key_Comma);
        QTRY_COMPARE_WITH_TIMEOUT(stage()->frame()->step, 979, 60000);
        takeBack(Qt::Key_Home, 0);
        takeBack(Qt::Key_End, 1000);
        QCOMPARE(stage()->frame()->iterates, last);
        QVERIFY(!says(QStringLiteral("980")));
    }

    void theMouseDragsTheStepAndPausesThePlay() {
        takeTo(1000);
        lab()->setPlaying(true);
        auto* slider = lab()->findChild<TimelineSlider*>();
        const QPoint middle(slider->width() / 2, slider->height() / 2);
        const std::int64_t shown = lab()->timeline()->end();  // the run itself may be a little further
        QTest::mousePress(slider, Qt::LeftButton, {}, middle);
        QVERIFY(!lab()->isPlaying());
        QTRY_VERIFY_WITH_TIMEOUT(rewound() && !stage()->frame()->repeatingTo, 60000);
        const std::int64_t half = stage()->frame()->step;
        QVERIFY2(std::abs(2 * half - shown) <= shown / 50, qPrintable(QStringLiteral("%1 of %2").arg(half).arg(shown)));
        QTest::mouseMove(slider, QPoint(0, slider->height() / 2));
        QTRY_COMPARE_WITH_TIMEOUT(stage()->frame()->step, 0, 60000);
        QTest::mouseRelease(slider, Qt::LeftButton, {}, QPoint(0, slider->height() / 2));
        QVERIFY(stage()->frame()->end >= 1000);
    }

    void aChangeInThePastShowsBothFutures() {
        takeTo(1000);
        takeBack(Qt::Key_Home, 0);
        lab()->takeSteps(200);
        QTRY_COMPARE_WITH_TIMEOUT(stage()->frame()->step, 200, 60000);
        QVERIFY(rewound());
        const double before = lab()->scenario().stepSize;
        enter(lab()->findChild<ParameterControl*>(QStringLiteral("stepSize"))->field(), typed(0.25 * before));
        QTRY_VERIFY_WITH_TIMEOUT(stage()->frame()->other != nullptr, 60000);
        QCOMPARE(*stage()->frame()->branchedAt, 200);
        lab()->takeSteps(600);
        QTRY_COMPARE_WITH_TIMEOUT(stage()->frame()->step, 800, 60000);
        const Frame& frame = *stage()->frame();
        QCOMPARE(frame.other->step, 800);
        QCOMPARE(frame.scenario->stepSize, 0.25 * before);
        QCOMPARE(frame.other->scenario->stepSize, before);
        QCOMPARE(frame.other->recordedSteps, frame.recordedSteps);
        // Both are drawn: the other one's colours are there, and nowhere else.
        for (const ThemeChoice choice : {ThemeChoice::Light, ThemeChoice::Dark}) {
            applyTheme(choice);
            QCoreApplication::processEvents();
            const auto drawn = [](QWidget* chart, const QColor& colour) {
                return pixelsOf(chart->grab().toImage(), colour) > 20;
            };
            QVERIFY(drawn(stage()->chart(), faded(currentTheme().smoothed)));
            QVERIFY(drawn(lab()->view()->distance(), faded(currentTheme().sgd)));
            QVERIFY(drawn(lab()->view()->distance(), faded(currentTheme().average)));
        }
        applyTheme(ThemeChoice::Light);
        QVERIFY(branch()->isChecked());

        // Restart goes back to one future.
        QTest::keyClick(m_window.get(), Qt::Key_R);
        QTRY_VERIFY_WITH_TIMEOUT(stage()->frame()->step == 0 && !stage()->frame()->other, 60000);
        QVERIFY(!branch()->isChecked());
        QVERIFY(pixelsOf(stage()->chart()->grab().toImage(), faded(currentTheme().smoothed)) <= 20);
    }

    void theBranchIsMadeAndTakenAwayByItsKey() {
        takeTo(300);
        QTest::keyClick(m_window.get(), Qt::Key_B, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(stage()->frame()->other != nullptr, 60000);
        QCOMPARE(stage()->frame()->other->iterates, stage()->frame()->iterates);
        QTest::keyClick(m_window.get(), Qt::Key_B, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(stage()->frame()->other == nullptr, 60000);
        QTest::mouseClick(branch(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(stage()->frame()->other != nullptr, 60000);
    }

    void theSettingsGoBackWithTheRunAndUndoBringsThemForth() {
        takeTo(400);
        const Scenario first = lab()->scenario();
        Scenario second = first;
        second.stepSize *= 0.5;
        second.stepsPerSecond = 123.0;
        lab()->changeScenario(second);
        lab()->takeSteps(400);
        QTRY_COMPARE_WITH_TIMEOUT(stage()->frame()->step, 800, 60000);
        lab()->goTo(100);
        QTRY_COMPARE_WITH_TIMEOUT(lab()->scenario().stepSize, first.stepSize, 60000);
        QCOMPARE(stage()->frame()->step, 100);
        QCOMPARE(lab()->scenario().stepsPerSecond, 123.0);  // the speed is not of the run
        QVERIFY(!stage()->frame()->other);                  // and nothing was changed in the past
        lab()->goTo(800);
        QTRY_COMPARE_WITH_TIMEOUT(lab()->scenario(), second, 60000);
        QVERIFY(!rewound());
        while (lab()->undoStack()->canUndo()) lab()->undoStack()->undo();
        QCOMPARE(lab()->scenario(), first);
    }

    void bothViewsGoBackTogether() {
        Scenario scenario = lab()->scenario();
        scenario.twinStepSize = 0.5 * scenario.stepSize;
        lab()->changeScenario(scenario);
        lab()->takeSteps(500);
        const QList<Stage*> stages = lab()->view()->findChildren<Stage*>();
        QCOMPARE(stages.size(), 2);
        const auto all = [&](std::int64_t step) {
            return std::all_of(stages.begin(), stages.end(),
                               [step](const Stage* each) { return each->frame() && each->frame()->step == step; });
        };
        QTRY_VERIFY_WITH_TIMEOUT(all(500), 60000);
        lab()->goTo(250);
        QTRY_VERIFY_WITH_TIMEOUT(all(250), 60000);
    }

    void thePlaneGoesBackAndBranchesToo() {
        PlanePage* plane = m_window->plane();
        m_window->showPage(plane);
        const auto frame = [plane] { return plane->view()->frame(); };
        const auto at = [frame](std::int64_t step) { return frame() && frame()->step == step; };
        QTRY_VERIFY_WITH_TIMEOUT(at(0), 60000);
        plane->takeSteps(500);
        QTRY_VERIFY_WITH_TIMEOUT(at(500), 60000);
        const std::vector<double> last = frame()->iterates.x;
        QTest::keyClick(m_window.get(), Qt::Key_Home, Qt::AltModifier);
        QTRY_VERIFY_WITH_TIMEOUT(at(0), 60000);
        QTest::keyClick(m_window.get(), Qt::Key_End, Qt::AltModifier);
        QTRY_VERIFY_WITH_TIMEOUT(at(500), 60000);
        QCOMPARE(frame()->iterates.x, last);

        plane->goTo(100);
        QTRY_VERIFY_WITH_TIMEOUT(at(100), 60000);
        const double before = plane->scenario().stepSize;
        Scenario changed = plane->scenario();
        changed.stepSize = 0.5 * before;
        plane->changeScenario(changed);
        plane->takeSteps(400);
        QTRY_VERIFY_WITH_TIMEOUT(at(500) && frame()->other, 60000);
        QCOMPARE(frame()->scenario->stepSize, 0.5 * before);
        QCOMPARE(frame()->other->scenario->stepSize, before);
        QCOMPARE(frame()->other->step, 500);
        QVERIFY(frame()->other->iterates.x != frame()->iterates.x);
        QTRY_VERIFY_WITH_TIMEOUT(pixelsOf(plane->view()->distance()->grab().toImage(), faded(currentTheme().sgd)) > 10,
                                 60000);
    }

private:
    void takeTo(std::int64_t step) {
        lab()->takeSteps(step - stage()->frame()->step);
        QTRY_COMPARE_WITH_TIMEOUT(stage()->frame()->step, step, 60000);
    }
    void takeBack(Qt::Key key, std::int64_t step) {
        QTest::keyClick(m_window.get(), key, Qt::AltModifier);
        QTRY_COMPARE_WITH_TIMEOUT(stage()->frame()->step, step, 60000);
    }
    bool rewound() const { return stage()->frame()->step < stage()->frame()->end; }
    bool says(const QString& words) const {
        const auto labels = lab()->timeline()->findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(),
                           [&](const QLabel* label) { return label->isVisible() && label->text().contains(words); });
    }
    QToolButton* branch() const { return lab()->findChild<QToolButton*>(QStringLiteral("branch")); }
    LabPage* lab() const { return m_window->lab(); }
    Stage* stage() const { return m_window->lab()->stage(); }

    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(TimelineTest)
#include "timeline_test.moc"
