// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/run_config.h"
#include "ui/training/worker_call.h"

#include <QWidget>

#include <optional>

class QLabel;
class QPushButton;

namespace basin {

/// Twenty measured steps of a run before it starts: how fast it is, how much memory it takes and how long all of it will
/// take. What was measured turns grey when the run changes.
class PreflightLine : public QWidget {
    Q_OBJECT

public:
    explicit PreflightLine(QWidget* parent = nullptr);

    /// What would be measured; `possible` if nothing is wrong with it.
    void setConfig(const RunConfig& config, bool possible);
    /// The button that measures, and cancels; for the row of the button that launches.
    QPushButton* button() const { return m_button; }

    struct Measured {
        QString device;
        double imagesPerS = 0.0, stepS = 0.0, memoryBytes = 0.0;
        double trainingS = 0.0, evaluationS = 0.0;  ///< of the whole run
    };
    /// Of the configuration as it is now; nothing if it was not measured.
    std::optional<Measured> measured() const;

Q_SIGNALS:
    void measuredChanged();

private:
    void press();
    void take(const QJsonObject& answer);
    void finish(bool cancelled, const QString& error);
    void refresh();

    std::vector<std::string> m_wanted;  ///< the arguments that stand for the run
    bool m_isPossible = false;
    std::vector<std::string> m_of;  ///< what m_measured is of, or what is being measured
    std::optional<Measured> m_measured;
    QPushButton* m_button;
    QLabel* m_words;
    QLabel* m_error;
    WorkerCall m_call;
};

}  // namespace basin
