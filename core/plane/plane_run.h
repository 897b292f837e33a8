// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plane/plane_frame.h"
#include "core/scenario/run_past.h"
#include "core/scenario/scenario.h"

#include <cstdint>
#include <memory>

namespace basin {

class ThreadPool;

/// One run of a scenario of the plane, advanced step by step by its owner: what LabRun is on the line. Belongs to one thread
/// at a time.
class PlaneRun {
public:
    using Frame = PlaneFrame;
    static constexpr std::size_t kShown = 10000;  ///< walkers that a frame carries one by one

    /// The scenario must be valid (checkScenario) and of the plane.
    explicit PlaneRun(const Scenario& scenario);
    ~PlaneRun();

    /// As LabRun::setScenario.
    void setScenario(const Scenario& scenario, bool keepAverages);
    void take(const Turn& turn);
    void restart();
    void advance(std::int64_t steps, ThreadPool* pool);
    std::int64_t step() const;
    const Scenario& scenario() const;
    std::shared_ptr<PlaneFrame> frame() const;

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace basin
