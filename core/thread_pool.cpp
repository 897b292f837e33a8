// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/thread_pool.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <thread>
#include <utility>
#include <vector>

#ifdef __linux__
#include <sched.h>
#include <sys/resource.h>
#include <unistd.h>
#endif

namespace basin {

namespace {

/// How often a thread without work looks again before it sleeps: some ten microseconds, about what waking it would cost.
constexpr int kLooks = 400;

void pause() {
#if defined(__x86_64__) || defined(__i386__)
    __builtin_ia32_pause();
#endif
}

}  // namespace

/// A loop is published under the mutex; threads that wake in time join it and take indices from a shared counter. The
/// caller takes indices too, closes the loop to newcomers when none are left, and waits for those who joined: a thread
/// that is still asleep by then delays nobody.
class ThreadPool::Impl {
public:
    Impl(std::size_t threads, bool background) {
        for (std::size_t i = 1; i < threads; ++i)
            m_threads.emplace_back([this, background](const std::stop_token& stop) {
                if (background) lowerThreadPriority();
                work(stop);
            });
    }
    ~Impl() {
        for (auto& thread : m_threads) thread.request_stop();
        m_wake.notify_all();
    }
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    std::size_t threads() const { return m_threads.size() + 1; }

    void forEach(std::size_t count, const std::function<void(std::size_t)>& body) {
        // A loop inside a loop of the same pool would wait for itself.
        if (m_threads.empty() || count <= 1 || t_inside == this) {
            for (std::size_t i = 0; i < count; ++i) body(i);
            return;
        }
        const std::lock_guard oneLoop(m_loop);
        {
            const std::lock_guard lock(m_mutex);
            m_body = &body;
            m_count = count;
            m_next.store(0, std::memory_order_relaxed);
            m_published.fetch_add(1, std::memory_order_release);
        }
        m_wake.notify_all();
        takeIndices(body, count);
        std::unique_lock lock(m_mutex);
        m_body = nullptr;
        m_left.wait(lock, [&] { return m_joined == 0; });
    }

private:
    void takeIndices(const std::function<void(std::size_t)>& body, std::size_t count) {
        const Impl* const outside = std::exchange(t_inside, this);
        for (std::size_t i; (i = m_next.fetch_add(1, std::memory_order_relaxed)) < count;) body(i);
        t_inside = outside;
    }

    void work(const std::stop_token& stop) {
        std::size_t seen = 0;
        while (!stop.stop_requested()) {
            for (int look = 0; look < kLooks && m_published.load(std::memory_order_acquire) == seen; ++look) pause();
            std::unique_lock lock(m_mutex);
            if (!m_wake.wait(lock, stop, [&] { return m_published.load(std::memory_order_relaxed) != seen; })) return;
            seen = m_published.load(std::memory_order_relaxed);
            if (m_body == nullptr) continue;
            const std::function<void(std::size_t)>& body = *m_body;
            const std::size_t count = m_count;
            ++m_joined;
            lock.unlock();
            takeIndices(body, count);
            lock.lock();
            if (--m_joined == 0) m_left.notify_one();
        }
    }

    static thread_local const Impl* t_inside;  ///< the pool whose loop this thread is working on

    std::mutex m_loop;                                         ///< held for the whole of a loop
    std::mutex m_mutex;                                        ///< guards the next four
    const std::function<void(std::size_t)>* m_body = nullptr;  ///< null: no loop that can be joined
    std::size_t m_count = 0;
    std::size_t m_joined = 0;                 ///< threads beside the caller that work on the loop
    std::atomic<std::size_t> m_published{0};  ///< loops so far; written under m_mutex
    std::atomic<std::size_t> m_next{0};       ///< the next index
    std::condition_variable_any m_wake;
    std::condition_variable m_left;
    std::vector<std::jthread> m_threads;  ///< last: they end before what they use
};

thread_local const ThreadPool::Impl* ThreadPool::Impl::t_inside = nullptr;

ThreadPool::ThreadPool(std::size_t threads, bool background)
    : m_impl(std::make_unique<Impl>(std::max<std::size_t>(threads, 1), background)) {}

ThreadPool::~ThreadPool() = default;

std::size_t ThreadPool::threads() const { return m_impl->threads(); }

void ThreadPool::forEach(std::size_t count, const std::function<void(std::size_t)>& body) {
    m_impl->forEach(count, body);
}

void lowerThreadPriority() {
#ifdef __linux__
    // Linux keeps a nice value for each thread. A batch thread is preempted by an ordinary one as soon as that wakes, and
    // preempts nobody.
    constexpr int kNice = 10;
    const sched_param none{};
    sched_setscheduler(0, SCHED_BATCH, &none);
    const auto self = static_cast<id_t>(gettid());
    setpriority(PRIO_PROCESS, self, std::max(getpriority(PRIO_PROCESS, self), kNice));
#endif
}

}  // namespace basin
