// SPDX-License-Identifier: GPL-3.0-or-later
// The page of the rates: it measures the lab's scenario, says the slopes in words, and a click brings a step size back.
#include "core/theory/rates.h"
#include "tests/ui/window.h"
#include "ui/format.h"
#include "ui/lab/lab_page.h"
#include "ui/lab/presets.h"
#include "ui/main_window.h"
#include "ui/rates/rates_chart.h"
#include "ui/rates/rates_page.h"
#include "ui/widgets/number_field.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTest>
#include <QUndoStack>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

using namespace basin;

namespace {

Scenario asymmetricValley() {
    Scenario scenario;
    scenario.landscape.name = "asymmetric";
    scenario.noiseSize = 1.0;
    scenario.stepSize = 0.05;
    scenario.start = 1.0;
    scenario.walkers = 100;
    return scenario;
}

}  // namespace

class RatesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepareApplication(); }
    void init() {
        m_window = std::make_unique<MainWindow>(asymmetricValley());
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    }
    void cleanup() { m_window.reset(); }

    void nothingIsMeasuredBeforeThePageIsLookedAt() { QVERIFY(!rates()->isRunning()); }

    void theSlopesAreSaidInWordsAndTheCurvesAreSeen() {
        QTest::keyClick(m_window.get(), Qt::Key_F4);
        QVERIFY(rates()->isVisible());
        waitForTheSweep();
        // Half and one, with intervals that contain them and are narrower than .05: as SweepTest computes them.
        QVERIFY(says(QStringLiteral("η<sup>%1</sup>").arg(QLocale().toString(0.5, 'f', 2))));
        QVERIFY(says(QStringLiteral("η<sup>%1</sup>").arg(QLocale().toString(1.0, 'f', 2))));
        QVERIFY(says(QStringLiteral("±")));
        // The straight line, .470 and .935, is said to be off.
        QVERIFY(says(formatNumber(0.47)));
        QVERIFY(says(QStringLiteral("they bend")));
        // On this landscape F moves its minimum by far less than the average misses it.
        QVERIFY(says(QStringLiteral("Cannot tell")));
        QVERIFY(says(QStringLiteral("this sweep cannot tell")));
        for (const QColor& colour : {currentTheme().sgd, currentTheme().average})
            QVERIFY(pixelsOf(colour) > 200);  // twelve marks and a line across the chart
    }

    void theWindowGivesTheSlopesOfTheIssue() {
        m_window->showPage(m_window->rates());
        waitForTheSweep();
        RatesChart* chart = rates()->chart();
        std::vector<RatePoint> sgd, average;
        for (int i = 0; i < 12; ++i) {
            QTest::keyClick(chart, Qt::Key_Left);  // first the last row, then on to the first
            const SweepRow* row = chart->chosen();
            QVERIFY(row);
            sgd.push_back({row->stepSize, std::sqrt(row->D), row->DError / (2.0 * std::sqrt(row->D))});
            average.push_back({row->stepSize, std::abs(row->averageBias), row->biasError});
        }
        // From .01 to .3: 0.02/L to 0.6/L with L = 2.
        QCOMPARE(sgd.front().stepSize, 0.3);
        QCOMPARE(sgd.back().stepSize, 0.01);
        for (const auto& [slope, truth] : {std::pair{fitSlope(sgd), 0.5}, std::pair{fitSlope(average), 1.0}}) {
            QVERIFY(slope && slope->high - slope->low < 0.05);
            QVERIFY(slope->low <= truth && truth <= slope->high);
        }
    }

    void everythingThatCanVaryDoes() {
        m_window->showPage(m_window->rates());
        waitForTheSweep();
        QComboBox* over = combos()[0];
        // Step, batch, noise, three parameters of the valley, laws.
        QCOMPARE(over->count(), 7);
        for (int i = 1; i < over->count(); ++i) {
            choose(over, i);
            waitForTheSweep();
            const RatesChart* chart = rates()->chart();
            QTest::keyClick(rates()->chart(), Qt::Key_Left);
            QVERIFY2(chart->chosen(), qPrintable(over->itemText(i)));
            // No power is claimed of anything but the step size.
            QVERIFY(!says(QStringLiteral("to the power")));
            QVERIFY(says(over->itemText(i) + QStringLiteral(": how far")));
            QVERIFY(pixelsOf(currentTheme().sgd) > 100);
        }
        QVERIFY(says(QStringLiteral("Student t")));
    }

    void aBatchThatIsChosenIsTheLabsBatch() {
        m_window->showPage(m_window->rates());
        waitForTheSweep();
        choose(combos()[0], 1);
        waitForTheSweep();
        QTest::keyClick(rates()->chart(), Qt::Key_Left);  // the last, largest batch
        QCOMPARE(rates()->chart()->chosen()->value, 64.0);
        QTest::keyClick(rates()->chart(), Qt::Key_Return);
        QVERIFY(m_window->lab()->isVisible());
        QCOMPARE(m_window->lab()->scenario().batchSize, 64);
        // It was measured already.
        m_window->showPage(m_window->rates());
        QVERIFY(!rates()->isRunning());
    }

    void countedIteratesHaveBiasAndRmsApart() {
        m_window->showPage(m_window->rates());
        waitForTheSweep();
        choose(combos()[2], 1);  // T = 100,000 whatever the step size
        waitForTheSweep();
        RatesChart* chart = rates()->chart();
        QTest::keyClick(chart, Qt::Key_Left);
        const SweepRow* row = chart->chosen();
        QVERIFY(row);
        QCOMPARE(row->steps.value_or(0), 100000);
        // E(w̄ − v*)² = bias² + Var, and σ/(μ√T) with σ² = 1/3 is near √Var: T is 3000 relaxations and more.
        const double deviation = std::sqrt(row->averageRms * row->averageRms - row->averageBias * row->averageBias);
        QVERIFY(row->floor.has_value());
        QVERIFY(std::abs(deviation / *row->floor - 1.0) < 0.25);
        QVERIFY(says(QStringLiteral("average, RMS")));
        QVERIFY(says(QLocale().toString(100000)));
    }

    void theThreePresetsGiveTheThreeAnswers() {
        const std::pair<const char*, const char*> answers[] = {{"which-minimiser", "F explains the average"},
                                                               {"cannot-tell", "Cannot tell"},
                                                               {"average-misses", "The average does not sit at v*"}};
        for (const auto& [name, answer] : answers) {
            const auto& all = presets();
            const auto preset = std::find_if(
                all.begin(), all.end(), [name = name](const Preset& each) { return each.name == QLatin1String(name); });
            QVERIFY(preset != all.end());
            m_window = std::make_unique<MainWindow>(preset->scenario);
            m_window->show();
            m_window->showPage(m_window->rates());
            waitForTheSweep();
            QVERIFY2(
                says(QStringLiteral("%1: <b>%2</b>").arg(stepText(preset->scenario.stepSize), QLatin1String(answer))),
                name);
        }
    }

    void theControlsAreDrawnWhenTheyAreAskedFor() {
        m_window->showPage(m_window->rates());
        waitForTheSweep();
        QCOMPARE(pixelsOf(currentTheme().smoothed), 0);
        auto* compare = rates()->findChildren<QCheckBox*>().last();
        compare->setFocus();
        QTest::keyClick(compare, Qt::Key_Space);
        QVERIFY(pixelsOf(currentTheme().smoothed) > 20);
    }

    void aClickOnAPointOpensTheLabWithItsStepSize() {
        m_window->showPage(m_window->rates());
        waitForTheSweep();
        RatesChart* chart = rates()->chart();
        const double largest = fields()[1]->value();
        const QPoint point = chart->toPixel(largest, chart->yRange().upper).toPoint() + QPoint(0, 20);
        QTest::mouseClick(chart, Qt::LeftButton, {}, point);
        QVERIFY(m_window->lab()->isVisible());
        QVERIFY(std::abs(m_window->lab()->scenario().stepSize / largest - 1.0) < 1e-9);
        m_window->lab()->undoStack()->undo();
        QCOMPARE(m_window->lab()->scenario().stepSize, 0.05);
    }

    void aCancelledSweepSaysSo() {
        combos()[1]->setCurrentIndex(1);  // walkers: slow enough to be cancelled
        m_window->showPage(m_window->rates());
        auto* cancel = rates()->findChild<QPushButton*>();
        QVERIFY(rates()->isRunning());
        QVERIFY(cancel->isVisible());
        QTest::mouseClick(cancel, Qt::LeftButton);
        waitForTheSweep();
        QVERIFY(!cancel->isVisible());
        QVERIFY(says(QStringLiteral("Cancelled")));
    }

    void numbersThatMakeNoSweepAreRefused() {
        m_window->showPage(m_window->rates());
        waitForTheSweep();
        const auto refuses = [&](NumberField* field, const QStringList& texts) {
            const double before = field->value();
            for (const QString& text : texts) {
                field->setFocus();
                field->selectAll();
                QTest::keyClicks(field, text);
                QTest::keyClick(field, Qt::Key_Return);
                QCOMPARE(field->value(), before);
                QVERIFY2(says(QStringLiteral("✗ ")), qPrintable(text));
                QVERIFY(!rates()->isRunning());
            }
        };
        refuses(fields()[0], {"0", "-1", "nan", "1000"});
        refuses(fields()[2], {"1", "0", "101"});
        choose(combos()[2], 2);
        waitForTheSweep();
        refuses(fields()[3], {"0", "-5", "1e10"});
        choose(combos()[0], 1);  // batches are whole
        waitForTheSweep();
        refuses(fields()[0], {"0"});
        refuses(fields()[1], {"2000000"});
    }

private:
    QList<QComboBox*> combos() const { return rates()->findChildren<QComboBox*>(); }      // over, method, iterates
    QList<NumberField*> fields() const { return rates()->findChildren<NumberField*>(); }  // from, to, points, constant
    /// As a person does.
    static void choose(QComboBox* box, int index) {
        box->setFocus();
        box->setCurrentIndex(index);
        Q_EMIT box->activated(index);
    }
    /// Nothing waits for a time: the sweep ends when it ends.
    void waitForTheSweep() { QTRY_VERIFY_WITH_TIMEOUT(!rates()->isRunning(), 300000); }
    bool says(const QString& words) const {
        const auto labels = rates()->findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(),
                           [&](const QLabel* label) { return label->isVisible() && label->text().contains(words); });
    }
    int pixelsOf(const QColor& colour) const {
        const QImage picture = rates()->chart()->grab().toImage();
        int count = 0;
        for (int y = 0; y < picture.height(); ++y)
            for (int x = 0; x < picture.width(); ++x) count += picture.pixelColor(x, y) == colour;
        return count;
    }
    static QString stepText(double stepSize) { return QStringLiteral("At η = %1").arg(formatEntry(stepSize)); }
    RatesPage* rates() const { return m_window->rates(); }

    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(RatesTest)
#include "rates_test.moc"
