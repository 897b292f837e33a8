// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interval.h"
#include "core/plane/point.h"
#include "core/result.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace basin {

/// Reads a JSON text. The error names the line and column where it breaks off or goes wrong, or the repeated key.
/// What is nested deeper than 100 levels is refused.
Result<nlohmann::json> parseJson(std::string_view text);

/// The fields of one JSON object on their way into values. Keeps the first error for all objects of a file; what is absent
/// leaves its value alone.
class Fields {
public:
    using Json = nlohmann::json;
    enum class Need { Optional, Required };

    /// `path` is "" for the file itself, else "noise" or "averages[0]". Complains if `json` is no object or has a key
    /// that is not `known`.
    Fields(const Json& json, std::string path, const std::vector<std::string>& known, std::optional<Error>& error);

    /// The value under `key`, or null; complains if it is required and absent.
    const Json* find(const char* key, Need need = Need::Optional);

    void read(const char* key, double& value, Need need = Need::Optional);
    void read(const char* key, bool& value, Need need = Need::Optional);
    void read(const char* key, std::string& value, Need need = Need::Optional);
    void read(const char* key, Interval& value, Need need = Need::Optional);
    void read(const char* key, std::vector<double>& value, Need need = Need::Optional);
    void read(const char* key, Point& value, Need need = Need::Optional);
    void read(const char* key, std::map<std::string, double>& value, Need need = Need::Optional);
    void read(const char* key, Symmetric& value, Need need = Need::Optional);
    void read(const char* key, Rectangle& value, Need need = Need::Optional);

    /// Whole numbers: also written as 1e5 or 3.0, if that is exact.
    template <class Whole>
    void readWhole(const char* key, Whole& value, Need need = Need::Optional) {
        constexpr auto kLeast = std::numeric_limits<Whole>::min();
        constexpr auto kMost = std::numeric_limits<Whole>::max();
        const Json* found = find(key, need);
        if (!found) return;
        bool fits = false;
        if (found->is_number_unsigned()) {
            const auto number = found->get<std::uint64_t>();
            fits = std::cmp_less_equal(number, kMost);
            if (fits) value = static_cast<Whole>(number);
        } else if (found->is_number_integer()) {
            const auto number = found->get<std::int64_t>();
            fits = std::cmp_greater_equal(number, kLeast) && std::cmp_less_equal(number, kMost);
            if (fits) value = static_cast<Whole>(number);
        } else if (found->is_number_float()) {
            const double number = found->get<double>();
            fits = number == std::floor(number) && std::abs(number) <= 9007199254740992.0 &&
                   number >= static_cast<double>(kLeast) && number <= static_cast<double>(kMost);
            if (fits) value = static_cast<Whole>(number);
        }
        if (!fits)
            complain(key, "must be a whole number from " + std::to_string(kLeast) + " to " + std::to_string(kMost),
                     *found);
    }

    /// A name that `parse` turns into a value, or into an error.
    template <class Value, class Parse>
    void readName(const char* key, Value& value, Parse parse, Need need = Need::Optional) {
        std::string name;
        if (!find(key, need)) return;
        read(key, name);
        if (m_error) return;
        if (const auto parsed = parse(name))
            value = *parsed;
        else
            m_error = Error{parsed.error().message + " (" + quoted(key) + ")", pathOf(key)};
    }

    /// A list of objects, each read by `readItem(json, path, error)`.
    template <class Item, class Read>
    void readList(const char* key, std::vector<Item>& items, Read readItem, Need need = Need::Optional) {
        const Json* list = find(key, need);
        if (!list) return;
        if (!list->is_array()) return complain(key, "must be a list", *list);
        items.clear();
        for (std::size_t i = 0; i < list->size() && !m_error; ++i)
            items.push_back(readItem((*list)[i], pathOf(key) + "[" + std::to_string(i) + "]", m_error));
    }

    std::string pathOf(const std::string& key) const { return m_path.empty() ? key : m_path + "." + key; }
    std::optional<Error>& error() { return m_error; }
    /// Says that the value under `key` `must` be something else than it is.
    void complain(const std::string& key, const std::string& must, const Json& is);

private:
    /// As many numbers as `value` has; else it must be `what`.
    void readNumbers(const char* key, std::span<double> value, const char* what, Need need);
    std::string quoted(const std::string& key) const { return std::string("\"").append(pathOf(key)).append("\""); }

    const Json& m_json;
    std::string m_path;
    std::optional<Error>& m_error;
};

}  // namespace basin
