// SPDX-License-Identifier: GPL-3.0-or-later
// The Landscape page: what was measured of trained networks is shown, compared where it can be, and played with.
#include "core/landscape/curve.h"
#include "tests/ui/measured_runs.h"
#include "tests/ui/training_window.h"
#include "ui/format.h"
#include "ui/network/course_chart.h"
#include "ui/network/measure_panel.h"
#include "ui/network/measured_list.h"
#include "ui/network/network_page.h"
#include "ui/network/network_view.h"
#include "ui/network/sharpness_table.h"
#include "ui/network/slice_line.h"
#include "ui/network/slice_map.h"
#include "ui/network/spectrum_chart.h"
#include "ui/plane/plane_page.h"
#include "ui/plane/surface_view.h"
#include "ui/widgets/notice_bar.h"

#include <QComboBox>
#include <QProgressBar>
#include <QSpinBox>
#include <QUndoStack>

#include <chrono>

using namespace basin;

class NetworkTest : public QObject, TrainingWindow {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        prepareApplication();
        QVERIFY(m_program.isValid());
        QFile worker(m_program.filePath(QStringLiteral("worker")));
        QVERIFY(worker.open(QIODevice::WriteOnly));
        worker.write(kWorker);
        worker.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        qputenv("BASIN_TRAIN", m_program.filePath(QStringLiteral("worker")).toUtf8());
        qputenv("ASKED", m_program.filePath(QStringLiteral("asked")).toUtf8());
    }
    void init() {
        qputenv("FAKE", "ok");
        open();
        QTest::keyClick(m_window.get(), Qt::Key_F6);
        QVERIFY(network()->isVisible());
    }
    void cleanup() { close(); }

    void anEmptyPageSaysWhatToDo() {
        SOON(saysHere(QStringLiteral("no runs yet")));
        makeRun("first", Optimizer::Sgd);
        SOON(saysHere(QStringLiteral("Nothing was measured")));
        QVERIFY(!network()->view()->isVisible());
        network()->findChild<QPushButton*>(QStringLiteral("toTraining"))->click();
        QVERIFY(page()->isVisible());
    }

    void sharpnessIsShownAndCompared() {
        makeMeasuredRuns();
        SOON_EQUAL(table()->rowCount(), 3);
        QCOMPARE(cell(0, 0), QStringLiteral("SGD"));
        QVERIFY(cell(1, 0).startsWith(QStringLiteral("average of the last 50")));
        QCOMPARE(cell(2, 0), QStringLiteral("SAM"));
        const Sharpness sgd = sharpnessWith("sgd", 400.0, 80.0), average = sharpnessWith("tail:0.5", 300.0, 60.0);
        QCOMPARE(cell(0, 4), formatUncertain(sgd.trace().value, sgd.trace().error));
        const SharpnessDifference difference = differenceOf(sgd, average);
        QVERIFY(cell(1, 4).contains(formatUncertain(difference.trace.value, difference.trace.error)));
        QVERIFY(cell(1, 6).contains(formatUncertain(difference.leading.value, difference.leading.error)));
        QVERIFY(label("findings").contains(QStringLiteral("sits flatter than SGD, by trace, normalised trace, λ₁")));
        QVERIFY(label("measurementNotes").contains(QStringLiteral("training images (seed 7)")));
        // The same numbers in a file.
        const Table file = network()->shownTable();
        QCOMPARE(file.rows.size(), std::size_t(3));
        QCOMPARE(std::get<double>(file.rows[1][7]), average.trace().value);
        QCOMPARE(std::get<double>(file.rows[1][9]), difference.trace.value);
    }

    void wrongComparisonsAreRefusedWithTheReason() {
        makeRun("sgd", Optimizer::Sgd);
        keep("sgd", sharpnessWith("sgd", 400.0, 80.0));
        keep("sgd", sharpnessWith("tail:0.5", 300.0, 60.0, 8));
        SOON_EQUAL(table()->rowCount(), 2);
        QVERIFY(!cell(1, 4).contains(QStringLiteral("Δ")));
        QVERIFY(label("measurementNotes")
                    .contains(QStringLiteral("is not compared with SGD: they were measured on other "
                                             "images")));
        QVERIFY(label("findings").isEmpty());
    }

    void aDamagedFileIsNamedAndTheRestIsShown() {
        makeMeasuredRuns();
        SOON_EQUAL(table()->rowCount(), 3);
        std::ofstream(sharpnessPath(path("sgd"), "ema:0.9", 200)) << "{\"version\": 1, \"of\": ";
        SOON(label("measurementProblems").contains(QStringLiteral("step-000000000200-ema-0.9.json")));
        QCOMPARE(table()->rowCount(), 3);
        std::filesystem::remove(sharpnessPath(path("sgd"), "ema:0.9", 200));
        SOON(label("measurementProblems").isEmpty());
    }

    void planeLineAndSpectraAreDrawn() {
        makeMeasuredRuns();
        SOON(network()->view()->map()->isVisible() && network()->view()->line()->isVisible());
        SOON(network()->view()->picture() != nullptr);
        QVERIFY(network()->view()->spectrum()->isVisible());
        const QImage map = network()->view()->map()->grab().toImage();
        const Theme& colours = currentTheme();
        for (const QColor& colour : {colours.sgd, colours.average, colours.sam}) QVERIFY(pixelsOf(map, colour) > 20);
        const QImage line = network()->view()->line()->grab().toImage();
        // F at SGD's weights: f there and the lift of F − f.
        QVERIFY(pixelsOf(line, colours.smoothed) > 20);
        // The keyboard reads points: the one in the middle is (5, 4), whose neighbour on the right is at 6.
        network()->view()->map()->setFocus();
        QTest::keyClick(network()->view()->map(), Qt::Key_Right);
        const SliceValue value = valueAt(6.0, 4.0);
        QVERIFY2(network()->view()->map()->reading().contains(formatNumber(value.trainLoss)),
                 qPrintable(network()->view()->map()->reading()));
        QTest::keyClick(network()->view()->line(), Qt::Key_Left);
        QVERIFY(network()->view()->line()->reading().contains(formatNumber(valueAt(4.0, 0.0).trainLoss)));
        // Another quantity is another picture.
        menu("quantity")->setCurrentIndex(3);
        SOON(std::abs(network()->view()->picture()->scale.range.lower - 10.0) < 1e-6);
        // Into a file as well.
        QImage file(800, 500, QImage::Format_RGB32);
        QPainter painter(&file);
        network()->paintCharts(painter, file.rect());
        painter.end();
        QVERIFY(pixelsOf(file, colours.sam) > 10);
    }

    void whatLiesOffThePlaneIsToldAndHollow() {
        makeRun("sgd", Optimizer::Sgd);
        Slice plane = planeOf("sgd", "sam");
        plane.marks.push_back(markAt("sgd", "ema:0.9", 5.0, 4.0, Optimizer::Sgd));
        plane.marks[3].off = 1.5;
        plane.marks[3].value.trainLoss = 0.777;
        keep("sgd", "plane", plane);
        SliceMap* map = network()->view()->map();
        SOON_EQUAL(map->planeMarks().size(), std::size_t(4));
        // Hollow from a fiftieth of the extent on: that is 14 · 0.02 = 0.28.
        for (std::size_t i = 0; i < 4; ++i) QCOMPARE(map->planeMarks()[i].hollow, i == 3);
        QCOMPARE(map->path().size(), std::size_t(4));
        const auto goTo = [map](int rights, int ups) {
            for (int i = 0; i < std::abs(rights); ++i) QTest::keyClick(map, rights < 0 ? Qt::Key_Left : Qt::Key_Right);
            for (int i = 0; i < std::abs(ups); ++i) QTest::keyClick(map, ups < 0 ? Qt::Key_Down : Qt::Key_Up);
            return map->reading().replace(QLatin1Char(','), QLatin1Char('.'));  // of any locale
        };
        // The cursor begins in the middle, (5, 4), beside which a step to the right and back ends.
        goTo(1, 0);
        QString words = goTo(-1, 0);
        QVERIFY2(words.contains(QStringLiteral("1.50 off the plane")), qPrintable(words));
        QVERIFY(
            words.contains(formatNumber(plane.marks[3].value.trainLoss).replace(QLatin1Char(','), QLatin1Char('.'))));
        // SGD at (0, 0), where y has points at −2 + k 12/14: the nearest is the third.
        words = goTo(-5, -5);
        QVERIFY2(words.contains(QStringLiteral("SGD: in the plane")), qPrintable(words));
        QVERIFY(words.contains(QStringLiteral("after step 200: in the plane")));
        // And step 50 at (−1.5, −1).
        words = goTo(-1, -1);
        QVERIFY2(words.contains(QStringLiteral("after step 50: 4.00 off the plane")), qPrintable(words));
        // Where fewer than three checkpoints stayed, the means over segments are the way.
        plane.means = plane.path;
        plane.path.resize(2);
        plane.means.push_back({.step = 250, .x = 5.0, .y = 4.0, .off = 2.5});
        keep("sgd", "plane", plane);
        SOON_EQUAL(map->path().size(), std::size_t(5));
        words = goTo(6, 6);
        QVERIFY2(words.contains(QStringLiteral("mean of the segment up to step 250: 2.50 off the plane")),
                 qPrintable(words));
    }

    void whatIsMeasuredGrowsOnTheScreen() {
        makeRun("sgd", Optimizer::Sgd);
        keep("sgd", "plane", planeOf("sgd", "sam", 100));
        SOON(network()->view()->picture() != nullptr);
        QVERIFY(!button("playPlane")->isEnabled());
        QVERIFY(std::isnan(network()->view()->picture()->f->values.back()));
        keep("sgd", "plane", planeOf("sgd", "sam"));
        SOON(button("playPlane")->isEnabled());
        SOON(std::isfinite(network()->view()->picture()->f->values.back()));
    }

    void aLinePlaysInTheLab() {
        makeMeasuredRuns();
        SOON(button("playLine")->isVisible());
        const Scenario before = m_window->lab()->scenario();
        button("playLine")->click();
        QCOMPARE(m_window->currentPage(), static_cast<Page*>(m_window->lab()));
        const Scenario& slice = m_window->lab()->scenario();
        QVERIFY(slice.landscape.kind == LandscapeChoice::Kind::Curve);
        const Slice measured = segmentOf("sgd");
        const Result<LandscapePtr> landscape = buildLandscape(slice.landscape);
        QVERIFY(bool(landscape));
        for (int i = 0; i < measured.setting.points; ++i)
            QVERIFY(std::abs((*landscape)->value(measured.coordinate(0, i)) -
                             measured.values[static_cast<std::size_t>(i)].trainLoss) < 1e-12);
        // 0.1/(1 − 0.9), and √0.0004 for one batch of 128 images: augmented, as the run is.
        QVERIFY(std::abs(slice.stepSize - 1.0) < 1e-12);
        QCOMPARE(slice.batchSize, 128);
        const Result<Noise> noise = scenarioNoise(slice);
        QVERIFY(bool(noise));
        QVERIFY(std::abs(noise->sigma() - 0.02) < 1e-7);
        QCOMPARE(slice.start, 0.0);
        QVERIFY(slice.averages.front().kind == Average::Kind::LastFraction);
        QCOMPARE(slice.averages.front().fraction, 0.5);
        QVERIFY(QString::fromStdString(slice.title).startsWith(QStringLiteral("Slice of sgd: SGD to average")));
        QVERIFY(QString::fromStdString(slice.watch).contains(QStringLiteral("not the network")));
        // A scenario like any: it can be written, read and undone.
        const Result<Scenario> again = readScenario(writeScenario(slice));
        QVERIFY(bool(again));
        QVERIFY(*again == slice);
        m_window->lab()->undoStack()->undo();
        QVERIFY(m_window->lab()->scenario() == before);
    }

    void aPlanePlaysInThePlane() {
        makeMeasuredRuns();
        SOON(button("playPlane")->isVisible());
        button("playPlane")->click();
        QCOMPARE(m_window->currentPage(), static_cast<Page*>(m_window->plane()));
        const Scenario& slice = m_window->plane()->scenario();
        QVERIFY(slice.plane && slice.plane->surface.kind == SurfaceChoice::Kind::Table);
        const Result<SurfacePtr> surface = buildSurface(slice.plane->surface);
        QVERIFY(bool(surface));
        const Slice measured = planeOf("sgd", "sam");
        for (int row = 0; row < 15; ++row)
            for (int column = 0; column < 15; ++column) {
                const Point place{measured.coordinate(0, column), measured.coordinate(1, row)};
                QVERIFY(std::abs((*surface)->value(place) - valueAt(place.x, place.y).trainLoss) < 1e-9);
            }
        QVERIFY((slice.plane->start == Point{0.0, 0.0}));
    }

    void noiseThatWasNotMeasuredIsNotMadeUpSilently() {
        makeRun("sgd", Optimizer::Sgd);
        keep("sgd", "line", segmentOf("sgd"));
        SOON(button("playLine")->isVisible());
        button("playLine")->click();
        QVERIFY(network()->isVisible());
        auto* offer = network()->findChild<NoticeBar*>();
        QVERIFY(offer->isVisible());
        QVERIFY(offer->text().contains(QStringLiteral("was not measured")));
        const auto buttons = offer->findChildren<QPushButton*>();
        buttons[1]->click();
        QVERIFY(m_window->lab()->isVisible());
        const Scenario& slice = m_window->lab()->scenario();
        QVERIFY(QString::fromStdString(slice.watch).contains(QStringLiteral("made up")));
        // A hundredth of the line's 14 in one step of size 1.
        QVERIFY(std::abs(scenarioNoise(slice)->sigma() - 0.14) < 1e-6);
        m_window->showPage(network());
        button("playLine")->click();
        buttons[0]->click();
        SOON(asked().startsWith(QStringLiteral("noise ")));
    }

    void costComesBeforeTheMeasurement() {
        makeMeasuredRuns();
        SOON_EQUAL(table()->rowCount(), 3);
        MeasurePanel* panel = network()->panel();
        panel->button(MeasurePanel::What::Plane)->click();
        auto* start = panel->findChild<QPushButton*>(QStringLiteral("startMeasurement"));
        SOON(start->isEnabled());
        QVERIFY(label("measurementCost").contains(QStringLiteral("2 min")));
        QVERIFY(asked().contains(QStringLiteral("--dry-run")));
        QVERIFY(asked().startsWith(
            QStringLiteral("slice %1 %2 --images %3 --kind plane")
                .arg(QString::fromStdString(path("sgd").string()), QString::fromStdString(path("sam").string()))
                .arg(1000)));
        QVERIFY(
            !asked().contains(QStringLiteral("--name")));  // which the worker chooses, so that nothing is in its way
        // Other choices cost something else.
        panel->findChildren<QSpinBox*>()[1]->setValue(11);
        SOON(asked().contains(QStringLiteral("--points 11")));
        SOON(start->isEnabled());
        start->click();
        SOON(!panel->isRunning());
        QVERIFY(!asked().contains(QStringLiteral("--dry-run")));
        QVERIFY(!start->isVisible());
    }

    void otherLinesAndPlanesCanBeMeasured() {
        makeMeasuredRuns();
        SOON_EQUAL(table()->rowCount(), 3);
        MeasurePanel* panel = network()->panel();
        auto* start = panel->findChild<QPushButton*>(QStringLiteral("startMeasurement"));
        panel->button(MeasurePanel::What::Plane)->click();
        QVERIFY(menu("sliceKind")->hasFocus());
        QCOMPARE(menu("sliceKind")->currentText(), QStringLiteral("SGD, average, SAM"));
        // The forecast follows the choice, which the keyboard makes; one run has this way of training.
        QTest::keyClick(menu("sliceKind"), Qt::Key_Down);
        const QString run = QString::fromStdString(path("sgd").string());
        SOON(asked().startsWith(QStringLiteral("slice %1 --images 1000 --kind trajectory-plane --points 21").arg(run)));
        SOON(start->isEnabled());
        panel->button(MeasurePanel::What::Line)->click();
        QCOMPARE(menu("sliceKind")->currentText(), QStringLiteral("SGD to its average"));
        menu("sliceKind")->setCurrentIndex(1);
        SOON(asked().startsWith(QStringLiteral("slice %1 --images 1000 --kind random-line").arg(run)));
        SOON(start->isEnabled());
        panel->button(MeasurePanel::What::Sharpness)->click();
        QVERIFY(!menu("sliceKind")->isVisible());
        // A forecast that takes long gives way to that of the next choice.
        qputenv("FAKE", "held");
        panel->button(MeasurePanel::What::Line)->click();
        SOON(asked().contains(QStringLiteral("--kind random-line")));
        menu("sliceKind")->setCurrentIndex(0);
        SOON(asked().contains(QStringLiteral("--kind segment")));
        QVERIFY(!start->isEnabled());
        qputenv("FAKE", "ok");
        menu("sliceKind")->setCurrentIndex(1);
        SOON(start->isEnabled());
        QVERIFY(asked().contains(QStringLiteral("--kind random-line")));
        // What is measured already is not measured again.
        qputenv("FAKE", "there");
        panel->button(MeasurePanel::What::Line)->click();
        SOON(label("measurementCost").contains(QStringLiteral("measured already")));
        QVERIFY(!start->isEnabled());
    }

    void onlyWhatARunHasWeightsForIsOffered() {
        makeMeasuredRuns();
        SOON_EQUAL(network()->list()->count(), 2);
        MeasurePanel* panel = network()->panel();
        const auto offered = [&](const std::vector<std::filesystem::path>& runs, MeasurePanel::What what) {
            network()->list()->tickOnly(runs);
            panel->button(what)->click();
            QStringList kinds;
            for (int i = 0; i < menu("sliceKind")->count(); ++i) kinds << menu("sliceKind")->itemData(i).toString();
            return kinds.join(QLatin1Char(' '));
        };
        // SGD and its one average make a line; a plane needs one more.
        QCOMPARE(offered({path("sgd")}, MeasurePanel::What::Line), QStringLiteral("segment random-line"));
        QCOMPARE(offered({path("sgd")}, MeasurePanel::What::Plane), QStringLiteral("trajectory-plane random-plane"));
        QCOMPARE(offered({path("sgd"), path("sam")}, MeasurePanel::What::Plane),
                 QStringLiteral("plane trajectory-plane random-plane"));
    }

    void theLineOnShowCanBeComparedWithThePlane() {
        makeMeasuredRuns();
        Slice other = segmentOf("sgd");
        other.imagesCrc = 54321;
        // The newest is of other images.
        keep("sgd", "a", other);
        keep("sgd", "b", segmentOf("sgd"));
        std::filesystem::last_write_time(
            slicePath(path("sgd"), "b"),
            std::filesystem::last_write_time(slicePath(path("sgd"), "a")) - std::chrono::hours(1));
        std::filesystem::last_write_time(
            slicePath(path("sgd"), "line"),
            std::filesystem::last_write_time(slicePath(path("sgd"), "a")) - std::chrono::hours(2));
        SOON_EQUAL(menu("lines")->count(), 3);
        QVERIFY(menu("lines")->currentData(Qt::ToolTipRole).toString().endsWith(QStringLiteral("\nb")));
        QVERIFY(!label("measurementNotes").contains(QStringLiteral("not compared")));
        // What the panel measures is shown, whatever it is.
        Q_EMIT network()->panel()->sliceStarted(path("sgd"), "a", false);
        QVERIFY(menu("lines")->currentData(Qt::ToolTipRole).toString().endsWith(QStringLiteral("\na")));
        QVERIFY(label("measurementNotes").contains(QStringLiteral("not compared")));
    }

    void measurementsCanBeCancelledAndFailInWords() {
        makeMeasuredRuns();
        SOON_EQUAL(table()->rowCount(), 3);
        MeasurePanel* panel = network()->panel();
        qputenv("FAKE", "slow");
        panel->button(MeasurePanel::What::Sharpness)->click();
        auto* start = panel->findChild<QPushButton*>(QStringLiteral("startMeasurement"));
        auto* cancel = panel->findChild<QPushButton*>(QStringLiteral("closeMeasurement"));
        SOON(start->isEnabled());
        start->click();
        QVERIFY(panel->isRunning());
        QVERIFY(panel->findChild<QProgressBar*>()->isVisible());
        QVERIFY(!panel->button(MeasurePanel::What::Line)->isEnabled());
        cancel->click();
        SOON(!panel->isRunning());
        cancel->click();
        QVERIFY(!start->isVisible());
        qputenv("FAKE", "fail");
        panel->button(MeasurePanel::What::Line)->click();
        SOON(saysHere(QStringLiteral("There is no checkpoint that can be read.")));
        QVERIFY(!start->isEnabled());
    }

    void runsAreTickedByKeys() {
        makeMeasuredRuns();
        SOON_EQUAL(table()->rowCount(), 3);
        QCOMPARE(network()->list()->ticked().size(), std::size_t(2));
        network()->list()->setFocus();
        // The rows are by the time of creation; the run by SAM is one of the two.
        for (int row = 0; row < 2; ++row)
            if (network()->list()->item(row)->text().startsWith(QStringLiteral("sam")))
                network()->list()->setCurrentRow(row);
        QTest::keyClick(network()->list(), Qt::Key_Space);
        QCOMPARE(network()->list()->ticked().size(), std::size_t(1));
        QCOMPARE(table()->rowCount(), 2);
    }

    void theCourseOfTheTrainingIsAChart() {
        makeMeasuredRuns();
        SOON_EQUAL(table()->rowCount(), 3);
        QVERIFY(!menu("charts")->isVisible());
        Sharpness earlier = sharpnessWith("tail:0.5", 500.0, 90.0);
        earlier.step = 100;
        keep("sgd", earlier);
        SOON(menu("charts")->count() == 4);  // the spectrum, two traces and the eigenvalue
        menu("charts")->setCurrentIndex(1);
        auto* chart = network()->view()->course();
        QVERIFY(chart->isVisible() && !network()->view()->spectrum()->isVisible());
        QVERIFY(pixelsOf(chart->grab().toImage(), currentTheme().average) > 20);
        // The table has the newest checkpoint, and weights of another one are not compared.
        earlier.step = 300;
        keep("sgd", earlier);
        SOON(label("measurementNotes").contains(QStringLiteral("of other checkpoints of the run")));
    }

    void theProjectorShowsOnePictureAtATime() {
        makeMeasuredRuns();
        SOON(network()->view()->picture() != nullptr);
        network()->setProjecting(true);
        QVERIFY(!network()->list()->isVisible());
        QVERIFY(network()->view()->map()->isVisible() && !network()->view()->line()->isVisible());
        network()->showNextChart();
        QVERIFY(!network()->view()->map()->isVisible() && network()->view()->surface()->isVisible());
        network()->showNextChart();
        QVERIFY(!network()->view()->surface()->isVisible() && network()->view()->line()->isVisible());
        network()->showNextChart();
        network()->showNextChart();
        QVERIFY(table()->isVisible() && !network()->view()->spectrum()->isVisible());
        network()->setProjecting(false);
        QVERIFY(table()->isVisible() && network()->view()->spectrum()->isVisible() && network()->list()->isVisible());
    }

private:
    static constexpr const char* kWorker = R"(#!/bin/sh
echo "$@" > "$ASKED"
case "$* $FAKE" in
*fail) echo "basin-train $1: There is no checkpoint that can be read." >&2; exit 1 ;;
*--dry-run*held) exec sleep 1000 ;;
*--dry-run*there)
    echo '{"seconds": 0.0, "peak_bytes": 1.2e9, "name": "segment-sgd-tail-0.5", "measured": 21, "points": 21}' ;;
*--dry-run*)
    echo '{'
    echo '  "seconds": 120.0,'
    echo '  "peak_bytes": 1.2e9'
    echo '}' ;;
*slow) exec sleep 1000 ;;
esac
)";

    NetworkPage* network() const { return m_window->network(); }
    SharpnessTable* table() const { return network()->view()->table(); }
    QString cell(int row, int column) const { return table()->item(row, column)->text(); }
    QString label(const char* name) const { return network()->findChild<QLabel*>(QLatin1String(name))->text(); }
    QPushButton* button(const char* name) const { return network()->findChild<QPushButton*>(QLatin1String(name)); }
    QComboBox* menu(const char* name) const { return network()->findChild<QComboBox*>(QLatin1String(name)); }
    QString asked() const {
        QFile file(m_program.filePath(QStringLiteral("asked")));
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }
    bool saysHere(const QString& words) const {
        const auto labels = network()->findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(),
                           [&](const QLabel* each) { return each->isVisible() && each->text().contains(words); });
    }
    void makeRun(const char* name, Optimizer optimizer) const {
        RunConfig config = TestRun::usual();
        config.network = Architecture::ResNet8;
        config.optimizer = optimizer;
        TestRun run(path(name), config);
        run.train(20);
    }
    void keep(const char* run, const Sharpness& found) const {
        writeMeasurement(sharpnessPath(path(run), found.of, found.step), writeSharpness(found));
    }
    void keep(const char* run, const GradientNoiseMeasurement& found) const {
        writeMeasurement(gradientNoisePath(path(run), found.of, found.step), writeGradientNoise(found));
    }
    void keep(const char* run, const char* name, const Slice& slice) const {
        writeMeasurement(slicePath(path(run), name), writeSlice(slice));
    }
    void makeMeasuredRuns() const {
        makeRun("sgd", Optimizer::Sgd);
        makeRun("sam", Optimizer::Sam);
        keep("sgd", sharpnessWith("sgd", 400.0, 80.0));
        keep("sgd", sharpnessWith("tail:0.5", 300.0, 60.0));
        keep("sam", sharpnessWith("sgd", 250.0, 45.0));
        keep("sgd", "line", segmentOf("sgd"));
        keep("sgd", "plane", planeOf("sgd", "sam"));
        keep("sgd", noiseWith("sgd", 0.2));
        keep("sgd", noiseWith("tail:0.5", 0.12));
    }

    QTemporaryDir m_program;
};

QTEST_MAIN(NetworkTest)
#include "network_test.moc"
