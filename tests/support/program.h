// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/catch.h"

#include <nlohmann/json.hpp>

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace basin {

/// A file that is gone at the end.
class TemporaryFile {
public:
    explicit TemporaryFile(const std::string& text = {}) {
        static int count = 0;
        m_path = std::filesystem::temp_directory_path() /
                 ("basin-test-file-" + std::to_string(getpid()) + "-" + std::to_string(++count));
        std::ofstream(m_path, std::ios::binary) << text;
    }
    ~TemporaryFile() {
        std::error_code ignored;
        std::filesystem::remove(m_path, ignored);
    }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    std::string path() const { return m_path.string(); }
    std::string text() const {
        std::ifstream file(m_path, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }

private:
    std::filesystem::path m_path;
};

/// What a program left behind.
struct Run {
    int exitCode = -1;
    std::string out, err;

    /// The one JSON object on standard output.
    nlohmann::json json() const {
        CAPTURE(out, err);
        REQUIRE(exitCode == 0);
        return nlohmann::json::parse(out);
    }
};

/// Runs a program with arguments as one would type them; `before` goes in front of the command.
inline Run runProgram(const std::string& program, const std::string& arguments, const std::string& before = {}) {
    const TemporaryFile errors;
    const std::string command = before + " '" + program + "' " + arguments + " 2>'" + errors.path() + "' </dev/null";
    Run run;
    FILE* pipe = popen(command.c_str(), "r");
    REQUIRE(pipe);
    std::array<char, 4096> buffer;
    for (std::size_t count; (count = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
        run.out.append(buffer.data(), count);
    const int status = pclose(pipe);
    if (WIFEXITED(status)) run.exitCode = WEXITSTATUS(status);
    run.err = errors.text();
    return run;
}

}  // namespace basin
