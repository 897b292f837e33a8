// SPDX-License-Identifier: GPL-3.0-or-later
// Each page has its own file: what is saved where, and what is asked before changes would be lost.
#include "core/deck/deck.h"
#include "tests/ui/exported_files.h"
#include "tests/ui/window.h"
#include "ui/lab/presets.h"
#include "ui/lab/transport_bar.h"
#include "ui/plane/plane_page.h"
#include "ui/rates/rates_page.h"

#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QMessageBox>
#include <QPushButton>
#include <QTimer>
#include <QUndoStack>

using namespace basin;

class DocumentTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepareApplication(); }
    void init() {
        m_window = windowWith(presets().front().scenario);
        QVERIFY(m_window);
    }
    void cleanup() { m_window.reset(); }

    void eachPageIsSavedIntoItsOwnFile() {
        const QString line = m_folder.filePath(QStringLiteral("line.json"));
        const QString plane = m_folder.filePath(QStringLiteral("plane.json"));
        QVERIFY(m_window->saveFile(line));
        const QByteArray saved = bytesOf(line);
        changeStepSize();
        QVERIFY(m_window->isWindowModified() && m_window->windowTitle().contains(QStringLiteral("line.json")));
        m_window->showPage(m_window->plane());
        QVERIFY(!m_window->isWindowModified() && !m_window->windowTitle().contains(QStringLiteral("line.json")));
        // The plane belongs to no file yet: that is asked for.
        QCOMPARE(dialogOfSave(), QStringLiteral("Save as"));
        QCOMPARE(bytesOf(line), saved);
        QVERIFY(m_window->saveFile(plane));
        QCOMPARE(bytesOf(line), saved);
        QVERIFY(scenarioIn(plane)->plane);
        m_window->showPage(m_window->lab());
        m_window->save();
        QVERIFY(scenarioIn(line) == m_window->lab()->scenario());
        QVERIFY(scenarioIn(plane)->plane);
    }

    void closingAsksForThePageThatIsNotOnShow() {
        const QString line = m_folder.filePath(QStringLiteral("hidden.json"));
        QVERIFY(m_window->saveFile(line));
        changeStepSize();
        m_window->showPage(m_window->plane());
        answerNext(QMessageBox::Cancel);
        QVERIFY(!m_window->close());
        answerNext(QMessageBox::Save);
        QVERIFY(m_window->close());
        QVERIFY(m_asked.contains(QStringLiteral("hidden.json")));
        QVERIFY(scenarioIn(line) == m_window->lab()->scenario());
    }

    void whatStoodBeforeALectureIsSavedAndNotItsSteps() {
        const QString path = m_folder.filePath(QStringLiteral("mine.json"));
        QVERIFY(m_window->saveFile(path));
        changeStepSize();
        const Scenario mine = m_window->lab()->scenario();
        const QString deck = m_folder.filePath(QStringLiteral("deck.json"));
        write(deck, R"({"version": 1, "steps": [{"title": "A", "scenario": "two-rates"}]})");
        const QByteArray before = bytesOf(path);
        QVERIFY(m_window->openFile(deck));
        QVERIFY(m_window->lab()->scenario() != mine);
        write(deck, {});
        m_window->save();
        QVERIFY(readDeck(bytesOf(deck).toStdString()));  // the deck is what is saved
        QCOMPARE(bytesOf(path), before);
        answerNext(QMessageBox::Save);
        QVERIFY(m_window->close());
        QVERIFY(m_asked.contains(QStringLiteral("mine.json")));
        QVERIFY(scenarioIn(path) == mine);
    }

    void bothPagesComeBackAtTheNextStart() {
        changeStepSize();
        Scenario plane = m_window->plane()->scenario();
        plane.stepSize *= 0.5;
        QVERIFY(m_window->plane()->openScenario(plane, QStringLiteral("Change")));
        m_window->showPage(m_window->rates());
        QVERIFY(m_window->close());
        MainWindow next(presets()[3].scenario);
        next.bringBackLast(true);
        QCOMPARE(next.lab()->scenario(), m_window->lab()->scenario());
        QCOMPARE(next.plane()->scenario(), plane);
        QCOMPARE(next.currentPage(), static_cast<Page*>(next.rates()));
        QVERIFY(!next.lab()->undoStack()->canUndo());
        // What was asked for is not replaced.
        MainWindow asked(presets()[3].scenario);
        asked.bringBackLast(false);
        QCOMPARE(asked.lab()->scenario(), presets()[3].scenario);
        QCOMPARE(asked.plane()->scenario(), plane);
    }

    void aPresetIsNotSavedIntoTheFileThatWasOpenBeforeIt() {
        const QString line = m_folder.filePath(QStringLiteral("before.json"));
        QVERIFY(m_window->saveFile(line));
        const QByteArray saved = bytesOf(line);
        m_window->lab()->showPreset(2);
        QVERIFY(!m_window->windowTitle().contains(QStringLiteral("before.json")));
        QCOMPARE(dialogOfSave(), QStringLiteral("Save as"));
        QCOMPARE(bytesOf(line), saved);

        // Changes that are not in the file yet are asked about first, and Cancel keeps everything.
        QVERIFY(m_window->saveFile(line));
        changeStepSize();
        const Scenario mine = m_window->lab()->scenario();
        answerNext(QMessageBox::Cancel);
        m_window->lab()->showPreset(0);
        QVERIFY(m_asked.contains(QStringLiteral("before.json")));
        QCOMPARE(m_window->lab()->scenario(), mine);
        QVERIFY(m_window->windowTitle().contains(QStringLiteral("before.json")));
        auto* offered = m_window->lab()->findChild<TransportBar*>()->findChild<QComboBox*>();
        QCOMPARE(offered->currentIndex(), 2);
        answerNext(QMessageBox::Save);
        m_window->lab()->showPreset(0);
        QVERIFY(scenarioIn(line) == mine);
        QCOMPARE(m_window->lab()->scenario(), linePresets()[0].scenario);
    }

    void aTableIsNotSavedIntoTheFileThatWasOpenBeforeIt() {
        const QString line = m_folder.filePath(QStringLiteral("open.json"));
        QVERIFY(m_window->saveFile(line));
        const QString table = m_folder.filePath(QStringLiteral("curve.csv"));
        write(table, "0,1\n1,0\n2,1\n3,0.5\n");
        m_window->openFiles({table});
        QCOMPARE(m_window->lab()->scenario().landscape.points.size(), std::size_t{4});
        QCOMPARE(dialogOfSave(), QStringLiteral("Save as"));
    }

private:
    /// The title of the dialog with which Save asks for a name, if it does.
    QString dialogOfSave() {
        QString asked;
        QTimer::singleShot(0, this, [&asked] {
            auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget());
            if (!dialog) return;
            asked = dialog->windowTitle();
            dialog->reject();
        });
        m_window->save();
        return asked;
    }
    void changeStepSize() {
        Scenario scenario = m_window->lab()->scenario();
        scenario.stepSize *= 0.5;
        m_window->lab()->changeScenario(scenario);
    }
    /// Presses the button of the next question and keeps its words.
    void answerNext(QMessageBox::StandardButton button) {
        m_asked.clear();
        QTimer::singleShot(0, this, [this, button] {
            auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
            if (!box) return;
            m_asked = box->text();
            box->button(button)->click();
        });
    }

    QString m_asked;
    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(DocumentTest)
#include "document_test.moc"
