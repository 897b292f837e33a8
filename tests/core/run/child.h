// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <utility>

namespace basin {

/// A second process that does `work` in a copy of this one. Within `work` no REQUIRE: it says what went wrong by its result.
class Child {
public:
    /// Returns when the child called `ready()`, or ended. Then the child goes on; it ends with what `work` returned.
    template <class Work>
    explicit Child(Work work) {
        int ends[2];
        if (::pipe(ends) != 0) std::abort();
        m_pid = ::fork();
        if (m_pid == 0) {
            ::close(ends[0]);
            const int result = work([&] { [[maybe_unused]] const ssize_t told = ::write(ends[1], "!", 1); });
            ::_exit(result);
        }
        ::close(ends[1]);
        char word = 0;
        while (::read(ends[0], &word, 1) < 0) {
        }
        ::close(ends[0]);
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;
    ~Child() { kill(); }

    void kill() {
        if (m_pid <= 0) return;
        ::kill(m_pid, SIGKILL);
        ::waitpid(std::exchange(m_pid, 0), nullptr, 0);
    }
    /// Waits for its end; -1 if it did not come to one by itself.
    int result() {
        int status = 0;
        ::waitpid(std::exchange(m_pid, 0), &status, 0);
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }

private:
    pid_t m_pid = 0;
};

/// Waits to be killed.
[[noreturn]] inline void liveOn() {
    for (;;) ::pause();
}

}  // namespace basin
