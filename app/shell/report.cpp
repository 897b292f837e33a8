// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/report.h"

#include "core/number_text.h"

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <limits>

namespace basin {

namespace {

/// Columns that a text takes: its characters, not the bytes of their UTF-8.
std::size_t widthOf(const std::string& text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string padding(std::size_t width, const std::string& text) {
    return std::string(width - std::min(width, widthOf(text)), ' ');
}

}  // namespace

void print(const Table& table) {
    std::vector<std::size_t> widths;
    for (const std::string& column : table.columns) widths.push_back(widthOf(column));
    for (const auto& row : table.rows)
        for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], widthOf(shortText(row[i])));
    const auto line = [&](const auto& textAt, const auto& isWord) {
        std::string text;
        for (std::size_t i = 0; i < widths.size(); ++i) {
            const std::string cell = textAt(i), space = padding(widths[i], cell);
            text += (i > 0 ? "  " : "") + (isWord(i) ? cell + space : space + cell);
        }
        text.erase(text.find_last_not_of(' ') + 1);
        std::printf("%s\n", text.c_str());
    };
    const auto isWord = [&](std::size_t i) {
        return !table.rows.empty() && std::holds_alternative<std::string>(table.rows.front()[i]);
    };
    line([&](std::size_t i) { return table.columns[i]; }, isWord);
    for (const auto& row : table.rows) line([&](std::size_t i) { return shortText(row[i]); }, isWord);
}

void print(const Json& json) { std::printf("%s\n", json.dump(2, ' ', false, Json::error_handler_t::replace).c_str()); }

void printLine(const Json& json) {
    std::printf("%s\n", json.dump(-1, ' ', false, Json::error_handler_t::replace).c_str());
    std::fflush(stdout);
}

void printFacts(const std::vector<std::pair<std::string, std::string>>& facts) {
    std::size_t width = 0;
    for (const auto& [name, value] : facts) width = std::max(width, widthOf(name));
    for (const auto& [name, value] : facts)
        std::printf("%s%s  %s\n", name.c_str(), padding(width, name).c_str(), value.c_str());
}

std::optional<std::string> writeText(const std::string& path, const std::string& text, const std::string& option) {
    std::ofstream file(path, std::ios::binary);
    file << text;
    file.close();
    if (file) return std::nullopt;
    return "\"" + path + "\" can not be written; choose another file for " + option + ".";
}

std::optional<std::string> writeCsv(const std::string& path, const Table& table) {
    return writeText(path, csvText(table), "--csv");
}

double orNaN(const std::optional<double>& value) { return value.value_or(std::numeric_limits<double>::quiet_NaN()); }

Json intervalJson(const std::optional<Interval>& interval) {
    return interval ? Json{interval->lower, interval->upper} : Json();
}

std::string intervalText(const Interval& interval) {
    return "[" + shortNumber(interval.lower) + ", " + shortNumber(interval.upper) + "]";
}

Progress::Progress(std::string what) : m_what(std::move(what)), m_terminal(isatty(STDERR_FILENO) == 1) {}

Progress::~Progress() {
    if (m_shown) std::fprintf(stderr, "\r\033[K");
}

void Progress::show(double done, double all) { show(shortNumber(done) + " of " + shortNumber(all)); }

void Progress::show(const std::string& text) {
    const auto now = std::chrono::steady_clock::now();
    if (!m_terminal || now - m_last < std::chrono::milliseconds(100)) return;
    m_last = now;
    m_shown = true;
    std::fprintf(stderr, "\r\033[K%s: %s", m_what.c_str(), text.c_str());
    std::fflush(stderr);
}

}  // namespace basin
