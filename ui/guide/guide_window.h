// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QTextBrowser>

class QLabel;
class QLineEdit;
class QListWidget;
class QMainWindow;

namespace basin {

/// The text of the guide, with the marks of the charts painted in the colours of the theme on show.
class GuideText : public QTextBrowser {
    Q_OBJECT

public:
    explicit GuideText(QWidget* parent = nullptr);
    QVariant loadResource(int type, const QUrl& name) override;
};

/// The built-in guide: what each page shows, the mathematics, the keys of `window`, where to read on. A window of its own, so that
/// it can stand beside the charts.
class GuideWindow : public QDialog {
    Q_OBJECT

public:
    explicit GuideWindow(const QMainWindow* window, QWidget* parent = nullptr);

    /// Brings a section to the top: the name of its anchor ("lab"); the present one for an empty name.
    void showSection(const QString& name);
    QString section() const;
    GuideText* text() const { return m_text; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void load();
    void find(bool backward);
    void followScroll();

    const QMainWindow* m_window;
    QListWidget* m_contents = nullptr;
    GuideText* m_text = nullptr;
    QLineEdit* m_sought = nullptr;
    QLabel* m_found = nullptr;
};

/// The guide as HTML in the user's language, or in English where there is none in it.
QString guideHtml();

}  // namespace basin
