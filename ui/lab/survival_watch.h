// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/smoothing/minima.h"

#include <QObject>

#include <condition_variable>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

namespace basin {

/// Finds, off the window's thread, at which step sizes the minima of f survive in F. The newest request wins; asking never
/// waits for the one before.
class SurvivalWatch : public QObject {
    Q_OBJECT

public:
    explicit SurvivalWatch(QObject* parent = nullptr);
    ~SurvivalWatch() override;

    /// Asks anew if anything differs from the last request.
    void request(const LandscapePtr& landscape, const Noise& noise, Interval stepSizes);

Q_SIGNALS:
    void found(const std::vector<Survival>& survival);

private:
    struct Request {
        LandscapePtr landscape;
        Noise noise;
        Interval stepSizes;
        bool operator==(const Request&) const = default;
    };
    void work(std::stop_token stop);

    std::optional<Request> m_wanted;  ///< the newest; the window's thread alone
    std::mutex m_mutex;               ///< guards the two below
    std::optional<Request> m_next;    ///< not yet begun
    std::stop_source m_current;       ///< of the one that is being worked on
    std::condition_variable_any m_wake;
    std::jthread m_thread;  ///< last, so that it starts when the rest is there
};

}  // namespace basin
