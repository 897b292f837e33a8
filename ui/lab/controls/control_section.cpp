// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/controls/control_section.h"
#include "ui/translation.h"

namespace basin {

void ControlSection::setScenario(const Scenario& scenario) {
    m_scenario = scenario;
    refresh();
}

std::optional<Error> ControlSection::edit(const Scenario& wanted, const QString& what, bool finished) {
    std::optional<Error> error = checkScenario(wanted);
    if (!error && !wanted.plane && wanted.noiseKind != NoiseKind::Law)
        if (const auto dynamics = scenarioDynamics(wanted); !dynamics) error = dynamics.error();
    if (error) {
        refresh();
        return error;
    }
    m_scenario = wanted;
    // What is claimed of a ready-made scenario need not hold of a changed one.
    m_scenario.claims.clear();
    refresh();
    Q_EMIT edited(m_scenario, what, finished);
    return std::nullopt;
}

void ControlSection::bind(ParameterControl* control, const QString& what,
                          std::function<void(Scenario&, double)> write) {
    const auto changed = [this, control, what, write = std::move(write)](double value, bool finished) {
        Scenario wanted = m_scenario;
        write(wanted, value);
        if (const std::optional<Error> error = edit(wanted, what, finished))
            control->showError(coreText(error->message));
    };
    connect(control, &ParameterControl::valueChanged, this, [changed](double value) { changed(value, false); });
    connect(control, &ParameterControl::valueCommitted, this, [changed](double value) { changed(value, true); });
}

}  // namespace basin
