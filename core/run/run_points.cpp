// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/run_points.h"

#include "core/run/atomic_file.h"

#include <array>
#include <charconv>
#include <cmath>
#include <string_view>

namespace basin {

namespace {

/// As CSV has it: in quotes, those within doubled, where a comma, a quote or a line's end is in it.
std::string cell(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char letter : text) quoted.append(letter == '"' ? 2 : 1, letter);
    return quoted + "\"";
}

class Table {
public:
    explicit Table(AtomicFile& file)
        : m_file(file), m_text("run,of,split,statistics,quantity,step,epoch,seconds,value\n") {}

    /// One row for each value that is a number; `before` is what comes before the quantity.
    void add(const std::string& before, const char* quantity, const Moments& at, const std::vector<double>& values) {
        for (std::size_t i = 0; i < values.size() && !m_error; ++i) {
            if (!std::isfinite(values[i])) continue;
            m_text.append(before).append(quantity);
            for (const double number : {at.step[i], at.epoch[i], at.seconds[i], values[i]}) append(number);
            m_text += '\n';
            if (m_text.size() >= kPiece) flush();
        }
    }
    std::optional<Error> finish() {
        if (!m_error) flush();
        return m_error ? m_error : m_file.commit();
    }

private:
    static constexpr std::size_t kPiece = std::size_t(1) << 20;

    void append(double number) {
        m_text += ',';
        if (!std::isfinite(number)) return;
        std::array<char, 32> digits{};
        const auto [end, code] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
        m_text.append(digits.data(), end);
    }
    void flush() {
        m_error = m_file.write(m_text);
        m_text.clear();
    }

    AtomicFile& m_file;
    std::string m_text;
    std::optional<Error> m_error;
};

}  // namespace

std::optional<Error> writePoints(const std::filesystem::path& file, const std::vector<NamedHistory>& runs) {
    Result<AtomicFile> begun = AtomicFile::begin(file);
    if (!begun) return begun.error();
    AtomicFile atomic = *std::move(begun);
    Table table(atomic);
    for (const auto& [name, history] : runs) {
        const StepSeries& steps = history->steps();
        const std::string training = cell(name) + ",sgd,train,,";
        table.add(training, "loss", steps.at, steps.loss);
        table.add(training, "step_size", steps.at, steps.stepSize);
        table.add(training, "images_per_s", steps.at, steps.imagesPerS);
        table.add(training, "gradient_norm", steps.at, steps.gradientNorm);
        table.add(training, "memory_bytes", steps.at, steps.memoryBytes);
        table.add(training, "load", steps.at, steps.load);
        const EpochSeries& epochs = history->epochs();
        table.add(training, "epoch_loss", epochs.at, epochs.loss);
        table.add(training, "epoch_accuracy", epochs.at, epochs.accuracy);
        for (const EvaluationSeries& series : history->evaluations()) {
            const std::string of =
                cell(name) + "," + cell(series.of) + "," + nameOf(series.split) + "," + nameOf(series.statistics) + ",";
            table.add(of, "loss", series.at, series.loss);
            table.add(of, "accuracy", series.at, series.accuracy);
        }
    }
    return table.finish();
}

}  // namespace basin
