// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/surface_request.h"

namespace basin::lab {

void readParameters(Reader& reader, const std::vector<std::string>& lists, std::map<std::string, double>& parameters) {
    for (const std::string& list : lists)
        for (const std::string& assignment : split(list, ',')) {
            const std::size_t equals = assignment.find('=');
            if (equals == std::string::npos || equals == 0)
                return reader.fail("--set: \"" + assignment + "\" is not of the form NAME=VALUE.");
            reader.number(assignment.substr(equals + 1), "--set", parameters[assignment.substr(0, equals)]);
        }
}

bool isOfPlane(const CommonArguments& arguments, const Scenario& scenario) {
    if (arguments.surface || arguments.surfaceFormula) return true;
    const bool landscape = arguments.landscape || arguments.formula || arguments.table || arguments.data;
    return scenario.plane && !landscape;
}

namespace {

/// So many numbers, or fewer after an error.
std::vector<double> numbers(Reader& reader, const std::string& text, const char* option,
                            const std::vector<std::size_t>& counts, const std::string& like) {
    const auto parsed = reader.take(option, parseNumbers(text));
    if (!parsed) return {};
    for (const std::size_t count : counts)
        if (parsed->size() == count) return *parsed;
    reader.fail(std::string(option) + ": " + inQuotes(text) + " is not " + like + ".");
    return {};
}

}  // namespace

void readSurface(Reader& reader, const CommonArguments& arguments, Scenario& scenario) {
    const int chosen = int(arguments.surface.has_value()) + int(arguments.surfaceFormula.has_value()) +
                       int(arguments.landscape.has_value()) + int(arguments.formula.has_value()) +
                       int(arguments.table.has_value()) + int(arguments.data.has_value());
    if (chosen > 1)
        return reader.fail(
            "Choose one of --surface and --surface-formula in the plane, or of --landscape, --formula, --table and "
            "--data "
            "on the line.");
    if (arguments.loss || arguments.sampling || arguments.sigmaOfW)
        return reader.fail(
            "--loss, --sampling and --sigma-of-w are of the line; in the plane noise has one --covariance.");
    if (chosen == 1) {
        SurfaceChoice choice;
        if (arguments.surface) choice.name = *arguments.surface;
        if (arguments.surfaceFormula)
            choice = {.kind = SurfaceChoice::Kind::Formula, .formula = *arguments.surfaceFormula};
        setSurface(scenario, choice);
        scenario.plane->view.reset();
        scenario.claims.clear();
    }
    PlaneChoice& plane = *scenario.plane;
    if (!arguments.parameters.empty() && plane.surface.kind != SurfaceChoice::Kind::Named)
        return reader.fail("--set is for the parameters of a named surface; this one has none.");
    readParameters(reader, arguments.parameters, plane.surface.parameters);
    if (arguments.domain) {
        const auto ends = numbers(reader, *arguments.domain, "--domain", {2, 4}, "LO,HI or XLO,XHI,YLO,YHI");
        if (reader.error) return;
        const std::size_t y = ends.size() == 4 ? 2 : 0;
        const Rectangle domain{{ends[0], ends[1]}, {ends[y], ends[y + 1]}};
        plane.view = domain;
        if (plane.surface.kind == SurfaceChoice::Kind::Formula) plane.surface.domain = domain;
    }
    if (arguments.covariance) {
        const auto entries = numbers(reader, *arguments.covariance, "--covariance", {3}, "three numbers XX,XY,YY");
        if (!reader.error) plane.covariance = {entries[0], entries[1], entries[2]};
    }
    if (arguments.start) {
        const auto place = numbers(reader, *arguments.start, "--start", {2}, "a place X,Y of the plane");
        if (!reader.error) plane.start = {place[0], place[1]};
    }
}

}  // namespace basin::lab
