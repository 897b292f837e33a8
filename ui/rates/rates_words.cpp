// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rates/rates_words.h"

#include "ui/format.h"
#include "ui/rates/rates_page.h"

#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <cmath>

namespace basin {

namespace {

QString paragraph(const QString& heading, const QString& text) {
    return QStringLiteral("<p style='margin-bottom:0'><b>%1</b><br>%2</p>").arg(heading, text);
}

constexpr double kRounding = 1e-9;  // share of √D below which a distance is what rounding leaves of 0
constexpr double kVague = 0.2;      // half the width of an interval that says nothing

double halfWidth(const Slope& slope) { return 0.5 * (slope.high - slope.low); }
bool isClear(const std::optional<Slope>& slope) { return slope && halfWidth(*slope) < kVague; }
QString powerOf(const Slope& slope) { return QLocale().toString(slope.value, 'f', halfWidth(slope) < 0.05 ? 2 : 1); }

QString slopeWords(const QString& error, const std::optional<Slope>& slope) {
    if (!slope) return RatesPage::tr("%1 can be told from zero at too few points.").arg(error);
    const QString straight = formatNumber(slope->straight, 3), fitted = formatPrecise(slope->value, halfWidth(*slope));
    if (!isClear(slope))
        return RatesPage::tr("%1 follows no clear power of η as η goes to 0: the points bend (the fit says %2).")
            .arg(error, fitted);
    return RatesPage::tr("%1 grows like η to the power <b>%2</b> (95 %) as η goes to 0.").arg(error, fitted) +
           QLatin1Char(' ') +
           (std::abs(slope->straight - slope->value) > halfWidth(*slope)
                ? RatesPage::tr("A straight line through the points gives %1: they bend, so it is off.").arg(straight)
                : RatesPage::tr("A straight line through the points gives %1 too.").arg(straight));
}

/// Where something is smallest and largest.
template <class Value>
QString spanWords(const QString& error, const RatesSweep& sweep, const std::vector<SweepRow>& rows, Value value) {
    const SweepRow *least = nullptr, *most = nullptr;
    for (const SweepRow& row : rows) {
        if (!row.problem.empty() || !std::isfinite(value(row))) continue;
        if (!least || value(row) < value(*least)) least = &row;
        if (!most || value(row) > value(*most)) most = &row;
    }
    if (!least) return {};
    return RatesPage::tr("%1 goes from %2 (%3) to %4 (%5).")
        .arg(error, formatNumber(value(*least)), sweep.at(least->value), formatNumber(value(*most)),
             sweep.at(most->value));
}

QString explanationWords(const SweepRow& row) {
    switch (row.explanation) {
        case Explanation::Yes:
            return RatesPage::tr(
                "<b>F explains the average</b>: it sits near v*, where F is lowest, and far from where f is lowest.");
        case Explanation::CannotTell:
            return RatesPage::tr(
                "<b>Cannot tell</b>: v* and w_f, the minima of F and f, are so close to each other that the average's "
                "own distance to them decides nothing.");
        case Explanation::No:
            return RatesPage::tr("<b>The average does not sit at v*</b>: it ends in another valley of F.");
    }
    return {};
}

/// What the rows say together.
QString wholeWords(const std::vector<SweepRow>& rows) {
    int counts[3] = {}, all = 0;
    for (const SweepRow& row : rows)
        if (row.problem.empty()) {
            ++counts[static_cast<int>(row.explanation)];
            ++all;
        }
    const auto count = [&](Explanation explanation) { return counts[static_cast<int>(explanation)]; };
    const int yes = count(Explanation::Yes), unsure = count(Explanation::CannotTell), no = count(Explanation::No);
    if (yes == all) return RatesPage::tr("So it is at all %1 points.").arg(all);
    if (unsure == all) return RatesPage::tr("So it is at all %1 points: this sweep cannot tell.").arg(all);
    if (no == all) return RatesPage::tr("So it is at all %1 points.").arg(all);
    QStringList parts;
    if (yes > 0) parts << RatesPage::tr("✓ yes at %1").arg(yes);
    if (unsure > 0) parts << RatesPage::tr("? cannot tell at %1").arg(unsure);
    if (no > 0) parts << RatesPage::tr("✗ no at %1").arg(no);
    return RatesPage::tr("Of all %1 points: %2.").arg(formatCount(all), parts.join(RatesPage::tr(", ")));
}

QString cells(const QString& name, const QStringList& values) {
    QString row = QStringLiteral("<tr><td>%1</td>").arg(name);
    for (const QString& value : values)
        row += QStringLiteral("<td align='right' style='padding-left:10px'>%1</td>").arg(value);
    return row + QStringLiteral("</tr>");
}

/// Every distance to v*, w_f and E v̄, the places themselves, and what theory expects.
QString tableOf(const SweepRow& row) {
    // What rounding leaves of a symmetric landscape's zeros is not shown.
    const double least = kRounding * std::sqrt(row.D);
    const auto number = [&](double value) { return formatNumber(std::abs(value) < least ? 0.0 : value); };
    const auto three = [&](const Distances& to) {
        return QStringList{number(to.toVStar), number(to.toWf), number(to.toMean)};
    };
    const RowDistances distances = distancesOf(row);
    QString table =
        QStringLiteral("<table>") +
        cells(RatesPage::tr("distance"), {RatesPage::tr("to v*"), RatesPage::tr("to w_f"), RatesPage::tr("to E v̄")}) +
        cells(RatesPage::tr("SGD, RMS"), three(distances.sgd)) +
        cells(row.steps ? RatesPage::tr("average, its mean") : RatesPage::tr("average"), three(distances.averageMean));
    if (row.steps) table += cells(RatesPage::tr("average, RMS"), three(distances.averageRms));
    table += cells(RatesPage::tr("place"), {number(row.vStar), number(row.wF), number(row.meanW)});
    table += QStringLiteral("</table><table>") +
             cells(RatesPage::tr("f at the average above lowest f"), {number(row.excess)});
    if (row.predictions.P1)
        table += cells(RatesPage::tr("predicted: SGD to v*"), {formatNumber(std::sqrt(*row.predictions.P1))});
    if (row.predictions.P2)
        table += cells(RatesPage::tr("predicted: average to v*"), {formatNumber(std::abs(*row.predictions.P2))});
    if (row.steps) {
        table += cells(RatesPage::tr("iterates in the average"), {formatCount(*row.steps)});
        if (row.B4) table += cells(RatesPage::tr("bound for it (B4)"), {formatNumber(*row.B4)});
        if (row.floor) table += cells(RatesPage::tr("noise left in it (P3)"), {formatNumber(*row.floor)});
    }
    return table + QStringLiteral("</table>");
}

}  // namespace

QString summaryWords(const RatesSweep& sweep, const SweepSlopes& slopes) {
    if (!sweep.overStepSize())
        return RatesPage::tr("%1: how far SGD and its average end from v*, the lowest point of F.").arg(sweep.title());
    if (!isClear(slopes.sgd) || !isClear(slopes.average))
        return RatesPage::tr("How far SGD and its average end from v*, the lowest point of F.");
    return RatesPage::tr("SGD's distance to v* grows like η<sup>%1</sup>, that of its average like η<sup>%2</sup>.")
        .arg(powerOf(*slopes.sgd), powerOf(*slopes.average));
}

QString findingsWords(const RatesSweep& sweep, const SweepSlopes& slopes, const std::vector<SweepRow>& rows,
                      const SweepRow* row) {
    if (!row) return {};
    const QString iterates = sweep.iterates();
    const QString sgd = RatesPage::tr("Its RMS distance to v*"),
                  average = iterates.isEmpty() ? RatesPage::tr("The distance of its mean to v*")
                                               : RatesPage::tr("The distance of its mean to v* (%1)").arg(iterates);
    const bool sloped = sweep.overStepSize();
    const bool exact = std::all_of(rows.begin(), rows.end(), [](const SweepRow& each) {
        return !each.problem.empty() || std::abs(each.averageBias) < kRounding * std::sqrt(each.D);
    });
    const QString sgdFound = sloped
                                 ? slopeWords(sgd, slopes.sgd)
                                 : spanWords(sgd, sweep, rows, [](const SweepRow& each) { return std::sqrt(each.D); });
    const QString averageFound =
        exact    ? RatesPage::tr("Its mean sits at v* itself, as exactly as it can be computed.")
        : sloped ? slopeWords(average, slopes.average)
                 : spanWords(average, sweep, rows, [](const SweepRow& each) { return std::abs(each.averageBias); });
    return paragraph(RatesPage::tr("SGD"), sgdFound) + paragraph(RatesPage::tr("Average"), averageFound) +
           paragraph(RatesPage::tr("Is it F that explains the average?"),
                     RatesPage::tr("At %1: %2").arg(sweep.at(row->value), explanationWords(*row)) + QLatin1Char(' ') +
                         wholeWords(rows)) +
           QStringLiteral("<p style='margin-bottom:0'><b>%1</b></p>")
               .arg(RatesPage::tr("At %1").arg(sweep.at(row->value))) +
           tableOf(*row);
}

}  // namespace basin
