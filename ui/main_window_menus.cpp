// SPDX-License-Identifier: GPL-3.0-or-later
// The menus of the window: every action with its keys.
#include "ui/main_window.h"

#include "ui/export/exports.h"
#include "ui/guide/guide_window.h"
#include "ui/help_dialogs.h"
#include "ui/lab/control_panel.h"
#include "ui/lab/lab_page.h"
#include "ui/lab/law_watch.h"
#include "ui/lab/presets.h"
#include "ui/lab/timeline_bar.h"
#include "ui/network/network_page.h"
#include "ui/plane/plane_page.h"
#include "ui/plane/surface_view.h"
#include "ui/rates/rates_page.h"
#include "ui/training/live_charts.h"
#include "ui/training/new_runs.h"
#include "ui/training/run_list.h"
#include "ui/training/training_page.h"
#include "ui/translation.h"

#include <QActionGroup>
#include <QApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenuBar>
#include <QSettings>
#include <QTabBar>
#include <QUndoGroup>

#include <algorithm>
#include <cmath>

namespace basin {

namespace {

/// A switch that is as it was when the program ended.
void remember(QAction* action, const QString& key) {
    QObject::connect(action, &QAction::toggled, action, [key](bool on) { QSettings().setValue(key, on); });
    action->setChecked(QSettings().value(key, false).toBool());
}

QAction* actionWithKeys(QMenu* menu, const QString& text, const QKeySequence& keys) {
    QAction* action = menu->addAction(text);
    action->setShortcut(keys);
    return action;
}

}  // namespace

void MainWindow::makeFileMenu() {
    QMenu* menu = menuBar()->addMenu(tr("&File"));
    connect(actionWithKeys(menu, tr("&Open…"), QKeySequence::Open), &QAction::triggered, this, [this] {
        openFiles(QFileDialog::getOpenFileNames(this, tr("Open"), {},
                                                tr("Scenarios, tables and what Basin exported (*.json *.csv *.png "
                                                   "*.svg *.pdf *.gif *.mp4 *.webm);;All files "
                                                   "(*)")));
    });
    connect(actionWithKeys(menu, tr("&Save"), QKeySequence::Save), &QAction::triggered, this, &MainWindow::save);
    connect(actionWithKeys(menu, tr("Save &as…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S)), &QAction::triggered,
            this, &MainWindow::saveAs);
    connect(actionWithKeys(menu, tr("&Quick picture…"), QKeySequence(Qt::CTRL | Qt::Key_E)), &QAction::triggered, this,
            [this] {
                const QString path =
                    QFileDialog::getSaveFileName(this, tr("Quick picture"), tr("basin.png"),
                                                 tr("Picture of the window (*.png);;Charts (*.svg *.pdf)"));
                if (!path.isEmpty()) m_exports->begin({.what = ExportWhat::Window, .path = path});
            });
    connect(actionWithKeys(menu, tr("&Export…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E)), &QAction::triggered,
            m_exports, &Exports::ask);
    menu->addSeparator();
    QMenu* presetMenu = menu->addMenu(tr("&Presets"));
    for (std::size_t i = 0; i < linePresets().size(); ++i) {
        const QKeySequence keys = i < 9 ? QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + i)) : QKeySequence();
        connect(actionWithKeys(presetMenu, coreText(linePresets()[i].scenario.title), keys), &QAction::triggered, this,
                [this, i] {
                    m_lab->showPreset(static_cast<int>(i));
                    showPage(m_lab);
                });
    }
    presetMenu->addSeparator();
    for (std::size_t i = 0; i < planePresets().size(); ++i)
        connect(presetMenu->addAction(coreText(planePresets()[i].scenario.title)), &QAction::triggered, this,
                [this, i] {
                    m_plane->showPreset(static_cast<int>(i));
                    showPage(m_plane);
                });
    menu->addSeparator();
    connect(actionWithKeys(menu, tr("&Quit"), QKeySequence(Qt::CTRL | Qt::Key_Q)), &QAction::triggered, this,
            &QWidget::close);
}

void MainWindow::makeEditMenu() {
    QMenu* menu = menuBar()->addMenu(tr("&Edit"));
    QAction* undo = m_undo->createUndoAction(this, tr("&Undo"));
    undo->setShortcut(QKeySequence::Undo);
    QAction* redo = m_undo->createRedoAction(this, tr("&Redo"));
    redo->setShortcuts({QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y)});
    menu->addActions({undo, redo});
    menu->addSeparator();
    QAction* draw = actionWithKeys(menu, tr("&Draw a landscape"), QKeySequence(Qt::Key_D));
    draw->setCheckable(true);
    connect(draw, &QAction::triggered, this, [this](bool drawing) {
        if (m_stagePage == m_plane)
            m_plane->setDrawing(drawing);
        else
            m_lab->setDrawing(drawing);
    });
    const auto showDrawing = [this, draw] {
        draw->setChecked(m_stagePage == m_plane ? m_plane->isDrawing() : m_lab->isDrawing());
    };
    connect(m_lab, &LabPage::drawingChanged, draw, showDrawing);
    connect(m_plane, &PlanePage::drawingChanged, draw, showDrawing);
    connect(m_tabs, &QTabBar::currentChanged, draw, showDrawing);
    m_stageActions << draw;
    QAction* profile = actionWithKeys(menu, tr("&Profile of the surface"), QKeySequence(Qt::Key_P));
    profile->setCheckable(true);
    connect(profile, &QAction::triggered, m_plane, &PlanePage::setProfiling);
    connect(m_plane, &PlanePage::profilingChanged, profile, &QAction::setChecked);
    m_planeActions << profile;
}

void MainWindow::makePlayMenu() {
    QMenu* menu = menuBar()->addMenu(tr("&Play"));
    QAction* play = actionWithKeys(menu, tr("&Play"), QKeySequence(Qt::Key_Space));
    play->setCheckable(true);
    connect(play, &QAction::triggered, this, [this](bool playing) { stagePage()->setPlaying(playing); });
    const auto showPlaying = [this, play] { play->setChecked(stagePage()->isPlaying()); };
    for (StagePage* page : stagePages()) connect(page, &StagePage::playingChanged, play, showPlaying);
    connect(m_tabs, &QTabBar::currentChanged, play, showPlaying);
    connect(actionWithKeys(menu, tr("&One step"), QKeySequence(Qt::Key_S)), &QAction::triggered, this,
            [this] { stagePage()->takeSteps(1); });
    connect(actionWithKeys(menu, tr("&Hundred steps"), QKeySequence(Qt::SHIFT | Qt::Key_S)), &QAction::triggered, this,
            [this] { stagePage()->takeSteps(100); });
    connect(actionWithKeys(menu, tr("&Restart"), QKeySequence(Qt::Key_R)), &QAction::triggered, this,
            [this] { stagePage()->restart(); });
    menu->addSeparator();
    connect(actionWithKeys(menu, tr("&Slower"), QKeySequence(Qt::Key_Minus)), &QAction::triggered, this,
            [this] { stagePage()->changeSpeed(-1); });
    QAction* faster = actionWithKeys(menu, tr("&Faster"), QKeySequence(Qt::Key_Plus));
    faster->setShortcuts({QKeySequence(Qt::Key_Plus), QKeySequence(Qt::Key_Equal)});
    connect(faster, &QAction::triggered, this, [this] { stagePage()->changeSpeed(1); });
    menu->addSeparator();
    addTimeActions(menu);
    m_stageActions << menu->actions();
}

void MainWindow::addTimeActions(QMenu* menu) {
    const auto add = [this, menu](const QString& text, const QKeySequence& keys, auto act) {
        QAction* action = actionWithKeys(menu, text, keys);
        connect(action, &QAction::triggered, this, [this, act] {
            if (TimelineBar* timeline = stagePage()->timeline()) act(timeline);
        });
        return action;
    };
    using Bar = TimelineBar*;
    add(tr("&Back in time"), QKeySequence(Qt::ALT | Qt::Key_Left), [](Bar bar) { bar->moveByStrides(-1); });
    add(tr("On in &time"), QKeySequence(Qt::ALT | Qt::Key_Right), [](Bar bar) { bar->moveByStrides(1); });
    add(tr("One step b&ack"), QKeySequence(Qt::Key_Comma), [](Bar bar) { bar->moveTo(bar->step() - 1); });
    add(tr("To the fi&rst step"), QKeySequence(Qt::ALT | Qt::Key_Home), [](Bar bar) { bar->moveTo(0); });
    add(tr("To the &last step known"), QKeySequence(Qt::ALT | Qt::Key_End), [](Bar bar) { bar->moveTo(bar->end()); });
    QAction* branch = add(tr("Branch from &here"), QKeySequence(Qt::CTRL | Qt::Key_B),
                          [](Bar bar) { bar->askBranch(!bar->isBranched()); });
    branch->setCheckable(true);
    const auto follow = [this, branch] {
        const TimelineBar* timeline = stagePage()->timeline();
        branch->setChecked(timeline && timeline->isBranched());
    };
    for (StagePage* page : stagePages())
        if (TimelineBar* timeline = page->timeline()) connect(timeline, &TimelineBar::branchShown, branch, follow);
    connect(m_tabs, &QTabBar::currentChanged, branch, follow);
}

void MainWindow::makeRunMenu() {
    QMenu* menu = menuBar()->addMenu(tr("&Run"));
    menu->setToolTipsVisible(true);
    addNewRuns(m_training, menu);
    connect(menu, &QMenu::triggered, this, [this] {
        if (!m_training->isVisible()) showPage(m_training);
    });
    menu->addSeparator();
    m_training->addActionsTo(menu);
}

void MainWindow::makeViewMenu() {
    QMenu* menu = menuBar()->addMenu(tr("&View"));
    connect(actionWithKeys(menu, tr("&Lab"), QKeySequence(Qt::Key_F2)), &QAction::triggered, this,
            [this] { showPage(m_lab); });
    connect(actionWithKeys(menu, tr("&Plane"), QKeySequence(Qt::Key_F3)), &QAction::triggered, this,
            [this] { showPage(m_plane); });
    connect(actionWithKeys(menu, tr("&Rates"), QKeySequence(Qt::Key_F4)), &QAction::triggered, this,
            [this] { showPage(m_rates); });
    connect(actionWithKeys(menu, tr("&Training"), QKeySequence(Qt::Key_F5)), &QAction::triggered, this,
            [this] { showPage(m_training); });
    connect(actionWithKeys(menu, tr("Landscape of &networks"), QKeySequence(Qt::Key_F6)), &QAction::triggered, this,
            [this] { showPage(m_network); });
    menu->addSeparator();
    QAction* controls = actionWithKeys(menu, tr("&Controls"), QKeySequence(Qt::Key_F9));
    controls->setCheckable(true);
    controls->setChecked(true);
    connect(controls, &QAction::toggled, m_lab, &LabPage::setControlsShown);
    connect(controls, &QAction::toggled, m_plane, &PlanePage::setControlsShown);
    addLawActions(menu);
    QAction* bounds = actionWithKeys(menu, tr("&Bounds in the distance chart"), QKeySequence(Qt::Key_B));
    bounds->setCheckable(true);
    connect(bounds, &QAction::toggled, m_lab, &LabPage::setBoundsShown);
    connect(m_lab, &LabPage::boundsShownChanged, bounds, &QAction::setChecked);
    remember(bounds, QStringLiteral("bounds"));
    QAction* minima = actionWithKeys(menu, tr("&Minima of F over the step size"), QKeySequence(Qt::Key_M));
    minima->setCheckable(true);
    connect(minima, &QAction::toggled, m_lab, &LabPage::setMinimaShown);
    connect(m_lab, &LabPage::minimaShownChanged, minima, &QAction::setChecked);
    remember(minima, QStringLiteral("minima"));
    m_labActions << bounds << minima;
    m_stageActions << controls;
    addPlaneActions(menu);
    menu->addSeparator();
    QAction* larger = actionWithKeys(menu, tr("La&rger text"), QKeySequence(Qt::CTRL | Qt::Key_Plus));
    larger->setShortcuts({QKeySequence(Qt::CTRL | Qt::Key_Plus), QKeySequence(Qt::CTRL | Qt::Key_Equal)});
    connect(larger, &QAction::triggered, this, [this] { changeTextSize(1); });
    connect(actionWithKeys(menu, tr("S&maller text"), QKeySequence(Qt::CTRL | Qt::Key_Minus)), &QAction::triggered,
            this, [this] { changeTextSize(-1); });
    connect(actionWithKeys(menu, tr("&Usual text"), QKeySequence(Qt::CTRL | Qt::Key_0)), &QAction::triggered, this,
            [this] { changeTextSize(0); });
    menu->addSeparator();
    auto* themes = new QActionGroup(this);
    const auto addTheme = [&](const QString& text, ThemeChoice choice) {
        QAction* action = menu->addAction(text);
        action->setCheckable(true);
        themes->addAction(action);
        action->setChecked(choice == currentThemeChoice());
        connect(action, &QAction::triggered, this, [this, choice] { chooseTheme(choice); });
    };
    addTheme(tr("&Light"), ThemeChoice::Light);
    addTheme(tr("&Dark"), ThemeChoice::Dark);
    addTheme(tr("As the &system"), ThemeChoice::System);
}

void MainWindow::addPlaneActions(QMenu* menu) {
    QMenu* panels = menu->addMenu(tr("Pa&nels of the plane"));
    const std::pair<QString, PlaneView::Panel> all[] = {{tr("Map of &f"), PlaneView::Panel::Objective},
                                                        {tr("Map of &F, smoothed"), PlaneView::Panel::Smoothed},
                                                        {tr("In &three dimensions"), PlaneView::Panel::Surface},
                                                        {tr("&Distance to v*"), PlaneView::Panel::Distance},
                                                        {tr("&Readings"), PlaneView::Panel::Readings}};
    int key = Qt::Key_1;
    for (const auto& [text, panel] : all) {
        QAction* action = actionWithKeys(panels, text, QKeySequence(Qt::ALT | static_cast<Qt::Key>(key++)));
        action->setCheckable(true);
        action->setChecked(true);
        connect(action, &QAction::toggled, this,
                [this, which = panel](bool shown) { m_plane->view()->setPanelShown(which, shown); });
    }
    panels->addSeparator();
    QAction* smoothed = actionWithKeys(panels, tr("F in three dimensions, else &f"), QKeySequence(Qt::Key_T));
    smoothed->setCheckable(true);
    smoothed->setChecked(m_plane->view()->surfaceView()->isSmoothed());
    connect(smoothed, &QAction::toggled, m_plane->view()->surfaceView(), &SurfaceView::setSmoothed);
    m_planeActions << panels->actions();
}

void MainWindow::addLawActions(QMenu* menu) {
    menu->addSeparator();
    auto* laws = new QActionGroup(this);
    laws->setExclusionPolicy(QActionGroup::ExclusionPolicy::ExclusiveOptional);  // either, or none
    const auto addLaw = [&](const QString& text, const QKeySequence& keys, LawShown which) {
        QAction* action = actionWithKeys(menu, text, keys);
        action->setCheckable(true);
        laws->addAction(action);
        m_labActions << action;
        connect(action, &QAction::triggered, this,
                [this, which](bool checked) { m_lab->setLawShown(checked ? which : LawShown::None); });
        connect(m_lab, &LabPage::lawShownChanged, action,
                [action, which](LawShown shown) { action->setChecked(shown == which); });
    };
    addLaw(tr("E&xact law at this step"), QKeySequence(Qt::Key_L), LawShown::AtStep);
    addLaw(tr("Exact law in the l&ong run"), QKeySequence(Qt::SHIFT | Qt::Key_L), LawShown::LongRun);
    const QString key = QStringLiteral("law");
    connect(m_lab, &LabPage::lawShownChanged, this,
            [key](LawShown shown) { QSettings().setValue(key, static_cast<int>(shown)); });
    m_lab->setLawShown(static_cast<LawShown>(std::clamp(QSettings().value(key, 0).toInt(), 0, 2)));
}

void MainWindow::makeHelpMenu() {
    QMenu* menu = menuBar()->addMenu(tr("&Help"));
    connect(actionWithKeys(menu, tr("&Guide"), QKeySequence::HelpContents), &QAction::triggered, this,
            &MainWindow::showGuide);
    connect(actionWithKeys(menu, tr("&Keyboard shortcuts"), QKeySequence(Qt::Key_Question)), &QAction::triggered, this,
            [this] { showShortcuts(this); });
    connect(menu->addAction(tr("&About Basin")), &QAction::triggered, this, [this] { showAbout(this); });
}

void MainWindow::showGuide() {
    if (!m_guide) m_guide = new GuideWindow(this, this);
    m_guide->show();
    m_guide->raise();
    m_guide->activateWindow();
    m_guide->showSection(currentPage()->guideSection());
}

void MainWindow::chooseTheme(ThemeChoice choice) {
    applyTheme(choice);
    QSettings().setValue(QStringLiteral("theme"), static_cast<int>(choice));
}

void MainWindow::changeTextSize(int direction) {
    static const double usual = QApplication::font().pointSizeF();
    constexpr double kStride = 1.15, kSmallest = 0.75, kLargest = 2.5;  // as shares of the usual size
    QFont font = QApplication::font();
    const double wanted = direction == 0 ? usual : font.pointSizeF() * std::pow(kStride, direction);
    font.setPointSizeF(std::clamp(wanted, kSmallest * usual, kLargest * usual));
    QApplication::setFont(font);
}

}  // namespace basin
