// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <csignal>
#include <cstddef>
#include <stop_token>
#include <thread>

namespace basin {

/// Turns an interrupt from the keyboard (SIGINT), and a request to end (SIGTERM) if wanted, into a stop, as long as it lives,
/// so that what was done by then can be said or saved. A second one ends the program at once. One at a time.
class Interrupt {
public:
    enum class Of { Keyboard, KeyboardAndEnd };
    explicit Interrupt(Of of = Of::Keyboard);
    ~Interrupt();
    Interrupt(const Interrupt&) = delete;
    Interrupt& operator=(const Interrupt&) = delete;

    std::stop_token token() const { return m_stop.get_token(); }
    bool came() const;
    bool fromKeyboard() const;  ///< it came, and was SIGINT

private:
    std::stop_source m_stop;
    std::array<struct sigaction, 2> m_before;  ///< of SIGINT, SIGTERM
    std::size_t m_signals;                     ///< how many of them are caught
    std::jthread m_watch;
};

}  // namespace basin
