// SPDX-License-Identifier: GPL-3.0-or-later
// The paper's comparison in one action, and the table that fills as its runs end.
#include "ui/training/comparison_table.h"

#include "core/run/event_log.h"
#include "core/run/paper_comparison.h"
#include "core/run/run_label.h"
#include "core/run/run_presets.h"
#include "tests/ui/fake_worker.h"
#include "tests/ui/window.h"
#include "ui/training/comparison_words.h"
#include "ui/training/form/comparison_dialog.h"
#include "ui/widgets/number_field.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableWidget>

#include <algorithm>
#include <memory>

using namespace basin;

namespace {

RunConfig baseConfig() {
    RunConfig config =
        paperRecipe(Architecture::ResNet8, Dataset::Cifar10, TrainingSchedule::Kind::Large, Optimizer::Sgd);
    config.data = "images";
    config.epochs = 4;
    config.device = "cpu";
    config.precision = Precision::Fp32;
    return config;
}

QString percent(double value) { return QLocale().toString(value, 'f', 2); }

}  // namespace

class ComparisonTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepareApplication(); }
    void init() {
        QSettings().clear();
        m_worker.prepare();
        static int count = 0;
        m_root = m_worker.path() + QStringLiteral("/runs-%1").arg(++count);
        m_table = std::make_unique<ComparisonTable>();
        m_table->resize(1200, 300);
        m_table->show();
    }

    void theDialogSaysHowManyRunsAndHowLong() {
        const auto dialog = openDialog();
        QTRY_VERIFY(dialog->findChild<QPushButton*>(QStringLiteral("launchAll"))->isEnabled());
        auto* plan = dialog->findChild<QLabel*>(QStringLiteral("plan"));
        QVERIFY(plan->text().startsWith(QStringLiteral("18 runs")));
        auto* seeds = dialog->findChild<QSpinBox*>(QStringLiteral("seeds"));
        seeds->setFocus();
        QTest::keyClick(seeds, Qt::Key_Down);
        QTest::keyClick(seeds, Qt::Key_Down);
        QVERIFY(plan->text().startsWith(QStringLiteral("6 runs")));
        dialog->findChild<QPushButton*>(QStringLiteral("measure"))->click();
        // Three times SGD (800 s and 40 s of evaluations) and SAM (twice 800 s and 40 s): 3 · 2480 s are 124 minutes.
        QTRY_COMPARE(plan->text(), QStringLiteral("6 runs, one after the other on a device: about 2 h 4 min."));
    }

    void oneActionMakesAndStartsAllRuns() {
        const auto dialog = openDialog();
        auto* launch = dialog->findChild<QPushButton*>(QStringLiteral("launchAll"));
        QTRY_VERIFY(launch->isEnabled());
        dialog->findChild<QSpinBox*>(QStringLiteral("seeds"))->setValue(1);
        auto* epochs = dialog->findChild<NumberField*>(QStringLiteral("epochs"));
        epochs->setFocus();
        epochs->selectAll();
        QTest::keyClicks(epochs, QStringLiteral("9"));  // not entered yet
        QSignalSpy launched(dialog.get(), &ComparisonDialog::launched);
        QTest::mouseClick(launch, Qt::LeftButton);
        QTRY_COMPARE(launched.count(), 1);
        const QString folder = launched.first().first().toString();
        QCOMPARE(folder, m_root + QStringLiteral("/comparison-resnet-8-cifar-10-1"));
        const QStringList runs = launched.first().last().toStringList();
        QCOMPARE(runs.size(), 6);
        for (const QString& path : runs) {
            const auto run = RunFolder::open(path.toStdString());
            QVERIFY(bool(run));
            QCOMPARE(run->readConfig()->epochs, std::int64_t{9});
            QVERIFY(!readRunLabel(*run).title.empty());
            QTRY_VERIFY(QFile::exists(path + QStringLiteral("/asked")));
        }
        QVERIFY(!dialog->isVisible());
    }

    void aFolderThatCanNotBeMadeIsSaid() {
        m_root = m_worker.images() + QStringLiteral("/test_batch.bin");  // a file
        const auto dialog = openDialog();
        auto* launch = dialog->findChild<QPushButton*>(QStringLiteral("launchAll"));
        QTRY_VERIFY(launch->isEnabled());
        launch->click();
        const auto labels = dialog->findChildren<QLabel*>();
        QTRY_VERIFY(std::ranges::any_of(
            labels, [](const QLabel* label) { return label->text().contains(QStringLiteral("could not be made")); }));
        QVERIFY(dialog->isVisible());
        QVERIFY(launch->isEnabled());
    }

    void theTableFillsAsRunsEnd() {
        makeRuns(2);
        m_table->setRuns(summaries());
        QTRY_COMPARE(accuracies()->rowCount(), 3);  // schedules
        QVERIFY(says(QStringLiteral("0 of 12 runs")));
        QCOMPARE(accuracies()->item(0, 0)->text(), QStringLiteral("large step sizes"));
        QCOMPARE(accuracies()->columnCount(), 4);
        QCOMPARE(accuracies()->horizontalHeaderItem(1)->text(), QStringLiteral("SGD"));
        QCOMPARE(accuracies()->horizontalHeaderItem(2)->text(), QStringLiteral("average, the last 25 %"));
        QCOMPARE(accuracies()->horizontalHeaderItem(3)->text(), QStringLiteral("SAM"));
        QCOMPARE(accuracies()->item(0, 1)->text(), QStringLiteral("– (0 of 2)"));
        QVERIFY(!m_table->findChild<QPushButton*>(QStringLiteral("copyComparison"))->isEnabled());

        finish("large-sgd-seed-1", 0.50, 0.60);
        m_table->setRuns(summaries());
        QTRY_COMPARE(accuracies()->item(0, 1)->text(), percent(50.0) + QStringLiteral(" (1 of 2)"));
        QCOMPARE(accuracies()->item(0, 2)->text(), percent(60.0) + QStringLiteral(" (1 of 2)"));

        finish("large-sgd-seed-2", 0.52, 0.615);
        finish("large-sam-seed-1", 0.60, 0.0);
        finish("large-sam-seed-2", 0.61, 0.0);
        m_table->setRuns(summaries());
        QTRY_VERIFY(says(QStringLiteral("4 of 12 runs")));
        // Of .50 and .52 the mean is 51 % and the deviation √2 points.
        QCOMPARE(accuracies()->item(0, 1)->text(), QStringLiteral("%1 ± %2").arg(percent(51.0), percent(1.41)));
        // The average is better by 10 and 9.5 points: 9.75 ± 12.706 · .25 excludes 0. SAM and the average differ by 0
        // and .5 points: .25 ± 3.18 does not.
        QCOMPARE(differences()->rowCount(), 3);
        QVERIFY(differenceOf(QStringLiteral("average over SGD")).contains(QStringLiteral("clear")));
        QVERIFY(differenceOf(QStringLiteral("average over SAM")).contains(QStringLiteral("within its uncertainty")));

        m_table->findChild<QPushButton*>(QStringLiteral("copyComparison"))->click();
        const QString copied = QApplication::clipboard()->text();
        QVERIFY(copied.contains(QStringLiteral("51.00 ± 1.41")));  // Markdown is for files: not in the user's locale
        QVERIFY(copied.contains(QStringLiteral("not separable")));
        // "runs,weights,seeds,mean,deviation"
        QVERIFY(m_table->csv().contains(QStringLiteral("sgd,2,0.51,0.0141421")));
    }

    void runsOfOtherImagesAreNotCompared() {
        const auto other = [this](const char* name, Dataset dataset) {
            RunConfig config = baseConfig();
            config.dataset = dataset;
            QVERIFY(bool(RunFolder::create(comparisonFolder() / name, config)));
        };
        other("a", Dataset::Cifar10);
        other("b", Dataset::Cifar100);
        m_table->setRuns(summaries());
        QTRY_VERIFY(says(QStringLiteral("✗")));
        QVERIFY(says(QStringLiteral("CIFAR-100")));
        QCOMPARE(accuracies()->rowCount(), 0);
    }

    void tickedRunsAreComparedToo() {
        makeRuns(1);
        finish("large-sgd-seed-1", 0.50, 0.60);
        m_table->setRuns(summaries());
        QTRY_COMPARE(accuracies()->rowCount(), 3);
        m_table->setTicked({comparisonFolder() / "large-sgd-seed-1"});
        auto* which = m_table->findChild<QComboBox*>(QStringLiteral("comparedRuns"));
        which->setFocus();
        QTest::keyClick(which, Qt::Key_Up);
        QTRY_COMPARE(accuracies()->rowCount(), 1);
        QVERIFY(says(QStringLiteral("All 1 runs are done")));
    }

private:
    std::filesystem::path comparisonFolder() const {
        return std::filesystem::path(m_root.toStdString()) / "comparison-1";
    }
    std::unique_ptr<ComparisonDialog> openDialog() {
        RunConfig config = baseConfig();
        config.data = m_worker.images().toStdString();
        auto dialog = std::make_unique<ComparisonDialog>(config, m_root);
        dialog->show();
        dialog->activateWindow();
        return QTest::qWaitForWindowActive(dialog.get()) ? std::move(dialog) : nullptr;
    }
    void makeRuns(int seeds) {
        for (const PlannedRun& run : plannedRuns(baseConfig(), seeds))
            QVERIFY(bool(RunFolder::create(comparisonFolder() / run.folder, run.config)));
    }
    /// What a worker writes at the end of a run.
    void finish(const char* name, double sgd, double average) {
        const auto run = RunFolder::open(comparisonFolder() / name);
        QVERIFY(bool(run));
        auto opened = EventWriter::open(run->events());
        QVERIFY(bool(opened));
        EventWriter writer = *std::move(opened);
        const Moment at{.step = 160, .epoch = 4.0, .seconds = 10.0};
        QVERIFY(!writer.append({.what = EvaluationEvent{.at = at, .of = "sgd", .loss = 1.0, .accuracy = sgd}}));
        if (average > 0.0)
            QVERIFY(!writer.append(
                {.what = EvaluationEvent{.at = at, .of = "tail:0.75", .loss = 1.0, .accuracy = average}}));
        QVERIFY(!writer.append({.what = EndEvent{EndReason::Finished, ""}}));
    }
    /// As the watcher sees the runs.
    std::shared_ptr<const RunSummaries> summaries() const {
        auto all = std::make_shared<RunSummaries>();
        for (const std::filesystem::path& path : listRuns(m_root.toStdString())) {
            const auto run = RunFolder::open(path);
            RunSummary& summary = all->runs.emplace_back();
            summary.path = path;
            summary.config = std::make_shared<const RunConfig>(*run->readConfig());
            summary.status = run->status();
        }
        all->complete = true;
        return all;
    }
    QTableWidget* accuracies() const { return m_table->findChild<QTableWidget*>(QStringLiteral("accuracies")); }
    QTableWidget* differences() const { return m_table->findChild<QTableWidget*>(QStringLiteral("differences")); }
    QString differenceOf(const QString& pair) const {
        for (int row = 0; row < differences()->rowCount(); ++row)
            if (differences()->item(row, 1)->text() == pair) return differences()->item(row, 4)->text();
        return {};
    }
    bool says(const QString& words) const {
        const auto labels = m_table->findChildren<QLabel*>();
        return std::ranges::any_of(labels, [&](const QLabel* label) { return label->text().contains(words); });
    }

    FakeWorker m_worker;
    QString m_root;
    std::unique_ptr<ComparisonTable> m_table;
};

QTEST_MAIN(ComparisonTest)
#include "comparison_test.moc"
