// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/law_thread.h"

#include "core/theory/binned_law.h"
#include "core/thread_pool.h"

#include <chrono>
#include <utility>

namespace basin {

namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::milliseconds kGiveOutEvery{33};

}  // namespace

LawThread::LawThread(std::function<void()> ready)
    : m_ready(std::move(ready)), m_thread([this](const std::stop_token& stop) { work(stop); }) {}

LawThread::~LawThread() { m_thread.request_stop(); }

void LawThread::request(Wanted wanted) {
    const std::lock_guard lock(m_mutex);
    m_wanted = std::move(wanted);
    m_changed = true;
    m_wake.notify_one();
}

void LawThread::rest() {
    const std::lock_guard lock(m_mutex);
    m_wanted.reset();
    m_mailbox.reset();
    m_changed = true;
}

std::optional<LawThread::Found> LawThread::take() {
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_mailbox, std::nullopt);
}

void LawThread::publish(Found found) {
    bool wasEmpty = false;
    {
        const std::lock_guard lock(m_mutex);
        if (!m_wanted) return;
        wasEmpty = !m_mailbox;
        m_mailbox = std::move(found);
    }
    if (wasEmpty) m_ready();
}

void LawThread::work(const std::stop_token& stop) {
    lowerThreadPriority();
    std::optional<LawWalk> walk;
    while (true) {
        Wanted wanted;
        {
            std::unique_lock lock(m_mutex);
            if (!m_wake.wait(lock, stop, [this] { return m_changed && m_wanted; })) return;
            wanted = *m_wanted;
            m_changed = false;
        }
        if (!walk || walk->step() > wanted.step || !walk->follow(*wanted.course)) walk.emplace(*wanted.course);
        // A run that goes on asks at every frame: the walk is not interrupted for that, it looks for the new request when it has
        // arrived or has something to give out.
        bool arrived = false;
        while (!arrived && !walk->error()) {
            const Clock::time_point giveOut = Clock::now() + kGiveOutEvery;
            arrived = walk->advanceTo(wanted.step, [&] { return stop.stop_requested() || Clock::now() > giveOut; });
            if (stop.stop_requested()) return;
            if (walk->error()) break;
            publish(
                {wanted.course, walk->step(), binnedLaw(walk->law(), walk->points(), wanted.view, wanted.bins), {}});
            const std::lock_guard lock(m_mutex);
            if (m_changed) break;
        }
        if (walk->error()) publish({wanted.course, walk->step(), {}, walk->error()->message});
    }
}

}  // namespace basin
