// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/newest_job.h"

#include <functional>
#include <optional>
#include <utility>

namespace basin {

/// Work on a thread of its own that shows something while a hand moves: what has begun is finished and shown, and of the
/// requests that come meanwhile the newest goes on. (NewestJob would stop each for the next and show none.) Lives on the
/// window's thread.
template <class Request, class Answer>
class SteadyJob {
public:
    /// As NewestJob.
    SteadyJob(QObject* context, std::function<Answer(const Request&, std::stop_token)> work,
              std::function<void(const Answer&)> done)
        : m_done(std::move(done)),
          m_job(context, std::move(work), [this](const Answer& answer) { finished(answer); }) {}

    /// Asks anew if anything differs from the last request.
    void request(const Request& wanted) {
        if (m_newest == wanted) return;
        m_newest = wanted;
        if (std::exchange(m_busy, true))
            m_waiting = true;
        else
            m_job.request(wanted);
    }
    bool isBusy() const { return m_busy; }

private:
    void finished(const Answer& answer) {
        m_busy = std::exchange(m_waiting, false);
        if (m_busy) m_job.request(*m_newest);
        m_done(answer);
    }

    std::function<void(const Answer&)> m_done;
    std::optional<Request> m_newest;
    bool m_busy = false, m_waiting = false;
    NewestJob<Request, Answer> m_job;
};

}  // namespace basin
