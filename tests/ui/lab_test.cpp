// SPDX-License-Identifier: GPL-3.0-or-later
// The window as a person drives it: real clicks and key presses, and the picture that comes of them.
#include "tests/ui/window.h"
#include "ui/lab/curve_editor.h"
#include "ui/lab/histogram_chart.h"
#include "ui/lab/landscape_chart.h"
#include "ui/lab/presets.h"
#include "ui/widgets/parameter_control.h"

#include <QCheckBox>
#include <QLabel>
#include <QSlider>
#include <QTemporaryDir>
#include <QUndoStack>

#include <algorithm>
#include <cmath>

using namespace basin;

namespace {

/// How many pixels of the picture are within `tolerance` (each channel) of the colour.
int pixelsLike(const QImage& picture, const QColor& colour, int tolerance = 24) {
    int count = 0;
    for (int y = 0; y < picture.height(); ++y)
        for (int x = 0; x < picture.width(); ++x) {
            const QColor pixel = picture.pixelColor(x, y);
            if (std::abs(pixel.red() - colour.red()) <= tolerance &&
                std::abs(pixel.green() - colour.green()) <= tolerance &&
                std::abs(pixel.blue() - colour.blue()) <= tolerance)
                ++count;
        }
    return count;
}

}  // namespace

class LabTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepareApplication(); }
    void init() {
        m_window = windowWith(presets().front().scenario);
        QVERIFY(m_window);
    }
    void cleanup() { m_window.reset(); }

    void playingTakesStepsAndPauseStops() {
        QCOMPARE(stage()->frame()->step, 0);
        QTest::keyClick(m_window.get(), Qt::Key_Space);
        QVERIFY(lab()->isPlaying());
        QTRY_VERIFY_WITH_TIMEOUT(stage()->frame()->step > 0, 60000);
        QTest::keyClick(m_window.get(), Qt::Key_Space);
        QVERIFY(!lab()->isPlaying());
    }

    void singleStepsAreCounted() {
        QTest::keyClick(m_window.get(), Qt::Key_S);
        QTRY_COMPARE_WITH_TIMEOUT(stage()->frame()->step, 1, 60000);
        QTest::keyClick(m_window.get(), Qt::Key_S, Qt::ShiftModifier);
        QTRY_COMPARE_WITH_TIMEOUT(stage()->frame()->step, 101, 60000);
    }

    void restartRepeatsTheShowExactly() {
        lab()->takeSteps(500);
        QTRY_COMPARE_WITH_TIMEOUT(stage()->frame()->step, 500, 60000);
        const std::vector<double> first = stage()->frame()->iterates;
        QTest::keyClick(m_window.get(), Qt::Key_R);
        QTRY_COMPARE_WITH_TIMEOUT(stage()->frame()->step, 0, 60000);
        lab()->takeSteps(500);
        QTRY_COMPARE_WITH_TIMEOUT(stage()->frame()->step, 500, 60000);
        QCOMPARE(stage()->frame()->iterates, first);
    }

    void everyPresetCanBeChosen() {
        for (int i = 0; i < static_cast<int>(linePresets().size()); ++i) {
            lab()->showPreset(i);
            QCOMPARE(lab()->scenario(), linePresets()[static_cast<std::size_t>(i)].scenario);
        }
    }

    void theStartIsDraggedAndUndone() {
        const double before = lab()->scenario().start;
        LandscapeChart* chart = stage()->chart();
        const QRectF area = chart->plotArea();
        const QPoint target(static_cast<int>(area.left() + 0.25 * area.width()), static_cast<int>(area.center().y()));
        QTest::mousePress(chart, Qt::LeftButton, {}, chart->toPixel(before, 0).toPoint());
        QTest::mouseMove(chart, target);
        QTest::mouseRelease(chart, Qt::LeftButton, {}, target);
        const double moved = lab()->scenario().start;
        QVERIFY(std::abs(moved - chart->xAt(target.x())) < 1e-9);
        QVERIFY(moved != before);
        lab()->undoStack()->undo();
        QCOMPARE(lab()->scenario().start, before);
        lab()->undoStack()->redo();
        QCOMPARE(lab()->scenario().start, moved);
    }

    void theStartMovesByKeys() {
        const double before = lab()->scenario().start;
        stage()->chart()->setFocus();
        QTest::keyClick(stage()->chart(), Qt::Key_Left);
        QVERIFY(lab()->scenario().start < before);
        QCOMPARE(lab()->undoStack()->count(), 1);
    }

    void theKeysBeginAtTheStepSize() {
        const double before = lab()->scenario().stepSize;
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right);
        QVERIFY(lab()->scenario().stepSize > before);
        lab()->undoStack()->undo();
        QCOMPARE(lab()->scenario().stepSize, before);
        // What is shown on the panel goes back as well.
        QCOMPARE(control("stepSize")->value(), before);
    }

    void aDragIsOneStepOfUndo() {
        const Scenario before = lab()->scenario();
        QSlider* slider = control("stepSize")->slider();
        const auto at = [slider](double share) {
            return QPoint(static_cast<int>(share * slider->width()), slider->height() / 2);
        };
        QTest::mousePress(slider, Qt::LeftButton, {}, at(0.5));
        for (int i = 1; i <= 10; ++i) QTest::mouseMove(slider, at(0.5 + 0.03 * i));
        QTest::mouseRelease(slider, Qt::LeftButton, {}, at(0.8));
        QCoreApplication::processEvents();
        QVERIFY(lab()->scenario().stepSize != before.stepSize);
        QCOMPARE(lab()->undoStack()->count(), 1);
        // The frames that come show F of the new step size.
        QTRY_VERIFY_WITH_TIMEOUT(stage()->frame()->analysis->stepSize == lab()->scenario().stepSize, 60000);
        QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(lab()->scenario(), before);
        QTest::keyClick(m_window.get(), Qt::Key_Y, Qt::ControlModifier);
        QVERIFY(lab()->scenario().stepSize != before.stepSize);
    }

    void speedIsChangedByKeysAndUndoneAtOnce() {
        const double before = lab()->scenario().stepsPerSecond;
        for (int i = 0; i < 3; ++i) QTest::keyClick(m_window.get(), Qt::Key_Plus);
        // Ten notches are a factor of ten; the slider keeps hundredths of a power of ten.
        QVERIFY(std::abs(std::log10(lab()->scenario().stepsPerSecond / before) - 0.3) < 0.011);
        QCOMPARE(lab()->undoStack()->count(), 1);
        lab()->undoStack()->undo();
        QCOMPARE(lab()->scenario().stepsPerSecond, before);
    }

    void theSpaceBarWorksTheControlThatHasTheKeys() {
        auto* keep = lab()->findChild<QCheckBox*>(QStringLiteral("keepAverages"));
        keep->setFocus();
        QTest::keyClick(keep, Qt::Key_Space);
        QVERIFY(keep->isChecked());
        QVERIFY(!lab()->isPlaying());
    }

    void averagesBeginAnewUnlessTheyAreKept() {
        lab()->takeSteps(100);
        QTRY_COMPARE_WITH_TIMEOUT(stage()->frame()->averagedSteps, 100, 60000);
        auto* keep = lab()->findChild<QCheckBox*>(QStringLiteral("keepAverages"));
        keep->setChecked(true);
        const auto setStepSize = [this](double factor) {
            Scenario changed = lab()->scenario();
            changed.stepSize *= factor;
            lab()->changeScenario(changed);
            QTRY_COMPARE_WITH_TIMEOUT(stage()->frame()->analysis->stepSize, changed.stepSize, 60000);
        };
        setStepSize(0.5);
        QCOMPARE(stage()->frame()->averagedSteps, 100);
        keep->setChecked(false);
        setStepSize(0.5);
        QCOMPARE(stage()->frame()->averagedSteps, 0);
        QCOMPARE(stage()->frame()->step, 100);
    }

    void theSlidersFollowTheLandscape() {
        // Twice the curvature everywhere, half the step sizes: a parabola of curvature c has L = c, and its slider ends at 8/c
        // rounded down to 1, 2 or 5 times a power of ten: 5 for c = 1 and .05 for c = 100.
        Scenario scenario = lab()->scenario();
        scenario.stepSize = 0.01;
        scenario.landscape = {.kind = LandscapeChoice::Kind::Formula, .formula = "w^2/2", .domain = {-1.0, 1.0}};
        scenario.view.reset();
        scenario.start = 0.5;
        lab()->changeScenario(scenario);
        QCOMPARE(control("stepSize")->sliderRange().upper, 5.0);
        const double noise = control("noiseSize")->sliderRange().upper;
        scenario.landscape.formula = "50*w^2";
        lab()->changeScenario(scenario);
        QCOMPARE(control("stepSize")->sliderRange().upper, 0.05);
        QVERIFY(control("noiseSize")->sliderRange().upper > noise);
    }

    void undoWhileDrawingShowsThePointsOfThen() {
        QTest::keyClick(m_window.get(), Qt::Key_D);
        LandscapeChart* chart = stage()->chart();
        QTest::keyClick(chart, Qt::Key_Up);
        QCOMPARE(lab()->scenario().landscape.kind, LandscapeChoice::Kind::Curve);
        lab()->undoStack()->undo();
        QCOMPARE(lab()->scenario().landscape.kind, LandscapeChoice::Kind::Named);
        QVERIFY(lab()->isDrawing());
        // The next key press begins from the landscape on show again.
        QTest::keyClick(chart, Qt::Key_Up);
        const std::vector<CurvePoint>& points = lab()->scenario().landscape.points;
        const LandscapePtr original = *buildLandscape(presets().front().scenario.landscape);
        int moved = 0;
        for (const CurvePoint& point : points) moved += std::abs(point.f - original->value(point.w)) > 1e-9;
        QCOMPARE(moved, 1);
    }

    void aStrokeMakesALandscapeThatRuns() {
        QTest::keyClick(m_window.get(), Qt::Key_D);
        QVERIFY(lab()->isDrawing());
        LandscapeChart* chart = stage()->chart();
        const QRectF area = chart->plotArea();
        // A stroke from the upper left to the lower middle, well away from the control points of the curve.
        const auto at = [&](double x, double y) {
            return QPoint(static_cast<int>(area.left() + x * area.width()),
                          static_cast<int>(area.top() + y * area.height()));
        };
        QTest::mousePress(chart, Qt::LeftButton, {}, at(0.30, 0.15));
        for (int i = 1; i <= 20; ++i) QTest::mouseMove(chart, at(0.30 + 0.01 * i, 0.15 + 0.03 * i));
        QTest::mouseRelease(chart, Qt::LeftButton, {}, at(0.50, 0.75));
        QCOMPARE(lab()->scenario().landscape.kind, LandscapeChoice::Kind::Curve);
        const std::vector<CurvePoint> drawn = lab()->scenario().landscape.points;
        QCOMPARE(drawn.size(), static_cast<std::size_t>(CurveEditor::kPoints));
        // The curve goes where the stroke went: at 40 % of the width it is at 45 % of the height.
        const double w = chart->xAt(at(0.40, 0).x()), f = chart->yAt(at(0, 0.45).y());
        QVERIFY(std::abs(chart->landscape()->value(w) - f) < 0.05 * chart->yRange().width());

        lab()->takeSteps(10);
        QTRY_VERIFY_WITH_TIMEOUT(stage()->frame()->step >= 10, 60000);

        QTest::keyClick(chart, Qt::Key_Right);
        QTest::keyClick(chart, Qt::Key_Up);
        QVERIFY(lab()->scenario().landscape.points != drawn);
        lab()->undoStack()->undo();
        QCOMPARE(lab()->scenario().landscape.points, drawn);
        lab()->undoStack()->undo();
        QCOMPARE(lab()->scenario(), presets().front().scenario);
        QTest::keyClick(chart, Qt::Key_Return);
        QVERIFY(!lab()->isDrawing());
    }

    void aStrokeMayBeginOnAPointOfTheCurve() {
        QTest::keyClick(m_window.get(), Qt::Key_D);
        LandscapeChart* chart = stage()->chart();
        const Interval view = chart->xRange();
        const QPoint begin = chart->toPixel(view.lower, chart->landscape()->value(view.lower)).toPoint() + QPoint(1, 0);
        const QRectF area = chart->plotArea();
        const QPoint end(static_cast<int>(area.center().x()), static_cast<int>(area.top() + 0.2 * area.height()));
        QTest::mousePress(chart, Qt::LeftButton, {}, begin);
        for (int i = 1; i <= 40; ++i) QTest::mouseMove(chart, begin + (end - begin) * i / 40);
        QTest::mouseRelease(chart, Qt::LeftButton, {}, end);
        // The curve follows the straight stroke: half way along it stands half way between its ends.
        const QPointF middle = 0.5 * QPointF(begin + end);
        const double f = chart->landscape()->value(chart->xAt(middle.x()));
        QVERIFY(std::abs(f - chart->yAt(middle.y())) < 0.05 * chart->yRange().width());
    }

    void saveAndOpenBringTheScenarioBack() {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("mine.json"));
        lab()->showPreset(1);
        QVERIFY(m_window->saveFile(path));
        const Scenario saved = lab()->scenario();
        lab()->showPreset(2);
        QVERIFY(m_window->openFile(path));
        QCOMPARE(lab()->scenario(), saved);
    }

    void badFilesLeaveEverythingAsItWas() {
        QTemporaryDir folder;
        const Scenario before = lab()->scenario();
        const QList<std::pair<QString, QByteArray>> bad{
            {QStringLiteral("cut.json"), "{ \"version\": 1, \"title\": \"x\""},
            {QStringLiteral("gap.csv"), "w,f\n0,1\n1,\n2,3\n3,4\n4,5\n"},
            {QStringLiteral("one.csv"), "0,1\n"},
        };
        for (const auto& [name, text] : bad) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(text);
            file.close();
            QVERIFY(!m_window->openFile(file.fileName()));
            QCOMPARE(lab()->scenario(), before);
            const auto labels = lab()->findChildren<QLabel*>();
            QVERIFY(std::any_of(labels.begin(), labels.end(), [&, file = name](const QLabel* label) {
                return label->isVisible() && label->text().contains(file);
            }));
        }
        QVERIFY(!m_window->openFile(folder.filePath(QStringLiteral("missing.json"))));
    }

    void aTableBecomesALandscape() {
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("table.csv")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("w,f\n-2,4\n-1,1\n0,0.5\n1,1\n2,4\n");
        file.close();
        QVERIFY(m_window->openFile(file.fileName()));
        QCOMPARE(lab()->scenario().landscape.points.size(), std::size_t{5});
        QVERIFY(std::abs(stage()->chart()->landscape()->value(1.0) - 1.0) < 1e-12);
    }

    void thePictureShowsWhatMustBeVisible() {
        lab()->takeSteps(200);
        QTRY_COMPARE_WITH_TIMEOUT(stage()->frame()->step, 200, 60000);
        for (const ThemeChoice choice : {ThemeChoice::Light, ThemeChoice::Dark}) {
            applyTheme(choice);
            QCoreApplication::processEvents();
            const QImage landscape = stage()->chart()->grab().toImage();
            // A curve across the chart covers at least a pixel in each column; marks cover some dozens.
            QVERIFY(pixelsLike(landscape, currentTheme().smoothed) > landscape.width() / 2);
            QVERIFY(pixelsLike(landscape, currentTheme().sgd, 60) > 20);
            QVERIFY(pixelsLike(landscape, currentTheme().average, 60) > 20);
            const QImage histograms = stage()->histograms()->grab().toImage();
            QVERIFY(pixelsLike(histograms, currentTheme().sgd) > 20);
            QVERIFY(pixelsLike(histograms, currentTheme().average) > 20);
        }
        applyTheme(ThemeChoice::Light);
    }

    void picturesAreWritten() {
        QTemporaryDir folder;
        for (const char* name : {"a.png", "a.svg", "a.pdf"}) {
            const QString path = folder.filePath(QString::fromLatin1(name));
            QVERIFY(m_window->exportPicture(path));
            QVERIFY(QFileInfo(path).size() > 5000);
        }
        QVERIFY(!m_window->exportPicture(folder.filePath(QStringLiteral("a.xyz"))));
        QVERIFY(!m_window->exportPicture(QStringLiteral("/nowhere/a.svg")));
    }

private:
    ParameterControl* control(const char* name) const {
        return lab()->findChild<ParameterControl*>(QString::fromLatin1(name));
    }
    LabPage* lab() const { return m_window->lab(); }
    Stage* stage() const { return m_window->lab()->stage(); }

    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(LabTest)
#include "lab_test.moc"
