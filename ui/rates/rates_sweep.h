// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/theory/sweep.h"

#include <QString>

#include <utility>
#include <vector>

namespace basin {

/// A sweep in the words of the screen: what varies, and how many steps the average is made of.
struct RatesSweep {
    SweepVariable variable;
    QString name;                                        ///< "Step size"
    QString symbol;                                      ///< "η"; empty for laws
    bool logarithmic = true;                             ///< of its axis
    std::vector<std::pair<double, QString>> categories;  ///< of laws: their index in the catalogue and their name
    StepLaw steps;
    bool operator==(const RatesSweep&) const = default;

    bool overStepSize() const { return variable.kind == SweepVariable::Kind::StepSize; }
    QString title() const;           ///< "Step size η"
    QString at(double value) const;  ///< "η = 0.01", "Laplace"
    QString iterates() const;        ///< "2,000/η iterates"; empty in the limit
};

/// What can be varied of this scenario, the step size first; all without steps.
std::vector<RatesSweep> possibleSweeps(const Scenario& scenario);

}  // namespace basin
