// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/interrupt.h"

#include <chrono>

namespace basin {

namespace {

constexpr std::array<int, 2> kSignals{SIGINT, SIGTERM};

// The signal that came, or 0. A handler may do no more than set it.
volatile std::sig_atomic_t received = 0;

}  // namespace

Interrupt::Interrupt(Of of) : m_before{}, m_signals(of == Of::Keyboard ? 1 : 2) {
    received = 0;
    struct sigaction action = {};
    action.sa_handler = [](int number) { received = number; };
    action.sa_flags = SA_RESETHAND;
    for (std::size_t i = 0; i < m_signals; ++i) {
        sigaction(kSignals[i], nullptr, &m_before[i]);
        // Who starts a program in the background may have its interrupts ignored.
        if (m_before[i].sa_handler != SIG_IGN) sigaction(kSignals[i], &action, nullptr);
    }
    m_watch = std::jthread([this](std::stop_token done) {
        while (!done.stop_requested() && received == 0) std::this_thread::sleep_for(std::chrono::milliseconds(20));
        if (received != 0) m_stop.request_stop();
    });
}

Interrupt::~Interrupt() {
    for (std::size_t i = 0; i < m_signals; ++i) sigaction(kSignals[i], &m_before[i], nullptr);
}

bool Interrupt::came() const { return received != 0; }
bool Interrupt::fromKeyboard() const { return received == SIGINT; }

}  // namespace basin
