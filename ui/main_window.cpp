// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window.h"

#include "ui/export/exports.h"
#include "ui/export/repeat_bar.h"
#include "ui/lab/control_panel.h"
#include "ui/lab/lab_page.h"
#include "ui/lab/presets.h"
#include "ui/lecture/lecture.h"
#include "ui/lecture/lecture_room.h"
#include "ui/lecture/projector.h"
#include "ui/network/measured_list.h"
#include "ui/network/network_page.h"
#include "ui/plane/plane_page.h"
#include "ui/rates/rates_page.h"
#include "ui/training/run_list.h"
#include "ui/training/training_page.h"
#include "ui/widgets/tool_tips.h"

#include <QAbstractButton>
#include <QApplication>
#include <QCloseEvent>
#include <QComboBox>
#include <QKeyEvent>
#include <QMenuBar>
#include <QSettings>
#include <QStackedWidget>
#include <QTabBar>
#include <QUndoGroup>
#include <QUndoStack>
#include <QVBoxLayout>

namespace basin {

namespace {

/// Under which the page's scenario is kept from start to start.
QString keyOfScenario(const StagePage& page) { return QStringLiteral("scenarios/") + page.objectName(); }

/// The window is no smaller than the page on show needs; the others do not count.
void countCurrentAlone(const QStackedWidget* pages) {
    for (int i = 0; i < pages->count(); ++i) {
        const bool counts = i == pages->currentIndex();
        const auto policy = counts ? QSizePolicy::Preferred : QSizePolicy::Ignored;
        pages->widget(i)->setSizePolicy(policy, policy);
    }
}

}  // namespace

MainWindow::MainWindow(const Scenario& scenario, QWidget* parent)
    : QMainWindow(parent),
      m_lab(new LabPage(scenario.plane ? linePresets().front().scenario : scenario)),
      m_stagePage(m_lab) {
    m_plane = new PlanePage(scenario.plane ? scenario : PlanePage::firstScenario());
    m_rates = new RatesPage;
    m_training = new TrainingPage;
    m_network = new NetworkPage;
    m_pages = new QStackedWidget;
    m_undo = new QUndoGroup(this);
    m_lectureRoom = new LectureRoom(this);
    auto* content = new QWidget;
    auto* notices = new QWidget;
    m_notices = new QVBoxLayout(notices);
    auto* whole = new QVBoxLayout(content);
    for (QVBoxLayout* layout : {m_notices, whole}) {
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(0);
    }
    whole->addWidget(notices);
    whole->addWidget(m_lectureRoom->around(m_pages), 1);
    connect(m_lectureRoom->projector(), &Projector::changed, notices, &QWidget::setHidden);
    setCentralWidget(content);
    // Beside the menus, where they take no room from the charts.
    m_tabs = new QTabBar;
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    menuBar()->setCornerWidget(m_tabs, Qt::TopRightCorner);
    addPage(m_lab, QStringLiteral("lab"), tr("Lab"));
    addPage(m_plane, QStringLiteral("plane"), tr("Plane"),
            tr("Landscapes of two parameters, as maps and in three dimensions"));
    addPage(m_rates, QStringLiteral("rates"), tr("Rates"),
            tr("How the errors of SGD and of its average change with the step size, the noise or the landscape"));
    addPage(m_training, QStringLiteral("training"), tr("Training"),
            tr("Networks that learn to name pictures, by SGD, its averages and SAM, watched live"));
    addPage(
        m_network, QStringLiteral("landscape"), tr("Landscape"),
        tr("What the loss of trained networks looks like around SGD, its average and SAM, and how flat it is there"));
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int page) {
        m_pages->setCurrentIndex(page);
        countCurrentAlone(m_pages);
        followUndo();
        auto* stage = qobject_cast<StagePage*>(currentPage());
        if (stage) m_stagePage = stage;
        updateTitle();
        for (QAction* action : m_labActions) action->setEnabled(currentPage() == m_lab);
        for (QAction* action : m_planeActions) action->setEnabled(currentPage() == m_plane);
        for (QAction* action : m_stageActions) action->setEnabled(stage);
    });
    countCurrentAlone(m_pages);
    followUndo();
    auto* repeats = new RepeatBar;
    addNotice(repeats);
    for (StagePage* page : stagePages()) {
        repeats->watch(page);
        connect(page, &StagePage::scenarioShown, this, &MainWindow::updateTitle);
        page->setReplaceGuard([this, page] { return mayLeaveFile(page); });
    }
    m_exports = new Exports(this);
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
    connect(m_lab, &LabPage::scenarioShown, m_rates, &RatesPage::setScenario);
    connect(m_rates, &RatesPage::settingChosen, this, [this](const Scenario& chosen) {
        if (m_lab->openScenario(chosen, tr("Setting from the rates"))) m_lab->setPlaying(true);
        showPage(m_lab);
    });
    connect(m_plane, &PlanePage::profileOpened, this, [this](const Scenario& profile) {
        if (!mayLeaveFile(m_lab)) return;
        if (m_lab->openScenario(profile, tr("Profile of a surface"))) m_lab->setPlaying(true);
        showPage(m_lab);
    });
    connect(m_training->watcher(), &RunWatcher::runsChanged, m_network, &NetworkPage::setRuns);
    connect(m_network, &NetworkPage::trainingAsked, this, [this] { showPage(m_training); });
    connect(m_network, &NetworkPage::sliceOpened, this, [this](const Scenario& slice) {
        StagePage* page = pageFor(slice);
        if (!mayLeaveFile(page)) return;
        if (page->openScenario(slice, tr("Slice of a network"))) page->setPlaying(true);
        showPage(page);
    });
    m_rates->setScenario(m_lab->scenario());
    connect(m_lectureRoom->lecture(), &Lecture::changed, this, &MainWindow::updateTitle);
    updateTitle();
    m_lab->controls()->focusStepSize();  // the arrow keys move the step size, the space bar plays
    if (scenario.plane) showPage(m_plane);
    for (QAction* action : m_planeActions) action->setEnabled(currentPage() == m_plane);
}

void MainWindow::addNotice(QWidget* bar) { m_notices->addWidget(bar); }

void MainWindow::addPage(Page* page, const QString& key, const QString& name, const QString& tip) {
    page->setObjectName(key);
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
    if (page == m_network) m_network->list()->setFocus();
    if (page == m_plane) m_plane->controls()->focusStepSize();
}

Page* MainWindow::pageNamed(const std::string& name) const {
    const QString wanted = QString::fromStdString(name);
    return wanted.isEmpty() ? nullptr : m_pages->findChild<Page*>(wanted, Qt::FindDirectChildrenOnly);
}

QList<StagePage*> MainWindow::stagePages() const { return {m_lab, m_plane}; }

Page* MainWindow::currentPage() const { return static_cast<Page*>(m_pages->currentWidget()); }

void MainWindow::updateTitle() {
    const Lecture* lecture = m_lectureRoom->lecture();
    const Scenario& scenario = m_stagePage->scenario();
    const Document document = lecture->isOpen() ? Document() : m_documents[m_stagePage];
    setWindowTitle(document.windowTitle(scenario));
    setWindowModified(lecture->isOpen() ? lecture->isModified() : document.isModified(scenario));
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
    if (!m_exports->mayClose() || !mayReplaceAll()) return event->ignore();
    m_lectureRoom->projector()->set(false);
    m_lectureRoom->lecture()->leave();  // what was on show before it is what the next start shows
    m_training->tellOfRunsThatGoOn();
    // The next start goes on from here.
    QSettings settings;
    for (const StagePage* page : stagePages())
        settings.setValue(keyOfScenario(*page), QByteArray::fromStdString(writeScenario(page->scenario())));
    settings.setValue(QStringLiteral("page"), currentPage()->objectName());
    m_lectureRoom->closePresenter();  // or the program would live on for it
    event->accept();
}

void MainWindow::bringBackLast(bool all) {
    const QSettings settings;
    for (StagePage* page : stagePages()) {
        if (!all && page == m_stagePage) continue;
        // An older Basin kept one scenario, of whichever page.
        const QByteArray text =
            settings.value(keyOfScenario(*page), settings.value(QStringLiteral("scenario"))).toByteArray();
        const Result<Scenario> last = readScenario(text.toStdString());
        if (!last || !page->canShow(*last) || !page->openScenario(*last, {})) continue;
        if (QUndoStack* undo = page->undoStack()) undo->clear();
    }
    Page* page = pageNamed(settings.value(QStringLiteral("page")).toString().toStdString());
    if (all && page) showPage(page);
}

}  // namespace basin
