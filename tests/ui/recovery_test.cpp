// SPDX-License-Identifier: GPL-3.0-or-later
// What a killed Basin showed comes back in the next one; a clean end leaves nothing, and neighbours are left alone.
#include "ui/recovery/recovery.h"
#include "core/lab/lab_run.h"
#include "tests/ui/window.h"
#include "ui/lab/presets.h"
#include "ui/lab/timeline_bar.h"
#include "ui/lecture/lecture.h"
#include "ui/lecture/lecture_room.h"
#include "ui/plane/plane_page.h"
#include "ui/rates/rates_page.h"
#include "ui/recovery/session_store.h"
#include "ui/recovery/window_session.h"
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

/// The only session in the folder.
std::optional<Session> sessionIn(const QString& folder) {
    const QStringList files = filesIn(folder, QStringLiteral("*.json"));
    if (files.size() != 1) return std::nullopt;
    QFile file(QDir(folder).filePath(files.front()));
    if (!file.open(QIODevice::ReadOnly)) return std::nullopt;
    const Result<Session> session = readSession(file.readAll().toStdString());
    return session ? std::optional<Session>(*session) : std::nullopt;
}

/// The step of the first run of a page; -1 before it is known.
std::int64_t stepOf(const StagePage& page) { return page.runs().empty() ? -1 : page.runs().front().step; }

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
        const Session session = ofAKilledBasin({QStringLiteral("--scenario"), preset.name}, [](const Session& now) {
            const auto& runs = now.pages.stages.front().runs;
            return !runs.empty() && runs.front().step > 0;
        });
        Recovery recovery(m_window.get(), sessions(), kOftenMs);
        QTRY_VERIFY_WITH_TIMEOUT(bar(), kPatienceMs);
        QVERIFY(bar()->text().contains(QStringLiteral("ended unexpectedly")));
        click(QStringLiteral("Restore"));
        QVERIFY(!bar());
        QCOMPARE(m_window->lab()->scenario(), preset.scenario);
        const std::int64_t step = session.pages.stages.front().runs.front().step;
        const auto& frame = m_window->lab()->stage()->frame();
        QTRY_VERIFY_WITH_TIMEOUT(frame->step == step && !frame->repeatingTo, kPatienceMs);
        LabRun run(preset.scenario);
        run.advance(step, nullptr);
        QCOMPARE(frame->iterates, run.frame()->iterates);

        // It is offered once.
        QTRY_VERIFY_WITH_TIMEOUT(sessionIn(sessions()) == sessionOf(*m_window), kPatienceMs);
    }

    void aKilledLectureGoesOnAndIsLeftForWhatStoodBeforeIt() {
        const QString deck = m_folder->filePath(QStringLiteral("deck.json"));
        write(QStringLiteral("deck.json"), R"({"version": 1, "title": "Short", "steps": [
            {"title": "One", "scenario": "two-rates"}, {"title": "Two", "scenario": "side-by-side", "text": "Two."}]})");
        Session session = ofAKilledBasin({deck}, [](const Session& now) { return now.lecture.has_value(); });
        const Scenario before = session.lecture->before.stages.front().scenario;
        Lecture* lecture = m_window->lectureRoom()->lecture();
        QVERIFY(lecture->openFile(QStringLiteral(":/decks/why-averaging-works.json")));  // it gives way
        Recovery recovery(m_window.get(), sessions(), kOftenMs);
        QTRY_VERIFY_WITH_TIMEOUT(bar(), kPatienceMs);
        QVERIFY(bar()->text().contains(QStringLiteral("step 1 of the lecture “Short”")));
        click(QStringLiteral("Restore"));
        QVERIFY(lecture->isOpen());
        QCOMPARE(lecture->path(), deck);
        QCOMPARE(lecture->step(), 0);
        QVERIFY(!lecture->isModified());
        QCOMPARE(m_window->lab()->scenario(), session.pages.stages.front().scenario);
        // Its clock has gone on, and so does the lecture.
        QVERIFY(lecture->state()->began == session.lecture->began);
        lecture->next();
        QCOMPARE(m_window->lab()->scenario(), *lecture->scenarios()[1]);
        lecture->leave();
        QCOMPARE(m_window->lab()->scenario(), before);
    }

    void bothPagesComeBackWithTheirPlaces() {
        LabPage* lab = m_window->lab();
        PlanePage* plane = m_window->plane();
        m_window->showPage(plane);
        QTRY_COMPARE_WITH_TIMEOUT(stepOf(*plane), 0, kPatienceMs);
        plane->takeSteps(40);
        QTRY_COMPARE_WITH_TIMEOUT(stepOf(*plane), 40, kPatienceMs);
        lab->takeSteps(60);
        QTRY_COMPARE_WITH_TIMEOUT(stepOf(*lab), 60, kPatienceMs);
        // A second future, and a third page on show.
        m_window->showPage(lab);
        lab->timeline()->askBranch(true);
        QTRY_VERIFY_WITH_TIMEOUT(lab->timeline()->isBranched(), kPatienceMs);
        Scenario changed = lab->scenario();
        changed.stepSize *= 0.5;
        lab->changeScenario(changed);
        lab->takeSteps(10);
        QTRY_COMPARE_WITH_TIMEOUT(stepOf(*lab), 70, kPatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(lab->runs().front().other, kPatienceMs);
        m_window->showPage(m_window->rates());
        const Session session = sessionOf(*m_window);
        QCOMPARE(session.pages.stages.size(), std::size_t{2});
        write(QStringLiteral("session-a.json"), writeSession(session));

        m_window = windowWith(presets()[2].scenario);
        Recovery recovery(m_window.get(), m_folder->path(), kOftenMs);
        QTRY_VERIFY_WITH_TIMEOUT(bar(), kPatienceMs);
        click(QStringLiteral("Restore"));
        QCOMPARE(m_window->currentPage(), static_cast<Page*>(m_window->rates()));
        // Before the runs have arrived where they stood it is known where they will stand: a crash on the way loses nothing.
        QVERIFY(sessionOf(*m_window) == session);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->lab()->stage()->frame()->step == 70, kPatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->plane()->view()->frame() && m_window->plane()->view()->frame()->step == 40,
                                 kPatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->lab()->timeline()->isBranched(), kPatienceMs);
        QVERIFY(sessionOf(*m_window) == session);
    }

    void whatWasRestoredStaysOnTheDiskUntilItIsSavedAnew() {
        m_window->lab()->takeSteps(50);
        QTRY_COMPARE_WITH_TIMEOUT(stepOf(*m_window->lab()), 50, kPatienceMs);
        write(QStringLiteral("session-a.json"), writeSession(sessionOf(*m_window)));
        const QString lost = m_folder->filePath(QStringLiteral("session-a.json"));
        {
            m_window = windowWith(presets()[2].scenario);
            Recovery never(m_window.get(), m_folder->path(), 3600000);
            QTRY_VERIFY_WITH_TIMEOUT(bar(), kPatienceMs);
            click(QStringLiteral("Restore"));
            QTRY_COMPARE_WITH_TIMEOUT(m_window->lab()->stage()->frame()->step, 50, kPatienceMs);
            QVERIFY(QFile::exists(lost));
        }
        QVERIFY(!QFile::exists(lost));  // the window was closed: nothing is lost
        write(QStringLiteral("session-a.json"), writeSession(sessionOf(*m_window)));
        Recovery recovery(m_window.get(), m_folder->path(), kOftenMs);
        QTRY_VERIFY_WITH_TIMEOUT(bar(), kPatienceMs);
        click(QStringLiteral("Restore"));
        QTRY_VERIFY_WITH_TIMEOUT(!QFile::exists(lost), kPatienceMs);
        QVERIFY(sessionIn(m_folder->path()) == sessionOf(*m_window));
    }

    void leavingALectureKeepsWhatWasRestoredDuringIt() {
        Session session = sessionOf(*m_window);
        session.pages.stages.front().scenario.stepSize *= 0.5;
        session.pages.stages.front().runs.clear();
        write(QStringLiteral("session-a.json"), writeSession(session));
        Recovery recovery(m_window.get(), m_folder->path(), 3600000);
        QTRY_VERIFY_WITH_TIMEOUT(bar(), kPatienceMs);
        Lecture* lecture = m_window->lectureRoom()->lecture();
        QVERIFY(lecture->openFile(QStringLiteral(":/decks/why-averaging-works.json")));
        click(QStringLiteral("Restore"));
        QVERIFY(!lecture->isOpen());
        QCOMPARE(m_window->lab()->scenario(), session.pages.stages.front().scenario);
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
        QVERIFY(!neighbour.save(sessionOf(*m_window)));
        Recovery recovery(m_window.get(), m_folder->path(), kOftenMs);
        QSignalSpy saved(&recovery, &Recovery::saved);
        QVERIFY(saved.wait(kPatienceMs));  // after it has looked
        QVERIFY(!bar());
        QCOMPARE(filesIn(m_folder->path(), QStringLiteral("*.json")).size(), 2);
    }

    void discardedOnesGoOneByOne() {
        for (const char* name : {"session-a.json", "session-b.json"})
            write(QString::fromLatin1(name), writeSession(sessionOf(*m_window)));
        write(QStringLiteral("session-rubbish.json"), "{ rubbish");
        std::string newer = writeSession(sessionOf(*m_window));
        newer.replace(newer.find("\"basin_session\":1"), 17, "\"basin_session\":9");
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
    QString sessions() const { return m_folder->filePath(QStringLiteral("Basin/Basin/sessions")); }
    /// The last session of a Basin with these arguments that is killed when `isWanted`.
    template <class Wanted>
    Session ofAKilledBasin(const QStringList& arguments, Wanted isWanted) {
        QProcess child;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("XDG_DATA_HOME"), m_folder->path());
        environment.insert(QStringLiteral("XDG_CONFIG_HOME"), m_folder->path());
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
        child.setProcessEnvironment(environment);
        child.start(QStringLiteral(BASIN_PROGRAM), arguments);
        const auto isThere = [&] {
            const std::optional<Session> session = sessionIn(sessions());
            return session && isWanted(*session);
        };
        if (!child.waitForStarted() || !QTest::qWaitFor(isThere, kPatienceMs)) return {};
        child.kill();  // SIGKILL
        child.waitForFinished();
        return sessionIn(sessions()).value_or(Session());
    }
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
