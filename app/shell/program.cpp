// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/program.h"

#include <algorithm>
#include <cstdio>
#include <exception>
#include <new>
#include <string>

namespace basin {

namespace {

int say(const std::string& where, std::string message, int exitCode) {
    std::replace(message.begin(), message.end(), '\n', ' ');
    std::fprintf(stderr, "%s: %s\n", where.c_str(), message.c_str());
    return exitCode;
}

int run(const Verb& verb, const std::string& name) {
    Outcome outcome;
    try {
        outcome = verb.run();
    } catch (const std::bad_alloc&) {
        return say(name, "There is not enough memory for this.", 1);
    } catch (const std::exception& error) {
        return say(name, error.what(), 1);
    }
    if ((std::fflush(stdout) != 0 || std::ferror(stdout) != 0) && outcome.exitCode == 0)
        outcome = failed("Standard output can not be written.");
    if (!outcome.message.empty()) say(name, outcome.message, 0);
    return outcome.exitCode;
}

}  // namespace

int runProgram(CLI::App& program, const std::vector<Verb>& verbs, int argc, char** argv) {
    try {
        program.parse(argc, argv);
    } catch (const CLI::Success& asked) {  // --help, --version
        return program.exit(asked);
    } catch (const CLI::ParseError& error) {
        return say(program.get_name(), std::string(error.what()) + " (see --help)", 2);
    }
    std::string known;
    for (const Verb& verb : verbs) {
        const std::string name = verb.arguments->get_name();
        if (verb.arguments->parsed()) return run(verb, program.get_name() + " " + name);
        known += (known.empty() ? "" : &verb == &verbs.back() ? " or " : ", ") + name;
    }
    return say(program.get_name(), "Say what to do: " + known + " (see --help).", 2);
}

}  // namespace basin
