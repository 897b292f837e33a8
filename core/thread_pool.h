// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>
#include <memory>

namespace basin {

/// A fixed set of threads that share one loop at a time.
class ThreadPool {
public:
    /// `threads` ≥ 1 counts the caller of `forEach`, which works too. With `background` the threads run at a lower
    /// priority than the window's.
    explicit ThreadPool(std::size_t threads, bool background = false);
    ~ThreadPool();
    ThreadPool(const ThreadPool&) = delete;
    ThreadPool& operator=(const ThreadPool&) = delete;

    std::size_t threads() const;
    /// Calls body(i) once for every i in [0, count), in any order and on any thread; returns when all are done.
    void forEach(std::size_t count, const std::function<void(std::size_t)>& body);

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

/// Lowers the priority of the calling thread where the system allows it.
void lowerThreadPriority();

}  // namespace basin
