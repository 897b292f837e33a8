// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scenario/scenario.h"

#include <QString>

namespace basin {

/// In what `scenario` goes another way than `than`: "step size η = 0.02, batch 8"; "the same settings" if in nothing.
QString futureWords(const Scenario& scenario, const Scenario& than);

}  // namespace basin
