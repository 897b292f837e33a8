// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/law_walk.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <utility>

namespace basin {

namespace {

constexpr std::size_t kFewestCells = 2000, kMostCells = 40000;
constexpr double kCellsOfNoise = 2.0;  // at least, in one standard deviation of a step's noise
constexpr double kMargin = 4.0;        // in the same, about places that the grid must hold
constexpr std::int64_t kLook = 16;     // steps between two looks at the ends, the change and the pause
constexpr double kLost = 1e-9;         // mass in the end cells: the grid is too narrow
constexpr double kInvisible = 1e-4;    // ‖·‖₁ that skipping may cost in all
constexpr double kOutside = 1e-12;     // mass of a law that the next grid may leave out on either side
constexpr int kMostWidenings = 8;

double spreadOf(const Stretch& stretch) {
    return stretch.stepSize * stretch.noise.largestSize(stretch.landscape->domain());
}

/// A law on other points. Where those are closer, each mass is spread like a hat over its two cells, else it is split between
/// the two points about it: either keeps the mean and adds a sixth of a cell squared to the variance at most.
std::vector<double> carried(const std::vector<double>& law, const std::vector<double>& points, const Chain& chain) {
    const std::vector<double>& to = chain.points();
    std::vector<double> result(to.size(), 0.0);
    std::size_t cell = 0;
    const auto put = [&](double w, double mass) {
        while (cell + 2 < to.size() && to[cell + 1] < w) ++cell;
        while (cell > 0 && w < to[cell]) --cell;
        const double share = std::clamp((w - to[cell]) / (to[cell + 1] - to[cell]), 0.0, 1.0);
        result[cell] += (1.0 - share) * mass;
        result[cell + 1] += share * mass;
    };
    for (std::size_t i = 0; i < law.size(); ++i) {
        if (law[i] == 0.0) continue;
        put(points[i], 0.0);  // finds the cell
        const double width = i > 0 ? points[i] - points[i - 1] : points[1] - points[0];
        const int parts = std::clamp(static_cast<int>(std::ceil(width / (to[cell + 1] - to[cell]))), 1, 1000);
        for (int j = 1 - parts; j < parts; ++j)
            put(points[i] + width * j / parts, law[i] * (parts - std::abs(j)) / (parts * static_cast<double>(parts)));
    }
    return result;
}

/// The points that hold all of a law but for `kOutside` on either side.
Interval supportOf(const std::vector<double>& law, const std::vector<double>& points) {
    std::size_t first = 0, last = law.size() - 1;
    for (double sum = law[first]; sum < kOutside && first < last; sum += law[++first]) {
    }
    for (double sum = law[last]; sum < kOutside && first < last; sum += law[--last]) {
    }
    return {points[first], points[last]};
}

}  // namespace

bool sameUntil(std::int64_t step, const Course& a, const Course& b) {
    const auto taken = [step](const Course& course) {
        std::vector<Stretch> stretches = course.stretches;
        std::erase_if(stretches, [step](const Stretch& stretch) { return stretch.from >= step; });
        return stretches;
    };
    return a.start == b.start && taken(a) == taken(b);
}

Result<Chain> chainOf(const Stretch& stretch, std::optional<Interval> places) {
    if (!stretch.plain)
        return Error{"With momentum or a step-size schedule the law of the iterates is not computed.", "momentum"};
    Result<Chain> chain = Chain::make(stretch.landscape, stretch.noise, stretch.stepSize, {.cells = kFewestCells});
    if (!chain || std::isfinite(stretch.noise.momentLimit())) return chain;  // heavy tails have room and points enough
    const double spread = spreadOf(stretch), margin = kMargin * spread;
    const Interval found{chain->points().front(), chain->points().back()};
    const Interval range = !places ? found
                                   : Interval{std::min(found.lower, places->lower - margin),
                                              std::max(found.upper, places->upper + margin)};
    const double wanted = std::max(static_cast<double>(kFewestCells), kCellsOfNoise * range.width() / spread);
    if (wanted > static_cast<double>(kMostCells))
        return Error{"The noise of one step is too narrow for the law to be computed; choose a larger step size.",
                     "step_size"};
    const auto cells = static_cast<std::size_t>(wanted);
    if (range == found && cells == chain->cells()) return chain;
    return Chain::make(stretch.landscape, stretch.noise, stretch.stepSize, {.cells = cells, .range = range});
}

LawWalk::LawWalk(Course course) : m_course(std::move(course)) {}

const std::vector<double>& LawWalk::points() const {
    static const std::vector<double> none;
    return m_chain ? m_chain->points() : none;
}

bool LawWalk::follow(const Course& course) {
    if (course.start != m_course.start) return false;
    const std::size_t walked = m_stretch ? *m_stretch + 1 : 0;
    if (course.stretches.size() < walked ||
        !std::equal(m_course.stretches.begin(), m_course.stretches.begin() + static_cast<std::ptrdiff_t>(walked),
                    course.stretches.begin()))
        return false;
    if (walked < course.stretches.size() && course.stretches[walked].from < m_step) return false;
    m_course = course;
    return true;
}

bool LawWalk::layOut(Interval places) {
    Result<Chain> chain = chainOf(m_course.stretches[*m_stretch], places);
    if (!chain) {
        m_error = chain.error();
        return false;
    }
    m_chain = *std::move(chain);
    m_law = m_entryLaw.empty() ? m_chain->lawAt(m_course.start) : carried(m_entryLaw, m_entryPoints, *m_chain);
    m_next.assign(m_law.size(), 0.0);
    return true;
}

void LawWalk::enterStretch() {
    m_entryLaw = m_law;
    m_entryPoints = points();
    m_stretch = m_stretch ? *m_stretch + 1 : 0;
    m_widened = 0;
    layOut(m_entryLaw.empty() ? Interval{m_course.start, m_course.start} : supportOf(m_entryLaw, m_entryPoints));
}

bool LawWalk::widen() {
    const Interval present{points().front(), points().back()};
    if (++m_widened > kMostWidenings) {
        m_error = Error{"With this step size the iterates do not stay anywhere; choose a smaller one.", "step_size"};
        return false;
    }
    m_step = m_course.stretches[*m_stretch].from;
    return layOut({present.lower - present.width(), present.upper + present.width()});
}

std::int64_t LawWalk::skippable(std::int64_t most) {
    const double change = std::transform_reduce(m_law.begin(), m_law.end(), m_next.begin(), 0.0, std::plus<>(),
                                                [](double a, double b) { return std::abs(a - b); });
    const double cost = change * static_cast<double>(most);
    if (m_skipped + cost > kInvisible) return 0;
    m_skipped += cost;
    return most;
}

bool LawWalk::advanceTo(std::int64_t t, const std::function<bool()>& pause) {
    while (!m_error) {
        const std::size_t next = m_stretch ? *m_stretch + 1 : 0;
        if (next < m_course.stretches.size() && m_course.stretches[next].from <= m_step) {
            enterStretch();
            continue;
        }
        if (m_step >= t) return true;
        const std::int64_t end = next < m_course.stretches.size() ? std::min(t, m_course.stretches[next].from) : t;
        const std::int64_t pausing = std::min(end, m_step + kLook);
        for (; m_step < pausing; ++m_step) {
            m_chain->advance(m_law, m_next);
            std::swap(m_law, m_next);  // m_next is the law one step before
        }
        const bool heavy = std::isfinite(m_course.stretches[*m_stretch].noise.momentLimit());
        if (!heavy && m_law.front() + m_law.back() > kLost) {
            widen();
        } else {
            m_step += skippable(end - m_step);
        }
        if (pause && pause()) return m_step >= t;
    }
    return false;
}

}  // namespace basin
