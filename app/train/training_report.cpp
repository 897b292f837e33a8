// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/train/training_report.h"

#include "core/number_text.h"
#include "core/run/duration.h"
#include "core/run/run_progress.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cmath>
#include <cstdio>
#include <utility>

namespace basin::train {

namespace {

std::size_t terminalWidth() {
    winsize size{};
    constexpr std::size_t kUsual = 80;
    return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : kUsual;
}

/// At most `width` characters of a text in UTF-8.
std::string cutTo(const std::string& text, std::size_t width) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++i)
        if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80 && ++count > width) return text.substr(0, i);
    return text;
}

void append(std::string& text, const std::string& part) { text += (text.empty() ? "" : " · ") + part; }

/// "test 71.3 %, tail:0.75 75.0 %" by the last evaluations; empty if there are none.
std::string accuraciesText(const RunHistory& history, const RunConfig& config) {
    for (const Split split : {Split::Test, Split::Holdout}) {
        std::string text;
        for (const std::string& of : weightsOf(history, config)) {
            const EvaluationSeries* series = evaluationsOf(history, of, split);
            if (!series) continue;
            text += text.empty() ? nameOf(split) + " " : ", ";
            text += (of == "sgd" ? "" : of + " ") + percentText(series->accuracy.back());
        }
        if (!text.empty()) return text;
    }
    return {};
}

}  // namespace

std::string percentText(double share) { return std::isfinite(share) ? fixedNumber(100.0 * share, 2) + " %" : "–"; }

std::string roundedDuration(double seconds) {
    if (!std::isfinite(seconds) || seconds < 0.0) return "–";
    constexpr double kMinute = 60.0, kHour = 3600.0;
    const double unit = seconds < 10.0 * kMinute ? 1.0 : kMinute;
    const double rounded = unit * std::round(seconds / unit);
    return rounded < 100.0 * kHour ? durationText(rounded) : durationText(kHour * std::round(seconds / kHour));
}

std::string progressText(const RunHistory& history, const RunConfig& config) {
    const StepSeries& steps = history.steps();
    std::string text = "epoch " + fixedNumber(epochsMade(history), 1) + " of " + std::to_string(config.totalEpochs());
    const bool atEpochsEnd = !history.epochs().loss.empty() &&
                             (steps.at.step.empty() || history.epochs().at.step.back() >= steps.at.step.back());
    const double loss = atEpochsEnd ? history.epochs().loss.back() : steps.loss.empty() ? kUnknown : steps.loss.back();
    if (!std::isnan(loss)) append(text, "loss " + shortNumber(loss));
    if (const std::string accuracies = accuraciesText(history, config); !accuracies.empty()) append(text, accuracies);
    if (!steps.imagesPerS.empty() && std::isfinite(steps.imagesPerS.back()))
        append(text, fixedNumber(steps.imagesPerS.back(), 0) + " images/s");
    if (const double left = secondsLeft(history, config); left > 0.0) append(text, roundedDuration(left) + " left");
    return text;
}

TrainingReport::TrainingReport(std::string title, RunConfig config, bool json)
    : m_title(std::move(title)), m_config(std::move(config)), m_json(json), m_terminal(isatty(STDOUT_FILENO) == 1) {}

TrainingReport::~TrainingReport() { endLine(); }

void TrainingReport::endLine() {
    if (m_open) std::printf("\n");
    std::fflush(stdout);
    m_open = false;
}

void TrainingReport::rewrite(const std::string& line) {
    std::printf("\r%s\033[K", cutTo(line, terminalWidth() - 1).c_str());
    std::fflush(stdout);
    m_open = true;
}

void TrainingReport::add(const Event& event) {
    if (m_json) {
        std::printf("%s\n", writeEvent(event).c_str());
        std::fflush(stdout);
        return;
    }
    if (!m_title.empty()) std::printf("%s\n", std::exchange(m_title, {}).c_str());
    m_history.add(event);
    if (const auto* warning = std::get_if<WarningEvent>(&event.what)) {
        endLine();
        std::fprintf(stderr, "warning: %s\n", warning->message.c_str());
    } else if (const auto* state = std::get_if<StateEvent>(&event.what)) {
        if (state->activity == Activity::Running) return;
        endLine();
        std::printf("%s\n", state->activity == Activity::Queued ? "waiting for the device" : "paused");
        std::fflush(stdout);
    } else if (const auto* resumed = std::get_if<ResumedEvent>(&event.what)) {
        std::printf("going on after step %lld\n", static_cast<long long>(resumed->fromStep));
    } else if (m_terminal) {
        const auto now = std::chrono::steady_clock::now();
        if (now - m_last < std::chrono::milliseconds(100) && std::holds_alternative<StepEvent>(event.what)) return;
        m_last = now;
        rewrite(progressText(m_history, m_config));
    } else if (std::holds_alternative<EpochEvent>(event.what) || std::holds_alternative<EndEvent>(event.what)) {
        std::printf("%s\n", progressText(m_history, m_config).c_str());
        std::fflush(stdout);
    }
}

}  // namespace basin::train
