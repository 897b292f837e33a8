// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interval.h"
#include "core/result.h"
#include "core/run/event.h"
#include "core/run/run_config.h"
#include "core/sgd/statistics.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace basin {

/// How the sharpness of weights is measured (maths.md §6). Weights that were measured alike share images and probe vectors, so
/// that their differences can be told more closely than either.
struct SharpnessSetting {
    Split split = Split::Train;  ///< Train or Test, without augmentation
    int images = 1000;           ///< drawn by the seed
    int batchSize = 125;  ///< divides `images` into four batches at least, whose differences give the error over images
    int probes = 32;      ///< sign vectors of Hutchinson's trace, plain and filter-normalised
    int steps = 30;       ///< of each Lanczos process
    int runs = 4;         ///< Lanczos processes of the spectral density; the first gives the eigenvalues
    int eigenvalues = 3;  ///< how many leading ones are kept
    std::uint64_t seed = 1;
    bool operator==(const SharpnessSetting&) const = default;
};
/// The first value that is impossible, or null. `where` is the key.
std::optional<Error> checkSharpnessSetting(const SharpnessSetting& setting);

/// An eigenvalue of the Hessian: some eigenvalue lies within `residual` of `value`.
struct Eigenvalue {
    double value = 0.0;
    double residual = 0.0;
    std::vector<double> ofBatch;  ///< uᵀH_b u of its vector u for every batch b: its error over images
};

/// One atom of the spectral density as one Lanczos process sees it.
struct SpectralAtom {
    double value = 0.0, weight = 0.0;
};

/// How sharp the loss of a network is at some weights, in evaluation mode with batch-norm statistics recomputed for them.
struct Sharpness {
    std::string of;         ///< "sgd" or an average's name
    std::int64_t step = 0;  ///< of the checkpoint
    Dataset dataset = Dataset::Cifar10;
    Architecture network = Architecture::ResNet18;
    SharpnessSetting setting;
    std::uint32_t imagesCrc = 0;  ///< of all that it was measured on, and that the batch-norm statistics are of
    std::int64_t parameters = 0;
    double loss = 0.0, accuracy = 0.0;  ///< on the images
    double weightNorm = 0.0;            ///< ‖w‖
    /// zᵀH_b z for every probe z and batch b, probe by probe.
    std::vector<double> forms;
    /// The same for probes that have in each filter the norm of its weights, and are 0 in biases and batch norm: rescaling
    /// a layer changes the trace, and not this one.
    std::vector<double> normalisedForms;
    std::vector<Eigenvalue> leading;  ///< in descending order
    std::vector<std::vector<SpectralAtom>> density;
    double seconds = 0.0;    ///< that it took
    double peakBytes = 0.0;  ///< the process's memory at most, by then

    /// tr H, the filter-normalised trace and an eigenvalue, with standard errors over probes and images.
    Mean trace() const;
    Mean normalisedTrace() const;
    Mean eigenvalue(std::size_t index) const;
};

/// Why two measurements can not be compared; empty if they can.
std::string incomparable(const Sharpness& a, const Sharpness& b);
/// b − a of what comparable measurements found, with the standard error of the paired differences.
struct SharpnessDifference {
    Mean trace, normalisedTrace, leading;
};
SharpnessDifference differenceOf(const Sharpness& a, const Sharpness& b);

/// The spectral density Σ weight N(value, width²), averaged over the Lanczos processes, at `places`; with its standard
/// error over processes, NaN if there is but one.
std::vector<Mean> spectralDensity(const Sharpness& sharpness, std::span<const double> places, double width);
/// From the least to the largest value of the density.
Interval spectrumOf(const Sharpness& sharpness);

/// RUN/sharpness/step-000000000960-tail-0.75.json, with '-' for ':' in OF.
std::filesystem::path sharpnessPath(const std::filesystem::path& run, const std::string& of, std::int64_t step);
std::string writeSharpness(const Sharpness& found);
/// Errors name the key.
Result<Sharpness> readSharpness(std::string_view text);
/// Every measurement of a run that can be read, by step and name; what can not goes to `problems`.
std::vector<Sharpness> sharpnessOf(const std::filesystem::path& run, std::vector<Error>& problems);

}  // namespace basin
