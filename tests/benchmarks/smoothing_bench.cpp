// SPDX-License-Identifier: GPL-3.0-or-later
// The live curve of F and its minima: the slowest of many pairs of landscape and law and many step sizes.
#include "core/landscape/catalogue.h"
#include "core/landscape/curve.h"
#include "core/landscape/formula.h"
#include "core/smoothing/minima.h"
#include "core/smoothing/smoothed.h"
#include "tests/benchmarks/report.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <string>
#include <vector>

using namespace basin;

namespace {

struct Named {
    std::string name;
    LandscapePtr landscape;
};

/// Seconds of the fastest of a few calls: what the work takes when nothing else disturbs it.
template <class Work>
double fastest(int calls, const Work& work) {
    double best = HUGE_VAL;
    for (int call = 0; call < calls; ++call) {
        const auto start = std::chrono::steady_clock::now();
        work();
        best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
    return best;
}

std::vector<Named> landscapes() {
    std::vector<Named> result;
    for (const CatalogueEntry& entry : landscapeCatalogue()) result.push_back({entry.name, makeLandscape(entry.name)});
    std::vector<CurvePoint> points;
    for (int i = 0; i <= 60; ++i) {
        const double w = -3.0 + 0.1 * i;
        points.push_back({w, 0.3 * w * w + 0.2 * std::sin(7.0 * i * i)});
    }
    result.push_back({"drawn through 61 points", *makeCurve(points)});
    result.push_back({"typed sin(3w) + 0.1 w²", *makeFormula("sin(3*w) + 0.1*w^2", {-4.0, 4.0})});
    result.push_back({"typed |w| + 0.1 sin 30w", *makeFormula("abs(w) + 0.1*sin(30*w)", {-3.0, 3.0})});
    return result;
}

std::vector<Noise> laws() {
    return {{.law = Law::Uniform, .scale = 1.0},
            {.law = Law::Gaussian, .scale = 1.0},
            {.law = Law::Laplace, .scale = 1.0},
            {.law = Law::Rademacher, .scale = 1.0},
            {.law = Law::StudentT, .scale = 1.0, .shape = 3.0},
            {.law = Law::StudentT, .scale = 1.0, .shape = 1.2},
            {.law = Law::AlphaStable, .scale = 1.0, .shape = 1.1},
            {.law = Law::AlphaStable, .scale = 1.0, .shape = 1.7}};
}

/// The worst over all pairs and step sizes of what `work` takes, in milliseconds, and where.
template <class Work>
double worst(const std::vector<Named>& all, std::string& where, const Work& work) {
    double most = 0.0;
    for (const Named& named : all)
        for (const Noise& noise : laws())
            for (const double stepSize : {1e-6, 1e-4, 1e-3, 1e-2, 0.1, 1.0, 1e3}) {
                const double time = 1e3 * fastest(7, [&] { work(named.landscape, noise, stepSize); });
                if (time <= most) continue;
                most = time;
                where = named.name + ", " + lawEntry(noise.law).name + ", step size " + std::to_string(stepSize);
            }
    return most;
}

}  // namespace

int main() {
    const std::vector<Named> all = landscapes();
    std::vector<double> curve(4096);
    std::string where;
    double time = worst(all, where, [&](const LandscapePtr& landscape, const Noise& noise, double stepSize) {
        Smoothed(landscape, noise, stepSize).curve(landscape->domain(), curve);
    });
    reportAtMost("F on 4096 points, slowest pair, with its making", 1.0, time, "ms");
    std::printf("    %s\n", where.c_str());

    time = worst(all, where, [&](const LandscapePtr& landscape, const Noise& noise, double stepSize) {
        Smoothed(landscape, noise, stepSize)
            .curve({10.0 * landscape->domain().lower, 10.0 * landscape->domain().upper}, curve);
    });
    reportAtMost("the same over ten times the domain", 1.0, time, "ms");
    std::printf("    %s\n", where.c_str());

    // What a move of a landscape's own slider costs: nothing is known of the new landscape.
    double most = 0.0;
    for (const CatalogueEntry& entry : landscapeCatalogue()) {
        const double each = 1e3 * fastest(7, [&] {
                                const LandscapePtr landscape = makeLandscape(entry.name);
                                Smoothed(landscape, Noise{.law = Law::StudentT, .scale = 1.0, .shape = 3.0}, 0.01)
                                    .curve(landscape->domain(), curve);
                            });
        if (each <= most) continue;
        most = each;
        where = entry.name;
    }
    reportAtMost("F on 4096 points of a landscape never seen before", 1.0, most, "ms");
    std::printf("    %s\n", where.c_str());

    std::vector<Named> named(all.begin(), all.end() - 3);
    time = worst(named, where, [&](const LandscapePtr& landscape, const Noise& noise, double stepSize) {
        (void)Smoothed(landscape, noise, stepSize).minima(landscape->domain());
    });
    reportAtMost("minima of F, slowest pair of the catalogue", 5.0, time, "ms");
    std::printf("    %s\n", where.c_str());

    most = 0.0;
    for (const Named& one : named)
        for (const Noise& noise : laws()) {
            const double each = fastest(1, [&] { (void)survival(one.landscape, noise, {1e-4, 1.0}); });
            if (each <= most) continue;
            most = each;
            where = one.name + ", " + lawEntry(noise.law).name;
        }
    reportAtMost("survival of all minima, slowest pair of the catalogue", 1.0, most, "s");
    std::printf("    %s\n", where.c_str());
}
