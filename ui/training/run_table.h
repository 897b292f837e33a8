// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/training/curve_look.h"
#include "ui/training/run_watcher.h"

#include <QAbstractTableModel>

#include <map>
#include <set>

namespace basin {

/// The runs as rows, newest first, with their ticks and colours.
class RunTable : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Run, State, Progress, TimeLeft, SgdLast, SgdBest, AverageLast, AverageBest, Columns };
    /// Of the progress column: the share that is done, from 0 to 1.
    static constexpr int kShareRole = Qt::UserRole + 1;

    using QAbstractTableModel::QAbstractTableModel;

    void setRuns(const std::shared_ptr<const RunSummaries>& runs);
    const RunSummary* at(int row) const;
    int rowOf(const std::filesystem::path& path) const;

    /// The runs that are shown in the charts, in their order.
    std::vector<std::filesystem::path> ticked() const;
    void tick(const std::filesystem::path& run, bool on);
    void tickOnly(const std::filesystem::path& run);
    RunLook lookOf(const std::filesystem::path& path) const;
    /// Whether any run has held-out images, without which there is no best accuracy.
    bool hasBest() const;
    bool hasActive() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;

Q_SIGNALS:
    void tickedChanged();
    /// A person typed another title.
    void renamed(const std::filesystem::path& run, const QString& title);

private:
    QString words(const RunSummary& run, int column) const;
    QString tip(const RunSummary& run, int column) const;
    QColor colourOf(const RunSummary& run) const;
    std::size_t freeColour() const;
    void keepTicks();

    std::vector<RunSummary> m_runs;
    std::set<std::filesystem::path> m_ticked;
    std::map<std::filesystem::path, std::size_t> m_colours;  ///< by the order in which they were seen
    bool m_begun = false;                                    ///< what is ticked at first was settled
};

}  // namespace basin
