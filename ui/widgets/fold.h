// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>
#include <QWidget>

class QLabel;

namespace basin {

/// A heading that folds away what stands below it, by click or space bar; folded, it says in a few words what it hides.
class Fold : public QWidget {
    Q_OBJECT

public:
    Fold(const QString& title, QWidget* content, bool open, QWidget* parent = nullptr);

    bool isOpen() const { return m_heading->isChecked(); }
    void setOpen(bool open) { m_heading->setChecked(open); }
    void setSummary(const QString& summary);

private:
    void apply();

    QToolButton* m_heading = nullptr;
    QLabel* m_summary = nullptr;
    QWidget* m_content = nullptr;
    QString m_fullSummary;
};

}  // namespace basin
