// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/sweep.h"

#include "core/lab/analysis.h"
#include "core/sgd/ensemble.h"
#include "core/sgd/statistics.h"
#include "core/theory/constants.h"
#include "core/theory/exact_law.h"
#include "core/thread_pool.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <mutex>

namespace basin {

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

/// What every method needs of a row's scenario.
struct Setting {
    Dynamics dynamics;
    double vStar = 0.0, mu = 0.0;
    double start = 0.0;
    std::optional<std::int64_t> steps;  ///< of the average; none: the limit
};

void fillChain(SweepRow& row, const Setting& setting, std::size_t cells, std::stop_token stop) {
    const Dynamics& dynamics = setting.dynamics;
    const double vStar = setting.vStar;
    const auto exact = [&](std::size_t n) {
        return exactLaw(dynamics.landscape, dynamics.noise, dynamics.stepSize,
                        {.cells = n, .reference = vStar, .start = setting.start, .steps = setting.steps}, stop);
    };
    const Result<ExactLaw> fine = exact(cells), coarse = exact(cells / 2);
    if (!fine || !coarse) {
        row.problem = (fine ? coarse : fine).error().message;
        return;
    }
    row.meanW = vStar + fine->limit.meanW;
    row.D = fine->limit.D;
    row.DError = std::abs(fine->limit.D - coarse->limit.D);
    row.rms = std::sqrt(fine->limit.square);
    row.rmsError = std::abs(row.rms - std::sqrt(coarse->limit.square));
    row.averageBias = fine->averageMean;
    row.biasError = std::abs(fine->averageMean - coarse->averageMean);
    row.averageRms = std::hypot(fine->averageMean, std::sqrt(fine->averageVariance));
}

void fillEnsemble(SweepRow& row, const Setting& setting, const SweepOptions& options, std::uint64_t seed,
                  ThreadPool* pool, std::stop_token stop) {
    const Dynamics& dynamics = setting.dynamics;
    const std::optional<std::int64_t>& steps = setting.steps;
    const double eta = dynamics.stepSize, vStar = setting.vStar;
    // In the limit the first half is left to forget the start, and the average holds the second.
    const double relaxation = 1.0 / (eta * std::max(setting.mu, 1e-12));
    const std::int64_t total = steps.value_or(static_cast<std::int64_t>(std::ceil(options.relaxations * relaxation)));
    const std::int64_t warmUp = steps ? 0 : total / 2;
    Ensemble ensemble({.walkers = options.walkers,
                       .start = setting.start,
                       .seed = seed,
                       .averages = {{.kind = Average::Kind::PolyakRuppert}}});
    std::vector<double> squaresV(options.walkers, 0.0), squaresW(options.walkers, 0.0), means(options.walkers, 0.0);
    const auto goTo = [&](std::int64_t t) {
        while (ensemble.step() < t && !stop.stop_requested())
            ensemble.advance(dynamics, std::min<std::int64_t>(t - ensemble.step(), 4096), pool);
    };
    goTo(warmUp);
    ensemble.restartAverages();
    // Snapshots in the second half, so far apart that each tells something new.
    const int snapshots = static_cast<int>(
        std::clamp<std::int64_t>((total - total / 2) / std::max<std::int64_t>(1, std::llround(relaxation)), 1, 400));
    for (int k = 1; k <= snapshots; ++k) {
        goTo(total / 2 + (total - total / 2) * k / snapshots);
        const std::span<const double> w = ensemble.iterates();
        for (std::size_t i = 0; i < w.size(); ++i) {
            const double v = w[i] - eta * dynamics.landscape->slope(w[i]);
            squaresV[i] += (v - vStar) * (v - vStar) / snapshots;
            squaresW[i] += (w[i] - vStar) * (w[i] - vStar) / snapshots;
        }
    }
    if (stop.stop_requested()) {
        row.problem = kStopped;
        return;
    }
    if (ensemble.diverged() == options.walkers) {
        row.problem = "Every walker diverged; choose a smaller step size.";
        return;
    }
    ensemble.averages(0, means);
    const Mean D = meanOf(squaresV), square = meanOf(squaresW), average = meanOf(means);
    row.D = D.value;
    row.DError = D.error;
    row.rms = std::sqrt(square.value);
    row.rmsError = square.error / (2.0 * row.rms);
    row.meanW = average.value;
    row.averageBias = average.value - vStar;
    row.biasError = average.error;
    for (double& mean : means) mean = (mean - vStar) * (mean - vStar);
    row.averageRms = steps ? std::sqrt(meanOf(means).value) : std::abs(row.averageBias);
}

SweepRow emptyRow(double value) {
    SweepRow row;
    row.value = value;
    for (double* number : {&row.stepSize, &row.vStar, &row.wF, &row.meanW, &row.D, &row.DError, &row.rms, &row.rmsError,
                           &row.averageBias, &row.biasError, &row.biasToWf, &row.averageRms, &row.excess})
        *number = kNone;
    row.problem = kStopped;
    return row;
}

/// Fills the row but for what the method measures.
std::optional<Setting> prepare(SweepRow& row, const Scenario& scenario, const StepLaw& steps) {
    row.stepSize = scenario.stepSize;
    const Result<Dynamics> dynamics = scenarioDynamics(scenario);
    if (!dynamics) {
        row.problem = dynamics.error().message;
        return std::nullopt;
    }
    if (dynamics->momentum != 0.0) {
        row.problem = "The rates are those of plain SGD; set the momentum to 0.";
        return std::nullopt;
    }
    const auto analysis = analyse(*dynamics, viewOf(scenario, *dynamics->landscape), scenario.stepSize, nullptr);
    if (analysis->targets.empty() || analysis->globalMinima.empty()) {
        row.problem = analysis->smoothed->reason().empty() ? "F has no minimum here." : analysis->smoothed->reason();
        return std::nullopt;
    }
    const Minimum target = analysis->targets.front();
    row.vStar = target.w;
    row.wF = analysis->globalMinima.front().w;
    if (const auto report = measureConstants(dynamics->landscape, dynamics->noise, scenario.stepSize)) {
        row.constants = report->constants;
        row.bounds = boundsFor(report->constants, scenario.stepSize);
        row.predictions = predictionsFor(*report, scenario.stepSize);
    }
    row.steps = steps.stepsAt(scenario.stepSize);
    if (row.steps && row.constants) {
        const double v0 = scenario.start - scenario.stepSize * dynamics->landscape->slope(scenario.start);
        row.B4 = averageBound(*row.constants, scenario.stepSize, (v0 - target.w) * (v0 - target.w), *row.steps);
        if (row.predictions.P3) row.floor = std::sqrt(*row.predictions.P3 / static_cast<double>(*row.steps));
    }
    return Setting{*dynamics, target.w, target.curvature, scenario.start, row.steps};
}

/// In the same basin of F as v*, and how near to it against how far F has moved its minimum from that of f.
Explanation explain(const SweepRow& row, const Dynamics& dynamics) {
    const Smoothed F(dynamics.landscape, dynamics.noise, row.stepSize);
    const double way = row.meanW - row.vStar;
    constexpr int kSamples = 64;
    for (int i = 1; i <= kSamples; ++i)
        if (F.slope(row.vStar + way * i / kSamples) * way < 0.0)
            return Explanation::No;  // F falls on the way: over a hill
    constexpr double kSmall = 0.25;
    return std::abs(way) <= kSmall * std::abs(row.vStar - row.wF) ? Explanation::Yes : Explanation::CannotTell;
}

void finish(SweepRow& row, const Dynamics& dynamics) {
    const Landscape& landscape = *dynamics.landscape;
    row.biasToWf = row.vStar + row.averageBias - row.wF;
    row.excess = landscape.value(row.vStar + row.averageBias) - landscape.value(row.wF);
    row.explanation = explain(row, dynamics);
}

}  // namespace

Scenario scenarioAt(const Scenario& base, const SweepVariable& variable, double value) {
    Scenario scenario = base;
    scenario.schedule = {};  // a limit needs a constant step size
    switch (variable.kind) {
        case SweepVariable::Kind::StepSize: scenario.stepSize = value; break;
        case SweepVariable::Kind::BatchSize: scenario.batchSize = static_cast<int>(std::lround(value)); break;
        case SweepVariable::Kind::NoiseSize: scenario.noiseSize = value; break;
        case SweepVariable::Kind::Parameter: scenario.landscape.parameters[variable.parameter] = value; break;
        case SweepVariable::Kind::Law: {
            // At the same standard deviation, whatever size the base gives.
            if (const Result<Noise> noise = scenarioNoise(base); noise && noise->hasVariance())
                scenario.noiseSize = noise->sigma() * std::sqrt(static_cast<double>(base.batchSize));
            scenario.equalSigma = true;
            scenario.law = lawCatalogue()[static_cast<std::size_t>(value)].law;
            break;
        }
    }
    return scenario;
}

RowDistances distancesOf(const SweepRow& row) {
    // E(x − p)² = Var x + (E x − p)².
    const auto from = [&](double mean, double variance) {
        const auto to = [&](double place) { return std::sqrt(std::max(variance, 0.0) + std::pow(mean - place, 2)); };
        return Distances{to(row.vStar), to(row.wF), to(row.meanW)};
    };
    const double average = row.vStar + row.averageBias;
    return {.sgd = from(row.meanW, row.D - std::pow(row.meanW - row.vStar, 2)),
            .averageMean = from(average, 0.0),
            .averageRms = from(average, row.averageRms * row.averageRms - row.averageBias * row.averageBias)};
}

Explanation explanationOf(const std::vector<SweepRow>& rows) {
    const auto any = [&](Explanation wanted) {
        return std::any_of(rows.begin(), rows.end(),
                           [&](const SweepRow& row) { return row.problem.empty() && row.explanation == wanted; });
    };
    const bool yes = any(Explanation::Yes), no = any(Explanation::No);
    return yes == no ? Explanation::CannotTell : yes ? Explanation::Yes : Explanation::No;
}

std::optional<std::int64_t> StepLaw::stepsAt(double stepSize) const {
    const auto whole = [](double steps) { return static_cast<std::int64_t>(std::ceil(std::clamp(steps, 1.0, 1e12))); };
    switch (kind) {
        case Kind::Infinite: return std::nullopt;
        case Kind::Fixed: return whole(constant);
        case Kind::InverseStep: return whole(constant / stepSize);
        case Kind::InverseStepSquared: return whole(constant / (stepSize * stepSize));
    }
    return std::nullopt;
}

std::vector<SweepRow> sweep(const Scenario& base, const SweepOptions& options, ThreadPool* pool,
                            const std::function<void(std::size_t, const SweepRow&)>& onRow, std::stop_token stop) {
    std::vector<SweepRow> rows;
    for (const double value : options.values) rows.push_back(emptyRow(value));
    std::mutex reporting;
    const auto compute = [&](std::size_t i, ThreadPool* rowPool) {
        if (stop.stop_requested()) return;
        SweepRow row = emptyRow(options.values[i]);
        row.problem.clear();
        const Scenario scenario = scenarioAt(base, options.variable, options.values[i]);
        if (const auto setting = prepare(row, scenario, options.steps)) {
            if (options.method == SweepOptions::Method::Chain)
                fillChain(row, *setting, options.cells, stop);
            else
                fillEnsemble(row, *setting, options, base.seed + i, rowPool, stop);
            if (row.problem.empty()) finish(row, setting->dynamics);
        }
        rows[i] = std::move(row);
        if (onRow) {
            const std::lock_guard lock(reporting);
            onRow(i, rows[i]);
        }
    };
    // A chain is one thread's work, an ensemble spreads over all.
    if (options.method == SweepOptions::Method::Chain && pool)
        pool->forEach(rows.size(), [&](std::size_t i) { compute(i, nullptr); });
    else
        for (std::size_t i = 0; i < rows.size(); ++i) compute(i, pool);
    return rows;
}

SweepSlopes slopesOf(const std::vector<SweepRow>& rows) {
    std::vector<RatePoint> sgd, average;
    for (const SweepRow& row : rows) {
        if (!row.problem.empty()) continue;
        const double distance = std::sqrt(row.D);
        sgd.push_back({row.stepSize, distance, row.DError / (2.0 * distance)});
        average.push_back({row.stepSize, std::abs(row.averageBias), row.biasError});
    }
    return {fitSlope(sgd), fitSlope(average)};
}

}  // namespace basin
