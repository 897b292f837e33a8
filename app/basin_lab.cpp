// SPDX-License-Identifier: GPL-3.0-or-later
// The lab without a window: main program.
#include "app/lab/manual.h"
#include "app/lab/verbs.h"

#include <algorithm>
#include <cstdio>
#include <exception>
#include <new>
#include <string>

namespace {

int say(const std::string& where, std::string message, int exitCode) {
    std::replace(message.begin(), message.end(), '\n', ' ');
    std::fprintf(stderr, "%s: %s\n", where.c_str(), message.c_str());
    return exitCode;
}

}  // namespace

int main(int argc, char** argv) {
    using namespace basin::lab;
    CLI::App program{
        "Basin's lab without a window: how far SGD and its average end from v*, the minimum of the smoothed loss F"};
    program.name("basin-lab");
    program.set_version_flag("--version", std::string("basin-lab ") + BASIN_VERSION);
    program.require_subcommand(0, 1);
    setManual(program, {.description = {"\"basin-lab VERB --help\" tells what a verb takes."},
                        .examples = {"basin-lab list", "basin-lab rates --scenario two-rates"}});
    const Verb verbs[] = {addList(program), addSmooth(program), addSimulate(program), addLaw(program),
                          addRates(program)};
    try {
        program.parse(argc, argv);
    } catch (const CLI::Success& asked) {  // --help, --version
        return program.exit(asked);
    } catch (const CLI::ParseError& error) {
        return say("basin-lab", std::string(error.what()) + " (see --help)", 2);
    }
    for (const Verb& verb : verbs) {
        if (!verb.arguments->parsed()) continue;
        const std::string name = "basin-lab " + verb.arguments->get_name();
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
    return say("basin-lab", "Say what to do: list, smooth, simulate, law or rates (see --help).", 2);
}
