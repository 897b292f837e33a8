// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <csignal>
#include <stop_token>
#include <thread>

namespace basin::lab {

/// Turns an interrupt from the keyboard into a stop, as long as it lives, so that what was done by then can be said. A second
/// one ends the program at once. One at a time.
class Interrupt {
public:
    Interrupt();
    ~Interrupt();
    Interrupt(const Interrupt&) = delete;
    Interrupt& operator=(const Interrupt&) = delete;

    std::stop_token token() const { return m_stop.get_token(); }
    bool came() const;

private:
    std::stop_source m_stop;
    struct sigaction m_before;
    std::jthread m_watch;
};

}  // namespace basin::lab
