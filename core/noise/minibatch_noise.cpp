// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/noise/minibatch_noise.h"

#include "core/noise/batch_law.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace basin {

namespace {

class MinibatchNoise : public StateNoise {
public:
    MinibatchNoise(std::shared_ptr<const Regression> regression, int batchSize, bool withReplacement)
        : m_regression(std::move(regression)), m_batchSize(batchSize), m_withReplacement(withReplacement) {}

    void draw(RandomStream& stream, const double* w, double* noise, std::size_t count) const override;
    bool drawsGradient() const override { return true; }
    double variance(double w) const override {
        return batchVariance([&](const Sample& sample) { return m_regression->sampleSlope(sample, w); });
    }
    double slopeVariance(double w) const override {
        return batchVariance([&](const Sample& sample) { return m_regression->sampleCurvature(sample, w); });
    }
    double momentLimit() const override { return std::numeric_limits<double>::infinity(); }
    bool isDiscrete() const override { return true; }
    std::vector<Atom> atomsAt(double w) const override {
        const double slope = m_regression->slope(w);
        std::vector<double> deviations;
        for (const Sample& sample : m_regression->samples())
            deviations.push_back(m_regression->sampleSlope(sample, w) - slope);
        return batchLaw(deviations, m_batchSize, m_withReplacement);
    }
    Noise lawAt(double) const override { return {}; }
    bool equals(const StateNoise& other) const override {
        const auto* same = dynamic_cast<const MinibatchNoise*>(&other);
        return same && same->m_batchSize == m_batchSize && same->m_withReplacement == m_withReplacement &&
               same->m_regression->loss() == m_regression->loss() &&
               same->m_regression->samples() == m_regression->samples();
    }

private:
    template <class Function>
    double batchVariance(const Function& function) const {
        const std::vector<Sample>& samples = m_regression->samples();
        const double N = static_cast<double>(samples.size()), B = m_batchSize;
        double mean = 0.0, square = 0.0;
        for (const Sample& sample : samples) mean += function(sample) / N;
        for (const Sample& sample : samples) square += std::pow(function(sample) - mean, 2) / N;
        return square / B * (m_withReplacement ? 1.0 : (N - B) / (N - 1.0));
    }

    std::shared_ptr<const Regression> m_regression;
    int m_batchSize;
    bool m_withReplacement;
};

/// A whole number below `count` from a draw of U[−1, 1).
std::size_t indexBelow(std::size_t count, double uniform) {
    return std::min(static_cast<std::size_t>(0.5 * (uniform + 1.0) * static_cast<double>(count)), count - 1);
}

void MinibatchNoise::draw(RandomStream& stream, const double* w, double* noise, std::size_t count) const {
    const Regression& regression = *m_regression;
    const std::vector<Sample>& samples = regression.samples();
    const std::size_t N = samples.size(), B = static_cast<std::size_t>(m_batchSize);
    if (!m_withReplacement && B == N) {
        for (std::size_t i = 0; i < count; ++i) noise[i] = regression.slope(w[i]);
        return;
    }
    // One row of uniform numbers for each draw of the batch, for as many walkers at a time as fit the cache.
    constexpr std::size_t kChunk = 64;
    thread_local std::vector<double> uniform;
    thread_local std::vector<std::size_t> chosen;
    thread_local std::vector<char> isChosen;
    uniform.resize(kChunk * B);
    chosen.resize(B);
    isChosen.assign(N, 0);
    for (std::size_t from = 0; from < count; from += kChunk) {
        const std::size_t some = std::min(kChunk, count - from);
        for (std::size_t k = 0; k < B; ++k) stream.fill(Law::Uniform, 0.0, uniform.data() + k * kChunk, some);
        for (std::size_t i = 0; i < some; ++i) {
            const double place = w[from + i];
            double sum = 0.0;
            for (std::size_t k = 0; k < B; ++k) {
                const double u = uniform[k * kChunk + i];
                std::size_t index = indexBelow(m_withReplacement ? N : N - B + k + 1, u);
                if (!m_withReplacement) {  // Floyd: a repeated index stands for the newest
                    if (isChosen[index]) index = N - B + k;
                    isChosen[index] = 1;
                    chosen[k] = index;
                }
                sum += regression.sampleSlope(samples[index], place);
            }
            if (!m_withReplacement)
                for (const std::size_t index : chosen) isChosen[index] = 0;
            noise[from + i] = sum / static_cast<double>(B);
        }
    }
}

}  // namespace

std::shared_ptr<const StateNoise> minibatchNoise(std::shared_ptr<const Regression> regression, int batchSize,
                                                 bool withReplacement) {
    return std::make_shared<MinibatchNoise>(std::move(regression), batchSize, withReplacement);
}

}  // namespace basin
