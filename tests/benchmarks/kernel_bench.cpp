// SPDX-License-Identifier: GPL-3.0-or-later
// The speed of SGD itself, in million steps of one walker a second: on one core against the sum of its two parts, measured
// alone in the same run, and against NumPy doing the same (kernel_peer.py); with averages; on two cores.
#include "core/landscape/catalogue.h"
#include "core/landscape/curve.h"
#include "core/noise/sampler.h"
#include "core/sgd/ensemble.h"
#include "core/sgd/statistics.h"
#include "core/thread_pool.h"
#include "tests/benchmarks/report.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <functional>
#include <map>
#include <random>
#include <string>
#include <thread>
#include <vector>

namespace {

using namespace basin;

constexpr std::size_t kBlock = 1024;
constexpr std::size_t kWalkers = 8 * kBlock;
constexpr double kStepSize = 1e-3;
constexpr int kRounds = 12;

/// The best of several rounds: what the machine can do when nothing else runs.
double bestSeconds(const std::function<void()>& body) {
    double best = 1e300;
    for (int round = 0; round < kRounds; ++round) {
        const auto begin = std::chrono::steady_clock::now();
        body();
        best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
    }
    return best;
}

double millions(double count, double seconds) { return 1e-6 * count / seconds; }

/// What NumPy reaches, by name; empty where there is no NumPy.
std::map<std::string, double> peerSpeeds() {
    std::map<std::string, double> speeds;
    const std::string script = std::string(BASIN_SOURCE_DIR) + "/tests/benchmarks/kernel_peer.py";
    const std::string command =
        "unset OPENBLAS_CORETYPE; for python in python3 /usr/bin/python3; do "
        "$python -c 'import numpy' 2>/dev/null && exec $python '" +
        script + "'; done";
    FILE* pipe = popen(command.c_str(), "r");
    if (!pipe) return speeds;
    std::array<char, 64> name{};
    double speed = 0.0;
    while (std::fscanf(pipe, "%63s %lf", name.data(), &speed) == 2) speeds[name.data()] = 1e-6 * speed;
    pclose(pipe);
    return speeds;
}

/// Draws alone: one block's buffer filled again and again.
double generatorSpeed(const Noise& noise) {
    alignas(64) static std::array<double, kBlock> buffer;
    RandomStream stream(1, 0);
    constexpr int kFills = 4000;
    return millions(kFills * double{kBlock}, bestSeconds([&] {
                        for (int i = 0; i < kFills; ++i) stream.fill(noise.law, noise.shape, buffer.data(), kBlock);
                    }));
}

/// The update alone: one block moved again and again by the same noise.
double updateSpeed(const Dynamics& dynamics, bool withSum) {
    alignas(64) static std::array<double, kBlock> noise, w, sum;
    RandomStream(1, 0).fill(Law::Uniform, 0.0, noise.data(), kBlock);
    constexpr int kSteps = 4000;
    return millions(kSteps * double{kBlock}, bestSeconds([&] {
                        w.fill(0.0);
                        sum.fill(0.0);
                        for (int i = 0; i < kSteps; ++i)
                            dynamics.landscape->step({.count = kBlock,
                                                      .stepSize = dynamics.stepSize,
                                                      .noiseScale = dynamics.noise.scale,
                                                      .noise = noise.data(),
                                                      .w = w.data(),
                                                      .velocity = nullptr,
                                                      .sum = withSum ? sum.data() : nullptr});
                    }));
}

double sgdSpeed(const Dynamics& dynamics, const std::vector<Average>& averages = {}, ThreadPool* pool = nullptr) {
    Ensemble ensemble({.walkers = kWalkers, .averages = averages});
    constexpr int kSteps = 1000;
    return millions(kSteps * double{kWalkers}, bestSeconds([&] { ensemble.advance(dynamics, kSteps, pool); }));
}

/// With a tail average and the distances of iterates and averages to v*, taken every 100 steps.
double watchedSpeed(const Dynamics& dynamics) {
    Ensemble ensemble({.walkers = kWalkers, .averages = {{.kind = Average::Kind::TailFrom}}});
    std::vector<double> average(kWalkers);
    const std::array<double, 1> target{0.0};
    constexpr int kSteps = 1000, kEvery = 100;
    double seen = 0.0;
    const double speed = millions(kSteps * double{kWalkers}, bestSeconds([&] {
                                      for (int t = 0; t < kSteps; t += kEvery) {
                                          ensemble.advance(dynamics, kEvery, nullptr);
                                          ensemble.averages(0, average);
                                          seen += distanceToNearest(ensemble.iterates(), target, false).rms +
                                                  distanceToNearest(average, target, false).rms;
                                      }
                                  }));
    return std::isfinite(seen) ? speed : 0.0;
}

LandscapePtr curve(bool evenly) {
    std::vector<CurvePoint> points;
    std::mt19937_64 random(2);
    for (int i = 0; i <= 60; ++i) {
        const double jitter =
            evenly || i == 0 || i == 60 ? 0.0 : 0.08 * (static_cast<double>(random() % 1000) / 1000.0 - 0.5);
        const double w = -3.0 + 0.1 * i + jitter;
        points.push_back({w, 0.5 * w * w + 0.1 * std::cos(5.0 * w)});
    }
    return *makeCurve(points);
}

struct Case {
    const char* name;  ///< as in kernel_peer.py
    const char* title;
    Dynamics dynamics;
    double limitShare;  ///< target: share of the limit, in per cent; 0 for none
    double timesPeer;   ///< target
};

}  // namespace

int main() {
    const LandscapePtr polynomial = makeLandscape("styblinski-tang"), sines = makeLandscape("spiky");
    const Noise uniform{Law::Uniform, 1.0, 0.0}, gaussian{Law::Gaussian, 1.0, 0.0};
    const auto dynamics = [](const LandscapePtr& landscape, const Noise& noise) {
        return Dynamics{.landscape = landscape, .noise = noise, .stepSize = kStepSize};
    };
    const Case cases[] = {
        {"uniform-polynomial", "uniform noise, polynomial", dynamics(polynomial, uniform), 75.0, 8.0},
        {"gaussian-polynomial", "Gaussian noise, polynomial", dynamics(polynomial, gaussian), 0.0, 4.0},
        {"uniform-sines", "uniform noise, sines", dynamics(sines, uniform), 0.0, 4.0},
        {"uniform-spline", "uniform noise, drawn curve", dynamics(curve(true), uniform), 0.0, 4.0},
        {"uniform-table", "uniform noise, uneven table", dynamics(curve(false), uniform), 0.0, 4.0},
    };

    const std::map<std::string, double> peers = peerSpeeds();
    if (peers.empty()) std::printf("NumPy is missing: no comparison with it (install python3-numpy).\n");
    for (const Case& one : cases) {
        const double generator = generatorSpeed(one.dynamics.noise), update = updateSpeed(one.dynamics, false);
        const double limit = 1.0 / (1.0 / generator + 1.0 / update), reached = sgdSpeed(one.dynamics);
        std::printf("%s: %.0f million steps a second; generator alone %.0f, update alone %.0f, together %.0f\n",
                    one.title, reached, generator, update, limit);
        if (one.limitShare > 0.0) reportAtLeast("  share of the limit", one.limitShare, 100.0 * reached / limit, "%");
        if (const auto peer = peers.find(one.name); peer != peers.end())
            reportAtLeast("  times NumPy", one.timesPeer, reached / peer->second, "x");
    }

    const Dynamics plain = dynamics(polynomial, uniform);
    const double alone = sgdSpeed(plain);
    reportAtMost("tail average and its distances, against SGD alone", 1.5, alone / watchedSpeed(plain), "x");
    const std::vector<Average> six{{.kind = Average::Kind::PolyakRuppert},
                                   {.kind = Average::Kind::TailFrom, .start = 100},
                                   {.kind = Average::Kind::LastFraction, .fraction = 0.5},
                                   {.kind = Average::Kind::LastFraction, .fraction = 0.25},
                                   {.kind = Average::Kind::Window, .length = 1000},
                                   {.kind = Average::Kind::Window, .length = 10000}};
    std::printf("six averages of any kind but exponential, against SGD alone: %.2f x\n", alone / sgdSpeed(plain, six));
    std::printf("an exponential average, against SGD alone: %.2f x\n",
                alone / sgdSpeed(plain, {{.kind = Average::Kind::Exponential}}));
    if (std::thread::hardware_concurrency() >= 2) {
        ThreadPool two(2);
        reportAtLeast("two threads against one", 1.7, sgdSpeed(plain, {}, &two) / sgdSpeed(plain), "x");
    } else {
        std::printf("One core only: no measure of how SGD scales.\n");
    }
    return 0;
}
