// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/measurement_fields.h"
#include "core/run/measurement_file.h"
#include "core/run/npy.h"
#include "core/run/slice.h"

namespace basin {

namespace fs = std::filesystem;

namespace {

using Json = nlohmann::ordered_json;
using Need = Fields::Need;

constexpr std::uintmax_t kLargestFile = 256 << 20;

/// A member of SliceValue and its key.
struct Quantity {
    const char* key;
    double SliceValue::*member;
};
constexpr Quantity kQuantities[] = {{"train_loss", &SliceValue::trainLoss},
                                    {"train_accuracy", &SliceValue::trainAccuracy},
                                    {"test_loss", &SliceValue::testLoss},
                                    {"test_accuracy", &SliceValue::testAccuracy}};

SliceSetting readSetting(const nlohmann::json& json, std::optional<Error>& error) {
    SliceSetting setting;
    Fields fields(json, "setting", {"kind", "points", "margin", "reach", "images", "statistics_images", "seed"}, error);
    readNamed(fields, "kind", setting.kind, "kind of slice");
    fields.readWhole("points", setting.points, Need::Required);
    fields.read("margin", setting.margin, Need::Required);
    fields.read("reach", setting.reach, Need::Required);
    fields.readWhole("images", setting.images, Need::Required);
    fields.readWhole("statistics_images", setting.statisticsImages, Need::Required);
    fields.readWhole("seed", setting.seed, Need::Required);
    if (!error) error = checkSliceSetting(setting);
    return setting;
}

SliceAxis readAxis(const nlohmann::json& json, const std::string& path, std::optional<Error>& error) {
    SliceAxis axis;
    Fields fields(json, path, {"from", "to", "length", "explained"}, error);
    fields.read("from", axis.from, Need::Required);
    fields.read("to", axis.to, Need::Required);
    fields.read("length", axis.length, Need::Required);
    readMeasured(fields, "explained", axis.explained);
    if (!error && !(axis.from < axis.to && axis.length > 0.0))
        error = Error{"\"" + path + "\" must go from a smaller to a larger coordinate and have a length.", path};
    return axis;
}

SliceMark readMark(const nlohmann::json& json, const std::string& path, std::optional<Error>& error) {
    SliceMark mark;
    Fields fields(json, path,
                  {"run", "of", "step", "optimizer", "x", "y", "off", "train_loss", "train_accuracy", "test_loss",
                   "test_accuracy"},
                  error);
    fields.read("run", mark.run, Need::Required);
    fields.read("of", mark.of, Need::Required);
    fields.readWhole("step", mark.step, Need::Required);
    readNamed(fields, "optimizer", mark.optimizer, "optimizer");
    fields.read("x", mark.x, Need::Required);
    fields.read("y", mark.y, Need::Required);
    fields.read("off", mark.off, Need::Required);
    for (const Quantity& quantity : kQuantities) readMeasured(fields, quantity.key, mark.value.*quantity.member);
    return mark;
}

SliceStop readStop(const nlohmann::json& json, const std::string& path, std::optional<Error>& error) {
    SliceStop stop;
    Fields fields(json, path, {"step", "x", "y", "off"}, error);
    fields.readWhole("step", stop.step, Need::Required);
    fields.read("x", stop.x, Need::Required);
    fields.read("y", stop.y, Need::Required);
    fields.read("off", stop.off, Need::Required);
    return stop;
}

/// The four lists of numbers and nulls, which must have the length that the setting asks for.
std::vector<SliceValue> readValues(const nlohmann::json& json, const SliceSetting& setting,
                                   std::optional<Error>& error) {
    std::vector<SliceValue> values(error ? 0 : pointsOf(setting));
    Fields fields(json, "values", {"train_loss", "train_accuracy", "test_loss", "test_accuracy"}, error);
    for (const Quantity& quantity : kQuantities) {
        const nlohmann::json* list = fields.find(quantity.key, Need::Required);
        if (!list) break;
        const std::string path = fields.pathOf(quantity.key);
        if (!list->is_array() || list->size() != values.size()) {
            error = Error{"\"" + path + "\" must be a list of " + std::to_string(values.size()) +
                              " numbers, as \"setting\" says.",
                          path};
            break;
        }
        for (std::size_t i = 0; i < values.size(); ++i) {
            const nlohmann::json& one = (*list)[i];
            if (one.is_number())
                values[i].*quantity.member = one.get<double>();
            else if (!one.is_null() && !error)
                error = Error{"\"" + path + "\" must have numbers and nulls only.", path};
        }
    }
    return values;
}

Json valueJson(const SliceValue& value) {
    Json json;
    for (const Quantity& quantity : kQuantities) json[quantity.key] = value.*quantity.member;
    return json;
}

Json stopsJson(const std::vector<SliceStop>& stops) {
    Json list = Json::array();
    for (const SliceStop& stop : stops)
        list.push_back({{"step", stop.step}, {"x", stop.x}, {"y", stop.y}, {"off", stop.off}});
    return list;
}

}  // namespace

fs::path slicePath(const fs::path& run, const std::string& name) { return run / "slices" / (name + ".json"); }

std::optional<Error> checkSliceName(const std::string& name) {
    if (!name.empty() && name.front() != '.' && name.find('/') == std::string::npos && name.size() <= 100)
        return std::nullopt;
    return Error{"A slice can not be called \"" + name + "\": its name is that of a file, without folders.", "name"};
}

std::string writeSlice(const Slice& slice) {
    const SliceSetting& setting = slice.setting;
    Json json{{"version", 1},
              {"dataset", datasetEntry(slice.dataset).name},
              {"network", nameOf(slice.network)},
              {"setting",
               {{"kind", nameOf(setting.kind)},
                {"points", setting.points},
                {"margin", setting.margin},
                {"reach", setting.reach},
                {"images", setting.images},
                {"statistics_images", setting.statisticsImages},
                {"seed", setting.seed}}},
              {"train_images", slice.trainImages},
              {"test_images", slice.testImages},
              {"images_crc", slice.imagesCrc},
              {"axes", Json::array()},
              {"marks", Json::array()},
              {"path", stopsJson(slice.path)},
              {"means", stopsJson(slice.means)},
              {"values", Json::object()},
              {"seconds", slice.seconds},
              {"peak_bytes", slice.peakBytes}};
    for (const SliceAxis& axis : slice.axes)
        json["axes"].push_back(
            {{"from", axis.from}, {"to", axis.to}, {"length", axis.length}, {"explained", axis.explained}});
    for (const SliceMark& mark : slice.marks) {
        Json one{{"run", mark.run}, {"of", mark.of}, {"step", mark.step}, {"optimizer", nameOf(mark.optimizer)},
                 {"x", mark.x},     {"y", mark.y},   {"off", mark.off}};
        one.update(valueJson(mark.value));
        json["marks"].push_back(std::move(one));
    }
    for (const Quantity& quantity : kQuantities) {
        std::vector<double> list;
        for (const SliceValue& value : slice.values) list.push_back(value.*quantity.member);
        json["values"][quantity.key] = std::move(list);
    }
    return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<Slice> readSlice(std::string_view text) {
    const Result<nlohmann::json> json = parseJson(text);
    if (!json) return json.error();
    std::optional<Error> error;
    Slice slice;
    Fields fields(*json, "",
                  {"version", "dataset", "network", "setting", "train_images", "test_images", "images_crc", "axes",
                   "marks", "path", "means", "values", "seconds", "peak_bytes"},
                  error);
    int version = 0;
    fields.readWhole("version", version, Need::Required);
    if (!error && version != 1)
        return Error{"The file is of another version of the format: a newer Basin opens it.", "version"};
    fields.readName("dataset", slice.dataset, datasetNamed, Need::Required);
    readNamed(fields, "network", slice.network, "network");
    if (const auto* setting = fields.find("setting", Need::Required)) slice.setting = readSetting(*setting, error);
    fields.readWhole("train_images", slice.trainImages, Need::Required);
    fields.readWhole("test_images", slice.testImages, Need::Required);
    fields.readWhole("images_crc", slice.imagesCrc, Need::Required);
    fields.readList("axes", slice.axes, readAxis, Need::Required);
    fields.readList("marks", slice.marks, readMark, Need::Required);
    fields.readList("path", slice.path, readStop, Need::Required);
    fields.readList("means", slice.means, readStop, Need::Required);
    if (const auto* values = fields.find("values", Need::Required))
        slice.values = readValues(*values, slice.setting, error);
    fields.read("seconds", slice.seconds);
    fields.read("peak_bytes", slice.peakBytes);
    const std::size_t axes = isPlane(slice.setting.kind) ? 2 : 1;
    if (!error && slice.axes.size() != axes)
        error = Error{"A " + nameOf(slice.setting.kind) + " has " + (axes == 2 ? "two axes" : "one axis") + ", not " +
                          std::to_string(slice.axes.size()) + ".",
                      "axes"};
    if (!error && slice.marks.empty()) error = Error{"A slice goes through some weights, and has no marks.", "marks"};
    if (error) return *error;
    return slice;
}

std::string sliceNpy(const Slice& slice) {
    std::vector<double> values;
    for (const SliceValue& value : slice.values)
        for (const Quantity& quantity : kQuantities) values.push_back(value.*quantity.member);
    std::vector<std::size_t> shape(slice.axes.size(), static_cast<std::size_t>(slice.setting.points));
    shape.push_back(std::size(kQuantities));
    return npyOf(values, shape);
}

std::optional<Error> saveSlice(const fs::path& run, const std::string& name, const Slice& slice) {
    const fs::path path = slicePath(run, name), folder = path.parent_path();
    std::error_code fault;
    fs::create_directories(folder, fault);
    if (fault) return fileError(folder, "could not be made", fault.value());
    // The one that is read back comes last: whoever sees it finds the other two.
    if (auto error = writeAtomically(folder / (name + ".npy"), sliceNpy(slice))) return error;
    if (auto error = writeAtomically(folder / (name + ".csv"), csvText(sliceTable(slice)))) return error;
    return writeAtomically(path, writeSlice(slice));
}

std::vector<NamedSlice> slicesOf(const fs::path& run, std::vector<Error>& problems) {
    std::vector<NamedSlice> all;
    for (const fs::path& file : measurementFiles(run / "slices")) {
        const Result<std::string> text = readFile(file, kLargestFile);
        Result<Slice> found = text ? readSlice(*text) : Result<Slice>(text.error());
        std::error_code fault;
        if (found)
            all.push_back({file.stem().string(), *std::move(found), fs::last_write_time(file, fault)});
        else
            problems.push_back({file.filename().string() + ": " + found.error().message, file.string()});
    }
    return all;
}

}  // namespace basin
