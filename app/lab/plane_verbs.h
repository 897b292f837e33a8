// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/lab/request.h"
#include "app/shell/report.h"

#include <optional>
#include <string>

namespace basin::lab {

/// What `simulate` and `smooth` do where the request is of the plane.
Outcome simulatePlane(const Request& request, std::int64_t asked);
Outcome smoothPlane(const Request& request, const std::optional<std::string>& at);

}  // namespace basin::lab
