// SPDX-License-Identifier: GPL-3.0-or-later
// What the window does with files: opened, saved, dropped, exported.
#include "ui/export/opened_file.h"
#include "ui/export/picture.h"
#include "ui/lab/lab_page.h"
#include "ui/lecture/lecture.h"
#include "ui/lecture/lecture_room.h"
#include "ui/main_window.h"
#include "ui/plane/plane_page.h"

#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QMimeData>
#include <QStackedWidget>

#include <algorithm>

namespace basin {

SavedState MainWindow::state() const {
    const auto* shown = qobject_cast<const StagePage*>(currentPage());
    const StagePage* page = shown ? shown : m_stagePage;
    SavedState state = page->state();
    state.page = currentPage()->objectName().toStdString();
    return state;
}

bool MainWindow::openState(const SavedState& state, const QString& what) {
    if (!showState(state, what)) return false;
    Page* wanted = pageNamed(state.page);
    showPage(wanted ? wanted : pageFor(state.scenario));
    return true;
}

bool MainWindow::showState(const SavedState& state, const QString& what) {
    StagePage* page = pageFor(state.scenario);
    if (!page) return false;
    page->setPlaying(false);
    if (!page->openScenario(state.scenario, what)) return false;
    if (!m_lectureRoom->lecture()->isOpen()) m_documents[page].forgetFile();
    updateTitle();
    const bool known = std::all_of(state.runs.begin(), state.runs.end(),
                                   [](const RunPlace& run) { return run.past || run.step == 0; });
    page->repeat(state.runs);
    if (!known)
        page->showMessage(
            tr("The settings had changed too often for the run to be repeated: it begins anew with the "
               "last ones."));
    return true;
}

StagePage* MainWindow::pageFor(const Scenario& scenario) {
    for (StagePage* page : stagePages())
        if (page->canShow(scenario)) return page;
    currentPage()->showMessage(tr("This scenario is of the plane, which this Basin cannot show: a newer Basin can."));
    return nullptr;
}

const Scenario& MainWindow::ownScenario(StagePage* page) const {
    const Scenario* before = m_lectureRoom->lecture()->scenarioBefore(page);
    return before ? *before : page->scenario();
}

bool MainWindow::openFile(const QString& path) { return open(path, readAnyFile(path)); }

bool MainWindow::open(const QString& path, const OpenedFile& file) {
    const QString name = QFileInfo(path).fileName();
    const QString what = tr("Open %1").arg(name);
    const bool lecturing = m_lectureRoom->lecture()->isOpen();
    if (const auto* deck = std::get_if<OpenedDeck>(&file))
        return m_lectureRoom->mayLeave() && m_lectureRoom->lecture()->open(path, deck->text);
    if (const auto* state = std::get_if<SavedState>(&file)) return openState(*state, what);
    if (const auto* scenario = std::get_if<Scenario>(&file)) {
        StagePage* page = pageFor(*scenario);
        if (!page || !page->openScenario(*scenario, what)) return false;
        if (!lecturing) m_documents[page].setFile(path, *scenario);
        updateTitle();
        showPage(page);
        return true;
    }
    if (const auto* table = std::get_if<OpenedTable>(&file)) {
        StagePage* page = m_stagePage;
        const bool shown =
            page == m_plane ? m_plane->openTable(name, table->text) : m_lab->openTable(name, table->text);
        if (shown && !lecturing) m_documents[page].forgetFile();
        updateTitle();
        return shown;
    }
    currentPage()->showMessage(std::get<NotOpened>(file).sentence);
    return false;
}

StagePage* MainWindow::pageReplacedBy(const OpenedFile& file) const {
    if (m_lectureRoom->lecture()->isOpen()) return nullptr;  // what stood before it comes back
    if (std::holds_alternative<OpenedTable>(file)) return m_stagePage;
    const auto* state = std::get_if<SavedState>(&file);
    const auto* scenario = state ? &state->scenario : std::get_if<Scenario>(&file);
    for (StagePage* page : stagePages())
        if (scenario && page->canShow(*scenario)) return page;
    return nullptr;
}

void MainWindow::openFiles(const QStringList& paths) {
    // One scenario is on show at a time: the first that can be.
    for (const QString& path : paths) {
        const OpenedFile file = readAnyFile(path);
        StagePage* replaced = pageReplacedBy(file);
        if (replaced && !mayLeaveDocument(replaced)) return;
        if (!open(path, file)) continue;
        if (paths.size() > 1)
            currentPage()->showMessage(
                tr("One scenario is on show at a time, of these files %1; open the others one by one.")
                    .arg(QFileInfo(path).fileName()));
        return;
    }
}

bool MainWindow::saveFile(const QString& path) {
    if (m_lectureRoom->lecture()->isOpen()) return m_lectureRoom->lecture()->save(path);
    const QString error = m_documents[m_stagePage].save(path, m_stagePage->scenario());
    if (!error.isEmpty()) m_stagePage->showMessage(error);
    updateTitle();
    return error.isEmpty();
}

void MainWindow::save() {
    if (m_lectureRoom->lecture()->isOpen()) return m_lectureRoom->save();
    const Document& document = m_documents[m_stagePage];
    if (!document.hasFile()) return saveAs();
    saveFile(QString(document.path()));
}

void MainWindow::saveAs() {
    if (m_lectureRoom->lecture()->isOpen()) return m_lectureRoom->saveAs();
    const Document& document = m_documents[m_stagePage];
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Save as"), document.hasFile() ? document.path() : tr("scenario.json"), tr("Scenarios (*.json)"));
    if (!path.isEmpty()) saveFile(path);
}

bool MainWindow::mayReplaceAll() {
    if (!m_lectureRoom->mayLeave()) return false;
    const QList<StagePage*> pages = stagePages();
    return std::all_of(pages.begin(), pages.end(), [this](StagePage* page) { return mayLeaveDocument(page); });
}

bool MainWindow::mayLeaveDocument(StagePage* page) {
    Document& document = m_documents[page];
    const Scenario& scenario = ownScenario(page);
    if (!document.isModified(scenario)) return true;
    const auto answer = QMessageBox::question(this, tr("Basin"),
                                              tr("Save the changes to %1?").arg(QFileInfo(document.path()).fileName()),
                                              QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel);
    if (answer != QMessageBox::Save) return answer == QMessageBox::Discard;
    const QString error = document.save(QString(document.path()), scenario);
    if (!error.isEmpty()) currentPage()->showMessage(error);
    updateTitle();
    return error.isEmpty();
}

bool MainWindow::mayLeaveFile(StagePage* page) {
    if (m_lectureRoom->lecture()->isOpen()) return true;  // what stood before it comes back
    if (!mayLeaveDocument(page)) return false;
    m_documents[page].forgetFile();
    updateTitle();
    return true;
}

bool MainWindow::exportPicture(const QString& path) {
    const QString error = takePicture(path, this, currentPage(), {}, writeState(state()))();
    if (!error.isEmpty()) currentPage()->showMessage(error);
    return error.isEmpty();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (event->mimeData()->hasUrls()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
    QStringList paths;
    for (const QUrl& url : event->mimeData()->urls())
        if (url.isLocalFile()) paths << url.toLocalFile();
    event->acceptProposedAction();
    openFiles(paths);
}

}  // namespace basin
