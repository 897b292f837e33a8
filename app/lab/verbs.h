// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/shell/program.h"

namespace basin::lab {

Verb addList(CLI::App& program);
Verb addSmooth(CLI::App& program);
Verb addSimulate(CLI::App& program);
Verb addLaw(CLI::App& program);
Verb addRates(CLI::App& program);

}  // namespace basin::lab
