// SPDX-License-Identifier: GPL-3.0-or-later
// Catch2 v2 (Debian 12) and v3 (newer systems) differ in their include line only.
#pragma once

#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif

using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
