// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/training_page.h"

#include "ui/charts/plot.h"
#include "ui/training/live_charts.h"
#include "ui/training/run_actions.h"
#include "ui/training/run_list.h"
#include "ui/training/run_log_panel.h"
#include "ui/training/run_table.h"

#include <QAction>
#include <QCheckBox>
#include <QDir>
#include <QEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QVBoxLayout>

#include <algorithm>

namespace basin {

namespace {

const QString kToldKey = QStringLiteral("training/told"), kRootKey = QStringLiteral("training/root"),
              kOthersKey = QStringLiteral("training/folders");
constexpr int kSideWidth = 370;  // at scale 1

QString usualRoot() {
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/runs");
}

}  // namespace

TrainingPage::TrainingPage(QWidget* parent) : Page(parent) {
    m_watcher = new RunWatcher(this);
    m_table = new RunTable(this);
    m_charts = new LiveCharts;
    m_list = new RunList(m_table);
    m_actions = new RunActions(m_table, m_list, m_watcher, this);
    m_message = new QLabel;
    m_message->setWordWrap(true);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setContentsMargins(10, 2, 10, 4);
    m_message->hide();

    m_views = new QStackedWidget;
    m_views->addWidget(m_list);
    m_split = new QSplitter(Qt::Vertical);
    m_split->setChildrenCollapsible(false);
    m_split->addWidget(m_charts);
    m_split->addWidget(m_views);
    m_split->setStretchFactor(0, 1);
    m_split->setStretchFactor(1, 0);
    connect(m_split, &QSplitter::splitterMoved, this, [this] { m_isSplitChosen = true; });
    m_pages = new QStackedWidget;
    m_pages->addWidget(makeEmpty());
    m_pages->addWidget(m_split);

    auto* body = new QHBoxLayout;
    body->setSpacing(0);
    body->addWidget(m_pages, 1);
    body->addWidget(makeSide());
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(body, 1);
    layout->addWidget(m_message);

    m_new = new QPushButton(tr("&New run"));
    m_new->setCheckable(true);
    m_new->setToolTip(tr("Choose data, network, optimiser and step size, and launch."));
    m_new->hide();
    auto* open = new QPushButton(tr("&Open…"));
    open->setToolTip(tr("Opens a run, or a folder of runs, that lies elsewhere: on a server's disk, for instance."));
    auto* log = new QPushButton(tr("Lo&g"));
    log->setCheckable(true);
    log->setToolTip(m_actions->log()->toolTip());
    for (QPushButton* button : {m_new, open, log}) m_charts->addButton(button);
    connect(m_new, &QPushButton::toggled, this, &TrainingPage::showForm);
    connect(open, &QPushButton::clicked, this, &TrainingPage::chooseFolder);
    connect(log, &QPushButton::toggled, m_actions->log(), &QAction::setChecked);
    connect(m_actions->log(), &QAction::toggled, log, &QPushButton::setChecked);
    connect(m_actions->log(), &QAction::toggled, this, [this](bool on) { showSide(m_log, on); });
    connect(m_actions, &RunActions::asked, this, &TrainingPage::showMessage);

    connect(m_watcher, &RunWatcher::runsChanged, this, &TrainingPage::setRuns);
    connect(m_watcher, &RunWatcher::chartsDrawn, m_charts, &LiveCharts::setCharts);
    connect(m_watcher, &RunWatcher::logChanged, m_log, &RunLogPanel::setLog);
    connect(m_watcher, &RunWatcher::done, this, [this](const QString& error) {
        if (!error.isEmpty()) showMessage(QStringLiteral("✗ ") + error);
    });
    connect(m_charts, &LiveCharts::requested, m_watcher, &RunWatcher::setCharts);
    connect(m_table, &RunTable::tickedChanged, this, &TrainingPage::showTicked);
    connect(m_list, &RunList::selectionMoved, this, &TrainingPage::followSelection);

    const QSettings settings;
    m_others = settings.value(kOthersKey).toStringList();
    setRoot(settings.value(kRootKey, usualRoot()).toString(), false);
    fitSizes();
}

QWidget* TrainingPage::makeEmpty() {
    auto* page = new QWidget;
    m_emptyText = new QLabel;
    m_emptyText->setTextFormat(Qt::RichText);
    m_emptyText->setWordWrap(true);
    m_emptyText->setAlignment(Qt::AlignCenter);
    m_emptyText->setText(
        tr("<h2>Training networks, watched live</h2>"
           "<p>Here a network learns to name pictures. SGD's own weights jump about; the average of them, and SAM, are "
           "drawn beside them, so that one sees whether averaging pays, and with which steps.</p>"
           "<p>A run trains in a process of its own, and goes on when this window is closed.</p>"));
    auto* quick = new QPushButton(tr("&Quick look, about a minute"));
    auto* open = new QPushButton(tr("&Open a run folder…"));
    quick->setDefault(true);
    connect(quick, &QPushButton::clicked, this, [this] {
        showForm(true);
        Q_EMIT quickLookAsked();
    });
    connect(open, &QPushButton::clicked, this, &TrainingPage::chooseFolder);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(quick);
    buttons->addSpacing(12);
    buttons->addWidget(open);
    buttons->addStretch(1);
    auto* layout = new QVBoxLayout(page);
    layout->addStretch(2);
    auto* words = new QHBoxLayout;
    words->addStretch(1);
    words->addWidget(m_emptyText);
    words->addStretch(1);
    layout->addLayout(words);
    layout->addSpacing(16);
    layout->addLayout(buttons);
    layout->addStretch(3);
    return page;
}

QWidget* TrainingPage::makeSide() {
    m_side = new QStackedWidget;
    m_log = new RunLogPanel;
    m_side->addWidget(m_log);
    m_side->hide();
    return m_side;
}

void TrainingPage::setForm(QWidget* form, QUndoStack* undo) {
    m_form = form;
    m_undo = undo;
    m_side->addWidget(form);
    m_new->show();
}

void TrainingPage::showForm(bool shown) {
    if (m_form) showSide(m_form, shown);
}

void TrainingPage::showSide(QWidget* widget, bool shown) {
    if (shown) m_side->setCurrentWidget(widget);
    if (shown || m_side->currentWidget() == widget) m_side->setVisible(shown);
    // The buttons follow what is to be seen.
    const QWidget* seen = m_side->isHidden() ? nullptr : m_side->currentWidget();
    const QSignalBlocker blocker(m_new);
    m_new->setChecked(seen && seen == m_form);
    m_actions->log()->setChecked(seen == m_log);
    followSelection();
}

QPushButton* TrainingPage::addView(const QString& name, const QString& tip, QWidget* view) {
    // A wide one must not widen the window.
    view->setSizePolicy(QSizePolicy::Ignored, view->sizePolicy().verticalPolicy());
    m_views->addWidget(view);
    auto* button = new QPushButton(name);
    button->setCheckable(true);
    button->setToolTip(tip);
    m_charts->addButton(button);
    connect(button, &QPushButton::toggled, this,
            [this, view](bool on) { m_views->setCurrentWidget(on ? view : static_cast<QWidget*>(m_list)); });
    return button;
}

void TrainingPage::setRoot(const QString& root, bool remembered) {
    m_root = root;
    if (remembered) QSettings().setValue(kRootKey, root);
    watchPlaces();
    Q_EMIT rootChanged(root);
}

void TrainingPage::openFolder(const QString& folder) {
    if (folder.isEmpty() || m_others.contains(folder)) return;
    m_others << folder;
    QSettings().setValue(kOthersKey, m_others);
    watchPlaces();
}

void TrainingPage::chooseFolder() {
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Open a run folder"), m_root);
    if (!folder.isEmpty()) openFolder(folder);
}

void TrainingPage::watchPlaces() {
    RunPlaces places{.root = m_root.toStdString()};
    for (const QString& folder : m_others) places.others.emplace_back(folder.toStdString());
    m_watcher->setPlaces(places);
}

void TrainingPage::noteLaunched(const QString& folder) {
    const QString clean = QDir::cleanPath(folder);
    if (!clean.startsWith(QDir::cleanPath(m_root) + QLatin1Char('/'))) openFolder(clean);
    const std::filesystem::path run = clean.toStdString();
    m_watcher->expectWorkerFor(run);
    m_awaited = run;
}

void TrainingPage::setRuns(const std::shared_ptr<const RunSummaries>& runs) {
    m_table->setRuns(runs);
    m_pages->setCurrentIndex(runs->runs.empty() ? 0 : 1);
    if (!m_awaited.empty() && m_table->rowOf(m_awaited) >= 0) {
        m_table->tickOnly(m_awaited);
        m_list->select(m_awaited);
        m_awaited.clear();
    }
    showTicked();
    followSelection();
}

void TrainingPage::showTicked() {
    const std::vector<std::filesystem::path> runs = m_table->ticked();
    std::vector<RunLook> looks;
    looks.reserve(runs.size());
    for (const auto& run : runs) looks.push_back(m_table->lookOf(run));
    m_charts->setRuns(runs, looks);
}

void TrainingPage::followSelection() {
    const std::vector<const RunSummary*> runs = m_list->selected();
    const RunSummary* run = runs.empty() ? nullptr : runs.front();
    m_log->setRun(run);
    const bool shown = !m_side->isHidden() && m_side->currentWidget() == m_log;
    m_watcher->setLogOf(shown && run ? run->path : std::filesystem::path());
}

void TrainingPage::showMessage(const QString& sentence) {
    m_message->setText(sentence);
    m_message->setVisible(!sentence.isEmpty());
}

void TrainingPage::setProjecting(bool projecting) {
    if (projecting) m_sideShown = !m_side->isHidden();
    m_side->setVisible(!projecting && m_sideShown);
    m_views->setVisible(!projecting);
}

void TrainingPage::addActionsTo(QMenu* menu) const { menu->addActions(m_actions->all()); }

void TrainingPage::tellOfRunsThatGoOn() {
    if (!m_table->hasActive() || QSettings().value(kToldKey, false).toBool()) return;
    QMessageBox box(QMessageBox::Information, tr("Runs go on"),
                    tr("Runs that are under way go on without this window. Basin finds them again when it is opened."),
                    QMessageBox::Ok, this);
    auto* again = new QCheckBox(tr("&Do not show this again"));
    box.setCheckBox(again);
    box.exec();
    QSettings().setValue(kToldKey, again->isChecked());
}

void TrainingPage::fitSizes() {
    const double scale = Plot::scaleIn(this);
    m_side->setFixedWidth(static_cast<int>(kSideWidth * scale));
    QFont fitted = font();
    fitted.setPointSizeF(fitted.pointSizeF() * std::min(scale, 1.5));
    QFont words = font();
    words.setPointSizeF(words.pointSizeF() * (scale + 0.1));
    m_emptyText->setFont(words);
    m_emptyText->setFixedWidth(static_cast<int>(620 * scale));
    m_charts->setControlsFont(fitted);
    m_log->setFont(fitted);
    if (m_list->font() != fitted) {
        m_list->setFont(fitted);
        m_list->header()->setFont(fitted);
    }
}

void TrainingPage::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (!m_side) return;
    if (event->type() == QEvent::FontChange) fitSizes();
    if (event->type() == QEvent::PaletteChange) showTicked();
}

void TrainingPage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fitSizes();
    // Until a person moves the split, the list has room for six runs.
    if (m_isSplitChosen) return;
    const int list = 7 * (m_list->fontMetrics().height() + 8);
    m_split->setSizes({std::max(1, height() - list), list});
}

void TrainingPage::paintCharts(QPainter& painter, const QRectF& target) { m_charts->paintCharts(painter, target); }
Table TrainingPage::shownTable() const { return m_charts->shownTable(); }

QSizeF TrainingPage::chartsSize() const { return m_charts->chartsSize(); }

}  // namespace basin
