// SPDX-License-Identifier: GPL-3.0-or-later
// What a killed Basin showed comes back in the next one; a clean end leaves nothing, and neighbours are left alone.
#include "ui/recovery/recovery.h"
#include "core/lab/lab_run.h"
#include "tests/ui/window.h"
#include "ui/lab/presets.h"
#include "ui/recovery/session_store.h"
#include "ui/widgets/notice_bar.h"

#include <QDir>
#include <QLabel>
#include <QProcess>
#include <QPushButton>
#include <QSignalSpy>

#include <algorithm>

using namespace basin;

namespace {

constexpr int kOftenMs = 20;
constexpr int kPatienceMs = 60000;

QStringList filesIn(const QString& folder, const QString& filter) { return QDir(folder).entryList({filter}); }

std::optional<SavedState> stateIn(const QString& folder) {
    const QStringList files = filesIn(folder, QStringLiteral("*.json"));
    if (files.isEmpty()) return std::nullopt;
    QFile file(QDir(folder).filePath(files.front()));
    if (!file.open(QIODevice::ReadOnly)) return std::nullopt;
    const Result<SavedState> state = readState(file.readAll().toStdString());
    return state ? std::optional<SavedState>(*state) : std::nullopt;
}

}  // namespace

class RecoveryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepareApplication(); }
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_window = windowWith(presets().front().scenario);
        QVERIFY(m_window);
    }
    void cleanup() { m_window.reset(); }

    void whatAKilledBasinShowedComesBack() {
        const Preset& preset = presets()[1];
        QProcess child;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("XDG_DATA_HOME"), m_folder->path());
        environment.insert(QStringLiteral("XDG_CONFIG_HOME"), m_folder->path());
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
        child.setProcessEnvironment(environment);
        child.start(QStringLiteral(BASIN_PROGRAM), {QStringLiteral("--scenario"), preset.name});
        QVERIFY(child.waitForStarted());
        const QString folder = m_folder->filePath(QStringLiteral("Basin/Basin/sessions"));
        std::optional<SavedState> state;
        QTRY_VERIFY_WITH_TIMEOUT((state = stateIn(folder)) && !state->runs.empty() && state->runs.front().step > 0,
                                 kPatienceMs);
        child.kill();  // SIGKILL
        QVERIFY(child.waitForFinished());
        state = stateIn(folder);

        Recovery recovery(m_window.get(), folder, kOftenMs);
        QTRY_VERIFY_WITH_TIMEOUT(bar(), kPatienceMs);
        QVERIFY(bar()->text().contains(QStringLiteral("ended unexpectedly")));
        click(QStringLiteral("Restore"));
        QVERIFY(!bar());
        QCOMPARE(m_window->lab()->scenario(), preset.scenario);
        const std::int64_t step = state->runs.front().step;
        const auto& frame = m_window->lab()->stage()->frame();
        QTRY_VERIFY_WITH_TIMEOUT(frame->step == step && !frame->repeatingTo, kPatienceMs);
        LabRun run(preset.scenario);
        run.advance(step, nullptr);
        QCOMPARE(frame->iterates, run.frame()->iterates);

        // It is offered once.
        QTRY_COMPARE_WITH_TIMEOUT(filesIn(folder, QStringLiteral("*.json")).size(), 1, kPatienceMs);
        QVERIFY(stateIn(folder)->scenario == preset.scenario);
    }

    void aCleanEndLeavesNothing() {
        {
            Recovery recovery(m_window.get(), m_folder->path(), kOftenMs);
            QSignalSpy saved(&recovery, &Recovery::saved);
            QVERIFY(saved.wait(kPatienceMs));
            QCOMPARE(filesIn(m_folder->path(), QStringLiteral("*.json")).size(), 1);
        }
        QVERIFY(filesIn(m_folder->path(), QStringLiteral("session-*")).isEmpty());
    }

    void whatDoesNotChangeIsNotWrittenAgain() {
        Recovery recovery(m_window.get(), m_folder->path(), kOftenMs);
        QSignalSpy saved(&recovery, &Recovery::saved);
        QVERIFY(saved.wait(kPatienceMs));
        QVERIFY(!saved.wait(20 * kOftenMs));
        m_window->lab()->takeSteps(10);
        QVERIFY(saved.wait(kPatienceMs));
    }

    void aNeighbourThatRunsIsLeftAlone() {
        SessionStore neighbour(m_folder->path().toStdString());
        QVERIFY(!neighbour.begin());
        QVERIFY(!neighbour.save(m_window->state()));
        Recovery recovery(m_window.get(), m_folder->path(), kOftenMs);
        QSignalSpy saved(&recovery, &Recovery::saved);
        QVERIFY(saved.wait(kPatienceMs));  // after it has looked
        QVERIFY(!bar());
        QCOMPARE(filesIn(m_folder->path(), QStringLiteral("*.json")).size(), 2);
    }

    void discardedOnesGoOneByOne() {
        for (const char* name : {"session-a.json", "session-b.json"})
            write(QString::fromLatin1(name), writeState(m_window->state()));
        write(QStringLiteral("session-rubbish.json"), "{ rubbish");
        std::string newer = writeState(m_window->state());
        newer.replace(newer.find("\"basin_state\":1"), 15, "\"basin_state\":9");
        write(QStringLiteral("session-newer.json"), newer);
        Recovery recovery(m_window.get(), m_folder->path(), 3600000);
        for (int i = 2; i > 0; --i) {
            QTRY_VERIFY_WITH_TIMEOUT(bar(), kPatienceMs);
            click(QStringLiteral("Discard"));
        }
        // That of a newer Basin waits for it.
        QTRY_COMPARE_WITH_TIMEOUT(filesIn(m_folder->path(), QStringLiteral("*.json")),
                                  QStringList{QStringLiteral("session-newer.json")}, kPatienceMs);
        QVERIFY(!bar());
    }

    void aFolderThatCannotBeWrittenIsSaidOnce() {
        write(QStringLiteral("file"), "");
        Recovery recovery(m_window.get(), m_folder->filePath(QStringLiteral("file")), kOftenMs);
        m_window->lab()->takeSteps(5);
        QTRY_COMPARE_WITH_TIMEOUT(m_window->lab()->stage()->frame()->step, 5, kPatienceMs);
        QVERIFY(!bar());
        const auto says = [this] {
            const auto labels = m_window->findChildren<QLabel*>();
            return std::any_of(labels.begin(), labels.end(), [](const QLabel* label) {
                return label->isVisible() && label->text().contains(QStringLiteral("cannot be kept"));
            });
        };
        QTRY_VERIFY_WITH_TIMEOUT(says(), kPatienceMs);
    }

private:
    void write(const QString& name, const std::string& text) {
        QFile file(m_folder->filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::fromStdString(text));
    }
    /// The bar of the offer, if it is on show.
    NoticeBar* bar() const {
        for (NoticeBar* bar : m_window->findChildren<NoticeBar*>())
            if (bar->isVisible() && bar->text().contains(QStringLiteral("unexpectedly"))) return bar;
        return nullptr;
    }
    void click(const QString& name) {
        for (QPushButton* button : bar()->findChildren<QPushButton*>())
            if (button->text().remove(QLatin1Char('&')) == name) return QTest::mouseClick(button, Qt::LeftButton);
        QFAIL("no such button");
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(RecoveryTest)
#include "recovery_test.moc"
