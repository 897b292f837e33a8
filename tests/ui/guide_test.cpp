// SPDX-License-Identifier: GPL-3.0-or-later
// The built-in guide: it opens where one is, its links lead somewhere, its marks are those of the charts.
#include "ui/guide/guide_window.h"

#include "tests/ui/typing.h"
#include "tests/ui/window.h"
#include "ui/network/network_page.h"
#include "ui/rates/rates_page.h"
#include "ui/training/training_page.h"

#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QRegularExpression>
#include <QScrollBar>

using namespace basin;

class GuideTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepareApplication(); }
    void init() {
        m_window = std::make_unique<MainWindow>(Scenario());
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    }
    void cleanup() { m_window.reset(); }

    void itOpensAtThePageOnShow() {
        QTest::keyClick(m_window.get(), Qt::Key_F1);
        QVERIFY(guide() && guide()->isVisible());
        QCOMPARE(guide()->section(), QStringLiteral("lab"));
        QVERIFY(guide()->text()->verticalScrollBar()->value() > 0);
        const std::pair<Page*, const char*> pages[] = {
            {m_window->rates(), "rates"}, {m_window->training(), "training"}, {m_window->network(), "landscape"}};
        for (const auto& [page, name] : pages) {
            m_window->showPage(page);
            QTest::keyClick(m_window.get(), Qt::Key_F1);
            QCOMPARE(guide()->section(), QString::fromLatin1(name));
        }
        QCOMPARE(m_window->findChildren<GuideWindow*>().size(), 1);
    }

    void everyLinkLeadsSomewhere() {
        const QString html = guideHtml();
        const QStringList anchors = all(html, QStringLiteral("name=\"([^\"]+)\""));
        for (const QString& link : all(html, QStringLiteral("href=\"#([^\"]+)\"")))
            QVERIFY2(anchors.contains(link), qPrintable(link));
        const QStringList outside = all(html, QStringLiteral("href=\"(https[^\"]+)\""));
        for (const char* paper : {"2302.09376", "1802.06175", "1803.05407", "2010.01412"})
            QVERIFY(outside.contains(QStringLiteral("https://arxiv.org/abs/%1").arg(QString::fromLatin1(paper))));
        open();
        QCOMPARE(contents()->count(), anchors.size());
        for (int row = 0; row < contents()->count(); ++row) {
            contents()->setCurrentRow(row);
            QCOMPARE(guide()->section(), anchors[row]);
        }
    }

    void theMarksAreThoseOfTheCharts() {
        open();
        const QStringList marks = all(guideHtml(), QStringLiteral("src=\"(mark:[^\"]+)\""));
        QVERIFY(marks.size() >= 9);
        for (const ThemeChoice choice : {ThemeChoice::Light, ThemeChoice::Dark}) {
            applyTheme(choice);
            const auto shown = [this](const char* mark, const QColor& colour) {
                const QVariant image =
                    guide()->text()->loadResource(QTextDocument::ImageResource, QUrl(QString::fromLatin1(mark)));
                return pixelsOf(image.value<QImage>(), colour) > 10;
            };
            QVERIFY(shown("mark:sgd", currentTheme().sgd));
            QVERIFY(shown("mark:average", currentTheme().average));
            QVERIFY(shown("mark:smoothed", currentTheme().smoothed));
            for (const QString& mark : marks) {
                const auto image =
                    guide()->text()->loadResource(QTextDocument::ImageResource, QUrl(mark)).value<QImage>();
                const QImage empty = [&] {
                    QImage blank(image.size(), image.format());
                    blank.fill(Qt::transparent);
                    blank.setDevicePixelRatio(image.devicePixelRatio());
                    return blank;
                }();
                QVERIFY2(!image.isNull() && image != empty, qPrintable(mark));
            }
            QCOMPARE(guide()->section(), QStringLiteral("lab"));  // where one was reading
        }
        applyTheme(ThemeChoice::Light);
    }

    void theKeysAreThoseOfTheMenus() {
        open();
        const QString text = guide()->text()->toPlainText();
        for (const char* keys : {"Ctrl+B", "Alt+Left", "Space", "F1"})
            QVERIFY2(text.contains(QString::fromLatin1(keys)), keys);
    }

    void wordsAreFoundAllAround() {
        open();
        auto* field = guide()->findChild<QLineEdit*>();
        enter(field, QStringLiteral("arXiv"));
        QCOMPARE(guide()->text()->textCursor().selectedText(), QStringLiteral("arXiv"));
        const int first = guide()->text()->textCursor().position();
        for (int i = 0; i < 3; ++i) QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(guide()->text()->textCursor().position() > first);
        QTest::keyClick(field, Qt::Key_Return);  // once around
        QCOMPARE(guide()->text()->textCursor().position(), first);
        enter(field, QStringLiteral("zebra"));
        QVERIFY(guide()->findChildren<QLabel*>().front()->isVisible());
    }

private:
    static QStringList all(const QString& text, const QString& pattern) {
        QStringList found;
        for (auto match = QRegularExpression(pattern).globalMatch(text); match.hasNext();)
            found << match.next().captured(1);
        return found;
    }
    void open() { QTest::keyClick(m_window.get(), Qt::Key_F1); }
    GuideWindow* guide() const { return m_window->findChild<GuideWindow*>(); }
    QListWidget* contents() const { return guide()->findChild<QListWidget*>(); }

    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(GuideTest)
#include "guide_test.moc"
