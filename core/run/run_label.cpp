// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/run_label.h"

#include "core/scenario/fields.h"

#include <algorithm>
#include <cctype>

namespace basin {

namespace {

using Json = nlohmann::json;

bool isColour(const std::string& text) {
    return text.size() == 7 && text[0] == '#' &&
           std::all_of(text.begin() + 1, text.end(), [](unsigned char letter) { return std::isxdigit(letter) != 0; });
}

std::string textIn(const Json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

}  // namespace

RunLabel readRunLabel(const RunFolder& run) {
    const Result<std::string> text = readFile(run.label());
    if (!text) return {};
    const Result<Json> json = parseJson(*text);
    if (!json || !json->is_object()) return {};
    RunLabel label{textIn(*json, "title"), textIn(*json, "colour")};
    if (!isColour(label.colour)) label.colour.clear();
    return label;
}

std::optional<Error> writeRunLabel(const RunFolder& run, const RunLabel& label) {
    const Json json{{"title", label.title}, {"colour", label.colour}};
    return writeAtomically(run.label(), json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
}

}  // namespace basin
