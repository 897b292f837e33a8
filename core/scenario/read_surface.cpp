// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scenario/read_surface.h"

#include "core/scenario/fields.h"

namespace basin {

namespace {

using Json = nlohmann::json;
using Need = Fields::Need;

DrawnHill readHill(const Json& json, const std::string& path, std::optional<Error>& error) {
    DrawnHill hill;
    Fields fields(json, path, {"place", "height", "width", "aspect", "angle"}, error);
    fields.read("place", hill.place, Need::Required);
    fields.read("height", hill.height, Need::Required);
    fields.read("width", hill.width);
    fields.read("aspect", hill.aspect);
    fields.read("angle", hill.angle);
    return hill;
}

void readTable(const Json& json, SurfaceTable& table, std::optional<Error>& error) {
    Fields fields(json, "surface.table", {"domain", "columns", "rows", "values"}, error);
    fields.read("domain", table.domain, Need::Required);
    fields.readWhole("columns", table.columns, Need::Required);
    fields.readWhole("rows", table.rows, Need::Required);
    fields.read("values", table.values, Need::Required);
}

}  // namespace

void readSurface(const Json& json, SurfaceChoice& choice, std::optional<Error>& error) {
    Fields fields(json, "surface", {"name", "parameters", "formula", "domain", "hills", "bowl", "table"}, error);
    if (error) return;
    const bool named = json.contains("name"), typed = json.contains("formula"), drawn = json.contains("hills"),
               tabulated = json.contains("table");
    if (named + typed + drawn + tabulated != 1 || (!named && json.contains("parameters")) ||
        (!typed && !drawn && json.contains("domain")) || (!drawn && json.contains("bowl"))) {
        error = Error{
            "\"surface\" must have a name (and parameters), a formula (and domain), hills (and bowl and domain) or a "
            "table, and only one of these.",
            "surface"};
        return;
    }
    fields.read("domain", choice.domain);
    if (named) {
        choice.kind = SurfaceChoice::Kind::Named;
        fields.read("name", choice.name);
        fields.read("parameters", choice.parameters);
    } else if (typed) {
        choice.kind = SurfaceChoice::Kind::Formula;
        fields.read("formula", choice.formula);
    } else if (drawn) {
        choice.kind = SurfaceChoice::Kind::Drawn;
        fields.readList("hills", choice.hills, readHill);
        fields.read("bowl", choice.bowl);
    } else {
        choice.kind = SurfaceChoice::Kind::Table;
        readTable(*fields.find("table"), choice.table, error);
    }
}

}  // namespace basin
