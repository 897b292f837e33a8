// SPDX-License-Identifier: GPL-3.0-or-later
// Training runs without a window: main program, and the worker that the window starts.
#include "app/shell/manual.h"
#include "app/train/verbs.h"

int main(int argc, char** argv) {
    using namespace basin::train;
    CLI::App program{"Trains networks by SGD and SAM, with the averages of their iterates"};
    program.name("basin-train");
    program.set_version_flag("--version", std::string("basin-train ") + BASIN_VERSION);
    program.require_subcommand(0, 1);
    basin::setManual(
        program, {.description = {"\"basin-train VERB --help\" tells what a verb takes. A run is a folder; whoever "
                                  "reads it, on this machine or another, sees where it stands."},
                  .examples = {"basin-train download cifar10 --data data",
                               "basin-train run --dataset cifar10 --data data --network resnet8 --epochs 6 \\",
                               "    --batch-size 128 --step-size 0.1 --run-dir runs/first", "basin-train status runs"},
                  .interrupted = kInterrupted});
    return basin::runProgram(program,
                             {addRun(program), addResume(program), addStatus(program), addEvaluate(program),
                              addFork(program), addCompare(program), addPreflight(program), addBench(program),
                              addDownload(program), addSharpness(program), addNoise(program), addSlice(program)},
                             argc, argv);
}
