// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/run_words.h"

#include "ui/format.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <cmath>
#include <type_traits>

namespace basin {

namespace {

/// The texts of this file, for translators.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(basin::RunWords)
};

QString behind(const QString& words, const std::string& message) {
    return message.empty() ? words : Words::tr("%1: %2").arg(words, QString::fromStdString(message));
}

QString activityWords(Activity activity) {
    switch (activity) {
        case Activity::Queued: return Words::tr("… waits for the device");
        case Activity::Running: return Words::tr("▶ running");
        case Activity::Paused: return Words::tr("❚❚ paused");
    }
    return {};
}

QString wayOut(const RunSummary& run) {
    switch (run.status.state) {
        case RunState::Ready: return Words::tr("No worker has been there yet. Resume starts one.");
        case RunState::Queued: return Words::tr("Its worker waits until the runs before it are done with the device.");
        case RunState::Running: return Words::tr("Its worker trains, also when this window is closed.");
        case RunState::Paused: return Words::tr("Its worker waits. Go on lets it train again.");
        case RunState::Finished: return Words::tr("All epochs are done. Extend adds some.");
        case RunState::Stopped: return Words::tr("Resume goes on from the last checkpoint.");
        case RunState::Lost:
            return Words::tr(
                "Its worker died without a word: killed from outside, or its computer went down. Resume goes on "
                "from the last checkpoint.");
        case RunState::Failed: break;
    }
    switch (run.status.reason) {
        case EndReason::Diverged:
            return Words::tr(
                "The loss is not a number any more: the step size is too large for this network. A new run with a "
                "smaller one, or with a warm-up, may help.");
        case EndReason::DiskFull:
            return Words::tr("Make room on the disk; then Resume goes on from the last checkpoint.");
        case EndReason::DamagedCheckpoint: return Words::tr("Neither of the last checkpoints can be read.");
        case EndReason::OutOfMemory:
            return Words::tr(
                "The device has not enough memory. A smaller batch or bf16 needs less; so does a device that "
                "nothing else uses.");
        default: return Words::tr("The log says more. Resume tries again from the last checkpoint.");
    }
}

}  // namespace

QString runName(const RunSummary& run) {
    return QString::fromStdString(run.label.title.empty() ? run.path.filename().string() : run.label.title);
}

QString reasonWords(EndReason reason) {
    switch (reason) {
        case EndReason::Finished: return Words::tr("✓ finished");
        case EndReason::Stopped: return Words::tr("■ stopped");
        case EndReason::TimeUp: return Words::tr("■ stopped, its time is up");
        case EndReason::Diverged: return Words::tr("✗ diverged");
        case EndReason::DiskFull: return Words::tr("✗ the disk is full");
        case EndReason::DamagedCheckpoint: return Words::tr("✗ damaged checkpoint");
        case EndReason::OutOfMemory: return Words::tr("✗ out of memory");
        case EndReason::Failed: return Words::tr("✗ failed");
    }
    return {};
}

QString stateWords(const RunSummary& run) {
    switch (run.hitch) {
        case Hitch::ConfigUnreadable: return behind(Words::tr("✗ its settings cannot be read"), run.hitchDetail);
        case Hitch::EventsUnreadable: return behind(Words::tr("✗ its log cannot be read"), run.hitchDetail);
        case Hitch::WorkerDidNotComeUp:
            return run.hitchDetail.empty() ? Words::tr("✗ its worker did not come up, and said nothing")
                                           : behind(Words::tr("✗ its worker did not come up"), run.hitchDetail);
        case Hitch::None: break;
    }
    if (run.starting) return Words::tr("… starting");
    switch (run.status.state) {
        case RunState::Ready: return Words::tr("○ not started");
        case RunState::Queued: return activityWords(Activity::Queued);
        case RunState::Running: return activityWords(Activity::Running);
        case RunState::Paused: return activityWords(Activity::Paused);
        case RunState::Lost: return Words::tr("✗ lost: its worker is gone");
        case RunState::Finished: return reasonWords(EndReason::Finished);
        default: return behind(reasonWords(run.status.reason), run.status.message);
    }
}

QString stateTip(const RunSummary& run) {
    QString text = stateWords(run);
    if (run.hitch == Hitch::None && !run.starting) text += QStringLiteral("\n") + wayOut(run);
    if (run.hitch == Hitch::WorkerDidNotComeUp)
        text += QStringLiteral("\n") + Words::tr("Its log shows all that it said.");
    if (run.warnings > 0)
        text += QStringLiteral("\n") +
                Words::tr("Warnings in its log: %1.").arg(formatCount(static_cast<long long>(run.warnings)));
    return text;
}

QString logWords(const LogEntry& entry) {
    return std::visit(
        [](const auto& what) -> QString {
            using What = std::decay_t<decltype(what)>;
            if constexpr (std::is_same_v<What, StateEvent>)
                return activityWords(what.activity);
            else if constexpr (std::is_same_v<What, WarningEvent>)
                return Words::tr("⚠ %1").arg(QString::fromStdString(what.message));
            else if constexpr (std::is_same_v<What, ResumedEvent>)
                return Words::tr("↻ went on from step %1").arg(formatCount(what.fromStep));
            else if constexpr (std::is_same_v<What, EndEvent>)
                return behind(reasonWords(what.reason), what.message);
            else
                return {};
        },
        entry.event.what);
}

QString timeWords(double secondsSince1970) {
    if (!std::isfinite(secondsSince1970) || std::abs(secondsSince1970) > 1e12) return {};
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(1e3 * secondsSince1970));
    return QLocale().toString(time, QLocale::ShortFormat);
}

}  // namespace basin
