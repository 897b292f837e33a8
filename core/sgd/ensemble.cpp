// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sgd/ensemble.h"

#include "core/landscape/gradient_step.h"
#include "core/noise/sampler.h"
#include "core/sgd/lanes.h"
#include "core/sgd/segments.h"
#include "core/thread_pool.h"

#include <hwy/aligned_allocator.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace basin {

namespace {

/// Walkers that share a stream and are taken through many steps at a time: their w, noise, sum and velocity fill the
/// 32 KB nearest to a core.
constexpr std::size_t kBlock = 1024;

/// Running sums are added to the segments at least this often (in steps), so that a sum of T iterates loses digits like
/// one of T/kLongestSum terms.
constexpr std::int64_t kLongestSum = 1024;

/// Steps that are planned ahead at a time.
constexpr std::int64_t kLongestPlan = 4096;

/// Fewer walker-steps than this are done before another thread has woken up.
constexpr std::int64_t kWorthThreads = 20000;

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

using Array = hwy::AlignedFreeUniquePtr<double[]>;

Array makeArray(std::size_t count, double value) {
    Array array = hwy::AllocateAligned<double>(count);
    std::fill_n(array.get(), count, value);
    return array;
}

/// Where a running sum goes: a segment of one average, as an array over all walkers.
struct Target {
    double* segment = nullptr;
    bool fresh = false;  ///< the first sum to go there
};

/// Steps between two cuts of any average; at its end the running sums go to the segments, if a cut is there.
struct Leg {
    std::int64_t steps = 0;
    bool collects = false;  ///< at least one average wants the sum of these iterates
    bool cuts = false;
    std::vector<Target> targets{};
};

/// An exponential average w̄ ← w̄ + τ(w − w̄), as an array over all walkers.
struct Decay {
    double* mean = nullptr;
    double weight = 0.0;  ///< τ = 1 − ψ
};

/// What every block does alike.
struct Plan {
    const Dynamics* dynamics = nullptr;
    std::vector<Leg> legs{};
    std::vector<double> stepSizes{};  ///< of every step; a single one if it does not change
    std::vector<Decay> decays{};
    bool checksEveryStep = false;  ///< for walkers that have diverged
};

/// One average: its segments, or its exponential mean.
struct Tracked {
    explicit Tracked(const Average& kind) : average(kind), segments(kind) {}

    Average average;
    Segments segments;
    std::vector<Array> slots;  ///< sums of the segments
    Array mean;                ///< of Exponential: w̄ before its correction
};

}  // namespace

class Ensemble::Impl {
public:
    explicit Impl(const EnsembleOptions& options)
        : walkers(options.walkers),
          padded((walkers + RandomStream::kLanes - 1) / RandomStream::kLanes * RandomStream::kLanes) {
        w = makeArray(padded, options.start);
        sum = makeArray(padded, 0.0);
        for (std::size_t block = 0; block * kBlock < padded; ++block) streams.emplace_back(options.seed, block);
        divergedIn.resize(streams.size(), 0);
        setAverages(options.averages);
    }

    void setAverages(const std::vector<Average>& averages) {
        tracked.clear();
        for (const Average& average : averages) {
            tracked.emplace_back(average);
            if (average.kind == Average::Kind::Exponential) tracked.back().mean = makeArray(padded, 0.0);
        }
        averagedSteps = 0;
        std::fill_n(sum.get(), padded, 0.0);
    }

    void restartAverages() {
        for (Tracked& one : tracked) {
            one.segments = Segments(one.average);
            if (one.mean) std::fill_n(one.mean.get(), padded, 0.0);
        }
        averagedSteps = 0;
        std::fill_n(sum.get(), padded, 0.0);
    }

    void advance(const Dynamics& dynamics, std::int64_t steps, ThreadPool* pool);
    void readAverage(std::size_t index, std::span<double> out) const;

    std::size_t walkers, padded;
    std::int64_t step = 0, averagedSteps = 0;
    Array w, sum;
    Array velocity;  ///< null without momentum
    std::vector<RandomStream> streams;
    std::vector<std::size_t> divergedIn;  ///< by block
    std::vector<Tracked> tracked;

private:
    Plan plan(const Dynamics& dynamics, std::int64_t steps);
    Leg nextLeg(std::int64_t longest);
    void runBlock(const Plan& plan, std::size_t block);
    void collect(const Leg& leg, std::size_t first, std::size_t count);
    std::size_t blockSize(std::size_t block) const { return std::min(kBlock, padded - block * kBlock); }
};

Leg Ensemble::Impl::nextLeg(std::int64_t longest) {
    std::int64_t next = (averagedSteps / kLongestSum + 1) * kLongestSum;
    for (const Tracked& one : tracked) next = std::min(next, one.segments.nextCut(averagedSteps));
    Leg leg{.steps = std::min(longest, next - averagedSteps), .cuts = next - averagedSteps <= longest};
    averagedSteps += leg.steps;
    for (Tracked& one : tracked) {
        Segments::Segment* open = one.segments.open();
        leg.collects |= open != nullptr;
        if (open && leg.cuts) {
            while (one.slots.size() <= open->slot) one.slots.push_back(makeArray(padded, 0.0));
            leg.targets.push_back({one.slots[open->slot].get(), std::exchange(open->empty, false)});
        }
    }
    for (Tracked& one : tracked)
        if (leg.cuts && one.segments.nextCut(averagedSteps - 1) == averagedSteps) one.segments.cut(averagedSteps);
    return leg;
}

Plan Ensemble::Impl::plan(const Dynamics& dynamics, std::int64_t steps) {
    const bool constant = dynamics.schedule.kind == Schedule::Kind::Constant;
    Plan plan{.dynamics = &dynamics};
    for (std::int64_t k = 0; k < (constant ? 1 : steps); ++k)
        plan.stepSizes.push_back(dynamics.stepSize * dynamics.schedule.factorAt(step + k));
    // With a constant step and light tails, the same everywhere, a walker beyond the limit only moves on outwards, so that a look at the end
    // finds it. Otherwise it might come back in between, and what is found would depend on when one looks.
    plan.checksEveryStep =
        !constant || dynamics.momentum != 0.0 || dynamics.noise.state || !dynamics.noise.hasVariance();
    for (const Tracked& one : tracked)
        if (one.mean) plan.decays.push_back({one.mean.get(), 1.0 - one.average.decay});
    const std::int64_t end = averagedSteps + steps;
    while (averagedSteps < end) plan.legs.push_back(nextLeg(end - averagedSteps));
    return plan;
}

void Ensemble::Impl::advance(const Dynamics& dynamics, std::int64_t steps, ThreadPool* pool) {
    if (dynamics.momentum == 0.0)
        velocity.reset();
    else if (!velocity)
        velocity = makeArray(padded, 0.0);

    while (steps > 0) {
        const std::int64_t planned = std::min(steps, kLongestPlan);
        const Plan ahead = plan(dynamics, planned);
        const auto body = [&](std::size_t block) { runBlock(ahead, block); };
        if (pool && streams.size() > 1 && planned * static_cast<std::int64_t>(padded) >= kWorthThreads)
            pool->forEach(streams.size(), body);
        else
            for (std::size_t block = 0; block < streams.size(); ++block) body(block);
        step += planned;
        steps -= planned;
    }
}

void Ensemble::Impl::collect(const Leg& leg, std::size_t first, std::size_t count) {
    for (const Target& target : leg.targets)
        lanes::addTo(target.segment + first, sum.get() + first, target.fresh, count);
    std::fill_n(sum.get() + first, count, 0.0);
}

/// w_{t+1} = w_t − η(f′(w_t) + ε_{t+1}) (maths.md §1) for the walkers of one block, and all that hangs on it.
void Ensemble::Impl::runBlock(const Plan& plan, std::size_t block) {
    const Dynamics& dynamics = *plan.dynamics;
    const Noise& law = dynamics.noise.law;
    const StateNoise* const state = dynamics.noise.state.get();
    const std::size_t first = block * kBlock, count = blockSize(block);
    alignas(64) double noise[kBlock];
    Step next{.count = count,
              .noiseScale = state ? 1.0 : law.scale,
              .momentum = dynamics.momentum,
              .noise = noise,
              .w = w.get() + first,
              .velocity = velocity ? velocity.get() + first : nullptr};
    RandomStream& stream = streams[block];
    const bool constant = plan.stepSizes.size() == 1;
    const double* stepSize = plan.stepSizes.data();
    for (const Leg& leg : plan.legs) {
        next.sum = leg.collects ? sum.get() + first : nullptr;
        for (std::int64_t k = 0; k < leg.steps; ++k) {
            next.stepSize = constant ? *stepSize : *stepSize++;
            if (state)
                state->draw(stream, next.w, noise, count);
            else
                stream.fill(law.law, law.shape, noise, count);
            if (state && state->drawsGradient())
                stepByGradient(next);
            else
                dynamics.landscape->step(next);
            if (plan.checksEveryStep) lanes::freezeBeyond(next.w, kDivergence, count);
            for (const Decay& decay : plan.decays) lanes::decayTowards(decay.mean + first, next.w, decay.weight, count);
        }
        if (leg.cuts) collect(leg, first, count);
    }
    lanes::freezeBeyond(next.w, kDivergence, count);
    const std::size_t real = std::min(count, walkers - first);
    divergedIn[block] =
        static_cast<std::size_t>(std::count_if(next.w, next.w + real, [](double place) { return std::isnan(place); }));
}

void Ensemble::Impl::readAverage(std::size_t index, std::span<double> out) const {
    const Tracked& one = tracked[index];
    const bool exponential = one.average.kind == Average::Kind::Exponential;
    // Σ of the weights that the iterates have: their number, or 1 − ψ^t.
    const double weight = exponential ? -std::expm1(static_cast<double>(averagedSteps) * std::log(one.average.decay))
                                      : static_cast<double>(one.segments.count(averagedSteps));
    if (!(weight > 0.0)) {
        std::fill(out.begin(), out.end(), kNone);
        return;
    }
    std::vector<const double*> parts;
    if (exponential) {
        parts.push_back(one.mean.get());
    } else {
        const auto& segments = one.segments.segments();
        for (std::size_t i = segments.size() - one.segments.live(averagedSteps); i < segments.size(); ++i)
            if (!segments[i].empty) parts.push_back(one.slots[segments[i].slot].get());
        parts.push_back(sum.get());
    }
    for (std::size_t first = 0; first < walkers; first += kBlock) {
        const std::size_t end = std::min(first + kBlock, walkers);
        for (std::size_t i = first; i < end; ++i) out[i] = parts[0][i];
        for (std::size_t part = 1; part < parts.size(); ++part)
            for (std::size_t i = first; i < end; ++i) out[i] += parts[part][i];
        for (std::size_t i = first; i < end; ++i) out[i] = std::isnan(w[i]) ? kNone : out[i] / weight;
    }
}

Ensemble::Ensemble(const EnsembleOptions& options) : m_impl(std::make_unique<Impl>(options)) {}
Ensemble::~Ensemble() = default;
Ensemble::Ensemble(Ensemble&&) noexcept = default;
Ensemble& Ensemble::operator=(Ensemble&&) noexcept = default;

void Ensemble::advance(const Dynamics& dynamics, std::int64_t steps, ThreadPool* pool) {
    m_impl->advance(dynamics, steps, pool);
}
void Ensemble::restartAverages() { m_impl->restartAverages(); }
void Ensemble::setAverages(const std::vector<Average>& averages) { m_impl->setAverages(averages); }

std::int64_t Ensemble::step() const { return m_impl->step; }
std::int64_t Ensemble::averagedSteps() const { return m_impl->averagedSteps; }
std::size_t Ensemble::walkers() const { return m_impl->walkers; }
std::size_t Ensemble::diverged() const {
    std::size_t all = 0;
    for (const std::size_t some : m_impl->divergedIn) all += some;
    return all;
}

std::span<const double> Ensemble::iterates() const { return {m_impl->w.get(), m_impl->walkers}; }
void Ensemble::averages(std::size_t index, std::span<double> out) const { m_impl->readAverage(index, out); }
std::size_t Ensemble::averageCount() const { return m_impl->tracked.size(); }

}  // namespace basin
