// SPDX-License-Identifier: GPL-3.0-or-later
// The page of training runs: it finds runs, follows them live, says what went wrong, and obeys clicks and keys.
#include "core/run/control.h"
#include "tests/ui/training_runs.h"
#include "tests/ui/window.h"
#include "ui/format.h"
#include "ui/training/live_charts.h"
#include "ui/training/run_list.h"
#include "ui/training/run_log_panel.h"
#include "ui/training/run_table.h"
#include "ui/training/training_page.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>
#include <QWheelEvent>

#include <algorithm>
#include <fstream>
#include <functional>

using namespace basin;

// The watcher looks when it looks; nothing here measures how soon.
#define SOON(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, 60000)
#define SOON_EQUAL(seen, expected) QTRY_COMPARE_WITH_TIMEOUT(seen, expected, 60000)

namespace {

Scenario someScenario() {
    Scenario scenario;
    scenario.walkers = 10;
    return scenario;
}

QString percent(double share) { return quantityValue(Quantity::Accuracy, share); }

}  // namespace

class TrainingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepareApplication(); }
    void init() {
        QSettings().clear();
        QSettings().setValue(QStringLiteral("training/told"), true);  // no box at the end of each test
        m_folder = std::make_unique<QTemporaryDir>();
        m_window = std::make_unique<MainWindow>(someScenario());
        page()->setRoot(m_folder->path());
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        QTest::keyClick(m_window.get(), Qt::Key_F4);
        QVERIFY(page()->isVisible());
    }
    void cleanup() {
        m_window.reset();
        m_folder.reset();
    }

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

    void commandsGoIntoTheControlFile() {
        TestRun run(path("told"));
        run.live();
        SOON(words(0, RunTable::State).contains(QStringLiteral("running")));
        page()->list()->select(run.folder().path());
        focusList();
        ControlReader reader(run.folder().control());
        reader.poll();
        const auto told = [&](Qt::KeyboardModifiers modifiers, Qt::Key key) {
            QTest::keyClick(page()->list(), key, modifiers);
            std::vector<Command> commands;
            const auto look = [&] {
                commands = reader.poll().commands;
                return !commands.empty();
            };
            return QTest::qWaitFor(look, 60000) ? commands : std::vector<Command>{};
        };
        using Kind = Command::Kind;
        QCOMPARE(told(Qt::ControlModifier, Qt::Key_P), std::vector<Command>{{Kind::Pause}});
        run.write({.what = StateEvent{Activity::Paused}});
        SOON(words(0, RunTable::State).contains(QStringLiteral("paused")));
        QCOMPARE(told(Qt::ControlModifier, Qt::Key_P), std::vector<Command>{{Kind::GoOn}});
        QCOMPARE(told(Qt::ControlModifier, Qt::Key_T), std::vector<Command>{{Kind::StopAndSave}});
        QCOMPARE(told(Qt::ControlModifier | Qt::ShiftModifier, Qt::Key_T), std::vector<Command>{{Kind::Stop}});
        // Two epochs of the twenty are a tenth; the constant schedule ends with its step size.
        inDialog([](QWidget* dialog) {
            const auto enter = [dialog](const QString& text) {
                auto* field = dialog->findChildren<QLineEdit*>()[1];
                field->setFocus();
                field->selectAll();
                QTest::keyClicks(field, text);
                QTest::mouseClick(accept(dialog), Qt::LeftButton);
            };
            enter(QStringLiteral("0"));
            QVERIFY(dialog->isVisible());  // a step size of nothing is refused
            enter(formatEntry(0.05));
        });
        QCOMPARE(told(Qt::ControlModifier | Qt::ShiftModifier, Qt::Key_E),
                 (std::vector<Command>{{Kind::Extend, {2, 0.05}}}));
    }

    void aWorkerThatDoesNotComeUpIsSaidWithItsLastWords() {
        TestRun run(path("resumes"));
        SOON_EQUAL(page()->table()->rowCount(), 1);
        const QString program = m_folder->filePath(QStringLiteral("worker"));
        append(program.toStdString(),
               "#!/bin/sh\necho working on \"$2\"\necho The images are not there. >&2\nexit 2\n");
        QFile::setPermissions(program, QFile::ReadOwner | QFile::ExeOwner);
        qputenv("BASIN_TRAIN", program.toUtf8());
        page()->list()->select(run.folder().path());
        focusList();
        QTest::keyClick(page()->list(), Qt::Key_R, Qt::ControlModifier);
        SOON(words(0, RunTable::State).contains(QStringLiteral("The images are not there.")));
        // All of it stands in the log, one click away.
        QTest::mouseClick(button(QStringLiteral("Log")), Qt::LeftButton);
        QVERIFY(page()->log()->isVisible());
        const auto* text = page()->log()->findChild<QPlainTextEdit*>();
        SOON(text->toPlainText().contains(QStringLiteral("working on ") +
                                          QString::fromStdString(run.folder().path().string())));
        // A program that is not there is said below the list.
        qputenv("BASIN_TRAIN", "/nowhere/basin-train");
        QTest::keyClick(page()->list(), Qt::Key_R, Qt::ControlModifier);
        SOON(says(QStringLiteral("/nowhere/basin-train could not be started")));
        qunsetenv("BASIN_TRAIN");
        // One that comes after all takes the complaint away.
        run.live();
        SOON(words(0, RunTable::State).contains(QStringLiteral("running")));
    }

    void whatWentWrongIsSaidInWords() {
        TestRun run(path("fails"));
        run.live();
        run.train(2);
        run.write({.time = 1.0, .what = WarningEvent{"The disk is nearly full."}});
        run.write({.time = 2.0, .what = EndEvent{EndReason::Diverged, "The loss was not finite in step 21."}});
        run.die();
        SOON(words(0, RunTable::State).contains(QStringLiteral("diverged: The loss was not finite in step 21.")));
        focusList();
        QTest::keyClick(page()->list(), Qt::Key_L, Qt::ControlModifier);
        const auto* text = page()->log()->findChild<QPlainTextEdit*>();
        SOON(text->isVisible() && text->toPlainText().contains(QStringLiteral("The disk is nearly full.")));
        QVERIFY(text->toPlainText().contains(QStringLiteral("running")));
        QVERIFY(text->toPlainText().contains(QStringLiteral("not finite in step 21.  (step %1)").arg(20)));
        QTest::keyClick(page()->list(), Qt::Key_L, Qt::ControlModifier);
        QVERIFY(!text->isVisible());
    }

    void deletingAsksAndNeverTakesARunThatHasAWorker() {
        TestRun run(path("deleted")), other(path("kept"));
        run.live();
        SOON_EQUAL(page()->table()->rowCount(), 2);
        page()->list()->select(run.folder().path());
        focusList();
        SOON(words(page()->table()->rowOf(run.folder().path()), RunTable::State).contains(QStringLiteral("running")));
        QTest::keyClick(page()->list(), Qt::Key_Delete);
        QVERIFY(says(QStringLiteral("stop it before")));
        run.die();
        SOON(words(page()->table()->rowOf(run.folder().path()), RunTable::State).contains(QStringLiteral("lost")));
        inDialog([](QWidget* dialog) { QTest::keyClick(dialog, Qt::Key_Escape); });
        QTest::keyClick(page()->list(), Qt::Key_Delete);
        QVERIFY(std::filesystem::exists(run.folder().config()));
        focusList();
        inDialog([](QWidget* dialog) {
            for (QAbstractButton* each : dialog->findChildren<QAbstractButton*>())
                if (each->text().contains(QStringLiteral("Delete"))) QTest::mouseClick(each, Qt::LeftButton);
        });
        QTest::keyClick(page()->list(), Qt::Key_Delete);
        SOON_EQUAL(page()->table()->rowCount(), 1);
        QVERIFY(!std::filesystem::exists(run.folder().path()));
        QVERIFY(std::filesystem::exists(other.folder().config()));
    }

    void aRunGetsAnotherTitle() {
        const TestRun run(path("run-1"));
        SOON_EQUAL(page()->table()->rowCount(), 1);
        page()->list()->select(run.folder().path());
        focusList();
        QTest::keyClick(page()->list(), Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
        auto* editor = page()->list()->findChild<QLineEdit*>();
        QVERIFY(editor);
        editor->selectAll();
        QTest::keyClicks(editor, QStringLiteral("Large steps"));
        QTest::keyClick(editor, Qt::Key_Return);
        SOON_EQUAL(words(0, RunTable::Run), QStringLiteral("Large steps"));
        QCOMPARE(readRunLabel(run.folder()).title, std::string("Large steps"));
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

    void allPointsAreExported() {
        TestRun first(path("first")), second(path("second"));
        first.train(2);
        second.train(1);
        SOON_EQUAL(page()->table()->rowCount(), 2);
        SOON(page()->table()->at(0)->epoch > 0.0 && page()->table()->at(1)->epoch > 0.0);
        const QString file = m_folder->filePath(QStringLiteral("points.csv"));
        const QSignalSpy done(page()->watcher(), &RunWatcher::done);
        page()->watcher()->exportPoints({first.folder().path(), second.folder().path()}, file.toStdString());
        SOON_EQUAL(done.count(), 1);
        QCOMPARE(done[0][0].toString(), QString());
        QFile table(file);
        QVERIFY(table.open(QIODevice::ReadOnly));
        const QList<QByteArray> lines = table.readAll().split('\n');
        QCOMPARE(lines.front(), QByteArray("run,of,split,statistics,quantity,step,epoch,seconds,value"));
        // Loss, step size and images a second at each of ten steps; loss and accuracy of an epoch, and of its evaluation.
        QCOMPARE(lines.size(), 1 + 3 * (3 * 10 + 2 + 2) + 1);
        QVERIFY(lines.contains("first,sgd,test,recomputed,accuracy,20,2,4,0.55"));
        page()->watcher()->exportPoints({first.folder().path()}, "/nowhere/points.csv");
        SOON(says(QStringLiteral("/nowhere")));
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

    void closingSaysThatRunsGoOn() {
        QSettings().remove(QStringLiteral("training/told"));
        TestRun run(path("goes-on"));
        run.live();
        SOON(words(0, RunTable::State).contains(QStringLiteral("running")));
        bool told = false;
        const auto answer = [&](bool again) {
            inDialog([&told, again](QWidget* dialog) {
                told = true;
                if (!again) QTest::keyClick(dialog->findChild<QCheckBox*>(), Qt::Key_Space);
                QTest::keyClick(dialog, Qt::Key_Return);
            });
            told = false;
            m_window->close();
        };
        answer(true);
        QVERIFY(told);
        m_window->show();
        answer(false);
        QVERIFY(told);
        m_window->show();
        told = false;
        m_window->close();
        QVERIFY(!told);
        QVERIFY(readWorkerSigns(run.folder().lock()).alive);
        // It is found again.
        m_window = std::make_unique<MainWindow>(someScenario());
        SOON(words(0, RunTable::State).contains(QStringLiteral("running")));
        QVERIFY(page()->table()->ticked().size() == 1);
    }

private:
    /// Does this in the next dialog that opens.
    void inDialog(std::function<void(QWidget*)> act) {
        auto* timer = new QTimer(m_window.get());
        connect(timer, &QTimer::timeout, m_window.get(), [timer, act = std::move(act)] {
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

QTEST_MAIN(TrainingTest)
#include "training_test.moc"
