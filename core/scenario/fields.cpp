// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scenario/fields.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace basin {

namespace {

using Json = nlohmann::json;

std::string kindOf(const Json& json) {
    switch (json.type()) {
        case Json::value_t::null: return "null";
        case Json::value_t::object: return "an object";
        case Json::value_t::array: return "an array";
        case Json::value_t::boolean: return json.get<bool>() ? "true" : "false";
        default: break;
    }
    // Numbers and texts as they stand, if they are short.
    const std::string text = json.dump(-1, ' ', false, Json::error_handler_t::replace);
    return text.size() <= 40 ? text : json.is_string() ? "a long text" : "a number";
}

std::string placeOf(std::string_view text, std::size_t at) {
    const std::string_view before = text.substr(0, std::min(at, text.size()));
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const std::size_t lineStart = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
    return "line " + std::to_string(line) + ", column " + std::to_string(before.size() - lineStart + 1);
}

/// Watches the keys go by and remembers the first that comes twice in one object.
class KeyWatch {
public:
    struct TooDeep {};
    /// Objects and lists within each other, at most: what walks through them may call itself.
    static constexpr int kDeepest = 100;

    bool operator()(int depth, Json::parse_event_t event, Json& parsed) {
        if (depth > kDeepest) throw TooDeep{};
        if (event == Json::parse_event_t::object_start) m_open.emplace_back();
        if (event == Json::parse_event_t::object_end) m_open.pop_back();
        if (event == Json::parse_event_t::key && !m_open.back().insert(parsed.get<std::string>()).second &&
            repeated.empty())
            repeated = parsed.get<std::string>();
        return true;
    }
    std::string repeated;

private:
    std::vector<std::set<std::string>> m_open;
};

}  // namespace

Result<Json> parseJson(std::string_view text) {
    if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) return Error{"The file is empty.", ""};
    KeyWatch watch;
    try {
        Json json = Json::parse(text, std::ref(watch));
        if (!watch.repeated.empty())
            return Error{"The key \"" + watch.repeated + "\" is there twice in one object.", watch.repeated};
        return json;
    } catch (const KeyWatch::TooDeep&) {
        return Error{"The file has more than " + std::to_string(KeyWatch::kDeepest) +
                         " objects and lists within each other: no file of Basin is so deep.",
                     ""};
    } catch (const Json::parse_error& error) {
        // `byte` counts from 1; one past the end means that more was expected there.
        const std::size_t at = error.byte == 0 ? 0 : error.byte - 1;
        const std::size_t end = text.find_last_not_of(" \t\r\n") + 1;
        if (at >= end) {
            const std::string place = placeOf(text, end);
            return Error{"The file breaks off at " + place + ", before its end: it was cut off.", place};
        }
        const std::string place = placeOf(text, at);
        return Error{"The text stops being JSON at " + place + ".", place};
    } catch (const Json::exception&) {
        return Error{"The file has a number too large to be read.", ""};
    }
}

Fields::Fields(const Json& json, std::string path, const std::vector<std::string>& known, std::optional<Error>& error)
    : m_json(json), m_path(std::move(path)), m_error(error) {
    if (m_error) return;
    if (!json.is_object()) {
        const std::string what = m_path.empty() ? "A scenario file" : "\"" + m_path + "\"";
        m_error = Error{what + " must be an object with named values, not " + kindOf(json) + ".", m_path};
        return;
    }
    for (const auto& [key, value] : json.items()) {
        if (std::find(known.begin(), known.end(), key) != known.end()) continue;
        std::string names;
        for (const std::string& name : known) names.append(names.empty() ? "" : ", ").append(name);
        m_error = Error{"Version 1 of the format knows no key " + quoted(key) + "; it reads " + names + " there.",
                        pathOf(key)};
        return;
    }
}

const Json* Fields::find(const char* key, Need need) {
    if (m_error) return nullptr;
    const auto found = m_json.find(key);
    if (found != m_json.end()) return &*found;
    if (need == Need::Required) m_error = Error{"The key " + quoted(key) + " is missing.", pathOf(key)};
    return nullptr;
}

void Fields::complain(const std::string& key, const std::string& must, const Json& is) {
    if (!m_error) m_error = Error{quoted(key) + " " + must + ", not " + kindOf(is) + ".", pathOf(key)};
}

void Fields::read(const char* key, double& value, Need need) {
    const Json* found = find(key, need);
    if (!found) return;
    if (found->is_number())
        value = found->get<double>();
    else
        complain(key, "must be a number", *found);
}

void Fields::read(const char* key, bool& value, Need need) {
    const Json* found = find(key, need);
    if (!found) return;
    if (found->is_boolean())
        value = found->get<bool>();
    else
        complain(key, "must be true or false", *found);
}

void Fields::read(const char* key, std::string& value, Need need) {
    const Json* found = find(key, need);
    if (!found) return;
    if (found->is_string())
        value = found->get<std::string>();
    else
        complain(key, "must be a text in quotes", *found);
}

void Fields::read(const char* key, std::vector<double>& value, Need need) {
    const Json* found = find(key, need);
    if (!found) return;
    const auto isNumber = [](const Json& item) { return item.is_number(); };
    if (found->is_array() && std::all_of(found->begin(), found->end(), isNumber))
        value = found->get<std::vector<double>>();
    else
        complain(key, "must be a list of numbers", *found);
}

void Fields::read(const char* key, std::map<std::string, double>& value, Need need) {
    const Json* found = find(key, need);
    if (!found) return;
    if (!found->is_object()) return complain(key, "must be an object with named numbers", *found);
    for (const auto& [name, number] : found->items()) {
        if (!number.is_number()) return complain(std::string(key) + "." + name, "must be a number", number);
        value[name] = number.get<double>();
    }
}

void Fields::readNumbers(const char* key, std::span<double> value, const char* what, Need need) {
    const Json* found = find(key, need);
    if (!found) return;
    std::vector<double> numbers;
    read(key, numbers);
    if (m_error) return;
    if (numbers.size() == value.size())
        std::copy(numbers.begin(), numbers.end(), value.begin());
    else
        complain(key, std::string("must be ") + what, *found);
}

void Fields::read(const char* key, Interval& value, Need need) {
    std::array<double, 2> ends{value.lower, value.upper};
    readNumbers(key, ends, "two numbers, the lower and the upper end", need);
    value = {ends[0], ends[1]};
}

void Fields::read(const char* key, Point& value, Need need) {
    std::array<double, 2> coordinates{value.x, value.y};
    readNumbers(key, coordinates, "two numbers, x and y", need);
    value = {coordinates[0], coordinates[1]};
}

void Fields::read(const char* key, Symmetric& value, Need need) {
    std::array<double, 3> entries{value.xx, value.xy, value.yy};
    readNumbers(key, entries, "three numbers: xx, xy and yy", need);
    value = {entries[0], entries[1], entries[2]};
}

void Fields::read(const char* key, Rectangle& value, Need need) {
    const Json* found = find(key, need);
    if (!found) return;
    Fields sides(*found, pathOf(key), {"x", "y"}, m_error);
    sides.read("x", value.x, Need::Required);
    sides.read("y", value.y, Need::Required);
}

}  // namespace basin
