// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdio>

namespace basin {

/// One line of a benchmark: what, target, measured, verdict.
inline void reportLine(const char* what, const char* relation, double target, double measured, const char* unit,
                       bool ok) {
    std::printf("%-62s target %s %8.2f %-4s measured %8.2f %-4s %s\n", what, relation, target, unit, measured, unit,
                ok ? "ok" : "MISSED");
    std::fflush(stdout);
}
inline void reportAtMost(const char* what, double target, double measured, const char* unit) {
    reportLine(what, "<=", target, measured, unit, measured <= target);
}
inline void reportAtLeast(const char* what, double target, double measured, const char* unit) {
    reportLine(what, ">=", target, measured, unit, measured >= target);
}

}  // namespace basin
