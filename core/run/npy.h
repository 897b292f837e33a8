// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace basin {

/// A list of bytes as NumPy's file (NPY format 1.0): numpy.load reads it as an array of uint8.
std::string npyOf(const std::vector<std::uint8_t>& values);
/// An array of float64 of this shape, the last index running fastest.
std::string npyOf(std::span<const double> values, std::span<const std::size_t> shape);
/// Reads one-dimensional arrays of uint8 or bool.
Result<std::vector<std::uint8_t>> readNpy(std::string_view bytes);

}  // namespace basin
