// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/survival_watch.h"

#include "core/thread_pool.h"

namespace basin {

void SurvivalWatch::request(const LandscapePtr& landscape, const Noise& noise, Interval stepSizes) {
    const Request wanted{landscape, noise, stepSizes};
    if (m_wanted == wanted) return;
    m_wanted = wanted;
    if (m_running)
        m_thread.request_stop();  // its answer starts the next
    else
        start();
}

void SurvivalWatch::start() {
    m_running = m_wanted;
    // Assigning joins the last thread, which has already sent its answer.
    m_thread = std::jthread([this, request = *m_running](std::stop_token stop) {
        lowerThreadPriority();
        std::vector<Survival> survivals = survival(request.landscape, request.noise, request.stepSizes, stop);
        QMetaObject::invokeMethod(
            this,
            [this, request, survivals = std::move(survivals)] {
                m_running.reset();
                if (m_wanted == request)
                    Q_EMIT found(survivals);
                else
                    start();
            },
            Qt::QueuedConnection);
    });
}

}  // namespace basin
