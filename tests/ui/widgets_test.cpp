// SPDX-License-Identifier: GPL-3.0-or-later
// Sliders, number boxes and folds, driven by mouse and keys. Runs a second time in German, where a comma is the point.
#include "ui/charts/plot.h"
#include "ui/format.h"
#include "ui/widgets/fold.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/parameter_control.h"
#include "ui/widgets/value_scale.h"

#include <QLabel>
#include <QLocale>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>
#include <QWheelEvent>

#include <cmath>
#include <memory>
#include <random>

using namespace basin;

namespace {

const Parameter kLogarithmic{.name = "step_size",
                             .symbol = "η",
                             .label = "Step size",
                             .tip = "Grows.",
                             .minimum = 1e-4,
                             .maximum = 1.0,
                             .standard = 0.01,
                             .logarithmic = true};

/// A number as the user of this test run's locale types it.
QString typed(double value) {
    QLocale locale;
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    return locale.toString(value, 'g', 6);
}

void enter(NumberField* field, const QString& text) {
    field->setFocus();
    field->selectAll();
    QTest::keyClicks(field, text);
    QTest::keyClick(field, Qt::Key_Return);
}

}  // namespace

class WidgetsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_control = std::make_unique<ParameterControl>(kLogarithmic);
        m_control->setFixedWidth(280);
        m_control->show();
        QVERIFY(QTest::qWaitForWindowActive(m_control.get()));
    }
    void cleanup() { m_control.reset(); }

    void aScaleAndItsInverseAgree() {
        std::mt19937_64 random(1);
        std::uniform_real_distribution<double> share(0.0, 1.0);
        for (const ValueScale scale : {ValueScale{ValueScale::Kind::Linear, {-2.0, 3.0}},
                                       ValueScale{ValueScale::Kind::Logarithmic, {1e-5, 10.0}},
                                       ValueScale{ValueScale::Kind::TowardsOne, {0.0, 0.99999}}}) {
            QCOMPARE(scale.valueAt(0.0), scale.range.lower);
            QVERIFY(std::abs(scale.valueAt(1.0) - scale.range.upper) < 1e-12 * std::abs(scale.range.upper));
            for (int i = 0; i < 100; ++i) {
                const double t = share(random);
                QVERIFY(std::abs(scale.shareOf(scale.valueAt(t)) - t) < 1e-9);
            }
            QCOMPARE(scale.shareOf(-1e9), 0.0);
        }
        // Half way from 0.01 to 1 by factors is 0.1; half way from 0 to 0.99 towards 1 leaves 1 − √0.01 = 0.9.
        QVERIFY(std::abs(ValueScale{ValueScale::Kind::Logarithmic, {0.01, 1.0}}.valueAt(0.5) - 0.1) < 1e-15);
        QVERIFY(std::abs(ValueScale{ValueScale::Kind::TowardsOne, {0.0, 0.99}}.valueAt(0.5) - 0.9) < 1e-15);
    }

    void numbersAreRoundedToDigits() {
        QCOMPARE(roundToDigits(0.0123456, 3), 0.0123);
        QCOMPARE(roundToDigits(-98765.0, 2), -99000.0);
        QCOMPARE(roundToDigits(0.0, 3), 0.0);
    }

    void numbersAreReadAsTheyAreWritten() {
        std::mt19937_64 random(2);
        std::uniform_real_distribution<double> exponent(-9.0, 9.0);
        for (int i = 0; i < 1000; ++i) {
            const double value = roundToDigits(std::pow(10.0, exponent(random)), 1 + i % 6) * (i % 2 ? 1.0 : -1.0);
            const std::optional<double> read = parseNumber(formatEntry(value));
            QVERIFY2(read && std::abs(*read - value) <= 1e-12 * std::abs(value), qPrintable(formatEntry(value)));
        }
        // As in programs, whatever the locale: in German a point separates thousands, but 0.004 is not 4.
        QCOMPARE(parseNumber(QStringLiteral("0.004")).value_or(0.0), 0.004);
        QCOMPARE(parseNumber(QStringLiteral("4e-3")).value_or(0.0), 0.004);
        QCOMPARE(parseNumber(QStringLiteral("−1.5")).value_or(0.0), -1.5);
        QCOMPARE(parseNumber(QLocale().toString(100000), true).value_or(0.0), 100000.0);
        for (const char* bad : {"", "abc", "1..2", "--1", "1 2", "0x10", "1,2,3"})
            QVERIFY2(!parseNumber(QString::fromLatin1(bad)), bad);
    }

    void anUncertainNumberHasTheDigitsThatItsErrorNeeds() {
        const auto in = [](const char* text) {
            QString local = QString::fromUtf8(text);
            return local.replace(QLatin1Char('.'), QLocale().decimalPoint());
        };
        QCOMPARE(formatPrecise(0.49968, 0.0003), in("0.4997 ± 0.0003"));
        QCOMPARE(formatPrecise(0.49968, 0.00027), in("0.49968 ± 0.00027"));
        QCOMPARE(formatPrecise(1.0, 0.017), in("1.000 ± 0.017"));
        QCOMPARE(formatPrecise(1.02, 4.2), in("1 ± 4"));
        // Never without its error, which is at most the last digit.
        QCOMPARE(formatPrecise(0.5, 1e-9), in("0.500000 ± 0.000001"));
        QCOMPARE(formatNumber(0.0000197), in("1.97·10⁻⁵"));
        QCOMPARE(formatNumber(-9.999e-6), in("−1.00·10⁻⁵"));
        QCOMPARE(formatNumber(3e12, 1), in("3·10¹²"));
        QCOMPARE(formatNumber(0.000197), in("0.000197"));
    }

    void entriesAreShort() {
        const QString point = QLocale().decimalPoint();
        QCOMPARE(formatEntry(0.004), QStringLiteral("0") + point + QStringLiteral("004"));
        QCOMPARE(formatEntry(20.0), QStringLiteral("20"));
        QCOMPARE(formatEntry(12345.0), QStringLiteral("12345"));
        QCOMPARE(formatEntry(0.0), QStringLiteral("0"));
    }

    void linesAreCutAtARectangle() {
        const QRectF area(0.0, 0.0, 10.0, 10.0);
        QCOMPARE(cutLine({1.0, 1.0, 9.0, 9.0}, area).value(), QLineF(1.0, 1.0, 9.0, 9.0));
        QCOMPARE(cutLine({-10.0, 5.0, 20.0, 5.0}, area).value(), QLineF(0.0, 5.0, 10.0, 5.0));
        // From (5, −5) to (5, 5): the part below the upper edge.
        QCOMPARE(cutLine({5.0, -5.0, 5.0, 5.0}, area).value(), QLineF(5.0, 0.0, 5.0, 5.0));
        QVERIFY(!cutLine({-1.0, -1.0, -1.0, 20.0}, area));
        // Passes the corner (0, 10) outside.
        QVERIFY(!cutLine({-2.0, 9.0, 2.0, 13.0}, area));
    }

    void theSliderMovesTheValueAndTheBox() {
        QSignalSpy changed(m_control.get(), &ParameterControl::valueChanged);
        QSignalSpy committed(m_control.get(), &ParameterControl::valueCommitted);
        m_control->slider()->setFocus();
        // 0.01 is half way from 1e-4 to 1, position 500 of 1000; an arrow key goes on by a hundredth: 10^(−2 + 4/100) = 0.01096.
        QTest::keyClick(m_control->slider(), Qt::Key_Right);
        QCOMPARE(m_control->value(), 0.011);
        QCOMPARE(m_control->field()->text(), typed(0.011));
        QCOMPARE(changed.count(), 1);
        QCOMPARE(committed.count(), 1);
        // A page key goes on by a tenth: 10^(−2 + 4·110/1000) = 0.02754 from position 510 to 610.
        QTest::keyClick(m_control->slider(), Qt::Key_PageUp);
        QCOMPARE(m_control->value(), 0.0275);
        QTest::keyClick(m_control->slider(), Qt::Key_End);
        QCOMPARE(m_control->value(), 1.0);
    }

    void aHeldKeyIsOneChange() {
        QSignalSpy changed(m_control.get(), &ParameterControl::valueChanged);
        QSignalSpy committed(m_control.get(), &ParameterControl::valueCommitted);
        m_control->slider()->setFocus();
        for (int i = 0; i < 5; ++i) QTest::keyPress(m_control->slider(), Qt::Key_Right);
        QCOMPARE(changed.count(), 5);
        QCOMPARE(committed.count(), 0);
        QTest::keyRelease(m_control->slider(), Qt::Key_Right);
        QCOMPARE(committed.count(), 1);
    }

    void aDragCommitsOnce() {
        QSignalSpy changed(m_control.get(), &ParameterControl::valueChanged);
        QSignalSpy committed(m_control.get(), &ParameterControl::valueCommitted);
        QSlider* slider = m_control->slider();
        QTest::mousePress(slider, Qt::LeftButton, {}, slider->rect().center());
        for (int x = 10; x <= 60; x += 10) QTest::mouseMove(slider, slider->rect().center() + QPoint(x, 0));
        QVERIFY(changed.count() >= 5);
        QCOMPARE(committed.count(), 0);
        QTest::mouseRelease(slider, Qt::LeftButton, {}, slider->rect().center() + QPoint(60, 0));
        QCoreApplication::processEvents();
        QCOMPARE(committed.count(), 1);
        QCOMPARE(committed.first().first().toDouble(), m_control->value());
        QVERIFY(m_control->value() > 0.01);
    }

    void theWheelChangesNothing() {
        for (QWidget* widget :
             {static_cast<QWidget*>(m_control->slider()), static_cast<QWidget*>(m_control->field())}) {
            widget->setFocus();
            const QPointF centre = widget->rect().center();
            QWheelEvent wheel(centre, widget->mapToGlobal(centre), {}, {0, 120}, Qt::NoButton, {}, Qt::NoScrollPhase,
                              false);
            QCoreApplication::sendEvent(widget, &wheel);
            QCOMPARE(m_control->value(), 0.01);
        }
    }

    void aTypedNumberIsTaken() {
        QSignalSpy committed(m_control.get(), &ParameterControl::valueCommitted);
        enter(m_control->field(), typed(0.01234));
        QCOMPARE(m_control->value(), 0.01234);
        QCOMPARE(committed.count(), 1);
        QVERIFY(m_control->error().isEmpty());
        // Leaving the box afterwards announces nothing more.
        QVERIFY(m_control->slider()->hasFocus());
        QCOMPARE(committed.count(), 1);
    }

    void aTypedNumberIsTakenWhenTheBoxIsLeft() {
        m_control->field()->setFocus();
        m_control->field()->selectAll();
        QTest::keyClicks(m_control->field(), typed(0.5));
        QTest::keyClick(m_control->field(), Qt::Key_Tab);
        QCOMPARE(m_control->value(), 0.5);
    }

    void escapeBringsTheOldNumberBack() {
        m_control->field()->setFocus();
        m_control->field()->selectAll();
        QTest::keyClicks(m_control->field(), typed(0.5));
        QTest::keyClick(m_control->field(), Qt::Key_Escape);
        QCOMPARE(m_control->field()->text(), typed(0.01));
        QTest::keyClick(m_control->field(), Qt::Key_Tab);
        QCOMPARE(m_control->value(), 0.01);
    }

    void nonsenseIsRefusedWithASentence() {
        QSignalSpy committed(m_control.get(), &ParameterControl::valueCommitted);
        for (const char* bad : {"abc", "", "nan", "inf", "1e999", "0", "-1", "7", "1..2"}) {
            enter(m_control->field(), QString::fromLatin1(bad));
            QVERIFY2(m_control->error().endsWith(QLatin1Char('.')), bad);
            QCOMPARE(m_control->value(), 0.01);
            QCOMPARE(m_control->field()->text(), typed(0.01));
        }
        QCOMPARE(committed.count(), 0);
        enter(m_control->field(), typed(0.02));
        QVERIFY(m_control->error().isEmpty());
        QCOMPARE(committed.count(), 1);
    }

    void wholeNumbersStayWhole() {
        ParameterControl walkers({.name = "walkers",
                                  .label = "Walkers",
                                  .minimum = 1,
                                  .maximum = 100000,
                                  .standard = 1000,
                                  .logarithmic = true},
                                 ParameterControl::Numbers::Whole);
        walkers.show();
        QVERIFY(QTest::qWaitForWindowActive(&walkers));
        QCOMPARE(walkers.field()->text(), QLocale().toString(1000));
        for (int position = 0; position <= 1000; position += 7) {
            walkers.slider()->setValue(position);
            QCOMPARE(walkers.value(), std::floor(walkers.value()));
            QVERIFY(walkers.value() >= 1.0 && walkers.value() <= 100000.0);
        }
        enter(walkers.field(), typed(2.5));
        QVERIFY(!walkers.error().isEmpty());
        enter(walkers.field(), QLocale().toString(12345));
        QCOMPARE(walkers.value(), 12345.0);
    }

    void aFoldOpensByMouseAndSpaceBar() {
        auto* content = new QLabel(QStringLiteral("inside"));
        Fold fold(QStringLiteral("Heading"), content, false);
        fold.show();
        QVERIFY(QTest::qWaitForWindowActive(&fold));
        QVERIFY(!content->isVisible());
        FoldHeading* heading = fold.heading();
        QTest::mouseClick(heading, Qt::LeftButton);
        QVERIFY(content->isVisible());
        heading->setFocus();
        QTest::keyClick(heading, Qt::Key_Space);
        QVERIFY(!content->isVisible());
    }

private:
    std::unique_ptr<ParameterControl> m_control;
};

QTEST_MAIN(WidgetsTest)
#include "widgets_test.moc"
