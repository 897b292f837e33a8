// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/notice_bar.h"

#include <QElapsedTimer>
#include <QTimer>

#include <cstdint>

namespace basin {

class StagePage;

/// Tells how far a page is that repeats a run, with a way to stop. Short ways are not worth a word.
class RepeatBar : public NoticeBar {
    Q_OBJECT

public:
    explicit RepeatBar(QWidget* parent = nullptr);
    void watch(StagePage* page);

private:
    void showWay(StagePage* page, std::int64_t step, std::int64_t end);
    void finish(StagePage* page, std::int64_t step);

    StagePage* m_page = nullptr;  ///< that repeats
    std::int64_t m_end = 0;
    QPushButton* m_stop = nullptr;
    QTimer m_hide;
    QElapsedTimer m_since;
};

}  // namespace basin
