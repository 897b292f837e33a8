// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plane/surface_spectrum.h"

#include "core/plane/polynomial_form.h"

#include <fftw3.h>

#include <algorithm>
#include <cmath>
#include <mutex>
#include <numbers>
#include <vector>

namespace basin {

namespace {

constexpr int kMost = 2048;    // nodes along a side
constexpr int kTogether = 16;  // columns of frequencies that are transformed back together

constexpr int kCoarsest =
    8;  // a grid on which fewer frequencies are turned back has half, a quarter or an eighth of the nodes

constexpr double kNothing = 1e-13;  // of a wave: left out

/// FFTW plans one at a time.
std::mutex& planning() {
    static std::mutex mutex;
    return mutex;
}

/// The next multiple of 2 kCoarsest with no prime factors but 2, 3 and 5.
int smoothSize(int least) {
    for (int n = (least + 2 * kCoarsest - 1) / (2 * kCoarsest);; ++n) {
        int rest = n;
        for (const int factor : {2, 3, 5})
            while (rest % factor == 0) rest /= factor;
        if (rest == 1) return 2 * kCoarsest * n;
    }
}

/// Where ∇²g jumps, at the edges of a domain, the frequencies that the grid just tells would ring far into it; they are faded
/// out, by a hundredth at half of the highest frequency, ω = π, and by half at 0.72 of it.
double faded(double omega, bool isContinued) {
    return isContinued ? std::exp(-36.0 * std::pow(omega / std::numbers::pi, 12)) : 1.0;
}

fftw_complex* complexOf(double* numbers) { return reinterpret_cast<fftw_complex*>(numbers); }

}  // namespace

/// A grid on which frequencies are turned back into values, and how: all in place.
struct SurfaceSpectrum::Level {
    SplineGrid::Nodes nodes;
    fftw_plan columnsBack = nullptr, rowBack = nullptr;  ///< kTogether columns; one row
};

Rectangle SurfaceSpectrum::middle(const Surface& surface) {
    const Rectangle domain = surface.domain(), support = surface.detail()->support;
    return {{std::min(domain.x.lower, support.x.lower), std::max(domain.x.upper, support.x.upper)},
            {std::min(domain.y.lower, support.y.lower), std::max(domain.y.upper, support.y.upper)}};
}

SurfaceSpectrum::SurfaceSpectrum(const Surface& surface, const Rectangle& box) {
    const Point fine = surface.detail()->spacing, width{box.x.width(), box.y.width()};
    const auto nodesOf = [](double length, double spacing) {
        return smoothSize(static_cast<int>(std::clamp(std::ceil(length / spacing), 32.0, 1.0 * kMost)));
    };
    m_nodes.columns = nodesOf(width.x, fine.x);
    m_nodes.rows = nodesOf(width.y, fine.y);
    m_nodes.spacing = {width.x / m_nodes.columns, width.y / m_nodes.rows};
    m_nodes.origin = {box.x.lower, box.y.lower};
    // Whole blocks of columns; those beyond the last frequency are 0 and never looked at.
    const auto strideOf = [](int columns) {
        return 2 * static_cast<std::size_t>(kTogether * ((columns / 2 + kTogether) / kTogether));
    };
    m_nodes.stride = strideOf(m_nodes.columns);

    m_spectrum = allocateFftw(m_nodes.stride * static_cast<std::size_t>(m_nodes.rows));
    fftw_plan forth = nullptr;
    {
        const std::lock_guard lock(planning());
        double* all = m_spectrum.get();
        const int whole[] = {m_nodes.rows, m_nodes.columns},
                  places[] = {m_nodes.rows, static_cast<int>(m_nodes.stride)};
        const int waves[] = {m_nodes.rows, places[1] / 2};
        forth = fftw_plan_many_dft_r2c(2, whole, 1, all, places, 1, 0, complexOf(all), waves, 1, 0, FFTW_ESTIMATE);
        for (int coarser = 1; coarser <= kCoarsest; coarser *= 2) {
            Level level{m_nodes};
            level.nodes.columns /= coarser;
            level.nodes.rows /= coarser;
            level.nodes.spacing = static_cast<double>(coarser) * m_nodes.spacing;
            level.nodes.stride = strideOf(level.nodes.columns);
            const int between = static_cast<int>(level.nodes.stride) / 2;
            level.columnsBack = fftw_plan_many_dft(1, &level.nodes.rows, kTogether, complexOf(all), nullptr, between, 1,
                                                   complexOf(all), nullptr, between, 1, FFTW_BACKWARD, FFTW_ESTIMATE);
            level.rowBack = fftw_plan_dft_c2r_1d(level.nodes.columns, complexOf(all), all, FFTW_ESTIMATE);
            m_levels.push_back(level);
        }
    }
    std::fill_n(m_spectrum.get(), m_nodes.stride * static_cast<std::size_t>(m_nodes.rows), 0.0);

    const auto columns = static_cast<std::size_t>(m_nodes.columns), rows = static_cast<std::size_t>(m_nodes.rows);
    const Rectangle nodes{{m_nodes.origin.x, m_nodes.origin.x + m_nodes.spacing.x * (m_nodes.columns - 1)},
                          {m_nodes.origin.y, m_nodes.origin.y + m_nodes.spacing.y * (m_nodes.rows - 1)}};
    std::vector<double> f(columns * rows), bowl(columns * rows, 0.0);
    surface.sample(nodes, m_nodes.columns, m_nodes.rows, f);
    PolynomialForm(surface.polynomial()).addTo(nodes, m_nodes.columns, m_nodes.rows, bowl);
    for (std::size_t row = 0; row < rows; ++row)
        for (std::size_t column = 0; column < columns; ++column)
            m_spectrum[row * m_nodes.stride + column] = f[row * columns + column] - bowl[row * columns + column];
    fftw_execute(forth);
    {
        const std::lock_guard lock(planning());
        fftw_destroy_plan(forth);
    }

    // Means in place of FFTW's sums.
    const bool isContinued = surface.isContinued();
    std::vector<double> alongX(columns / 2 + 1);
    for (std::size_t i = 0; i < alongX.size(); ++i)
        alongX[i] = faded(2.0 * std::numbers::pi * static_cast<double>(i) / m_nodes.columns, isContinued);
    for (std::size_t row = 0; row < rows; ++row) {
        const auto turn = static_cast<double>(std::min(row, rows - row));
        const double alongY =
            faded(2.0 * std::numbers::pi * turn / m_nodes.rows, isContinued) / (1.0 * m_nodes.columns * m_nodes.rows);
        double* line = m_spectrum.get() + row * m_nodes.stride;
        for (std::size_t i = 0; i < alongX.size(); ++i) {
            line[2 * i] *= alongX[i] * alongY;
            line[2 * i + 1] *= alongX[i] * alongY;
        }
    }
    setError(surface);
}

void SurfaceSpectrum::setError(const Surface& surface) {
    constexpr int kPlaces = 401;
    const Rectangle domain = surface.domain(), everywhere{{-HUGE_VAL, HUGE_VAL}, {-HUGE_VAL, HUGE_VAL}};
    const Point margin = static_cast<double>(SplineGrid::kMargin) * m_nodes.spacing, end = m_nodes.origin + period();
    const Rectangle over{
        {std::max(domain.x.lower, m_nodes.origin.x + margin.x), std::min(domain.x.upper, end.x - margin.x)},
        {std::max(domain.y.lower, m_nodes.origin.y + margin.y), std::min(domain.y.upper, end.y - margin.y)}};
    if (!(over.x.width() > 0.0 && over.y.width() > 0.0)) return;
    std::vector<double> told(kPlaces * kPlaces, 0.0), f(told.size());
    const auto same = [](double, std::span<double> factors) { std::ranges::fill(factors, 1.0); };
    filtered({same, {HUGE_VAL, HUGE_VAL}}, everywhere)->addTo(over, kPlaces, kPlaces, told);
    PolynomialForm(surface.polynomial()).addTo(over, kPlaces, kPlaces, told);
    surface.sample(over, kPlaces, kPlaces, f);
    for (std::size_t i = 0; i < f.size(); ++i) m_error = std::max(m_error, std::abs(told[i] - f[i]));
}

SurfaceSpectrum::~SurfaceSpectrum() {
    const std::lock_guard lock(planning());
    for (const Level& level : m_levels) {
        fftw_destroy_plan(level.columnsBack);
        fftw_destroy_plan(level.rowBack);
    }
}

std::shared_ptr<const SurfaceSpectrum> SurfaceSpectrum::of(const SurfacePtr& surface, const Rectangle& box) {
    struct Entry {
        std::weak_ptr<const Surface> surface;
        Rectangle box;
        std::shared_ptr<const SurfaceSpectrum> spectrum;
    };
    constexpr std::size_t kKept = 12;
    static std::mutex mutex;
    static std::vector<Entry> entries;
    {
        const std::lock_guard lock(mutex);
        std::erase_if(entries, [](const Entry& entry) { return entry.surface.expired(); });
        for (const Entry& entry : entries)
            if (entry.surface.lock() == surface && entry.box == box) return entry.spectrum;
    }
    auto made = std::make_shared<const SurfaceSpectrum>(*surface, box);
    const std::lock_guard lock(mutex);
    if (entries.size() == kKept) entries.erase(entries.begin());
    entries.push_back({surface, box, made});
    return made;
}

Point SurfaceSpectrum::period() const {
    return {m_nodes.spacing.x * m_nodes.columns, m_nodes.spacing.y * m_nodes.rows};
}

Point SurfaceSpectrum::highest() const {
    return {std::numbers::pi / m_nodes.spacing.x, std::numbers::pi / m_nodes.spacing.y};
}

/// The coarsest grid that tells all frequencies below a limit.
const SurfaceSpectrum::Level& SurfaceSpectrum::levelFor(Point limit) const {
    const Point all = highest();
    std::size_t coarser = 0;
    while (coarser + 1 < m_levels.size() &&
           std::max(limit.x / all.x, limit.y / all.y) < std::ldexp(1.0, -1 - static_cast<int>(coarser)))
        ++coarser;
    return m_levels[coarser];
}

std::unique_ptr<const Summand> SurfaceSpectrum::filtered(const Kernel& kernel, const Rectangle& valid) const {
    const Level& level = levelFor(kernel.limit);
    const SplineGrid::Nodes& nodes = level.nodes;
    const auto within = [](const Interval& wanted, double origin, double spacing, int count) {
        return Interval{std::max(wanted.lower, origin + SplineGrid::kMargin * spacing),
                        std::min(wanted.upper, origin + (count - SplineGrid::kMargin) * spacing)};
    };
    const Rectangle told{within(valid.x, nodes.origin.x, nodes.spacing.x, nodes.columns),
                         within(valid.y, nodes.origin.y, nodes.spacing.y, nodes.rows)};

    const auto rows = static_cast<std::size_t>(nodes.rows), waves = static_cast<std::size_t>(nodes.columns) / 2 + 1;
    FftwArray numbers = allocateFftw(nodes.stride * rows);
    // Coefficients of splines in place of values.
    const auto perSymbol = [](std::size_t wave, int count) {
        return 1.0 / SplineGrid::symbol(2.0 * std::numbers::pi * static_cast<double>(wave) / count);
    };
    std::vector<double> factors(waves), alongX(waves);
    for (std::size_t i = 0; i < waves; ++i) alongX[i] = perSymbol(i, nodes.columns);
    std::vector<bool> isThere(nodes.stride / (2 * kTogether), false);  // of each block of columns
    for (std::size_t j = 0; j < rows; ++j) {
        const bool isNegative = 2 * j > rows;
        const double turn = static_cast<double>(j) - (isNegative ? nodes.rows : 0.0);
        kernel.row(2.0 * std::numbers::pi * turn / period().y, factors);
        const double alongY = perSymbol(j, nodes.rows);
        const std::size_t source = isNegative ? j + static_cast<std::size_t>(m_nodes.rows - nodes.rows) : j;
        const double* from = m_spectrum.get() + source * m_nodes.stride;
        double* to = numbers.get() + j * nodes.stride;
        for (std::size_t i = 0; i < waves; ++i) {
            const double factor = factors[i] * alongX[i] * alongY;
            to[2 * i] = from[2 * i] * factor;
            to[2 * i + 1] = from[2 * i + 1] * factor;
        }
        std::fill(to + 2 * waves, to + nodes.stride, 0.0);
        for (std::size_t first = 0; first < waves; first += kTogether) {
            if (isThere[first / kTogether]) continue;
            double most = 0.0;
            for (std::size_t i = first; i < std::min(first + kTogether, waves); ++i)
                most = std::max(most, std::abs(factors[i]));
            isThere[first / kTogether] = most > kNothing;
        }
    }
    // The columns first, those where anything is left, and then the rows that will be looked at.
    for (std::size_t block = 0; block < isThere.size(); ++block)
        if (isThere[block]) {
            fftw_complex* at = complexOf(numbers.get() + 2 * kTogether * block);
            fftw_execute_dft(level.columnsBack, at, at);
        }
    const auto rowOf = [&](double y) {
        return static_cast<std::size_t>(std::floor((y - nodes.origin.y) / nodes.spacing.y));
    };
    const std::size_t first = rowOf(told.y.lower) - 4, last = std::min(rowOf(told.y.upper) + 5, rows - 1);
    for (std::size_t j = first; j <= last; ++j) {
        double* line = numbers.get() + j * nodes.stride;
        fftw_execute_dft_c2r(level.rowBack, complexOf(line), line);
    }
    return std::make_unique<SplineGrid>(nodes, std::move(numbers), told, m_error);
}

}  // namespace basin
