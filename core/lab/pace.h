// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>

namespace basin {

/// How many steps the speed of play asks for in each frame, and how many fit into its time.
class Pace {
public:
    using Clock = std::chrono::steady_clock;
    static constexpr std::chrono::duration<double> kFrameTime{1.0 / 60.0};
    static double seconds(Clock::duration duration) { return std::chrono::duration<double>(duration).count(); }

    /// Steps for the coming frame, `elapsed` seconds after the last.
    std::int64_t steps(double stepsPerSecond, double elapsed) {
        m_due += stepsPerSecond * std::min(elapsed, 0.1);
        const double affordable = std::max(1.0, kBusyShare * kFrameTime.count() / m_secondsPerStep);
        const double steps = std::floor(std::min(m_due, affordable));
        m_due = std::isfinite(m_due) ? std::min(m_due - steps, 1.0) : 0.0;
        return static_cast<std::int64_t>(steps);
    }
    void measured(std::int64_t steps, double elapsed) {
        if (steps > 0) m_secondsPerStep = 0.7 * m_secondsPerStep + 0.3 * elapsed / static_cast<double>(steps);
    }
    /// Steps that are done in about this time.
    std::int64_t stepsWithin(double seconds) const {
        return static_cast<std::int64_t>(std::clamp(seconds / m_secondsPerStep, 1.0, 1e9));
    }
    void reset() { m_due = 0.0; }

private:
    /// Share of a frame's time that steps may take when the speed asks for more than the machine can do.
    static constexpr double kBusyShare = 0.6;

    double m_due = 0.0;  ///< steps owed, with the fraction
    double m_secondsPerStep = 1e-5;
};

}  // namespace basin
