// SPDX-License-Identifier: GPL-3.0-or-later
// basin-lab with noise that depends on w: --sigma-of-w, and --data with real minibatches.
#include "tests/lab/program.h"

#include <cmath>
#include <string>

using namespace basin;
using Json = nlohmann::json;

namespace {

// A = mean x² = (1 + 1 + 4 + 9)/4 = 3.75, mean xy = (1 + 2 + 6 + 7.5)/4 = 4.125, so that w_f = 1.1.
const char* const kData = "x,y\n1,1\n-1,-2\n2,3\n3,2.5\n";

}  // namespace

TEST_CASE("Samples from a file: least squares by minibatches ends about the best w, its average exactly there") {
    const TemporaryFile data(kData);
    const std::string setting = " --data '" + data.path() + "' --step-size 0.05";
    const Json smooth = lab("smooth --json" + setting).json();
    REQUIRE_THAT(smooth["w_f"].get<double>(), WithinAbs(1.1, 1e-9));
    REQUIRE_THAT(smooth["constants"]["L"].get<double>(), WithinRel(3.75, 1e-9));
    REQUIRE(smooth["constants"]["sigma2"].get<double>() > 0.0);
    REQUIRE(smooth["bounds"]["B2"].is_null());
    REQUIRE(smooth["certified"] == false);

    // Batches of one: V = η² E(xy − x²w_f)²/(1 − E(1 − ηx²)²) with residuals times x of −.1, .9, 1.6, −2.4.
    const double square = (0.01 + 0.81 + 2.56 + 5.76) / 4.0;
    const double contraction = (2.0 * std::pow(0.95, 2) + std::pow(0.8, 2) + std::pow(0.55, 2)) / 4.0;
    const double V = 0.0025 * square / (1.0 - contraction);
    const Json law = lab("law --json" + setting).json();
    REQUIRE_THAT(law["mean_w"].get<double>(), WithinAbs(1.1, 1e-9));
    REQUIRE_THAT(std::pow(law["rms"].get<double>(), 2),
                 WithinRel(V + std::pow(1.1 - law["v_star"].get<double>(), 2), 2e-3));

    // All four at a time without replacement: no noise at all, and F is f.
    const Json whole = lab("smooth --json --batch-size 4 --sampling without-replacement" + setting).json();
    REQUIRE(whole["constants"]["sigma1"].get<double>() < 1e-9);
    REQUIRE_THAT(whole["v_star"].get<double>(), WithinAbs(1.1, 1e-9));

    const Json run = lab("simulate --json --steps 500 --walkers 4000 --start 1.1" + setting).json();
    REQUIRE_THAT(run["sgd"]["mean"].get<double>(), WithinAbs(1.1, 5.0 * std::sqrt(V / 4000.0)));
    // The law of the noise can be put in the place of the batches.
    const Json plain = lab("smooth --json --noise gaussian --sigma 1" + setting).json();
    REQUIRE(plain["constants"]["sigma2"] == 0.0);
    REQUIRE(lab("smooth --json --loss robust" + setting).json()["w_f"] != smooth["w_f"]);
}

TEST_CASE("A standard deviation that depends on w") {
    // On w²/2 with σ(w)² = .64 + 2.25w²: V = η²·.64/(1 − (1−η)² − 2.25η²).
    const std::string setting =
        " --formula w^2/2 --domain -6,6 --noise gaussian --sigma-of-w 'sqrt(0.64 + 2.25*w^2)' --step-size 0.1";
    const Json law = lab("law --json" + setting).json();
    REQUIRE_THAT(std::pow(law["rms"].get<double>(), 2), WithinRel(0.0064 / (1.0 - 0.81 - 0.0225), 3e-3));
    const Json smooth = lab("smooth --json" + setting).json();
    REQUIRE(smooth["bounds"].contains("B6"));
    REQUIRE_THAT(smooth["predictions"]["P3"].get<double>(),
                 WithinRel(0.64 / std::pow(smooth["constants"]["mu"].get<double>(), 2), 1e-6));
    const Json rates = lab("rates --json --step-sizes 0.02,0.2,5" + setting).json();
    REQUIRE_THAT(rates["slopes"]["sgd"]["value"].get<double>(), WithinAbs(0.5, 0.01));
    // Where w − ηf′(w) does not rise there is no F, which is said.
    const Json none = lab("smooth --json --formula w^2/2 --domain -6,6 --sigma-of-w '1+abs(w)' --step-size 1.2").json();
    REQUIRE(none["v_star"].is_null());
    REQUIRE(none["existence"].get<std::string>().find("below 1;") != std::string::npos);
}

TEST_CASE("Wrong requests for noise that depends on w are refused") {
    const TemporaryFile data(kData), gap("x,y\n1,2\n3\n"), one("1,2\n");
    const auto refuses = [](const std::string& arguments, const std::string& saying) {
        const Run run = lab(arguments);
        CAPTURE(arguments, run.out, run.err);
        REQUIRE(run.exitCode == 2);
        REQUIRE(run.out.empty());
        REQUIRE(std::count(run.err.begin(), run.err.end(), '\n') == 1);
        REQUIRE(run.err.find(saying) != std::string::npos);
    };
    const std::string given = "smooth --data '" + data.path() + "' ";
    refuses("smooth --data /no/such/file.csv", "/no/such/file.csv");
    refuses("smooth --data '" + gap.path() + "'", "line 3");
    refuses("smooth --data '" + one.path() + "'", "1 sample");
    refuses(given + "--landscape dip", "one of");
    refuses(given + "--loss cubic", "squares, robust, wave");
    refuses(given + "--sampling twice", "without-replacement");
    refuses(given + "--sampling without-replacement --batch-size 5", "4 samples");
    refuses(given + "--sampling with-replacement --sigma 1", "--sampling");
    refuses("smooth --landscape dip --sampling with-replacement", "samples of a regression");
    refuses("smooth --landscape dip --loss squares", "--data");
    refuses("smooth --landscape dip --sigma-of-w w", "standard deviation");
    refuses("smooth --landscape dip --sigma-of-w '1+'", "column");
    refuses("smooth --landscape dip --sigma-of-w 1 --sigma 2", "one of");
}
