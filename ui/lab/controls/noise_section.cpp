// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/controls/noise_section.h"

#include "ui/format.h"
#include "ui/widgets/error_label.h"
#include "ui/widgets/quiet_wheel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QStandardItemModel>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace basin {

namespace {

/// The noise of one sample, before the batch.
Result<Noise> sampleNoise(const Scenario& scenario) {
    Scenario one = scenario;
    one.batchSize = 1;
    return scenarioNoise(one);
}

Parameter sigmaParameter() {
    Parameter sigma = lawEntry(Law::Gaussian).scale;
    sigma.symbol = "σ";
    sigma.label = NoiseSection::tr("Standard deviation").toStdString();
    return sigma;
}

}  // namespace

NoiseSection::NoiseSection(QWidget* parent) : ControlSection(parent) {
    auto* lawName = new QLabel(tr("Law"));
    m_law = new QComboBox;
    m_law->setObjectName(QStringLiteral("law"));
    m_law->setAccessibleName(tr("Noise law"));
    m_law->setFocusPolicy(Qt::TabFocus);
    m_law->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_law->setMinimumContentsLength(10);
    ignoreWheel(m_law);
    lawName->setBuddy(m_law);
    const QString tip = tr(
        "How the error of a gradient is spread. From top to bottom the large errors become more frequent or, for the "
        "last two, unbounded and wild.");
    m_law->setToolTip(tip);
    lawName->setToolTip(tip);
    for (const LawEntry& entry : lawCatalogue()) {
        m_law->addItem(QString::fromStdString(entry.title));
        m_law->setItemData(m_law->count() - 1, QString::fromStdString(entry.density), Qt::ToolTipRole);
    }
    m_shape = new ParameterControl(lawEntry(Law::StudentT).shape.value());
    m_shape->setObjectName(QStringLiteral("noiseShape"));
    m_size = new ParameterControl(sigmaParameter());
    m_size->setObjectName(QStringLiteral("noiseSize"));
    m_bySigma = new QCheckBox(tr("Size as standard deviation σ"));
    m_bySigma->setObjectName(QStringLiteral("equalSigma"));
    m_bySigma->setFocusPolicy(Qt::TabFocus);
    m_error = errorLabel();
    m_batch = new ParameterControl(
        {.name = "batch_size",
         .symbol = "B",
         .label = tr("Batch size").toStdString(),
         .tip = tr("How many samples each gradient is averaged over. When it grows, the noise becomes smaller, and F "
                   "comes closer to f.")
                    .toStdString(),
         .minimum = 1,
         .maximum = 1024,
         .standard = 1,
         .logarithmic = true},
        ParameterControl::Numbers::Whole);
    m_batch->setObjectName(QStringLiteral("batchSize"));

    auto* law = new QHBoxLayout;
    law->addWidget(lawName);
    law->addWidget(m_law, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(law);
    layout->addWidget(m_error);
    layout->addWidget(m_size);
    layout->addWidget(m_bySigma);
    layout->addWidget(m_shape);
    layout->addWidget(m_batch);

    connect(m_law, &QComboBox::activated, this, &NoiseSection::chooseLaw);
    connect(m_bySigma, &QCheckBox::clicked, this, &NoiseSection::measureBySigma);
    bind(m_size, tr("Change the noise"), [](Scenario& wanted, double value) { wanted.noiseSize = value; });
    bind(m_shape, tr("Change the noise"), [](Scenario& wanted, double value) { wanted.noiseShape = value; });
    bind(m_batch, tr("Change the batch size"),
         [](Scenario& wanted, double value) { wanted.batchSize = static_cast<int>(value); });
}

void NoiseSection::setSizeRange(Interval range) {
    m_sizeRange = range;
    m_size->setSliderRange(range);
}

void NoiseSection::chooseLaw(int index) {
    const LawEntry& entry = lawCatalogue()[static_cast<std::size_t>(index)];
    if (entry.law == scenario().law) return;
    const Result<Noise> before = sampleNoise(scenario());
    Scenario wanted = scenario();
    wanted.law = entry.law;
    wanted.watch.clear();
    wanted.noiseShape = entry.shape ? entry.shape->standard : wanted.noiseShape;
    const Noise unit{.law = entry.law, .scale = 1.0, .shape = wanted.noiseShape};
    if (!unit.hasVariance()) wanted.equalSigma = false;
    // As strong as before: at the same σ; between laws that have none, with the same middle half.
    if (before && !wanted.equalSigma) {
        const double ratio = before->hasVariance() && unit.hasVariance() ? before->sigma() / unit.sigma()
                                                                         : before->quantile(0.75) / unit.quantile(0.75);
        wanted.noiseSize = roundToDigits(ratio, 3);
    }
    const std::optional<Error> error = edit(wanted, tr("Change the noise law"), true);
    setErrorText(m_error, error ? QString::fromStdString(error->message) : QString());
}

void NoiseSection::measureBySigma(bool bySigma) {
    const Result<Noise> noise = sampleNoise(scenario());
    Scenario wanted = scenario();
    wanted.equalSigma = bySigma;
    if (noise) wanted.noiseSize = roundToDigits(bySigma ? noise->sigma() : noise->scale, 6);
    const std::optional<Error> error = edit(wanted, tr("Change how noise is measured"), true);
    setErrorText(m_error, error ? QString::fromStdString(error->message) : QString());
}

void NoiseSection::refresh() {
    const auto laws = lawCatalogue();
    const auto at =
        std::find_if(laws.begin(), laws.end(), [this](const LawEntry& entry) { return entry.law == scenario().law; });
    m_law->setCurrentIndex(static_cast<int>(at - laws.begin()));
    // Laws that have no σ at all are not offered at equal σ.
    const auto* model = qobject_cast<QStandardItemModel*>(m_law->model());
    for (int i = 0; model && i < m_law->count(); ++i) {
        const LawEntry& entry = laws[static_cast<std::size_t>(i)];
        const Noise standard{.law = entry.law, .scale = 1.0, .shape = entry.shape ? entry.shape->standard : 0.0};
        const bool offered = !scenario().equalSigma || standard.hasVariance();
        model->item(i)->setEnabled(offered);
        m_law->setItemData(i,
                           offered
                               ? QString::fromStdString(entry.density)
                               : tr("Has no standard deviation: take the tick from “%1” first").arg(m_bySigma->text()),
                           Qt::ToolTipRole);
    }

    describeSize();
    m_size->setValue(scenario().noiseSize);
    const Result<Noise> noise = sampleNoise(scenario());
    const bool hasSigma = noise && noise->hasVariance();
    m_bySigma->setChecked(scenario().equalSigma);
    m_bySigma->setEnabled(hasSigma || scenario().equalSigma);
    m_bySigma->setText(hasSigma ? tr("Size as standard deviation σ") : tr("No σ here: the variance is infinite"));
    m_bySigma->setToolTip(tr(
        "With the tick all laws are compared at the same standard deviation. Laws with very heavy tails have none."));

    const LawEntry& entry = *at;
    m_shape->setVisible(entry.shape.has_value());
    if (entry.shape) {
        if (m_shape->parameter().name != entry.shape->name) m_shape->setParameter(*entry.shape);
        m_shape->setValue(scenario().noiseShape);
    }
    m_batch->setValue(scenario().batchSize);
}

void NoiseSection::describeSize() {
    const Parameter wanted = scenario().equalSigma ? sigmaParameter() : lawEntry(scenario().law).scale;
    const Parameter& shown = m_size->parameter();
    if (shown.label == wanted.label && shown.symbol == wanted.symbol) return;
    m_size->setParameter(wanted);
    m_size->setSliderRange(m_sizeRange);
}

QString NoiseSection::summary() const {
    return tr("%1, %2 %3")
        .arg(m_law->currentText(), QString::fromStdString(m_size->parameter().symbol),
             formatNumber(scenario().noiseSize));
}

}  // namespace basin
