// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/run_folder.h"

#include <QTest>

#include <cmath>
#include <memory>
#include <optional>
#include <string>

namespace basin {

/// A run that a test writes in place of a worker.
class TestRun {
public:
    static constexpr std::int64_t kStepsAnEpoch = 10;

    explicit TestRun(const std::filesystem::path& path, const RunConfig& config = usual()) {
        const auto made = RunFolder::create(path, config);
        if (!made) qFatal("%s", made.error().message.c_str());
        m_folder = *made;
        const auto opened = EventWriter::open(m_folder->events());
        if (!opened) qFatal("%s", opened.error().message.c_str());
    }

    static RunConfig usual() {
        RunConfig config;
        config.data = "/data/cifar";
        config.epochs = 20;
        config.averages = {{TrainingAverage::Kind::TailFraction, 0.5}};
        return config;
    }

    const RunFolder& folder() const { return *m_folder; }
    /// As a worker that lives does, until `die`.
    void live() {
        auto taken = RunLock::take(m_folder->lock());
        if (!taken) qFatal("%s", taken.error().message.c_str());
        m_lock = std::make_unique<RunLock>(*std::move(taken));
        write({.what = StateEvent{Activity::Running}});
    }
    void die() { m_lock.reset(); }

    void write(const Event& event) {
        auto writer = EventWriter::open(m_folder->events());
        if (!writer || EventWriter(*std::move(writer)).append(event)) qFatal("the event could not be written");
    }
    /// Epochs up to and with `last`: ten steps each, and evaluations of SGD and from the half on of its average, better by
    /// `plus` than usual.
    void train(int last, double plus = 0.0) {
        auto opened = EventWriter::open(m_folder->events());
        if (!opened) qFatal("%s", opened.error().message.c_str());
        EventWriter writer = *std::move(opened);
        const auto append = [&](const auto& what) {
            if (writer.append({.what = what})) qFatal("the event could not be written");
        };
        for (int epoch = m_epoch + 1; epoch <= last; ++epoch) {
            for (std::int64_t i = 1; i <= kStepsAnEpoch; ++i) {
                const std::int64_t step = (epoch - 1) * kStepsAnEpoch + i;
                append(StepEvent{.at = momentAt(step), .loss = lossAt(step), .stepSize = 0.1, .imagesPerS = 1000.0});
            }
            const Moment at = momentAt(epoch * kStepsAnEpoch);
            append(EpochEvent{.at = at, .loss = lossAt(at.step), .accuracy = 0.5});
            append(EvaluationEvent{.at = at, .of = "sgd", .loss = 1.0, .accuracy = sgdAccuracy(epoch) + plus});
            if (epoch > 10)
                append(EvaluationEvent{
                    .at = at, .of = "tail:0.5", .loss = 0.9, .accuracy = averageAccuracy(epoch) + plus});
        }
        m_epoch = last;
    }

    static Moment momentAt(std::int64_t step) {
        const double epoch = static_cast<double>(step) / kStepsAnEpoch;
        return {.step = step, .epoch = epoch, .seconds = 2.0 * epoch};
    }
    static double lossAt(std::int64_t step) {
        return 2.0 / static_cast<double>(step) + 0.01 * static_cast<double>(step % 7);
    }
    static double sgdAccuracy(int epoch) { return 0.8 - 0.5 / epoch; }
    static double averageAccuracy(int epoch) { return 0.85 - 0.5 / epoch; }

private:
    std::optional<RunFolder> m_folder;
    std::unique_ptr<RunLock> m_lock;
    int m_epoch = 0;
};

}  // namespace basin
