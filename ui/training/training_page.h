// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/page.h"
#include "ui/training/run_watcher.h"

class QLabel;
class QMenu;
class QPushButton;
class QStackedWidget;
class QSplitter;

namespace basin {

class LiveCharts;
class RunActions;
class RunList;
class RunLogPanel;
class RunTable;

/// Training runs, watched live: charts above, the list of runs below, and on the right what is asked for, the form of a new
/// run or the log of one. Runs go on without it.
class TrainingPage : public Page {
    Q_OBJECT

public:
    explicit TrainingPage(QWidget* parent = nullptr);

    /// The folder in which runs are looked for and new ones made. As `remembered`, also at the next start.
    void setRoot(const QString& root, bool remembered = true);
    QString root() const { return m_root; }
    /// Adds a run, or a folder of runs, that lies elsewhere.
    void openFolder(const QString& folder);
    /// The form of a new run, which the button "New run" shows; the page owns it.
    /// `undo` is what was changed in the form.
    void setForm(QWidget* form, QUndoStack* undo);
    QString guideSection() const override { return QStringLiteral("training"); }
    QUndoStack* undoStack() const override { return m_undo; }
    void showForm(bool shown);
    /// A further view in place of the list of runs, with its name on a button, which is returned; the page owns both.
    QPushButton* addView(const QString& name, const QString& tip, QWidget* view);
    /// A run was made in this folder and its worker started.
    void noteLaunched(const QString& folder);

    RunTable* table() const { return m_table; }
    RunList* list() const { return m_list; }
    LiveCharts* charts() const { return m_charts; }
    RunWatcher* watcher() const { return m_watcher; }
    RunLogPanel* log() const { return m_log; }
    void addActionsTo(QMenu* menu) const;
    /// Before the window closes: says that runs go on without it, unless there are none, or a person has read it often enough.
    void tellOfRunsThatGoOn();
    void showMessage(const QString& sentence) override;
    void setProjecting(bool projecting) override;
    void paintCharts(QPainter& painter, const QRectF& target) override;
    Table shownTable() const override;
    QSizeF chartsSize() const override;

Q_SIGNALS:
    /// The form shall show the preset of a quick look.
    void quickLookAsked();
    void rootChanged(const QString& root);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeEmpty();
    QWidget* makeSide();
    void setRuns(const std::shared_ptr<const RunSummaries>& runs);
    void showTicked();
    void followSelection();
    void showSide(QWidget* widget, bool shown);
    void watchPlaces();
    void chooseFolder();
    void fitSizes();

    QString m_root;
    QStringList m_others;             ///< folders opened by hand
    std::filesystem::path m_awaited;  ///< was launched; to be shown as soon as it is found
    bool m_isSplitChosen = false;     ///< by a person
    bool m_sideShown = false;         ///< before the projector
    RunWatcher* m_watcher = nullptr;
    RunTable* m_table = nullptr;
    RunList* m_list = nullptr;
    LiveCharts* m_charts = nullptr;
    RunActions* m_actions = nullptr;
    RunLogPanel* m_log = nullptr;
    QWidget* m_form = nullptr;
    QUndoStack* m_undo = nullptr;
    QStackedWidget* m_pages = nullptr;  ///< empty, or the runs
    QStackedWidget* m_side = nullptr;
    QStackedWidget* m_views = nullptr;  ///< below the charts
    QSplitter* m_split = nullptr;
    QPushButton* m_new = nullptr;
    QLabel* m_emptyText = nullptr;
    QLabel* m_message = nullptr;
};

}  // namespace basin
