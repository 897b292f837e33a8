// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/controls/noise_section.h"

#include "core/smoothing/minima.h"
#include "ui/format.h"
#include "ui/lab/controls/formula_line.h"
#include "ui/translation.h"
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

// The menu: every law, a separator, the minibatches.
int minibatchIndex() { return static_cast<int>(lawCatalogue().size()) + 1; }

/// The law's noise of one sample, before the batch, at one size.
Result<Noise> sampleNoise(const Scenario& scenario) {
    Scenario one = scenario;
    one.noiseKind = NoiseKind::Law;
    one.batchSize = 1;
    return scenarioNoise(one);
}

/// The standard deviation of one sample's gradient where f is lowest; 0 if there are no data.
double sampleSigma(const Scenario& scenario) {
    Scenario one = scenario;
    one.batchSize = 1;
    const Result<LandscapePtr> landscape = buildLandscape(one.landscape);
    if (!landscape) return 0.0;
    const Result<GradientNoise> noise = scenarioGradientNoise(one, *landscape);
    const std::vector<Minimum> lowest = globalMinima(minima(**landscape, (*landscape)->domain()), 0.0);
    return noise && !lowest.empty() ? noise->sizeAt(lowest.front().w) : 0.0;
}

Parameter sigmaParameter() {
    Parameter sigma = lawEntry(Law::Gaussian).scale;
    sigma.symbol = "σ";
    sigma.label = NoiseSection::tr("Standard deviation").toStdString();
    return sigma;
}

}  // namespace

NoiseSection::NoiseSection(QWidget* parent) : ControlSection(parent) {
    makeLawControls();
    makeBatchControls();
    auto* lawName = new QLabel(tr("Law"));
    lawName->setBuddy(m_law);
    lawName->setToolTip(m_law->toolTip());
    auto* samplingName = new QLabel(tr("Drawn"));
    samplingName->setBuddy(m_sampling);
    samplingName->setToolTip(m_sampling->toolTip());
    m_samplingRow = new QWidget;
    auto* sampling = new QHBoxLayout(m_samplingRow);
    sampling->setContentsMargins(0, 0, 0, 0);
    sampling->addWidget(samplingName);
    sampling->addWidget(m_sampling, 1);
    m_error = errorLabel();
    auto* law = new QHBoxLayout;
    law->addWidget(lawName);
    law->addWidget(m_law, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(law);
    layout->addWidget(m_samplingRow);
    layout->addWidget(m_error);
    layout->addWidget(m_size);
    layout->addWidget(m_bySigma);
    layout->addWidget(m_byPlace);
    layout->addWidget(m_sigma);
    layout->addWidget(m_shape);
    layout->addWidget(m_batch);
}

QComboBox* NoiseSection::makeMenu(const char* objectName, const QString& name) {
    auto* menu = new QComboBox;
    menu->setObjectName(QString::fromLatin1(objectName));
    menu->setAccessibleName(name);
    menu->setFocusPolicy(Qt::TabFocus);
    menu->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    menu->setMinimumContentsLength(10);
    ignoreWheel(menu);
    return menu;
}

void NoiseSection::makeLawControls() {
    m_law = makeMenu("law", tr("Noise law"));
    m_law->setToolTip(tr(
        "How the error of a gradient is spread. From top to bottom the large errors become more frequent or, for the "
        "last two, unbounded and wild. Minibatches have the errors of the data themselves."));
    for (const LawEntry& entry : lawCatalogue()) m_law->addItem(coreText(entry.title));
    m_law->insertSeparator(m_law->count());
    m_law->addItem(tr("Minibatches of the data"));
    m_shape = new ParameterControl(lawEntry(Law::StudentT).shape.value());
    m_shape->setObjectName(QStringLiteral("noiseShape"));
    m_size = new ParameterControl(sigmaParameter());
    m_size->setObjectName(QStringLiteral("noiseSize"));
    m_bySigma = new QCheckBox(tr("Size as standard deviation σ"));
    m_bySigma->setObjectName(QStringLiteral("equalSigma"));
    m_bySigma->setFocusPolicy(Qt::TabFocus);
    m_byPlace = new QCheckBox(tr("Size depends on w"));
    m_byPlace->setObjectName(QStringLiteral("sizeByPlace"));
    m_byPlace->setFocusPolicy(Qt::TabFocus);
    m_byPlace->setToolTip(
        tr("With the tick the size is a formula in w: where it grows, walkers jump farther and F is smoother."));
    m_sigma = new FormulaLine({.objectName = QStringLiteral("sigmaOfW"),
                               .label = tr("σ(w) ="),
                               .accessibleName = tr("Formula of the noise's size"),
                               .tip = tr("The standard deviation of the noise at w, or the law's own parameter if it "
                                         "has none; never negative. A formula in w")});

    connect(m_law, &QComboBox::activated, this, &NoiseSection::choose);
    connect(m_bySigma, &QCheckBox::clicked, this, &NoiseSection::measureBySigma);
    connect(m_byPlace, &QCheckBox::clicked, this, &NoiseSection::scaleByPlace);
    connect(m_sigma, &FormulaLine::entered, this, &NoiseSection::enterSigma);
    bind(m_size, tr("Change the noise"), [](Scenario& wanted, double value) { wanted.noiseSize = value; });
    bind(m_shape, tr("Change the noise"), [](Scenario& wanted, double value) { wanted.noiseShape = value; });
}

void NoiseSection::makeBatchControls() {
    m_sampling = makeMenu("sampling", tr("How a batch is drawn"));
    const QString with =
        tr("A sample can come twice in one batch: the variance of one sample is divided by the batch size B.");
    const QString without =
        tr("Every sample comes at most once in one batch: the variance is (N−B)/(N−1) of that with replacement, and "
           "none is left for a batch of all N samples.");
    m_sampling->addItem(tr("with replacement"));
    m_sampling->setItemData(0, with, Qt::ToolTipRole);
    m_sampling->addItem(tr("without replacement"));
    m_sampling->setItemData(1, without, Qt::ToolTipRole);
    m_sampling->setToolTip(tr("With replacement: %1 Without: %2").arg(with, without));
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

    connect(m_sampling, &QComboBox::activated, this, &NoiseSection::chooseSampling);
    bind(m_batch, tr("Change the batch size"),
         [](Scenario& wanted, double value) { wanted.batchSize = static_cast<int>(value); });
}

void NoiseSection::setSizeRange(Interval range) {
    m_sizeRange = range;
    m_size->setSliderRange(range);
}

void NoiseSection::commit(const Scenario& wanted, const QString& what) {
    const std::optional<Error> error = edit(wanted, what, true);
    setErrorText(m_error, error ? coreText(error->message) : QString());
}

void NoiseSection::choose(int index) {
    if (index == minibatchIndex())
        chooseMinibatches();
    else
        chooseLaw(lawCatalogue()[static_cast<std::size_t>(index)].law);
}

void NoiseSection::chooseLaw(Law law) {
    const bool wasData = scenario().noiseKind == NoiseKind::Minibatch;
    if (law == scenario().law && !wasData) return;
    const LawEntry& entry = lawEntry(law);
    const Result<Noise> before = sampleNoise(scenario());
    Scenario wanted = scenario();
    if (wasData) wanted.noiseKind = NoiseKind::Law;
    wanted.law = law;
    wanted.watch.clear();
    if (law != scenario().law && entry.shape) wanted.noiseShape = entry.shape->standard;
    const Noise unit{.law = law, .scale = 1.0, .shape = wanted.noiseShape};
    if (!unit.hasVariance()) wanted.equalSigma = false;
    // As strong as before: at the same σ (of the data where f is lowest); between laws that have none, with the same middle
    // half.
    if (wasData) {
        const double sigma = unit.hasVariance() ? sampleSigma(scenario()) : 0.0;
        if (sigma > 0.0) wanted.noiseSize = roundToDigits(wanted.equalSigma ? sigma : sigma / unit.sigma(), 3);
    } else if (before && !wanted.equalSigma) {
        const double ratio = before->hasVariance() && unit.hasVariance() ? before->sigma() / unit.sigma()
                                                                         : before->quantile(0.75) / unit.quantile(0.75);
        wanted.noiseSize = roundToDigits(ratio, 3);
    }
    commit(wanted, tr("Change the noise law"));
}

void NoiseSection::chooseMinibatches() {
    if (scenario().noiseKind == NoiseKind::Minibatch) return;
    Scenario wanted = scenario();
    wanted.noiseKind = NoiseKind::Minibatch;
    wanted.batchSize = std::min(wanted.batchSize, largestBatch(wanted));
    wanted.watch.clear();
    commit(wanted, tr("Draw minibatches of the data"));
}

void NoiseSection::chooseSampling(int index) {
    Scenario wanted = scenario();
    wanted.withReplacement = index == 0;
    wanted.batchSize = std::min(wanted.batchSize, largestBatch(wanted));
    if (wanted != scenario()) commit(wanted, tr("Change how batches are drawn"));
}

void NoiseSection::measureBySigma(bool bySigma) {
    const Result<Noise> noise = sampleNoise(scenario());
    Scenario wanted = scenario();
    wanted.equalSigma = bySigma;
    if (noise) wanted.noiseSize = roundToDigits(bySigma ? noise->sigma() : noise->scale, 6);
    commit(wanted, tr("Change how noise is measured"));
}

void NoiseSection::scaleByPlace(bool byPlace) {
    Scenario wanted = scenario();
    wanted.noiseKind = byPlace ? NoiseKind::Scaled : NoiseKind::Law;
    wanted.watch.clear();
    const Result<Noise> noise = sampleNoise(scenario());
    if (!noise) wanted.equalSigma = false;  // its shape has lost the variance meanwhile
    // A first formula is as strong as the noise was, halfway to w = 1; later the one that was typed comes back.
    if (byPlace && noise && wanted.sigmaOfW == Scenario().sigmaOfW) {
        const double size = roundToDigits(noise->hasVariance() ? noise->sigma() : noise->scale, 3);
        wanted.sigmaOfW = QString::number(size, 'g', 3).toStdString() + "*(" + wanted.sigmaOfW + ")";
    }
    commit(wanted, byPlace ? tr("Make the noise depend on w") : tr("Make the noise the same everywhere"));
}

void NoiseSection::enterSigma(const QString& formula) {
    Scenario wanted = scenario();
    wanted.sigmaOfW = formula.toStdString();
    wanted.watch.clear();
    const std::optional<Error> error = edit(wanted, tr("Change σ(w)"), true);
    m_sigma->showError(formula, error ? coreText(error->message) : QString());
}

void NoiseSection::refresh() {
    const NoiseKind kind = scenario().noiseKind;
    refreshMenu();
    m_samplingRow->setVisible(kind == NoiseKind::Minibatch);
    m_sampling->setCurrentIndex(scenario().withReplacement ? 0 : 1);
    m_size->setVisible(kind == NoiseKind::Law);
    m_bySigma->setVisible(kind == NoiseKind::Law);
    m_byPlace->setVisible(kind != NoiseKind::Minibatch && !scenario().plane);
    m_byPlace->setChecked(kind == NoiseKind::Scaled);
    m_sigma->setVisible(kind == NoiseKind::Scaled);
    m_sigma->setFormula(QString::fromStdString(scenario().sigmaOfW));
    refreshLaw();
    refreshBatch();
}

void NoiseSection::refreshMenu() {
    // In the plane there are no data.
    const int most = scenario().plane ? minibatchIndex() - 1 : minibatchIndex() + 1;
    while (m_law->count() > most) m_law->removeItem(m_law->count() - 1);
    const auto laws = lawCatalogue();
    const auto* model = qobject_cast<QStandardItemModel*>(m_law->model());
    const auto offer = [&](int index, bool offered, const QString& tip) {
        if (model) model->item(index)->setEnabled(offered);
        m_law->setItemData(index, tip, Qt::ToolTipRole);
    };
    for (int i = 0; i < static_cast<int>(laws.size()); ++i) {
        const LawEntry& entry = laws[static_cast<std::size_t>(i)];
        if (scenario().noiseKind != NoiseKind::Minibatch && entry.law == scenario().law) m_law->setCurrentIndex(i);
        // Laws that have no σ at all are not offered at equal σ.
        const Noise standard{.law = entry.law, .scale = 1.0, .shape = entry.shape ? entry.shape->standard : 0.0};
        const bool offered = !scenario().equalSigma || scenario().noiseKind != NoiseKind::Law || standard.hasVariance();
        offer(i, offered,
              offered ? coreText(entry.density)
                      : tr("Has no standard deviation: take the tick from “%1” first").arg(m_bySigma->text()));
    }
    if (scenario().plane) return;
    const bool hasData = scenario().landscape.kind == LandscapeChoice::Kind::Data;
    offer(minibatchIndex(), hasData,
          hasData
              ? tr("The gradient of some samples at a time, drawn anew at every step: its error follows from the data")
              : tr("Needs a landscape that is made of data: choose “Data (regression)” under Landscape first"));
    if (scenario().noiseKind == NoiseKind::Minibatch) m_law->setCurrentIndex(minibatchIndex());
}

void NoiseSection::refreshLaw() {
    describeSize();
    m_size->setValue(scenario().noiseSize);
    const Result<Noise> noise = sampleNoise(scenario());
    const bool hasSigma = noise && noise->hasVariance();
    m_bySigma->setChecked(scenario().equalSigma);
    m_bySigma->setEnabled(hasSigma || scenario().equalSigma);
    m_bySigma->setText(hasSigma ? tr("Size as standard deviation σ") : tr("No σ here: the variance is infinite"));
    m_bySigma->setToolTip(tr(
        "With the tick all laws are compared at the same standard deviation. Laws with very heavy tails have none."));

    const LawEntry& entry = lawEntry(scenario().law);
    m_shape->setVisible(entry.shape.has_value() && scenario().noiseKind != NoiseKind::Minibatch);
    if (entry.shape) {
        if (m_shape->parameter().name != entry.shape->name) m_shape->setParameter(*entry.shape);
        m_shape->setValue(scenario().noiseShape);
    }
}

void NoiseSection::refreshBatch() {
    // As far as the box takes, but no batch that can not be drawn.
    const double most = std::min(m_batch->parameter().maximum, static_cast<double>(largestBatch(scenario())));
    m_batch->setSliderRange({1.0, std::max(most, 2.0)});
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
    switch (scenario().noiseKind) {
        case NoiseKind::Minibatch: return tr("%1, B %2").arg(m_law->currentText(), formatCount(scenario().batchSize));
        case NoiseKind::Scaled:
            return tr("%1, σ(w) = %2").arg(m_law->currentText(), QString::fromStdString(scenario().sigmaOfW));
        case NoiseKind::Law: break;
    }
    return tr("%1, %2 %3")
        .arg(m_law->currentText(), QString::fromStdString(m_size->parameter().symbol),
             formatNumber(scenario().noiseSize));
}

}  // namespace basin
