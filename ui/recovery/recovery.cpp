// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recovery/recovery.h"

#include "ui/format.h"
#include "ui/main_window.h"
#include "ui/page.h"
#include "ui/recovery/session_store.h"
#include "ui/recovery/window_session.h"
#include "ui/translation.h"
#include "ui/widgets/notice_bar.h"

#include <QDateTime>
#include <QLocale>
#include <QPushButton>
#include <QStandardPaths>

#include <algorithm>
#include <chrono>
#include <utility>

namespace basin {

namespace {

QString shortTime(std::filesystem::file_time_type time) {
    const auto age = std::filesystem::file_time_type::clock::now() - time;
    const qint64 seconds = std::chrono::duration_cast<std::chrono::seconds>(age).count();
    return QLocale().toString(QDateTime::currentDateTime().addSecs(-seconds), QLocale::ShortFormat);
}

}  // namespace

Recovery::Recovery(MainWindow* window, const QString& folder, int everyMs)
    : m_window(window), m_store(std::make_shared<SessionStore>(folder.toStdString())) {
    m_disk.setMaxThreadCount(1);
    m_disk.start([store = m_store] { store->begin(); });
    lookForLost();
    connect(&m_timer, &QTimer::timeout, this, &Recovery::save);
    m_timer.start(everyMs);
}

Recovery::~Recovery() {
    m_timer.stop();
    m_disk.start([store = m_store, restored = m_restored] {
        store->end();
        if (restored) SessionStore::remove(*restored);
    });
    m_disk.waitForDone();
}

QString Recovery::usualFolder() {
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/sessions");
}

void Recovery::save() {
    if (m_saving) return;
    Session session = sessionOf(*m_window);
    if (session == m_last) return;
    m_last = std::move(session);
    m_saving = true;
    m_disk.start([this, store = m_store, session = *m_last, restored = std::exchange(m_restored, nullptr)] {
        const std::optional<Error> error = store->save(session);
        if (restored && !error) SessionStore::remove(*restored);
        const QString problem = error ? coreText(error->message) : QString();
        QMetaObject::invokeMethod(
            this,
            [this, problem, restored] {
                m_saving = false;
                if (!problem.isEmpty() && restored && !m_restored) m_restored = restored;
                if (problem.isEmpty()) {
                    m_complained = false;
                    Q_EMIT saved();
                } else if (!std::exchange(m_complained, true)) {
                    m_window->currentPage()->showMessage(
                        tr("What is on show cannot be kept for the case of a crash: %1").arg(problem));
                }
            },
            Qt::QueuedConnection);
    });
}

void Recovery::lookForLost() {
    m_disk.start([this, store = m_store] {
        std::shared_ptr<LostSession> lost = store->newestLost();
        if (lost)
            QMetaObject::invokeMethod(
                this, [this, lost] { offer(lost); }, Qt::QueuedConnection);
    });
}

void Recovery::offer(const std::shared_ptr<LostSession>& lost) {
    m_lost = lost;
    if (!m_bar) {
        m_bar = new NoticeBar;
        connect(m_bar->addButton(tr("Res&tore")), &QPushButton::clicked, this, [this] { answer(true); });
        connect(m_bar->addButton(tr("Dis&card")), &QPushButton::clicked, this, [this] { answer(false); });
        m_window->addNotice(m_bar);
    }
    m_bar->setText(words(*lost));
    m_bar->show();
}

QString Recovery::words(const LostSession& lost) const {
    const QString time = shortTime(lost.time);
    if (const auto& lecture = lost.session.lecture)
        return tr("Basin ended unexpectedly on %1, at step %2 of the lecture “%3”.")
            .arg(time, formatCount(lecture->step + 1), QString::fromStdString(lecture->deck.title));
    const PagesState& pages = lost.session.pages;
    if (pages.stages.empty()) return tr("Basin ended unexpectedly on %1.").arg(time);
    const auto shown = std::find_if(pages.stages.begin(), pages.stages.end(),
                                    [&pages](const SavedState& stage) { return stage.page == pages.page; });
    const SavedState& state = shown == pages.stages.end() ? pages.stages.front() : *shown;
    const QString title =
        state.scenario.title.empty() ? tr("a scenario of your own") : tr("“%1”").arg(coreText(state.scenario.title));
    const std::int64_t step = state.runs.empty() ? 0 : state.runs.front().step;
    return tr("Basin ended unexpectedly on %1, at step %2 of %3.").arg(time, formatCount(step), title);
}

void Recovery::answer(bool restore) {
    const std::shared_ptr<LostSession> lost = std::exchange(m_lost, nullptr);
    if (!lost) return;
    if (restore) {
        if (!m_window->mayReplaceAll()) {
            m_lost = lost;
            return;
        }
        m_bar->hide();
        // What cannot be shown stays where it is; the rest until it has been saved as what is on show.
        if (!openSession(*m_window, lost->session, tr("Restore"))) return;
        m_restored = lost;
        m_last.reset();
        return;
    }
    m_bar->hide();
    m_disk.start([lost] { SessionStore::remove(*lost); });
    lookForLost();  // there may be an older one
}

}  // namespace basin
