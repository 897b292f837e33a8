// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/gradient_noise_measurement.h"

#include "core/run/measurement_fields.h"
#include "core/run/measurement_file.h"
#include "core/scenario/fields.h"

#include <cmath>
#include <limits>

namespace basin {

namespace {

using Json = nlohmann::ordered_json;
using Need = Fields::Need;
using Fault = std::optional<Error>;

/// What is not finite is null.
Json meanJson(const Mean& mean) { return {{"value", mean.value}, {"error", mean.error}}; }

Mean meanFrom(const nlohmann::json& json, const std::string& path, Fault& error) {
    Fields fields(json, path, {"value", "error"}, error);
    Mean mean;
    readMeasured(fields, "value", mean.value);
    readMeasured(fields, "error", mean.error);
    return mean;
}

void readMean(Fields& fields, const char* key, Mean& mean) {
    if (const auto* json = fields.find(key, Need::Required)) mean = meanFrom(*json, fields.pathOf(key), fields.error());
}

/// A list of numbers of which some may be null.
void readNumbers(Fields& fields, const char* key, std::vector<double>& values) {
    fields.readList(
        key, values,
        [](const nlohmann::json& item, const std::string& path, Fault& error) {
            if (item.is_number()) return item.get<double>();
            if (!item.is_null() && !error) error = Error{"\"" + path + "\" must be a number or null.", path};
            return std::numeric_limits<double>::quiet_NaN();
        },
        Need::Required);
}

GradientNoiseSetting settingFrom(const nlohmann::json& json, Fault& error) {
    GradientNoiseSetting setting;
    Fields fields(json, "setting",
                  {"batch_sizes", "pairs", "step_sizes", "draws", "images", "eigenvectors", "steps", "seed"}, error);
    std::vector<double> sizes;
    fields.read("batch_sizes", sizes, Need::Required);
    setting.batchSizes.clear();
    for (const double size : sizes) {
        if (!error && !(1.0 <= size && size <= 50000.0 && size == std::floor(size)))
            error = Error{"\"setting.batch_sizes\" must be whole numbers from 1 to 50000.", "setting.batch_sizes"};
        if (!error) setting.batchSizes.push_back(static_cast<int>(size));
    }
    fields.readWhole("pairs", setting.pairs, Need::Required);
    fields.read("step_sizes", setting.stepSizes, Need::Required);
    fields.readWhole("draws", setting.draws, Need::Required);
    fields.readWhole("images", setting.images, Need::Required);
    fields.readWhole("eigenvectors", setting.eigenvectors, Need::Required);
    fields.readWhole("steps", setting.steps, Need::Required);
    fields.readWhole("seed", setting.seed, Need::Required);
    if (!error) error = checkGradientNoiseSetting(setting);
    return setting;
}

NoiseDirection directionFrom(const nlohmann::json& json, const std::string& path, Fault& error) {
    NoiseDirection direction;
    Fields fields(json, path, {"name", "length"}, error);
    fields.read("name", direction.name, Need::Required);
    fields.read("length", direction.length, Need::Required);
    return direction;
}

BatchNoise noiseFrom(const nlohmann::json& json, const std::string& path, Fault& error) {
    BatchNoise noise;
    Fields fields(json, path, {"batch_size", "augmented", "trace", "along"}, error);
    fields.readWhole("batch_size", noise.batchSize, Need::Required);
    fields.read("augmented", noise.augmented, Need::Required);
    readMean(fields, "trace", noise.trace);
    fields.readList("along", noise.along, meanFrom, Need::Required);
    return noise;
}

SmoothedLoss smoothedFrom(const nlohmann::json& json, const std::string& path, Fault& error) {
    SmoothedLoss smoothed;
    Fields fields(json, path, {"step_size", "by_minibatches", "isotropic", "of_draws"}, error);
    fields.read("step_size", smoothed.stepSize, Need::Required);
    readMean(fields, "by_minibatches", smoothed.byMinibatches);
    readMean(fields, "isotropic", smoothed.isotropic);
    readNumbers(fields, "of_draws", smoothed.ofDraws);
    return smoothed;
}

/// What the readers of a measurement count on.
Fault checkLengths(const GradientNoiseMeasurement& found) {
    const GradientNoiseSetting& setting = found.setting;
    const auto wrong = [](const char* key) {
        return Error{std::string("\"") + key + "\" has not the length that the rest of the file asks for.", key};
    };
    for (const BatchNoise& one : found.noise)
        if (one.along.size() != found.directions.size()) return wrong("noise");
    if (found.smoothed.size() != (setting.draws > 0 ? setting.stepSizes.size() : 0)) return wrong("smoothed");
    const auto table = static_cast<std::size_t>(setting.draws) * GradientNoiseSetting::kGroups;
    for (const SmoothedLoss& one : found.smoothed)
        if (one.ofDraws.size() != table) return wrong("smoothed");
    return std::nullopt;
}

}  // namespace

std::filesystem::path gradientNoisePath(const std::filesystem::path& run, const std::string& of, std::int64_t step) {
    return measurementPath(run / "noise", of, step);
}

std::string writeGradientNoise(const GradientNoiseMeasurement& found) {
    const GradientNoiseSetting& setting = found.setting;
    Json json{{"version", 1},
              {"of", found.of},
              {"step", found.step},
              {"dataset", datasetEntry(found.dataset).name},
              {"network", nameOf(found.network)},
              {"batch_size", found.batchSize},
              {"images_crc", found.imagesCrc},
              {"parameters", found.parameters},
              {"setting",
               {{"batch_sizes", setting.batchSizes},
                {"pairs", setting.pairs},
                {"step_sizes", setting.stepSizes},
                {"draws", setting.draws},
                {"images", setting.images},
                {"eigenvectors", setting.eigenvectors},
                {"steps", setting.steps},
                {"seed", setting.seed}}},
              {"loss", found.loss},
              {"directions", Json::array()},
              {"noise", Json::array()},
              {"scaling", found.scaling},
              {"scaling_error", found.scalingError},
              {"smoothed", Json::array()},
              {"seconds", found.seconds},
              {"peak_bytes", found.peakBytes}};
    for (const NoiseDirection& one : found.directions)
        json["directions"].push_back({{"name", one.name}, {"length", one.length}});
    for (const BatchNoise& one : found.noise) {
        Json along = Json::array();
        for (const Mean& mean : one.along) along.push_back(meanJson(mean));
        json["noise"].push_back({{"batch_size", one.batchSize},
                                 {"augmented", one.augmented},
                                 {"trace", meanJson(one.trace)},
                                 {"along", std::move(along)}});
    }
    for (const SmoothedLoss& one : found.smoothed)
        json["smoothed"].push_back({{"step_size", one.stepSize},
                                    {"by_minibatches", meanJson(one.byMinibatches)},
                                    {"isotropic", meanJson(one.isotropic)},
                                    {"of_draws", one.ofDraws}});
    return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<GradientNoiseMeasurement> readGradientNoise(std::string_view text) {
    const Result<nlohmann::json> json = parseJson(text);
    if (!json) return json.error();
    Fault error;
    GradientNoiseMeasurement found;
    Fields fields(*json, "",
                  {"version", "of", "step", "dataset", "network", "batch_size", "images_crc", "parameters", "setting",
                   "loss", "directions", "noise", "scaling", "scaling_error", "smoothed", "seconds", "peak_bytes"},
                  error);
    int version = 0;
    fields.readWhole("version", version, Need::Required);
    if (!error && version != 1)
        return Error{"The file is of another version of the format: a newer Basin opens it.", "version"};
    fields.read("of", found.of, Need::Required);
    fields.readWhole("step", found.step, Need::Required);
    fields.readName("dataset", found.dataset, datasetNamed, Need::Required);
    fields.readName(
        "network", found.network, [](const std::string& name) { return valueNamed<Architecture>(name, "network"); },
        Need::Required);
    fields.readWhole("batch_size", found.batchSize, Need::Required);
    fields.readWhole("images_crc", found.imagesCrc, Need::Required);
    fields.readWhole("parameters", found.parameters);
    if (const auto* setting = fields.find("setting", Need::Required)) found.setting = settingFrom(*setting, error);
    readMeasured(fields, "loss", found.loss);
    fields.readList("directions", found.directions, directionFrom, Need::Required);
    fields.readList("noise", found.noise, noiseFrom, Need::Required);
    readMeasured(fields, "scaling", found.scaling);
    readMeasured(fields, "scaling_error", found.scalingError);
    fields.readList("smoothed", found.smoothed, smoothedFrom, Need::Required);
    fields.read("seconds", found.seconds);
    fields.read("peak_bytes", found.peakBytes);
    if (!error) error = checkLengths(found);
    if (error) return *error;
    return found;
}

std::vector<GradientNoiseMeasurement> gradientNoiseOf(const std::filesystem::path& run, std::vector<Error>& problems) {
    return readMeasurements(run / "noise", readGradientNoise, problems);
}

}  // namespace basin
