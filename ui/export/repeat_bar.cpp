// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/repeat_bar.h"

#include "ui/format.h"
#include "ui/stage_page.h"

#include <QPushButton>

namespace basin {

namespace {

constexpr qint64 kQuietMs = 400;
constexpr int kSaidMs = 8000;  // how long the last sentence stays

}  // namespace

RepeatBar::RepeatBar(QWidget* parent) : NoticeBar(parent) {
    m_stop = addButton(tr("&Stop here"));
    connect(m_stop, &QPushButton::clicked, this, [this] {
        if (m_page) m_page->stopRepeating();
    });
    m_hide.setSingleShot(true);
    m_hide.setInterval(kSaidMs);
    connect(&m_hide, &QTimer::timeout, this, &QWidget::hide);
}

void RepeatBar::watch(StagePage* page) {
    connect(page, &StagePage::repeating, this,
            [this, page](std::int64_t step, std::int64_t end) { showWay(page, step, end); });
    connect(page, &StagePage::repeated, this, [this, page](std::int64_t step) { finish(page, step); });
}

void RepeatBar::showWay(StagePage* page, std::int64_t step, std::int64_t end) {
    if (m_page != page || m_end != end) {
        m_page = page;
        m_end = end;
        m_since.start();
        m_hide.stop();
        m_stop->show();
    }
    setText(tr("On the way to step %1: now at step %2").arg(formatCount(end), formatCount(step)));
    setProgress(static_cast<double>(step) / static_cast<double>(end));
    if (m_since.elapsed() > kQuietMs) show();
}

void RepeatBar::finish(StagePage* page, std::int64_t step) {
    if (m_page != page) return;
    m_page = nullptr;
    if (step >= m_end) return hide();
    setText(tr("Stopped at step %1 of %2; Play goes on from here.").arg(formatCount(step), formatCount(m_end)));
    setProgress(-1.0);
    m_stop->hide();
    m_hide.start();
}

}  // namespace basin
