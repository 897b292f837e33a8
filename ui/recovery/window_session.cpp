// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recovery/window_session.h"

#include "ui/lecture/lecture.h"
#include "ui/lecture/lecture_room.h"
#include "ui/main_window.h"
#include "ui/stage_page.h"

namespace basin {

Session sessionOf(const MainWindow& window) {
    Session session{.version = BASIN_VERSION};
    session.pages.page = window.currentPage()->objectName().toStdString();
    for (const StagePage* page : window.stagePages()) session.pages.stages.push_back(page->state());
    session.lecture = window.lectureRoom()->lecture()->state();
    return session;
}

bool openSession(MainWindow& window, const Session& session, const QString& what) {
    Lecture* lecture = window.lectureRoom()->lecture();
    lecture->leave();
    bool all = true;
    for (const SavedState& stage : session.pages.stages) all = window.showState(stage, what) && all;
    if (Page* page = window.pageNamed(session.pages.page)) window.showPage(page);
    if (session.lecture) lecture->resume(*session.lecture);
    return all;
}

}  // namespace basin
