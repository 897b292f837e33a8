// SPDX-License-Identifier: GPL-3.0-or-later
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/landscape/regression.cpp"
#include <hwy/foreach_target.h>

#include "core/landscape/number_rows.h"
#include "core/landscape/numbers.h"
#include "core/landscape/regression.h"
#include "core/landscape/sine_simd.h"
#include "core/landscape/step_simd.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

HWY_BEFORE_NAMESPACE();
namespace basin {
namespace HWY_NAMESPACE {

/// f′ = A w − b, A and b the means of x² and of xy.
struct SquaresSlope {
    double A, b;
    HWY_INLINE Vector operator()(const Vector w) const {
        const Doubles d;
        return hn::MulSub(hn::Set(d, A), w, hn::Set(d, b));
    }
};
/// φ′ of a sample at z = wx.
struct RobustTerm {
    HWY_INLINE Vector operator()(const Vector z, const Vector y) const {
        const Doubles d;
        const Vector r = hn::Sub(z, y);
        return hn::Div(r, hn::Sqrt(hn::MulAdd(r, r, hn::Set(d, 1.0))));
    }
};
struct WaveTerm {
    HWY_INLINE Vector operator()(const Vector z, const Vector y) const {
        return hn::Mul(hn::Sub(sine(z), y), cosine(z));
    }
};
/// The mean of x φ′ over the samples, in their order.
template <class Term>
struct MeanSlope {
    const Sample* samples;
    std::size_t count;
    HWY_INLINE Vector operator()(const Vector w) const {
        const Doubles d;
        Vector sum = hn::Zero(d);
        for (std::size_t i = 0; i < count; ++i) {
            const Vector x = hn::Set(d, samples[i].x);
            sum = hn::MulAdd(x, Term()(hn::Mul(x, w), hn::Set(d, samples[i].y)), sum);
        }
        return hn::Mul(sum, hn::Set(d, 1.0 / static_cast<double>(count)));
    }
};

void stepSquares(double A, double b, const Step& step) { stepWalkers(step, SquaresSlope{A, b}); }
void stepRobust(std::span<const Sample> samples, const Step& step) {
    stepWalkers(step, MeanSlope<RobustTerm>{samples.data(), samples.size()});
}
void stepWave(std::span<const Sample> samples, const Step& step) {
    stepWalkers(step, MeanSlope<WaveTerm>{samples.data(), samples.size()});
}

}  // namespace HWY_NAMESPACE
}  // namespace basin
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace basin {

HWY_EXPORT(stepSquares);
HWY_EXPORT(stepRobust);
HWY_EXPORT(stepWave);

namespace {

/// What a kind of loss does: a base for three, so that the mean over the samples is written once.
class MeanLoss : public Regression {
public:
    MeanLoss(std::vector<Sample> samples, SampleLoss loss, Interval domain)
        : m_samples(std::move(samples)), m_loss(loss), m_domain(domain) {}

    const std::vector<Sample>& samples() const override { return m_samples; }
    SampleLoss loss() const override { return m_loss; }
    Interval domain() const override { return m_domain; }

    double value(double w) const override {
        return mean([&](const Sample& s) { return sampleValue(s, w); });
    }
    double slope(double w) const override {
        return mean([&](const Sample& s) { return sampleSlope(s, w); });
    }
    double curvature(double w) const override {
        return mean([&](const Sample& s) { return sampleCurvature(s, w); });
    }
    double integral(double w) const override {
        return mean([&](const Sample& s) { return sampleIntegral(s, w); });
    }
    CurvatureBounds curvatureBounds(Interval over) const override {
        // f″ from samples of the interval, widened by how much it can change between them; never beyond what holds everywhere.
        const double lipschitz = mean([&](const Sample& s) { return std::pow(std::abs(s.x), 3) * thirdBound(s); });
        const Interval everywhere{mean([&](const Sample& s) { return s.x * s.x * secondBounds(s).lower; }),
                                  mean([&](const Sample& s) { return s.x * s.x * secondBounds(s).upper; })};
        if (!std::isfinite(over.width())) return {everywhere, lipschitz, true};
        constexpr int kPieces = 512;
        const double change = 0.5 * lipschitz * over.width() / kPieces;
        Interval range{HUGE_VAL, -HUGE_VAL};
        for (int i = 0; i <= kPieces; ++i) {
            const double here = curvature(over.lower + over.width() * i / kPieces);
            range = {std::min(range.lower, here - change), std::max(range.upper, here + change)};
        }
        return {{std::max(range.lower, everywhere.lower), std::min(range.upper, everywhere.upper)}, lipschitz, true};
    }

protected:
    virtual double sampleValue(const Sample& sample, double w) const = 0;
    virtual double sampleIntegral(const Sample& sample, double w) const = 0;  ///< ∫₀ʷ
    /// Of φ as a function of z = wx: bounds of φ″, and of |φ‴|.
    virtual Interval secondBounds(const Sample& sample) const = 0;
    virtual double thirdBound(const Sample& sample) const = 0;

    template <class Function>
    double mean(const Function& function) const {
        double sum = 0.0;
        for (const Sample& sample : m_samples) sum += function(sample);
        return sum / static_cast<double>(m_samples.size());
    }

private:
    std::vector<Sample> m_samples;
    SampleLoss m_loss;
    Interval m_domain;
};

/// φ = r²/2.
class Squares : public MeanLoss {
public:
    using MeanLoss::MeanLoss;
    double sampleSlope(const Sample& s, double w) const override { return s.x * (w * s.x - s.y); }
    double sampleCurvature(const Sample& s, double) const override { return s.x * s.x; }
    std::optional<TrigonometricPolynomial> trigonometricPolynomial() const override {
        return TrigonometricPolynomial{
            {mean([](const Sample& s) { return 0.5 * s.y * s.y; }), -mean([](const Sample& s) { return s.x * s.y; }),
             mean([](const Sample& s) { return 0.5 * s.x * s.x; })},
            {}};
    }
    void step(const Step& step) const override {
        HWY_DYNAMIC_DISPATCH(stepSquares)
        (mean([](const Sample& s) { return s.x * s.x; }), mean([](const Sample& s) { return s.x * s.y; }), step);
    }

protected:
    double sampleValue(const Sample& s, double w) const override { return 0.5 * std::pow(w * s.x - s.y, 2); }
    double sampleIntegral(const Sample& s, double w) const override {
        return w * (0.5 * s.y * s.y + w * s.x * (w * s.x / 6.0 - 0.5 * s.y));
    }
    Interval secondBounds(const Sample&) const override { return {1.0, 1.0}; }
    double thirdBound(const Sample&) const override { return 0.0; }
};

/// φ = √(1 + r²) − 1; φ′ = r/√(1 + r²), φ″ = (1 + r²)^(−3/2), φ‴ = −3r (1 + r²)^(−5/2), largest at r = ½.
class Robust : public MeanLoss {
public:
    using MeanLoss::MeanLoss;
    int growth() const override { return 1; }
    double sampleSlope(const Sample& s, double w) const override {
        const double r = w * s.x - s.y;
        return s.x * r / std::sqrt(1.0 + r * r);
    }
    double sampleCurvature(const Sample& s, double w) const override {
        const double r = w * s.x - s.y;
        return s.x * s.x * std::pow(1.0 + r * r, -1.5);
    }
    void step(const Step& step) const override { HWY_DYNAMIC_DISPATCH(stepRobust)(samples(), step); }

protected:
    /// √(1 + r²) − 1 without loss of digits.
    double sampleValue(const Sample& s, double w) const override {
        const double r = w * s.x - s.y;
        return r * r / (1.0 + std::sqrt(1.0 + r * r));
    }
    double sampleIntegral(const Sample& s, double w) const override {
        if (s.x == 0.0) return w * sampleValue(s, 0.0);
        const auto integral = [](double r) { return 0.5 * (r * std::sqrt(1.0 + r * r) + std::asinh(r)) - r; };
        return (integral(w * s.x - s.y) - integral(-s.y)) / s.x;
    }
    Interval secondBounds(const Sample&) const override { return {0.0, 1.0}; }
    double thirdBound(const Sample&) const override { return 1.5 * std::pow(1.25, -2.5); }
};

/// φ = (sin z − y)²/2 = 1/4 − cos(2z)/4 − y sin z + y²/2; φ″ = cos 2z + y sin z, φ‴ = −2 sin 2z + y cos z.
class Wave : public MeanLoss {
public:
    using MeanLoss::MeanLoss;
    int growth() const override { return 0; }
    double sampleSlope(const Sample& s, double w) const override {
        const double z = w * s.x;
        return s.x * (std::sin(z) - s.y) * std::cos(z);
    }
    double sampleCurvature(const Sample& s, double w) const override {
        const double sine = std::sin(w * s.x);  // cos 2z = 1 − 2 sin² z
        return s.x * s.x * (1.0 + sine * (s.y - 2.0 * sine));
    }
    void step(const Step& step) const override { HWY_DYNAMIC_DISPATCH(stepWave)(samples(), step); }

protected:
    double sampleValue(const Sample& s, double w) const override { return 0.5 * std::pow(std::sin(w * s.x) - s.y, 2); }
    double sampleIntegral(const Sample& s, double w) const override {
        if (s.x == 0.0) return 0.5 * s.y * s.y * w;
        const double z = w * s.x, half = std::sin(0.5 * z);
        return (0.25 + 0.5 * s.y * s.y) * w - (0.125 * std::sin(2.0 * z) + 2.0 * s.y * half * half) / s.x;
    }
    Interval secondBounds(const Sample& s) const override { return {-1.0 - std::abs(s.y), 1.0 + std::abs(s.y)}; }
    double thirdBound(const Sample& s) const override { return 2.0 + std::abs(s.y); }
};

}  // namespace

std::span<const SampleLossEntry> sampleLosses() {
    static const std::array<SampleLossEntry, 3> kEntries{
        {{SampleLoss::Squares, "squares", "Line, least squares", "φ = (wx − y)²/2"},
         {SampleLoss::Robust, "robust", "Line, outliers count less", "φ = √(1 + (wx − y)²) − 1"},
         {SampleLoss::Wave, "wave", "Wave of frequency w", "φ = (sin(wx) − y)²/2"}}};
    return kEntries;
}

const SampleLossEntry& sampleLossEntry(SampleLoss loss) { return sampleLosses()[static_cast<std::size_t>(loss)]; }

const SampleLossEntry* findSampleLoss(std::string_view name) {
    const auto entries = sampleLosses();
    const auto found = std::ranges::find(entries, name, &SampleLossEntry::name);
    return found == entries.end() ? nullptr : &*found;
}

Result<std::shared_ptr<const Regression>> makeRegression(std::vector<Sample> samples, SampleLoss loss,
                                                         Interval domain) {
    constexpr double kLargest = 1e6;
    if (samples.size() < kFewestSamples || samples.size() > kMostSamples)
        return Error{"There " +
                         std::string(samples.size() == 1 ? "is 1 sample"
                                                         : "are " + std::to_string(samples.size()) + " samples") +
                         "; a regression takes from " + std::to_string(kFewestSamples) + " to " +
                         std::to_string(kMostSamples) + ".",
                     "landscape.data"};
    const auto isGood = [](const Sample& s) { return std::abs(s.x) <= kLargest && std::abs(s.y) <= kLargest; };
    if (const auto bad = std::ranges::find_if_not(samples, isGood); bad != samples.end())
        return Error{"The sample (" + toText(bad->x) + ", " + toText(bad->y) +
                         ") is too far out; numbers within ±1000000 are taken.",
                     "landscape.data"};
    if (std::ranges::all_of(samples, [](const Sample& s) { return s.x == 0.0; }))
        return Error{"Every x of the data is 0, so no parameter fits better than another; give another x.",
                     "landscape.data"};
    if (!std::isfinite(domain.width()) || !(domain.lower < domain.upper))
        return Error{"The domain of the data goes from " + toText(domain.lower) + " to " + toText(domain.upper) +
                         "; it must begin below its end.",
                     "landscape.domain"};
    switch (loss) {
        case SampleLoss::Squares: return {std::make_shared<Squares>(std::move(samples), loss, domain)};
        case SampleLoss::Robust: return {std::make_shared<Robust>(std::move(samples), loss, domain)};
        case SampleLoss::Wave: break;
    }
    return {std::make_shared<Wave>(std::move(samples), loss, domain)};
}

Interval suggestedDomain(const std::vector<Sample>& samples, SampleLoss loss) {
    if (loss == SampleLoss::Wave) {
        std::vector<double> places;
        places.reserve(samples.size());
        for (const Sample& sample : samples) places.push_back(sample.x);
        std::ranges::sort(places);
        const double extent = places.empty() ? 0.0 : places.back() - places.front();
        if (!(extent > 0.0)) return {0.0, 10.0};
        const double gap = extent / static_cast<double>(places.size() - 1);
        return {0.0, std::numbers::pi / gap};
    }
    double xx = 0.0, xy = 0.0;
    for (const Sample& sample : samples) xx += sample.x * sample.x, xy += sample.x * sample.y;
    const double best = xx > 0.0 ? xy / xx : 0.0;
    // Samples with a large x pull hardest: their own slopes, weighted by x², say how far apart pulls are.
    double spread = 0.0;
    for (const Sample& sample : samples) spread += std::pow(sample.y - best * sample.x, 2);
    spread = xx > 0.0 ? std::sqrt(spread / xx) : 1.0;
    const double half = std::max({3.0 * spread, 0.5 * std::abs(best), 0.5});
    return {best - half, best + half};
}

Result<std::vector<Sample>> readSamplesCsv(std::string_view text) {
    const auto rows = NumberRows{{"x", "y"}}.read(text);
    if (!rows) return rows.error();
    std::vector<Sample> samples;
    samples.reserve(rows->size());
    for (const NumberRows::Row& row : *rows) samples.push_back({row.numbers[0], row.numbers[1]});
    return samples;
}

}  // namespace basin
#endif
