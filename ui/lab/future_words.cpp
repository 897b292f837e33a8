// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/future_words.h"

#include "ui/format.h"
#include "ui/lab/stage.h"
#include "ui/widgets/value_scale.h"

#include <QCoreApplication>
#include <QStringList>

namespace basin {

namespace {

/// The texts of this file, for translators.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(basin::Future)
};

}  // namespace

QString futureWords(const Scenario& scenario, const Scenario& than) {
    QStringList words;
    if (scenario.landscape != than.landscape || scenario.plane != than.plane) words << Words::tr("another landscape");
    if (scenario.stepSize != than.stepSize)
        words << Words::tr("step size η = %1").arg(formatEntry(roundToDigits(scenario.stepSize, 3)));
    if (scenario.law != than.law || scenario.noiseShape != than.noiseShape || scenario.noiseKind != than.noiseKind ||
        scenario.sigmaOfW != than.sigmaOfW || scenario.withReplacement != than.withReplacement)
        words << Words::tr("another law of the noise");
    if (scenario.noiseSize != than.noiseSize || scenario.equalSigma != than.equalSigma)
        words << Words::tr("noise %1").arg(formatEntry(roundToDigits(scenario.noiseSize, 3)));
    if (scenario.batchSize != than.batchSize) words << Words::tr("batch %1").arg(formatCount(scenario.batchSize));
    if (scenario.momentum != than.momentum) words << Words::tr("momentum %1").arg(formatEntry(scenario.momentum));
    if (scenario.schedule != than.schedule) words << Words::tr("another schedule");
    if (scenario.averages != than.averages) words << averageTitle(scenario.averages[scenario.focus]);
    return words.empty() ? Words::tr("the same settings") : words.join(QStringLiteral(", "));
}

}  // namespace basin
