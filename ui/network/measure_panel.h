// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/network/measured_weights.h"
#include "ui/training/worker_call.h"

#include <QStringList>
#include <QTimer>
#include <QWidget>

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

class QComboBox;
class QFormLayout;
class QLabel;
class QProgressBar;
class QPushButton;
class QSpinBox;

namespace basin {

/// Has basin-train measure the landscape of trained networks: what, on how many images; then, before it starts, how long it
/// will take; then how far it is. What was done when it is cancelled is kept by the worker.
class MeasurePanel : public QWidget {
    Q_OBJECT

public:
    enum class What { Sharpness, Noise, Line, Plane };

    explicit MeasurePanel(QWidget* parent = nullptr);

    /// The runs that are measured, SGD's first. None: nothing can be measured.
    void setRuns(const std::vector<const MeasuredRun*>& runs);
    /// Asks for the choices and the cost of this measurement, as its button does.
    void ask(What what);
    bool isRunning() const { return m_call.isRunning(); }
    QPushButton* button(What what) const { return m_buttons[static_cast<std::size_t>(what)]; }
    /// The arguments of basin-train for what is asked for, without those of the call.
    QStringList arguments() const;

Q_SIGNALS:
    /// A line or a plane is being measured, which the run keeps under this name.
    void sliceStarted(const std::filesystem::path& run, const std::string& name, bool isPlane);
    /// It has ended; what was measured is in its files.
    void measured();

private:
    /// One that is measured, by the optimizer that trained it.
    struct Subject {
        std::filesystem::path run;
        Optimizer optimizer = Optimizer::Sgd;
        std::size_t averages = 0;  ///< how many it keeps
        bool operator==(const Subject&) const = default;
    };
    bool ofSlice() const { return m_what == What::Line || m_what == What::Plane; }
    void listKinds();
    void change();
    void forecast();
    void start();
    void refresh();

    std::vector<Subject> m_runs;
    std::optional<What> m_what;                ///< that is asked for or measured
    QStringList m_of;                          ///< what is forecast, or measured
    std::optional<double> m_seconds, m_bytes;  ///< forecast
    std::string m_name;                        ///< that the slice will have, by the forecast
    bool m_isThere = false;                    ///< nothing is left to be measured of it
    std::array<QPushButton*, 4> m_buttons{};
    QWidget* m_details = nullptr;
    QLabel* m_title = nullptr;
    QFormLayout* m_form = nullptr;
    QComboBox* m_kind = nullptr;  ///< which line or plane
    QSpinBox* m_images = nullptr;
    QSpinBox* m_points = nullptr;
    QLabel* m_cost = nullptr;
    QProgressBar* m_progress = nullptr;
    QPushButton* m_start = nullptr;
    QPushButton* m_close = nullptr;
    QLabel* m_error = nullptr;
    QTimer m_wait;
    WorkerCall m_forecastCall, m_call;
};

}  // namespace basin
