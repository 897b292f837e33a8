// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/form/run_form.h"

#include "core/run/run_arguments.h"
#include "core/run/run_presets.h"
#include "ui/charts/plot.h"
#include "ui/format.h"
#include "ui/training/form/launch_panel.h"
#include "ui/training/form/run_averages_section.h"
#include "ui/training/form/run_data_section.h"
#include "ui/training/form/run_sections.h"
#include "ui/training/training_words.h"
#include "ui/translation.h"
#include "ui/value_change.h"
#include "ui/widgets/fold.h"
#include "ui/widgets/quiet_wheel.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QEvent>
#include <QFontDatabase>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSettings>
#include <QStandardItemModel>
#include <QUndoStack>
#include <QVBoxLayout>

#include <algorithm>

namespace basin {

namespace {

constexpr const char* kQuickLook = "quick-look";
const QString kConfigSetting = QStringLiteral("training/config");
const QString kTitleSetting = QStringLiteral("training/title");

}  // namespace

RunForm::RunForm(QWidget* parent) : QWidget(parent), m_quickEpochs(runPresets().front().config.epochs) {
    setAccessibleName(tr("A new run"));
    m_undo = new QUndoStack(this);
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(10, 8, 10, 8);
    column->setSpacing(8);
    column->addWidget(makeHead());
    m_scroll = new QScrollArea;
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidget(content);

    m_data = new RunDataSection;
    add(tr("Data"), m_data, true);
    add(tr("Network and optimiser"), makeNetworkSection(), true);
    add(tr("Step size and schedule"), makeStepSizeSection(), true);
    add(tr("Averages"), new RunAveragesSection, true);
    add(tr("Length and device"), makeLengthSection(), true);
    add(tr("More"), makeMoreSection(), false);
    column->addWidget(new Fold(tr("The same from a shell"), makeCommandBox(), false));
    column->addStretch(1);

    m_launch = new LaunchPanel;
    m_launch->layout()->setContentsMargins(10, 6, 10, 10);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_scroll, 1);
    layout->addWidget(m_launch);
    fitSizes();

    connect(m_data, &RunDataSection::checked, this, [this] {
        const bool quick = presentPreset() == std::size_t{0};
        if (m_data->counts()) m_quickEpochs = quickLookEpochs(m_data->counts()->train);
        if (quick && configOf(0) != m_config)
            showConfig(configOf(0), nullptr);
        else
            review();
        m_committed.config.epochs = m_config.epochs;  // found, not set by a person
    });
    connect(m_launch, &LaunchPanel::launched, this, &RunForm::launched);
    connect(m_launch, &LaunchPanel::folderChanged, this, &RunForm::say);
    connect(m_launch, &LaunchPanel::aboutToLaunch, this, [this] {
        // A box is left, and its number counts.
        if (QWidget* typing = QApplication::focusWidget(); typing && isAncestorOf(typing)) typing->clearFocus();
    });
    connect(m_launch, &LaunchPanel::linkActivated, this, [this] {
        QWidget* wrong = m_wrong ? m_wrong : m_data;
        m_scroll->ensureWidgetVisible(wrong);
        wrong->setFocus();
    });
    restore();
    m_undo->clear();  // what it begins with is no change
    m_committed = settings();
}

QWidget* RunForm::makeHead() {
    auto* head = new QWidget;
    m_presets = new QComboBox;
    m_presets->setObjectName(QStringLiteral("runPreset"));
    m_presets->setToolTip(tr("Settings to begin with; the images, the seed and the threads stay as they are."));
    m_presets->setPlaceholderText(tr("Your own settings"));
    m_presets->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_presets->setMinimumContentsLength(12);
    ignoreWheel(m_presets);
    addPresets();
    auto* presetName = new QLabel(tr("Begin &with"));
    presetName->setBuddy(m_presets);
    m_presets->setAccessibleName(tr("Begin with"));
    m_sentence = new QLabel;
    m_sentence->setWordWrap(true);
    m_title = new QLineEdit;
    m_title->setObjectName(QStringLiteral("runTitle"));
    m_title->setToolTip(tr("What the run is called in lists and legends; its folder is named after it."));
    auto* titleName = new QLabel(tr("&Title"));
    titleName->setBuddy(m_title);
    m_title->setAccessibleName(tr("Title"));
    auto* grid = new QGridLayout(head);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setVerticalSpacing(4);
    grid->addWidget(presetName, 0, 0);
    grid->addWidget(m_presets, 0, 1);
    grid->addWidget(m_sentence, 1, 0, 1, 2);
    grid->addWidget(titleName, 2, 0);
    grid->addWidget(m_title, 2, 1);
    grid->setColumnStretch(1, 1);
    connect(m_presets, &QComboBox::activated, this,
            [this](int index) { applyPreset(m_presets->itemData(index).toString().toStdString()); });
    connect(m_title, &QLineEdit::editingFinished, this, [this] {
        review();
        commit(tr("Title of the run"));
    });
    return head;
}

void RunForm::addPresets() {
    auto* entries = qobject_cast<QStandardItemModel*>(m_presets->model());
    std::string group;
    for (const RunPreset& preset : runPresets()) {
        if (preset.group != group) {
            // A heading, which can not be chosen.
            group = preset.group;
            m_presets->addItem(coreText(group));
            QStandardItem* heading = entries->item(m_presets->count() - 1);
            heading->setFlags(Qt::NoItemFlags);
            QFont bold = m_presets->font();
            bold.setBold(true);
            heading->setFont(bold);
        }
        m_presets->addItem(coreText(preset.title), QString::fromStdString(preset.name));
        m_presets->setItemData(m_presets->count() - 1, coreText(preset.sentence), Qt::ToolTipRole);
    }
}

QWidget* RunForm::makeCommandBox() {
    auto* box = new QWidget;
    m_command = new QPlainTextEdit;
    m_command->setObjectName(QStringLiteral("shellCommand"));
    m_command->setReadOnly(true);
    m_command->setTabChangesFocus(true);
    m_command->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_command->setAccessibleName(tr("The command that makes this run"));
    m_command->setToolTip(tr("Makes the same run from a terminal or a script, on a server too."));
    m_command->setFixedHeight(6 * m_command->fontMetrics().lineSpacing());
    auto* copy = new QPushButton(tr("Cop&y"));
    copy->setObjectName(QStringLiteral("copyCommand"));
    copy->setToolTip(tr("Puts the command on the clipboard."));
    connect(copy, &QPushButton::clicked, this,
            [this] { QApplication::clipboard()->setText(m_command->toPlainText()); });
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_command);
    layout->addWidget(copy, 0, Qt::AlignLeft);
    return box;
}

void RunForm::add(const QString& title, RunSection* section, bool open) {
    auto* fold = new Fold(title, section, open);
    m_scroll->widget()->layout()->addWidget(fold);
    m_parts.push_back({section, fold});
    connect(section, &RunSection::edited, this, [this, section, title](const RunConfig& config) {
        showConfig(config, section);
        commit(tr("Change “%1”").arg(title));
    });
}

void RunForm::setRoot(const QString& root) { m_launch->setRoot(root); }

RunConfig RunForm::configOf(std::size_t preset) const {
    RunConfig config = runPresets()[preset].config;
    if (runPresets()[preset].name == kQuickLook) {
        // On the images there are.
        config.dataset = m_config.dataset;
        config.device = m_config.device;
        config.epochs = m_quickEpochs;
    }
    if (config.dataset == m_config.dataset) config.data = m_config.data;
    config.seed = m_config.seed;
    config.threads = m_config.threads;
    return config;
}

std::optional<std::size_t> RunForm::presentPreset() const {
    for (std::size_t i = 0; i < runPresets().size(); ++i)
        if (configOf(i) == m_config) return i;
    return std::nullopt;
}

void RunForm::applyPreset(std::string_view name) {
    const auto found = std::ranges::find(runPresets(), name, &RunPreset::name);
    if (found == runPresets().end()) return;
    m_title->clear();
    showConfig(configOf(static_cast<std::size_t>(found - runPresets().begin())), nullptr);
    commit(tr("Begin with “%1”").arg(coreText(found->title)));
}

void RunForm::setConfig(const RunConfig& config, const QString& title) {
    RunConfig wanted = config;
    wanted.extensions.clear();
    wanted.parent.reset();
    wanted.versions.clear();
    m_title->setText(title);
    showConfig(wanted, nullptr);
    commit(tr("Settings of another run"));
}

RunForm::Settings RunForm::settings() const { return {m_config, m_title->text()}; }

void RunForm::commit(const QString& what) {
    const Settings now = settings();
    // Where the images are may have been found, not set by a person.
    if (m_committed.config.data.empty()) m_committed.config.data = now.config.data;
    if (now == m_committed) return;
    const auto show = [this](const Settings& wanted) {
        m_committed = wanted;
        if (settings() == wanted) return;
        m_title->setText(wanted.title);
        showConfig(wanted.config, nullptr);
    };
    m_undo->push(new ValueChange<Settings>(m_committed, now, show, what));
}

QString RunForm::title() const {
    const QString typed = m_title->text().trimmed();
    return typed.isEmpty() ? m_title->placeholderText() : typed;
}

void RunForm::showConfig(const RunConfig& config, const RunSection* except) {
    m_config = config;
    for (const auto& [section, fold] : m_parts)
        if (section != except) section->setConfig(config);
    review();
}

std::optional<Error> RunForm::check() const {
    // Without a folder one is being looked for; Launch waits for it.
    auto error = checkRunConfig(m_config);
    if (error && !m_config.data.empty()) return error;
    if (!m_data->counts()) return std::nullopt;
    const auto images = static_cast<long long>(m_data->counts()->train);
    if (m_config.holdout >= images)
        return Error{tr("There are %1 training images: fewer can be set aside.").arg(formatCount(images)).toStdString(),
                     "holdout"};
    if (m_config.batchSize > images - m_config.holdout)
        return Error{tr("There are %1 images to train on: a batch has as many at most.")
                         .arg(formatCount(images - m_config.holdout))
                         .toStdString(),
                     "batch_size"};
    return std::nullopt;
}

void RunForm::review() {
    const std::optional<Error> error = check();
    m_wrong = nullptr;
    for (const auto& [section, fold] : m_parts) {
        QWidget* wrong = section->showError(m_wrong ? std::nullopt : error);
        if (!wrong) continue;
        m_wrong = wrong;
        fold->setOpen(true);
    }
    const std::optional<std::size_t> preset = presentPreset();
    const QString name = preset ? QString::fromStdString(runPresets()[*preset].name) : QString();
    m_presets->setCurrentIndex(preset ? m_presets->findData(name) : -1);
    m_sentence->setText(preset ? coreText(runPresets()[*preset].sentence) : QString());
    m_sentence->setVisible(preset.has_value());
    m_title->setPlaceholderText(preset ? coreText(runPresets()[*preset].title) : runTitle(m_config));

    QString problem;
    if (error && m_wrong)
        problem = tr("Launch waits for a field that is not right. <a href=\"#\">Show it</a>");
    else if (error)
        problem = coreText(error->message).toHtmlEscaped();
    else if (!m_data->counts())
        problem = tr("Launch waits for the images. <a href=\"#\">Show them</a>");
    m_launch->setRun(m_config, title(), problem);
    say();
    if (!error && !m_config.data.empty()) store();
}

void RunForm::say() {
    const auto summary = [this](std::size_t part, const QString& words) { m_parts[part].fold->setSummary(words); };
    summary(0, QString::fromStdString(datasetEntry(m_config.dataset).title));
    summary(1, tr("%1, %2").arg(networkTitle(m_config.network), optimizerTitle(m_config.optimizer)));
    summary(2, tr("η = %1, %2").arg(formatEntry(m_config.stepSize), scheduleTitle(m_config.schedule.kind)));
    const auto averages = static_cast<long long>(m_config.averages.size());
    summary(3, averages == 0   ? tr("none")
               : averages == 1 ? averageTitle(m_config.averages.front())
                               : tr("%1 averages").arg(formatCount(averages)));
    summary(4, epochsTitle(m_config.epochs));
    m_command->setPlainText(QString::fromStdString(shellCommand(m_config, m_launch->folder().toStdString())));
}

void RunForm::launch() { m_launch->launch(); }

void RunForm::restore() {
    const QByteArray stored = QSettings().value(kConfigSetting).toByteArray();
    const Result<RunConfig> config = readRunConfig(stored.toStdString());
    if (!config) return applyPreset(kQuickLook);
    m_title->setText(QSettings().value(kTitleSetting).toString());
    showConfig(*config, nullptr);
}

void RunForm::store() const {
    QSettings().setValue(kConfigSetting, QByteArray::fromStdString(writeRunConfig(m_config)));
    QSettings().setValue(kTitleSetting, m_title->text());
}

void RunForm::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if ((event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) && m_launch) fitSizes();
}

void RunForm::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fitSizes();
}

void RunForm::fitSizes() {
    // Room for the longest entry beside its name, and for the scroll bar, which comes and goes.
    const int words = fontMetrics().horizontalAdvance(QStringLiteral("ResNet-50, medium steps, SGD and its averages"));
    setMinimumWidth(std::max(330, words + 60) + m_scroll->verticalScrollBar()->sizeHint().width());
    // In a large window letters grow as those of the page do, as far as the fields leave room.
    constexpr double kLargest = 1.3;
    QFont fitted = font();
    fitted.setPointSizeF(fitted.pointSizeF() * std::min(Plot::scaleIn(this), kLargest));
    for (QWidget* part : std::initializer_list<QWidget*>{m_scroll->widget(), m_launch})
        if (part->font() != fitted) part->setFont(fitted);
}

}  // namespace basin
