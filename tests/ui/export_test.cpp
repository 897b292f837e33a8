// SPDX-License-Identifier: GPL-3.0-or-later
// What leaves the window comes back: pictures carry the state, and a fresh window goes on where they were taken.
#include "core/lab/lab_run.h"
#include "tests/ui/exported_files.h"
#include "tests/ui/window.h"
#include "ui/export/carried_state.h"
#include "ui/export/export_dialog.h"
#include "ui/export/exports.h"
#include "ui/export/opened_file.h"
#include "ui/export/picture.h"
#include "ui/lab/presets.h"
#include "ui/lab/timeline_bar.h"
#include "ui/plane/plane_page.h"
#include "ui/rates/rates_page.h"

#include <QApplication>
#include <QComboBox>
#include <QDropEvent>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QUndoStack>

#include <algorithm>
#include <future>
#include <optional>

using namespace basin;

class ExportTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepareApplication(); }
    void init() {
        m_window = windowWith(presets().front().scenario);
        QVERIFY(m_window);
    }
    void cleanup() { m_window.reset(); }

    void aPictureDroppedOnAFreshWindowGoesOnWhereItWasTaken_data() {
        QTest::addColumn<QString>("name");
        for (const char* name : {"a.png", "a.svg", "a.pdf"}) QTest::newRow(name) << QString::fromLatin1(name);
    }
    void aPictureDroppedOnAFreshWindowGoesOnWhereItWasTaken() {
        QFETCH(QString, name);
        const QString path = m_folder.filePath(name);
        // A run under way, whose settings were changed twice.
        takeSteps(*m_window, 700);
        Scenario scenario = m_window->lab()->scenario();
        scenario.stepSize *= 0.5;
        m_window->lab()->changeScenario(scenario);
        takeSteps(*m_window, 450);
        scenario.noiseSize *= 1.5;
        scenario.averages.push_back({.kind = Average::Kind::Exponential, .decay = 0.01});
        m_window->lab()->changeScenario(scenario);
        takeSteps(*m_window, 250);
        QVERIFY(m_window->exportPicture(path));
        const auto numbers = numbersIn(*m_window);

        const auto fresh = windowWith(presets()[2].scenario);
        QVERIFY(fresh);
        fresh->lab()->setPlaying(true);
        drop(*fresh, {path});
        QVERIFY(!fresh->lab()->isPlaying());
        QCOMPARE(fresh->lab()->scenario(), scenario);
        waitForStep(*fresh, 1400);
        QVERIFY(numbersIn(*fresh) == numbers);

        // And both go on alike.
        takeSteps(*m_window, 100);
        takeSteps(*fresh, 100);
        QVERIFY(numbersIn(*fresh) == numbersIn(*m_window));
        QVERIFY(numbersIn(*fresh) != numbers);

        fresh->lab()->undoStack()->undo();
        QCOMPARE(fresh->lab()->scenario(), presets()[2].scenario);
    }

    void thePlaneGoesOnWhereItWasTaken() {
        PlanePage* plane = m_window->plane();
        m_window->showPage(plane);
        QTRY_VERIFY_WITH_TIMEOUT(!plane->runs().empty(), 60000);
        const auto step = [](const PlanePage* page) { return page->runs().empty() ? -1 : page->runs().front().step; };
        plane->takeSteps(150);
        QTRY_COMPARE_WITH_TIMEOUT(step(plane), 150, 60000);
        Scenario scenario = plane->scenario();
        scenario.stepSize *= 0.5;
        plane->changeScenario(scenario);
        plane->takeSteps(70);
        QTRY_COMPARE_WITH_TIMEOUT(step(plane), 220, 60000);
        const QString picture = m_folder.filePath(QStringLiteral("plane.png"));
        QVERIFY(m_window->exportPicture(picture));
        const QString all = m_folder.filePath(QStringLiteral("plane.csv"));
        QCOMPARE(exported({.what = ExportWhat::AllNumbers, .path = all}), QString());
        QCOMPARE(rowsOf(all).front().mid(0, 3), (QByteArrayList{"walker", "x", "y"}));

        auto fresh = windowWith(presets()[2].scenario);
        QVERIFY(fresh->openFile(picture));
        QCOMPARE(fresh->currentPage(), fresh->plane());
        QTRY_COMPARE_WITH_TIMEOUT(step(fresh->plane()), 220, 60000);
        QVERIFY(fresh->state() == m_window->state());
        m_window.swap(fresh);
        const QString again = m_folder.filePath(QStringLiteral("again.csv"));
        QCOMPARE(exported({.what = ExportWhat::AllNumbers, .path = again}), QString());
        QVERIFY(rowsOf(again) == rowsOf(all));
    }

    void bothViewsOfATwinComeBack() {
        Scenario scenario = m_window->lab()->scenario();
        scenario.twinStepSize = 2.0 * scenario.stepSize;
        m_window->lab()->changeScenario(scenario);
        takeSteps(*m_window, 321);
        QTRY_COMPARE_WITH_TIMEOUT(m_window->state().runs.size(), std::size_t{2}, 60000);
        QTRY_COMPARE_WITH_TIMEOUT(m_window->state().runs[1].step, 321, 60000);
        const QString path = m_folder.filePath(QStringLiteral("twin.png"));
        QVERIFY(m_window->exportPicture(path));
        const auto fresh = windowWith(presets()[2].scenario);
        QVERIFY(fresh->openFile(path));
        waitForStep(*fresh, 321);
        QTRY_VERIFY_WITH_TIMEOUT(fresh->state().runs.size() == 2 && fresh->state().runs[1].step == 321, 60000);
        QVERIFY(fresh->state() == m_window->state());
    }

    void theRatesPageComesBack() {
        takeSteps(*m_window, 50);
        m_window->showPage(m_window->rates());
        const QString path = m_folder.filePath(QStringLiteral("rates.png"));
        QVERIFY(m_window->exportPicture(path));
        const auto fresh = windowWith(presets()[2].scenario);
        QVERIFY(fresh->openFile(path));
        QCOMPARE(fresh->currentPage()->objectName(), QStringLiteral("rates"));
        waitForStep(*fresh, 50);
    }

    void picturesAreLargerByTheFactorAskedFor() {
        takeSteps(*m_window, 50);
        const QSize size = m_window->size();
        for (const double scale : {1.0, 2.0, 4.0}) {
            const QString path = m_folder.filePath(QStringLiteral("at%1.png").arg(scale));
            const auto write = takePicture(path, m_window.get(), m_window->currentPage(), {.scale = scale},
                                           writeState(m_window->state()));
            QCOMPARE(write(), QString());
            QCOMPARE(QImage(path).size(), (QSizeF(size) * scale).toSize());
            QVERIFY(carriedState(path));
        }
        const QImage charts =
            paintPicture(m_window.get(), m_window->currentPage(), {.what = PictureOptions::What::Charts, .scale = 2.0});
        QCOMPARE(charts.size(), (m_window->currentPage()->chartsSize() * 2.0).toSize());
    }

    void aFileWithoutItsStateIsSaidInOneSentence_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("words");
        QTest::newRow("another picture") << "other.png"
                                         << "other.png carries no state of Basin";
        QTest::newRow("stripped") << "stripped.svg"
                                  << "carries no state of Basin";
        QTest::newRow("cut off") << "cut.pdf"
                                 << "carries no state of Basin";
        QTest::newRow("newer") << "newer.svg"
                               << "a newer Basin opens it";
        QTest::newRow("missing") << "missing.png"
                                 << "cannot be opened";
    }
    void aFileWithoutItsStateIsSaidInOneSentence() {
        QFETCH(QString, name);
        QFETCH(QString, words);
        QImage image(30, 20, QImage::Format_RGB32);
        image.fill(Qt::red);
        QVERIFY(image.save(m_folder.filePath(QStringLiteral("other.png"))));
        const QString svg = m_folder.filePath(QStringLiteral("whole.svg"));
        QVERIFY(m_window->exportPicture(svg));
        QByteArray text = bytesOf(svg);
        write(m_folder.filePath(QStringLiteral("newer.svg")),
              QByteArray(text).replace("{\"basin_state\":1", "{\"basin_state\":7"));
        const qsizetype begin = text.indexOf("<metadata"), end = text.indexOf("</metadata>");
        write(m_folder.filePath(QStringLiteral("stripped.svg")), text.remove(begin, end - begin + 11));
        const QString pdf = m_folder.filePath(QStringLiteral("whole.pdf"));
        QVERIFY(m_window->exportPicture(pdf));
        const QByteArray whole = bytesOf(pdf);
        write(m_folder.filePath(QStringLiteral("cut.pdf")), whole.left(whole.indexOf("basin_state") + 300));

        takeSteps(*m_window, 20);
        const SavedState before = m_window->state();
        drop(*m_window, {m_folder.filePath(name)});
        QVERIFY(says(*m_window, words));
        QVERIFY(m_window->state() == before);
    }

    void aTruncatedPictureStillBringsItsStateBack() {
        const QString path = m_folder.filePath(QStringLiteral("whole.png"));
        takeSteps(*m_window, 30);
        QVERIFY(m_window->exportPicture(path));
        const QByteArray bytes = bytesOf(path);
        const QString cut = m_folder.filePath(QStringLiteral("cut.png"));
        write(cut, bytes.left(bytes.size() / 2));
        QVERIFY(carriedState(cut) == carriedState(path));
        write(cut, bytes.left(200));
        QVERIFY(!carriedState(cut));
        QVERIFY(!m_window->openFile(cut));
    }

    void ofSeveralFilesTheFirstThatCanBeIsOpened() {
        const QString path = m_folder.filePath(QStringLiteral("first.png"));
        takeSteps(*m_window, 30);
        QVERIFY(m_window->exportPicture(path));
        write(m_folder.filePath(QStringLiteral("bad.json")), "{}");
        const auto fresh = windowWith(presets()[2].scenario);
        drop(*fresh, {m_folder.filePath(QStringLiteral("bad.json")), path, path});
        QCOMPARE(fresh->lab()->scenario(), m_window->lab()->scenario());
        QVERIFY(says(*fresh, QStringLiteral("first.png")));
    }

    void aLongWayCanBeStopped() {
        SavedState state = m_window->state();
        state.runs.front().step = 1'000'000'000'000;
        QVERIFY(m_window->openState(state, QStringLiteral("Open")));
        QPushButton* stop = nullptr;
        QTRY_VERIFY_WITH_TIMEOUT((stop = buttonNamed(QStringLiteral("Stop here"))) != nullptr, 60000);
        QTest::mouseClick(stop, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(says(*m_window, QStringLiteral("Stopped at step")), 60000);
        QVERIFY(!buttonNamed(QStringLiteral("Stop here")));
    }

    void aCourseThatIsNotKnownBeginsAnew() {
        SavedState state = m_window->state();
        state.runs = {{nullptr, 5000}};
        QVERIFY(m_window->openState(state, QStringLiteral("Open")));
        QVERIFY(says(*m_window, QStringLiteral("begins anew")));
    }

    void aFileThatIsTooLargeIsSaidBeforeItIsRead() {
        const QString path = m_folder.filePath(QStringLiteral("huge.json"));
        write(path, "{" + QByteArray(16 << 20, ' '));
        QVERIFY(!m_window->openFile(path));
        QVERIFY(says(*m_window, QStringLiteral("at most 16 MB")));
    }

    void bothFuturesComeBack() {
        takeSteps(*m_window, 50);
        m_window->lab()->timeline()->askBranch(true);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->lab()->timeline()->isBranched(), 60000);
        changeStepSize();
        takeSteps(*m_window, 30);
        const auto& frame = m_window->lab()->stage()->frame();
        QTRY_VERIFY_WITH_TIMEOUT(frame->other && frame->other->step == 80, 60000);
        const QString path = m_folder.filePath(QStringLiteral("futures.png"));
        QVERIFY(m_window->exportPicture(path));
        const auto fresh = windowWith(presets()[2].scenario);
        drop(*fresh, {path});
        waitForStep(*fresh, 80);
        const auto& again = fresh->lab()->stage()->frame();
        QTRY_VERIFY_WITH_TIMEOUT(again->other && fresh->lab()->timeline()->isBranched(), 60000);
        QCOMPARE(again->branchedAt, std::optional<std::int64_t>(50));
        QVERIFY(again->iterates == frame->iterates && again->other->iterates == frame->other->iterates);
        QVERIFY(again->iterates != again->other->iterates);
        QVERIFY(fresh->state() == m_window->state());
    }

    void theNumbersOnShowAreThoseOfTheCharts() {
        takeSteps(*m_window, 100);
        const QString path = m_folder.filePath(QStringLiteral("shown.csv"));
        QCOMPARE(exported({.what = ExportWhat::ShownNumbers, .path = path}), QString());
        const QList<QByteArrayList> rows = rowsOf(path);
        const Frame& frame = *m_window->lab()->stage()->frame();
        const QByteArrayList heading = rows.front();
        const auto column = [&](const char* name, qsizetype row) {
            return rows[row + 1].value(heading.indexOf(name)).toDouble();
        };
        // f of the landscape at the 501st of 1001 places; the first bin; the last distance.
        const double w = column("w", 500);
        QCOMPARE(column("f(w)", 500), frame.analysis->landscape->value(w));
        QCOMPARE(column("F(w)", 500), frame.analysis->smoothed->value(w));
        QCOMPARE(column("SGD [walkers in the bin]", 7), static_cast<double>(frame.iterateHistogram.counts[7]));
        const auto last = static_cast<qsizetype>(frame.sgdDistance.size()) - 1;
        QCOMPARE(column("SGD: RMS distance to v*", last), frame.sgdDistance.back());
        QCOMPARE(rows.size(), 1002);

        // A table that Basin wrote is no landscape: it brings the state back.
        const auto fresh = windowWith(presets()[2].scenario);
        QVERIFY(fresh->openFile(path));
        waitForStep(*fresh, 100);
        QVERIFY(numbersIn(*fresh) == numbersIn(*m_window));
    }

    void allNumbersAreThoseOfEveryWalker() {
        Scenario scenario = m_window->lab()->scenario();
        scenario.walkers = 20000;  // more than a frame carries
        scenario.averages.push_back({.kind = Average::Kind::PolyakRuppert});
        m_window->lab()->changeScenario(scenario);
        takeSteps(*m_window, 60);
        const QString path = m_folder.filePath(QStringLiteral("all.csv"));
        QCOMPARE(exported({.what = ExportWhat::AllNumbers, .path = path}), QString());
        const QList<QByteArrayList> rows = rowsOf(path);
        const auto numbers = numbersIn(*m_window);
        QCOMPARE(rows.size(), 20001);
        QCOMPARE(rows.front().mid(0, 4), (QByteArrayList{"walker", "w", "last-fraction 0.5", "polyak-ruppert"}));
        for (const qsizetype walker : {0, 777, 19999})
            for (std::size_t i = 0; i < numbers.size(); ++i)
                QCOMPARE(rows[walker + 1][static_cast<qsizetype>(i) + 1].toDouble(),
                         numbers[i][static_cast<std::size_t>(walker)]);
    }

    void theRatesAreATable() {
        m_window->showPage(m_window->rates());
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->rates()->isRunning() && !m_window->rates()->shownTable().rows.empty(),
                                 120000);
        const QString path = m_folder.filePath(QStringLiteral("rates.csv"));
        QCOMPARE(exported({.what = ExportWhat::ShownNumbers, .path = path}), QString());
        QCOMPARE(rowsOf(path).size(), static_cast<qsizetype>(m_window->rates()->shownTable().rows.size()) + 1);
        QVERIFY(carriedState(path));
    }

    void theDialogWritesWhatIsChosenByKeysAndRemembersIt() {
        takeSteps(*m_window, 20);
        QTest::keyClick(m_window.get(), Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
        auto* dialog = m_window->findChild<ExportDialog*>();
        QVERIFY(dialog && dialog->isVisible());
        const QString path = m_folder.filePath(QStringLiteral("asked.png"));
        enter(*dialog, path, 3);
        const QSizeF charts = m_window->lab()->chartsSize();  // before a bar tells of it above them
        QSignalSpy ended(m_window->exports(), &Exports::ended);
        QTest::keyClick(dialog, Qt::Key_Return);
        QVERIFY(ended.count() > 0 || ended.wait(60000));
        QCOMPARE(ended.front()[1].toString(), QString());
        QCOMPARE(QImage(path).size(), (charts * 4.0).toSize());
        QVERIFY(says(*m_window, QStringLiteral("asked.png is there")));

        QTRY_VERIFY(!m_window->findChild<ExportDialog*>());
        m_window->exports()->ask();
        dialog = m_window->findChild<ExportDialog*>();
        QCOMPARE(dialog->choice().scale, 4.0);
        QCOMPARE(QFileInfo(dialog->choice().path).absolutePath(), QFileInfo(path).absolutePath());
        // A folder that is not there is said in the dialog, which stays.
        enter(*dialog, QStringLiteral("/nowhere/a.png"), 0);
        QTest::keyClick(dialog, Qt::Key_Return);
        QVERIFY(dialog->isVisible());
        QVERIFY(says(*m_window, QStringLiteral("There is no folder /nowhere")));
        dialog->reject();
    }

    void aFullDiskIsSaidAndLeavesNoHalfFile() {
        // A device on which there is never any room; nothing can be renamed into place beside it either.
        const QString problem = writeWhole(QStringLiteral("/dev/full/a.png"), "bytes");
        QVERIFY(problem.contains(QStringLiteral("cannot be written")));
    }

    void aGifCarriesItsStateAsAComment() {
        // The smallest GIF: one pixel, with a palette of two.
        const QByteArray gif = QByteArray::fromHex(
            "47494638396101000100800000ffffff00000021f90400000000002c00000000010001000002024401003b");
        const std::string state = writeState(m_window->state());
        const QString path = m_folder.filePath(QStringLiteral("a.gif"));
        write(path, gifWithState(gif, state));
        QVERIFY(carriedState(path) == state);
        QVERIFY(m_window->openFile(path));
        // A viewer that knows nothing of it sees the same picture.
        if (QImage(path).isNull()) QSKIP("this Qt reads no GIF");
        QCOMPARE(QImage(path).size(), QSize(1, 1));
    }

private:
    void changeStepSize() {
        Scenario scenario = m_window->lab()->scenario();
        scenario.stepSize *= 0.5;
        m_window->lab()->changeScenario(scenario);
    }
    /// The problem, or nothing.
    QString exported(const ExportChoice& choice) {
        QSignalSpy ended(m_window->exports(), &Exports::ended);
        m_window->exports()->begin(choice);
        if (ended.isEmpty() && !ended.wait(60000)) return QStringLiteral("it does not end");
        return ended.front()[1].toString();
    }
    /// The cells below the lines of the state.
    static QList<QByteArrayList> rowsOf(const QString& path) {
        QList<QByteArrayList> rows;
        for (const QByteArray& line : bytesOf(path).split('\n'))
            if (!line.isEmpty() && !line.startsWith('#')) rows << line.split(',');
        return rows;
    }
    static void enter(ExportDialog& dialog, const QString& path, int scale) {
        dialog.findChildren<QComboBox*>()[2]->setCurrentIndex(scale);
        auto* field = dialog.findChild<QLineEdit*>(QStringLiteral("path"));
        field->setText(path);
    }
    static void takeSteps(MainWindow& window, std::int64_t steps) {
        const std::int64_t step = window.lab()->stage()->frame()->step;
        window.lab()->takeSteps(steps);
        waitForStep(window, step + steps);
    }
    static void waitForStep(MainWindow& window, std::int64_t step) {
        QTRY_COMPARE_WITH_TIMEOUT(window.lab()->stage()->frame()->step, step, 60000);
        QTRY_VERIFY_WITH_TIMEOUT(!window.lab()->stage()->frame()->repeatingTo, 60000);
    }
    QPushButton* buttonNamed(const QString& name) const {
        for (QPushButton* button : m_window->findChildren<QPushButton*>())
            if (button->isVisible() && button->text().remove(QLatin1Char('&')) == name) return button;
        return nullptr;
    }

    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(ExportTest)
#include "export_test.moc"
