// SPDX-License-Identifier: GPL-3.0-or-later
// Every text goes through the translator: under one that writes all letters wide, no narrow word is left on any page, in any
// menu or in the dialogs. What core's catalogues say is listed for translators.
#include "ui/translation.h"

#include "core/landscape/catalogue.h"
#include "core/landscape/regression.h"
#include "core/noise/noise.h"
#include "core/plane/surface_choice.h"
#include "core/run/run_presets.h"
#include "tests/ui/window.h"
#include "ui/guide/guide_window.h"
#include "ui/lab/presets.h"
#include "ui/training/form/run_form.h"
#include "ui/training/training_page.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QFile>
#include <QGroupBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMenuBar>
#include <QRegularExpression>
#include <QTabBar>
#include <QTableView>
#include <QTimer>
#include <QTranslator>

#include <set>

using namespace basin;

namespace {

/// Writes the letters of a text wide (Ａ for A), but for what is no word: places of arguments, tags, entities, patterns of
/// file names.
QString wide(const QString& text) {
    static const QRegularExpression kept(
        QStringLiteral("%(L?[0-9]+|n)|<[^>]*>|&[a-z]+;|\\*\\.[a-z0-9]+|[a-z]+\\.json"));
    QString result;
    qsizetype from = 0;
    const auto add = [&result](QStringView part) {
        for (const QChar letter : part)
            result += letter.isLetter() && letter.unicode() < 128 ? QChar(0xFF00 + letter.unicode() - 0x20) : letter;
    };
    for (auto match = kept.globalMatch(text); match.hasNext();) {
        const QRegularExpressionMatch one = match.next();
        add(QStringView(text).mid(from, one.capturedStart() - from));
        result += one.captured();
        from = one.capturedEnd();
    }
    add(QStringView(text).mid(from));
    return result;
}

class WideLetters : public QTranslator {
public:
    bool isEmpty() const override { return false; }
    // Qt's own texts too: these come with Qt's translations.
    QString translate(const char*, const char* text, const char*, int) const override {
        return wide(QString::fromUtf8(text));
    }
};

/// A word in narrow letters that is no formula, name or file.
QString narrowWord(QString text) {
    text.remove(QRegularExpression(QStringLiteral("<style.*</style>|<[^>]*>|&[a-z]+;"),
                                   QRegularExpression::DotMatchesEverythingOption));
    // Functions in formulas, names that are the same in every language, places in the file system, arguments of commands.
    text.remove(QRegularExpression(QStringLiteral(
        "\\b(sin|cos|exp|log|abs|sqrt|asinh|min|max|Re|SGD|SAM|CIFAR|ResNet|WRN|CPU|CUDA|GPU|Qt|Basin|basin|test|"
        "arXiv|json|csv|JSON|CSV)\\b|(/[\\w.-]+)+|--?[a-z][\\w-]*|\\w+[0-9_.]\\w*")));
    const auto match = QRegularExpression(QStringLiteral("[A-Za-z]{3,}")).match(text);
    return match.hasMatch() ? match.captured() : QString();
}

/// What stands on a widget, in the ways that a person or a reader of the screen meets it.
QStringList textsOf(const QObject* object) {
    QStringList texts;
    if (const auto* widget = qobject_cast<const QWidget*>(object))
        texts << widget->toolTip() << widget->accessibleName() << widget->windowTitle();
    if (const auto* label = qobject_cast<const QLabel*>(object)) texts << label->text();
    if (const auto* button = qobject_cast<const QAbstractButton*>(object)) texts << button->text();
    if (const auto* line = qobject_cast<const QLineEdit*>(object)) texts << line->placeholderText();
    if (const auto* group = qobject_cast<const QGroupBox*>(object)) texts << group->title();
    if (const auto* action = qobject_cast<const QAction*>(object)) texts << action->text() << action->toolTip();
    if (const auto* menu = qobject_cast<const QMenu*>(object)) texts << menu->title();
    if (const auto* tabs = qobject_cast<const QTabBar*>(object))
        for (int i = 0; i < tabs->count(); ++i) texts << tabs->tabText(i) << tabs->tabToolTip(i);
    if (const auto* combo = qobject_cast<const QComboBox*>(object)) {
        texts << combo->placeholderText();
        for (int i = 0; i < combo->count(); ++i)
            texts << combo->itemText(i) << combo->itemData(i, Qt::ToolTipRole).toString();
    }
    if (const auto* table = qobject_cast<const QTableView*>(object); table && table->model())
        for (int i = 0; i < table->model()->columnCount(); ++i)
            texts << table->model()->headerData(i, Qt::Horizontal).toString()
                  << table->model()->headerData(i, Qt::Horizontal, Qt::ToolTipRole).toString();
    return texts;
}

QStringList untranslated(const QWidget* root) {
    QStringList found;
    const auto look = [&found](const QObject* object) {
        for (const QString& text : textsOf(object))
            if (const QString word = narrowWord(text); !word.isEmpty())
                found << QStringLiteral("%1: \"%2\"").arg(word, text.left(120));
    };
    look(root);
    for (const QObject* object : root->findChildren<QObject*>()) look(object);
    found.removeDuplicates();
    return found;
}

/// All that core's catalogues say, in order.
std::set<std::string> coreTexts() {
    std::set<std::string> texts;
    const auto parameter = [&texts](const Parameter& each) { texts.insert({each.label, each.tip}); };
    for (const CatalogueEntry& entry : landscapeCatalogue()) {
        texts.insert({entry.title, entry.formula});
        for (const Parameter& each : entry.parameters) parameter(each);
    }
    for (const CatalogueEntry& entry : surfaceCatalogue()) {
        texts.insert({entry.title, entry.formula});
        for (const Parameter& each : entry.parameters) parameter(each);
    }
    for (const LawEntry& entry : lawCatalogue()) {
        texts.insert({entry.title, entry.density});
        parameter(entry.scale);
        if (entry.shape) parameter(*entry.shape);
    }
    for (const SampleLossEntry& entry : sampleLosses()) texts.insert({entry.title, entry.formula});
    for (const RunPreset& preset : runPresets()) texts.insert({preset.group, preset.title, preset.sentence});
    for (const std::vector<Preset>& presets : {linePresets(), planePresets()})
        for (const Preset& preset : presets) texts.insert({preset.scenario.title, preset.scenario.watch});
    texts.erase(std::string());
    return texts;
}

}  // namespace

class TranslationTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepareApplication(); }

    void whatCoreSaysIsListedForTranslators() {
        QByteArray wanted =
            "// SPDX-License-Identifier: GPL-3.0-or-later\n"
            "// The texts of core's catalogues, for lupdate alone: written by translation_test with BASIN_UPDATE=1.\n";
        for (std::string text : coreTexts()) {
            for (std::size_t at = 0; (at = text.find_first_of("\"\\", at)) != std::string::npos; at += 2)
                text.insert(at, "\\");
            wanted += QByteArray("QT_TRANSLATE_NOOP(\"basin::Core\", \"") + text.c_str() + "\")\n";
        }
        QFile file(QStringLiteral(BASIN_SOURCE_DIR "/resources/translations/core_texts.h"));
        if (qEnvironmentVariableIsSet("BASIN_UPDATE")) {
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(wanted);
            file.close();
        }
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(file.readAll() == wanted, "Run this test with BASIN_UPDATE=1, and update-translations.");
    }

    void everyTextGoesThroughTheTranslator() {
        WideLetters letters;
        QVERIFY(QCoreApplication::installTranslator(&letters));
        QStringList found;
        {
            auto window = windowWith(linePresets().front().scenario);
            QVERIFY(window);
            for (int i = 0; i < window->findChild<QTabBar*>()->count(); ++i) {
                window->findChild<QTabBar*>()->setCurrentIndex(i);
                QCoreApplication::processEvents();
            }
            window->training()->showForm(true);
            QTest::keyClick(window.get(), Qt::Key_F1);
            found << untranslated(window.get());

            // Every landscape, law and average brings its own names along.
            LabPage* lab = window->lab();
            window->showPage(lab);
            for (std::size_t i = 0; i < linePresets().size(); ++i) {
                lab->showPreset(static_cast<int>(i));
                found << untranslated(lab);
            }
            for (const CatalogueEntry& entry : landscapeCatalogue()) {
                Scenario scenario;
                scenario.landscape.name = entry.name;
                lab->changeScenario(scenario);
                found << untranslated(lab);
            }
            for (const LawEntry& entry : lawCatalogue()) {
                Scenario scenario;
                scenario.law = entry.law;
                lab->changeScenario(scenario);
                found << untranslated(lab);
            }
            for (const char* name : {"&Keyboard shortcuts", "&About Basin"})
                found << untranslatedIn(window.get(), wide(QString::fromLatin1(name)));
        }
        QCoreApplication::removeTranslator(&letters);
        found.removeDuplicates();
        for (const QString& text : found) qWarning().noquote() << "past the translator:" << text;
        QVERIFY(found.isEmpty());
    }

    void pluralsFollowTheNumber() {
        QTranslator english;
        if (!english.load(QStringLiteral(":/translations/basin_en.qm"))) QSKIP("built without Qt's linguist tools");
        QCoreApplication::installTranslator(&english);
        const auto minima = [](int count) {
            return QCoreApplication::translate("basin::DistanceChart",
                                               "F has %n lowest minima: distance to the nearest", nullptr, count);
        };
        QCOMPARE(minima(1), QStringLiteral("F has 1 lowest minimum: distance to it"));
        QCOMPARE(minima(3), QStringLiteral("F has 3 lowest minima: distance to the nearest"));
        QCoreApplication::removeTranslator(&english);
    }

private:
    /// Of the dialog that a menu's entry opens, and closes again.
    static QStringList untranslatedIn(QWidget* window, const QString& entry) {
        QStringList found;
        for (QAction* action : window->findChildren<QAction*>()) {
            if (action->text() != entry) continue;
            bool seen = false;
            QTimer::singleShot(0, window, [&] {
                auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget());
                if (!dialog) return;
                seen = true;
                found << untranslated(dialog);
                dialog->reject();
            });
            action->trigger();
            if (seen) return found;
        }
        return {QStringLiteral("no dialog behind %1").arg(entry)};
    }
};

QTEST_MAIN(TranslationTest)
#include "translation_test.moc"
