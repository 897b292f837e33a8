// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/theory/law_walk.h"

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace basin {

/// Walks the exact law of w_t along with a run, on a thread of its own below the window's priority. Where the run is faster, the
/// law comes behind, and what is done is given out many times a second. All functions may be called from any one thread and
/// return at once, but for the destructor, which waits for the chain that is being made.
class LawThread {
public:
    struct Wanted {
        std::shared_ptr<const Course> course;
        std::int64_t step = 0;
        Interval view;
        int bins = 1;
    };
    struct Found {
        std::shared_ptr<const Course> course;  ///< that of the request
        std::int64_t step = 0;                 ///< the law is that of w at this step
        std::vector<double> shares;            ///< of the view's bins; empty where `error` says why
        std::string error;
    };

    /// `ready` is called on the thread when the mailbox was empty and a law has been put in.
    explicit LawThread(std::function<void()> ready);
    ~LawThread();

    /// The newest request wins. A walk that is under way goes on where the course allows it, else it begins anew.
    void request(Wanted wanted);
    /// Stops walking; what is done is kept for the next request.
    void rest();
    /// Takes the newest law out of the mailbox, if there is one.
    std::optional<Found> take();

private:
    void work(const std::stop_token& stop);
    void publish(Found found);

    std::function<void()> m_ready;
    std::mutex m_mutex;  ///< guards the three below
    std::optional<Wanted> m_wanted;
    bool m_changed = false;
    std::optional<Found> m_mailbox;
    std::condition_variable_any m_wake;
    std::jthread m_thread;  ///< last, so that it starts when the rest is there
};

}  // namespace basin
