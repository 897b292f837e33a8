// SPDX-License-Identifier: GPL-3.0-or-later
// The lab without a window: main program.
#include "app/lab/verbs.h"
#include "app/shell/manual.h"

int main(int argc, char** argv) {
    using namespace basin::lab;
    CLI::App program{
        "Basin's lab without a window: how far SGD and its average end from v*, the minimum of the smoothed loss F"};
    program.name("basin-lab");
    program.set_version_flag("--version", std::string("basin-lab ") + BASIN_VERSION);
    program.require_subcommand(0, 1);
    basin::setManual(program, {.description = {"\"basin-lab VERB --help\" tells what a verb takes."},
                               .examples = {"basin-lab list", "basin-lab rates --scenario two-rates"}});
    return basin::runProgram(
        program, {addList(program), addSmooth(program), addSimulate(program), addLaw(program), addRates(program)}, argc,
        argv);
}
