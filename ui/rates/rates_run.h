// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/theory/sweep.h"

#include <QObject>

#include <optional>
#include <thread>
#include <vector>

namespace basin {

/// A sweep in the background, off the window's thread and below its priority. The newest request wins; a cancelled one still
/// answers with the rows that it has.
class RatesRun : public QObject {
    Q_OBJECT

public:
    explicit RatesRun(QObject* parent = nullptr) : QObject(parent) {}
    ~RatesRun() override = default;

    void start(const Scenario& scenario, const SweepOptions& options);
    void cancel();
    bool isRunning() const { return m_running; }

Q_SIGNALS:
    void rowDone(int index, const SweepRow& row);
    void finished(const std::vector<SweepRow>& rows, bool cancelled);

private:
    struct Request {
        Scenario scenario;
        SweepOptions options;
    };
    void run(const Request& request);

    std::optional<Request> m_next;  ///< asked for while another one was running
    bool m_running = false;
    std::jthread m_thread;  ///< last: it calls back
};

}  // namespace basin
