// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scenario/scenario.h"
#include "ui/widgets/parameter_control.h"

#include <QString>
#include <QWidget>

#include <functional>
#include <optional>

namespace basin {

/// A part of the control panel: shows some fields of the scenario, checks what a person changes there and says what is
/// wrong beside it.
class ControlSection : public QWidget {
    Q_OBJECT

public:
    using QWidget::QWidget;

    void setScenario(const Scenario& scenario);
    /// The fields of this section in a few words, for its folded heading.
    virtual QString summary() const { return {}; }

Q_SIGNALS:
    /// The scenario with a valid change; `what` names the change for the Edit menu. While a slider moves `finished` is false.
    void edited(const Scenario& scenario, const QString& what, bool finished);

protected:
    /// Shows `scenario()` in the widgets; announces nothing.
    virtual void refresh() = 0;

    const Scenario& scenario() const { return m_scenario; }
    /// Announces a change if it is valid. Else nothing changes, the widgets show the old state again, and the error says why.
    std::optional<Error> edit(const Scenario& wanted, const QString& what, bool finished);
    /// Lets a control write a field of the scenario.
    void bind(ParameterControl* control, const QString& what, std::function<void(Scenario&, double)> write);

private:
    Scenario m_scenario;
};

}  // namespace basin
