// SPDX-License-Identifier: GPL-3.0-or-later
// An interrupt from the keyboard ends a long run with what was done by then and the exit code 130.
#include "tests/lab/program.h"

#include <fcntl.h>
#include <sched.h>

#include <csignal>
#include <fstream>
#include <string>
#include <vector>

using namespace basin;
using Json = nlohmann::json;

namespace {

/// Whether the process has a handler for interrupts by now (Linux).
bool catchesInterrupts(pid_t child) {
    std::ifstream status("/proc/" + std::to_string(child) + "/status");
    for (std::string line; std::getline(status, line);)
        if (line.rfind("SigCgt:", 0) == 0) return (std::stoull(line.substr(7), nullptr, 16) >> (SIGINT - 1) & 1U) != 0;
    return false;
}

/// Runs basin-lab and interrupts it as soon as it is ready for that; it must not end by itself before.
Run interrupted(const std::vector<std::string>& arguments) {
    const TemporaryFile out, errors;
    std::vector<char*> argv{const_cast<char*>(BASIN_LAB)};
    for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
    argv.push_back(nullptr);
    const std::string outPath = out.path(), errorPath = errors.path();
    int executed[2];  // closed by exec: until then the child has the handlers of this program
    REQUIRE(pipe2(executed, O_CLOEXEC) == 0);
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        dup2(open(outPath.c_str(), O_WRONLY | O_TRUNC), STDOUT_FILENO);
        dup2(open(errorPath.c_str(), O_WRONLY | O_TRUNC), STDERR_FILENO);
        std::signal(SIGINT, SIG_DFL);
        execv(BASIN_LAB, argv.data());
        _exit(127);
    }
    close(executed[1]);
    char nothing = 0;
    REQUIRE(read(executed[0], &nothing, 1) == 0);
    close(executed[0]);
    int status = 0;
    while (!catchesInterrupts(child) && waitpid(child, &status, WNOHANG) == 0) sched_yield();
    kill(child, SIGINT);
    REQUIRE(waitpid(child, &status, 0) == child);
    REQUIRE(WIFEXITED(status));
    return {WEXITSTATUS(status), out.text(), errors.text()};
}

void saysSo(const Run& run) {
    CAPTURE(run.out, run.err);
    REQUIRE(run.exitCode == 130);
    REQUIRE(run.err.find("Interrupted") != std::string::npos);
    REQUIRE(std::count(run.err.begin(), run.err.end(), '\n') == 1);
}

}  // namespace

TEST_CASE("An interrupted simulate gives the walkers as they were") {
    const Run run = interrupted({"simulate", "--landscape", "asymmetric", "--radius", "1", "--step-size", "0.1",
                                 "--steps", "1e12", "--walkers", "100", "--json"});
    saysSo(run);
    const Json json = Json::parse(run.out);
    REQUIRE(json["steps"].get<double>() < 1e12);
    REQUIRE(json["walkers"] == 100);
}

TEST_CASE("An interrupted sweep gives the rows that were done") {
    for (const char* method : {"chain", "ensemble"}) {
        // A thousand chains of 20000 cells, or of ensembles, take hours.
        const Run run = interrupted({"rates", "--landscape", "asymmetric", "--radius", "1", "--step-sizes",
                                     "0.0001,0.3,1000", "--cells", "20000", "--method", method, "--json"});
        saysSo(run);
        const Json json = Json::parse(run.out);
        REQUIRE(json["rows"].size() == 1000);
        REQUIRE(json["rows"][999]["problem"] == "Stopped before it was done.");
    }
}

TEST_CASE("An interrupted law says that there is none") {
    const Run run = interrupted(
        {"law", "--landscape", "dip", "--radius", "20", "--step-size", "0.004", "--steps", "1e12", "--cells", "20000"});
    saysSo(run);
    REQUIRE(run.out.empty());
}
