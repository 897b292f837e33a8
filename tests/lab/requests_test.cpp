// SPDX-License-Identifier: GPL-3.0-or-later
// What basin-lab says to wrong requests: exit code 2, one line on standard error, nothing on standard output.
#include "tests/lab/program.h"

#include <sstream>
#include <string>

using namespace basin;

namespace {

void refuses(const std::string& arguments, const std::string& saying) {
    const Run run = lab(arguments);
    CAPTURE(arguments, run.out, run.err);
    REQUIRE(run.exitCode == 2);
    REQUIRE(run.out.empty());
    REQUIRE(std::count(run.err.begin(), run.err.end(), '\n') == 1);
    REQUIRE(run.err.back() == '\n');
    REQUIRE(run.err.rfind("basin-lab", 0) == 0);
    REQUIRE(run.err.find(saying) != std::string::npos);
}

}  // namespace

TEST_CASE("A wrong verb, option or count of values is refused") {
    refuses("", "list, smooth, simulate, law or rates");
    refuses("frobnicate", "frobnicate");
    refuses("smooth --frobnicate", "--frobnicate");
    refuses("smooth --landscape", "--landscape");
    refuses("smooth --landscape dip extra", "extra");
    refuses("smooth --landscape dip --step-size 0.1 --step-size 0.2", "--step-size");
    refuses("smooth --landscape dip smooth --landscape dip", "--landscape");
}

TEST_CASE("A landscape that is not there or not one is refused") {
    refuses("smooth", "--landscape");
    refuses("smooth --landscape nowhere", "nowhere");
    refuses("smooth --landscape dip --formula w^2", "one of");
    refuses("smooth --landscape dip --set q=1", "\"q\"");
    refuses("smooth --landscape dip --set a", "NAME=VALUE");
    refuses("smooth --landscape dip --set a=one", "\"one\"");
    refuses("smooth --landscape dip --set a=1e9", "1e+09");
    refuses("smooth --formula w^2 --set a=1", "--set");
    refuses("smooth --formula 'sin('", "column");
    refuses("smooth --formula 'x=3'", "formula");
    refuses("smooth --formula '1/w' --domain -1,1", "formula");
    refuses("smooth --formula w^2 --domain 1,-1", "--domain");
    refuses("smooth --formula w^2 --domain 1", "--domain");
    refuses("smooth --formula \"$(printf 'w%.0s' $(seq 20000))\"", "formula");
    refuses("smooth --table /no/such/file.csv", "/no/such/file.csv");
    refuses("smooth --scenario no-such-scenario", "no-such-scenario");
    refuses("smooth --scenario /", "--scenario");
    const TemporaryFile table("w,f\n0,1\n1,two\n");
    refuses("smooth --table '" + table.path() + "'", "line 3");
    const TemporaryFile scenario("{\"version\": 1, ");
    refuses("smooth --scenario '" + scenario.path() + "'", "cut off");
    const TemporaryFile binary(std::string("\0\xff\xfe\x01", 4));
    refuses("smooth --scenario '" + binary.path() + "'", "JSON");
    refuses("smooth --table '" + binary.path() + "'", "0 points");
}

TEST_CASE("Noise that does not fit together is refused") {
    refuses("smooth --landscape dip --noise brown", "brown");
    refuses("smooth --landscape dip --sigma 1 --radius 2", "one of");
    refuses("smooth --landscape dip --noise gaussian --radius 2", "--radius");
    refuses("smooth --landscape dip --noise alpha-stable --alpha 1.5 --sigma 1", "standard deviation");
    refuses("smooth --landscape dip --noise gaussian --nu 3", "--nu");
    refuses("smooth --landscape dip --noise student-t --nu 0.5", "ν");
    refuses("smooth --landscape dip --sigma -1", "noise");
    refuses("smooth --landscape dip --batch-size 0", "--batch-size");
    refuses("smooth --landscape dip --batch-size 1.5", "--batch-size");
    refuses("smooth --landscape dip --sigma-of-w w", "0 or more");
    refuses("smooth --landscape dip --sampling with-replacement", "landscape of data");
}

TEST_CASE("Data that are not some, or do not fit the rest, are refused") {
    const TemporaryFile good("x,y\n1,2\n2,3\n3,7\n"), gap("1,2\n2,\n"), single("1,2\n");
    const std::string data = " --data " + good.path();
    refuses("smooth --data nowhere.csv", "nowhere.csv");
    refuses("smooth --data " + gap.path(), "line 2");
    refuses("smooth --data " + single.path(), "from 2 to 200");
    refuses("smooth --landscape dip" + data, "one of");
    refuses("smooth --loss wave --landscape dip", "--data");
    refuses("smooth --loss cubes" + data, "squares, robust, wave");
    refuses("smooth --sampling now" + data, "--sampling");
    refuses("smooth --sampling without-replacement --batch-size 4" + data, "from 3 samples");
    refuses("rates --over sigma" + data, "vary batch_size");
    refuses("rates --over radius --landscape dip --sigma-of-w 1+w^2", "vary batch_size");
    refuses("rates --over law" + data, "choose a law by --noise");
    refuses("rates --over batch_size --range 1,4,4 --sampling without-replacement" + data, "from 1 to 3");
}

TEST_CASE("Numbers that are none, or too much, are refused") {
    for (const char* number : {"nan", "inf", "-inf", "1e999", "0x10", "1,5", "''", "' 1'", "1.0.0", "--5"})
        refuses(std::string("smooth --landscape dip --step-size ") + number, "--step-size");
    refuses("smooth --landscape dip --step-size 0", "step size");
    refuses("smooth --landscape dip --step-size -0.1", "step size");
    refuses("smooth --landscape dip --at 1,,2", "--at");
    refuses("simulate --landscape dip --steps 0", "--steps");
    refuses("simulate --landscape dip --steps 1e13", "--steps");
    refuses("simulate --landscape dip --steps 99999999999999999999", "--steps");
    refuses("simulate --landscape dip --walkers 1000001", "--walkers");
    refuses("simulate --landscape dip --threads 0", "--threads");
    refuses("simulate --landscape dip --seed -1", "--seed");
    refuses("simulate --landscape dip --momentum 1", "momentum");
    refuses("simulate --landscape dip --start 1e7", "start");
    refuses("simulate --landscape dip --average mode", "mode");
    refuses("simulate --landscape dip --average tail:2", "fraction");
    refuses("simulate --landscape dip --average polyak --average polyak", "twice");
    refuses("simulate --landscape dip --schedule stairs", "stairs");
}

TEST_CASE("What a verb can not answer is refused") {
    refuses("law --landscape dip --momentum 0.9", "--momentum 0");
    refuses("law --scenario decaying-step", "--schedule constant");
    refuses("law --landscape dip --noise alpha-stable --alpha 1", "no mean");
    refuses("law --landscape dip --escape 2,3", "--start");
    refuses("law --landscape dip --escape 3,2", "--escape");
    refuses("law --landscape dip --cells 7", "--cells");
    refuses("rates --landscape dip --over time", "time");
    refuses("rates --landscape dip --over law --range 1,2,3", "--range");
    refuses("rates --landscape dip --noise gaussian --over radius", "--over sigma");
    refuses("rates --landscape dip --step-sizes 0.1,0.01,5", "--step-sizes");
    refuses("rates --landscape dip --step-sizes 0.1,0.2,1e9", "--step-sizes");
    refuses("rates --landscape dip --step-sizes 0,0.2,5", "above 0");
    refuses("rates --landscape dip --step-sizes 0.1,0.2,5 --over a --range 1,2,3", "--step-sizes");
    refuses("rates --landscape dip --method magic", "magic");
    refuses("rates --landscape dip --step-law eta:-1", "--step-law");
    refuses("rates --landscape dip --steps 10 --step-law fixed:10", "--steps");
    refuses("rates --landscape dip --momentum 0.5", "--momentum 0");
}

TEST_CASE("A failed computation has the exit code 1 and one line") {
    for (const char* arguments :
         {"law --landscape asymmetric --step-size 16", "rates --landscape asymmetric --step-sizes 16,20,3 --json",
          "smooth --landscape dip --csv /no/such/folder/file.csv", "list >/dev/full"}) {
        const Run run = lab(arguments);
        CAPTURE(arguments, run.err);
        REQUIRE(run.exitCode == 1);
        REQUIRE(std::count(run.err.begin(), run.err.end(), '\n') == 1);
    }
}

TEST_CASE("Every verb explains itself, with an example") {
    for (const char* verb : {"list", "smooth", "simulate", "law", "rates"}) {
        const Run run = lab(std::string(verb) + " --help");
        REQUIRE(run.exitCode == 0);
        REQUIRE(run.err.empty());
        REQUIRE(run.out.find(std::string("basin-lab ") + verb) != std::string::npos);
        // As a manual page, 80 columns wide but for commands to copy.
        for (const char* section :
             {"NAME\n", "\nSYNOPSIS\n", "\nDESCRIPTION\n", "\nOPTIONS", "\nEXIT STATUS\n", "\nEXAMPLES\n"})
            REQUIRE(run.out.find(section) != std::string::npos);
        std::istringstream lines(run.out.substr(0, run.out.find("\nEXAMPLES\n")));
        for (std::string line; std::getline(lines, line);) REQUIRE(line.size() <= 80);
    }
    REQUIRE(lab("--help").exitCode == 0);
    REQUIRE(lab("--version").out.rfind("basin-lab ", 0) == 0);
}
