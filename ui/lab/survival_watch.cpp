// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/survival_watch.h"

#include "core/thread_pool.h"

#include <utility>

namespace basin {

SurvivalWatch::SurvivalWatch(QObject* parent)
    : QObject(parent), m_thread([this](std::stop_token stop) { work(std::move(stop)); }) {}

SurvivalWatch::~SurvivalWatch() {
    m_thread.request_stop();
    const std::lock_guard lock(m_mutex);
    m_current.request_stop();
}

void SurvivalWatch::request(const LandscapePtr& landscape, const Noise& noise, Interval stepSizes) {
    const Request wanted{landscape, noise, stepSizes};
    if (m_wanted == wanted) return;
    m_wanted = wanted;
    const std::lock_guard lock(m_mutex);
    m_next = wanted;
    m_current.request_stop();
    m_wake.notify_one();
}

void SurvivalWatch::work(std::stop_token stop) {
    lowerThreadPriority();
    while (true) {
        Request request;
        std::stop_token current;
        {
            std::unique_lock lock(m_mutex);
            if (!m_wake.wait(lock, stop, [this] { return m_next.has_value(); })) return;
            request = *std::exchange(m_next, std::nullopt);
            m_current = std::stop_source();
            current = m_current.get_token();
        }
        // A stop that came before there was a new source.
        if (stop.stop_requested()) return;
        std::vector<Survival> survivals = survival(request.landscape, request.noise, request.stepSizes, current);
        if (current.stop_requested()) continue;
        QMetaObject::invokeMethod(
            this,
            [this, request = std::move(request), survivals = std::move(survivals)] {
                if (m_wanted == request) Q_EMIT found(survivals);
            },
            Qt::QueuedConnection);
    }
}

}  // namespace basin
