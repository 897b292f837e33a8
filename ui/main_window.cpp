// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window.h"

#include "ui/charts/export.h"
#include "ui/lab/control_panel.h"
#include "ui/lab/lab_page.h"
#include "ui/lecture/lecture.h"
#include "ui/lecture/lecture_room.h"
#include "ui/lecture/projector.h"
#include "ui/rates/rates_page.h"
#include "ui/training/run_list.h"
#include "ui/training/training_page.h"
#include "ui/translation.h"
#include "ui/widgets/tool_tips.h"

#include <QAbstractButton>
#include <QApplication>
#include <QCloseEvent>
#include <QComboBox>
#include <QDragEnterEvent>
#include <QFile>
#include <QFileInfo>
#include <QKeyEvent>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QSaveFile>
#include <QSettings>
#include <QStackedWidget>
#include <QTabBar>
#include <QUndoGroup>

namespace basin {

MainWindow::MainWindow(const Scenario& scenario, QWidget* parent)
    : QMainWindow(parent), m_lab(new LabPage(scenario)), m_stagePage(m_lab), m_saved(scenario) {
    m_rates = new RatesPage;
    m_training = new TrainingPage;
    m_pages = new QStackedWidget;
    m_undo = new QUndoGroup(this);
    m_lectureRoom = new LectureRoom(this);
    setCentralWidget(m_lectureRoom->around(m_pages));
    // Beside the menus, where they take no room from the charts.
    m_tabs = new QTabBar;
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    menuBar()->setCornerWidget(m_tabs, Qt::TopRightCorner);
    addPage(m_lab, tr("Lab"));
    addPage(m_rates, tr("Rates"),
            tr("How the errors of SGD and of its average change with the step size, the noise or the landscape"));
    addPage(m_training, tr("Training"),
            tr("Networks that learn to name pictures, by SGD, its averages and SAM, watched live"));
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int page) {
        m_pages->setCurrentIndex(page);
        followUndo();
        auto* stage = qobject_cast<StagePage*>(currentPage());
        if (stage) m_stagePage = stage;
        for (QAction* action : m_labActions) action->setEnabled(currentPage() == m_lab);
        for (QAction* action : m_stageActions) action->setEnabled(stage);
    });
    followUndo();
    setAcceptDrops(true);
    qApp->installEventFilter(new ToolTips(this));
    resize(1280, 720);
    makeFileMenu();
    makeEditMenu();
    makePlayMenu();
    makeRunMenu();
    makeViewMenu();
    m_lectureRoom->addMenu();
    makeHelpMenu();
    connect(m_lab, &LabPage::scenarioShown, this, &MainWindow::updateTitle);
    connect(m_lab, &LabPage::scenarioShown, m_rates, &RatesPage::setScenario);
    connect(m_rates, &RatesPage::settingChosen, this, [this](const Scenario& chosen) {
        if (m_lab->openScenario(chosen, tr("Setting from the rates"))) m_lab->setPlaying(true);
        showPage(m_lab);
    });
    m_rates->setScenario(scenario);
    updateTitle();
    m_lab->controls()->focusStepSize();  // the arrow keys move the step size, the space bar plays
}

void MainWindow::addPage(Page* page, const QString& name, const QString& tip) {
    m_pages->addWidget(page);
    m_tabs->setTabToolTip(m_tabs->addTab(name), tip);
}

void MainWindow::followUndo() {
    QUndoStack* stack = currentPage()->undoStack();
    if (stack) m_undo->addStack(stack);
    m_undo->setActiveStack(stack);
}

void MainWindow::showPage(Page* page) {
    m_tabs->setCurrentIndex(m_pages->indexOf(page));
    if (page == m_training) m_training->list()->setFocus();
}

QList<StagePage*> MainWindow::stagePages() const { return m_pages->findChildren<StagePage*>(); }

Page* MainWindow::currentPage() const { return static_cast<Page*>(m_pages->currentWidget()); }

void MainWindow::updateTitle() {
    const QString name = m_path.isEmpty() ? coreText(m_lab->scenario().title) : QFileInfo(m_path).fileName();
    setWindowTitle(name.isEmpty() ? tr("Basin") : tr("%1[*] – Basin").arg(name));
    setWindowModified(!m_path.isEmpty() && m_lab->scenario() != m_saved);
}

bool MainWindow::openFile(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        m_lab->showMessage(tr("%1 cannot be opened: %2.").arg(path, file.errorString()));
        return false;
    }
    const QByteArray text = file.readAll();
    const QString name = QFileInfo(path).fileName();
    if (!path.endsWith(QLatin1String(".json"), Qt::CaseInsensitive)) return m_lab->openTable(name, text);
    if (isDeck(text.toStdString())) return m_lectureRoom->mayLeave() && m_lectureRoom->lecture()->open(path, text);
    const Result<Scenario> scenario = readScenario(text.toStdString());
    if (!scenario) {
        m_lab->showMessage(tr("%1: %2").arg(name, coreText(scenario.error().message)));
        return false;
    }
    if (!m_lab->openScenario(*scenario, tr("Open %1").arg(name))) return false;
    m_path = path;
    m_saved = *scenario;
    updateTitle();
    return true;
}

bool MainWindow::saveFile(const QString& path) {
    QSaveFile file(path);  // replaces the old file only when the new one is complete
    const std::string text = writeScenario(m_lab->scenario());
    if (!file.open(QIODevice::WriteOnly) || file.write(text.data(), static_cast<qint64>(text.size())) < 0 ||
        !file.commit()) {
        m_lab->showMessage(tr("%1 cannot be written: %2.").arg(path, file.errorString()));
        return false;
    }
    m_path = path;
    m_saved = m_lab->scenario();
    updateTitle();
    return true;
}

bool MainWindow::exportPicture(const QString& path) {
    const auto paint = [this](QPainter& painter, const QRectF& target) { currentPage()->paintCharts(painter, target); };
    const QString error = writePicture(path, this, paint, currentPage()->chartsSize());
    if (!error.isEmpty()) currentPage()->showMessage(error);
    return error.isEmpty();
}

bool MainWindow::event(QEvent* event) {
    // A button or a menu that the tab key has reached takes the space bar for itself, before Play does.
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Space) {
        const QWidget* focused = focusWidget();
        if (qobject_cast<const QAbstractButton*>(focused) || qobject_cast<const QComboBox*>(focused)) {
            event->accept();
            return true;
        }
    }
    return QMainWindow::event(event);
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (!m_lectureRoom->mayLeave()) return event->ignore();
    m_lectureRoom->projector()->set(false);
    m_lectureRoom->lecture()->leave();  // what was on show before it is what the next start shows
    if (!m_path.isEmpty() && m_lab->scenario() != m_saved) {
        const auto answer =
            QMessageBox::question(this, tr("Basin"), tr("Save the changes to %1?").arg(QFileInfo(m_path).fileName()),
                                  QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel);
        if (answer == QMessageBox::Cancel || (answer == QMessageBox::Save && !saveFile(m_path))) return event->ignore();
    }
    m_training->tellOfRunsThatGoOn();
    // The next start goes on from here.
    QSettings().setValue(QStringLiteral("scenario"), QByteArray::fromStdString(writeScenario(m_lab->scenario())));
    event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (event->mimeData()->hasUrls()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
    for (const QUrl& url : event->mimeData()->urls())
        if (url.isLocalFile()) openFile(url.toLocalFile());
}

}  // namespace basin
