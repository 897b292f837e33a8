// SPDX-License-Identifier: GPL-3.0-or-later
// The plane's page as a person drives it.
#include "tests/ui/window.h"
#include "ui/lab/control_panel.h"
#include "ui/lab/controls/formula_line.h"
#include "ui/plane/colour_bar.h"
#include "ui/plane/controls/ellipse_pad.h"
#include "ui/plane/controls/hill_fields.h"
#include "ui/plane/controls/surface_section.h"
#include "ui/plane/hill_editor.h"
#include "ui/plane/plane_page.h"
#include "ui/plane/plane_readings.h"
#include "ui/plane/profile.h"
#include "ui/plane/surface_view.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/parameter_control.h"

#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMouseEvent>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QTemporaryDir>
#include <QToolButton>
#include <QUndoStack>
#include <QWheelEvent>

#include <cmath>

using namespace basin;

namespace {

constexpr int kPatienceMs = 60000;

Scenario himmelblau() {
    Scenario scenario;
    SurfaceChoice choice;
    choice.name = "himmelblau";
    setSurface(scenario, choice);
    scenario.plane->start = {0.5, 0.5};
    scenario.law = Law::Gaussian;
    scenario.stepSize = 0.005;
    scenario.noiseSize = 20.0;
    scenario.walkers = 500;
    scenario.seed = 7;
    return scenario;
}

void mouse(QWidget* widget, QEvent::Type type, QPointF place, Qt::KeyboardModifiers modifiers = {}) {
    const bool up = type == QEvent::MouseButtonRelease;
    QMouseEvent event(type, place, widget->mapToGlobal(place),
                      type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton, up ? Qt::NoButton : Qt::LeftButton,
                      modifiers);
    QCoreApplication::sendEvent(widget, &event);
}

void drag(QWidget* widget, QPointF from, QPointF to, Qt::KeyboardModifiers modifiers = {}) {
    mouse(widget, QEvent::MouseButtonPress, from, modifiers);
    for (const double share : {0.25, 0.5, 0.75, 1.0})
        mouse(widget, QEvent::MouseMove, from + share * (to - from), modifiers);
    mouse(widget, QEvent::MouseButtonRelease, to, modifiers);
}

}  // namespace

class PlaneTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        qputenv("BASIN_SOFTWARE_3D", "1");
        prepareApplication();
    }
    void init() {
        QSettings().clear();
        m_window = std::make_unique<MainWindow>(himmelblau());
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        QVERIFY(QTest::qWaitFor([this] { return view()->frame() && view()->picture(); }, kPatienceMs));
    }
    void cleanup() { m_window.reset(); }

    void aScenarioOfThePlaneOpensOnItsPage() {
        QCOMPARE(m_window->currentPage(), static_cast<Page*>(page()));
        QCOMPARE(page()->scenario(), himmelblau());
        // Himmelblau's function has four minima, all of height 0.
        QCOMPARE(view()->frame()->analysis->minima.size(), std::size_t{4});
        QVERIFY(view()->picture()->smoothed);
        QVERIFY(view()->picture()->f->contours.size() >= 5);
    }

    void itPlaysByTheKeysOfTheLab() {
        QTest::keyClick(m_window.get(), Qt::Key_S, Qt::ShiftModifier);
        QTRY_COMPARE_WITH_TIMEOUT(view()->frame()->step, 100, kPatienceMs);
        QTest::keyClick(m_window.get(), Qt::Key_R);
        QTRY_COMPARE_WITH_TIMEOUT(view()->frame()->step, 0, kPatienceMs);
        QTest::keyClick(m_window.get(), Qt::Key_Space);
        QVERIFY(page()->isPlaying());
        QVERIFY(!m_window->lab()->isPlaying());
        QTRY_VERIFY_WITH_TIMEOUT(view()->frame()->step > 10, kPatienceMs);
        QTest::keyClick(m_window.get(), Qt::Key_Space);
        QVERIFY(!page()->isPlaying());
    }

    void fMeltsWhileTheStepSizeMoves() {
        // F − f = η²σ²/2 · Δf + O(η⁴): larger everywhere inside for a larger step.
        const auto middle = [this] {
            const auto& values = view()->picture()->smoothed->values;
            return values[values.size() / 2];
        };
        const double before = middle();
        Scenario changed = page()->scenario();
        changed.stepSize = 0.03;
        const auto picture = view()->picture();
        page()->changeScenario(changed);
        QTRY_VERIFY_WITH_TIMEOUT(view()->picture() != picture, kPatienceMs);
        QVERIFY(std::abs(middle() - before) > 0.5);
        QCOMPARE(view()->picture()->f, picture->f);  // f is not drawn again
    }

    void theStartIsDraggedAndComesBack() {
        PlaneChart* chart = view()->objective();
        const Point start = page()->scenario().plane->start;
        drag(chart, chart->pixelOf(start), chart->pixelOf(start) + QPointF(60, 40));
        const Point moved = page()->scenario().plane->start;
        QVERIFY(moved.x > start.x && moved.y < start.y);
        QCOMPARE(page()->undoStack()->count(), 1);
        page()->undoStack()->undo();
        QCOMPARE(page()->scenario().plane->start, start);
        page()->undoStack()->redo();
        QCOMPARE(page()->scenario().plane->start, moved);
    }

    void arrowKeysMoveTheStart() {
        PlaneChart* chart = view()->smoothed();
        chart->setFocus();
        const Point start = page()->scenario().plane->start;
        QTest::keyClick(chart, Qt::Key_Right);
        QTest::keyClick(chart, Qt::Key_Up, Qt::ShiftModifier);
        QVERIFY(page()->scenario().plane->start.x > start.x);
        QVERIFY(page()->scenario().plane->start.y > start.y);
        QCOMPARE(page()->undoStack()->count(), 2);
    }

    void wheelDragAndKeysShowAnotherPart() {
        PlaneChart* chart = view()->objective();
        const Rectangle whole = chart->view();
        const QPointF place = chart->plotArea().center() + QPointF(30, 20);
        const Point below = chart->placeAt(place);
        QWheelEvent wheel(place, chart->mapToGlobal(place), {}, {0, 240}, {}, {}, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(chart, &wheel);
        // What lies under the mouse stays there; two notches are 1.25².
        QVERIFY(length(chart->placeAt(place) - below) < 1e-9);
        QVERIFY(std::abs(whole.x.width() / chart->view().x.width() - 1.25 * 1.25) < 1e-9);
        QCOMPARE(view()->smoothed()->view(), chart->view());
        const QPointF corner = chart->plotArea().topLeft() + QPointF(40, 40);
        const Point held = chart->placeAt(corner);
        drag(chart, corner, corner + QPointF(50, 30));
        QVERIFY(length(chart->placeAt(corner + QPointF(50, 30)) - held) < 1e-9);
        mouse(chart, QEvent::MouseButtonDblClick, chart->plotArea().center());
        QCOMPARE(chart->view(), whole);
        QTest::keyClick(chart, Qt::Key_Z);
        QVERIFY(chart->view().x.width() < whole.x.width());
        QTest::keyClick(chart, Qt::Key_Home);
        QCOMPARE(chart->view(), whole);
        QCOMPARE(page()->undoStack()->count(), 0);  // nothing of it changes the scenario
    }

    void circlesAreCircles() {
        const PlaneChart* chart = view()->objective();
        const QRectF area = chart->plotArea();
        QVERIFY(std::abs(chart->view().x.width() / area.width() - chart->view().y.width() / area.height()) <
                1e-9 * chart->view().x.width());
    }

    void anotherSurfaceSettlesStepAndNoise() {
        auto* choice = control<QComboBox>("surface");
        const int rosenbrock = choice->findText(QString::fromStdString(findSurface("rosenbrock")->title));
        QVERIFY(rosenbrock >= 0);
        choice->setCurrentIndex(rosenbrock);
        Q_EMIT choice->activated(rosenbrock);
        QCOMPARE(page()->scenario().plane->surface.name, std::string("rosenbrock"));
        QTRY_VERIFY_WITH_TIMEOUT(isOfTheSurface(), kPatienceMs);
        page()->takeSteps(1000);
        QTRY_COMPARE_WITH_TIMEOUT(view()->frame()->step, 1000, kPatienceMs);
        QVERIFY(view()->frame()->diverged < view()->frame()->walkers / 10);
        page()->undoStack()->undo();
        QCOMPARE(page()->scenario(), himmelblau());
    }

    void aBadFormulaIsSaidAtItsField() {
        auto* choice = control<QComboBox>("surface");
        const int formula = choice->findText(QStringLiteral("Formula"));
        choice->setCurrentIndex(formula);
        Q_EMIT choice->activated(formula);
        if (page()->scenario().plane->surface.kind != SurfaceChoice::Kind::Formula)
            QSKIP("Formulas of the plane are not there yet");
        const Scenario before = page()->scenario();
        auto* line = control<QLineEdit>("surfaceFormula");
        line->clear();
        QTest::keyClicks(line, QStringLiteral("x^2 + q"));
        QTest::keyClick(line, Qt::Key_Return);
        QVERIFY(!control<QLabel>("surfaceFormulaError")->isHidden());
        QCOMPARE(page()->scenario(), before);
        line->clear();
        QTest::keyClicks(line, QStringLiteral("x^2 + 2*y^2"));
        QTest::keyClick(line, Qt::Key_Return);
        QCOMPARE(page()->scenario().plane->surface.formula, std::string("x^2 + 2*y^2"));
        QVERIFY(control<QLabel>("surfaceFormulaError")->isHidden());
        QCOMPARE(page()->surface()->value({1.0, 2.0}), 9.0);
    }

    void theEllipseOfTheNoiseIsDragged() {
        auto* pad = control<EllipsePad>("noiseEllipse");
        pad->window()->resize(1280, 1400);
        // The handle of the first axis is one unit to the right of the middle: half the height less the rim over 1.5 units.
        const QPointF middle(0.5 * pad->width(), 0.5 * pad->height());
        const double unit = 0.5 * (pad->height() - 10.0) / 1.5;
        drag(pad, middle + QPointF(unit, 0), middle + QPointF(0, -1.4 * unit));
        // The axis is now 1.4 long and upright, the other one 1 long and level.
        const Symmetric covariance = page()->scenario().plane->covariance;
        QVERIFY(std::abs(covariance.yy - 1.4 * 1.4) < 1e-6);
        QVERIFY(std::abs(covariance.xx - 1.0) < 1e-6);
        QVERIFY(std::abs(covariance.xy) < 1e-6);
        QCOMPARE(page()->undoStack()->count(), 1);
        auto* correlation = control<ParameterControl>("noiseCorrelation");
        Q_EMIT correlation->valueCommitted(0.5);
        QVERIFY(std::abs(page()->scenario().plane->covariance.xy - 0.5 * 1.4) < 1e-6);
        page()->undoStack()->undo();
        page()->undoStack()->undo();
        QCOMPARE(page()->scenario(), himmelblau());
    }

    void hillsAreSetDraggedAndTakenAway() {
        QTest::keyClick(m_window.get(), Qt::Key_D);
        if (!page()->isDrawing()) QSKIP("Drawn surfaces are not there yet");
        QTRY_VERIFY_WITH_TIMEOUT(isOfTheSurface(), kPatienceMs);
        const auto hills = [this] { return page()->scenario().plane->surface.hills; };
        const std::size_t first = hills().size();
        PlaneChart* chart = view()->objective();
        const Point free{0.0, 1.5};
        mouse(chart, QEvent::MouseButtonDblClick, chart->pixelOf(free));
        QCOMPARE(hills().size(), first + 1);
        QVERIFY(length(hills().back().place - free) < 0.05);
        QVERIFY(hills().back().height < 0.0);
        drag(chart, chart->pixelOf(hills().back().place), chart->pixelOf({0.5, 1.0}));
        QVERIFY(length(hills().back().place - Point{0.5, 1.0}) < 0.05);
        // The handle of the longer axis stands one width to the right: twice as far makes it twice as wide.
        const DrawnHill before = hills().back();
        drag(chart, chart->pixelOf(before.place + Point{before.width, 0.0}),
             chart->pixelOf(before.place + Point{2.0 * before.width, 0.0}));
        QVERIFY(std::abs(hills().back().width - 2.0 * before.width) < 0.05 * before.width);
        const int steps = page()->undoStack()->count();
        QCOMPARE(steps, 4);  // drawing began, added, moved, widened
        QTest::keyClick(chart, Qt::Key_Delete);
        QCOMPARE(hills().size(), first);
        page()->undoStack()->undo();
        QCOMPARE(hills().size(), first + 1);
        while (page()->undoStack()->canUndo()) page()->undoStack()->undo();
        QCOMPARE(page()->scenario(), himmelblau());
        QVERIFY(!page()->isDrawing());
    }

    void theDrawButtonBeginsAndEndsDrawing() {
        m_window = std::make_unique<MainWindow>(PlanePage::firstScenario());
        m_window->show();
        QVERIFY(QTest::qWaitFor([this] { return view()->frame() && view()->picture(); }, kPatienceMs));
        page()->setPlaying(true);
        QToolButton* draw = nullptr;
        for (QToolButton* button : page()->findChildren<QToolButton*>())
            if (button->text() == QLatin1String("Draw")) draw = button;
        QVERIFY(draw);
        QTest::mouseClick(draw, Qt::LeftButton);
        QVERIFY2(page()->isDrawing(), qPrintable(page()->findChild<QLabel*>(QStringLiteral("planeMessage"))->text()));
        QVERIFY(draw->isChecked());
        QTRY_VERIFY_WITH_TIMEOUT(isOfTheSurface(), kPatienceMs);
        QTest::mouseClick(draw, Qt::LeftButton);
        QVERIFY(!page()->isDrawing());
        QVERIFY(!draw->isChecked());
    }

    void hillsHaveFieldsAndKeys() {
        page()->setDrawing(true);
        if (!page()->isDrawing()) QSKIP("Drawn surfaces are not there yet");
        auto* fields = page()->controls()->surface()->hills();
        control<QPushButton>("addHill")->click();
        const auto hill = [&] {
            return page()->scenario().plane->surface.hills[static_cast<std::size_t>(fields->chosen())];
        };
        QVERIFY(hill().height > 0.0);
        Q_EMIT control<ParameterControl>("hillAngle")->valueCommitted(90.0);
        QVERIFY(std::abs(hill().angle - M_PI / 2.0) < 1e-12);
        Q_EMIT control<ParameterControl>("hillHeight")->valueCommitted(-2.0);
        QCOMPARE(hill().height, -2.0);
        PlaneChart* chart = view()->objective();
        const Point place = hill().place;
        QTest::keyClick(chart, Qt::Key_Left);
        QVERIFY(hill().place.x < place.x);
        const int chosen = fields->chosen();
        QTest::keyClick(chart, Qt::Key_N);
        QVERIFY(fields->chosen() != chosen);
        QTest::keyClick(chart, Qt::Key_Return);
        QVERIFY(!page()->isDrawing());
    }

    void aLineAcrossTheMapOpensAsALandscape() {
        PlaneChart* chart = view()->objective();
        const Point from{-2.0, -1.0}, to{2.0, 2.0};  // five long
        drag(chart, chart->pixelOf(from), chart->pixelOf(to), Qt::ShiftModifier);
        QCOMPARE(m_window->currentPage(), static_cast<Page*>(m_window->lab()));
        const Scenario& profile = m_window->lab()->scenario();
        QVERIFY(QString::fromStdString(profile.title).startsWith(QStringLiteral("Profile of")));
        QCOMPARE(profile.landscape.kind, LandscapeChoice::Kind::Curve);
        QVERIFY(std::abs(profile.landscape.points.back().w - 5.0) < 0.05);
        // A fifth of the way along: (−1.2, −0.4), to the pixel.
        const Result<LandscapePtr> curve = buildLandscape(profile.landscape);
        const double expected = page()->surface()->value({-1.2, -0.4});
        QVERIFY(std::abs((*curve)->value(1.0) - expected) < 0.02 * expected);
        QCOMPARE(profile.stepSize, page()->scenario().stepSize);
        QVERIFY(m_window->lab()->undoStack()->canUndo());
    }

    void aProfileIsLaidByKeys() {
        QTest::keyClick(m_window.get(), Qt::Key_P);
        QVERIFY(page()->isProfiling());
        QTest::keyClick(view()->objective(), Qt::Key_Left);
        QTest::keyClick(view()->objective(), Qt::Key_Escape);
        QVERIFY(!page()->isProfiling());
        QTest::keyClick(m_window.get(), Qt::Key_P);
        QTest::keyClick(view()->objective(), Qt::Key_Return);
        QCOMPARE(m_window->currentPage(), static_cast<Page*>(m_window->lab()));
    }

    void noiseAlongAProfileIsThatOfItsDirection() {
        Scenario scenario = himmelblau();
        scenario.plane->covariance = {4.0, 0.0, 1.0};
        const Surface& surface = *page()->surface();
        const auto along = [&](Point to) { return profileAlong(scenario, surface, {{0.0, 0.0}, to}); };
        QVERIFY(std::abs(along({3.0, 0.0})->noiseSize - 2.0 * scenario.noiseSize) < 1e-9);
        QVERIFY(std::abs(along({0.0, 3.0})->noiseSize - scenario.noiseSize) < 1e-9);
        QVERIFY(!along({0.0, 0.0}));
    }

    void aTableOpensAsASurface() {
        const QTemporaryDir folder;
        const auto write = [&](const QString& name, const QByteArray& text) {
            QFile file(folder.filePath(name));
            const bool written = file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
            return written ? file.fileName() : QString();
        };
        QByteArray grid;
        for (int row = 0; row < 8; ++row) {
            for (int column = 0; column < 9; ++column)
                grid += (column > 0 ? "," : "") + QByteArray::number((column - 4) * (column - 4) + row * row);
            grid += '\n';
        }
        QVERIFY(!m_window->openFile(write(QStringLiteral("ragged.csv"), "1,2,3\n4,5\n")));
        QVERIFY(!view()->findChild<QLabel*>(QStringLiteral("planeMessage"))->isHidden());
        QCOMPARE(page()->scenario(), himmelblau());
        if (!m_window->openFile(write(QStringLiteral("grid.csv"), grid)))
            QSKIP("Tables of the plane are not there yet");
        QCOMPARE(page()->scenario().plane->surface.table.columns, 9);
        QCOMPARE(page()->scenario().plane->surface.table.rows, 8);
    }

    void panelsHide() {
        const int narrow = view()->smoothed()->width();
        QTest::keyClick(m_window.get(), Qt::Key_1, Qt::AltModifier);
        QVERIFY(view()->objective()->isHidden());
        QTRY_VERIFY(view()->smoothed()->width() > narrow);
        QTest::keyClick(m_window.get(), Qt::Key_3, Qt::AltModifier);
        QVERIFY(view()->surfaceView()->isHidden());
        QTest::keyClick(m_window.get(), Qt::Key_1, Qt::AltModifier);
        QVERIFY(!view()->objective()->isHidden());
        QTRY_COMPARE(view()->smoothed()->width(), narrow);
        QTest::keyClick(m_window.get(), Qt::Key_F9);
        QVERIFY(page()->controls()->isHidden());
    }

    void theSurfaceTurns() {
        SurfaceView* surface = view()->surfaceView();
        QTRY_VERIFY_WITH_TIMEOUT(!surface->image().isNull(), kPatienceMs);
        const QImage before = surface->image();
        const QPointF middle(0.5 * surface->width(), 0.5 * surface->height());
        drag(surface, middle, middle + QPointF(80, 10));
        QTRY_VERIFY_WITH_TIMEOUT(surface->image() != before, kPatienceMs);
        const QImage turned = surface->image();
        QTest::keyClick(m_window.get(), Qt::Key_T);
        QVERIFY(!surface->isSmoothed());
        QTRY_VERIFY_WITH_TIMEOUT(surface->image() != turned, kPatienceMs);
    }

    void theReadingsSayWhatIsSeen() {
        PlaneFrame frame;
        frame.sgd.trace = {5.2, 0.1};
        frame.average.trace = {3.1, 0.1};
        QVERIFY(PlaneReadingsTable::seen(frame).startsWith(QStringLiteral("The average sits flatter")));
        frame.average.trace = {5.0, 0.1};
        QVERIFY(PlaneReadingsTable::seen(frame).startsWith(QStringLiteral("Cannot tell")));
        frame.average.trace = {9.0, 0.1};
        QVERIFY(PlaneReadingsTable::seen(frame).startsWith(QStringLiteral("The average sits sharper")));
    }

    void chartsArePaintedIntoPictures() {
        QImage image(view()->chartsSize().toSize(), QImage::Format_RGB32);
        image.fill(Qt::magenta);
        QPainter painter(&image);
        page()->paintCharts(painter, image.rect());
        painter.end();
        QVERIFY(pixelsOf(image, Qt::magenta) < image.width() * image.height() / 50);
        const QTemporaryDir folder;
        QVERIFY(m_window->exportPicture(folder.filePath(QStringLiteral("plane.svg"))));
    }

private:
    /// The frame on show is of the page's surface.
    bool isOfTheSurface() const {
        const Point w{0.3, -0.7};
        return view()->frame()->analysis->surface->value(w) == page()->surface()->value(w);
    }
    PlanePage* page() const { return m_window->plane(); }
    PlaneView* view() const { return page()->view(); }
    template <class Widget>
    Widget* control(const char* name) const {
        return page()->controls()->findChild<Widget*>(QString::fromLatin1(name));
    }

    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(PlaneTest)
#include "plane_test.moc"
