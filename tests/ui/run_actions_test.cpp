// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done with the runs of the list, by clicks and keys, and what is said of it.
#include "core/run/control.h"
#include "tests/ui/training_window.h"
#include "ui/format.h"
#include "ui/training/run_log_panel.h"

#include <QCheckBox>
#include <QFile>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTest>

using namespace basin;

class RunActionsTest : public QObject, protected TrainingWindow {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepareApplication(); }
    void init() { open(); }
    void cleanup() { close(); }

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
        QCOMPARE(told(Qt::ControlModifier | Qt::ShiftModifier, Qt::Key_A),
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
};

QTEST_MAIN(RunActionsTest)
#include "run_actions_test.moc"
