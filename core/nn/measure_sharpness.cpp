// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/measure_sharpness.h"

#include "core/nn/lanczos.h"
#include "core/nn/training_device.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace basin {

namespace {

using torch::Tensor;
using Clock = std::chrono::steady_clock;

std::vector<double> listOf(const Tensor& tensor) {
    const Tensor flat = tensor.to(torch::kCPU, torch::kFloat64).contiguous();
    return {flat.data_ptr<double>(), flat.data_ptr<double>() + flat.numel()};
}

bool areFinite(const std::vector<double>& numbers) {
    return std::ranges::all_of(numbers, [](double number) { return std::isfinite(number); });
}

double productsOf(const SharpnessSetting& setting) {
    const double batches = static_cast<double>(setting.images) / setting.batchSize;
    return batches * (2.0 * setting.probes + static_cast<double>(setting.steps) * setting.runs + setting.eigenvalues);
}

}  // namespace

Result<SharpnessMeasurement> SharpnessMeasurement::prepare(const MeasuredRun& run, const SharpnessSetting& setting) {
    if (const std::optional<Error> error = checkSharpnessSetting(setting)) return *error;
    const ImageSet& images = setting.split == Split::Train ? run.images.train : run.images.test;
    if (images.count() < static_cast<std::size_t>(setting.images))
        return Error{"There are only " + std::to_string(images.count()) + " images, and " +
                         std::to_string(setting.images) + " were asked for.",
                     "images"};
    return SharpnessMeasurement(run, setting);
}

SharpnessMeasurement::SharpnessMeasurement(const MeasuredRun& run, const SharpnessSetting& setting)
    : m_run(run), m_setting(setting) {
    const DatasetEntry& dataset = datasetEntry(run.config.dataset);
    m_network = makeNetwork(nameOf(run.config.network), dataset.classes);
    m_network->to(run.placement.device);
    const Placement planes{run.placement.device, Layout::Planes};
    const ImageSet& images = setting.split == Split::Train ? run.images.train : run.images.test;
    const ImageSource source(images, dataset, planes);
    m_curvature = std::make_shared<LossCurvature>(
        *m_network, drawnBatches(source, setting.seed, setting.images, setting.batchSize));
}

/// Of the images that it measures on, and of those that the batch-norm statistics are of.
std::uint32_t SharpnessMeasurement::imagesCrc() {
    if (!m_imagesCrc) {
        const ImageSet& images = m_setting.split == Split::Train ? m_run.images.train : m_run.images.test;
        const ImageSet measured = images.subset(drawnImages(images.count(), m_setting.seed, m_setting.images));
        m_imagesCrc = crcOf({&measured, &m_run.images.train});
    }
    return *m_imagesCrc;
}

MeasurementCost SharpnessMeasurement::forecast() {
    const PrecisionScope precision(Precision::Fp32, m_run.placement.device);
    const Tensor vector = rademacher(m_setting.seed, 0, m_curvature->size(), m_network->parameters().front().options());
    // The first product makes room for the others, and takes longer.
    const auto once = [&] { m_curvature->firstTimes(vector).sum().item<double>(); };
    once();
    const double vectors = (m_setting.steps + m_setting.eigenvalues) * 4.0 * static_cast<double>(m_curvature->size());
    const double products = secondsOf(once) * productsOf(m_setting);
    const double statistics = secondsOfStatistics(*m_network, m_run.train) * static_cast<double>(m_run.train.count());
    return {products + statistics, peakBytes() + vectors, statistics};
}

/// ‖w_f‖/√n in every place of a filter f with n weights: times signs, a direction of the filter's own norm (arXiv 1712.09913).
Tensor SharpnessMeasurement::normalisation() const {
    std::vector<Tensor> parts;
    for (const Tensor& w : m_network->parameters()) {
        if (w.dim() < 2) {
            parts.push_back(torch::zeros_like(w));
            continue;
        }
        const Tensor filters = w.detach().flatten(1);
        const Tensor scale = filters.norm(2, {1}, true) / std::sqrt(static_cast<double>(filters.size(1)));
        parts.push_back(scale.expand_as(filters));
    }
    return flatten(parts);
}

Result<Sharpness> SharpnessMeasurement::measure(const Evaluator::Weights& weights, std::int64_t step,
                                                const GoesOn& goesOn) {
    const Clock::time_point begin = Clock::now();
    const Error stopped{"Stopped before all of it was measured."};
    const Error infinite{"The loss of " + weights.of + " at step " + std::to_string(step) +
                             " is not finite, or its second derivatives are not: they have no sharpness.",
                         "of"};
    const PrecisionScope precision(Precision::Fp32, m_run.placement.device);
    setWeights(*m_network, weights.values);
    if (!recomputeStatistics(*m_network, m_run.train, m_run.train.count(), 512, [&] { return goesOn && !goesOn(0.0); }))
        return stopped;

    Sharpness found{.of = weights.of,
                    .step = step,
                    .dataset = m_run.config.dataset,
                    .network = m_run.config.network,
                    .setting = m_setting,
                    .imagesCrc = imagesCrc(),
                    .parameters = m_curvature->size()};
    const auto [loss, accuracy] = m_curvature->lossAndAccuracy();
    found.loss = loss;
    found.accuracy = accuracy;
    if (!std::isfinite(loss)) return infinite;
    const Tensor flat = flatten(copyOfWeights(*m_network));
    found.weightNorm = flat.to(torch::kFloat64).norm().item<double>();

    ShareDone done(productsOf(m_setting), goesOn);
    const auto batches = static_cast<double>(m_curvature->batches());
    const auto sign = [&](std::size_t index) {
        return rademacher(m_setting.seed, index, m_curvature->size(), flat.options());
    };
    const auto probes = static_cast<std::size_t>(m_setting.probes);
    const auto forms = m_curvature->quadraticForms(probes, sign, done.part(batches * m_setting.probes));
    if (!forms) return stopped;
    found.forms = listOf(*forms);
    const Tensor scale = normalisation();
    const auto normalised = m_curvature->quadraticForms(
        probes, [&](std::size_t index) { return sign(index) * scale; }, done.part(batches * m_setting.probes));
    if (!normalised) return stopped;
    found.normalisedForms = listOf(*normalised);
    if (!areFinite(found.forms) || !areFinite(found.normalisedForms)) return infinite;

    std::vector<Tensor> vectors;  // of the leading eigenvalues
    for (int run = 0; run < m_setting.runs; ++run) {
        const SymmetricOperator times = [&](const Tensor& v) { return m_curvature->times(v, done.part(batches)); };
        // Other vectors than the trace's probes.
        const auto matrix = lanczos(times, sign(probes + static_cast<std::size_t>(run)), m_setting.steps, run == 0);
        if (!matrix) return stopped;
        if (!areFinite(matrix->alpha) || !areFinite(matrix->beta) || !std::isfinite(matrix->rest)) return infinite;
        const std::vector<RitzValue> values = ritzValues(*matrix);
        std::vector<SpectralAtom>& atoms = found.density.emplace_back();
        for (const RitzValue& value : values) atoms.push_back({value.value, value.weight});
        if (run > 0) continue;
        // Now, while the basis is there: it is as large as `steps` networks.
        for (std::size_t i = 0; i < std::min(values.size(), static_cast<std::size_t>(m_setting.eigenvalues)); ++i) {
            found.leading.push_back({.value = values[i].value, .residual = values[i].residual});
            vectors.push_back(ritzVector(*matrix, values[i]));
        }
    }
    const auto ofBatches = m_curvature->quadraticForms(
        vectors.size(), [&](std::size_t i) { return vectors[i]; }, done.part(batches * m_setting.eigenvalues));
    if (!ofBatches) return stopped;
    for (std::size_t i = 0; i < vectors.size(); ++i)
        found.leading[i].ofBatch = listOf((*ofBatches)[static_cast<std::int64_t>(i)]);
    found.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
    found.peakBytes = peakBytes();
    return found;
}

}  // namespace basin
