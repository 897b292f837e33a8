// SPDX-License-Identifier: GPL-3.0-or-later
// Undo and redo of everything that a person changes: random edits, undone to the first, bring the first settings back;
// redone, the last.
#include "core/run/run_config.h"
#include "tests/ui/typing.h"
#include "tests/ui/window.h"
#include "ui/lab/control_panel.h"
#include "ui/lab/landscape_chart.h"
#include "ui/lab/presets.h"
#include "ui/rates/rates_page.h"
#include "ui/training/form/run_form.h"
#include "ui/training/training_page.h"
#include "ui/widgets/fold.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QSlider>
#include <QUndoStack>

#include <algorithm>
#include <random>

using namespace basin;

namespace {

/// A person who changes things at random; the same each time.
class Hand {
public:
    explicit Hand(unsigned seed) : m_random(seed) {}

    int below(int count) { return std::uniform_int_distribution<int>(0, count - 1)(m_random); }

    /// One change of one control below `parent` that can be reached now. Numbers become 0.7 to 1.4 times what they were.
    void change(QWidget* parent) {
        QList<QWidget*> controls;
        for (QWidget* widget : parent->findChildren<QWidget*>()) {
            const bool control = qobject_cast<QSlider*>(widget) || qobject_cast<QComboBox*>(widget) ||
                                 qobject_cast<QCheckBox*>(widget) || qobject_cast<QLineEdit*>(widget);
            if (control && widget->isVisible() && widget->isEnabled()) controls << widget;
        }
        if (controls.empty()) return;
        QWidget* chosen = controls[below(static_cast<int>(controls.size()))];
        if (qobject_cast<QSlider*>(chosen)) {
            for (int i = below(5); i >= 0; --i) QTest::keyClick(chosen, below(2) ? Qt::Key_Right : Qt::Key_Left);
        } else if (qobject_cast<QComboBox*>(chosen)) {
            QTest::keyClick(chosen, below(2) ? Qt::Key_Down : Qt::Key_Up);
        } else if (qobject_cast<QCheckBox*>(chosen)) {
            chosen->setFocus();
            QTest::keyClick(chosen, Qt::Key_Space);
        } else if (auto* line = qobject_cast<QLineEdit*>(chosen)) {
            bool number = false;
            const double before = QLocale().toDouble(line->text(), &number);
            if (number && !line->isReadOnly()) enter(line, typed(before * (0.7 + 0.1 * below(8))));
        }
    }

private:
    std::mt19937 m_random;
};

void undoAll(QUndoStack* stack) {
    while (stack->canUndo()) stack->undo();
}
void redoAll(QUndoStack* stack) {
    while (stack->canRedo()) stack->redo();
}

}  // namespace

class UndoTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepareApplication(); }
    void init() {
        m_window = windowWith(presets().front().scenario);
        QVERIFY(m_window);
    }
    void cleanup() { m_window.reset(); }

    void editsInTheLabAreUndoneAndRedone() {
        LabPage* lab = m_window->lab();
        for (Fold* fold : lab->findChildren<Fold*>()) fold->setOpen(true);
        Hand hand(20240301);
        const Scenario first = lab->scenario();
        for (int i = 0; i < 40; ++i) {
            switch (hand.below(6)) {
                case 0: lab->changeSpeed(hand.below(2) ? 1 : -1); break;
                case 1:
                    for (int k = hand.below(4); k >= 0; --k) QTest::keyClick(lab->stage()->chart(), Qt::Key_Right);
                    break;
                case 2:
                    if (i % 10 == 9) lab->showPreset(hand.below(static_cast<int>(linePresets().size())));
                    break;
                default: hand.change(lab->controls()->widget()); break;
            }
        }
        const Scenario last = lab->scenario();
        QVERIFY(lab->undoStack()->count() >= 10);
        QVERIFY(last != first);
        const bool kept = lab->findChild<QCheckBox*>(QStringLiteral("keepAverages"))->isChecked();
        undoAll(lab->undoStack());
        QCOMPARE(lab->scenario(), first);
        QVERIFY(!lab->findChild<QCheckBox*>(QStringLiteral("keepAverages"))->isChecked());
        redoAll(lab->undoStack());
        QCOMPARE(lab->scenario(), last);
        QCOMPARE(lab->findChild<QCheckBox*>(QStringLiteral("keepAverages"))->isChecked(), kept);
    }

    void whatIsMeasuredOfTheRatesIsUndoneAndRedone() {
        m_window->showPage(m_window->rates());
        RatesControls* controls = m_window->rates()->controls();
        Hand hand(20240302);
        const RatesControls::Choice first = controls->choice();
        for (int i = 0; i < 25; ++i) hand.change(controls);
        const RatesControls::Choice last = controls->choice();
        QUndoStack* stack = m_window->rates()->undoStack();
        QVERIFY(stack->count() >= 8);
        QVERIFY(last != first);
        undoAll(stack);
        QCOMPARE(controls->choice(), first);
        redoAll(stack);
        QCOMPARE(controls->choice(), last);
        // The window's own undo is that of the page on show.
        const Scenario scenario = m_window->lab()->scenario();
        QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(controls->choice() != last);
        QCOMPARE(m_window->lab()->scenario(), scenario);
    }

    void theFormOfARunIsUndoneAndRedone() {
        auto* form = m_window->training()->findChild<RunForm*>();
        QVERIFY(form);
        m_window->showPage(m_window->training());
        m_window->training()->showForm(true);
        for (Fold* fold : form->findChildren<Fold*>()) fold->setOpen(true);
        Hand hand(20240303);
        const RunConfig first = form->config();
        for (int i = 0; i < 30; ++i) {
            if (i == 15) form->applyPreset("paper-resnet50-medium-sam");
            hand.change(form);
        }
        const RunConfig last = form->config();
        QVERIFY(form->undoStack()->count() >= 8);
        QVERIFY(!(last == first));
        undoAll(form->undoStack());
        // As files, so that a difference can be read.
        const auto text = [](const RunConfig& config) { return QString::fromStdString(writeRunConfig(config)); };
        QCOMPARE(text(form->config()), text(first));
        redoAll(form->undoStack());
        QCOMPARE(text(form->config()), text(last));
        QCOMPARE(m_window->training()->undoStack(), form->undoStack());
    }

private:
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(UndoTest)
#include "undo_test.moc"
