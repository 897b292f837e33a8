// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/event.h"
#include "core/scenario/fields.h"

#include <string>

namespace basin {

/// The value under a key by its name, which must be there; `what` as in "network".
template <class Value>
void readNamed(Fields& fields, const char* key, Value& value, const std::string& what) {
    fields.readName(
        key, value, [&](const std::string& text) { return valueNamed<Value>(text, what); }, Fields::Need::Required);
}

/// A number, or null for one that was not measured or is not finite (kUnknown), which must be there.
inline void readMeasured(Fields& fields, const char* key, double& value) {
    const nlohmann::json* found = fields.find(key, Fields::Need::Required);
    if (!found) return;
    if (!found->is_null() && !found->is_number()) return fields.complain(key, "must be a number or null", *found);
    value = found->is_null() ? kUnknown : found->get<double>();
}

}  // namespace basin
