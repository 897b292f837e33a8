// SPDX-License-Identifier: GPL-3.0-or-later
// The form of a new training run, driven by clicks and keys. Runs a second time in German, where a comma is the point.
#include "ui/training/form/run_form.h"

#include "core/run/run_arguments.h"
#include "core/run/run_label.h"
#include "core/run/run_presets.h"
#include "tests/ui/fake_worker.h"
#include "tests/ui/typing.h"
#include "tests/ui/window.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/parameter_control.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QLabel>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

#include <algorithm>
#include <memory>

using namespace basin;

class RunFormTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepareApplication(); }
    void cleanupTestCase() { QDir(downloads()).removeRecursively(); }
    void init() {
        QSettings().clear();
        m_worker.prepare();
        static int count = 0;
        m_root = m_worker.path() + QStringLiteral("/runs-%1").arg(++count);
        open();
    }

    void itBeginsWithAQuickLookOnTheImagesThatWereFound() {
        QCOMPARE(preset()->currentText(), QStringLiteral("Quick look"));
        QCOMPARE(form().config().data, m_worker.images().toStdString());
        QVERIFY(label("dataState")->text().contains(QLocale().toString(5000)));
        QCOMPARE(form().config().epochs, quickLookEpochs(5000));
        QVERIFY(launch()->isEnabled());
    }

    void aQuickLookTakesAsManyEpochsAsTheImagesAllow() {
        const QString many = m_worker.path() + QStringLiteral("/many");
        writeImages(many, 10000);
        enter(find<QLineEdit>("dataFolder"), many);
        QTRY_COMPARE(form().config().epochs, quickLookEpochs(50000));
        QCOMPARE(preset()->currentText(), QStringLiteral("Quick look"));
    }

    void aPresetFillsTheFormAndAChangeMakesItOnesOwn() {
        enter(field("seed"), QStringLiteral("7"));
        QCOMPARE(preset()->currentText(), QStringLiteral("Quick look"));  // another seed is the same recipe
        choose(preset(), preset()->findData(QStringLiteral("paper-resnet50-medium-sam")));
        RunConfig expected = findRunPreset("paper-resnet50-medium-sam")->config;
        expected.seed = 7;
        RunConfig shown = form().config();
        shown.data.clear();
        QVERIFY(shown == expected);
        QCOMPARE(preset()->currentText(), QStringLiteral("ResNet-50, medium steps, SAM"));
        enter(field("momentum"), typed(0.5));
        QCOMPARE(form().config().momentum, 0.5);
        QCOMPARE(preset()->currentIndex(), -1);
    }

    void headingsAmongThePresetsCanNotBeChosen() {
        for (int i = 0; i < preset()->count(); ++i) {
            const bool heading = preset()->itemData(i).isNull();
            QCOMPARE(bool(preset()->model()->flags(preset()->model()->index(i, 0)) & Qt::ItemIsEnabled), !heading);
        }
    }

    void theRadiusIsThereForSamOnly() {
        QVERIFY(!field("rho")->isVisible());
        choose(find<QComboBox>("optimizer"), 1);
        QVERIFY(field("rho")->isVisible());
        QCOMPARE(form().config().rho, 0.05);
        enter(field("rho"), typed(0.2));
        QCOMPARE(form().config().rho, 0.2);
        choose(find<QComboBox>("optimizer"), 0);
        QVERIFY(!field("rho")->isVisible());
    }

    void tf32OnTheProcessorIsRefusedWithAReason() {
        choose(find<QComboBox>("precision"), 1);
        QVERIFY(launch()->isEnabled());  // there may be a GPU
        choose(find<QComboBox>("device"), 1);
        QVERIFY(!launch()->isEnabled());
        QVERIFY(says(QStringLiteral("✗ The precision tf32 needs a GPU")));
        choose(find<QComboBox>("precision"), 2);
        QVERIFY(launch()->isEnabled());
        QVERIFY(!says(QStringLiteral("✗")));
    }

    void aTailThatBeginsAfterTheRunIsRefused() {
        choose(form().findChildren<QComboBox*>(QStringLiteral("averageKind")).first(), 1);
        QCOMPARE(form().config().averages.front().kind, TrainingAverage::Kind::TailEpoch);
        auto* value = form().findChildren<NumberField*>(QStringLiteral("averageValue")).first();
        enter(value, typed(500));
        QVERIFY(says(QStringLiteral("The epoch at which a tail average begins")));
        QVERIFY(!launch()->isEnabled());
        enter(field("epochs"), typed(501));
        QVERIFY(launch()->isEnabled());
    }

    void averagesAreAddedChangedAndRemoved() {
        QCOMPARE(form().config().averages.front().name(), std::string("tail:0.5"));
        QTest::mouseClick(find<QPushButton>("addRunAverage"), Qt::LeftButton);
        QTest::mouseClick(find<QPushButton>("addRunAverage"), Qt::LeftButton);
        QCOMPARE(form().config().averages.size(), std::size_t{3});
        QCOMPARE(form().config().averages.back().name(), std::string("ema:0.999"));
        const auto values = form().findChildren<NumberField*>(QStringLiteral("averageValue"));
        enter(values[0], typed(33));  // per cent of the run
        QCOMPARE(form().config().averages.front().name(), std::string("tail:0.67"));
        enter(values[2], typed(1.5));
        QVERIFY(says(QStringLiteral("The decay of an exponential average")));
        QVERIFY(!launch()->isEnabled());
        const auto removers = form().findChildren<QToolButton*>(QStringLiteral("removeAverage"));
        QTest::mouseClick(removers[2], Qt::LeftButton);
        QCOMPARE(form().config().averages.size(), std::size_t{2});
        QVERIFY(launch()->isEnabled());
        removers[0]->setFocus();
        QTest::keyClick(removers[0], Qt::Key_Space);
        QTest::keyClick(removers[0], Qt::Key_Space);
        QVERIFY(form().config().averages.empty());
        QVERIFY(launch()->isEnabled());
    }

    void moreImagesThanThereAreAreNotSetAside() {
        enter(field("holdout"), typed(5000));
        QVERIFY(!launch()->isEnabled());
        QVERIFY(says(QStringLiteral("✗ There are %1 training images").arg(QLocale().toString(5000))));
        enter(field("holdout"), typed(4900));
        QVERIFY(says(QStringLiteral("✗ There are 100 images to train on")));  // and batches of 128
        enter(field("batch_size"), typed(100));
        QVERIFY(launch()->isEnabled());
    }

    void numbersOutOfRangeAreRefusedAtOnce() {
        for (const char* text : {"-1", "1e300", "none", "2.5"}) {
            enter(field("epochs"), QLatin1String(text));
            QCOMPARE(form().config().epochs, quickLookEpochs(5000));
            QVERIFY2(says(QStringLiteral("✗")), text);
        }
    }

    void milestonesAreSharesInTheUsersWayOfWriting() {
        choose(find<QComboBox>("schedule"), 1);
        auto* milestones = find<QLineEdit>("schedule.milestones");
        enter(milestones, typed(0.25) + QStringLiteral("  ") + typed(0.5));
        QVERIFY((form().config().schedule.milestones == std::vector<double>{0.25, 0.5}));
        enter(milestones, typed(0.5) + QStringLiteral(" ") + typed(0.25));
        QVERIFY(says(QStringLiteral("✗ Milestones of the schedule")));
        QVERIFY(!launch()->isEnabled());
    }

    void epochsToMeasureAtAreWholeAndRise() {
        auto* epochs = find<QLineEdit>("measure_at");
        enter(epochs, QStringLiteral("2  5"));
        QVERIFY((form().config().measureAt == std::vector<std::int64_t>{2, 5}));
        for (const QString& wrong : {typed(2.5), QStringLiteral("soon")}) {
            enter(epochs, wrong);
            QVERIFY(says(QStringLiteral("✗")));
            QVERIFY((form().config().measureAt == std::vector<std::int64_t>{2, 5}));
        }
        enter(epochs, QStringLiteral("5  2"));
        QVERIFY(says(QStringLiteral("✗ Epochs to measure at")));
        QVERIFY(!launch()->isEnabled());
        epochs->selectAll();
        QTest::keyClick(epochs, Qt::Key_Delete);
        QTest::keyClick(epochs, Qt::Key_Return);
        QVERIFY(form().config().measureAt.empty());
    }

    void theShellCommandIsTheRun() {
        enter(find<ParameterControl>("step_size")->field(), typed(0.25));
        const QString command = find<QPlainTextEdit>("shellCommand")->toPlainText();
        QVERIFY(command.contains(QStringLiteral("--step-size 0.25")));
        QTRY_VERIFY(find<QPlainTextEdit>("shellCommand")
                        ->toPlainText()
                        .endsWith(QStringLiteral("/resnet-8-on-cifar-10-sgd-%1-constant-1")
                                      .arg(typed(0.25).replace(QLatin1Char(','), QLatin1Char('-')))));
        QCOMPARE(find<QPlainTextEdit>("shellCommand")->toPlainText().toStdString(),
                 shellCommand(form().config(), find<QLineEdit>("runFolder")->placeholderText().toStdString()));
        find<QPushButton>("copyCommand")->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), find<QPlainTextEdit>("shellCommand")->toPlainText());
    }

    void launchMakesTheRunAndStartsItsWorker() {
        find<QLineEdit>("runTitle")->insert(QStringLiteral("Größer, kühner!"));  // QTest types ASCII alone
        QTest::keyClick(find<QLineEdit>("runTitle"), Qt::Key_Return);
        for (int n = 1; n <= 2; ++n) {
            QSignalSpy launched(&form(), &RunForm::launched);
            QTest::keyClick(&form(), Qt::Key_Return, Qt::ControlModifier);
            QTRY_COMPARE(launched.count(), 1);
            const QString folder = launched.first().first().toString();
            QCOMPARE(folder, m_root + QStringLiteral("/gro-er-kuhner-%1").arg(n));
            const Result<RunFolder> run = RunFolder::open(folder.toStdString());
            QVERIFY(bool(run));
            QVERIFY(*run->readConfig() == form().config());
            QCOMPARE(readRunLabel(*run).title, std::string("Größer, kühner!"));
            QTRY_COMPARE(contentOf(folder + QStringLiteral("/asked")), QStringLiteral("resume %1\n").arg(folder));
            QVERIFY(says(QStringLiteral("✓ Launched")));
        }
    }

    void aNumberThatIsStillBeingTypedCounts() {
        QSignalSpy launched(&form(), &RunForm::launched);
        field("epochs")->setFocus();
        field("epochs")->selectAll();
        QTest::keyClicks(field("epochs"), QStringLiteral("3"));
        QTest::keyClick(field("epochs"), Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(launched.count(), 1);
        const auto run = RunFolder::open(launched.first().first().toString().toStdString());
        QCOMPARE(run->readConfig()->epochs, std::int64_t{3});
    }

    void aFolderThatIsThereIsNotTaken() {
        QVERIFY(QDir().mkpath(m_root + QStringLiteral("/mine")));
        refuses(QStringLiteral("mine"), QStringLiteral("is there already"));
        QVERIFY(QDir(m_root + QStringLiteral("/mine")).isEmpty());
    }

    void aFolderThatCanNotBeMadeIsSaidToBe() {
        // Below a file there are no folders, not even for root.
        refuses(m_worker.program() + QStringLiteral("/run"), QStringLiteral("could not be made"));
    }

    void withoutAWorkerNothingIsMade() {
        const QByteArray path = qgetenv("PATH");
        qputenv("PATH", m_worker.path().toUtf8());
        qunsetenv("BASIN_TRAIN");
        refuses({}, QStringLiteral("basin-train"));
        qputenv("PATH", path);
        QVERIFY(!QDir(m_root).exists() || QDir(m_root).isEmpty());
    }

    void missingImagesAreSaid() {
        enter(find<QLineEdit>("dataFolder"), m_worker.path());
        QTRY_VERIFY(label("dataState")->text().contains(QStringLiteral("data_batch_1.bin")));
        QVERIFY(!launch()->isEnabled());
        QVERIFY(says(QStringLiteral("Launch waits for the images")));
        enter(find<QLineEdit>("dataFolder"), m_worker.images());
        QTRY_VERIFY(launch()->isEnabled());
    }

    void aPreflightTellsSpeedMemoryAndTime() {
        auto* measure = find<QPushButton>("measure");
        QTest::mouseClick(measure, Qt::LeftButton);
        // 800 s of training and 40 of evaluations are 14 minutes.
        const QString words = QStringLiteral("%1 images/s · %2 GB · about 14 min for the whole run")
                                  .arg(QLocale().toString(1250), QLocale().toString(1.2));
        QTRY_COMPARE(label("preflight")->text(), words);
        QVERIFY(label("preflight")->isEnabled());
        QVERIFY(m_worker.asked().startsWith(QStringLiteral("preflight --dataset cifar10")));
        QVERIFY(m_worker.asked().endsWith(QStringLiteral(" --json\n")));
        // Another seed takes as long; another batch size does not.
        enter(field("seed"), typed(5));
        QVERIFY(label("preflight")->isEnabled());
        enter(field("batch_size"), typed(64));
        QVERIFY(!label("preflight")->isEnabled());
        QCOMPARE(label("preflight")->text(), QStringLiteral("Before the change: ") + words);
        enter(field("batch_size"), typed(128));
        QVERIFY(label("preflight")->isEnabled());
    }

    void aPreflightIsCancelledAndSaysWhatWentWrong() {
        auto* measure = find<QPushButton>("measure");
        qputenv("FAKE", "slow");
        measure->click();
        QVERIFY(says(QStringLiteral("Measuring")));
        QTest::mouseClick(measure, Qt::LeftButton);
        QTRY_VERIFY(!says(QStringLiteral("Measuring")));
        QVERIFY(!says(QStringLiteral("✗")));
        qputenv("FAKE", "fail");
        measure->click();
        QTRY_VERIFY(says(QStringLiteral("✗ There is no GPU.")));
        QVERIFY(launch()->isEnabled());
        enter(field("batch_size"), typed(64));
        QVERIFY(!says(QStringLiteral("✗")));
        choose(find<QComboBox>("precision"), 1);
        choose(find<QComboBox>("device"), 1);
        QVERIFY(!measure->isEnabled());
    }

    void missingImagesAreDownloaded() {
        QDir(downloads()).removeRecursively();
        qputenv("BASIN_DATA", m_worker.path().toUtf8());
        QSettings().clear();
        m_form = std::make_unique<RunForm>();
        m_form->setRoot(m_root);
        m_form->show();
        auto* download = find<QPushButton>("download");
        QTRY_VERIFY(download->isVisible());
        QVERIFY(download->text().contains(QStringLiteral("170 MB")));
        QVERIFY(label("dataState")->text().contains(QStringLiteral("There is no folder")));
        QVERIFY(!launch()->isEnabled());

        // Without a network: in plain words, and once more.
        qputenv("FAKE", "fail");
        download->click();
        QTRY_VERIFY(says(QStringLiteral("✗ There is no network: the archive was not reached.")));
        QVERIFY(download->isVisible());

        qputenv("FAKE", "slow");
        download->setFocus();
        QTest::keyClick(download, Qt::Key_Space);
        QTRY_VERIFY(says(QStringLiteral("85 MB of 170 MB")));
        QVERIFY(!download->isVisible());
        auto* cancel = find<QPushButton>("cancelDownload");
        QTest::mouseClick(cancel, Qt::LeftButton);
        QTRY_VERIFY(download->isVisible());
        QVERIFY(!says(QStringLiteral("✗ There is no network")));

        qputenv("FAKE", "ok");
        QTest::mouseClick(download, Qt::LeftButton);
        QTRY_VERIFY(label("dataState")->text().contains(QLocale().toString(5000)));
        QCOMPARE(form().config().data, downloads().toStdString());
        QVERIFY(launch()->isEnabled());
        QVERIFY(!download->isVisible());
    }

    void aFormThatGoesTakesItsDownloadAlong() {
        enter(find<QLineEdit>("dataFolder"), m_worker.path());
        auto* download = find<QPushButton>("download");
        QTRY_VERIFY(download->isVisible());
        qputenv("FAKE", "slow");
        download->click();
        QTRY_VERIFY(says(QStringLiteral("85 MB of 170 MB")));
        m_form.reset();
    }

    void theFormIsAsItWasInTheNextSession() {
        choose(preset(), preset()->findData(QStringLiteral("cifar10-resnet18-gpu")));
        enter(find<ParameterControl>("step_size")->field(), typed(0.3));
        enter(find<QLineEdit>("runTitle"), QStringLiteral("Mine"));
        const RunConfig before = form().config();
        open();
        QVERIFY(form().config() == before);
        QCOMPARE(find<QLineEdit>("runTitle")->text(), QStringLiteral("Mine"));
    }

    void anotherRunLikeOneThatIsThere() {
        RunConfig config = findRunPreset("swa-1.5")->config;
        config.data = "somewhere";
        config.extensions = {{.epochs = 3, .stepSize = 0.1}};
        config.versions["basin"] = "0.0.1";
        form().setConfig(config, QStringLiteral("Again"));
        config.extensions.clear();
        config.versions.clear();
        QVERIFY(form().config() == config);
    }

private:
    void open() {
        m_form = std::make_unique<RunForm>();
        m_form->setRoot(m_root);
        m_form->resize(m_form->width(), 900);
        m_form->show();
        m_form->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_form.get()));
        QTRY_VERIFY(label("dataState")->text().startsWith(QStringLiteral("✓")));
    }
    void refuses(const QString& folder, const QString& reason) {
        QSignalSpy launched(&form(), &RunForm::launched);
        if (!folder.isEmpty()) enter(find<QLineEdit>("runFolder"), folder);
        QTest::mouseClick(launch(), Qt::LeftButton);
        QTRY_VERIFY(says(reason));
        QCOMPARE(launched.count(), 0);
        QVERIFY(launch()->isEnabled());
    }
    static QString downloads() {
        return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/data");
    }
    template <class Widget>
    Widget* find(const char* name) const {
        return form().findChild<Widget*>(QLatin1String(name));
    }
    NumberField* field(const char* name) const { return find<NumberField>(name); }
    QLabel* label(const char* name) const { return find<QLabel>(name); }
    QComboBox* preset() const { return find<QComboBox>("runPreset"); }
    QPushButton* launch() const { return find<QPushButton>("launch"); }
    bool says(const QString& words) const {
        const auto labels = form().findChildren<QLabel*>();
        return std::ranges::any_of(
            labels, [&](const QLabel* each) { return !each->isHidden() && each->text().contains(words); });
    }
    RunForm& form() const { return *m_form; }

    FakeWorker m_worker;
    QString m_root;
    std::unique_ptr<RunForm> m_form;
};

QTEST_MAIN(RunFormTest)
#include "run_form_test.moc"
