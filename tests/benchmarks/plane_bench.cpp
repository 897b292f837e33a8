// SPDX-License-Identifier: GPL-3.0-or-later
// F in the plane, what is known before the first step, and the steps: the slowest of many surfaces, laws and step sizes.
#include "core/plane/plane_analysis.h"
#include "core/plane/surface_choice.h"
#include "tests/benchmarks/report.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <string>
#include <vector>

using namespace basin;

namespace {

struct Named {
    std::string name;
    SurfacePtr surface;
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

std::vector<Named> catalogue() {
    std::vector<Named> all;
    for (const CatalogueEntry& entry : surfaceCatalogue())
        all.push_back({entry.name, *buildSurface({.name = entry.name})});
    return all;
}

std::vector<Named> surfaces() {
    std::vector<Named> all = catalogue();
    SurfaceChoice drawn{.kind = SurfaceChoice::Kind::Drawn, .domain = {{-3.0, 3.0}, {-3.0, 3.0}}};
    for (int i = 0; i < 12; ++i)
        drawn.hills.push_back(
            {{2.0 * std::cos(i), 2.0 * std::sin(i)}, i % 3 == 0 ? 0.6 : -1.0, 0.3 + 0.05 * i, 0.6, 0.5 * i});
    all.push_back({"twelve drawn hills", *buildSurface(drawn)});
    drawn.hills.push_back({{0.0, 0.0}, -1.0, 0.06, 0.6, 0.3});
    all.push_back({"drawn, one hill narrow", *buildSurface(drawn)});
    SurfaceChoice typed{.kind = SurfaceChoice::Kind::Formula,
                        .formula = "(x^2 + y^2)/4 + 0.3*sin(3*x + y) - exp(-2*(x - 1)^2 - y^2)",
                        .domain = {{-3.0, 3.0}, {-3.0, 3.0}}};
    all.push_back({"typed", *buildSurface(typed)});
    SurfaceChoice table{.kind = SurfaceChoice::Kind::Table, .table = {{{-3.0, 3.0}, {-3.0, 3.0}}, 51, 51, {}}};
    table.table.values.resize(51 * 51);
    all.back().surface->sample(table.table.domain, 51, 51, table.table.values);
    all.push_back({"table of 51 × 51", *buildSurface(table)});
    return all;
}

std::vector<PlaneNoise> noises() {
    std::vector<PlaneNoise> all;
    for (const Symmetric& root : {Symmetric{1.0, 0.0, 1.0}, Symmetric{1.0, 0.4, 0.7}}) {
        for (const Law law : {Law::Uniform, Law::Gaussian, Law::Laplace, Law::Rademacher})
            all.push_back({law, 2.0, root});
        all.push_back({Law::StudentT, 3.0, root});
        all.push_back({Law::AlphaStable, 1.5, root});
    }
    return all;
}

}  // namespace

int main() {
    constexpr int kSide = 512;
    std::vector<double> values(kSide * kSide);
    for (const Named& named : surfaces()) {
        double most = 0.0;
        std::string where;
        for (const PlaneNoise& noise : noises())
            for (const double stepSize : {0.001, 0.03, 0.3, 1.0}) {
                // What depends on the surface only is there after the first call, as when a slider drags the step size.
                const double time = 1e3 * fastest(4, [&] {
                                        SmoothedSurface(named.surface, noise, stepSize)
                                            .sample(named.surface->domain(), kSide, kSide, values);
                                    });
                if (time <= most) continue;
                most = time;
                where = lawEntry(noise.law).name + (noise.root.xy == 0.0 ? "" : " with covariance") + ", step size " +
                        std::to_string(stepSize);
            }
        reportAtMost(("F on 512 × 512 places, " + named.name).c_str(), 20.0, most, "ms");
        std::printf("    slowest with %s\n", where.c_str());
    }
    for (const Named& named : catalogue()) {
        const double time =
            1e3 * fastest(4, [&] { analysePlane(named.surface, {}, 0.05, named.surface->domain(), nullptr); });
        reportAtMost(("critical points and basins, " + named.name).c_str(), 50.0, time, "ms");
    }
    for (const Named& named : surfaces()) {
        // 10,000 walkers at their start: the step size is 0, so that they stay there.
        constexpr std::size_t kWalkers = 10000;
        const Rectangle domain = named.surface->domain();
        std::vector<double> x, y, noise(kWalkers, 0.1), sumX(kWalkers), sumY(kWalkers);
        for (std::size_t i = 0; i < kWalkers; ++i) {
            const double share = static_cast<double>(i) / kWalkers;
            x.push_back(domain.x.lower + domain.x.width() * share);
            y.push_back(domain.y.lower + domain.y.width() * std::fmod(37.0 * share, 1.0));
        }
        PlaneStep step{.count = kWalkers};
        step.noiseX = step.noiseY = noise.data();
        step.x = x.data();
        step.y = y.data();
        step.sumX = sumX.data();
        step.sumY = sumY.data();
        const double time = fastest(50, [&] { named.surface->step(step); });
        reportAtLeast(("steps of SGD per core, " + named.name).c_str(), 10.0, 1e-6 * kWalkers / time, "M/s");
    }
    return 0;
}
