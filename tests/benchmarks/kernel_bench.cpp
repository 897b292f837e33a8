// SPDX-License-Identifier: GPL-3.0-or-later
// The speed of SGD itself, in million steps of one walker a second: on one core against the sum of its two parts, measured
// alone in the same run, and against NumPy doing the same (kernel_peer.py); with averages; on two cores.
#include "core/landscape/catalogue.h"
#include "core/landscape/curve.h"
#include "core/noise/sampler.h"
#include "core/plane/plane_ensemble.h"
#include "core/plane/plane_run.h"
#include "core/plane/surface_choice.h"
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
#include <memory>
#include <random>
#include <string>
#include <thread>
#include <vector>

namespace {

using namespace basin;

constexpr std::size_t kBlock = 1024;
constexpr std::size_t kWalkers = 8 * kBlock;
constexpr double kStepSize = 1e-3;
constexpr int kRounds = 200;

/// Something to be timed, and how many steps (or draws) of one walker it does.
struct Work {
    double count;
    std::function<void()> body;
};

/// The speed of each work in millions a second: the best of many short rounds, of which some go undisturbed. The works take
/// turns, so that whatever else the machine does falls on all of them.
std::vector<double> speeds(const std::vector<Work>& works) {
    std::vector<double> best(works.size(), 0.0);
    for (int round = 0; round < kRounds; ++round) {
        for (std::size_t i = 0; i < works.size(); ++i) {
            const auto begin = std::chrono::steady_clock::now();
            works[i].body();
            const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - begin;
            best[i] = std::max(best[i], 1e-6 * works[i].count / elapsed.count());
        }
    }
    return best;
}

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
Work generator(const Noise& noise) {
    constexpr int kFills = 800;
    return {kFills * double{kBlock}, [noise, stream = RandomStream(1, 0)]() mutable {
                alignas(64) static std::array<double, kBlock> buffer;
                for (int i = 0; i < kFills; ++i) stream.fill(noise.law, noise.shape, buffer.data(), kBlock);
            }};
}

/// The update alone: one block moved again and again by the same noise.
Work update(const Dynamics& dynamics) {
    constexpr int kSteps = 800;
    return {kSteps * double{kBlock}, [dynamics] {
                alignas(64) static std::array<double, kBlock> noise, w;
                RandomStream(1, 0).fill(Law::Uniform, 0.0, noise.data(), kBlock);
                w.fill(0.0);
                const Step step{.count = kBlock,
                                .stepSize = dynamics.stepSize,
                                .noiseScale = dynamics.noise.law.scale,
                                .noise = noise.data(),
                                .w = w.data()};
                for (int i = 0; i < kSteps; ++i) dynamics.landscape->step(step);
            }};
}

Work sgd(const Dynamics& dynamics, const std::vector<Average>& averages = {}, ThreadPool* pool = nullptr,
         int steps = 100) {
    auto ensemble = std::make_shared<Ensemble>(EnsembleOptions{.walkers = kWalkers, .averages = averages});
    return {steps * double{kWalkers}, [=] { ensemble->advance(dynamics, steps, pool); }};
}

Work sgdInPlane(const PlaneDynamics& dynamics) {
    constexpr int kSteps = 100;
    auto ensemble = std::make_shared<PlaneEnsemble>(PlaneEnsembleOptions{.walkers = kWalkers, .averages = {}});
    return {kSteps * double{kWalkers}, [=] { ensemble->advance(dynamics, kSteps, nullptr); }};
}

/// In the plane: against NumPy, and against the line's step, of which two make one here.
void reportPlane(const Dynamics& line, const std::map<std::string, double>& peers) {
    const PlaneDynamics dynamics{
        .surface = *buildSurface({.name = "styblinski-tang"}), .noise = {}, .stepSize = kStepSize};
    const std::vector<double> measured = speeds({sgd(line), sgdInPlane(dynamics)});
    std::printf("in the plane, uniform noise, polynomial: %.0f million steps a second\n", measured[1]);
    std::printf("  time of a step, against two on the line: %.2f x\n", measured[0] / (2.0 * measured[1]));
    if (const auto peer = peers.find("plane-polynomial"); peer != peers.end())
        reportAtLeast("  times NumPy", 4.0, measured[1] / peer->second, "x");

    Scenario scenario;
    setSurface(scenario, {.name = "himmelblau", .parameters = {{"a", 0.01}}});
    scenario.walkers = 10000;
    PlaneRun run(scenario);
    run.advance(1000, nullptr);
    const std::vector<double> frames = speeds({{1.0, [&run] { run.frame(); }}});
    reportAtMost("  a frame of 10,000 walkers, in milliseconds", 5.0, 1e-3 / frames[0], "ms");
}

/// With a tail average and the distances of iterates and averages to v*, taken every 100 steps.
Work watchedSgd(const Dynamics& dynamics) {
    constexpr int kSteps = 100;
    const EnsembleOptions options{.walkers = kWalkers, .averages = {{.kind = Average::Kind::TailFrom}}};
    return {kSteps * double{kWalkers}, [=, ensemble = std::make_shared<Ensemble>(options)] {
                static std::vector<double> average(kWalkers);
                const std::array<double, 1> target{0.0};
                ensemble->advance(dynamics, kSteps, nullptr);
                ensemble->averages(0, average);
                distanceToNearest(ensemble->iterates(), target, false);
                distanceToNearest(average, target, false);
            }};
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
        const std::vector<double> measured =
            speeds({generator(one.dynamics.noise.law), update(one.dynamics), sgd(one.dynamics)});
        const double limit = 1.0 / (1.0 / measured[0] + 1.0 / measured[1]), reached = measured[2];
        std::printf("%s: %.0f million steps a second; generator alone %.0f, update alone %.0f, together %.0f\n",
                    one.title, reached, measured[0], measured[1], limit);
        if (one.limitShare > 0.0) reportAtLeast("  share of the limit", one.limitShare, 100.0 * reached / limit, "%");
        if (const auto peer = peers.find(one.name); peer != peers.end())
            reportAtLeast("  times NumPy", one.timesPeer, reached / peer->second, "x");
    }

    const Dynamics plain = dynamics(polynomial, uniform);
    reportPlane(plain, peers);
    const std::vector<Average> six{{.kind = Average::Kind::PolyakRuppert},
                                   {.kind = Average::Kind::TailFrom, .start = 100},
                                   {.kind = Average::Kind::LastFraction, .fraction = 0.5},
                                   {.kind = Average::Kind::LastFraction, .fraction = 0.25},
                                   {.kind = Average::Kind::Window, .length = 1000},
                                   {.kind = Average::Kind::Window, .length = 10000}};
    const std::vector<double> averaged =
        speeds({sgd(plain), watchedSgd(plain), sgd(plain, six), sgd(plain, {{.kind = Average::Kind::Exponential}})});
    reportAtMost("tail average and its distances, against SGD alone", 1.5, averaged[0] / averaged[1], "x");
    std::printf("six averages of any kind but exponential, against SGD alone: %.2f x\n", averaged[0] / averaged[2]);
    std::printf("an exponential average, against SGD alone: %.2f x\n", averaged[0] / averaged[3]);
    if (std::thread::hardware_concurrency() >= 2) {
        ThreadPool two(2);
        const std::vector<double> scaled = speeds({sgd(plain, {}, nullptr, 1000), sgd(plain, {}, &two, 1000)});
        reportAtLeast("two threads against one (two idle cores needed)", 1.7, scaled[1] / scaled[0], "x");
    } else {
        std::printf("One core only: no measure of how SGD scales.\n");
    }
    return 0;
}
