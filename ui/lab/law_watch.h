// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lab/frame.h"
#include "ui/newest_job.h"

#include <QObject>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace basin {

class LawThread;

/// Which exact law is drawn over SGD's histogram.
enum class LawShown { None, LongRun, AtStep };

/// An exact law for the histogram: the share of the iterates in each bin, empty where there is none, and the words beside it.
struct BinnedLaw {
    std::vector<double> shares;
    QString text;
};

/// The exact law of SGD's iterate for the run on show, found on threads of its own: in the long run under the present settings,
/// or at the present step. Costs nothing while neither is wanted. Lives on the window's thread.
class LawWatch : public QObject {
    Q_OBJECT

public:
    explicit LawWatch(QObject* parent = nullptr);
    ~LawWatch() override;

    void show(LawShown which);
    /// The newest frame of the run.
    void setFrame(const std::shared_ptr<const Frame>& frame);

Q_SIGNALS:
    /// The law at a step may be some steps behind the frame: its text says at which step it is.
    void lawFound(const BinnedLaw& law);

private:
    struct Setting {
        Stretch stretch;
        Interval view;
        bool operator==(const Setting&) const = default;
    };
    void request();
    void showNewest();
    bool holds(const Course& course, std::int64_t step) const;
    void say(const BinnedLaw& law);

    LawShown m_shown = LawShown::None;
    std::shared_ptr<const Frame> m_frame;
    std::shared_ptr<const Course> m_foundCourse;  ///< of the law at a step that was given out last; null if none was
    std::int64_t m_foundStep = 0;
    std::unique_ptr<NewestJob<Setting, BinnedLaw>> m_longRun;  ///< from the first time that it is wanted on
    std::unique_ptr<LawThread> m_atStep;                       ///< the same
};

}  // namespace basin
