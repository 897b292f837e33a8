// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/landscape/curve.h"

#include "tests/core/landscape/checks.h"
#include "tests/support/catch.h"

using namespace basin;

namespace {

const std::vector<CurvePoint> kFour{{-1.5, 2.0}, {0.0, -3e-4}, {0.5, 1.0}, {2.0, 4.25}};

Error errorOf(std::string_view text) {
    const Result<std::vector<CurvePoint>> points = readCurveCsv(text);
    CAPTURE(text);
    REQUIRE_FALSE(points);
    REQUIRE_FALSE(points.error().message.empty());
    return points.error();
}

}  // namespace

TEST_CASE("Tables are read with any separator, header, comments, blank lines and line ends") {
    for (const char* text :
         {"-1.5,2\n0,-3e-4\n0.5,1\n2,4.25\n", "-1.5,2\n0,-3e-4\n0.5,1\n2,4.25", "w,f\n-1.5,2\n0,-3e-4\n0.5,1\n2,4.25\n",
          "\xEF\xBB\xBFw;f\r\n-1.5;2\r\n0;-3e-4\r\n0.5;1\r\n2;4.25\r\n", "-1.5\t2\n0\t-3e-4\n0.5\t1\n2\t4.25\n",
          "  -1.5   2\n0 -3E-04\n 0.5  +1.0 \n+2 4.25\n\n",
          "# a curve\nx f(x)\n\n-1.5, 2 # the first\n0 , -3e-4\n\n0.5,1\n2,4.25\n# end"}) {
        CAPTURE(text);
        const Result<std::vector<CurvePoint>> points = readCurveCsv(text);
        REQUIRE(points);
        REQUIRE(*points == kFour);
    }
}

TEST_CASE("A bad table is refused with its line") {
    struct Case {
        const char *text, *where, *what;
    };
    for (const Case& bad : std::vector<Case>{{"", "table", "0 points"},
                                             {"\n\n# nothing\n", "table", "0 points"},
                                             {"1,2\n", "table", "1 point;"},
                                             {"w,f\n1,2\n2,3\n3,4\n", "table", "3 points"},
                                             {"0,1\n1,\n2,3\n3,4\n", "line 2", "no number for f"},
                                             {"0,1\n,2\n2,3\n3,4\n", "line 2", "no number for w"},
                                             {"0,1\n1\n2,3\n3,4\n", "line 2", "one column"},
                                             {"0,1\n1,2,3\n2,3\n3,4\n", "line 2", "3 columns"},
                                             {"0,1\n1,two\n2,3\n3,4\n", "line 2", "'two' stands for f"},
                                             {"w,f\nw,f\n1,2\n2,3\n", "line 2", "'w' stands for w"},
                                             {"0,one\n1,2\n2,3\n3,4\n", "line 1", "'one'"},
                                             {"0,1\n1,2x\n2,3\n3,4\n", "line 2", "'2x'"},
                                             {"0,1\n1,0x10\n2,3\n3,4\n", "line 2", "'0x10'"},
                                             {"0,1\n1,nan\n2,3\n3,4\n", "line 2", "must be finite"},
                                             {"0,1\n1,inf\n2,3\n3,4\n", "line 2", "must be finite"},
                                             {"nan,nan\n1,1\n2,3\n3,4\n", "line 1", "must be finite"},
                                             {"0,1\n1,1e999\n2,3\n3,4\n", "line 2", "must be finite"},
                                             {"0,1\n2,1\n1,3\n3,4\n", "line 3", "sort the lines"},
                                             {"0,1\n1,1\n1,3\n3,4\n", "line 3", "second time"},
                                             {"0,1\n-0,1\n1,3\n3,4\n", "line 2", "second time"},
                                             {"1,5;2,5\n2,5;3\n", "line 1", "decimal comma"},
                                             {"w;f\n1;2\n1,5;2\n", "line 3", "decimal comma"},
                                             {"1,5\t2,5\n", "line 1", "decimal comma"},
                                             {"1,5 2,5\n", "line 1", "decimal comma"},
                                             {"1,5,2,5\n", "line 1", "decimal comma"}}) {
        const Error error = errorOf(bad.text);
        CAPTURE(bad.text, error.message);
        REQUIRE(error.where == bad.where);
        REQUIRE(says(error, bad.what));
        REQUIRE(error.message.back() == '.');
        REQUIRE(error.message.find('\n') == std::string::npos);
    }
}

TEST_CASE("A number too small for a double is read as nought") {
    const Result<std::vector<CurvePoint>> points = readCurveCsv("0,1e-999\n1,2\n2,3\n3,4\n");
    REQUIRE(points);
    REQUIRE((*points)[0].f == 0.0);
}

TEST_CASE("A table of too many points is refused, one of as many as allowed is not") {
    std::string text;
    for (int i = 0; i < 100'000; ++i) text += std::to_string(i) + ",0\n";
    REQUIRE(readCurveCsv(text));
    REQUIRE(makeCurve(*readCurveCsv(text)));
    text += "100000,0\n";
    const Error error = errorOf(text);
    REQUIRE(error.where == "line 100001");
    REQUIRE(says(error, "100000"));
}

TEST_CASE("Anything may be in a file") {
    // Long lines and bytes of every kind end in a short message.
    REQUIRE(errorOf(std::string(1'000'000, '7') + ",1\n").message.size() < 200);
    REQUIRE(errorOf("0,1\n1," + std::string(1'000'000, 'x')).message.size() < 200);
    REQUIRE(
        errorOf("0,1\n1,\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4 abc")
            .message.size() < 200);
    std::mt19937_64 random(1);
    const std::string_view alphabet = "0123456789.,;\t -+eEnaif#\n\r\"w\xEF\xBB\xBF";
    for (int i = 0; i < 3000; ++i) {
        std::string text(random() % 60, ' ');
        for (char& c : text)
            c = random() % 20 == 0 ? static_cast<char>(random()) : alphabet[random() % alphabet.size()];
        const Result<std::vector<CurvePoint>> points = readCurveCsv(text);
        if (points) {
            REQUIRE(points->size() >= 4);
            REQUIRE(std::ranges::is_sorted(*points, std::less_equal<>(), &CurvePoint::w));
        } else {
            REQUIRE(points.error().message.back() == '.');
        }
    }
}
