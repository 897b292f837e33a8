// SPDX-License-Identifier: GPL-3.0-or-later
// The page of training runs: it finds runs, follows them live, and draws them.
#include "tests/ui/training_window.h"

#include <QComboBox>
#include <QFile>
#include <QSignalSpy>
#include <QTest>

using namespace basin;

class TrainingTest : public QObject, protected TrainingWindow {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepareApplication(); }
    void init() { open(); }
    void cleanup() { close(); }

    void anEmptyPageSaysWhatItIsForAndOffersTwoSteps() {
        const QPushButton* quick = button(QStringLiteral("Quick look"));
        QVERIFY(quick && quick->isVisible());
        QVERIFY(button(QStringLiteral("Open a run folder")));
        QVERIFY(!page()->list()->isVisible());
        const QSignalSpy asked(page(), &TrainingPage::quickLookAsked);
        QTest::mouseClick(const_cast<QPushButton*>(quick), Qt::LeftButton);
        QCOMPARE(asked.count(), 1);
    }

    void aRunIsFoundAndItsGrowthIsSeen() {
        TestRun run(path("grows"));
        SOON_EQUAL(page()->table()->rowCount(), 1);
        SOON(page()->list()->isVisible());
        QVERIFY(words(0, RunTable::State).contains(QStringLiteral("not started")));
        run.live();
        run.train(3);
        SOON(words(0, RunTable::State).contains(QStringLiteral("running")));
        SOON_EQUAL(words(0, RunTable::SgdLast), percent(TestRun::sgdAccuracy(3)));
        QCOMPARE(words(0, RunTable::AverageLast), QString());
        run.train(12);
        SOON_EQUAL(words(0, RunTable::AverageLast), percent(TestRun::averageAccuracy(12)));
        QVERIFY(words(0, RunTable::Progress).contains(QStringLiteral("12")));
        // Two seconds an epoch, eight epochs to go.
        QVERIFY(words(0, RunTable::TimeLeft).startsWith(QStringLiteral("16")));
        // SGD and its average in one chart, in their colours.
        SOON_EQUAL(chart()->shownCurves(), std::size_t(2));
        SOON(pixelsOf(chart()->grab().toImage(), currentTheme().sgd) > 100);
        QVERIFY(pixelsOf(chart()->grab().toImage(), currentTheme().average) > 20);
        // What is under the mouse, at epoch 12.
        point(12.0);
        SOON_EQUAL(chart()->readout().size(), 2);
        QVERIFY(chart()->readout()[0].startsWith(percent(TestRun::averageAccuracy(12))));
        QVERIFY(chart()->readout()[1].startsWith(percent(TestRun::sgdAccuracy(12))));
    }

    void whatAResumedRunTakesBackIsGone() {
        TestRun run(path("resumed"));
        run.live();
        run.train(8);
        SOON_EQUAL(words(0, RunTable::SgdLast), percent(TestRun::sgdAccuracy(8)));
        run.write({.what = ResumedEvent{5 * TestRun::kStepsAnEpoch}});
        SOON_EQUAL(words(0, RunTable::SgdLast), percent(TestRun::sgdAccuracy(5)));
        point(5.0);
        SOON(!chart()->readout().isEmpty() && chart()->readout()[0].startsWith(percent(TestRun::sgdAccuracy(5))));
    }

    void aWorkerThatIsGoneIsSaidToBe() {
        TestRun run(path("killed"));
        run.live();
        run.train(2);
        SOON(words(0, RunTable::State).contains(QStringLiteral("running")));
        run.die();
        SOON(words(0, RunTable::State).contains(QStringLiteral("lost")));
        const QString tip = page()->table()->index(0, RunTable::State).data(Qt::ToolTipRole).toString();
        QVERIFY(tip.contains(QStringLiteral("Resume")));
        QCOMPARE(words(0, RunTable::TimeLeft), QString());
        // It comes back.
        run.live();
        SOON(words(0, RunTable::State).contains(QStringLiteral("running")));
    }

    void halfALineWaitsForItsOtherHalf() {
        TestRun run(path("half"));
        run.train(1);
        const std::string line =
            writeEvent({.time = 1.0, .what = EvaluationEvent{.at = TestRun::momentAt(20), .accuracy = 0.625}});
        append(run.folder().events(), line.substr(0, 30));
        run.live();  // its writer cuts off the half line
        SOON_EQUAL(words(0, RunTable::SgdLast), percent(TestRun::sgdAccuracy(1)));
        append(run.folder().events(), line.substr(0, 30));
        // When a run that came later is found, this one was looked at again.
        const TestRun later(path("later"));
        SOON_EQUAL(page()->table()->rowCount(), 2);
        const int row = page()->table()->rowOf(run.folder().path());
        QCOMPARE(words(row, RunTable::SgdLast), percent(TestRun::sgdAccuracy(1)));
        append(run.folder().events(), line.substr(30) + "\n");
        SOON_EQUAL(words(row, RunTable::SgdLast), percent(0.625));
    }

    void rubbishIsSaidInItsRow() {
        TestRun config(path("bad-config")), events(path("bad-events")), folder(path("folder-for-events"));
        append(config.folder().config(), "}{");
        append(events.folder().events(),
               "\x01\x02 no JSON\n{\"event\":\"step\"}\n[1,2]\n" + std::string(3000, 'x') + "\n");
        events.train(2);
        std::filesystem::remove(folder.folder().events());
        std::filesystem::create_directory(folder.folder().events());
        SOON_EQUAL(page()->table()->rowCount(), 3);
        const auto row = [&](const TestRun& run) { return page()->table()->rowOf(run.folder().path()); };
        SOON(words(row(config), RunTable::State).contains(QStringLiteral("settings cannot be read")));
        SOON(words(row(folder), RunTable::State).contains(QStringLiteral("log cannot be read")));
        SOON_EQUAL(words(row(events), RunTable::SgdLast), percent(TestRun::sgdAccuracy(2)));
        for (int i = 0; i < 3; ++i) page()->table()->tick(page()->table()->at(i)->path, true);
        SOON(chart()->shownCurves() > 0);
    }

    void runsComeAndGo() {
        auto first = std::make_unique<TestRun>(path("first"));
        SOON_EQUAL(page()->table()->rowCount(), 1);
        const TestRun second(path("deeper/second"));
        SOON_EQUAL(page()->table()->rowCount(), 2);
        std::filesystem::remove_all(first->folder().path());
        SOON_EQUAL(page()->table()->rowCount(), 1);
        QCOMPARE(words(0, RunTable::Run), QStringLiteral("second"));
        const QTemporaryDir elsewhere;
        const TestRun third(elsewhere.path().toStdString() + "/third");
        page()->openFolder(elsewhere.path());
        SOON_EQUAL(page()->table()->rowCount(), 2);
    }

    void tickedRunsAreOverlaidInTheirOwnColours() {
        TestRun first(path("first")), second(path("second"));
        first.train(12);
        second.train(15, 0.05);
        SOON_EQUAL(page()->table()->rowCount(), 2);
        page()->table()->tickOnly(first.folder().path());
        SOON_EQUAL(chart()->shownCurves(), std::size_t(2));
        // The space bar ticks the row in focus.
        page()->list()->select(second.folder().path());
        focusList();
        QTest::keyClick(page()->list(), Qt::Key_Space);
        SOON_EQUAL(chart()->shownCurves(), std::size_t(4));
        for (const TestRun* run : {&first, &second}) {
            const QColor own = page()->table()->lookOf(run->folder().path()).colour;
            SOON(pixelsOf(chart()->grab().toImage(), own) > 100);
        }
        // Return shows it alone.
        QTest::keyClick(page()->list(), Qt::Key_Return);
        SOON_EQUAL(page()->table()->ticked().size(), std::size_t(1));
        QCOMPARE(page()->table()->ticked().front(), second.folder().path());
    }

    void theWheelTheMouseAndTheKeysZoom() {
        TestRun run(path("zoom"));
        run.train(20);
        SOON_EQUAL(chart()->shownCurves(), std::size_t(2));
        SOON(chart()->xRange().upper >= 20.0);
        const Interval all = chart()->xRange();
        const QPointF middle = chart()->toPixel(10.0, chart()->yRange().centre());
        wheel(chart(), middle, 120);
        const Interval nearer = chart()->xRange();
        QVERIFY(nearer.width() < 0.85 * all.width());
        // What is under the mouse stays there, and the charts below follow.
        QVERIFY(std::abs(chart()->xAt(middle.x()) - 10.0) < 1e-6);
        QCOMPARE(page()->charts()->chart(1)->xRange(), nearer);
        QTest::mouseDClick(chart(), Qt::LeftButton, {}, middle.toPoint());
        QCOMPARE(chart()->xRange(), all);
        drag({5.0, 0.2}, {8.0, 0.8});
        QVERIFY(std::abs(chart()->xRange().lower - 5.0) < 0.1);
        QVERIFY(std::abs(chart()->xRange().upper - 8.0) < 0.1);
        QTest::keyClick(chart(), Qt::Key_Home);
        QCOMPARE(chart()->xRange(), all);
        QTest::keyClick(chart(), Qt::Key_Plus);
        const double width = chart()->xRange().width();
        QVERIFY(width < all.width());
        const double lower = chart()->xRange().lower;
        QTest::keyClick(chart(), Qt::Key_Right);
        QVERIFY(chart()->xRange().lower > lower);
        QVERIFY(std::abs(chart()->xRange().width() / width - 1.0) < 1e-9);
    }

    void testImagesNeverChooseTheBest() {
        TestRun run(path("chosen"));
        run.train(3);
        SOON_EQUAL(words(0, RunTable::SgdLast), percent(TestRun::sgdAccuracy(3)));
        QCOMPARE(words(0, RunTable::SgdBest), QString());
        QVERIFY(page()
                    ->table()
                    ->index(0, RunTable::SgdBest)
                    .data(Qt::ToolTipRole)
                    .toString()
                    .contains(QStringLiteral("held-out")));
        QVERIFY(page()->list()->isColumnHidden(RunTable::SgdBest));
        const auto held = [&](int epoch, const char* of, double accuracy) {
            run.write(
                {.what = EvaluationEvent{
                     .at = TestRun::momentAt(10 * epoch), .of = of, .split = Split::Holdout, .accuracy = accuracy}});
        };
        held(1, "sgd", 0.5);
        held(2, "sgd", 0.75);
        held(3, "sgd", 0.625);
        held(3, "tail:0.5", 0.25);
        held(3, "ema:0.9", 0.375);
        SOON_EQUAL(words(0, RunTable::SgdBest), percent(0.75));
        SOON_EQUAL(words(0, RunTable::AverageBest), percent(0.375));
        // What is reported stays the test's.
        QCOMPARE(words(0, RunTable::SgdLast), percent(TestRun::sgdAccuracy(3)));
    }

    void theAxisCountsWhatItIsToldTo() {
        RunConfig config = TestRun::usual();
        config.optimizer = Optimizer::Sam;
        TestRun run(path("sam"), config);
        run.train(4);
        const auto end = [&](int axis) {
            page()->charts()->axisBox()->setCurrentIndex(axis);
            return [this] { return chart()->xRange().upper; };
        };
        // Four epochs of ten steps, each with two gradients, in eight seconds; the axis ends 6 % later.
        SOON(std::abs(end(0)() / (1.06 * 4.0) - 1.0) < 1e-9);
        SOON(std::abs(end(1)() / (1.06 * 40.0) - 1.0) < 1e-9);
        SOON(std::abs(end(2)() / (1.06 * 80.0) - 1.0) < 1e-9);
        SOON(std::abs(end(3)() / (1.06 * 8.0) - 1.0) < 1e-9);
        // SAM has its colour.
        SOON(pixelsOf(chart()->grab().toImage(), currentTheme().sam) > 100);
    }

    void theCurvesAreATable() {
        TestRun run(path("curves"));
        run.live();
        run.train(12);
        SOON_EQUAL(chart()->shownCurves(), std::size_t(2));
        const Table table = page()->shownTable();
        QCOMPARE(table.columns, (std::vector<std::string>{"run", "curve", "quantity", "epoch", "value"}));
        // SGD's accuracy after epoch 12, as the run tells it.
        const auto last = std::find_if(table.rows.begin(), table.rows.end(), [](const auto& row) {
            return row[1] == Table::Cell("sgd") && row[2] == Table::Cell("accuracy on test images") &&
                   row[3] == Table::Cell(12.0);
        });
        QVERIFY(last != table.rows.end());
        QVERIFY(last->front() == Table::Cell("curves"));
        QCOMPARE(std::get<double>(last->back()), TestRun::sgdAccuracy(12));
    }

    void picturesAreOfTheChartsThatAreSeen() {
        TestRun run(path("drawn"));
        run.train(14);
        SOON_EQUAL(chart()->shownCurves(), std::size_t(2));
        const QString file = m_folder->filePath(QStringLiteral("charts.svg"));
        QVERIFY(m_window->exportPicture(file));
        QFile svg(file);
        QVERIFY(svg.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(svg.readAll());
        QVERIFY(text.contains(QStringLiteral("Accuracy")));
        QVERIFY(text.contains(currentTheme().average.name()));
        QVERIFY(!m_window->exportPicture(QStringLiteral("/nowhere/charts.svg")));
        QVERIFY(says(QStringLiteral("/nowhere/charts.svg")));
    }
};

QTEST_MAIN(TrainingTest)
#include "training_test.moc"
