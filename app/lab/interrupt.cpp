// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/interrupt.h"

#include <chrono>

namespace basin::lab {

namespace {

// A handler may do no more than set it.
volatile std::sig_atomic_t interrupted = 0;

}  // namespace

Interrupt::Interrupt() : m_before{} {
    interrupted = 0;
    struct sigaction action = {};
    action.sa_handler = [](int) { interrupted = 1; };
    action.sa_flags = SA_RESETHAND;
    sigaction(SIGINT, nullptr, &m_before);
    // Who starts a program in the background may have its interrupts ignored.
    if (m_before.sa_handler != SIG_IGN) sigaction(SIGINT, &action, nullptr);
    m_watch = std::jthread([this](std::stop_token done) {
        while (!done.stop_requested() && !interrupted) std::this_thread::sleep_for(std::chrono::milliseconds(20));
        if (interrupted) m_stop.request_stop();
    });
}

Interrupt::~Interrupt() { sigaction(SIGINT, &m_before, nullptr); }

bool Interrupt::came() const { return interrupted != 0; }

}  // namespace basin::lab
