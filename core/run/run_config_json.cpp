// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/run_config.h"
#include "core/scenario/fields.h"

#include <cmath>

namespace basin {

namespace {

using Json = nlohmann::json;
using Need = Fields::Need;

void readSchedule(const Json& json, TrainingSchedule& schedule, std::optional<Error>& error) {
    Fields fields(json, "schedule", {"kind", "factor", "milestones", "floor", "warmup_epochs"}, error);
    fields.readName(
        "kind", schedule.kind,
        [](const std::string& name) { return valueNamed<TrainingSchedule::Kind>(name, "schedule"); }, Need::Required);
    fields.read("factor", schedule.factor);
    fields.read("milestones", schedule.milestones);
    fields.read("floor", schedule.floor);
    fields.read("warmup_epochs", schedule.warmupEpochs);
}

/// The list under `key`, or null; complains if it is something else.
const Json* findList(Fields& fields, const char* key) {
    const Json* list = fields.find(key);
    if (!list || list->is_array()) return list;
    fields.complain(key, "must be a list", *list);
    return nullptr;
}

void readExtensions(Fields& fields, std::vector<Extension>& extensions) {
    const Json* list = findList(fields, "extensions");
    if (!list) return;
    for (std::size_t i = 0; i < list->size(); ++i) {
        Fields one((*list)[i], "extensions[" + std::to_string(i) + "]", {"epochs", "step_size"}, fields.error());
        Extension& extension = extensions.emplace_back();
        one.readWhole("epochs", extension.epochs, Need::Required);
        one.read("step_size", extension.stepSize, Need::Required);
    }
}

void readAverages(Fields& fields, std::vector<TrainingAverage>& averages) {
    const Json* list = findList(fields, "averages");
    if (!list) return;
    averages.clear();
    for (std::size_t i = 0; i < list->size() && !fields.error(); ++i) {
        const std::string key = "averages[" + std::to_string(i) + "]";
        const Json& text = (*list)[i];
        if (!text.is_string()) return fields.complain(key, "must be a text in quotes", text);
        if (const auto average = averageFromText(text.get<std::string>()))
            averages.push_back(*average);
        else
            fields.error() = Error{average.error().message + " (\"" + key + "\")", key};
    }
}

void readEpochs(Fields& fields, std::vector<std::int64_t>& epochs) {
    std::vector<double> numbers;
    fields.read("measure_at", numbers);
    for (const double number : numbers) {
        if (number != std::floor(number) || std::abs(number) > 1e9)
            return fields.complain("measure_at", "must be a list of whole numbers", number);
        epochs.push_back(static_cast<std::int64_t>(number));
    }
}

void readVersions(Fields& fields, std::map<std::string, std::string>& versions) {
    const Json* object = fields.find("versions");
    if (!object) return;
    if (!object->is_object()) return fields.complain("versions", "must be an object with named texts", *object);
    for (const auto& [name, version] : object->items()) {
        if (!version.is_string()) return fields.complain("versions." + name, "must be a text in quotes", version);
        versions[name] = version.get<std::string>();
    }
}

RunConfig fromJson(const Json& json, std::optional<Error>& error) {
    RunConfig config;
    Fields fields(json, "",
                  {"version",
                   "dataset",
                   "data",
                   "network",
                   "optimizer",
                   "momentum",
                   "nesterov",
                   "weight_decay",
                   "rho",
                   "epochs",
                   "batch_size",
                   "step_size",
                   "schedule",
                   "extensions",
                   "averages",
                   "seed",
                   "device",
                   "precision",
                   "channels_last",
                   "threads",
                   "augmentation",
                   "cutout",
                   "holdout",
                   "inject_noise",
                   "checkpoint_every",
                   "keep_every",
                   "segment_epochs",
                   "max_time_s",
                   "evaluation_budget",
                   "measure_at",
                   "measurement_budget",
                   "parent",
                   "versions"},
                  error);
    const auto readChoice = [&fields]<class Value>(const char* key, Value& value, const char* what, Need need) {
        fields.readName(
            key, value, [what](const std::string& name) { return valueNamed<Value>(name, what); }, need);
    };
    const auto present = [&fields](const char* key) {
        const Json* found = fields.find(key);
        return found && !found->is_null();
    };
    fields.readName("dataset", config.dataset, datasetNamed, Need::Required);
    fields.read("data", config.data, Need::Required);
    readChoice("network", config.network, "network", Need::Required);
    readChoice("optimizer", config.optimizer, "optimizer", Need::Optional);
    fields.read("momentum", config.momentum);
    fields.read("nesterov", config.nesterov);
    fields.read("weight_decay", config.weightDecay);
    fields.read("rho", config.rho);
    fields.readWhole("epochs", config.epochs, Need::Required);
    fields.readWhole("batch_size", config.batchSize, Need::Required);
    fields.read("step_size", config.stepSize, Need::Required);
    if (const Json* schedule = fields.find("schedule")) readSchedule(*schedule, config.schedule, error);
    readExtensions(fields, config.extensions);
    readAverages(fields, config.averages);
    fields.readWhole("seed", config.seed);
    fields.read("device", config.device);
    readChoice("precision", config.precision, "precision", Need::Optional);
    fields.read("channels_last", config.channelsLast);
    fields.readWhole("threads", config.threads);
    fields.read("augmentation", config.augmentation);
    fields.read("cutout", config.cutout);
    fields.readWhole("holdout", config.holdout);
    if (present("inject_noise"))
        fields.readName("inject_noise", config.noise.emplace(),
                        [](const std::string& text) { return injectedNoiseFromText(text); });
    fields.readWhole("checkpoint_every", config.checkpointEvery);
    fields.readWhole("keep_every", config.keepEvery);
    fields.readWhole("segment_epochs", config.segmentEpochs);
    if (present("max_time_s")) fields.read("max_time_s", config.maxTimeS.emplace());
    fields.read("evaluation_budget", config.evaluationBudget);
    readEpochs(fields, config.measureAt);
    fields.read("measurement_budget", config.measurementBudget);
    if (present("parent")) {
        Fields parent(*fields.find("parent"), "parent", {"folder", "epoch"}, error);
        config.parent.emplace();
        parent.read("folder", config.parent->folder, Need::Required);
        parent.readWhole("epoch", config.parent->epoch, Need::Required);
    }
    readVersions(fields, config.versions);
    return config;
}

std::optional<Error> checkVersion(const Json& json) {
    if (!json.is_object()) return Error{"The configuration of a run must be an object with named values."};
    const auto version = json.find("version");
    if (version == json.end()) return Error{"The key \"version\" is missing.", "version"};
    if (*version == kRunConfigVersion) return std::nullopt;
    if (version->is_number() && *version > kRunConfigVersion)
        return Error{"The run is of version " + version->dump() + " of the format, and this Basin reads version " +
                         std::to_string(kRunConfigVersion) + ": a newer Basin opens it.",
                     "version"};
    return Error{"\"version\" must be " + std::to_string(kRunConfigVersion) + ".", "version"};
}

nlohmann::ordered_json scheduleJson(const TrainingSchedule& schedule) {
    const TrainingSchedule standard;
    nlohmann::ordered_json json;
    json["kind"] = nameOf(schedule.kind);
    // What the kind does not use is written if it was set, so that a configuration comes back as it was.
    const bool multiStep = schedule.kind == TrainingSchedule::Kind::MultiStep;
    if (multiStep || schedule.factor != standard.factor) json["factor"] = schedule.factor;
    if (multiStep || schedule.milestones != standard.milestones) json["milestones"] = schedule.milestones;
    if (schedule.kind == TrainingSchedule::Kind::Cosine || schedule.floor != standard.floor)
        json["floor"] = schedule.floor;
    json["warmup_epochs"] = schedule.warmupEpochs;
    return json;
}

}  // namespace

Result<RunConfig> readRunConfig(std::string_view text) {
    const Result<Json> json = parseJson(text);
    if (!json) return json.error();
    std::optional<Error> error = checkVersion(*json);
    if (error) return *error;
    RunConfig config = fromJson(*json, error);
    if (error) return *error;
    error = checkRunConfig(config);
    if (!error) return config;
    // The rules speak of the thing; a file's reader wants the key too.
    error->message += " (key \"" + error->where + "\")";
    return *error;
}

std::string writeRunConfig(const RunConfig& config) {
    nlohmann::ordered_json json;
    json["version"] = kRunConfigVersion;
    json["dataset"] = datasetEntry(config.dataset).name;
    json["data"] = config.data;
    json["network"] = nameOf(config.network);
    json["optimizer"] = nameOf(config.optimizer);
    json["momentum"] = config.momentum;
    json["nesterov"] = config.nesterov;
    json["weight_decay"] = config.weightDecay;
    if (config.optimizer == Optimizer::Sam || config.rho != RunConfig().rho) json["rho"] = config.rho;
    json["epochs"] = config.epochs;
    json["batch_size"] = config.batchSize;
    json["step_size"] = config.stepSize;
    json["schedule"] = scheduleJson(config.schedule);
    for (const Extension& extension : config.extensions)
        json["extensions"].push_back({{"epochs", extension.epochs}, {"step_size", extension.stepSize}});
    json["averages"] = nlohmann::ordered_json::array();
    for (const TrainingAverage& average : config.averages) json["averages"].push_back(average.name());
    json["seed"] = config.seed;
    json["device"] = config.device;
    json["precision"] = nameOf(config.precision);
    json["channels_last"] = config.channelsLast;
    json["threads"] = config.threads;
    json["augmentation"] = config.augmentation;
    json["cutout"] = config.cutout;
    json["holdout"] = config.holdout;
    if (config.noise) json["inject_noise"] = config.noise->text();
    json["checkpoint_every"] = config.checkpointEvery;
    json["keep_every"] = config.keepEvery;
    json["segment_epochs"] = config.segmentEpochs;
    if (config.maxTimeS) json["max_time_s"] = *config.maxTimeS;
    json["evaluation_budget"] = config.evaluationBudget;
    if (!config.measureAt.empty()) json["measure_at"] = config.measureAt;
    if (!config.measureAt.empty() || config.measurementBudget != RunConfig().measurementBudget)
        json["measurement_budget"] = config.measurementBudget;
    if (config.parent) json["parent"] = {{"folder", config.parent->folder}, {"epoch", config.parent->epoch}};
    if (!config.versions.empty()) json["versions"] = config.versions;
    return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace basin
