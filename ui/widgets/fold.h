// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QWidget>

namespace basin {

/// The heading of a fold: an arrow, a title, and while it is closed a few words on what it hides.
class FoldHeading : public QAbstractButton {
    Q_OBJECT

public:
    explicit FoldHeading(const QString& title, QWidget* parent = nullptr);
    void setSummary(const QString& summary);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QFont boldFont() const;

    QString m_summary;
};

/// A heading that folds away what stands below it, by click or space bar.
class Fold : public QWidget {
    Q_OBJECT

public:
    Fold(const QString& title, QWidget* content, bool open, QWidget* parent = nullptr);

    bool isOpen() const { return m_heading->isChecked(); }
    void setOpen(bool open) { m_heading->setChecked(open); }
    void setSummary(const QString& summary) { m_heading->setSummary(summary); }
    FoldHeading* heading() const { return m_heading; }

private:
    FoldHeading* m_heading;
};

}  // namespace basin
