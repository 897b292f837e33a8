// SPDX-License-Identifier: GPL-3.0-or-later
// Animations of the charts, through ffmpeg: whole, the same each time, with their state inside; and what is said when it fails.
#include "tests/ui/window.h"
#include "ui/export/carried_state.h"
#include "ui/export/export_dialog.h"
#include "ui/export/exports.h"
#include "ui/export/ffmpeg.h"
#include "ui/lab/presets.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QProcess>
#include <QPushButton>
#include <QSignalSpy>
#include <QTimer>

#include <algorithm>

using namespace basin;

namespace {

constexpr int kPatienceMs = 120000;
constexpr int kPictures = 6;

/// The decoded pictures of a file, one after the other.
QByteArray pictures(const QString& path, const char* format = "rgb24") {
    QProcess process;
    process.start(
        QStringLiteral("ffmpeg"),
        {QStringLiteral("-loglevel"), QStringLiteral("error"), QStringLiteral("-i"), path, QStringLiteral("-f"),
         QStringLiteral("rawvideo"), QStringLiteral("-pix_fmt"), QString::fromLatin1(format), QStringLiteral("-")});
    return process.waitForFinished(kPatienceMs) ? process.readAllStandardOutput() : QByteArray();
}

bool says(const QWidget& window, const QString& words) {
    const auto labels = window.findChildren<QLabel*>();
    return std::any_of(labels.begin(), labels.end(),
                       [&](const QLabel* label) { return label->isVisible() && label->text().contains(words); });
}

}  // namespace

class AnimationTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        prepareApplication();
        m_path = qgetenv("PATH");
    }
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_window = windowWith(presets().front().scenario);
        QVERIFY(m_window);
    }
    void cleanup() {
        qputenv("PATH", m_path);
        m_window.reset();
    }

    void anAnimationIsWholeAndCarriesItsState_data() {
        QTest::addColumn<QString>("ending");
        for (const char* ending : {"mp4", "webm", "gif"}) QTest::newRow(ending) << QString::fromLatin1(ending);
    }
    void anAnimationIsWholeAndCarriesItsState() {
        QFETCH(QString, ending);
        if (!findFfmpeg().endings().contains(ending)) QSKIP("the ffmpeg of this machine does not write it");
        m_window->lab()->takeSteps(40);
        QTRY_COMPARE_WITH_TIMEOUT(stepShown(), 40, kPatienceMs);
        const SavedState before = m_window->state();
        const QString path = m_folder->filePath(QStringLiteral("a.") + ending);
        QSize size;
        connect(m_window->exports(), &Exports::recordingBegan, this,
                [&] { size = m_window->lab()->chartsSize().toSize(); });
        QCOMPARE(record(path), QString());
        QCOMPARE(stepShown(), 40 + 7 * (kPictures - 1));
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden).size(), 1);
        QVERIFY(carriedState(path) == writeState(before));
        // Every picture is there, in the size of the charts: all of them even.
        const qint64 bytes = 3LL * (size.width() & ~1) * (size.height() & ~1);
        QCOMPARE(pictures(path).size(), kPictures * bytes);

        const auto fresh = windowWith(presets()[2].scenario);
        QVERIFY(fresh->openFile(path));
        QTRY_COMPARE_WITH_TIMEOUT(fresh->lab()->stage()->frame()->step, 40, kPatienceMs);
        QCOMPARE(fresh->lab()->stage()->frame()->iterates.size(), m_window->lab()->stage()->frame()->iterates.size());
        QCOMPARE(fresh->lab()->scenario(), before.scenario);
    }

    void theSameRunGivesTheSameAnimation() {
        if (!findFfmpeg().gif) QSKIP("the ffmpeg of this machine writes no GIF");
        // The first time what is found out beside the run (which minima survive) comes into the charts' room.
        QByteArray first;
        for (const char* name : {"settles.gif", "a.gif", "b.gif"}) {
            m_window->lab()->restart();
            QTRY_COMPARE_WITH_TIMEOUT(stepShown(), 0, kPatienceMs);
            const QString path = m_folder->filePath(QString::fromLatin1(name));
            QCOMPARE(record(path), QString());
            const QByteArray decoded = pictures(path);
            QVERIFY(!decoded.isEmpty());
            if (path.endsWith(QLatin1String("a.gif"))) first = decoded;
            if (path.endsWith(QLatin1String("b.gif"))) QVERIFY(decoded == first);
        }
    }

    void whatIsDiscardedLeavesNothingAndWhatIsFinishedEarlyIsWhole() {
        if (!findFfmpeg().endings().contains(QStringLiteral("mp4"))) QSKIP("the ffmpeg of this machine writes no MP4");
        const QString path = m_folder->filePath(QStringLiteral("long.mp4"));
        QSignalSpy ended(m_window->exports(), &Exports::ended);
        m_window->exports()->begin(longOne(path));
        QTRY_VERIFY_WITH_TIMEOUT(says(*m_window, QStringLiteral("Recording long.mp4: picture 5")), kPatienceMs);
        m_window->exports()->stopRecording(false);
        QVERIFY(!m_window->exports()->isRecording());
        QVERIFY(QDir(m_folder->path()).isEmpty(QDir::Files | QDir::Hidden));

        m_window->exports()->begin(longOne(path));
        QTRY_VERIFY_WITH_TIMEOUT(says(*m_window, QStringLiteral("picture 9")), kPatienceMs);
        m_window->exports()->stopRecording(true);
        QVERIFY(ended.wait(kPatienceMs));
        QCOMPARE(ended.back()[1].toString(), QString());
        QVERIFY(pictures(path).size() > 0);
    }

    void quittingAsksWhatBecomesOfTheAnimation() {
        if (!findFfmpeg().endings().contains(QStringLiteral("mp4"))) QSKIP("the ffmpeg of this machine writes no MP4");
        const QString path = m_folder->filePath(QStringLiteral("quit.mp4"));
        m_window->exports()->begin(longOne(path));
        QTRY_VERIFY_WITH_TIMEOUT(says(*m_window, QStringLiteral("picture 5")), kPatienceMs);
        answerNext(QStringLiteral("Stay"));
        QVERIFY(!m_window->close());
        QVERIFY(m_window->exports()->isRecording());
        answerNext(QStringLiteral("Finish the animation"));
        QVERIFY(!m_window->close());
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->isVisible(), kPatienceMs);
        QVERIFY(pictures(path).size() > 0);

        m_window->show();
        const QString other = m_folder->filePath(QStringLiteral("other.mp4"));
        m_window->exports()->begin(longOne(other));
        QTRY_VERIFY_WITH_TIMEOUT(m_window->exports()->isRecording(), kPatienceMs);
        answerNext(QStringLiteral("Discard"));
        QVERIFY(m_window->close());
        QVERIFY(!QFile::exists(other));
    }

    void withoutFfmpegOneSentenceSaysWhatToInstall() {
        qputenv("PATH", m_folder->path().toUtf8());
        QVERIFY(record(m_folder->filePath(QStringLiteral("a.mp4"))).contains(QStringLiteral("apt install ffmpeg")));
        QVERIFY(says(*m_window, QStringLiteral("apt install ffmpeg")));
        // The dialog says the same, and offers the rest.
        m_window->exports()->ask();
        auto* dialog = m_window->findChild<ExportDialog*>();
        QVERIFY(dialog);
        auto* what = dialog->findChildren<QComboBox*>().front();
        what->setCurrentIndex(what->findData(static_cast<int>(ExportWhat::Animation)));
        QTRY_VERIFY_WITH_TIMEOUT(says(*dialog, QStringLiteral("apt install ffmpeg")), kPatienceMs);
        what->setCurrentIndex(0);
        QVERIFY(!says(*dialog, QStringLiteral("apt install ffmpeg")));
        dialog->reject();
    }

    void anFfmpegThatFailsMidwayIsSaidAndLeavesNothing() {
        QFile program(m_folder->filePath(QStringLiteral("ffmpeg")));
        QVERIFY(program.open(QIODevice::WriteOnly));
        program.write(
            "#!/bin/sh\ncase \"$*\" in *encoders*) echo ' V libx264 x'; exit 0;; esac\n"
            "/usr/bin/head -c 100000 > /dev/null; echo 'No space left on device' >&2; exit 1\n");
        program.close();
        program.setPermissions(QFile::ReadOwner | QFile::ExeOwner | QFile::WriteOwner);
        qputenv("PATH", m_folder->path().toUtf8());
        const QString problem = record(m_folder->filePath(QStringLiteral("a.mp4")));
        QVERIFY2(problem.contains(QStringLiteral("No space left on device")), qPrintable(problem));
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden), QStringList{QStringLiteral("ffmpeg")});
    }

    void aFolderThatIsNotThereIsSaid() {
        if (findFfmpeg().endings().isEmpty()) QSKIP("there is no ffmpeg");
        QVERIFY(!record(QStringLiteral("/nowhere/a.gif")).isEmpty());
    }

private:
    static ExportChoice longOne(const QString& path) {
        return {.what = ExportWhat::Animation, .path = path, .seconds = 1000.0, .perSecond = 30, .stepsPerPicture = 3};
    }
    /// Presses the button of the next question.
    void answerNext(const QString& name) {
        QTimer::singleShot(0, this, [name] {
            auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
            if (!box) return;
            for (QAbstractButton* button : box->buttons())
                if (button->text().remove(QLatin1Char('&')) == name) return button->click();
        });
    }
    std::int64_t stepShown() const { return m_window->lab()->stage()->frame()->step; }
    /// The problem, or nothing.
    QString record(const QString& path) {
        QSignalSpy ended(m_window->exports(), &Exports::ended);
        m_window->exports()->begin({.what = ExportWhat::Animation,
                                    .path = path,
                                    .seconds = kPictures / 10.0,
                                    .perSecond = 10,
                                    .stepsPerPicture = 7});
        if (ended.isEmpty() && !ended.wait(kPatienceMs)) return QStringLiteral("it does not end");
        return ended.front()[1].toString();
    }

    QByteArray m_path;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(AnimationTest)
#include "animation_test.moc"
