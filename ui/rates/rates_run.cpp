// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rates/rates_run.h"

#include "core/thread_pool.h"

#include <algorithm>
#include <utility>

namespace basin {

void RatesRun::start(const Scenario& scenario, const SweepOptions& options) {
    const Request request{scenario, options};
    if (!m_running) return run(request);
    m_next = request;  // the answer of the one that runs starts it
    m_thread.request_stop();
}

void RatesRun::cancel() {
    m_next.reset();
    m_thread.request_stop();
}

void RatesRun::run(const Request& request) {
    m_running = true;
    // Assigning joins the last thread, which has sent its answer and is at its end.
    m_thread = std::jthread([this, request](std::stop_token stop) {
        lowerThreadPriority();
        ThreadPool pool(std::max(1u, std::thread::hardware_concurrency()), true);
        const auto onRow = [&](std::size_t index, const SweepRow& row) {
            const auto announce = [this, index, row] { Q_EMIT rowDone(static_cast<int>(index), row); };
            QMetaObject::invokeMethod(this, announce, Qt::QueuedConnection);
        };
        std::vector<SweepRow> rows = sweep(request.scenario, request.options, &pool, onRow, stop);
        const auto answer = [this, rows = std::move(rows), cancelled = stop.stop_requested()] {
            m_running = false;
            if (m_next) return run(*std::exchange(m_next, std::nullopt));
            Q_EMIT finished(rows, cancelled);
        };
        QMetaObject::invokeMethod(this, answer, Qt::QueuedConnection);
    });
}

}  // namespace basin
