// SPDX-License-Identifier: GPL-3.0-or-later
// A lecture as it is given: by a clicker's keys, with votes, a projector and a speaker's window.
#include "ui/lecture/lecture.h"
#include "tests/ui/window.h"
#include "ui/lab/control_panel.h"
#include "ui/lab/distance_chart.h"
#include "ui/lab/histogram_chart.h"
#include "ui/lab/landscape_chart.h"
#include "ui/lab/presets.h"
#include "ui/lecture/handout.h"
#include "ui/lecture/lecture_room.h"
#include "ui/lecture/presenter_window.h"
#include "ui/lecture/projector.h"
#include "ui/lecture/vote.h"
#include "ui/plane/plane_page.h"
#include "ui/plane/plane_readings.h"
#include "ui/plane/plane_view.h"
#include "ui/rates/rates_page.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/notice_bar.h"

#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QUndoStack>

#include <cmath>

using namespace basin;

namespace {

const QString kShipped = QStringLiteral(":/decks/why-averaging-works.json");

/// Relative luminance of a colour (ITU-R BT.709), for contrasts.
double luminance(const QColor& colour) {
    const auto linear = [](double value) {
        return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

}  // namespace

class LectureTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepareApplication(); }
    void init() {
        m_window = windowWith(presets()[4].scenario);
        QVERIFY(m_window);
    }
    void cleanup() {
        m_window->lectureRoom()->projector()->set(false);
        m_window.reset();
    }

    void theLectureIsGivenByAClickerFromStartToEnd() {
        const Scenario before = lab()->scenario();
        QVERIFY(m_window->openFile(kShipped));
        QCOMPARE(lecture()->step(), 0);
        projector()->set(true, false);
        for (int step = 0; step < lecture()->count(); ++step) {
            QCOMPARE(lecture()->step(), step);
            QVERIFY2(lecture()->problem().isEmpty(), qPrintable(lecture()->problem()));
            const DeckStep& shown = lecture()->current();
            QCOMPARE(m_window->stagePage()->scenario(), *lecture()->scenarios()[static_cast<std::size_t>(step)]);
            QCOMPARE(m_window->currentPage() == m_window->rates(), shown.page == DeckPage::Rates);
            QVERIFY(words().contains(QString::fromStdString(shown.title).toHtmlEscaped()));
            QVERIFY(words().contains(QString::fromStdString(shown.text).toHtmlEscaped()));
            QCOMPARE(vote()->isOpen(), shown.vote.has_value());
            QCOMPARE(m_window->stagePage()->isPlaying(), shown.play && !shown.vote);
            if (shown.vote) {
                // The clicker reveals before it goes on.
                QTRY_COMPARE_WITH_TIMEOUT(vote()->choices().size(), std::size_t{2}, 60000);
                QTest::keyClick(m_window.get(), Qt::Key_PageDown);
                QCOMPARE(lecture()->step(), step);
                QVERIFY(vote()->isRevealed());
            }
            QTest::keyClick(m_window.get(), step % 2 == 0 ? Qt::Key_PageDown : Qt::Key_Right);
        }
        QCOMPARE(lecture()->step(), lecture()->count() - 1);  // behind the last there is none
        QTest::keyClick(m_window.get(), Qt::Key_PageUp);
        QCOMPARE(lecture()->step(), lecture()->count() - 2);
        QTest::keyClick(m_window.get(), Qt::Key_Escape);
        QVERIFY(!projector()->isOn());
        lecture()->leave();
        QVERIFY(!lecture()->isOpen());
        QCOMPARE(lab()->scenario(), before);
        QCOMPARE(m_window->currentPage(), static_cast<Page*>(lab()));
        QVERIFY(!lab()->isPlaying());
    }

    void aStepBeginsAnewWhateverWasChanged() {
        QVERIFY(m_window->openFile(kShipped));
        lecture()->showStep(1);
        Scenario changed = lab()->scenario();
        changed.stepSize *= 2.0;
        lab()->changeScenario(changed);
        QTest::keyClick(m_window.get(), Qt::Key_PageDown);
        QTest::keyClick(m_window.get(), Qt::Key_PageUp);
        QCOMPARE(lecture()->step(), 1);
        QCOMPARE(lab()->scenario(), *lecture()->scenarios()[1]);
    }

    void leavingBringsBackWhatWasShown() {
        lab()->setLawShown(LawShown::AtStep);
        lab()->setBoundsShown(true);
        m_window->showPage(m_window->rates());
        const Scenario before = lab()->scenario();
        lab()->takeSteps(300);
        QTRY_COMPARE_WITH_TIMEOUT(stage()->frame()->step, 300, 60000);
        const std::vector<double> walkers = stage()->frame()->iterates;
        QVERIFY(m_window->openFile(kShipped));
        QVERIFY(!lab()->isBoundsShown());
        QCOMPARE(lab()->lawShown(), LawShown::None);
        lecture()->showStep(4);
        lecture()->leave();
        QCOMPARE(lab()->scenario(), before);
        // The run too, where it stood.
        QTRY_VERIFY_WITH_TIMEOUT(stage()->frame()->step == 300 && stage()->frame()->iterates == walkers, 60000);
        QVERIFY(lab()->isBoundsShown());
        QCOMPARE(lab()->lawShown(), LawShown::AtStep);
        QCOMPARE(m_window->currentPage(), static_cast<Page*>(m_window->rates()));
    }

    void badStepsAreSaidAndTheRestGoesOn() {
        QTemporaryDir folder;
        const QString path = write(folder, R"({"version": 1, "title": "T", "steps": [
            {"title": "Missing", "scenario": "nowhere.json"},
            {"title": "Kitchen", "scenario": "two-rates", "page": "kitchen"},
            {"title": "Plane", "scenario": "two-rates", "page": "plane"},
            {"title": "Good", "scenario": "two-rates"}]})");
        const Scenario before = lab()->scenario();
        QVERIFY(m_window->openFile(path));
        QVERIFY(words().contains(QStringLiteral("nowhere.json")));
        QCOMPARE(lab()->scenario(), before);
        lecture()->next();
        QVERIFY(words().contains(QStringLiteral("kitchen")));
        lecture()->next();
        QVERIFY(!lecture()->problem().isEmpty());
        lecture()->next();
        QVERIFY(lecture()->problem().isEmpty());
        QCOMPARE(lab()->scenario().title, std::string("Two rates: √η and η"));
    }

    void brokenDecksChangeNothing() {
        QTemporaryDir folder;
        for (const char* text : {R"({"version": 1, "steps": [)", R"({"version": 1, "steps": []})",
                                 R"({"version": 7, "steps": [{"title": "A", "scenario": "two-rates"}]})"}) {
            QVERIFY(!m_window->openFile(write(folder, text)));
            QVERIFY(!lecture()->isOpen());
            const auto labels = lab()->findChildren<QLabel*>();
            QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel* label) {
                return label->isVisible() && label->text().contains(QStringLiteral("deck.json"));
            }));
        }
    }

    void withoutADeckTheClickerGoesThroughThePresets() {
        projector()->set(true, false);
        QTest::keyClick(m_window.get(), Qt::Key_PageDown);
        QCOMPARE(lab()->scenario(), linePresets()[5].scenario);
        QTest::keyClick(m_window.get(), Qt::Key_Left);
        QTest::keyClick(m_window.get(), Qt::Key_Left);
        QCOMPARE(lab()->scenario(), linePresets()[3].scenario);
    }

    void theProjectorShowsOneChartInLargeLetters() {
        for (const QSize size : {QSize(1280, 720), QSize(1920, 1080)}) {
            m_window->resize(size);
            projector()->set(true, false);
            QCoreApplication::processEvents();
            QVERIFY(!m_window->menuBar()->isVisible());
            // Digits at least 1/40 of the picture's height, in the labels of the axes as in all that grows with them.
            QFont font = stage()->chart()->font();
            font.setPointSizeF(font.pointSizeF() * stage()->chart()->scale());
            const double digits = QFontMetricsF(font).tightBoundingRect(QStringLiteral("0")).height();
            QVERIFY2(digits >= size.height() / 40.0 - 0.5, qPrintable(QString::number(digits)));
            // The thinnest curve, of width 1.2 at scale 1, has 3 pixels at 1080.
            QVERIFY(1.2 * stage()->chart()->scale() >= 3.0 * size.height() / 1080.0);
            const QWidget* charts[] = {stage()->chart(), stage()->histograms(), lab()->view()->distance()};
            for (int round = 0; round < 3; ++round) {
                for (int i = 0; i < 3; ++i) QCOMPARE(charts[i]->isVisible(), i == round);
                QTest::keyClick(m_window.get(), Qt::Key_C);
            }
            QTest::keyClick(m_window.get(), Qt::Key_Escape);
            for (const QWidget* chart : charts) QVERIFY(chart->isVisible());
            QCoreApplication::processEvents();
            QCOMPARE(m_window->size(), size);  // nothing needed more room on the way
            QVERIFY(m_window->menuBar()->isVisible());
        }
    }

    void nothingOnTheProjectorIsPale() {
        projector()->set(true, false);
        const Theme& colours = currentTheme();
        // Weber contrast to the white of the chart, (1 − Y) / 1.
        for (const QColor& colour : {colours.text, colours.mutedText, colours.axis, colours.objective, colours.smoothed,
                                     colours.sgd, colours.average, colours.sam, colours.reference, colours.accent})
            QVERIFY2(luminance(colours.chart) - luminance(colour) >= 0.6, qPrintable(colour.name()));
        QCOMPARE(colours.grid, colours.chart);  // no hairlines at all
    }

    void theKeysOfPlayWorkOnTheProjector() {
        projector()->set(true, false);
        QTest::keyClick(m_window.get(), Qt::Key_Space);
        QVERIFY(lab()->isPlaying());
        QTest::keyClick(m_window.get(), Qt::Key_Space);
        QVERIFY(!lab()->isPlaying());
        QTest::keyClick(m_window.get(), Qt::Key_F11);
        QVERIFY(!projector()->isOn());
        QTest::keyClick(m_window.get(), Qt::Key_F11);
        QVERIFY(projector()->isOn());
    }

    void theScreenGoesBlankAndComesBack() {
        projector()->set(true, false);
        for (const Qt::Key key : {Qt::Key_B, Qt::Key_Period}) {
            QTest::keyClick(m_window.get(), key);
            QVERIFY(projector()->isBlank());
            const QImage picture = m_window->grab().toImage();
            QCOMPARE(pixelsOf(picture, Qt::black), picture.width() * picture.height());
            QTest::keyClick(m_window.get(), key);
            QVERIFY(!projector()->isBlank());
        }
        QVERIFY(!lab()->isBoundsShown());  // B is the blank screen's here
    }

    void nothingButTheChartsIsOnTheProjector() {
        auto* notice = new NoticeBar;
        m_window->addNotice(notice);
        projector()->set(true, false);
        notice->show();
        QVERIFY(!notice->isVisible());
        QTest::keyClick(m_window.get(), Qt::Key_F9);
        QTest::keyClick(m_window.get(), Qt::Key_F9);
        QVERIFY(!lab()->controls()->isVisible());
        projector()->set(false);
        QVERIFY(notice->isVisible());
        QVERIFY(lab()->controls()->isVisible());
    }

    void theReadingsOfThePlaneAreReadFromTheLastRow() {
        m_window->resize(1920, 1080);
        m_window->showPage(m_window->plane());
        QTRY_VERIFY_WITH_TIMEOUT(m_window->plane()->view()->frame(), 60000);
        projector()->set(true, false);
        m_window->plane()->showNextChart();
        settleLayouts();
        PlaneReadingsTable* readings = m_window->plane()->view()->readings();
        QVERIFY(readings->isVisible());
        for (const QLabel* label : readings->findChildren<QLabel*>())
            QVERIFY(QFontMetricsF(label->font()).tightBoundingRect(QStringLiteral("0")).height() >=
                    26.5);  // 1/40 of 1080, to the pixel
        QCoreApplication::processEvents();
        QCOMPARE(m_window->size(), QSize(1920, 1080));
    }

    void theSpeakersWindowClosesWithTheWindow() {
        m_window->lectureRoom()->showPresenter();
        QVERIFY(m_window->lectureRoom()->presenter()->isVisible());
        m_window->close();
        QVERIFY(!m_window->lectureRoom()->presenter()->isVisible());
    }

    void theSpeakerSeesNotesAndTimesAndHasTheKeys() {
        QVERIFY(m_window->openFile(kShipped));
        m_window->lectureRoom()->showPresenter();
        PresenterWindow* speaker = m_window->lectureRoom()->presenter();
        QVERIFY(QTest::qWaitForWindowExposed(speaker));
        const auto notes = [&] { return speaker->findChild<QPlainTextEdit*>(QStringLiteral("notes"))->toPlainText(); };
        const auto next = [&] { return speaker->findChild<QLabel*>(QStringLiteral("nextTitle"))->text(); };
        const auto& steps = lecture()->deck().steps;
        const auto written = [&](std::size_t step) {
            return QString::fromStdString(steps[step].notes).replace(QLatin1Char('\n'), QStringLiteral("\n\n"));
        };
        QCOMPARE(notes(), written(0));
        QVERIFY(next().contains(QString::fromStdString(steps[1].title)));
        QVERIFY(QTest::qWaitForWindowActive(speaker));
        QTest::keyClick(speaker, Qt::Key_PageDown);
        QCOMPARE(lecture()->step(), 1);
        QCOMPARE(notes(), written(1));
        QTest::keyClick(speaker, Qt::Key_B);
        QVERIFY(projector()->isBlank());
        QTest::keyClick(speaker, Qt::Key_B);
        QVERIFY(speaker->findChild<QLabel*>(QStringLiteral("times"))->text().contains(QStringLiteral("15:00")));
    }

    void aDeckIsMadeChangedUndoneAndSaved() {
        lecture()->create();
        QCOMPARE(lecture()->count(), 1);
        lab()->showPreset(2);
        lecture()->addStepFromHere();
        QCOMPARE(lecture()->count(), 2);
        QCOMPARE(lecture()->step(), 1);
        QCOMPARE(*lecture()->current().own, presets()[2].scenario);
        m_window->lectureRoom()->showEditor();
        auto* title = m_window->findChild<QLineEdit*>(QStringLiteral("stepTitle"));
        auto* list = m_window->findChild<QListWidget*>(QStringLiteral("steps"));
        list->setCurrentRow(1);
        QTest::keyClicks(title, QStringLiteral(" now"));
        QCOMPARE(QString::fromStdString(lecture()->current().title),
                 QString::fromStdString(presets()[2].scenario.title) + QStringLiteral(" now"));
        QCOMPARE(lecture()->undoStack()->count(), 2);  // the letters are one change
        QVERIFY(words().contains(QStringLiteral("now")));
        lecture()->undoStack()->undo();
        QCOMPARE(lecture()->current().title, presets()[2].scenario.title);
        lecture()->undoStack()->redo();
        QVERIFY(lecture()->isModified());
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("mine.json"));
        QVERIFY(lecture()->save(path));
        QVERIFY(!lecture()->isModified());
        const Deck saved = lecture()->deck();
        lecture()->leave();
        QVERIFY(m_window->openFile(path));
        QVERIFY(lecture()->deck() == saved);
        QVERIFY(!lecture()->save(QStringLiteral("/nowhere/deck.json")));
    }

    void filesBesideTheDeckAreFound() {
        QTemporaryDir folder;
        QFile scenario(folder.filePath(QStringLiteral("mine.json")));
        QVERIFY(scenario.open(QIODevice::WriteOnly));
        scenario.write(QByteArray::fromStdString(writeScenario(presets()[3].scenario)));
        scenario.close();
        QVERIFY(m_window->openFile(
            write(folder, R"({"version": 1, "steps": [{"title": "Mine", "scenario": "mine.json"}]})")));
        QVERIFY(lecture()->problem().isEmpty());
        QCOMPARE(lab()->scenario(), presets()[3].scenario);
    }

    void theHandoutHasAllSteps() {
        QTemporaryDir folder;
        const std::string text = R"({"version": 1, "title": "Short", "steps": [
            {"title": "One", "scenario": "two-rates", "picture_after": 50, "notes": "Say it."},
            {"title": "Two", "scenario": "nowhere.json"},
            {"title": "Three", "scenario": "side-by-side", "picture_after": 20}]})";
        const Deck deck = *readDeck(text);
        const QString path = folder.filePath(QStringLiteral("out.pdf"));
        Handout handout(deck, scenariosOf(deck, {}), path);
        QSignalSpy finished(&handout, &Handout::finished), steps(&handout, &Handout::stepDone);
        handout.start();
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 120000);
        QCOMPARE(finished.front().front().toString(), QString());
        QCOMPARE(steps.size(), 3);
        QVERIFY(QFileInfo(path).size() > 10000);
        Handout nowhere(deck, scenariosOf(deck, {}), QStringLiteral("/nowhere/out.pdf"));
        QSignalSpy refused(&nowhere, &Handout::finished);
        nowhere.start();
        QCOMPARE(refused.size(), 1);
        QVERIFY(refused.front().front().toString().contains(QStringLiteral("/nowhere/out.pdf")));
    }

private:
    static QString write(const QTemporaryDir& folder, const char* text) {
        QFile file(folder.filePath(QStringLiteral("deck.json")));
        if (file.open(QIODevice::WriteOnly)) file.write(text);
        return file.fileName();
    }
    QString words() const { return m_window->findChild<QLabel*>(QStringLiteral("lectureWords"))->text(); }
    LabPage* lab() const { return m_window->lab(); }
    Stage* stage() const { return lab()->stage(); }
    Lecture* lecture() const { return m_window->lectureRoom()->lecture(); }
    Projector* projector() const { return m_window->lectureRoom()->projector(); }
    Vote* vote() const { return lecture()->vote(); }

    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(LectureTest)
#include "lecture_test.moc"
