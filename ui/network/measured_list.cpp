// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/network/measured_list.h"

#include "ui/format.h"
#include "ui/theme.h"
#include "ui/training/run_words.h"
#include "ui/training/training_words.h"

#include <QStringList>
#include <QStyledItemDelegate>

#include <algorithm>

namespace basin {

namespace fs = std::filesystem;

namespace {

/// Rows with air between them, and a tint in place of the full colour under the row where the keyboard is: the ticks matter.
class RowDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        return QStyledItemDelegate::sizeHint(option, index) + QSize(0, option.fontMetrics.height() * 2 / 3);
    }

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override {
        QStyledItemDelegate::initStyleOption(option, index);
        QColor tint = currentTheme().accent;
        tint.setAlpha(50);
        option->palette.setColor(QPalette::Highlight, tint);
        option->palette.setColor(QPalette::HighlightedText, currentTheme().text);
    }
};

}  // namespace

QString measuredWords(const RunMeasurements& measurements) {
    QStringList words;
    std::set<std::string> sharp, noisy;
    for (const Sharpness& one : measurements.sharpness) sharp.insert(one.of);
    for (const GradientNoiseMeasurement& one : measurements.noise) noisy.insert(one.of);
    if (!sharp.empty())
        words << MeasuredList::tr("sharpness of %n set(s) of weights", nullptr, static_cast<int>(sharp.size()));
    int lines = 0, planes = 0;
    for (const NamedSlice& slice : measurements.slices)
        if (slice.slice.isComplete()) ++(slice.slice.inPlane() ? planes : lines);
    if (lines > 0) words << MeasuredList::tr("%n line(s)", nullptr, lines);
    if (planes > 0) words << MeasuredList::tr("%n plane(s)", nullptr, planes);
    for (const NamedSlice& slice : measurements.slices)
        if (!slice.slice.isComplete())
            words << (slice.slice.inPlane() ? MeasuredList::tr("plane, %1 of %2") : MeasuredList::tr("line, %1 of %2"))
                         .arg(formatCount(static_cast<long long>(slice.slice.measured())),
                              formatCount(static_cast<long long>(slice.slice.values.size())));
    if (!noisy.empty()) words << MeasuredList::tr("gradient noise");
    return words.isEmpty() ? MeasuredList::tr("nothing measured yet") : words.join(QStringLiteral(" · "));
}

MeasuredList::MeasuredList(QWidget* parent) : QListWidget(parent) {
    setWordWrap(true);
    setTextElideMode(Qt::ElideNone);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setResizeMode(QListView::Adjust);
    setFrameShape(QFrame::NoFrame);
    setItemDelegate(new RowDelegate(this));
    setAccessibleName(tr("Runs and what was measured of them"));
    setToolTip(tr("Tick the runs whose weights are to be compared. Space ticks, Return shows a run alone."));
    connect(this, &QListWidget::itemChanged, this, [this](QListWidgetItem* item) {
        if (m_isFilling) return;
        const fs::path& run = m_runs[static_cast<std::size_t>(row(item))];
        m_isChosen = true;
        if (item->checkState() == Qt::Checked)
            m_ticked.insert(run);
        else
            m_ticked.erase(run);
        Q_EMIT tickedChanged();
    });
    connect(this, &QListWidget::itemActivated, this,
            [this](QListWidgetItem* item) { tickOnly({m_runs[static_cast<std::size_t>(row(item))]}); });
}

void MeasuredList::setRuns(const std::vector<MeasuredRun>& runs) {
    std::vector<const MeasuredRun*> order;
    order.reserve(runs.size());
    for (const MeasuredRun& run : runs) order.push_back(&run);
    std::ranges::stable_sort(order, std::greater<>(), [](const MeasuredRun* run) { return run->summary.created; });
    const auto before = m_ticked;
    if (!m_isChosen) {
        // The newest run by SGD that has something to show, and the newest one by SAM of the same network and images.
        m_ticked.clear();
        const MeasuredRun* shown[2] = {nullptr, nullptr};
        for (const MeasuredRun* run : order) {
            const auto which = static_cast<std::size_t>(run->optimizer() == Optimizer::Sam);
            if (!shown[which] && run->measurements && !run->measurements->isEmpty()) shown[which] = run;
        }
        const bool alike = shown[0] && shown[1] && shown[0]->summary.config && shown[1]->summary.config &&
                           shown[0]->summary.config->network == shown[1]->summary.config->network &&
                           shown[0]->summary.config->dataset == shown[1]->summary.config->dataset;
        if (shown[0] && shown[1] && !alike) shown[1] = nullptr;
        for (const MeasuredRun* run : shown)
            if (run) m_ticked.insert(run->summary.path);
        if (m_ticked.empty() && !order.empty()) m_ticked.insert(order.front()->summary.path);
    }
    m_isFilling = true;
    const fs::path current = currentRow() >= 0 ? m_runs[static_cast<std::size_t>(currentRow())] : fs::path();
    m_runs.clear();
    while (count() > static_cast<int>(order.size())) delete takeItem(count() - 1);
    while (count() < static_cast<int>(order.size())) addItem(new QListWidgetItem);
    int row = 0;
    for (const MeasuredRun* run : order) {
        m_runs.push_back(run->summary.path);
        QListWidgetItem* one = item(row);
        const QString words = run->measurements ? measuredWords(*run->measurements) : tr("…");
        one->setText(tr("%1\n%2").arg(runName(run->summary), words));
        one->setToolTip(run->summary.config ? runTitle(*run->summary.config)
                                            : QString::fromStdString(run->summary.path.string()));
        one->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        one->setCheckState(m_ticked.contains(run->summary.path) ? Qt::Checked : Qt::Unchecked);
        if (run->summary.path == current) setCurrentRow(row);
        ++row;
    }
    if (currentRow() < 0 && count() > 0) setCurrentRow(0);
    m_isFilling = false;
    if (before != m_ticked) Q_EMIT tickedChanged();
}

std::vector<fs::path> MeasuredList::ticked() const {
    std::vector<fs::path> runs;
    for (const fs::path& run : m_runs)
        if (m_ticked.contains(run)) runs.push_back(run);
    return runs;
}

void MeasuredList::tickOnly(const std::vector<fs::path>& runs) {
    m_isChosen = true;
    m_ticked = {runs.begin(), runs.end()};
    m_isFilling = true;
    for (int row = 0; row < count(); ++row)
        item(row)->setCheckState(m_ticked.contains(m_runs[static_cast<std::size_t>(row)]) ? Qt::Checked
                                                                                          : Qt::Unchecked);
    m_isFilling = false;
    Q_EMIT tickedChanged();
}

}  // namespace basin
