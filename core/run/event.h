// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "core/run/names.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace basin {

/// A number that was not measured, or that is not finite: null in files.
constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

/// What a worker that lives is doing.
enum class Activity { Queued, Running, Paused };

/// Why a run ended.
enum class EndReason { Finished, Stopped, TimeUp, Diverged, DiskFull, DamagedCheckpoint, OutOfMemory, Failed };

/// Which images: "train", "holdout", "test".
enum class Split { Train, Holdout, Test };

/// Which batch-norm statistics: the "own" ones of training, or "recomputed" for the weights at hand.
enum class Statistics { Own, Recomputed };

template <>
std::span<const Name<Activity>> namesOf();
template <>
std::span<const Name<EndReason>> namesOf();
template <>
std::span<const Name<Split>> namesOf();
template <>
std::span<const Name<Statistics>> namesOf();

/// When in the run something was measured.
struct Moment {
    std::int64_t step = 0;      ///< iterations made
    double epoch = kUnknown;    ///< epochs made, with fractions
    double seconds = kUnknown;  ///< of training so far, without pauses, over all sessions
};

struct StateEvent {
    Activity activity = Activity::Running;
};
struct StepEvent {
    Moment at;
    double loss = kUnknown;      ///< on batches since the last step event
    double stepSize = kUnknown;  ///< η_t
    double imagesPerS = kUnknown;
    double gradientNorm = kUnknown;
    double memoryBytes = kUnknown;  ///< in use on the device
    double load = kUnknown;         ///< of the device, 0 … 1
};
struct EpochEvent {
    Moment at;
    double loss = kUnknown;      ///< mean over the epoch's batches
    double accuracy = kUnknown;  ///< share of its images, as they were met
};
struct EvaluationEvent {
    Moment at;
    std::string of = "sgd";  ///< "sgd" for the iterate, else the average's name
    Split split = Split::Test;
    Statistics statistics = Statistics::Recomputed;
    double loss = kUnknown;
    double accuracy = kUnknown;  ///< 0 … 1
};
struct WarningEvent {
    std::string message;
};
struct EndEvent {
    EndReason reason = EndReason::Finished;
    std::string message;  ///< what happened, in one sentence; may be empty
};
/// The run goes on from a checkpoint: earlier step, epoch and evaluation events beyond `fromStep` never happened.
struct ResumedEvent {
    std::int64_t fromStep = 0;
};

/// One line of events.jsonl.
struct Event {
    double time = kUnknown;  ///< seconds since 1970
    std::variant<StateEvent, StepEvent, EpochEvent, EvaluationEvent, WarningEvent, EndEvent, ResumedEvent> what;
};

/// The line without its end: one JSON object without a newline. What is not finite becomes null.
std::string writeEvent(const Event& event);

/// Reads one line. Null for a kind of event that this version does not know; an error for a line that is no JSON object or
/// lacks what its kind needs. Unknown fields are passed over.
Result<std::optional<Event>> readEvent(std::string_view line);

}  // namespace basin
