// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/guide/guide_window.h"

#include "ui/charts/marks.h"
#include "ui/help_dialogs.h"
#include "ui/theme.h"

#include <QEvent>
#include <QFile>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QMainWindow>
#include <QPainter>
#include <QScrollBar>
#include <QShortcut>
#include <QSplitter>
#include <QTextBlock>
#include <QVBoxLayout>

#include <cmath>

namespace basin {

namespace {

constexpr int kAnchor = Qt::UserRole, kPosition = Qt::UserRole + 1;

/// The name of the anchor in a heading.
QString anchorOf(const QTextBlock& block) {
    for (auto it = block.begin(); !it.atEnd(); ++it)
        if (const QStringList names = it.fragment().charFormat().anchorNames(); !names.empty()) return names.front();
    return {};
}

/// A sample of what a name stands for in the charts; two letters high, four wide.
QImage sampleOf(const QString& name, const QFont& font, double ratio) {
    const QFontMetricsF metrics(font);
    const QSizeF size(2.6 * metrics.height(), 1.2 * metrics.height());
    QImage image((size * ratio).toSize(), QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(ratio);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& colours = currentTheme();
    const QPointF middle(0.5 * size.width(), 0.5 * size.height());
    const double radius = 0.34 * metrics.height();
    const auto line = [&](const QColor& colour, double width, Qt::PenStyle style) {
        painter.setPen(QPen(colour, width, style));
        painter.drawLine(QPointF(2.0, middle.y()), QPointF(size.width() - 2.0, middle.y()));
    };
    if (name == QLatin1String("objective")) line(colours.objective, 1.6, Qt::SolidLine);
    if (name == QLatin1String("smoothed")) line(colours.smoothed, 3.2, Qt::SolidLine);
    if (name == QLatin1String("reference")) line(colours.reference, 1.6, Qt::DotLine);
    if (name == QLatin1String("other")) line(faded(colours.smoothed), 2.2, Qt::DashLine);
    if (name == QLatin1String("vstar")) paintMark(painter, Mark::FilledTriangle, middle, radius, colours.smoothed);
    if (name == QLatin1String("wf")) paintMark(painter, Mark::HollowTriangle, middle, radius, colours.objective);
    if (name == QLatin1String("sgd")) paintMark(painter, Mark::Round, middle, radius, colours.sgd);
    if (name == QLatin1String("average")) paintMark(painter, Mark::Diamond, middle, radius, colours.average);
    if (name == QLatin1String("sam")) paintMark(painter, Mark::Cross, middle, radius, colours.sam);
    return image;
}

}  // namespace

QString guideHtml() {
    QStringList languages = QLocale().uiLanguages();
    languages << QStringLiteral("en");
    for (const QString& language : languages) {
        // "de-AT" is served by "de" too.
        for (const QString& name : {language, language.section(QLatin1Char('-'), 0, 0)}) {
            QFile file(QStringLiteral(":/help/guide.%1.html").arg(name));
            if (file.open(QIODevice::ReadOnly)) return QString::fromUtf8(file.readAll());
        }
    }
    return {};
}

GuideText::GuideText(QWidget* parent) : QTextBrowser(parent) { setOpenExternalLinks(true); }

QVariant GuideText::loadResource(int type, const QUrl& name) {
    if (type == QTextDocument::ImageResource && name.scheme() == QLatin1String("mark"))
        return sampleOf(name.path(), font(), devicePixelRatioF());
    return QTextBrowser::loadResource(type, name);
}

GuideWindow::GuideWindow(const QMainWindow* window, QWidget* parent) : QDialog(parent), m_window(window) {
    setWindowTitle(tr("Guide to Basin"));
    setWindowFlags(Qt::Window);
    m_contents = new QListWidget;
    m_contents->setAccessibleName(tr("Contents"));
    m_contents->setFrameShape(QFrame::NoFrame);
    m_contents->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_text = new GuideText;
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->document()->setDocumentMargin(14.0);
    m_text->setAccessibleName(tr("Guide"));
    m_sought = new QLineEdit;
    m_sought->setPlaceholderText(tr("Find in the guide"));
    m_sought->setAccessibleName(m_sought->placeholderText());
    m_sought->setToolTip(tr("Return finds the next place, Shift+Return the one before (Ctrl+F)"));
    m_sought->setClearButtonEnabled(true);
    m_found = new QLabel;

    auto* left = new QWidget;
    auto* column = new QVBoxLayout(left);
    column->setContentsMargins(8, 8, 0, 8);
    column->addWidget(m_sought);
    column->addWidget(m_found);
    column->addWidget(m_contents, 1);
    auto* splitter = new QSplitter;
    splitter->addWidget(left);
    splitter->addWidget(m_text);
    splitter->setStretchFactor(1, 1);
    splitter->setChildrenCollapsible(false);
    splitter->setSizes({260, 660});
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);
    resize(920, 640);
    m_found->hide();

    load();
    connect(m_contents, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem* item) {
        if (item) showSection(item->data(kAnchor).toString());
    });
    connect(m_text->verticalScrollBar(), &QScrollBar::valueChanged, this, &GuideWindow::followScroll);
    connect(m_sought, &QLineEdit::returnPressed, this,
            [this] { find(QGuiApplication::keyboardModifiers() & Qt::ShiftModifier); });
    connect(m_sought, &QLineEdit::textChanged, m_found, &QLabel::hide);
    connect(new QShortcut(QKeySequence::Find, this), &QShortcut::activated, m_sought, [this] {
        m_sought->setFocus();
        m_sought->selectAll();
    });
    m_text->setFocus();
}

void GuideWindow::load() {
    constexpr double kProjected = 1.7;  // larger letters, for a room
    QFont letters = font();
    if (isThemeProjected()) letters.setPointSizeF(kProjected * letters.pointSizeF());
    for (QWidget* part : std::initializer_list<QWidget*>{m_text, m_contents}) part->setFont(letters);
    QString html = guideHtml();
    html.replace(QLatin1String("<!--keys-->"),
                 QStringLiteral("<table>%1</table>").arg(shortcutRows(m_window).join(QString())));
    m_text->setHtml(html);
    const QSignalBlocker blocker(m_contents);
    const int before = m_contents->currentRow();
    m_contents->clear();
    for (QTextBlock block = m_text->document()->begin(); block.isValid(); block = block.next()) {
        if (block.blockFormat().headingLevel() != 2) continue;
        auto* item = new QListWidgetItem(block.text(), m_contents);
        item->setData(kAnchor, anchorOf(block));
        item->setData(kPosition, block.position());
    }
    m_contents->setCurrentRow(std::max(0, before));
    m_contents->setMinimumWidth(m_contents->sizeHintForColumn(0) + 12);
}

void GuideWindow::showSection(const QString& name) {
    for (int row = 0; row < m_contents->count(); ++row) {
        if (m_contents->item(row)->data(kAnchor).toString() != name) continue;
        m_text->scrollToAnchor(name);
        const QSignalBlocker blocker(m_contents);
        m_contents->setCurrentRow(row);
    }
}

QString GuideWindow::section() const {
    const QListWidgetItem* item = m_contents->currentItem();
    return item ? item->data(kAnchor).toString() : QString();
}

void GuideWindow::followScroll() {
    // The section whose heading is the last above the upper third of what is seen.
    const QPoint reading(m_text->viewport()->width() / 2, m_text->viewport()->height() / 3);
    const int position = m_text->cursorForPosition(reading).position();
    int at = 0;
    for (int row = 0; row < m_contents->count(); ++row)
        if (m_contents->item(row)->data(kPosition).toInt() <= position) at = row;
    const QSignalBlocker blocker(m_contents);
    m_contents->setCurrentRow(at);
}

void GuideWindow::find(bool backward) {
    const QString sought = m_sought->text().trimmed();
    if (sought.isEmpty()) return;
    const QTextDocument::FindFlags flags = backward ? QTextDocument::FindBackward : QTextDocument::FindFlags();
    bool found = m_text->find(sought, flags);
    if (!found) {
        // Once around.
        const QTextCursor before = m_text->textCursor();
        m_text->moveCursor(backward ? QTextCursor::End : QTextCursor::Start);
        found = m_text->find(sought, flags);
        if (!found) m_text->setTextCursor(before);
    }
    m_found->setText(tr("“%1” is not in the guide.").arg(sought));
    m_found->setVisible(!found);
    if (found) followScroll();
}

void GuideWindow::changeEvent(QEvent* event) {
    QDialog::changeEvent(event);
    const bool looks = event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange;
    if (!looks || !m_text) return;
    const QString here = section();
    load();
    showSection(here);
}

}  // namespace basin
