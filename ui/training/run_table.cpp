// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/run_table.h"

#include "ui/format.h"
#include "ui/theme.h"
#include "ui/training/run_words.h"
#include "ui/training/training_words.h"

#include <QIcon>
#include <QPainter>
#include <QPixmap>
#include <QSettings>

#include <algorithm>
#include <array>
#include <cmath>

namespace basin {

namespace {

const QString kTickedKey = QStringLiteral("training/ticked");

QIcon swatch(const QColor& colour) {
    QPixmap pixmap(42, 42);
    pixmap.setDevicePixelRatio(3.0);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(currentTheme().chart, 1.5));  // seen on a selected row too
    painter.setBrush(colour);
    painter.drawRoundedRect(QRectF(1.5, 1.5, 11, 11), 3, 3);
    QIcon icon(pixmap);
    icon.addPixmap(pixmap, QIcon::Selected);  // or a selected row would tint it
    return icon;
}

QString accuracy(double value) { return std::isfinite(value) ? quantityValue(Quantity::Accuracy, value) : QString(); }

QString pathText(const std::filesystem::path& path) { return QString::fromStdString(path.string()); }

double shareDone(const RunSummary& run) {
    if (!run.config) return 0.0;
    return std::clamp(run.epoch / static_cast<double>(run.config->totalEpochs()), 0.0, 1.0);
}

}  // namespace

void RunTable::setRuns(const std::shared_ptr<const RunSummaries>& runs) {
    std::vector<RunSummary> sorted = runs->runs;
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const RunSummary& a, const RunSummary& b) { return a.created > b.created; });
    const auto before = ticked();
    const auto same = [](const RunSummary& a, const RunSummary& b) { return a.path == b.path; };
    const bool asBefore = std::equal(sorted.begin(), sorted.end(), m_runs.begin(), m_runs.end(), same);
    if (!asBefore) beginResetModel();
    for (const RunSummary& run : sorted) {
        const bool isNew = !m_colours.contains(run.path);
        if (isNew) m_colours.emplace(run.path, freeColour());
        // A run that is launched while the window looks on is what its person wants to see.
        if (isNew && m_begun && run.isActive()) m_ticked.insert(run.path);
    }
    const bool wasEmpty = m_runs.empty();
    m_runs = std::move(sorted);
    if (!m_begun && runs->complete) {
        m_begun = true;
        for (const QString& path : QSettings().value(kTickedKey).toStringList()) m_ticked.insert(path.toStdString());
    }
    // Something is shown as soon as there is something: a run that is under way, else the newest.
    if (m_begun && wasEmpty && !m_runs.empty() && ticked().empty()) {
        const auto active =
            std::find_if(m_runs.begin(), m_runs.end(), [](const RunSummary& run) { return run.isActive(); });
        m_ticked.insert(active == m_runs.end() ? m_runs.front().path : active->path);
    }
    if (!asBefore)
        endResetModel();
    else if (!m_runs.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, Columns - 1));
    if (before != ticked()) keepTicks();
}

std::size_t RunTable::freeColour() const {
    // The one that the fewest runs have.
    std::array<int, kRunColours> used{};
    for (const auto& [path, colour] : m_colours) ++used[colour % kRunColours];
    return static_cast<std::size_t>(std::min_element(used.begin(), used.end()) - used.begin());
}

const RunSummary* RunTable::at(int row) const {
    return row >= 0 && row < rowCount() ? &m_runs[static_cast<std::size_t>(row)] : nullptr;
}

int RunTable::rowOf(const std::filesystem::path& path) const {
    const auto found =
        std::find_if(m_runs.begin(), m_runs.end(), [&](const RunSummary& run) { return run.path == path; });
    return found == m_runs.end() ? -1 : static_cast<int>(found - m_runs.begin());
}

std::vector<std::filesystem::path> RunTable::ticked() const {
    std::vector<std::filesystem::path> paths;
    for (const RunSummary& run : m_runs)
        if (m_ticked.contains(run.path)) paths.push_back(run.path);
    return paths;
}

void RunTable::keepTicks() {
    QStringList paths;
    for (const auto& path : ticked()) paths << pathText(path);
    QSettings().setValue(kTickedKey, paths);
    Q_EMIT tickedChanged();
}

void RunTable::tick(const std::filesystem::path& run, bool on) {
    if (on ? !m_ticked.insert(run).second : m_ticked.erase(run) == 0) return;
    if (const int row = rowOf(run); row >= 0) Q_EMIT dataChanged(index(row, Run), index(row, Run));
    keepTicks();
}

void RunTable::tickOnly(const std::filesystem::path& run) {
    m_ticked = {run};
    if (!m_runs.empty()) Q_EMIT dataChanged(index(0, Run), index(rowCount() - 1, Run));
    keepTicks();
}

RunLook RunTable::lookOf(const std::filesystem::path& path) const {
    const RunSummary* run = at(rowOf(path));
    return run ? RunLook{runName(*run), colourOf(*run)} : RunLook{pathText(path), currentTheme().mutedText};
}

QColor RunTable::colourOf(const RunSummary& run) const {
    const QColor chosen(QString::fromStdString(run.label.colour));
    if (!run.label.colour.empty() && chosen.isValid()) return chosen;
    const auto found = m_colours.find(run.path);
    return runColour(found == m_colours.end() ? 0 : found->second);
}

bool RunTable::hasBest() const {
    return std::any_of(m_runs.begin(), m_runs.end(), [](const RunSummary& run) {
        return std::isfinite(run.sgd.best) || (run.average && std::isfinite(run.average->best));
    });
}

bool RunTable::hasActive() const {
    return std::any_of(m_runs.begin(), m_runs.end(), [](const RunSummary& run) { return run.isActive(); });
}

int RunTable::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_runs.size());
}

int RunTable::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : Columns; }

QString RunTable::words(const RunSummary& run, int column) const {
    switch (column) {
        case Run: return runName(run);
        case State: return stateWords(run);
        case Progress:
            return run.config ? tr("%1 of %2")
                                    .arg(formatEntry(std::floor(10.0 * run.epoch) / 10.0),
                                         formatCount(run.config->totalEpochs()))
                              : QString();
        case TimeLeft: return run.status.state == RunState::Running ? formatDuration(run.secondsLeft) : QString();
        case SgdLast: return accuracy(run.sgd.last);
        case SgdBest: return accuracy(run.sgd.best);
        case AverageLast: return run.average ? accuracy(run.average->last) : QString();
        case AverageBest: return run.average ? accuracy(run.average->best) : QString();
        default: return {};
    }
}

QString RunTable::tip(const RunSummary& run, int column) const {
    const auto best = [&](const Accuracies& one) {
        if (std::isfinite(one.best))
            return tr("The highest accuracy on held-out images: %1 after epoch %2.")
                .arg(accuracy(one.best), formatNumber(one.bestEpoch));
        return tr(
            "Best is chosen on held-out images only, and this run has none: choosing on the test images would make "
            "them look better than they are.");
    };
    const QString images = run.reported == Split::Test ? tr("test images") : tr("held-out images");
    switch (column) {
        case Run:
            return run.config ? runTitle(*run.config) + QStringLiteral("\n") + pathText(run.path) : pathText(run.path);
        case State: return stateTip(run);
        case Progress: return tr("Epochs done, of all.");
        case SgdLast:
            return tr("Accuracy of the last weights on %1, with batch-norm statistics recomputed for them.")
                .arg(images);
        case SgdBest: return best(run.sgd);
        case AverageLast:
            return run.average ? tr("The last accuracy of the %1 on %2.").arg(averageWords(run.average->of), images)
                               : tr("No average of this run was evaluated yet.");
        case AverageBest: return run.average ? best(*run.average) : QString();
        default: return {};
    }
}

QVariant RunTable::data(const QModelIndex& index, int role) const {
    const RunSummary* run = at(index.row());
    if (!run) return {};
    switch (role) {
        case Qt::DisplayRole:
        case Qt::EditRole: return words(*run, index.column());
        case Qt::ToolTipRole: return tip(*run, index.column());
        case Qt::DecorationRole: return index.column() == Run ? QVariant(swatch(colourOf(*run))) : QVariant();
        case Qt::CheckStateRole:
            return index.column() == Run ? QVariant(m_ticked.contains(run->path) ? Qt::Checked : Qt::Unchecked)
                                         : QVariant();
        case Qt::TextAlignmentRole:
            return index.column() >= TimeLeft ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
        case kShareRole: return shareDone(*run);
        default: return {};
    }
}

QVariant RunTable::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole)
        return section >= TimeLeft ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                                   : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole) {
        switch (section) {
            case Run: return tr("A tick shows the run in the charts. Return shows it alone.");
            case SgdBest:
            case AverageBest:
                return tr(
                    "The highest accuracy on held-out images. Test images never choose: the best of many looks better "
                    "than it is.");
            case AverageLast:
                return tr(
                    "Of the average that is best on held-out images; without such, of the first one that was asked "
                    "for.");
            default: return {};
        }
    }
    if (role != Qt::DisplayRole) return {};
    switch (section) {
        case Run: return tr("Run");
        case State: return tr("State");
        case Progress: return tr("Epochs");
        case TimeLeft: return tr("Time left");
        case SgdLast: return tr("SGD/SAM, last");
        case SgdBest: return tr("best");
        case AverageLast: return tr("Average, last");
        case AverageBest: return tr("best");
        default: return {};
    }
}

Qt::ItemFlags RunTable::flags(const QModelIndex& index) const {
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    if (index.column() == Run) flags |= Qt::ItemIsUserCheckable | Qt::ItemIsEditable;
    return flags;
}

bool RunTable::setData(const QModelIndex& index, const QVariant& value, int role) {
    const RunSummary* run = at(index.row());
    if (!run || index.column() != Run) return false;
    const std::filesystem::path path = run->path;
    if (role == Qt::CheckStateRole) {
        tick(path, value.toInt() == Qt::Checked);
        return true;
    }
    if (role != Qt::EditRole) return false;
    const QString title = value.toString().trimmed();
    if (title != runName(*run)) Q_EMIT renamed(path, title);
    return true;
}

}  // namespace basin
