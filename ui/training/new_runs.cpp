// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/new_runs.h"

#include "ui/training/comparison_table.h"
#include "ui/training/form/comparison_dialog.h"
#include "ui/training/form/fork_dialog.h"
#include "ui/training/form/run_form.h"
#include "ui/training/run_list.h"
#include "ui/training/run_table.h"
#include "ui/training/run_words.h"
#include "ui/training/training_page.h"

#include <QAction>
#include <QCoreApplication>
#include <QMenu>
#include <QPushButton>

namespace basin {

namespace {

/// The texts of this file, for translators.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(basin::NewRuns)
};

/// Its keys count while the focus is in the page.
QAction* addAction(TrainingPage* page, QMenu* menu, const QString& text, const QKeySequence& keys, const QString& tip) {
    QAction* action = menu->addAction(text);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    action->setToolTip(tip);
    page->addAction(action);
    return action;
}

/// The selected run, if it is one alone and its configuration is known.
const RunSummary* selectedRun(const TrainingPage* page) {
    const std::vector<const RunSummary*> runs = page->list()->selected();
    return runs.size() == 1 && runs.front()->config ? runs.front() : nullptr;
}

RunForm* addForm(TrainingPage* page) {
    auto* form = new RunForm;
    form->setRoot(page->root());
    page->setForm(form, form->undoStack());
    QObject::connect(page, &TrainingPage::rootChanged, form, &RunForm::setRoot);
    QObject::connect(page, &TrainingPage::quickLookAsked, form, [form] { form->applyPreset("quick-look"); });
    QObject::connect(form, &RunForm::launched, page, &TrainingPage::noteLaunched);
    return form;
}

void addComparison(TrainingPage* page, RunForm* form, QMenu* menu) {
    auto* table = new ComparisonTable;
    QPushButton* shown = page->addView(
        Words::tr("Comparison"),
        Words::tr("How far runs, averages and SAM differ, and whether that can be told from chance"), table);
    QObject::connect(page->watcher(), &RunWatcher::runsChanged, table, &ComparisonTable::setRuns);
    QObject::connect(page->table(), &RunTable::tickedChanged, table,
                     [page, table] { table->setTicked(page->table()->ticked()); });
    QAction* plan = addAction(
        page, menu, Words::tr("&Compare as in the paper…"), {},
        Words::tr("Small, medium and large step sizes by SGD with its averages and by SAM, over several seeds"));
    QObject::connect(table, &ComparisonTable::comparisonAsked, plan, &QAction::trigger);
    QObject::connect(plan, &QAction::triggered, page, [page, form, table, shown] {
        auto* dialog = new ComparisonDialog(form->config(), page->root(), page);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        QObject::connect(dialog, &ComparisonDialog::launched, page,
                         [page, table, shown](const QString& folder, const QStringList& runs) {
                             for (const QString& run : runs) page->watcher()->expectWorkerFor(run.toStdString());
                             page->noteLaunched(runs.front());  // the first one is shown
                             table->showFolder(folder.toStdString());
                             shown->setChecked(true);
                         });
        dialog->show();
    });
}

void addLikeThis(TrainingPage* page, RunForm* form, QMenu* menu) {
    QAction* like = addAction(page, menu, Words::tr("A new run &like this one"), QKeySequence(Qt::CTRL | Qt::Key_D),
                              Words::tr("Fills the form with the settings of the selected run"));
    QObject::connect(like, &QAction::triggered, page, [page, form] {
        const RunSummary* run = selectedRun(page);
        if (!run) return page->showMessage(Words::tr("Select one run in the list first."));
        form->setConfig(*run->config, {});
        page->showForm(true);
    });
}

void addFork(TrainingPage* page, QMenu* menu) {
    QAction* fork =
        addAction(page, menu, Words::tr("&Fork this run…"), QKeySequence(Qt::CTRL | Qt::Key_K),
                  Words::tr("Goes on from an epoch of the selected run with another step size, in a run of its own"));
    QObject::connect(fork, &QAction::triggered, page, [page] {
        const RunSummary* run = selectedRun(page);
        if (!run) return page->showMessage(Words::tr("Select one run in the list first."));
        auto* dialog = new ForkDialog(run->path, *run->config, runName(*run), page);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        QObject::connect(dialog, &ForkDialog::forked, page, [page](const QString& folder) {
            page->watcher()->startWorkerFor(folder.toStdString());
            page->noteLaunched(folder);
        });
        dialog->show();
    });
}

}  // namespace

void addNewRuns(TrainingPage* page, QMenu* menu) {
    RunForm* form = addForm(page);
    QAction* fresh = addAction(page, menu, Words::tr("&New run"), QKeySequence(Qt::CTRL | Qt::Key_N),
                               Words::tr("Shows the form of a new run"));
    QObject::connect(fresh, &QAction::triggered, page, [page] { page->showForm(true); });
    addLikeThis(page, form, menu);
    addFork(page, menu);
    addComparison(page, form, menu);
}

}  // namespace basin
