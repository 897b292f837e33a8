// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace basin {

/// A program that answers each line with one.
class Peer {
public:
    explicit Peer(const std::string& command) {
        int down[2], up[2];
        if (::pipe(down) != 0 || ::pipe(up) != 0) std::abort();
        m_pid = ::fork();
        if (m_pid == 0) {
            ::dup2(down[0], STDIN_FILENO);
            ::dup2(up[1], STDOUT_FILENO);
            for (const int end : {down[0], down[1], up[0], up[1]}) ::close(end);
            ::execl("/bin/sh", "sh", "-c", command.c_str(), nullptr);
            ::_exit(127);
        }
        ::close(down[0]);
        ::close(up[1]);
        m_to = ::fdopen(down[1], "w");
        m_from = ::fdopen(up[0], "r");
    }
    ~Peer() {
        std::fclose(m_to);
        std::fclose(m_from);
        ::waitpid(m_pid, nullptr, 0);
    }
    Peer(const Peer&) = delete;
    Peer& operator=(const Peer&) = delete;

    void tell(const std::string& line) {
        std::fputs((line + "\n").c_str(), m_to);
        std::fflush(m_to);
    }
    /// Empty if the program ended.
    std::string answer() {
        char line[256];
        return std::fgets(line, sizeof line, m_from) ? line : "";
    }

private:
    pid_t m_pid = 0;
    FILE* m_to = nullptr;
    FILE* m_from = nullptr;
};

/// Of values of which there is one at least.
inline double median(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::ranges::nth_element(values, middle);
    return *middle;
}

}  // namespace basin
