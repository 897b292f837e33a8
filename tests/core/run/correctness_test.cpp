// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/correctness.h"
#include "core/run/npy.h"

#include "tests/core/run/folder.h"
#include "tests/support/catch.h"

#include <random>

namespace basin {

TEST_CASE("Which images were right is kept as NumPy reads it") {
    // What numpy.save writes for numpy.array([1, 0, 1], dtype=numpy.uint8): 128 bytes of header, then the values.
    std::string header = "{'descr': '|u1', 'fortran_order': False, 'shape': (3,), }";
    header.resize(117, ' ');
    const std::string expected =
        std::string("\x93NUMPY\x01\x00\x76\x00", 10) + header + "\n" + std::string("\1\0\1", 3);
    REQUIRE(readNpy(expected));
    REQUIRE(*readNpy(expected) == Correctness{1, 0, 1});
    // Ours is filled up to a multiple of 64 alone.
    const std::string bytes = npyOf({1, 0, 1});
    REQUIRE((bytes.size() - 3) % 64 == 0);
    REQUIRE(*readNpy(bytes) == Correctness{1, 0, 1});
    REQUIRE(readNpy(npyOf({}))->empty());
}

TEST_CASE("Correctness comes back by run, weights and split") {
    const TestFolder run;
    REQUIRE(correctnessPath("r", "tail:0.75", Split::Test) == "r/correct/test-tail-0.75.npy");
    REQUIRE_FALSE(*readCorrectness(run.path, "sgd", Split::Test));
    REQUIRE_FALSE(writeCorrectness(run.path, "sgd", Split::Test, {0, 1, 1}));
    REQUIRE_FALSE(writeCorrectness(run.path, "sgd", Split::Test, {1, 0}));
    REQUIRE_FALSE(writeCorrectness(run.path, "sgd", Split::Holdout, {1}));
    REQUIRE(**readCorrectness(run.path, "sgd", Split::Test) == Correctness{1, 0});
    REQUIRE(**readCorrectness(run.path, "sgd", Split::Holdout) == Correctness{1});
    REQUIRE_FALSE(*readCorrectness(run.path, "polyak", Split::Test));
}

TEST_CASE("A file of correctness that is rubbish is an error with its name") {
    const TestFolder run;
    REQUIRE_FALSE(writeCorrectness(run.path, "sgd", Split::Test, {0, 1, 1}));
    const auto path = correctnessPath(run.path, "sgd", Split::Test);
    const std::string good = contentOf(path);
    std::mt19937 random(5);
    for (std::size_t length = 0; length < good.size(); ++length) REQUIRE_FALSE(readNpy(good.substr(0, length)));
    REQUIRE_FALSE(readNpy(good + "x"));
    for (int i = 0; i < 2000; ++i) {
        std::string spoilt = good;
        spoilt[random() % spoilt.size()] = static_cast<char>(random());
        if (const auto read = readNpy(spoilt)) REQUIRE(read->size() == 3);
    }
    std::string floats = good;
    floats.replace(floats.find("|u1"), 3, "<f4");
    for (const std::string& bad : {floats, npyOf({0, 2})}) {
        writeFile(path, bad);
        const auto read = readCorrectness(run.path, "sgd", Split::Test);
        REQUIRE_FALSE(read);
        REQUIRE(read.error().message.find("test-sgd.npy") != std::string::npos);
    }
}

}  // namespace basin
