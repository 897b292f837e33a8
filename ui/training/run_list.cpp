// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/run_list.h"

#include "ui/theme.h"
#include "ui/training/run_table.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>

namespace basin {

namespace {

/// A bar behind the words of the progress column.
class ProgressDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        QStyleOptionViewItem plain = option;
        initStyleOption(&plain, index);
        const QString words = std::exchange(plain.text, QString());
        option.widget->style()->drawControl(QStyle::CE_ItemViewItem, &plain, painter, option.widget);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const QRectF bar = QRectF(option.rect).adjusted(4.5, 3.5, -4.5, -3.5);
        painter->setPen(QPen(currentTheme().axis, 1.0));
        painter->setBrush(currentTheme().field);
        painter->drawRoundedRect(bar, 3, 3);
        QRectF done = bar.adjusted(1, 1, -1, -1);
        done.setWidth(done.width() * index.data(RunTable::kShareRole).toDouble());
        QColor fill = currentTheme().accent;
        fill.setAlpha(110);
        painter->setPen(Qt::NoPen);
        painter->setBrush(fill);
        painter->drawRoundedRect(done, 2, 2);
        painter->setPen(currentTheme().text);
        painter->drawText(bar, Qt::AlignCenter, words);
        painter->restore();
    }
};

}  // namespace

RunList::RunList(RunTable* table, QWidget* parent) : QTreeView(parent), m_table(table) {
    setModel(table);
    setRootIsDecorated(false);
    setUniformRowHeights(true);
    setAllColumnsShowFocus(true);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    setItemDelegateForColumn(RunTable::Progress, new ProgressDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setAccessibleName(tr("Runs"));
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(RunTable::Run, QHeaderView::Interactive);
    header()->setSectionResizeMode(RunTable::State, QHeaderView::Stretch);
    connect(this, &QAbstractItemView::activated, this, [this](const QModelIndex& index) {
        if (const RunSummary* run = m_table->at(index.row())) m_table->tickOnly(run->path);
    });
    connect(table, &QAbstractItemModel::modelAboutToBeReset, this, [this] { m_isRestoring = true; });
    connect(table, &QAbstractItemModel::modelReset, this, &RunList::keepSelection);
    connect(table, &QAbstractItemModel::dataChanged, this, [this] { Q_EMIT selectionMoved(); });
    fitColumns();
}

void RunList::keepSelection() {
    QItemSelection rows;
    QModelIndex current;
    for (const auto& path : m_chosen)
        if (const int row = m_table->rowOf(path); row >= 0) {
            if (!current.isValid()) current = m_table->index(row, 0);
            rows.select(m_table->index(row, 0), m_table->index(row, RunTable::Columns - 1));
        }
    if (!current.isValid() && m_table->rowCount() > 0) {
        current = m_table->index(0, 0);
        rows.select(current, m_table->index(0, RunTable::Columns - 1));
    }
    selectionModel()->setCurrentIndex(current, QItemSelectionModel::NoUpdate);
    m_isRestoring = false;
    selectionModel()->select(rows, QItemSelectionModel::ClearAndSelect);
    fitColumns();
    Q_EMIT selectionMoved();
}

void RunList::selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) {
    QTreeView::selectionChanged(selected, deselected);
    if (m_isRestoring) return;
    m_chosen.clear();
    for (const RunSummary* run : this->selected()) m_chosen.push_back(run->path);
    Q_EMIT selectionMoved();
}

std::vector<const RunSummary*> RunList::selected() const {
    std::vector<const RunSummary*> runs;
    for (const QModelIndex& index : selectionModel()->selectedRows())
        if (const RunSummary* run = m_table->at(index.row())) runs.push_back(run);
    return runs;
}

void RunList::select(const std::filesystem::path& run) {
    m_chosen = {run};
    keepSelection();
    scrollTo(currentIndex());
}

void RunList::rename() {
    const QModelIndexList rows = selectionModel()->selectedRows();
    if (rows.size() == 1) edit(rows.front().siblingAtColumn(RunTable::Run));
}

void RunList::fitColumns() {
    const auto wide = [&](const QString& text) { return fontMetrics().horizontalAdvance(text) + 20; };
    setColumnWidth(RunTable::Run, std::max(wide(tr("A title of a usual length of run")), width() / 5));
    setColumnWidth(RunTable::Progress, wide(QStringLiteral("300.5 of 400 of")));
    setColumnWidth(RunTable::TimeLeft, wide(QStringLiteral("23 h 59 min")));
    for (const int column : {RunTable::SgdLast, RunTable::SgdBest, RunTable::AverageLast, RunTable::AverageBest})
        setColumnWidth(column, std::max(wide(m_table->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString()),
                                        wide(QStringLiteral("99.99 %"))));
    for (const int column : {RunTable::SgdBest, RunTable::AverageBest}) setColumnHidden(column, !m_table->hasBest());
}

bool RunList::event(QEvent* event) {
    // The window has the space bar for the lab's Play, and letters for the lab.
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Space && key->modifiers() == Qt::NoModifier) {
            event->accept();
            return true;
        }
    }
    return QTreeView::event(event);
}

void RunList::resizeEvent(QResizeEvent* event) {
    QTreeView::resizeEvent(event);
    fitColumns();
}

void RunList::changeEvent(QEvent* event) {
    QTreeView::changeEvent(event);
    if (event->type() == QEvent::FontChange && m_table) fitColumns();
}

}  // namespace basin
