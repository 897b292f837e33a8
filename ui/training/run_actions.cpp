// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/run_actions.h"

#include "core/run/control.h"
#include "ui/training/extend_dialog.h"
#include "ui/training/run_list.h"
#include "ui/training/run_table.h"
#include "ui/training/run_words.h"
#include "ui/translation.h"

#include <QAction>
#include <QColorDialog>
#include <QDesktopServices>
#include <QFileDialog>
#include <QMessageBox>
#include <QPushButton>
#include <QUrl>

#include <algorithm>

namespace basin {

namespace {

using State = RunState;

bool canPause(const RunSummary& run) { return run.status.state == State::Running; }
bool canGoOn(const RunSummary& run) { return run.status.state == State::Paused; }
bool hasWorker(const RunSummary& run) {
    return run.status.state == State::Running || run.status.state == State::Paused || run.status.state == State::Queued;
}
bool canResume(const RunSummary& run) { return run.config && !run.isActive() && run.status.state != State::Finished; }
bool canExtend(const RunSummary& run) { return run.config != nullptr; }

QString errorText(const std::optional<Error>& error) { return error ? coreText(error->message) : QString(); }

}  // namespace

RunActions::RunActions(RunTable* table, RunList* list, RunWatcher* watcher, QWidget* page)
    : QObject(page), m_table(table), m_list(list), m_watcher(watcher), m_page(page) {
    m_pause = add(tr("&Pause"), Qt::CTRL | Qt::Key_P, tr("The worker waits, and keeps its place, until Go on."));
    m_stopAndSave =
        add(tr("Stop and &save"), Qt::CTRL | Qt::Key_T, tr("Writes a checkpoint and ends; Resume goes on there."));
    m_stop = add(tr("S&top at once"), Qt::CTRL | Qt::SHIFT | Qt::Key_T,
                 tr("Ends now: what came after the last checkpoint is trained again when the run is resumed."));
    m_resume = add(tr("&Resume"), Qt::CTRL | Qt::Key_R, tr("Starts a worker, which goes on from the last checkpoint."));
    m_extend = add(tr("E&xtend…"), Qt::CTRL | Qt::SHIFT | Qt::Key_A, tr("More epochs after the last one."));
    addSeparator();
    m_log = add(tr("&Log"), Qt::CTRL | Qt::Key_L, tr("What happened to the run, and what its worker said."));
    m_log->setCheckable(true);
    m_folder = add(tr("Open &folder"), Qt::CTRL | Qt::SHIFT | Qt::Key_F, tr("Shows the files of the run."));
    m_rename = add(tr("Re&name"), Qt::CTRL | Qt::SHIFT | Qt::Key_R, tr("Another title; the folder stays."));
    m_colour = add(tr("&Colour…"), Qt::CTRL | Qt::SHIFT | Qt::Key_C, tr("Of its curves, when several runs are shown."));
    m_points = add(tr("Export &points…"), Qt::CTRL | Qt::SHIFT | Qt::Key_X,
                   tr("All points of the ticked runs, not only those that are seen, as a CSV table."));
    addSeparator();
    m_delete = add(tr("&Delete…"), Qt::Key_Delete, tr("Takes the run's folder away, with its checkpoints."));

    connect(m_pause, &QAction::triggered, this, &RunActions::pauseOrGoOn);
    connect(m_stopAndSave, &QAction::triggered, this, [this] { command({Command::Kind::StopAndSave}, hasWorker); });
    connect(m_stop, &QAction::triggered, this, [this] { command({Command::Kind::Stop}, hasWorker); });
    connect(m_resume, &QAction::triggered, this, &RunActions::resume);
    connect(m_extend, &QAction::triggered, this, &RunActions::extend);
    connect(m_folder, &QAction::triggered, this, &RunActions::openFolders);
    connect(m_rename, &QAction::triggered, m_list, &RunList::rename);
    connect(m_colour, &QAction::triggered, this, &RunActions::chooseColour);
    connect(m_points, &QAction::triggered, this, &RunActions::exportPoints);
    connect(m_delete, &QAction::triggered, this, &RunActions::remove);
    connect(m_list, &RunList::selectionMoved, this, &RunActions::update);
    connect(m_table, &RunTable::tickedChanged, this, &RunActions::update);
    connect(m_table, &RunTable::renamed, this, [this](const std::filesystem::path& path, const QString& title) {
        const RunSummary* run = m_table->at(m_table->rowOf(path));
        if (!run) return;
        RunLabel label = run->label;
        label.title = title.toStdString();
        m_watcher->act(path, [label](const RunFolder& folder) { return errorText(writeRunLabel(folder, label)); });
    });
    update();
}

QAction* RunActions::add(const QString& text, const QKeySequence& keys, const QString& tip) {
    auto* action = new QAction(text, this);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    action->setToolTip(tip);
    action->setStatusTip(tip);
    m_page->addAction(action);
    m_list->addAction(action);
    m_all << action;
    return action;
}

void RunActions::addSeparator() {
    auto* separator = new QAction(this);
    separator->setSeparator(true);
    m_list->addAction(separator);
    m_all << separator;
}

void RunActions::update() {
    const std::vector<const RunSummary*> runs = m_list->selected();
    const auto any = [&](bool (*fits)(const RunSummary&)) {
        return std::any_of(runs.begin(), runs.end(), [fits](const RunSummary* run) { return fits(*run); });
    };
    m_pause->setText(!any(canPause) && any(canGoOn) ? tr("&Go on") : tr("&Pause"));
    m_pause->setEnabled(any(canPause) || any(canGoOn));
    m_stopAndSave->setEnabled(any(hasWorker));
    m_stop->setEnabled(any(hasWorker));
    m_resume->setEnabled(any(canResume));
    m_resume->setText(!runs.empty() &&
                              std::all_of(runs.begin(), runs.end(),
                                          [](const RunSummary* run) { return run->status.state == State::Ready; })
                          ? tr("Sta&rt")
                          : tr("&Resume"));
    m_extend->setEnabled(runs.size() == 1 && any(canExtend));
    for (QAction* action : {m_folder, m_delete}) action->setEnabled(!runs.empty());
    for (QAction* action : {m_rename, m_colour}) action->setEnabled(runs.size() == 1);
    m_points->setEnabled(!m_table->ticked().empty());
}

void RunActions::command(const Command& command, bool (*fits)(const RunSummary&)) {
    for (const RunSummary* run : m_list->selected())
        if (fits(*run))
            m_watcher->act(run->path, [command](const RunFolder& folder) {
                return errorText(sendCommand(folder.control(), command));
            });
    Q_EMIT asked(tr("Told the worker; it obeys before its next step."));
}

void RunActions::pauseOrGoOn() {
    const std::vector<const RunSummary*> runs = m_list->selected();
    const bool pause = std::any_of(runs.begin(), runs.end(), [](const RunSummary* run) { return canPause(*run); });
    if (pause)
        command({Command::Kind::Pause}, canPause);
    else
        command({Command::Kind::GoOn}, canGoOn);
}

void RunActions::resume() {
    for (const RunSummary* run : m_list->selected())
        if (canResume(*run)) m_watcher->startWorkerFor(run->path);
}

void RunActions::extend() {
    const std::vector<const RunSummary*> runs = m_list->selected();
    if (runs.size() != 1 || !canExtend(*runs.front())) return;
    const RunSummary run = *runs.front();  // the list goes on meanwhile
    const std::optional<Extension> extension = askForExtension(runName(run), *run.config, m_page);
    if (!extension) return;
    m_watcher->act(run.path, [extension](const RunFolder& folder) {
        return errorText(sendCommand(folder.control(), {Command::Kind::Extend, *extension}));
    });
    // It may have ended while the dialog was open.
    const RunSummary* now = m_table->at(m_table->rowOf(run.path));
    if (now && now->isActive())
        Q_EMIT asked(tr("Told the worker; it adds the epochs after the last one."));
    else
        m_watcher->startWorkerFor(run.path);
}

void RunActions::chooseColour() {
    const std::vector<const RunSummary*> runs = m_list->selected();
    if (runs.size() != 1) return;
    const std::filesystem::path path = runs.front()->path;
    RunLabel label = runs.front()->label;
    const QColor colour = QColorDialog::getColor(m_table->lookOf(path).colour, m_page, tr("Colour of the run"));
    if (!colour.isValid()) return;
    label.colour = colour.name().toStdString();
    m_watcher->act(path, [label](const RunFolder& folder) { return errorText(writeRunLabel(folder, label)); });
}

void RunActions::openFolders() {
    for (const RunSummary* run : m_list->selected())
        QDesktopServices::openUrl(QUrl::fromLocalFile(QString::fromStdString(run->path.string())));
}

void RunActions::remove() {
    std::vector<std::filesystem::path> paths;
    QStringList names;
    for (const RunSummary* run : m_list->selected()) {
        if (run->isActive()) {
            Q_EMIT asked(tr("✗ %1 has a worker; stop it before the run is deleted.").arg(runName(*run)));
            return;
        }
        paths.push_back(run->path);
        names << tr("%1 (%2)").arg(runName(*run), QString::fromStdString(run->path.string()));
    }
    if (paths.empty()) return;
    QMessageBox box(
        QMessageBox::Question, tr("Delete"),
        tr("Delete this with all checkpoints? It cannot be undone.\n\n%1").arg(names.join(QLatin1Char('\n'))),
        QMessageBox::Cancel, m_page);
    QPushButton* sure = box.addButton(tr("&Delete"), QMessageBox::DestructiveRole);
    box.setDefaultButton(QMessageBox::Cancel);
    box.exec();
    if (box.clickedButton() != sure) return;
    for (const auto& path : paths) m_watcher->remove(path);
}

void RunActions::exportPoints() {
    const QString path =
        QFileDialog::getSaveFileName(m_page, tr("Export points"), tr("runs.csv"), tr("Tables (*.csv)"));
    if (!path.isEmpty()) m_watcher->exportPoints(m_table->ticked(), path.toStdString());
}

}  // namespace basin
