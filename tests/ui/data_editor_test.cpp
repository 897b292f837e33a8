// SPDX-License-Identifier: GPL-3.0-or-later
// A landscape of data and the noise that comes with it, driven by clicks and keys.
#include "ui/lab/controls/data_editor.h"
#include "core/landscape/catalogue.h"
#include "tests/ui/window.h"
#include "ui/lab/control_panel.h"
#include "ui/lab/controls/data_plot.h"
#include "ui/lab/controls/example_samples.h"
#include "ui/widgets/fold.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/parameter_control.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSlider>
#include <QUndoStack>

#include <algorithm>

using namespace basin;

namespace {

void enter(QLineEdit* field, const QString& text) {
    field->setFocus();
    field->selectAll();
    QTest::keyClicks(field, text);
    QTest::keyClick(field, Qt::Key_Return);
}

/// Chooses an entry of a menu with the arrow keys, as its list does.
void choose(QComboBox* menu, int index) {
    menu->showPopup();
    menu->view()->setCurrentIndex(menu->model()->index(index, 0));
    QTest::keyClick(menu->view(), Qt::Key_Return);
}

/// Types lines over all that stands in the box.
void typeLines(QPlainTextEdit* box, const char* text) {
    box->selectAll();
    QTest::keyClick(box, Qt::Key_Delete);
    const QStringList lines = QString::fromLatin1(text).split(QLatin1Char('\n'));
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (i > 0) QTest::keyClick(box, Qt::Key_Return);
        QTest::keyClicks(box, lines[i]);
    }
}

}  // namespace

class DataEditorTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepareApplication(); }
    void init() {
        m_window = windowWith(Scenario());
        QVERIFY(m_window);
        choose(menu("landscape"), dataEntry());
        panel()->ensureWidgetVisible(plot());
    }
    void cleanup() { m_window.reset(); }

    void dataComeWithTheirMinibatches() {
        QCOMPARE(scenario().landscape.kind, LandscapeChoice::Kind::Data);
        QCOMPARE(samples(), exampleSamples(SampleLoss::Squares));
        QCOMPARE(scenario().noiseKind, NoiseKind::Minibatch);
        QCOMPARE(menu("law")->currentText(), QStringLiteral("Minibatches of the data"));
        QVERIFY(!checkScenario(scenario()));
        QVERIFY(scenarioDynamics(scenario()));
        QVERIFY(plot()->isVisible());
        // One step of undo brings the old landscape and its noise back.
        undo();
        QCOMPARE(scenario().landscape.kind, LandscapeChoice::Kind::Named);
        QCOMPARE(scenario().noiseKind, NoiseKind::Law);
        QVERIFY(!plot()->isVisible());
    }

    void aClickAddsASample() {
        const std::size_t before = samples().size();
        const QPoint place = emptyPlace();
        QTest::mouseClick(plot(), Qt::LeftButton, {}, place);
        QCOMPARE(samples().size(), before + 1);
        const QPointF shown = plot()->toPixel(samples().back());
        QVERIFY(std::abs(shown.x() - place.x()) < 1.5 && std::abs(shown.y() - place.y()) < 1.5);
        undo();
        QCOMPARE(samples(), exampleSamples(SampleLoss::Squares));
    }

    void aDragMovesASampleAndIsOneStepOfUndo() {
        const int steps = lab()->undoStack()->count();
        const QPoint from = plot()->toPixel(samples()[3]).toPoint(), to = from + QPoint(4, -30);
        QTest::mousePress(plot(), Qt::LeftButton, {}, from);
        QTest::mouseMove(plot(), from + QPoint(2, -15));
        QVERIFY(samples()[3] != exampleSamples(SampleLoss::Squares)[3]);  // f follows the hand
        QTest::mouseMove(plot(), to);
        QCOMPARE(lab()->undoStack()->count(), steps);
        QTest::mouseRelease(plot(), Qt::LeftButton, {}, to);
        QCOMPARE(lab()->undoStack()->count(), steps + 1);
        QVERIFY(samples()[3].y > exampleSamples(SampleLoss::Squares)[3].y);
        QCOMPARE(samples().size(), exampleSamples(SampleLoss::Squares).size());
        undo();
        QCOMPARE(samples(), exampleSamples(SampleLoss::Squares));
        QCOMPARE(plot()->samples(), samples());
    }

    void aRightClickRemovesASample() {
        std::vector<Sample> expected = samples();
        QTest::mouseClick(plot(), Qt::RightButton, {}, plot()->toPixel(expected[5]).toPoint());
        expected.erase(expected.begin() + 5);
        QCOMPARE(samples(), expected);
        // Beside the samples there is nothing to remove.
        QTest::mouseClick(plot(), Qt::RightButton, {}, emptyPlace());
        QCOMPARE(samples(), expected);
    }

    void theKeysChooseMoveAddAndRemove() {
        plot()->setFocus();
        std::vector<Sample> expected = samples();
        QTest::keyClick(plot(), Qt::Key_Right);
        QTest::keyClick(plot(), Qt::Key_Right);
        QCOMPARE(plot()->chosen(), 1);  // in the order of x
        QTest::keyClick(plot(), Qt::Key_Up);
        QVERIFY(samples()[1].y > expected[1].y);
        QCOMPARE(samples()[1].x, expected[1].x);
        QTest::keyClick(plot(), Qt::Key_Left, Qt::ControlModifier);
        QVERIFY(samples()[1].x < expected[1].x);
        undo();
        undo();
        QCOMPARE(samples(), expected);
        QTest::keyClick(plot(), Qt::Key_Insert);
        QCOMPARE(samples().size(), expected.size() + 1);
        QCOMPARE(plot()->chosen(), static_cast<int>(expected.size()));
        QTest::keyClick(plot(), Qt::Key_Delete);
        QCOMPARE(samples(), expected);
        // The tab key goes on to the next control.
        QTest::keyClick(plot(), Qt::Key_Tab);
        QVERIFY(!plot()->hasFocus());
    }

    void twoSamplesStay() {
        showLines("1, 1\n2, 1");
        QCOMPARE(samples(), (std::vector<Sample>{{1.0, 1.0}, {2.0, 1.0}}));
        QTest::mouseClick(plot(), Qt::RightButton, {}, plot()->toPixel(samples()[0]).toPoint());
        QCOMPARE(samples().size(), std::size_t{2});
        QVERIFY(error()->isVisible() && error()->text().endsWith(QLatin1Char('.')));
    }

    void typedLinesAreReadAsTheyCome() {
        const int steps = lab()->undoStack()->count();
        showLines("1, 2\n2, 4.5\n3, 7");
        QCOMPARE(samples(), (std::vector<Sample>{{1.0, 2.0}, {2.0, 4.5}, {3.0, 7.0}}));
        QVERIFY(!error()->isVisible());
        typeLines(lines(), "1, 2\n2, many");
        QVERIFY(error()->isVisible());
        QVERIFY2(error()->text().contains(QStringLiteral("line 2")), qPrintable(error()->text()));
        QVERIFY(lines()->toPlainText().endsWith(QStringLiteral("many")));  // nothing is lost
        for (const char* bad : {"1, 2", "0, 1\n0, 2", ""}) {
            typeLines(lines(), bad);
            QVERIFY2(error()->isVisible() && error()->text().endsWith(QLatin1Char('.')), bad);
            QVERIFY(scenarioDynamics(scenario()));
        }
        QTest::mouseClick(type(), Qt::LeftButton);
        QVERIFY(!lines()->isVisible());
        QCOMPARE(lab()->undoStack()->count(), steps + 1);
        undo();
        QCOMPARE(samples(), exampleSamples(SampleLoss::Squares));
    }

    void everyLossHasItsExampleUntilOneIsChanged() {
        choose(menu("loss"), static_cast<int>(SampleLoss::Wave));
        QCOMPARE(scenario().landscape.loss, SampleLoss::Wave);
        QCOMPARE(samples(), exampleSamples(SampleLoss::Wave));
        QTest::mouseClick(plot(), Qt::RightButton, {}, plot()->toPixel(samples()[0]).toPoint());
        const std::vector<Sample> own = samples();
        choose(menu("loss"), static_cast<int>(SampleLoss::Robust));
        QCOMPARE(scenario().landscape.loss, SampleLoss::Robust);
        QCOMPARE(samples(), own);
        QVERIFY(scenarioDynamics(scenario()));
    }

    void theDomainIsTypedAndFitsAgain() {
        const Interval fitting = scenario().landscape.domain;
        auto* fit = m_window->lab()->findChild<QPushButton*>(QStringLiteral("fitDomain"));
        QVERIFY(!fit->isEnabled());
        auto* from = plot()->parentWidget()->findChild<NumberField*>();
        enter(from, QStringLiteral("-3"));
        QCOMPARE(scenario().landscape.domain, (Interval{-3.0, fitting.upper}));
        enter(from, QStringLiteral("30"));
        QVERIFY(error()->isVisible() && error()->text().endsWith(QLatin1Char('.')));
        QCOMPARE(scenario().landscape.domain, (Interval{-3.0, fitting.upper}));
        QTest::mouseClick(fit, Qt::LeftButton);
        QCOMPARE(scenario().landscape.domain, fitting);
    }

    void batchesWithoutReplacementHoldAtMostAllSamples() {
        choose(menu("sampling"), 1);
        QVERIFY(!scenario().withReplacement);
        ParameterControl* batch = control("batchSize");
        QCOMPARE(batch->sliderRange().upper, 20.0);
        enter(batch->field(), QStringLiteral("20"));
        QCOMPARE(scenario().batchSize, 20);
        enter(batch->field(), QStringLiteral("21"));
        QVERIFY(batch->error().contains(QStringLiteral("20 samples")));
        QCOMPARE(scenario().batchSize, 20);
        // A sample that goes takes the batch along.
        QTest::mouseClick(plot(), Qt::RightButton, {}, plot()->toPixel(samples()[5]).toPoint());
        QCOMPARE(scenario().batchSize, 19);
        choose(menu("sampling"), 0);
        QVERIFY(scenario().withReplacement);
    }

    void minibatchesGiveWayToALawOfTheirSizeAndComeBack() {
        const auto data = scenarioDynamics(scenario());
        QVERIFY(!control("noiseSize")->isVisible());
        choose(menu("law"), static_cast<int>(Law::Gaussian));
        QCOMPARE(scenario().noiseKind, NoiseKind::Law);
        QCOMPARE(scenario().law, Law::Gaussian);
        QVERIFY(control("noiseSize")->isVisible() && !menu("sampling")->isVisible());
        // f is lowest at w_f = ∑xy/∑x²; there the samples' gradients have this standard deviation, to three digits.
        double xx = 0.0, xy = 0.0;
        for (const Sample& s : samples()) xx += s.x * s.x, xy += s.x * s.y;
        const double sigma = data->noise.sizeAt(xy / xx);
        QVERIFY(std::abs(scenario().noiseSize - sigma) <= 0.005 * sigma);
        choose(menu("law"), minibatchEntry());
        QCOMPARE(scenario().noiseKind, NoiseKind::Minibatch);
        undo();
        undo();
        QCOMPARE(scenario().noiseKind, NoiseKind::Minibatch);
    }

    void minibatchesNeedData() {
        choose(menu("landscape"), 0);
        QCOMPARE(scenario().noiseKind, NoiseKind::Law);
        const QModelIndex entry = menu("law")->model()->index(minibatchEntry(), 0);
        QVERIFY(!(menu("law")->model()->flags(entry) & Qt::ItemIsEnabled));
        QVERIFY(entry.data(Qt::ToolTipRole).toString().contains(QStringLiteral("data")));
        // The data come back as they were.
        choose(menu("landscape"), dataEntry());
        QCOMPARE(samples(), exampleSamples(SampleLoss::Squares));
    }

    void theSizeCanDependOnThePlace() {
        choose(menu("landscape"), 0);
        enter(control("noiseSize")->field(), QStringLiteral("3"));  // uniform on ±3: σ = √3
        auto* tick = m_window->lab()->findChild<QCheckBox*>(QStringLiteral("sizeByPlace"));
        tick->setFocus();
        QTest::keyClick(tick, Qt::Key_Space);
        QCOMPARE(scenario().noiseKind, NoiseKind::Scaled);
        QVERIFY(!control("noiseSize")->isVisible());
        // As strong as before at w = 1/2.
        QVERIFY(std::abs(scenarioDynamics(scenario())->noise.sizeAt(0.5) - 1.73) < 1e-9);
        auto* sigma = m_window->lab()->findChild<QLineEdit*>(QStringLiteral("sigmaOfW"));
        QVERIFY(sigma->isVisible());
        enter(sigma, QStringLiteral("1 + w^2"));
        QCOMPARE(scenario().sigmaOfW, std::string("1 + w^2"));
        const Scenario before = scenario();
        auto* problem = m_window->lab()->findChild<QLabel*>(QStringLiteral("sigmaOfWError"));
        for (const char* bad : {"1 +", "w", "foo(w)", "0"}) {  // cut off, negative, unknown, no noise at all
            enter(sigma, QString::fromLatin1(bad));
            QVERIFY2(problem->isVisible() && problem->text().endsWith(QLatin1Char('.')), bad);
            QCOMPARE(sigma->text(), QString::fromLatin1(bad));
            QCOMPARE(scenario(), before);
        }
        enter(sigma, QStringLiteral("2 + cos(w)"));
        QVERIFY(!problem->isVisible());
        undo();
        QCOMPARE(sigma->text(), QStringLiteral("1 + w^2"));
        tick->setFocus();
        QTest::keyClick(tick, Qt::Key_Space);
        QCOMPARE(scenario().noiseKind, NoiseKind::Law);
        QCOMPARE(scenario().noiseSize, 3.0);
        QVERIFY(control("noiseSize")->isVisible());
    }

    void thePictureFollowsTheSamples() {
        // The curve with the lowest f comes from a thread of its own.
        const QColor orange = currentTheme().smoothed;
        QTRY_VERIFY_WITH_TIMEOUT(pixelsOf(plot()->grab().toImage(), orange) > 50, 60000);
    }

    void nothingSticksOutAtTheSide() {
        QTest::mouseClick(type(), Qt::LeftButton);
        choose(menu("sampling"), 1);
        for (const int loss : {0, 1, 2}) {
            choose(menu("loss"), loss);
            QCoreApplication::processEvents();
            QVERIFY(panel()->widget()->minimumSizeHint().width() <= panel()->viewport()->width());
        }
    }

private:
    LabPage* lab() const { return m_window->lab(); }
    ControlPanel* panel() const { return lab()->controls(); }
    const Scenario& scenario() const { return lab()->scenario(); }
    const std::vector<Sample>& samples() const { return scenario().landscape.samples; }
    void undo() const { lab()->undoStack()->undo(); }
    DataPlot* plot() const { return m_window->lab()->findChild<DataPlot*>(); }
    QPlainTextEdit* lines() const { return m_window->lab()->findChild<QPlainTextEdit*>(QStringLiteral("sampleLines")); }
    QPushButton* type() const { return m_window->lab()->findChild<QPushButton*>(QStringLiteral("typeSamples")); }
    QLabel* error() const { return m_window->lab()->findChild<QLabel*>(QStringLiteral("dataError")); }
    QComboBox* menu(const char* name) const {
        return m_window->lab()->findChild<QComboBox*>(QString::fromLatin1(name));
    }
    ParameterControl* control(const char* name) const {
        return m_window->lab()->findChild<ParameterControl*>(QString::fromLatin1(name));
    }
    static int dataEntry() { return static_cast<int>(landscapeCatalogue().size()) + 3; }
    static int minibatchEntry() { return static_cast<int>(lawCatalogue().size()) + 1; }
    /// Below the line of the example, far from every sample.
    QPoint emptyPlace() const { return plot()->toPixel({1.5, -0.8}).toPoint(); }
    void showLines(const char* text) const {
        QTest::mouseClick(type(), Qt::LeftButton);
        QVERIFY(lines()->isVisible());
        typeLines(lines(), text);
    }

    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(DataEditorTest)
#include "data_editor_test.moc"
