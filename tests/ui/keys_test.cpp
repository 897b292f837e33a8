// SPDX-License-Identifier: GPL-3.0-or-later
// The keys of the window.
#include "tests/ui/window.h"
#include "ui/lab/presets.h"
#include "ui/recovery/recovery.h"
#include "ui/widgets/notice_bar.h"

#include <QAction>
#include <QFile>
#include <QMap>
#include <QMenuBar>
#include <QPushButton>
#include <QSet>

using namespace basin;

class KeysTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepareApplication(); }

    /// Two actions with one key are both silent: Qt calls the key ambiguous.
    void noTwoActionsShareAKey() {
        const std::unique_ptr<MainWindow> window = windowWith(presets().front().scenario);
        QVERIFY(window);
        QMap<QString, QAction*> found;
        for (QAction* action : window->findChildren<QAction*>()) {
            if (action->shortcutContext() != Qt::WindowShortcut && action->shortcutContext() != Qt::ApplicationShortcut)
                continue;
            for (const QKeySequence& key : action->shortcuts()) {
                QAction* other = found.value(key.toString());
                QVERIFY2(!other || other == action,
                         qPrintable(QStringLiteral("%1: %2, %3")
                                        .arg(key.toString(), action->text(), other ? other->text() : QString())));
                found.insert(key.toString(), action);
            }
        }
        QVERIFY(found.size() > 40);
    }

    /// Alt and a letter opens a menu or presses a button in a bar above the pages, never either in turn.
    void noBarSharesALetterWithAMenu() {
        const std::unique_ptr<MainWindow> window = windowWith(presets().front().scenario);
        QVERIFY(window);
        // With the bar that offers what a crash left behind.
        const QTemporaryDir folder;
        QFile left(folder.filePath(QStringLiteral("session-a.json")));
        QVERIFY(left.open(QIODevice::WriteOnly));
        left.write(QByteArray::fromStdString(writeState(window->state())));
        left.close();
        const Recovery recovery(window.get(), folder.path());
        QTRY_VERIFY_WITH_TIMEOUT(window->findChildren<NoticeBar*>().size() >= 3, 60000);
        QSet<QString> letters;
        for (const QAction* menu : window->menuBar()->actions())
            letters << QKeySequence::mnemonic(menu->text()).toString();
        QVERIFY(letters.size() == window->menuBar()->actions().size());
        int buttons = 0;
        for (const NoticeBar* bar : window->findChildren<NoticeBar*>())
            for (const QPushButton* button : bar->findChildren<QPushButton*>()) {
                ++buttons;
                const QString letter = QKeySequence::mnemonic(button->text()).toString();
                QVERIFY2(!letters.contains(letter), qPrintable(button->text()));
                letters << letter;
            }
        QVERIFY(buttons >= 5);
    }
};

QTEST_MAIN(KeysTest)
#include "keys_test.moc"
