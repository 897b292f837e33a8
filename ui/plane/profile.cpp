// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plane/profile.h"

#include "ui/format.h"
#include "ui/translation.h"
#include "ui/widgets/value_scale.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace basin {

namespace {

constexpr int kPoints = 241;

/// The texts of this file, for translators.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(basin::Profile)
};

}  // namespace

Result<Scenario> profileAlong(const Scenario& scenario, const Surface& surface, const Segment& line) {
    const Point way = line.to - line.from;
    const double size = length(way);
    if (!(size > 1e-9))
        return Error{Words::tr("The line is too short for a profile: draw a longer one across the map.").toStdString(),
                     "profile"};
    const Point u = (1.0 / size) * way;
    LandscapeChoice choice;
    choice.kind = LandscapeChoice::Kind::Curve;
    for (int i = 0; i < kPoints; ++i) {
        const double w = size * i / (kPoints - 1);
        const double f = surface.value(line.from + w * u);
        if (!std::isfinite(f))
            return Error{Words::tr("f is not finite on the line: draw it elsewhere.").toStdString(), "profile"};
        choice.points.push_back({w, f});
    }
    Scenario profile = scenario;
    profile.plane.reset();
    profile.claims.clear();
    setLandscape(profile, std::move(choice));
    profile.noiseKind = NoiseKind::Law;
    profile.twinStepSize.reset();
    profile.view.reset();
    if (const auto& plane = scenario.plane) {
        profile.noiseSize = roundToDigits(scenario.noiseSize * std::sqrt(dot(u, plane->covariance.times(u))), 4);
        profile.start = roundToDigits(std::clamp(dot(plane->start - line.from, u), 0.0, size), 4);
    }
    const auto place = [](Point w) {
        return QStringLiteral("(%1, %2)").arg(formatNumber(w.x, 3), formatNumber(w.y, 3));
    };
    const QString name =
        scenario.title.empty() ? Words::tr("the surface") : Words::tr("“%1”").arg(coreText(scenario.title));
    profile.title = Words::tr("Profile of %1").arg(name).toStdString();
    profile.watch = Words::tr("The surface along the line from %1 to %2: w is the way along it.")
                        .arg(place(line.from), place(line.to))
                        .toStdString();
    return profile;
}

}  // namespace basin
