// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/noise/scaled_noise.h"

#include "core/landscape/formula_program.h"
#include "core/landscape/numbers.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace basin {

namespace {

class ScaledNoise : public StateNoise {
public:
    ScaledNoise(const Noise& standard, std::string text, Program sigma, Interval domain)
        : m_standard(standard), m_text(std::move(text)), m_sigma(std::move(sigma)), m_domain(domain) {}

    void draw(RandomStream& stream, const double* w, double* noise, std::size_t count) const override {
        constexpr std::size_t kMost = 256;
        alignas(64) std::array<double, kMost> sigma;
        stream.fill(m_standard.law, m_standard.shape, noise, count);
        for (std::size_t from = 0; from < count; from += kMost) {
            const std::size_t some = std::min(kMost, count - from);
            formulaValues(m_sigma, m_domain, w + from, sigma.data(), some);
            for (std::size_t i = 0; i < some; ++i) noise[from + i] *= m_standard.scale * sigma[i];
        }
    }
    double variance(double w) const override {
        if (!m_standard.hasVariance()) return std::numeric_limits<double>::infinity();
        return std::pow(sigmaAt(w).value * m_standard.sigma(), 2);
    }
    double slopeVariance(double w) const override {
        if (!m_standard.hasVariance()) return std::numeric_limits<double>::infinity();
        return std::pow(sigmaAt(w).first * m_standard.sigma(), 2);
    }
    double momentLimit() const override { return m_standard.momentLimit(); }
    bool isDiscrete() const override { return false; }
    std::vector<Atom> atomsAt(double) const override { return {}; }
    Noise lawAt(double w) const override { return m_standard.scaledBy(sigmaAt(w).value); }
    bool equals(const StateNoise& other) const override {
        const auto* same = dynamic_cast<const ScaledNoise*>(&other);
        return same && same->m_standard == m_standard && same->m_text == m_text && same->m_domain == m_domain;
    }

private:
    Jet sigmaAt(double w) const {
        if (m_domain.contains(w)) return m_sigma.jet(w);
        return {.value = m_sigma.value(std::clamp(w, m_domain.lower, m_domain.upper))};
    }

    Noise m_standard;
    std::string m_text;
    Program m_sigma;
    Interval m_domain;
};

}  // namespace

Result<std::shared_ptr<const StateNoise>> scaledNoise(const Noise& standard, const std::string& sigma,
                                                      Interval domain) {
    const Result<Program> program = parseFormula(sigma);
    if (!program) return Error{"σ(w): " + program.error().message, program.error().where};
    constexpr int kSamples = 4096;
    double largest = 0.0;
    for (int i = 0; i <= kSamples; ++i) {
        const double w = domain.lower + domain.width() * i / kSamples;
        const double value = program->value(w);
        if (!std::isfinite(value) || value < 0.0)
            return Error{"σ(w) is " + (std::isfinite(value) ? toText(value) : std::string("not finite")) +
                             " at w = " + toText(w) + "; it must be a standard deviation, 0 or more, on all of [" +
                             toText(domain.lower) + ", " + toText(domain.upper) + "].",
                         "noise.sigma_of_w"};
        largest = std::max(largest, value);
    }
    if (largest == 0.0) return Error{"σ(w) is 0 everywhere; there would be no noise.", "noise.sigma_of_w"};
    return std::shared_ptr<const StateNoise>(std::make_shared<ScaledNoise>(standard, sigma, *program, domain));
}

}  // namespace basin
