// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/thread_pool.h"

#include <QObject>

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <utility>

namespace basin {

/// Work on a thread of its own, below the window's priority. The newest request wins: it stops the one that is being worked on,
/// asking never waits, and an answer that has been overtaken is dropped. Lives on the window's thread.
template <class Request, class Answer>
class NewestJob {
public:
    /// `work` runs on the job's thread, `done` on that of `context`, which must outlive the job.
    NewestJob(QObject* context, std::function<Answer(const Request&, std::stop_token)> work,
              std::function<void(const Answer&)> done)
        : m_context(context),
          m_work(std::move(work)),
          m_done(std::move(done)),
          m_thread([this](std::stop_token stop) { run(std::move(stop)); }) {}

    ~NewestJob() {
        m_thread.request_stop();
        const std::lock_guard lock(m_mutex);
        m_current.request_stop();
    }

    /// Asks anew if anything differs from the last request.
    void request(const Request& wanted) {
        if (m_wanted == wanted) return;
        m_wanted = wanted;
        const std::lock_guard lock(m_mutex);
        m_next = wanted;
        m_current.request_stop();
        m_wake.notify_one();
    }
    /// Forgets what was asked for; no answer comes any more.
    void forget() {
        m_wanted.reset();
        const std::lock_guard lock(m_mutex);
        m_next.reset();
        m_current.request_stop();
    }

private:
    void run(std::stop_token stop) {
        lowerThreadPriority();
        while (true) {
            Request request;
            std::stop_token current;
            {
                std::unique_lock lock(m_mutex);
                if (!m_wake.wait(lock, stop, [this] { return m_next.has_value(); })) return;
                request = *std::exchange(m_next, std::nullopt);
                m_current = std::stop_source();
                current = m_current.get_token();
            }
            if (stop.stop_requested()) return;  // it came before there was a new source
            Answer answer = m_work(request, current);
            if (current.stop_requested()) continue;
            QMetaObject::invokeMethod(
                m_context,
                [this, request = std::move(request), answer = std::move(answer)] {
                    if (m_wanted == request) m_done(answer);
                },
                Qt::QueuedConnection);
        }
    }

    QObject* m_context;
    std::function<Answer(const Request&, std::stop_token)> m_work;
    std::function<void(const Answer&)> m_done;
    std::optional<Request> m_wanted;  ///< the newest; the window's thread alone
    std::mutex m_mutex;               ///< guards the two below
    std::optional<Request> m_next;    ///< not yet begun
    std::stop_source m_current;       ///< of the one that is being worked on
    std::condition_variable_any m_wake;
    std::jthread m_thread;  ///< last, so that it starts when the rest is there
};

}  // namespace basin
