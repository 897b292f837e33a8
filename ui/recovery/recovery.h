// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/session.h"

#include <QObject>
#include <QPointer>
#include <QThreadPool>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

namespace basin {

class MainWindow;
class NoticeBar;
class SessionStore;
struct LostSession;

/// Saves what all pages of the window show every few seconds, where it has changed, and takes it away when the window closes. At
/// the start it offers what another Basin left behind that was killed or crashed; what was brought back from there stays on the
/// disk until it has been saved anew. The disk is never waited for but at the end.
class Recovery : public QObject {
    Q_OBJECT

public:
    /// `window` must outlive this. States lie in `folder`, for all Basins of the user.
    Recovery(MainWindow* window, const QString& folder, int everyMs = 3000);
    ~Recovery() override;

    /// Where the program keeps states.
    static QString usualFolder();

Q_SIGNALS:
    void saved();  ///< the newest state is on the disk

private:
    void save();
    void lookForLost();
    void offer(const std::shared_ptr<LostSession>& lost);
    QString words(const LostSession& lost) const;
    void answer(bool restore);

    MainWindow* m_window;
    std::shared_ptr<SessionStore> m_store;  ///< the disk's thread alone
    std::optional<Session> m_last;          ///< that was given to the disk
    bool m_saving = false, m_complained = false;
    std::shared_ptr<LostSession> m_lost;      ///< on offer
    std::shared_ptr<LostSession> m_restored;  ///< on show again, and not yet saved as such
    QPointer<NoticeBar> m_bar;
    QTimer m_timer;
    QThreadPool m_disk;  ///< one thread; last, so that it ends first
};

}  // namespace basin
