// SPDX-License-Identifier: GPL-3.0-or-later
// The theory of one setting: the exact stationary law that follows a slider, a full sweep over step sizes, and the constants
// beside the window. In milliseconds, the best of a few rounds.
#include "core/landscape/catalogue.h"
#include "core/landscape/curve.h"
#include "core/landscape/formula.h"
#include "core/sgd/ensemble.h"
#include "core/theory/chain.h"
#include "core/theory/constants.h"
#include "core/theory/sweep.h"
#include "core/thread_pool.h"
#include "tests/benchmarks/report.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <functional>
#include <limits>
#include <string>
#include <thread>
#include <vector>

namespace {

using namespace basin;

double milliseconds(int rounds, const std::function<void()>& body) {
    double best = std::numeric_limits<double>::infinity();
    for (int round = 0; round < rounds; ++round) {
        const auto begin = std::chrono::steady_clock::now();
        body();
        const std::chrono::duration<double, std::milli> elapsed = std::chrono::steady_clock::now() - begin;
        best = std::min(best, elapsed.count());
    }
    return best;
}

/// The grid from scratch, as when a slider has moved, and the stationary law on it.
void benchLaw(const std::string& landscape, const Noise& noise, double stepSize, double target) {
    const LandscapePtr f = makeLandscape(landscape);
    const double time = milliseconds(5, [&] {
        const auto chain = Chain::make(f, noise, stepSize);
        if (chain) chain->stationary();
    });
    reportAtMost(("stationary law, 2000 cells: " + landscape + ", " + lawEntry(noise.law).name).c_str(), target, time,
                 "ms");
}

void benchConstants(const std::string& what, const LandscapePtr& f, const Noise& noise, double stepSize,
                    double target) {
    const double time = milliseconds(3, [&] { measureConstants(f, noise, stepSize); });
    reportAtMost(("constants: " + what + ", " + lawEntry(noise.law).name).c_str(), target, time, "ms");
}

LandscapePtr waves() {
    std::vector<CurvePoint> points;
    for (int i = 0; i <= 60; ++i) {
        const double w = -3.0 + 0.1 * i;
        points.push_back({w, 0.3 * w * w + 0.2 * std::sin(4.0 * w)});
    }
    return *makeCurve(points);
}

}  // namespace

int main() {
    const Noise uniform{Law::Uniform, 5.0}, gaussian{Law::Gaussian, 3.0}, laplace{Law::Laplace, 2.0};
    const Noise student{Law::StudentT, 2.0, 3.0}, stable{Law::AlphaStable, 1.0, 1.5};
    for (const Noise& noise : {uniform, gaussian, laplace, Noise{Law::Rademacher, 3.0}}) {
        benchLaw("asymmetric", noise, 0.02, 30.0);
        benchLaw("double-well", noise, 0.005, 30.0);
        benchLaw("dip", noise, 0.004, 30.0);
    }
    benchLaw("asymmetric", student, 0.02, 500.0);
    benchLaw("dip", student, 0.004, 500.0);
    benchLaw("asymmetric", stable, 0.02, 500.0);

    ThreadPool pool(std::max(1u, std::thread::hardware_concurrency()));
    Scenario scenario;
    for (const char* name : {"asymmetric", "kinked", "dip"}) {
        scenario.landscape = {.name = name};
        SweepOptions options;
        for (int i = 0; i < 12; ++i) options.values.push_back(0.01 * std::pow(30.0, i / 11.0));
        reportAtMost((std::string("sweep over 12 step sizes by the chain: ") + name).c_str(), 2000.0,
                     milliseconds(1, [&] { sweep(scenario, options, &pool); }), "ms");
    }

    // A sweep by ensembles costs its steps and little else: against the same steps without a sweep about them.
    {
        scenario.landscape = {.name = "asymmetric"};
        SweepOptions options;
        options.method = SweepOptions::Method::Ensemble;
        options.values = {0.02, 0.05, 0.1, 0.2};
        options.steps = {.kind = StepLaw::Kind::Fixed, .constant = 200000.0};
        options.walkers = 4096;
        const double all = milliseconds(3, [&] { sweep(scenario, options, &pool); });
        const Dynamics dynamics = *scenarioDynamics(scenario);
        const double steps = milliseconds(3, [&] {
            for (std::size_t i = 0; i < options.values.size(); ++i) {
                Ensemble ensemble({.walkers = options.walkers, .averages = {{.kind = Average::Kind::PolyakRuppert}}});
                ensemble.advance(dynamics, 200000, &pool);
            }
        });
        reportAtMost("sweep by ensembles against its steps alone", 1.25, all / steps, "x");
    }

    for (const CatalogueEntry& entry : landscapeCatalogue())
        for (const Noise& noise : {uniform, gaussian, laplace, Noise{Law::Rademacher, 3.0}, student})
            benchConstants(entry.name, makeLandscape(entry.name), noise, 0.01, 5.0);
    const LandscapePtr formula = *makeFormula("log(1+exp(3*w)) - w + 0.1*w^2 + 0.05*sin(5*w)", {-3.0, 3.0});
    for (const Noise& noise : {uniform, gaussian, student}) {
        benchConstants("formula", formula, noise, 0.01, 50.0);
        benchConstants("spline", waves(), noise, 0.01, 50.0);
    }
}
