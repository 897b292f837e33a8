// SPDX-License-Identifier: GPL-3.0-or-later
// The page of the rates: it measures the lab's scenario, says the slopes in words, and a click brings a step size back.
#include "ui/lab/lab_page.h"
#include "ui/main_window.h"
#include "ui/rates/rates_chart.h"
#include "ui/rates/rates_page.h"
#include "ui/widgets/number_field.h"

#include <QComboBox>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QStandardPaths>
#include <QTest>
#include <QUndoStack>

#include <algorithm>
#include <cmath>

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
    void initTestCase() {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setApplicationName(QStringLiteral("basin-test"));
        applyTheme(ThemeChoice::Light);
    }
    void init() {
        m_window = std::make_unique<MainWindow>(asymmetricValley());
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    }
    void cleanup() { m_window.reset(); }

    void nothingIsMeasuredBeforeThePageIsLookedAt() { QVERIFY(!rates()->isRunning()); }

    void theSlopesAreSaidInWordsAndTheCurvesAreSeen() {
        QTest::keyClick(m_window.get(), Qt::Key_F3);
        QVERIFY(rates()->isVisible());
        // Nothing waits for a time: the sweep ends when it ends.
        QTRY_VERIFY_WITH_TIMEOUT(!rates()->isRunning(), 300000);
        const auto labels = rates()->findChildren<QLabel*>();
        const auto says = [&](const QString& words) {
            return std::any_of(labels.begin(), labels.end(),
                               [&](const QLabel* label) { return label->text().contains(words); });
        };
        QVERIFY(says(QStringLiteral("to the power")));
        // On this landscape F moves its minimum by far less than the average misses it.
        QVERIFY(says(QStringLiteral("Cannot tell")));
        const QImage picture = rates()->chart()->grab().toImage();
        for (const QColor& colour : {currentTheme().sgd, currentTheme().average}) {
            int count = 0;
            for (int y = 0; y < picture.height(); ++y)
                for (int x = 0; x < picture.width(); ++x)
                    if (picture.pixelColor(x, y) == colour) ++count;
            QVERIFY(count > 200);  // twelve marks and a line across the chart
        }
    }

    void aClickOnAPointOpensTheLabWithItsStepSize() {
        m_window->showPage(MainWindow::Page::Rates);
        QTRY_VERIFY_WITH_TIMEOUT(!rates()->isRunning(), 300000);
        RatesChart* chart = rates()->chart();
        const double largest = rates()->findChildren<NumberField*>().last()->value();
        const QPoint point = chart->toPixel(largest, chart->yRange().upper).toPoint() + QPoint(0, 20);
        QTest::mouseClick(chart, Qt::LeftButton, {}, point);
        QVERIFY(m_window->lab()->isVisible());
        QVERIFY(std::abs(m_window->lab()->scenario().stepSize / largest - 1.0) < 1e-9);
        m_window->lab()->undoStack()->undo();
        QCOMPARE(m_window->lab()->scenario().stepSize, 0.05);
    }

    void aCancelledSweepSaysSo() {
        rates()->findChildren<QComboBox*>().first()->setCurrentIndex(1);  // walkers: slow enough to be cancelled
        m_window->showPage(MainWindow::Page::Rates);
        auto* cancel = rates()->findChild<QPushButton*>();
        QVERIFY(rates()->isRunning());
        QTest::mouseClick(cancel, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!rates()->isRunning(), 300000);
        QVERIFY(!cancel->isEnabled());
    }

    void stepSizesThatMakeNoRangeAreRefused() {
        m_window->showPage(MainWindow::Page::Rates);
        QTRY_VERIFY_WITH_TIMEOUT(!rates()->isRunning(), 300000);
        NumberField* from = rates()->findChildren<NumberField*>().first();
        const double before = from->value();
        for (const char* text : {"0", "-1", "nan", "1000"}) {
            from->setFocus();
            from->selectAll();
            QTest::keyClicks(from, QString::fromLatin1(text));
            QTest::keyClick(from, Qt::Key_Return);
            QCOMPARE(from->value(), before);
            QVERIFY(!rates()->isRunning());
        }
    }

private:
    RatesPage* rates() const { return m_window->rates(); }

    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(RatesTest)
#include "rates_test.moc"
