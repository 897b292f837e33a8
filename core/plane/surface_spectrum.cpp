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

constexpr int kMost = 2048;  // nodes along a side

/// FFTW plans one at a time.
std::mutex& planning() {
    static std::mutex mutex;
    return mutex;
}

/// The next even number with no prime factors but 2, 3 and 5.
int smoothSize(int least) {
    for (int n = least + least % 2;; n += 2) {
        int rest = n;
        for (const int factor : {2, 3, 5})
            while (rest % factor == 0) rest /= factor;
        if (rest == 1) return n;
    }
}

/// Where ∇²g jumps, at the edges of a domain, the frequencies that the grid just tells would ring far into it; they are faded
/// out, by a hundredth at half of the highest frequency, ω = π, and by half at 0.72 of it.
double faded(double omega, bool isContinued) {
    return isContinued ? std::exp(-36.0 * std::pow(omega / std::numbers::pi, 12)) : 1.0;
}

fftw_complex* complexOf(double* numbers) { return reinterpret_cast<fftw_complex*>(numbers); }

}  // namespace

struct SurfaceSpectrum::Plans {
    fftw_plan forth = nullptr, back = nullptr;  ///< both in place
    ~Plans() {
        const std::lock_guard lock(planning());
        fftw_destroy_plan(forth);
        fftw_destroy_plan(back);
    }
};

Rectangle SurfaceSpectrum::middle(const Surface& surface) {
    const Rectangle domain = surface.domain(), support = surface.detail()->support;
    return {{std::min(domain.x.lower, support.x.lower), std::max(domain.x.upper, support.x.upper)},
            {std::min(domain.y.lower, support.y.lower), std::max(domain.y.upper, support.y.upper)}};
}

SurfaceSpectrum::SurfaceSpectrum(const Surface& surface, Point width) : m_plans(std::make_unique<Plans>()) {
    const Point fine = surface.detail()->spacing, centre = middle(surface).centre();
    const auto nodesOf = [](double length, double spacing) {
        return smoothSize(static_cast<int>(std::clamp(std::ceil(length / spacing), 32.0, 1.0 * kMost)));
    };
    m_nodes.columns = nodesOf(width.x, fine.x);
    m_nodes.rows = nodesOf(width.y, fine.y);
    m_nodes.spacing = {width.x / m_nodes.columns, width.y / m_nodes.rows};
    m_nodes.origin = centre - 0.5 * width;
    m_nodes.stride = 2 * (static_cast<std::size_t>(m_nodes.columns) / 2 + 1);

    m_spectrum = allocateFftw(m_nodes.stride * static_cast<std::size_t>(m_nodes.rows));
    {
        const std::lock_guard lock(planning());
        double* all = m_spectrum.get();
        m_plans->forth = fftw_plan_dft_r2c_2d(m_nodes.rows, m_nodes.columns, all, complexOf(all), FFTW_ESTIMATE);
        m_plans->back = fftw_plan_dft_c2r_2d(m_nodes.rows, m_nodes.columns, complexOf(all), all, FFTW_ESTIMATE);
    }

    const auto columns = static_cast<std::size_t>(m_nodes.columns), rows = static_cast<std::size_t>(m_nodes.rows);
    const Rectangle nodes{{m_nodes.origin.x, m_nodes.origin.x + m_nodes.spacing.x * (m_nodes.columns - 1)},
                          {m_nodes.origin.y, m_nodes.origin.y + m_nodes.spacing.y * (m_nodes.rows - 1)}};
    std::vector<double> f(columns * rows), bowl(columns * rows, 0.0);
    surface.sample(nodes, m_nodes.columns, m_nodes.rows, f);
    PolynomialForm(surface.polynomial()).addTo(nodes, m_nodes.columns, m_nodes.rows, bowl);
    for (std::size_t row = 0; row < rows; ++row)
        for (std::size_t column = 0; column < columns; ++column)
            m_spectrum[row * m_nodes.stride + column] = f[row * columns + column] - bowl[row * columns + column];
    fftw_execute_dft_r2c(m_plans->forth, m_spectrum.get(), complexOf(m_spectrum.get()));

    // Coefficients of splines in place of values, and FFTW's sums in place of means.
    const bool isContinued = surface.isContinued();
    std::vector<double> alongX(columns / 2 + 1);
    for (std::size_t i = 0; i < alongX.size(); ++i) {
        const double omega = 2.0 * std::numbers::pi * static_cast<double>(i) / m_nodes.columns;
        alongX[i] = faded(omega, isContinued) / SplineGrid::symbol(omega);
    }
    for (std::size_t row = 0; row < rows; ++row) {
        const auto turn = static_cast<double>(std::min(row, rows - row));
        const double omega = 2.0 * std::numbers::pi * turn / m_nodes.rows;
        const double alongY = faded(omega, isContinued) / (SplineGrid::symbol(omega) * m_nodes.columns * m_nodes.rows);
        double* line = m_spectrum.get() + row * m_nodes.stride;
        for (std::size_t i = 0; i < alongX.size(); ++i) {
            line[2 * i] *= alongX[i] * alongY;
            line[2 * i + 1] *= alongX[i] * alongY;
        }
    }
}

SurfaceSpectrum::~SurfaceSpectrum() = default;

std::shared_ptr<const SurfaceSpectrum> SurfaceSpectrum::of(const SurfacePtr& surface, Point width) {
    struct Entry {
        std::weak_ptr<const Surface> surface;
        Point width;
        std::shared_ptr<const SurfaceSpectrum> spectrum;
    };
    constexpr std::size_t kKept = 4;
    static std::mutex mutex;
    static std::vector<Entry> entries;
    {
        const std::lock_guard lock(mutex);
        std::erase_if(entries, [](const Entry& entry) { return entry.surface.expired(); });
        for (const Entry& entry : entries)
            if (entry.surface.lock() == surface && entry.width == width) return entry.spectrum;
    }
    auto made = std::make_shared<const SurfaceSpectrum>(*surface, width);
    const std::lock_guard lock(mutex);
    if (entries.size() == kKept) entries.erase(entries.begin());
    entries.push_back({surface, width, made});
    return made;
}

Point SurfaceSpectrum::period() const {
    return {m_nodes.spacing.x * m_nodes.columns, m_nodes.spacing.y * m_nodes.rows};
}

Point SurfaceSpectrum::highest() const {
    return {std::numbers::pi / m_nodes.spacing.x, std::numbers::pi / m_nodes.spacing.y};
}

std::unique_ptr<const Summand> SurfaceSpectrum::filtered(const std::function<void(double, std::span<double>)>& row,
                                                         const Rectangle& valid) const {
    const auto rows = static_cast<std::size_t>(m_nodes.rows);
    FftwArray numbers = allocateFftw(m_nodes.stride * rows);
    std::vector<double> factors(m_nodes.stride / 2);
    for (std::size_t j = 0; j < rows; ++j) {
        const double turn = static_cast<double>(j) - (2 * j > rows ? m_nodes.rows : 0.0);
        row(2.0 * std::numbers::pi * turn / period().y, factors);
        const double* from = m_spectrum.get() + j * m_nodes.stride;
        double* to = numbers.get() + j * m_nodes.stride;
        for (std::size_t i = 0; i < factors.size(); ++i) {
            to[2 * i] = from[2 * i] * factors[i];
            to[2 * i + 1] = from[2 * i + 1] * factors[i];
        }
    }
    fftw_execute_dft_c2r(m_plans->back, complexOf(numbers.get()), numbers.get());

    const auto within = [](const Interval& wanted, double origin, double spacing, int count) {
        return Interval{std::max(wanted.lower, origin + SplineGrid::kMargin * spacing),
                        std::min(wanted.upper, origin + (count - SplineGrid::kMargin) * spacing)};
    };
    return std::make_unique<SplineGrid>(m_nodes, std::move(numbers),
                                        Rectangle{within(valid.x, m_nodes.origin.x, m_nodes.spacing.x, m_nodes.columns),
                                                  within(valid.y, m_nodes.origin.y, m_nodes.spacing.y, m_nodes.rows)});
}

}  // namespace basin
