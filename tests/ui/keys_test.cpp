// SPDX-License-Identifier: GPL-3.0-or-later
// The keys of the window.
#include "tests/ui/window.h"
#include "ui/lab/presets.h"

#include <QAction>
#include <QMap>

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
};

QTEST_MAIN(KeysTest)
#include "keys_test.moc"
