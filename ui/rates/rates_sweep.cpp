// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rates/rates_sweep.h"

#include "core/landscape/catalogue.h"
#include "core/theory/sweep_range.h"
#include "ui/format.h"
#include "ui/rates/rates_page.h"
#include "ui/translation.h"

#include <algorithm>
#include <cmath>

namespace basin {

QString RatesSweep::title() const { return symbol.isEmpty() ? name : QStringLiteral("%1 %2").arg(name, symbol); }

QString RatesSweep::at(double value) const {
    for (const auto& [place, category] : categories)
        if (place == value) return category;
    if (variable.kind == SweepVariable::Kind::BatchSize)
        return QStringLiteral("%1 = %2").arg(symbol, formatCount(std::llround(value)));
    // Three digits, and as people write them: 0.3, not 0.300.
    const double digits = QString::number(value, 'g', 3).toDouble();
    return QStringLiteral("%1 = %2").arg(symbol, std::abs(digits) < 1e-4 ? formatNumber(digits) : formatEntry(digits));
}

QString RatesSweep::iterates() const {
    const QString constant = steps.constant == std::floor(steps.constant) ? formatCount(std::llround(steps.constant))
                                                                          : formatEntry(steps.constant);
    switch (steps.kind) {
        case StepLaw::Kind::Infinite: return {};
        case StepLaw::Kind::Fixed: return RatesPage::tr("%1 iterates").arg(constant);
        case StepLaw::Kind::InverseStep: return RatesPage::tr("%1/η iterates").arg(constant);
        case StepLaw::Kind::InverseStepSquared: return RatesPage::tr("%1/η² iterates").arg(constant);
    }
    return {};
}

std::vector<RatesSweep> possibleSweeps(const Scenario& scenario) {
    using Kind = SweepVariable::Kind;
    std::vector<RatesSweep> sweeps;
    const auto add = [&](Kind kind, const QString& name, const QString& symbol) -> RatesSweep& {
        RatesSweep& sweep = sweeps.emplace_back();
        sweep.variable.kind = kind;
        sweep.name = name;
        sweep.symbol = symbol;
        return sweep;
    };
    add(Kind::StepSize, RatesPage::tr("Step size"), QStringLiteral("η"));
    add(Kind::BatchSize, RatesPage::tr("Batch size"), QStringLiteral("B"));
    if (canVary(scenario, {.kind = Kind::NoiseSize}))
        add(Kind::NoiseSize, RatesPage::tr("Size of the noise"),
            scenario.equalSigma ? QStringLiteral("σ") : QString::fromStdString(lawEntry(scenario.law).scale.symbol));
    const CatalogueEntry* entry =
        scenario.landscape.kind == LandscapeChoice::Kind::Named ? findLandscape(scenario.landscape.name) : nullptr;
    if (entry)
        for (const Parameter& parameter : entry->parameters) {
            RatesSweep& sweep =
                add(Kind::Parameter, coreText(parameter.label), QString::fromStdString(parameter.symbol));
            sweep.variable.parameter = parameter.name;
            sweep.logarithmic = parameter.logarithmic;
        }
    const std::vector<double> laws = comparableLaws(scenario);
    if (laws.empty()) return sweeps;
    RatesSweep& sweep = add(Kind::Law,
                            scenario.noiseKind == NoiseKind::Scaled ? RatesPage::tr("Law of the noise (same σ(w))")
                                                                    : RatesPage::tr("Law of the noise (same σ)"),
                            {});
    sweep.logarithmic = false;
    for (const double law : laws)
        sweep.categories.emplace_back(law, coreText(lawCatalogue()[static_cast<std::size_t>(law)].title));
    return sweeps;
}

}  // namespace basin
