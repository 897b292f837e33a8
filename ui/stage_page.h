// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scenario/saved_state.h"
#include "ui/page.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

namespace basin {

class TimelineBar;

/// A page on which a scenario plays: the lab, the plane. What the Play menu and files ask of each.
class StagePage : public Page {
    Q_OBJECT

public:
    using Page::Page;

    virtual const Scenario& scenario() const = 0;
    /// Shows another scenario from its first step. Undoable; `what` names the step for the Edit menu.
    /// An invalid one is refused with a sentence below the charts, and nothing changes.
    virtual bool openScenario(const Scenario& scenario, const QString& what) = 0;
    /// Whether the page is the one for scenarios of this kind.
    virtual bool canShow(const Scenario& scenario) const { return !scenario.plane; }
    /// Plays a preset of the page, unless what it would replace is still wanted.
    virtual void showPreset(int index) = 0;
    /// Asked before a person's choice puts a preset in the place of the scenario; false keeps it.
    void setReplaceGuard(std::function<bool()> mayReplace) { m_mayReplace = std::move(mayReplace); }
    virtual bool isPlaying() const = 0;
    virtual void setPlaying(bool playing) = 0;
    virtual void takeSteps(std::int64_t steps) = 0;
    virtual void restart() = 0;
    /// Ten notches are a factor of ten.
    virtual void changeSpeed(int notches) = 0;

    /// Where the runs on show stand: one, or two in the twin view; none before the first frame.
    virtual std::vector<RunPlace> runs() const { return {}; }
    /// Has the runs of the present scenario go through their pasts up to where they stood; `repeating` tells how far they are.
    virtual void repeat(const std::vector<RunPlace>& /*runs*/) {}
    virtual void stopRepeating() {}

    /// While something else says what to watch.
    virtual void setWatchHidden(bool /*hidden*/) {}

    /// A valley of f for which a room can vote.
    struct Valley {
        QString place;           ///< "0.05", "(1, 0)"
        double value = 0.0;      ///< of f at its bottom
        double fromStart = 0.0;  ///< from there to the start
    };
    /// The valleys of f, in the order of `Progress`; none before the first frame.
    virtual std::vector<Valley> valleys() const { return {}; }
    /// Of the frame on show: where the run stands, and what share of SGD and of the average in focus is in each valley.
    struct Progress {
        std::int64_t step = 0;
        bool repeating = false;
        std::vector<double> sgd, average;  ///< of the averages: none before they begin
    };
    virtual std::optional<Progress> progress() const { return std::nullopt; }
    /// During a vote nobody reaches for the controls.
    virtual void setVoting(bool /*voting*/) {}
    /// Shows f and the start alone, and nothing that tells where the walkers will end.
    virtual void setConcealed(bool /*concealed*/) {}
    /// Numbers these valleys in the picture of f, from 1 on.
    virtual void setNumbers(const std::vector<std::size_t>& /*valleys*/) {}
    /// Pauses, and takes the run to another step that is known; the settings become those of then.
    virtual void goTo(std::int64_t step) = 0;

    /// The time of the run, where it can be taken back; null where it cannot.
    virtual TimelineBar* timeline() const { return nullptr; }

    /// What is on show now.
    SavedState state() const {
        return {.version = BASIN_VERSION, .page = objectName().toStdString(), .scenario = scenario(), .runs = runs()};
    }

    void togglePlaying() { setPlaying(!isPlaying()); }

protected:
    bool mayReplace() const { return !m_mayReplace || m_mayReplace(); }

Q_SIGNALS:
    void playingChanged(bool playing);
    void scenarioShown(const Scenario& scenario);
    void frameShown();
    void restarted();                                     ///< asked for; its frame comes later
    void repeating(std::int64_t step, std::int64_t end);  ///< on the way, with every frame
    void repeated(std::int64_t step);                     ///< arrived, or stopped

private:
    std::function<bool()> m_mayReplace;
};

}  // namespace basin
