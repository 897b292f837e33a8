// SPDX-License-Identifier: GPL-3.0-or-later
// The column of controls, driven by clicks and keys. Runs a second time in German, where a comma is the point.
#include "ui/lab/control_panel.h"
#include "core/landscape/catalogue.h"
#include "tests/ui/typing.h"
#include "ui/theme.h"
#include "ui/widgets/fold.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/parameter_control.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <memory>

using namespace basin;

class ControlPanelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(ThemeChoice::Light); }

    void init() {
        m_panel = std::make_unique<ControlPanel>();
        Scenario scenario;
        scenario.title = "A title";
        scenario.claims.push_back({.quantity = "sgd_rms", .relation = "<", .value = 1.0});
        m_panel->setScenario(scenario);
        m_panel->setStepSizeRange({1e-5, 1e-1});
        m_panel->setNoiseRange({0.01, 100.0});
        m_panel->setStartRange({-3.0, 3.0});
        m_panel->resize(m_panel->width(), 600);
        m_panel->show();
        QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));
        for (Fold* fold : m_panel->findChildren<Fold*>()) fold->setOpen(true);
        m_committed = std::make_unique<QSignalSpy>(m_panel.get(), &ControlPanel::scenarioCommitted);
        m_changed = std::make_unique<QSignalSpy>(m_panel.get(), &ControlPanel::scenarioChanged);
    }
    void cleanup() { m_panel.reset(); }

    void showingAScenarioAnnouncesNothing() {
        Scenario scenario = m_panel->scenario();
        scenario.stepSize = 0.0123;
        scenario.law = Law::StudentT;
        scenario.averages.push_back({.kind = Average::Kind::Exponential});
        scenario.twinStepSize = 0.001;
        scenario.landscape = {.kind = LandscapeChoice::Kind::Formula, .formula = "w^2", .domain = {-1.0, 2.0}};
        m_panel->setScenario(scenario);
        QCOMPARE(m_panel->scenario(), scenario);
        QCOMPARE(control("stepSize")->field()->text(), typed(0.0123));
        QCOMPARE(line("formula")->text(), QStringLiteral("w^2"));
        QCOMPARE(m_committed->count(), 0);
        QCOMPARE(m_changed->count(), 0);
    }

    void aTypedStepSizeIsTaken() {
        enter(control("stepSize")->field(), typed(0.0196));
        QCOMPARE(m_panel->scenario().stepSize, 0.0196);
        QCOMPARE(m_committed->count(), 1);
        // What was claimed of the ready-made scenario need not hold any more.
        QVERIFY(m_panel->scenario().claims.empty());
    }

    void badStepSizesAreAnsweredBesideTheBox() {
        const Scenario before = m_panel->scenario();
        for (const QString& bad :
             {QStringLiteral("0"), QStringLiteral("-1"), QStringLiteral("nan"), QStringLiteral("1e9"),
              QStringLiteral("1e400"), QStringLiteral("a lot"), QString()}) {
            enter(control("stepSize")->field(), bad);
            QVERIFY2(control("stepSize")->error().endsWith(QLatin1Char('.')), qPrintable(bad));
            QCOMPARE(control("stepSize")->field()->text(), typed(before.stepSize));
        }
        QCOMPARE(m_panel->scenario(), before);
        QCOMPARE(m_committed->count(), 0);
        enter(control("stepSize")->field(), typed(0.5));
        QVERIFY(control("stepSize")->error().isEmpty());
    }

    void theStepSizeSliderAnnouncesWhileItMoves() {
        QSlider* slider = control("stepSize")->slider();
        slider->setFocus();
        QTest::keyPress(slider, Qt::Key_Left);
        QCOMPARE(m_changed->count(), 1);
        QVERIFY(m_panel->scenario().stepSize < Scenario().stepSize);
        QCOMPARE(m_committed->count(), 0);
        QTest::keyRelease(slider, Qt::Key_Left);
        QCOMPARE(m_committed->count(), 1);
    }

    void anotherLawIsAsStrong() {
        // Uniform on ±1 has σ = 1/√3, so that the Laplace law of the same σ has scale σ/√2 = 1/√6 = 0.408 to three digits.
        choose(menu("law"), static_cast<int>(Law::Laplace));
        QCOMPARE(m_panel->scenario().law, Law::Laplace);
        QCOMPARE(m_panel->scenario().noiseSize, 0.408);
        QVERIFY(!control("noiseShape")->isVisible());
        choose(menu("law"), static_cast<int>(Law::StudentT));
        QVERIFY(control("noiseShape")->isVisible());
    }

    void sizeAsStandardDeviation() {
        auto* tick = m_panel->findChild<QCheckBox*>(QStringLiteral("equalSigma"));
        QTest::mouseClick(tick, Qt::LeftButton, {}, QPoint(8, tick->height() / 2));
        QVERIFY(m_panel->scenario().equalSigma);
        QVERIFY(std::abs(m_panel->scenario().noiseSize - 1.0 / std::sqrt(3.0)) < 1e-6);
        // At equal σ the law without one is not offered.
        const QModelIndex stable = menu("law")->model()->index(static_cast<int>(Law::AlphaStable), 0);
        QVERIFY(!(menu("law")->model()->flags(stable) & Qt::ItemIsEnabled));
        QTest::mouseClick(tick, Qt::LeftButton, {}, QPoint(8, tick->height() / 2));
        QVERIFY(!m_panel->scenario().equalSigma);
        QVERIFY(std::abs(m_panel->scenario().noiseSize - 1.0) < 1e-5);
        choose(menu("law"), static_cast<int>(Law::AlphaStable));
        QCOMPARE(m_panel->scenario().law, Law::AlphaStable);
        QVERIFY(!tick->isEnabled());
        QVERIFY(tick->text().contains(QStringLiteral("σ")));
    }

    void averagesAreAddedFocusedAndRemoved() {
        auto* add = m_panel->findChild<QPushButton*>(QStringLiteral("addAverage"));
        QTest::mouseClick(add, Qt::LeftButton);
        add->setFocus();
        QTest::keyClick(add, Qt::Key_Space);
        QCOMPARE(m_panel->scenario().averages.size(), std::size_t{3});
        QCOMPARE(m_panel->scenario().focus, std::size_t{2});
        QVERIFY(m_panel->scenario().averages[1].kind != m_panel->scenario().averages[2].kind);
        const auto rows = visible<QRadioButton>();
        QCOMPARE(rows.size(), 3);
        QTest::mouseClick(rows[1], Qt::LeftButton, {}, QPoint(8, rows[1]->height() / 2));
        QCOMPARE(m_panel->scenario().focus, std::size_t{1});
        choose(menu("averageKind"), 4);
        QCOMPARE(m_panel->scenario().averages[1].kind, Average::Kind::Exponential);
        // Removing the first moves the focus along.
        QTest::mouseClick(visible<QToolButton>(QStringLiteral("✕")).front(), Qt::LeftButton);
        QCOMPARE(m_panel->scenario().averages.size(), std::size_t{2});
        QCOMPARE(m_panel->scenario().focus, std::size_t{0});
        QCOMPARE(m_panel->scenario().averages[0].kind, Average::Kind::Exponential);
        for (int i = 0; i < 10; ++i) QTest::mouseClick(add, Qt::LeftButton);
        QCOMPARE(m_panel->scenario().averages.size(), std::size_t{6});
        QVERIFY(!add->isEnabled());
    }

    void keepingAveragesIsATick() {
        QSignalSpy kept(m_panel.get(), &ControlPanel::keepAveragesChanged);
        auto* tick = m_panel->findChild<QCheckBox*>(QStringLiteral("keepAverages"));
        tick->setFocus();
        QTest::keyClick(tick, Qt::Key_Space);
        QCOMPARE(kept.count(), 1);
        QCOMPARE(kept.first().first().toBool(), true);
    }

    void schedulesWithTheirParameters() {
        choose(menu("schedule"), 1);
        QCOMPARE(m_panel->scenario().schedule.kind, Schedule::Kind::MultiStep);
        enter(line("milestones"), QStringLiteral("%1; %2").arg(typed(0.25), typed(0.5)));
        QCOMPARE(m_panel->scenario().schedule.milestones, (std::vector<double>{0.25, 0.5}));
        const Scenario before = m_panel->scenario();
        for (const QString& bad : {QStringLiteral("soon"), QStringLiteral("0.5; 0.2"), QStringLiteral("2")}) {
            enter(line("milestones"), bad);
            QCOMPARE(m_panel->scenario(), before);
        }
        choose(menu("schedule"), 2);
        QVERIFY(!line("milestones")->isVisible());
    }

    void momentumStaysBelowOne() {
        enter(control("momentum")->field(), typed(0.9));
        QCOMPARE(m_panel->scenario().momentum, 0.9);
        enter(control("momentum")->field(), typed(1.0));
        QVERIFY(!control("momentum")->error().isEmpty());
        QCOMPARE(m_panel->scenario().momentum, 0.9);
    }

    void startWalkersAndSeed() {
        enter(control("start")->field(), typed(-1.25));
        QCOMPARE(m_panel->scenario().start, -1.25);
        enter(control("walkers")->field(), QLocale().toString(100000));
        QCOMPARE(m_panel->scenario().walkers, std::size_t{100000});
        enter(control("walkers")->field(), QStringLiteral("100001"));
        QVERIFY(!control("walkers")->error().isEmpty());
        enter(line("seed"), QStringLiteral("18446744073709551615"));
        QCOMPARE(m_panel->scenario().seed, std::uint64_t{18446744073709551615U});
        const Scenario before = m_panel->scenario();
        enter(line("seed"), QStringLiteral("-3"));
        QCOMPARE(m_panel->scenario(), before);
        QCOMPARE(line("seed")->text(), QStringLiteral("18446744073709551615"));
    }

    void everyNamedLandscapeHasItsParameters() {
        const auto catalogue = landscapeCatalogue();
        for (std::size_t i = 0; i < catalogue.size(); ++i) {
            choose(menu("landscape"), static_cast<int>(i));
            QCOMPARE(m_panel->scenario().landscape.name, catalogue[i].name);
            QVERIFY(!checkScenario(m_panel->scenario()));
            for (const Parameter& parameter : catalogue[i].parameters) {
                auto* made = m_panel->findChild<ParameterControl*>(QString::fromStdString(parameter.name));
                QVERIFY2(made, parameter.name.c_str());
                QCOMPARE(made->value(), parameter.standard);
                made->slider()->setFocus();
                QTest::keyClick(made->slider(),
                                parameter.standard < parameter.maximum ? Qt::Key_PageUp : Qt::Key_PageDown);
                QCOMPARE(m_panel->scenario().landscape.parameters.at(parameter.name), made->value());
            }
            m_panel->setScenario(Scenario());
        }
    }

    void aFormulaWithItsErrors() {
        choose(menu("landscape"), static_cast<int>(landscapeCatalogue().size()) + 1);
        QCOMPARE(m_panel->scenario().landscape.kind, LandscapeChoice::Kind::Formula);
        enter(line("formula"), QStringLiteral("w^4 - w^2"));
        QCOMPARE(m_panel->scenario().landscape.formula, std::string("w^4 - w^2"));
        const Scenario before = m_panel->scenario();
        auto* error = m_panel->findChild<QLabel*>(QStringLiteral("formulaError"));
        for (const char* bad : {"w +", "w = 3", "1/w", "log(w)", "foo(w)", "w, 2*w", ""}) {
            enter(line("formula"), QString::fromLatin1(bad));
            QVERIFY2(error->isVisible() && error->text().endsWith(QLatin1Char('.')), bad);
            QCOMPARE(m_panel->scenario(), before);
        }
        enter(line("formula"), QStringLiteral("w^2 + sin(3*w)"));
        QVERIFY(!error->isVisible());
    }

    void drawingIsAskedForByTheButtonAndTheMenu() {
        QSignalSpy asked(m_panel.get(), &ControlPanel::drawRequested);
        QTest::mouseClick(m_panel->findChild<QPushButton*>(QStringLiteral("draw")), Qt::LeftButton);
        choose(menu("landscape"), static_cast<int>(landscapeCatalogue().size()) + 2);
        QCOMPARE(asked.count(), 2);
        QCOMPARE(m_panel->scenario().landscape.kind, LandscapeChoice::Kind::Named);
    }

    void aSecondStepSizeComesAndGoes() {
        auto* tick = m_panel->findChild<QCheckBox*>(QStringLiteral("twin"));
        tick->setFocus();
        QTest::keyClick(tick, Qt::Key_Space);
        QVERIFY(m_panel->scenario().twinStepSize.has_value());
        enter(control("twinStepSize")->field(), typed(0.003));
        QCOMPARE(m_panel->scenario().twinStepSize, 0.003);
        tick->setFocus();
        QTest::keyClick(tick, Qt::Key_Space);
        QVERIFY(!m_panel->scenario().twinStepSize.has_value());
    }

    void theWheelOverTheControlsChangesNothing() {
        const Scenario before = m_panel->scenario();
        for (auto* widget : m_panel->findChildren<QWidget*>()) {
            const bool sensitive = qobject_cast<QSlider*>(widget) || qobject_cast<QComboBox*>(widget);
            if (!sensitive || !widget->isVisible() || qobject_cast<QScrollBar*>(widget)) continue;
            const QPointF centre = widget->rect().center();
            QWheelEvent wheel(centre, widget->mapToGlobal(centre), {}, {0, -120}, Qt::NoButton, {}, Qt::NoScrollPhase,
                              false);
            QCoreApplication::sendEvent(widget, &wheel);
        }
        QCOMPARE(m_panel->scenario(), before);
    }

    void everyControlSaysWhatItIs() {
        for (auto* widget : m_panel->widget()->findChildren<QWidget*>()) {
            const bool control = widget->focusPolicy() != Qt::NoFocus && !qobject_cast<QLabel*>(widget) &&
                                 (qobject_cast<QSlider*>(widget) || qobject_cast<QLineEdit*>(widget) ||
                                  qobject_cast<QComboBox*>(widget) || qobject_cast<QAbstractButton*>(widget));
            if (!control || !widget->isVisible()) continue;
            QVERIFY2(!widget->toolTip().isEmpty(), widget->metaObject()->className());
            const auto* button = qobject_cast<QAbstractButton*>(widget);
            QVERIFY2(!widget->accessibleName().isEmpty() || (button && !button->text().isEmpty()),
                     qPrintable(widget->toolTip()));
        }
    }

    void theTabKeyGoesInReadingOrder() {
        m_panel->resize(m_panel->width(), 3000);  // nothing has to be scrolled to
        QCoreApplication::processEvents();
        for (const int landscape : {0, static_cast<int>(landscapeCatalogue().size()) + 1}) {
            choose(menu("landscape"), landscape);
            QWidget* first = control("stepSize")->field();
            first->setFocus();
            int stops = 1;
            QPoint before = first->mapTo(m_panel.get(), QPoint());
            while (true) {
                QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
                QWidget* now = QApplication::focusWidget();
                if (now == first) break;
                const QPoint place = now->mapTo(m_panel.get(), QPoint());
                // In one row, give or take a few pixels, from the left to the right; else downwards.
                const bool sameRow = std::abs(place.y() - before.y()) < 8;
                QVERIFY2(sameRow ? place.x() > before.x() : place.y() > before.y(), qPrintable(now->toolTip()));
                before = place;
                QVERIFY(++stops < 100);
            }
            QVERIFY(stops > 25);
        }
    }

    void nothingSticksOutAtTheSide() {
        Scenario scenario = m_panel->scenario();
        scenario.law = Law::StudentT;
        scenario.averages = {{.kind = Average::Kind::Exponential},
                             {.kind = Average::Kind::TailFrom, .start = 1000000000}};
        scenario.schedule.kind = Schedule::Kind::MultiStep;
        scenario.twinStepSize = 0.001;
        for (const CatalogueEntry& entry : landscapeCatalogue()) {
            scenario.landscape.name = entry.name;
            m_panel->setScenario(scenario);
            QCoreApplication::processEvents();
            const int room = m_panel->viewport()->width();
            for (const QWidget* widget : m_panel->widget()->findChildren<QWidget*>())
                QVERIFY2(widget->minimumSizeHint().width() <= room, qPrintable(widget->toolTip()));
            const int needed = m_panel->widget()->minimumSizeHint().width();
            QVERIFY2(needed <= room,
                     qPrintable(QStringLiteral("%1: %2 > %3").arg(entry.name.c_str()).arg(needed).arg(room)));
        }
    }

private:
    ParameterControl* control(const char* name) const {
        return m_panel->findChild<ParameterControl*>(QString::fromLatin1(name));
    }
    QComboBox* menu(const char* name) const { return m_panel->findChild<QComboBox*>(QString::fromLatin1(name)); }
    QLineEdit* line(const char* name) const { return m_panel->findChild<QLineEdit*>(QString::fromLatin1(name)); }
    template <class Button>
    QList<Button*> visible(const QString& text = {}) const {
        QList<Button*> found;
        for (Button* button : m_panel->findChildren<Button*>())
            if (button->isVisible() && (text.isEmpty() || button->text() == text)) found << button;
        return found;
    }

    std::unique_ptr<ControlPanel> m_panel;
    std::unique_ptr<QSignalSpy> m_committed, m_changed;
};

QTEST_MAIN(ControlPanelTest)
#include "control_panel_test.moc"
