// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/comparison_table.h"

#include "core/run/comparison_table.h"
#include "ui/charts/plot.h"
#include "ui/format.h"
#include "ui/training/comparison_words.h"
#include "ui/translation.h"
#include "ui/widgets/quiet_wheel.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QSaveFile>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <map>
#include <numeric>

namespace basin {

namespace {

namespace fs = std::filesystem;

QTableWidget* newTable(const QStringList& columns) {
    auto* table = new QTableWidget(0, static_cast<int>(columns.size()));
    table->setHorizontalHeaderLabels(columns);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(table->fontMetrics().height() + 8);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setTabKeyNavigation(false);
    table->setWordWrap(false);
    table->setShowGrid(false);
    table->setAlternatingRowColors(true);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setStretchLastSection(true);
    return table;
}

void setCell(QTableWidget* table, int row, int column, const QString& text, bool isNumber = false) {
    auto* item = new QTableWidgetItem(text);
    item->setToolTip(text);
    if (isNumber) item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    table->setItem(row, column, item);
}

/// The runs whose folders lie side by side in one folder, where there are several.
std::vector<fs::path> foldersOf(const RunSummaries& runs) {
    std::vector<fs::path> parents, folders;
    for (const RunSummary& run : runs.runs) parents.push_back(run.path.parent_path());
    std::ranges::sort(parents);
    for (std::size_t i = 1; i < parents.size(); ++i)
        if (parents[i] == parents[i - 1] && (folders.empty() || folders.back() != parents[i]))
            folders.push_back(parents[i]);
    return folders;
}

/// The accuracies as rows of settings and columns of weights: SGD, its averages, SAM.
struct Cells {
    std::vector<QString> rows, columns;
    std::map<std::pair<std::size_t, std::size_t>, QString> texts;
};

std::size_t placeOf(std::vector<QString>& names, const QString& name) {
    const auto found = std::ranges::find(names, name);
    if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
    names.push_back(name);
    return names.size() - 1;
}

Cells cellsOf(const Comparison& comparison) {
    Cells cells;
    // SGD first, then SAM, as the columns come.
    std::vector<std::size_t> order(comparison.groups.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return comparison.groups[i].config.optimizer; });
    for (const std::size_t index : order) {
        const RunGroup& group = comparison.groups[index];
        const std::size_t row = placeOf(cells.rows, groupTitle(group));
        std::vector<std::string> weights{"sgd"};
        for (const TrainingAverage& average : group.config.averages) weights.push_back(average.name());
        for (const std::string& of : weights) {
            const auto found = std::ranges::find_if(
                comparison.weights, [&](const ComparedWeights& each) { return each.group == index && each.of == of; });
            const bool known = found != comparison.weights.end();
            const std::size_t done = known ? found->seeds.size() : 0;
            QString text = known ? spreadWords(found->spread) : QStringLiteral("–");
            if (done < group.runs)
                text = ComparisonTable::tr("%1 (%2 of %3)")
                           .arg(text, formatCount(static_cast<long long>(done)),
                                formatCount(static_cast<long long>(group.runs)));
            cells.texts[{row, placeOf(cells.columns, weightsTitle(group, of))}] = text;
        }
    }
    return cells;
}

}  // namespace

ComparisonTable::ComparisonTable(QWidget* parent)
    : QWidget(parent),
      m_which(new QComboBox),
      m_accuracies(newTable({})),
      m_differences(newTable({tr("Runs"), tr("Gain of"), tr("Points"), tr("95 % interval"), tr("What can be said")})),
      m_words(new QLabel),
      m_csv(new QPushButton(tr("CSV…"))),
      m_markdown(new QPushButton(tr("Markdown…"))),
      m_copy(new QPushButton(tr("Copy"))),
      m_job(
          this, [](const Request& request, const std::stop_token& stop) { return compare(request, stop); },
          [this](const Answer& answer) { take(answer); }) {
    m_which->setObjectName(QStringLiteral("comparedRuns"));
    m_which->setAccessibleName(tr("Runs to compare"));
    m_which->setToolTip(
        tr("Which runs are compared: those of a folder, or those that are ticked in the list. Runs that "
           "differ in their seed alone are one group."));
    m_which->addItem(tr("Ticked runs"));
    m_which->setMinimumContentsLength(20);
    ignoreWheel(m_which);
    m_accuracies->setAccessibleName(tr("Accuracies"));
    m_accuracies->setObjectName(QStringLiteral("accuracies"));
    m_accuracies->setToolTip(
        tr("Accuracy on the test images at the end of the runs: mean ± standard deviation over the "
           "seeds, and how many runs are done."));
    m_differences->setAccessibleName(tr("Differences"));
    m_differences->setObjectName(QStringLiteral("differences"));
    m_differences->setToolTip(
        tr("Each interval covers the true difference in 95 of 100 cases. Where it reaches over 0, the difference is "
           "smaller than its uncertainty: it can not be told which of the two is better."));
    auto* fresh = new QPushButton(tr("Compare as in the paper…"));
    fresh->setObjectName(QStringLiteral("newComparison"));
    fresh->setToolTip(
        tr("Plans and launches small, medium and large step sizes by SGD with its averages and by SAM, over "
           "several seeds."));
    m_csv->setToolTip(tr("Writes the accuracies, and the differences beside them, for other programs."));
    m_markdown->setToolTip(tr("Writes both tables as text for a page or a report."));
    m_copy->setToolTip(tr("Puts both tables on the clipboard, as Markdown."));
    m_copy->setObjectName(QStringLiteral("copyComparison"));
    m_words->setTextFormat(Qt::PlainText);

    auto* head = new QHBoxLayout;
    head->addWidget(m_which);
    head->addWidget(fresh);
    head->addWidget(m_words, 1);
    for (QPushButton* button : {m_csv, m_markdown, m_copy}) head->addWidget(button);
    auto* tables = new QHBoxLayout;
    tables->setSpacing(8);
    tables->addWidget(m_accuracies, 4);
    tables->addWidget(m_differences, 5);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 4, 8, 4);
    layout->setSpacing(4);
    layout->addLayout(head);
    layout->addLayout(tables, 1);

    connect(m_which, &QComboBox::activated, this, [this](int index) {
        m_isChosen = true;
        m_wanted = index == 0 ? fs::path() : m_folders[static_cast<std::size_t>(index - 1)];
        refresh();
    });
    connect(fresh, &QPushButton::clicked, this, &ComparisonTable::comparisonAsked);
    connect(m_csv, &QPushButton::clicked, this,
            [this] { exportTo(tr("Tables (*.csv)"), QStringLiteral("comparison.csv"), csv()); });
    connect(m_markdown, &QPushButton::clicked, this,
            [this] { exportTo(tr("Markdown (*.md)"), QStringLiteral("comparison.md"), markdown()); });
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QApplication::clipboard()->setText(markdown());
        say(tr("✓ Copied."));
    });
    take({});
}

void ComparisonTable::setRuns(const std::shared_ptr<const RunSummaries>& runs) {
    m_runs = runs;
    listFolders();
    refresh();
}

void ComparisonTable::setTicked(const std::vector<fs::path>& runs) {
    m_ticked = runs;
    refresh();
}

void ComparisonTable::showFolder(const fs::path& folder) {
    m_wanted = folder;
    m_isChosen = true;
    listFolders();
    refresh();
}

void ComparisonTable::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    refresh();
}

void ComparisonTable::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fitFonts();
}

void ComparisonTable::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange && m_differences) fitFonts();
}

void ComparisonTable::fitFonts() {
    // As the list of runs, which stands in the same place.
    QFont fitted = font();
    fitted.setPointSizeF(fitted.pointSizeF() * std::min(Plot::scaleIn(this), 1.5));
    for (QWidget* part : findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly))
        if (part->font() != fitted) part->setFont(fitted);
    for (QTableWidget* table : {m_accuracies, m_differences}) {
        if (table->horizontalHeader()->font() == fitted) continue;
        table->horizontalHeader()->setFont(fitted);
        table->verticalHeader()->setDefaultSectionSize(QFontMetrics(fitted).height() + 8);
        table->resizeColumnsToContents();
    }
}

void ComparisonTable::listFolders() {
    std::vector<fs::path> folders = m_runs ? foldersOf(*m_runs) : std::vector<fs::path>();
    if (!m_wanted.empty() && std::ranges::find(folders, m_wanted) == folders.end()) folders.push_back(m_wanted);
    if (folders != m_folders) {
        m_folders = std::move(folders);
        while (m_which->count() > 1) m_which->removeItem(m_which->count() - 1);
        for (const fs::path& folder : m_folders) {
            m_which->addItem(QString::fromStdString(folder.filename().string()));
            m_which->setItemData(m_which->count() - 1, QString::fromStdString(folder.string()), Qt::ToolTipRole);
        }
    }
    // Until somebody chooses, the newest folder of a comparison.
    if (!m_isChosen && !m_folders.empty() && m_wanted.empty()) m_wanted = m_folders.back();
    const auto found = std::ranges::find(m_folders, m_wanted);
    m_which->setCurrentIndex(found == m_folders.end() ? 0 : 1 + static_cast<int>(found - m_folders.begin()));
}

void ComparisonTable::refresh() {
    if (!isVisible() || !m_runs) return;
    Request request;
    for (const RunSummary& run : m_runs->runs) {
        const bool wanted = m_wanted.empty() ? std::ranges::find(m_ticked, run.path) != m_ticked.end()
                                             : run.path.parent_path() == m_wanted;
        // What can not be read is not compared; the list says what is wrong with it.
        if (!wanted || !run.config) continue;
        request.runs.push_back(run.path);
        request.states.push_back(static_cast<int>(run.status.state));
    }
    m_job.request(request);
}

ComparisonTable::Answer ComparisonTable::compare(const Request& request, const std::stop_token& stop) {
    if (request.runs.empty()) return {};
    std::vector<RunResult> results;
    for (const fs::path& run : request.runs) {
        if (stop.stop_requested()) return {};
        Result<RunResult> result = readRunResult(run);
        if (!result) return {std::nullopt, coreText(result.error().message)};
        results.push_back(*std::move(result));
    }
    Result<Comparison> comparison = compareRuns(results);
    if (!comparison) return {std::nullopt, coreText(comparison.error().message)};
    return {*std::move(comparison), {}};
}

void ComparisonTable::take(const Answer& answer) {
    m_comparison = answer.comparison;
    fillAccuracies();
    fillDifferences();
    const bool any = m_comparison && !m_comparison->weights.empty();
    for (QPushButton* button : {m_csv, m_markdown, m_copy}) button->setEnabled(any);
    if (!answer.problem.isEmpty()) return say(QStringLiteral("✗ ") + answer.problem);
    if (!m_comparison) return say(tr("Choose a folder of runs, or tick some in the list."));
    std::size_t runs = 0, done = 0;
    for (const RunGroup& group : m_comparison->groups) runs += group.runs, done += group.complete;
    say(done == runs ? tr("All %1 runs are done.").arg(formatCount(static_cast<long long>(runs)))
                     : tr("%1 of %2 runs are done.")
                           .arg(formatCount(static_cast<long long>(done)), formatCount(static_cast<long long>(runs))));
}

void ComparisonTable::fillAccuracies() {
    m_accuracies->setRowCount(0);
    m_accuracies->setColumnCount(0);
    if (!m_comparison) return;
    const Cells cells = cellsOf(*m_comparison);
    QStringList columns{tr("Accuracy, %")};
    for (const QString& column : cells.columns) columns << column;
    m_accuracies->setColumnCount(static_cast<int>(columns.size()));
    m_accuracies->setHorizontalHeaderLabels(columns);
    m_accuracies->setRowCount(static_cast<int>(cells.rows.size()));
    for (std::size_t row = 0; row < cells.rows.size(); ++row)
        setCell(m_accuracies, static_cast<int>(row), 0, cells.rows[row]);
    for (const auto& [place, text] : cells.texts)
        setCell(m_accuracies, static_cast<int>(place.first), 1 + static_cast<int>(place.second), text, true);
    m_accuracies->resizeColumnsToContents();
}

void ComparisonTable::fillDifferences() {
    m_differences->setRowCount(0);
    if (!m_comparison) return;
    for (const std::size_t index : pairsToShow(*m_comparison)) {
        const ComparedPair& pair = m_comparison->pairs[index];
        const ComparedWeights& first = m_comparison->weights[pair.first];
        const ComparedWeights& second = m_comparison->weights[pair.second];
        const RunGroup& better = m_comparison->groups[first.group];
        const RunGroup& other = m_comparison->groups[second.group];
        const int row = m_differences->rowCount();
        m_differences->insertRow(row);
        const auto side = [&](const RunGroup& group, const std::string& of) {
            const QString words = shortWeightsTitle(group, of);
            return groupTitle(better) == groupTitle(other) ? words : tr("%1: %2").arg(groupTitle(group), words);
        };
        setCell(m_differences, row, 0, groupTitle(better) == groupTitle(other) ? groupTitle(better) : QString());
        setCell(m_differences, row, 1, tr("%1 over %2").arg(side(better, first.of), side(other, second.of)));
        setCell(m_differences, row, 4, verdictWords(pair));
        if (!pair.difference) continue;
        const Difference& found = *pair.difference;
        setCell(m_differences, row, 2, pointsWords(found.value), true);
        setCell(m_differences, row, 3,
                tr("%1 to %2").arg(pointsWords(found.interval.lower), pointsWords(found.interval.upper)), true);
        m_differences->item(row, 4)->setToolTip(tr("%1, from %2").arg(verdictWords(pair), evidenceWords(found)));
    }
    m_differences->resizeColumnsToContents();
}

QString ComparisonTable::csv() const {
    return m_comparison ? QString::fromStdString(csvText(accuracyTable(*m_comparison, TableFor::Files))) : QString();
}

QString ComparisonTable::markdown() const {
    return m_comparison ? QString::fromStdString(comparisonMarkdown(*m_comparison)) : QString();
}

void ComparisonTable::exportTo(const QString& filter, const QString& suggestion, const QString& text) {
    if (!m_comparison) return;
    // As it stands now: runs may end while the dialog is open.
    const QString differences = QString::fromStdString(csvText(differenceTable(*m_comparison, TableFor::Files)));
    const QString path = QFileDialog::getSaveFileName(this, tr("Export the comparison"), suggestion, filter);
    if (path.isEmpty()) return;
    std::vector<std::pair<QString, QString>> files{{path, text}};
    const QString second = path.chopped(4) + QStringLiteral("-differences.csv");
    if (path.endsWith(QLatin1String(".csv"), Qt::CaseInsensitive) &&
        (!QFileInfo::exists(second) || QMessageBox::question(this, tr("Export the comparison"),
                                                             tr("Replace %1 too?").arg(second)) == QMessageBox::Yes))
        files.emplace_back(second, differences);
    for (const auto& [name, content] : files) {
        QSaveFile file(name);  // replaces an old file only when the new one is complete
        if (!file.open(QIODevice::WriteOnly) || file.write(content.toUtf8()) < 0 || !file.commit())
            return say(tr("✗ %1 cannot be written: %2.").arg(name, file.errorString()));
    }
    say(tr("✓ Written to %1.").arg(path));
}

void ComparisonTable::say(const QString& words) { m_words->setText(words); }

}  // namespace basin
