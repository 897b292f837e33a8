// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/names.h"
#include "core/scenario/fields.h"

#include <string>

namespace basin {

/// The value under a key by its name, which must be there; `what` as in "network".
template <class Value>
void readNamed(Fields& fields, const char* key, Value& value, const std::string& what) {
    fields.readName(
        key, value, [&](const std::string& text) { return valueNamed<Value>(text, what); }, Fields::Need::Required);
}

}  // namespace basin
