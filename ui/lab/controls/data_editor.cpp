// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/controls/data_editor.h"

#include "core/smoothing/minima.h"
#include "ui/format.h"
#include "ui/lab/controls/data_plot.h"
#include "ui/lab/controls/domain_fields.h"
#include "ui/lab/controls/example_samples.h"
#include "ui/translation.h"
#include "ui/widgets/error_label.h"
#include "ui/widgets/quiet_wheel.h"

#include <QComboBox>
#include <QEvent>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

namespace basin {

namespace {

double lowestOf(const LandscapeChoice& choice) {
    const Result<LandscapePtr> landscape = buildLandscape(choice);
    if (!landscape) return std::numeric_limits<double>::quiet_NaN();
    const std::vector<Minimum> found = globalMinima(minima(**landscape, choice.domain), 0.0);
    return found.empty() ? std::numeric_limits<double>::quiet_NaN() : found.front().w;
}

/// One sample a line, as files have them and as readSamplesCsv reads them.
QString linesOf(const std::vector<Sample>& samples) {
    std::string lines;
    const auto append = [&](double value, char end) {
        std::array<char, 32> text;
        lines.append(text.data(), std::to_chars(text.data(), text.data() + text.size(), value).ptr) += end;
    };
    for (const Sample& sample : samples) {
        append(sample.x, ',');
        lines += ' ';
        append(sample.y, '\n');
    }
    return QString::fromStdString(lines);
}

}  // namespace

DataEditor::DataEditor(QWidget* parent) : QWidget(parent) {
    makeLosses();
    auto* lossName = new QLabel(tr("Loss"));
    lossName->setBuddy(m_loss);
    lossName->setToolTip(m_loss->toolTip());
    m_domain = new DomainFields(tr("The data are looked at"),
                                tr("Which parameters w are shown. A wider stretch shows more of f; f itself goes on."));
    m_fit = new QPushButton(tr("Fit"));
    m_fit->setObjectName(QStringLiteral("fitDomain"));
    m_fit->setFocusPolicy(Qt::TabFocus);
    m_fit->setToolTip(tr("Shows the parameters that suit these samples"));
    m_fit->setMaximumWidth(m_fit->fontMetrics().horizontalAdvance(m_fit->text()) + 24);
    m_plot = new DataPlot;
    m_count = new QLabel;
    m_type = new QPushButton(tr("Type…"));
    m_type->setObjectName(QStringLiteral("typeSamples"));
    m_type->setCheckable(true);
    m_type->setFocusPolicy(Qt::TabFocus);
    m_type->setToolTip(tr("Shows the samples as lines that can be changed, or pasted from a spreadsheet"));
    auto* open = new QPushButton(tr("Open table…"));
    open->setObjectName(QStringLiteral("openSamples"));
    open->setFocusPolicy(Qt::TabFocus);
    open->setToolTip(tr("Reads samples from a CSV file with two columns, x and y"));
    m_lines = new QPlainTextEdit;
    m_lines->setObjectName(QStringLiteral("sampleLines"));
    m_lines->setAccessibleName(tr("Samples, one a line"));
    m_lines->setToolTip(
        tr("One sample a line: x and y, with a comma or blanks between them and a point for decimals. The pictures "
           "follow as you type; more samples make the minibatches more varied."));
    m_lines->setTabChangesFocus(true);
    m_lines->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_lines->setFixedHeight(8 * m_lines->fontMetrics().lineSpacing());
    m_lines->setVisible(false);
    m_lines->installEventFilter(this);
    m_error = errorLabel();
    m_error->setObjectName(QStringLiteral("dataError"));

    auto* loss = new QHBoxLayout;
    loss->addWidget(lossName);
    loss->addWidget(m_loss, 1);
    auto* stretch = new QHBoxLayout;
    stretch->addWidget(m_domain, 1);
    stretch->addWidget(m_fit);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_count, 1);
    buttons->addWidget(m_type);
    buttons->addWidget(open);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(loss);
    layout->addLayout(stretch);
    layout->addWidget(m_plot);
    layout->addLayout(buttons);
    layout->addWidget(m_lines);
    layout->addWidget(m_error);

    m_lowest = std::make_unique<NewestJob<LandscapeChoice, double>>(
        this, [](const LandscapeChoice& choice, std::stop_token) { return lowestOf(choice); },
        [this](double w) { m_plot->setFit(w); });

    connect(m_loss, &QComboBox::activated, this, &DataEditor::chooseLoss);
    connect(m_domain, &DomainFields::entered, this, [this](Interval domain) {
        LandscapeChoice wanted = m_choice;
        wanted.domain = domain;
        Q_EMIT edited(wanted, tr("Change the domain"), true);
    });
    connect(m_domain, &DomainFields::refused, this, &DataEditor::showError);
    connect(m_fit, &QPushButton::clicked, this, [this] {
        LandscapeChoice wanted = m_choice;
        wanted.domain = readableDomain(wanted.samples, wanted.loss);
        Q_EMIT edited(wanted, tr("Fit the domain"), true);
    });
    connect(m_plot, &DataPlot::samplesMoved, this,
            [this](const std::vector<Sample>& samples) { announce(samples, {}, false); });
    connect(m_plot, &DataPlot::samplesChanged, this,
            [this](const std::vector<Sample>& samples, const QString& what) { announce(samples, what, true); });
    connect(m_plot, &DataPlot::refused, this, &DataEditor::showError);
    connect(m_type, &QPushButton::toggled, this, [this](bool on) {
        if (on) showTyped();
        m_lines->setVisible(on);
        if (on)
            m_lines->setFocus();
        else
            endTyping();
    });
    connect(m_lines, &QPlainTextEdit::textChanged, this, &DataEditor::readTyped);
    connect(open, &QPushButton::clicked, this, &DataEditor::openTable);
}

DataEditor::~DataEditor() = default;

void DataEditor::makeLosses() {
    m_loss = new QComboBox;
    m_loss->setObjectName(QStringLiteral("loss"));
    m_loss->setAccessibleName(tr("Loss of a sample"));
    m_loss->setFocusPolicy(Qt::TabFocus);
    m_loss->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_loss->setMinimumContentsLength(10);
    m_loss->setToolTip(
        tr("What is fitted, and how much a sample counts that lies far off. f is the mean over all samples."));
    ignoreWheel(m_loss);
    for (const SampleLossEntry& entry : sampleLosses()) {
        m_loss->addItem(coreText(entry.title));
        m_loss->setItemData(m_loss->count() - 1, coreText(entry.formula), Qt::ToolTipRole);
    }
}

void DataEditor::setChoice(const LandscapeChoice& choice) {
    if (choice != m_choice) showError({});
    m_choice = choice;
    m_loss->setCurrentIndex(static_cast<int>(choice.loss));
    m_domain->setDomain(choice.domain);
    m_fit->setEnabled(choice.domain != readableDomain(choice.samples, choice.loss));
    m_plot->setSamples(choice.samples, choice.loss);
    m_count->setText(tr("%1 samples").arg(formatCount(static_cast<long long>(choice.samples.size()))));
    if (m_lines->isVisible() && !m_typing) showTyped();
    followFit();
}

void DataEditor::showError(const QString& sentence) { setErrorText(m_error, sentence); }

void DataEditor::followFit() { m_lowest->request(m_choice); }

void DataEditor::chooseLoss(int index) {
    LandscapeChoice wanted = m_choice;
    wanted.loss = sampleLosses()[static_cast<std::size_t>(index)].loss;
    if (wanted.loss == m_choice.loss) return;
    // Who has not yet touched the example gets the one for the loss.
    if (m_choice.samples == exampleSamples(m_choice.loss)) wanted.samples = exampleSamples(wanted.loss);
    wanted.domain = readableDomain(wanted.samples, wanted.loss);
    Q_EMIT replaced(wanted, tr("Change the loss"));
}

void DataEditor::announce(std::vector<Sample> samples, const QString& what, bool finished) {
    LandscapeChoice wanted = m_choice;
    wanted.samples = std::move(samples);
    Q_EMIT edited(wanted, what, finished);
}

void DataEditor::showTyped() {
    const QString lines = linesOf(m_choice.samples);
    if (m_lines->toPlainText() == lines) return;
    const QSignalBlocker blocker(m_lines);
    m_lines->setPlainText(lines);
}

void DataEditor::readTyped() {
    m_typing = true;
    Result<std::vector<Sample>> samples = readSamplesCsv(m_lines->toPlainText().toStdString());
    if (!samples) return showError(coreText(samples.error().message));
    showError({});
    announce(*std::move(samples), {}, false);
}

void DataEditor::endTyping() {
    if (!std::exchange(m_typing, false)) return;
    Q_EMIT edited(m_choice, tr("Type samples"), true);
}

bool DataEditor::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::FocusOut) endTyping();
    return QWidget::eventFilter(watched, event);
}

void DataEditor::openTable() {
    const QString path =
        QFileDialog::getOpenFileName(this, tr("Open samples"), {}, tr("Tables (*.csv *.tsv *.txt);;All files (*)"));
    if (path.isEmpty()) return;
    const QString name = QFileInfo(path).fileName();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return showError(tr("%1 cannot be opened: %2.").arg(name, file.errorString()));
    Result<std::vector<Sample>> samples = readSamplesCsv(file.readAll().toStdString());
    if (!samples) return showError(tr("%1: %2").arg(name, coreText(samples.error().message)));
    LandscapeChoice wanted = m_choice;
    wanted.samples = *std::move(samples);
    wanted.domain = readableDomain(wanted.samples, wanted.loss);
    Q_EMIT replaced(wanted, tr("Open %1").arg(name));
}

}  // namespace basin
