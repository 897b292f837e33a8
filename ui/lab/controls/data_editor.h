// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scenario/scenario.h"
#include "ui/newest_job.h"

#include <QWidget>

#include <memory>

class QComboBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace basin {

class DataPlot;
class DomainFields;

/// A landscape of data: the loss, the domain and the samples, which are drawn, typed or read from a table.
class DataEditor : public QWidget {
    Q_OBJECT

public:
    explicit DataEditor(QWidget* parent = nullptr);
    ~DataEditor() override;

    /// Shows a landscape of data; announces nothing.
    void setChoice(const LandscapeChoice& choice);
    /// What is wrong with the data, in one sentence; empty hides it.
    void showError(const QString& sentence);
    DataPlot* plot() const { return m_plot; }

Q_SIGNALS:
    /// Other samples, or another domain, on the same landscape; while a sample is dragged or typed `finished` is false.
    void edited(const LandscapeChoice& choice, const QString& what, bool finished);
    /// Other data altogether.
    void replaced(const LandscapeChoice& choice, const QString& what);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void makeLosses();
    void chooseLoss(int index);
    void announce(std::vector<Sample> samples, const QString& what, bool finished);
    void readTyped();
    void endTyping();
    void showTyped();
    void openTable();
    void followFit();

    LandscapeChoice m_choice;
    QComboBox* m_loss;
    DomainFields* m_domain;
    QPushButton* m_fit;
    DataPlot* m_plot;
    QLabel* m_count;
    QPushButton* m_type;
    QPlainTextEdit* m_lines;
    QLabel* m_error;
    bool m_typing = false;  ///< the lines were changed since the last step of undo
    std::unique_ptr<NewestJob<LandscapeChoice, double>> m_lowest;  ///< where f is lowest
};

}  // namespace basin
