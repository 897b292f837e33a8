// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interval.h"
#include "core/table.h"

#include <nlohmann/json.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace basin {

/// Keys in the order in which they are put in; NaN and infinity are printed as null.
using Json = nlohmann::ordered_json;

/// How a verb ended: the exit code, and a sentence for standard error (or none).
struct Outcome {
    int exitCode = 0;
    std::string message;
};
inline Outcome wrongRequest(std::string message) { return {2, std::move(message)}; }
inline Outcome failed(std::string message) { return {1, std::move(message)}; }
/// As a shell says it of a program that an interrupt has ended: 128 + SIGINT.
inline Outcome interrupted() { return {130, "Interrupted; what was done by then is above."}; }

/// On standard output, numbers with four digits, flush right.
void print(const Table& table);
void print(const Json& json);
void printLine(const Json& json);  ///< on one line, at once
/// "name  value", the values one below the other.
void printFacts(const std::vector<std::pair<std::string, std::string>>& facts);
/// Puts the text into a file. Says what went wrong, and which option named the file.
std::optional<std::string> writeText(const std::string& path, const std::string& text, const std::string& option);
std::optional<std::string> writeCsv(const std::string& path, const Table& table);

double orNaN(const std::optional<double>& value);
Json intervalJson(const std::optional<Interval>& interval);
std::string intervalText(const Interval& interval);

/// A line on standard error that tells how far the work is, while that is a terminal.
class Progress {
public:
    explicit Progress(std::string what);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    void show(double done, double all);
    void show(const std::string& text);

private:
    std::string m_what;
    bool m_terminal, m_shown = false;
    std::chrono::steady_clock::time_point m_last;
};

}  // namespace basin
