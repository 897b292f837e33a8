// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/smoothing/minima.h"

#include <QObject>

#include <optional>
#include <thread>
#include <vector>

namespace basin {

/// Finds, off the window's thread, at which step sizes the minima of f survive in F. The newest request wins.
class SurvivalWatch : public QObject {
    Q_OBJECT

public:
    explicit SurvivalWatch(QObject* parent = nullptr) : QObject(parent) {}
    ~SurvivalWatch() override = default;

    /// Asks anew if anything differs from the last request.
    void request(const LandscapePtr& landscape, const Noise& noise, Interval stepSizes);

Q_SIGNALS:
    void found(const std::vector<Survival>& survival);

private:
    void start();

    struct Request {
        LandscapePtr landscape;
        Noise noise;
        Interval stepSizes;
        bool operator==(const Request&) const = default;
    };
    std::optional<Request> m_wanted;  ///< the newest
    std::optional<Request> m_running;
    std::jthread m_thread;
};

}  // namespace basin
