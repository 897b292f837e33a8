// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/run_log_panel.h"

#include "ui/format.h"
#include "ui/training/run_words.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QVBoxLayout>

namespace basin {

RunLogPanel::RunLogPanel(QWidget* parent) : QWidget(parent) {
    m_title = new QLabel;
    m_title->setWordWrap(true);
    m_title->setTextFormat(Qt::PlainText);
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_state = new QLabel;
    m_state->setWordWrap(true);
    m_state->setTextFormat(Qt::PlainText);
    m_state->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text = new QPlainTextEdit;
    m_text->setReadOnly(true);
    m_text->setAccessibleName(tr("Log of the run"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 8, 10, 8);
    layout->addWidget(m_title);
    layout->addWidget(m_state);
    layout->addWidget(m_text, 1);
}

void RunLogPanel::setRun(const RunSummary* run) {
    const std::filesystem::path path = run ? run->path : std::filesystem::path();
    m_title->setText(run ? runName(*run) : tr("Choose a run in the list."));
    m_state->setText(run ? stateTip(*run) : QString());
    if (path != m_run) m_text->clear();
    m_run = path;
}

void RunLogPanel::setLog(const std::shared_ptr<const RunLog>& log) {
    if (log->run != m_run) return;
    QStringList lines;
    for (const LogEntry& entry : log->entries) {
        const QString time = timeWords(entry.event.time);
        const QString what = logWords(entry);
        QString line = time.isEmpty() ? what : tr("%1   %2").arg(time, what);
        if (entry.step > 0 && !std::holds_alternative<ResumedEvent>(entry.event.what))
            line += tr("  (step %1)").arg(formatCount(entry.step));
        lines << line;
    }
    if (lines.isEmpty()) lines << tr("Nothing has happened yet.");
    if (!log->worker.empty())
        lines << QString() << tr("What the worker said (worker.log):") << QString::fromStdString(log->worker).trimmed();
    const QString text = lines.join(QLatin1Char('\n'));
    if (text == m_text->toPlainText()) return;
    // Whoever reads further up stays there.
    QScrollBar* bar = m_text->verticalScrollBar();
    const bool atEnd = bar->value() == bar->maximum();
    const int before = bar->value();
    m_text->setPlainText(text);
    bar->setValue(atEnd ? bar->maximum() : before);
}

}  // namespace basin
