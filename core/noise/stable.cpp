// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/noise/stable.h"

#include "core/noise/quiet.h"
#include "core/noise/stable_integrals.h"

#include <algorithm>
#include <bit>
#include <boost/math/special_functions/gamma.hpp>
#include <boost/math/tools/toms748_solve.hpp>
#include <cmath>
#include <cstddef>
#include <mutex>
#include <numbers>
#include <utility>

namespace basin {

namespace {

using std::numbers::pi;

constexpr double kRounding = 1e-17;
constexpr std::size_t kLongestSeries = 60;

double logGamma(double x) { return boost::math::lgamma(x, Quiet()); }

/// The largest 2^e at which terms exp(log a_k) x^{k·power}, k = 0, 1, …, fall below rounding before they grow again, with
/// e going down by `step` (or up, for a negative power: the smallest). Writes the number of terms it takes.
template <class LogTerm>
double seriesBorder(double power, int first, int step, LogTerm logTerm, std::size_t& terms) {
    for (int e = first;; e += step) {
        const double x = std::exp2(e);
        double previous = 0.0;
        for (std::size_t k = 0; k < kLongestSeries; ++k) {
            const double term = logTerm(k) - logTerm(0) + static_cast<double>(k) * power * std::log(x);
            if (term < std::log(kRounding)) {
                terms = k;
                return x;
            }
            if (k > 0 && term > previous - 0.1) break;
            previous = term;
        }
    }
}

/// Coefficients of Chebyshev's polynomials through values at their n nodes cos((j + ½)π/n) (the first counted half).
template <std::size_t n>
std::array<double, n> chebyshev(const std::array<double, n>& values) {
    std::array<double, n> coefficients{};
    for (std::size_t k = 0; k < n; ++k) {
        for (std::size_t j = 0; j < n; ++j)
            coefficients[k] += values[j] * std::cos(pi * static_cast<double>(k * (2 * j + 1)) / (2.0 * n));
        coefficients[k] *= (k == 0 ? 1.0 : 2.0) / static_cast<double>(n);
    }
    return coefficients;
}

/// Σ c_k T_k(t) by Clenshaw's recurrence.
template <std::size_t n>
double clenshaw(const std::array<double, n>& coefficients, double t) {
    double b1 = 0.0, b2 = 0.0;
    for (std::size_t k = n - 1; k > 0; --k) b2 = std::exchange(b1, 2.0 * t * b1 - b2 + coefficients[k]);
    return t * b1 - b2 + coefficients[0];
}

double horner(const std::vector<double>& coefficients, double x) {
    double sum = 0.0;
    for (std::size_t k = coefficients.size(); k-- > 0;) sum = sum * x + coefficients[k];
    return sum;
}

/// Whether the polynomial has come to rest, against the smallest of the values it goes through.
template <std::size_t n>
bool resolved(const std::array<double, n>& coefficients, const std::array<double, n>& values) {
    const double smallest = *std::min_element(values.begin(), values.end());
    return std::abs(coefficients[n - 1]) + std::abs(coefficients[n - 2]) < 1e-13 * smallest;
}

}  // namespace

StableLaw::StableLaw(double alpha) : m_alpha(alpha) {
    std::size_t terms = 0;
    const auto smallTerm = [&](std::size_t k) {
        const double twice = 2.0 * static_cast<double>(k);
        return logGamma((twice + 1.0) / alpha) - logGamma(twice + 1.0);
    };
    m_small = seriesBorder(2.0, -2, -1, smallTerm, terms);
    for (std::size_t k = 0; k <= terms; ++k)
        m_smallSeries.push_back((k % 2 == 0 ? 1.0 : -1.0) * std::exp(smallTerm(k)) / (pi * alpha));

    // |sin((k+1)πα/2)| ≤ (k+1) sin(πα/2), so that (k+1) Γ(α(k+1)+1)/(k+1)! bounds the terms against the first.
    const auto largeTerm = [&](std::size_t k) {
        const double order = static_cast<double>(k + 1);
        return logGamma(alpha * order + 1.0) - logGamma(order);
    };
    m_large = seriesBorder(-alpha, 2, 1, largeTerm, terms);
    m_largeSeries.push_back(0.0);
    for (std::size_t k = 0; k <= terms; ++k) {
        const double order = static_cast<double>(k + 1);
        // sin(kπα/2) by its distance from kπ, exact as α → 2.
        const double sine = (k % 2 == 0 ? 1.0 : -1.0) * std::sin(order * pi * (2.0 - alpha) / 2.0);
        m_largeSeries.push_back((k % 2 == 0 ? 1.0 : -1.0) * std::exp(largeTerm(k)) / order * sine / pi);
    }

    const auto integrals = stableIntegrals(alpha, m_small, m_large);
    constexpr int kCells = 1 << kCellBits;
    m_firstCell = std::bit_cast<std::uint64_t>(m_small) >> (52 - kCellBits);
    const auto cells = (std::bit_cast<std::uint64_t>(m_large) >> (52 - kCellBits)) - m_firstCell;
    const auto cellStart = [&](std::uint64_t cell) {
        return std::bit_cast<double>((m_firstCell + cell) << (52 - kCellBits));
    };
    for (std::uint64_t cell = 0; cell < cells;) {
        // The widest panel that begins here: at most half an octave, aligned to its own width.
        std::uint64_t width = kCells / 2;
        while (cell % width != 0) width /= 2;
        for (;; width /= 2) {
            const double lower = cellStart(cell), upper = cellStart(cell + width);
            Panel panel{.centre = 0.5 * (lower + upper), .inverseHalfWidth = 2.0 / (upper - lower)};
            std::array<double, kTerms> density{}, tail{};
            for (std::size_t j = 0; j < kTerms; ++j) {
                const double node = std::cos(pi * (static_cast<double>(j) + 0.5) / kTerms);
                const StableValue value = integrals->at(panel.centre + node / panel.inverseHalfWidth);
                density[j] = value.density;
                tail[j] = value.tail;
            }
            panel.density = chebyshev(density);
            panel.tail = chebyshev(tail);
            if (width > 1 && !(resolved(panel.density, density) && resolved(panel.tail, tail))) continue;
            m_cells.insert(m_cells.end(), width, static_cast<std::uint16_t>(m_panels.size()));
            m_panels.push_back(panel);
            cell += width;
            break;
        }
    }
}

const StableLaw::Panel& StableLaw::panelOf(double x) const {
    return m_panels[m_cells[(std::bit_cast<std::uint64_t>(x) >> (52 - kCellBits)) - m_firstCell]];
}

double StableLaw::density(double x) const {
    x = std::abs(x);
    if (x < m_small) return horner(m_smallSeries, x * x);
    if (x >= m_large) return horner(m_largeSeries, std::pow(x, -m_alpha)) / x;
    const Panel& panel = panelOf(x);
    return clenshaw(panel.density, (x - panel.centre) * panel.inverseHalfWidth);
}

double StableLaw::tail(double x) const {
    if (x < m_small) {
        // ½ − ∫₀ˣ p
        double sum = 0.0;
        for (std::size_t k = m_smallSeries.size(); k-- > 0;)
            sum = sum * x * x + m_smallSeries[k] / (2.0 * static_cast<double>(k) + 1.0);
        return 0.5 - x * sum;
    }
    if (x >= m_large) {
        // ∫ₓ^∞ p
        const double power = std::pow(x, -m_alpha);
        double sum = 0.0;
        for (std::size_t k = m_largeSeries.size(); k-- > 1;)
            sum = (sum + m_largeSeries[k] / (m_alpha * static_cast<double>(k))) * power;
        return sum;
    }
    const Panel& panel = panelOf(x);
    return clenshaw(panel.tail, (x - panel.centre) * panel.inverseHalfWidth);
}

double StableLaw::quantile(double q) const {
    if (q >= 0.5) return 0.0;
    // The first term of either series is a guess; widened to a bracket, the rest is root finding.
    double upper = q < 0.1 ? std::pow(m_largeSeries[1] / (m_alpha * q), 1.0 / m_alpha) : (0.5 - q) / m_smallSeries[0];
    while (std::isfinite(upper) && tail(upper) > q) upper *= 2.0;
    if (!std::isfinite(upper)) return upper;
    double lower = 0.5 * upper;
    while (tail(lower) < q) lower *= 0.5;
    if (tail(upper) == q) return upper;
    if (tail(lower) == q) return lower;
    std::uintmax_t iterations = 100;
    const auto bracket = boost::math::tools::toms748_solve(
        [&](double x) { return std::log(tail(x) / q); }, lower, upper, std::log(tail(lower) / q),
        std::log(tail(upper) / q), boost::math::tools::eps_tolerance<double>(52), iterations, Quiet());
    return 0.5 * (bracket.first + bracket.second);
}

std::shared_ptr<const StableLaw> stableLaw(double alpha) {
    constexpr std::size_t kKept = 16;
    thread_local std::shared_ptr<const StableLaw> last;
    if (last && last->alpha() == alpha) return last;

    static std::mutex mutex;
    static std::vector<std::shared_ptr<const StableLaw>> laws;
    const std::lock_guard lock(mutex);
    auto found = std::find_if(laws.begin(), laws.end(), [&](const auto& law) { return law->alpha() == alpha; });
    if (found == laws.end()) {
        if (laws.size() == kKept) laws.erase(laws.begin());
        laws.push_back(std::make_shared<const StableLaw>(alpha));
        found = laws.end() - 1;
    }
    last = *found;
    return last;
}

}  // namespace basin
