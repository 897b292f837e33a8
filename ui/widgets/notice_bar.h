// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QProgressBar;
class QPushButton;

namespace basin {

/// A slim bar above a page: one sentence, how far something has come, and what can be done about it. Blocks nothing.
class NoticeBar : public QFrame {
    Q_OBJECT

public:
    explicit NoticeBar(QWidget* parent = nullptr);

    void setText(const QString& sentence);
    QString text() const;
    /// A share from 0 to 1; below 0 for none.
    void setProgress(double share);
    QPushButton* addButton(const QString& text);

private:
    QHBoxLayout* m_layout = nullptr;
    QLabel* m_text = nullptr;
    QProgressBar* m_progress = nullptr;
};

}  // namespace basin
