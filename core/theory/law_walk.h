// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/theory/chain.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace basin {

/// Settings under which every step of a run from `from` on was taken.
struct Stretch {
    std::int64_t from = 0;
    LandscapePtr landscape;
    GradientNoise noise;
    double stepSize = 0.0;
    bool plain = true;  ///< neither momentum nor a schedule: w_t alone is a Markov chain that is the same at every step
    bool operator==(const Stretch&) const = default;
};

/// What a run has gone through since its start; `stretches` ascend in `from`, the first begins at 0.
struct Course {
    double start = 0.0;  ///< w_0
    std::vector<Stretch> stretches;
    bool operator==(const Course&) const = default;
};
/// Whether both have the same settings for all steps up to `step`.
bool sameUntil(std::int64_t step, const Course& a, const Course& b);

/// The chain of one stretch on a grid that resolves the noise and holds what the law needs in the long run, and `places` besides.
/// Errors: those of Chain::make, and a noise too narrow for any grid.
Result<Chain> chainOf(const Stretch& stretch, std::optional<Interval> places = {});

/// The law of w_t on the way along a course (maths.md §3, "exact chain"): p ← pP, with another P and another grid where the settings
/// change. Steps that change nothing any more are skipped: ‖pP − p‖₁ never grows, so k skipped steps cost at most k times it.
class LawWalk {
public:
    explicit LawWalk(Course course);

    /// Goes on along another course if that is the same as far as was walked; else returns false and stays as it is.
    bool follow(const Course& course);
    /// Goes on to step `t` (not back), or until `pause` (may be empty; asked every few steps) is true, or an error is met.
    /// True when it has arrived.
    bool advanceTo(std::int64_t t, const std::function<bool()>& pause = {});

    const std::optional<Error>& error() const { return m_error; }  ///< why there is no law from `step` on
    std::int64_t step() const { return m_step; }
    /// The law of w at `step`, on `points`; both empty before the first `advanceTo`.
    const std::vector<double>& law() const { return m_law; }
    const std::vector<double>& points() const;

private:
    void enterStretch();
    bool layOut(Interval places);
    bool widen();
    std::int64_t skippable(std::int64_t most);

    Course m_course;
    std::optional<std::size_t> m_stretch;  ///< under way
    std::optional<Chain> m_chain;          ///< of it
    std::vector<double> m_law, m_next;
    std::vector<double> m_entryLaw, m_entryPoints;  ///< where the stretch began
    int m_widened = 0;                              ///< how often the stretch's grid had to grow
    double m_skipped = 0.0;                         ///< bound of the error that skipping has made, in ‖·‖₁
    std::int64_t m_step = 0;
    std::optional<Error> m_error;
};

}  // namespace basin
