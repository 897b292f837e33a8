// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/sharpness.h"

#include "core/run/measurement_fields.h"
#include "core/run/measurement_file.h"

namespace basin {

namespace {

using Json = nlohmann::ordered_json;
using Need = Fields::Need;

SharpnessSetting readSetting(const nlohmann::json& json, std::optional<Error>& error) {
    SharpnessSetting setting;
    Fields fields(json, "setting", {"split", "images", "batch_size", "probes", "steps", "runs", "eigenvalues", "seed"},
                  error);
    readNamed(fields, "split", setting.split, "split");
    fields.readWhole("images", setting.images, Need::Required);
    fields.readWhole("batch_size", setting.batchSize, Need::Required);
    fields.readWhole("probes", setting.probes, Need::Required);
    fields.readWhole("steps", setting.steps, Need::Required);
    fields.readWhole("runs", setting.runs, Need::Required);
    fields.readWhole("eigenvalues", setting.eigenvalues, Need::Required);
    fields.readWhole("seed", setting.seed, Need::Required);
    if (!error) error = checkSharpnessSetting(setting);
    return setting;
}

Eigenvalue eigenvalueFrom(const nlohmann::json& json, const std::string& path, std::optional<Error>& error) {
    Eigenvalue eigenvalue;
    Fields fields(json, path, {"value", "residual", "of_batch"}, error);
    fields.read("value", eigenvalue.value, Need::Required);
    fields.read("residual", eigenvalue.residual, Need::Required);
    fields.read("of_batch", eigenvalue.ofBatch, Need::Required);
    return eigenvalue;
}

std::vector<SpectralAtom> atomsFrom(const nlohmann::json& json, const std::string& path, std::optional<Error>& error) {
    std::vector<SpectralAtom> atoms;
    if (!json.is_array()) {
        if (!error) error = Error{"\"" + path + "\" must be a list.", path};
        return atoms;
    }
    for (std::size_t i = 0; i < json.size() && !error; ++i) {
        Fields fields(json[i], path + "[" + std::to_string(i) + "]", {"value", "weight"}, error);
        SpectralAtom& atom = atoms.emplace_back();
        fields.read("value", atom.value, Need::Required);
        fields.read("weight", atom.weight, Need::Required);
    }
    return atoms;
}

/// What the readers of a measurement count on.
std::optional<Error> checkLengths(const Sharpness& found) {
    const auto batches = static_cast<std::size_t>(found.setting.images / found.setting.batchSize);
    const auto forms = batches * static_cast<std::size_t>(found.setting.probes);
    const auto wrong = [](const char* key) {
        return Error{std::string("\"") + key + "\" has not the length that \"setting\" asks for.", key};
    };
    if (found.forms.size() != forms) return wrong("forms");
    if (found.normalisedForms.size() != forms) return wrong("normalised_forms");
    if (found.leading.empty()) return wrong("leading");
    for (const Eigenvalue& one : found.leading)
        if (one.ofBatch.size() != batches) return wrong("leading");
    if (found.density.empty()) return wrong("density");
    return std::nullopt;
}

}  // namespace

std::filesystem::path sharpnessPath(const std::filesystem::path& run, const std::string& of, std::int64_t step) {
    return measurementPath(run / "sharpness", of, step);
}

std::string writeSharpness(const Sharpness& found) {
    const SharpnessSetting& setting = found.setting;
    Json json{{"version", 1},
              {"of", found.of},
              {"step", found.step},
              {"dataset", datasetEntry(found.dataset).name},
              {"network", nameOf(found.network)},
              {"parameters", found.parameters},
              {"setting",
               {{"split", nameOf(setting.split)},
                {"images", setting.images},
                {"batch_size", setting.batchSize},
                {"probes", setting.probes},
                {"steps", setting.steps},
                {"runs", setting.runs},
                {"eigenvalues", setting.eigenvalues},
                {"seed", setting.seed}}},
              {"images_crc", found.imagesCrc},
              {"loss", found.loss},
              {"accuracy", found.accuracy},
              {"weight_norm", found.weightNorm},
              {"forms", found.forms},
              {"normalised_forms", found.normalisedForms},
              {"leading", Json::array()},
              {"density", Json::array()},
              {"seconds", found.seconds},
              {"peak_bytes", found.peakBytes}};
    for (const Eigenvalue& one : found.leading)
        json["leading"].push_back({{"value", one.value}, {"residual", one.residual}, {"of_batch", one.ofBatch}});
    for (const auto& run : found.density) {
        Json atoms = Json::array();
        for (const SpectralAtom& atom : run) atoms.push_back({{"value", atom.value}, {"weight", atom.weight}});
        json["density"].push_back(std::move(atoms));
    }
    return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<Sharpness> readSharpness(std::string_view text) {
    const Result<nlohmann::json> json = parseJson(text);
    if (!json) return json.error();
    std::optional<Error> error;
    Sharpness found;
    Fields fields(
        *json, "",
        {"version", "of", "step", "dataset", "network", "parameters", "setting", "images_crc", "loss", "accuracy",
         "weight_norm", "forms", "normalised_forms", "leading", "density", "seconds", "peak_bytes"},
        error);
    int version = 0;
    fields.readWhole("version", version, Need::Required);
    if (!error && version != 1)
        return Error{"The file is of another version of the format: a newer Basin opens it.", "version"};
    fields.read("of", found.of, Need::Required);
    fields.readWhole("step", found.step, Need::Required);
    fields.readName("dataset", found.dataset, datasetNamed, Need::Required);
    readNamed(fields, "network", found.network, "network");
    fields.readWhole("parameters", found.parameters);
    if (const auto* setting = fields.find("setting", Need::Required)) found.setting = readSetting(*setting, error);
    fields.readWhole("images_crc", found.imagesCrc, Need::Required);
    fields.read("loss", found.loss);
    fields.read("accuracy", found.accuracy);
    fields.read("weight_norm", found.weightNorm);
    fields.read("forms", found.forms, Need::Required);
    fields.read("normalised_forms", found.normalisedForms, Need::Required);
    fields.readList("leading", found.leading, eigenvalueFrom, Need::Required);
    fields.readList("density", found.density, atomsFrom, Need::Required);
    fields.read("seconds", found.seconds);
    fields.read("peak_bytes", found.peakBytes);
    if (!error) error = checkLengths(found);
    if (error) return *error;
    return found;
}

std::vector<Sharpness> sharpnessOf(const std::filesystem::path& run, std::vector<Error>& problems) {
    return readMeasurements(run / "sharpness", readSharpness, problems);
}

}  // namespace basin
