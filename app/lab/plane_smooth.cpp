// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/plane_verbs.h"
#include "app/lab/text.h"
#include "core/plane/plane_run.h"

#include <array>
#include <cmath>
#include <cstdio>

namespace basin::lab {

namespace {

using Kind = CriticalPoint::Kind;

std::vector<CriticalPoint> ofKind(const std::vector<CriticalPoint>& points, Kind kind) {
    std::vector<CriticalPoint> found;
    for (const CriticalPoint& point : points)
        if (point.kind == kind) found.push_back(point);
    return found;
}

Json placesJson(const std::vector<CriticalPoint>& points) {
    Json places = Json::array();
    for (const CriticalPoint& point : points) places.push_back(pointJson(point.place));
    return places;
}

std::string placesText(const std::vector<CriticalPoint>& points) {
    std::string text;
    for (const CriticalPoint& point : points) text += (text.empty() ? "" : ", ") + pointText(point.place);
    return text.empty() ? "none" : text;
}

Table valuesAt(const PlaneAnalysis& analysis, const std::vector<Point>& places) {
    Table table{{"x", "y", "f", "F", "dF/dx", "dF/dy"}, {}};
    for (const Point v : places) {
        const Point slope = analysis.smoothed->gradient(v);
        table.rows.push_back({v.x, v.y, analysis.surface->value(v), analysis.smoothed->value(v), slope.x, slope.y});
    }
    return table;
}

std::vector<Point> gridOver(const Rectangle& view) {
    constexpr int kPoints = 101;
    std::vector<Point> places;
    for (int j = 0; j < kPoints; ++j)
        for (int i = 0; i < kPoints; ++i)
            places.push_back(
                {view.x.lower + view.x.width() * i / (kPoints - 1), view.y.lower + view.y.width() * j / (kPoints - 1)});
    return places;
}

}  // namespace

Outcome smoothPlane(const Request& request, const std::optional<std::string>& at) {
    std::vector<Point> places;
    if (at) {
        const Result<std::vector<double>> parsed = parseNumbers(*at);
        if (!parsed) return wrongRequest("--at: " + parsed.error().message);
        if (parsed->size() % 2 != 0) return wrongRequest("--at: places of the plane are pairs, X,Y,X,Y,...");
        for (std::size_t i = 0; i < parsed->size(); i += 2) places.push_back({(*parsed)[i], (*parsed)[i + 1]});
    }
    const PlaneDynamics& dynamics = *request.plane;
    const Rectangle view = viewOf(*request.scenario.plane, *dynamics.surface);
    const auto analysis = analysePlane(dynamics.surface, dynamics.noise, dynamics.stepSize, view, nullptr);
    const Table values = valuesAt(*analysis, places);
    if (!request.csv.empty())
        if (const auto problem = writeCsv(request.csv, valuesAt(*analysis, places.empty() ? gridOver(view) : places)))
            return failed(*problem);

    std::optional<Point> wf, vStar;
    if (!analysis->globalMinima.empty()) wf = analysis->globalMinima.front().place;
    if (!analysis->targets.empty()) vStar = analysis->targets.front();
    const auto traceAt = [&](const std::optional<Point>& w) {
        return w ? analysis->surface->hessian(*w).trace() : std::nan("");
    };
    const auto minima = ofKind(analysis->smoothedPoints, Kind::Minimum),
               saddles = ofKind(analysis->smoothedPoints, Kind::Saddle),
               saddlesOfF = ofKind(*analysis->points, Kind::Saddle);
    if (request.json) {
        Json json{{"step_size", dynamics.stepSize},      {"w_f", pointJson(wf)},
                  {"v_star", pointJson(vStar)},          {"trace_at_w_f", traceAt(wf)},
                  {"trace_at_v_star", traceAt(vStar)},   {"minima_of_f", placesJson(analysis->minima)},
                  {"minima_of_F", placesJson(minima)},   {"saddles_of_f", placesJson(saddlesOfF)},
                  {"saddles_of_F", placesJson(saddles)}, {"existence", analysis->smoothed->reason()}};
        static constexpr std::array kKeys{"at_x", "at_y", "f", "F", "dF_dx", "dF_dy"};
        for (std::size_t column = 0; column < kKeys.size(); ++column) {
            Json& numbers = json[kKeys[column]] = Json::array();
            for (const auto& row : values.rows) numbers.push_back(std::get<double>(row[column]));
        }
        print(json);
        return {};
    }
    std::vector<std::pair<std::string, std::string>> facts{
        {"step size", shortNumber(dynamics.stepSize)},
        {"w_f", pointText(wf) + ", where the trace of f's Hessian is " + shortNumber(traceAt(wf))},
        {"v*", pointText(vStar) + ", where it is " + shortNumber(traceAt(vStar))},
        {"minima of f", placesText(analysis->minima)},
        {"minima of F", placesText(minima)},
        {"saddle points of f", placesText(saddlesOfF)},
        {"saddle points of F", placesText(saddles)}};
    if (!analysis->missed.empty()) facts.emplace_back("minima of f that may be missing", analysis->missed);
    if (!analysis->smoothed->reason().empty()) facts.emplace_back("F", analysis->smoothed->reason());
    printFacts(facts);
    if (values.rows.empty()) return {};
    std::printf("\n");
    print(values);
    return {};
}

}  // namespace basin::lab
