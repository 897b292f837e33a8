// SPDX-License-Identifier: GPL-3.0-or-later
// Runs that are made from others, and the menu that makes them.
#include "ui/training/new_runs.h"

#include "core/run/run_presets.h"
#include "tests/ui/fake_worker.h"
#include "tests/ui/typing.h"
#include "tests/ui/window.h"
#include "ui/training/form/fork_dialog.h"
#include "ui/training/form/run_form.h"
#include "ui/training/run_list.h"
#include "ui/training/run_table.h"
#include "ui/training/training_page.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/parameter_control.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>

#include <algorithm>

using namespace basin;

class NewRunsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepareApplication(); }
    void init() {
        QSettings().clear();
        m_worker.prepare();
    }

    void aForkGoesOnFromAnEpochWithAnotherStepSize() {
        RunConfig config = findRunPreset("paper-resnet50-small-sgd")->config;
        config.data = "images";
        config.device = "cpu";
        config.precision = Precision::Fp32;
        config.keepEvery = 90;
        ForkDialog dialog("/runs/parent", config, QStringLiteral("Parent"));
        dialog.show();
        const auto number = [&](const char* name) { return dialog.findChild<NumberField*>(QLatin1String(name)); };
        QCOMPARE(number("parent.epoch")->value(), 360.0);  // the last one that was kept of 400
        enter(number("parent.epoch"), typed(90));
        enter(dialog.findChild<ParameterControl*>(QStringLiteral("step_size"))->field(), typed(0.02));
        enter(number("epochs"), typed(150));
        auto* fork = dialog.findChild<QPushButton*>(QStringLiteral("fork"));
        QSignalSpy forked(&dialog, &ForkDialog::forked);
        qputenv("FAKE", "fail");
        fork->click();
        const auto labels = dialog.findChildren<QLabel*>();
        QTRY_VERIFY(std::ranges::any_of(labels, [](const QLabel* label) {
            return label->text() == QStringLiteral("✗ There is no checkpoint of epoch 9.");
        }));
        qputenv("FAKE", "ok");
        QTest::mouseClick(fork, Qt::LeftButton);
        QTRY_COMPARE(forked.count(), 1);
        const QString into = QStringLiteral("/runs/parent-fork-90-step-0.02");
        QCOMPARE(forked.first().first().toString(), into);
        QCOMPARE(m_worker.asked().trimmed(),
                 QStringLiteral("fork /runs/parent --at-epoch 90 --epochs 150 --step-size 0.02 --schedule constant "
                                "--warmup-epochs 0 --run-dir %1 --make-only --json")
                     .arg(into));
    }

    void theRunMenuMakesNewRuns() {
        const QString root = m_worker.path() + QStringLiteral("/runs");
        RunConfig config = findRunPreset("swa-1")->config;
        config.data = m_worker.images().toStdString();
        QVERIFY(bool(RunFolder::create((root + QStringLiteral("/one")).toStdString(), config)));
        QSettings().clear();
        Scenario scenario;
        scenario.walkers = 10;
        MainWindow window(scenario);
        TrainingPage* page = window.training();
        page->setRoot(root, false);
        window.show();
        window.showPage(window.training());
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QTRY_COMPARE(page->table()->rowCount(), 1);
        auto* form = window.findChild<RunForm*>();
        QVERIFY(!form->isVisible());
        page->list()->setFocus();
        page->list()->select((root + QStringLiteral("/one")).toStdString());
        QTest::keyClick(page->list(), Qt::Key_D, Qt::ControlModifier);
        QVERIFY(form->isVisible());
        QVERIFY(form->config() == config);
        page->showForm(false);
        page->list()->setFocus();
        QTest::keyClick(page->list(), Qt::Key_N, Qt::ControlModifier);
        QVERIFY(form->isVisible());
        page->list()->setFocus();
        QTest::keyClick(page->list(), Qt::Key_K, Qt::ControlModifier);
        QVERIFY(window.findChild<ForkDialog*>());
    }

private:
    FakeWorker m_worker;
};

QTEST_MAIN(NewRunsTest)
#include "new_runs_test.moc"
