// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/lab/reader.h"
#include "app/lab/request.h"

#include <map>
#include <string>
#include <vector>

namespace basin::lab {

/// "NAME=VALUE,..." of --set.
void readParameters(Reader& reader, const std::vector<std::string>& lists, std::map<std::string, double>& parameters);

/// Whether the arguments, with the scenario that they begin with, ask for a surface.
bool isOfPlane(const CommonArguments& arguments, const Scenario& scenario);
/// What is of the plane: surface, domain, covariance and start.
void readSurface(Reader& reader, const CommonArguments& arguments, Scenario& scenario);

}  // namespace basin::lab
