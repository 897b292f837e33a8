// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/run_config.h"

#include <QString>

namespace basin {

// What files call "wrn-28-10", as people say it.
QString networkTitle(Architecture network);
QString optimizerTitle(Optimizer optimizer);
QString scheduleTitle(TrainingSchedule::Kind kind);
QString averageTitle(const TrainingAverage& average);

QString epochsTitle(std::int64_t epochs);  ///< "1 epoch", "400 epochs"

/// A run in a few words: "ResNet-18 on CIFAR-10, SGD, η = 0.1, cosine".
QString runTitle(const RunConfig& config);

/// Seconds as people say them: "45 s", "14 min", "3 h 20 min", "2 days 5 h".
QString formatDuration(double seconds);
/// Bytes as people say them: "163 MB", "1.2 GB".
QString formatBytes(double bytes);

}  // namespace basin
