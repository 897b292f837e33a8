// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sgd/crowd.h"

#include "core/sgd/aligned_array.h"
#include "core/sgd/lanes.h"
#include "core/sgd/segments.h"
#include "core/thread_pool.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <limits>
#include <utility>

namespace basin {

namespace {

/// Walkers that share a stream and are taken through many steps at a time: their w, noise, sum and velocity fill the
/// 32 KB nearest to a core. Half as many where each has two coordinates.
constexpr std::size_t kBlock = 1024;

/// Running sums are added to the segments at least this often (in steps), so that a sum of T iterates loses digits like
/// one of T/kLongestSum terms.
constexpr std::int64_t kLongestSum = 1024;

/// Steps that are planned ahead at a time.
constexpr std::int64_t kLongestPlan = 4096;

/// Fewer walker-steps than this are done before another thread has woken up.
constexpr std::int64_t kWorthThreads = 20000;

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

/// One array over all walkers for each coordinate.
using Columns = std::vector<AlignedArray>;

void fill(Columns& columns, double value) {
    for (AlignedArray& column : columns) column.fill(value);
}

/// Where a running sum goes: a segment of one average.
struct Target {
    Columns* segment = nullptr;
    bool fresh = false;  ///< the first sum to go there
};

/// Steps between two cuts of any average; at its end the running sums go to the segments, if a cut is there.
struct Leg {
    std::int64_t steps = 0;
    bool collects = false;  ///< at least one average wants the sum of these iterates
    bool cuts = false;
    std::vector<Target> targets{};
};

/// An exponential average w̄ ← w̄ + τ(w − w̄).
struct Decay {
    Columns* mean = nullptr;
    double weight = 0.0;  ///< τ = 1 − ψ
};

/// What every block does alike.
struct Plan {
    const Motion* motion = nullptr;
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
    std::deque<Columns> slots;  ///< sums of the segments; a plan points to them while more are added
    Columns mean;               ///< of Exponential: w̄ before its correction
};

}  // namespace

class Crowd::Impl {
public:
    Impl(std::size_t count, std::span<const double> start, std::uint64_t seed)
        : walkers(count),
          padded((walkers + RandomStream::kLanes - 1) / RandomStream::kLanes * RandomStream::kLanes),
          blockSize(kBlock / start.size()) {
        for (const double place : start) w.emplace_back(padded, place);
        sum = columns(0.0);
        for (std::size_t block = 0; block * blockSize < padded; ++block) streams.emplace_back(seed, block);
        divergedIn.resize(streams.size(), 0);
    }

    void setAverages(const std::vector<Average>& averages) {
        tracked.clear();
        for (const Average& average : averages) {
            tracked.emplace_back(average);
            if (average.kind == Average::Kind::Exponential) tracked.back().mean = columns(0.0);
        }
        averagedSteps = 0;
        fill(sum, 0.0);
    }

    void restartAverages() {
        for (Tracked& one : tracked) {
            one.segments = Segments(one.average);
            fill(one.mean, 0.0);
        }
        averagedSteps = 0;
        fill(sum, 0.0);
    }

    void advance(const Motion& motion, std::int64_t steps, ThreadPool* pool);
    void readAverage(std::size_t index, std::span<double> out, std::size_t coordinate) const;

    std::size_t walkers, padded, blockSize;
    std::int64_t step = 0, averagedSteps = 0;
    Columns w, sum;
    Columns velocity;  ///< empty without momentum
    std::vector<RandomStream> streams;
    std::vector<std::size_t> divergedIn;  ///< by block
    std::vector<Tracked> tracked;

private:
    std::size_t coordinates() const { return w.size(); }
    Columns columns(double value) const { return Columns(coordinates(), AlignedArray(padded, value)); }
    Plan plan(const Motion& motion, std::int64_t steps);
    Leg nextLeg(std::int64_t longest);
    void runBlock(const Plan& plan, std::size_t block);
    void collect(const Leg& leg, std::size_t first, std::size_t count);
    void freeze(const BlockStep& block) const;
};

Leg Crowd::Impl::nextLeg(std::int64_t longest) {
    std::int64_t next = (averagedSteps / kLongestSum + 1) * kLongestSum;
    for (const Tracked& one : tracked) next = std::min(next, one.segments.nextCut(averagedSteps));
    Leg leg{.steps = std::min(longest, next - averagedSteps), .cuts = next - averagedSteps <= longest};
    averagedSteps += leg.steps;
    for (Tracked& one : tracked) {
        Segments::Segment* open = one.segments.open();
        leg.collects |= open != nullptr;
        if (open && leg.cuts) {
            while (one.slots.size() <= open->slot) one.slots.push_back(columns(0.0));
            leg.targets.push_back({&one.slots[open->slot], std::exchange(open->empty, false)});
        }
    }
    for (Tracked& one : tracked)
        if (leg.cuts && one.segments.nextCut(averagedSteps - 1) == averagedSteps) one.segments.cut(averagedSteps);
    return leg;
}

Plan Crowd::Impl::plan(const Motion& motion, std::int64_t steps) {
    const bool constant = motion.schedule.kind == Schedule::Kind::Constant;
    Plan plan{.motion = &motion};
    for (std::int64_t k = 0; k < (constant ? 1 : steps); ++k)
        plan.stepSizes.push_back(motion.stepSize * motion.schedule.factorAt(step + k));
    // Where a walker beyond the limit only moves on outwards, a look at the end finds it. Otherwise it might come back in
    // between, and what is found would depend on when one looks.
    plan.checksEveryStep = motion.mayComeBack || !constant || motion.momentum != 0.0;
    for (Tracked& one : tracked)
        if (!one.mean.empty()) plan.decays.push_back({&one.mean, 1.0 - one.average.decay});
    const std::int64_t end = averagedSteps + steps;
    while (averagedSteps < end) plan.legs.push_back(nextLeg(end - averagedSteps));
    return plan;
}

void Crowd::Impl::advance(const Motion& motion, std::int64_t steps, ThreadPool* pool) {
    if (motion.momentum == 0.0)
        velocity.clear();
    else if (velocity.empty())
        velocity = columns(0.0);

    while (steps > 0) {
        const std::int64_t planned = std::min(steps, kLongestPlan);
        const Plan ahead = plan(motion, planned);
        const auto body = [&](std::size_t block) { runBlock(ahead, block); };
        if (pool && streams.size() > 1 && planned * static_cast<std::int64_t>(padded) >= kWorthThreads)
            pool->forEach(streams.size(), body);
        else
            for (std::size_t block = 0; block < streams.size(); ++block) body(block);
        step += planned;
        steps -= planned;
    }
}

void Crowd::Impl::collect(const Leg& leg, std::size_t first, std::size_t count) {
    for (std::size_t c = 0; c < coordinates(); ++c) {
        double* const running = sum[c].data() + first;
        for (const Target& target : leg.targets)
            lanes::addTo((*target.segment)[c].data() + first, running, target.fresh, count);
        std::fill_n(running, count, 0.0);
    }
}

/// A walker that is lost in one coordinate is lost in all.
void Crowd::Impl::freeze(const BlockStep& block) const {
    if (coordinates() == 1)
        lanes::freezeBeyond(block.w[0], kDivergence, block.count);
    else
        lanes::freezeBothBeyond(block.w[0], block.w[1], kDivergence, block.count);
}

/// All steps of the plan for the walkers of one block, and all that hangs on them.
void Crowd::Impl::runBlock(const Plan& plan, std::size_t block) {
    const std::size_t first = block * blockSize, count = std::min(blockSize, padded - first);
    alignas(64) std::array<double, kBlock> noise;
    BlockStep next{.count = count};
    for (std::size_t c = 0; c < coordinates(); ++c) {
        next.noise[c] = noise.data() + c * blockSize;
        next.w[c] = w[c].data() + first;
        if (!velocity.empty()) next.velocity[c] = velocity[c].data() + first;
    }
    const bool constant = plan.stepSizes.size() == 1;
    const double* stepSize = plan.stepSizes.data();
    for (const Leg& leg : plan.legs) {
        for (std::size_t c = 0; c < coordinates(); ++c) next.sum[c] = leg.collects ? sum[c].data() + first : nullptr;
        for (std::int64_t k = 0; k < leg.steps; ++k) {
            next.stepSize = constant ? *stepSize : *stepSize++;
            plan.motion->step(next, streams[block]);
            if (plan.checksEveryStep) freeze(next);
            for (const Decay& decay : plan.decays)
                for (std::size_t c = 0; c < coordinates(); ++c)
                    lanes::decayTowards((*decay.mean)[c].data() + first, next.w[c], decay.weight, count);
        }
        if (leg.cuts) collect(leg, first, count);
    }
    freeze(next);
    const std::size_t real = std::min(count, walkers - first);
    divergedIn[block] = static_cast<std::size_t>(
        std::count_if(next.w[0], next.w[0] + real, [](double place) { return std::isnan(place); }));
}

void Crowd::Impl::readAverage(std::size_t index, std::span<double> out, std::size_t coordinate) const {
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
        parts.push_back(one.mean[coordinate].data());
    } else {
        const auto& segments = one.segments.segments();
        for (std::size_t i = segments.size() - one.segments.live(averagedSteps); i < segments.size(); ++i)
            if (!segments[i].empty) parts.push_back(one.slots[segments[i].slot][coordinate].data());
        parts.push_back(sum[coordinate].data());
    }
    const double* const own = w[coordinate].data();
    for (std::size_t first = 0; first < walkers; first += kBlock) {
        const std::size_t end = std::min(first + kBlock, walkers);
        for (std::size_t i = first; i < end; ++i) out[i] = parts[0][i];
        for (std::size_t part = 1; part < parts.size(); ++part)
            for (std::size_t i = first; i < end; ++i) out[i] += parts[part][i];
        for (std::size_t i = first; i < end; ++i) out[i] = std::isnan(own[i]) ? kNone : out[i] / weight;
    }
}

Crowd::Crowd(std::size_t walkers, std::span<const double> start, std::uint64_t seed,
             const std::vector<Average>& averages)
    : m_impl(std::make_unique<Impl>(walkers, start, seed)) {
    m_impl->setAverages(averages);
}
Crowd::~Crowd() = default;
Crowd::Crowd(const Crowd& other) : m_impl(std::make_unique<Impl>(*other.m_impl)) {}
Crowd& Crowd::operator=(const Crowd& other) {
    if (this != &other) m_impl = std::make_unique<Impl>(*other.m_impl);
    return *this;
}
Crowd::Crowd(Crowd&&) noexcept = default;
Crowd& Crowd::operator=(Crowd&&) noexcept = default;

void Crowd::advance(const Motion& motion, std::int64_t steps, ThreadPool* pool) {
    m_impl->advance(motion, steps, pool);
}
void Crowd::restartAverages() { m_impl->restartAverages(); }
void Crowd::setAverages(const std::vector<Average>& averages) { m_impl->setAverages(averages); }

std::int64_t Crowd::step() const { return m_impl->step; }
std::int64_t Crowd::averagedSteps() const { return m_impl->averagedSteps; }
std::size_t Crowd::walkers() const { return m_impl->walkers; }
std::size_t Crowd::diverged() const {
    std::size_t all = 0;
    for (const std::size_t some : m_impl->divergedIn) all += some;
    return all;
}

std::span<const double> Crowd::iterates(std::size_t coordinate) const {
    return {m_impl->w[coordinate].data(), m_impl->walkers};
}
void Crowd::averages(std::size_t index, std::span<double> out, std::size_t coordinate) const {
    m_impl->readAverage(index, out, coordinate);
}
std::size_t Crowd::averageCount() const { return m_impl->tracked.size(); }

}  // namespace basin
