// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/run_config.h"

#include <QString>

#include <optional>

class QWidget;

namespace basin {

/// Asks how many epochs a run shall go on, and with which step size; null if the person thought better of it.
std::optional<Extension> askForExtension(const QString& run, const RunConfig& config, QWidget* parent);

/// What is offered first: a tenth of the epochs, at the step size with which the run ends.
Extension usualExtension(const RunConfig& config);

}  // namespace basin
