// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/form/run_sections.h"

#include "core/run/run_presets.h"
#include "ui/training/form/numbers_field.h"
#include "ui/training/form/run_section.h"
#include "ui/training/form/schedule_preview.h"
#include "ui/training/training_words.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/parameter_control.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>

namespace basin {

namespace {

using Kind = TrainingSchedule::Kind;

/// The texts of this file, for translators.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(basin::RunForm)
};

constexpr double kMostEpochs = 1e6;
constexpr double kLargestSeed = 9007199254740992.0;  // 2⁵³: every whole number up to it is a double

/// A menu of all values of an enumeration.
template <class Value>
QStringList titlesOf(QString (*title)(Value)) {
    QStringList titles;
    for (const auto& name : namesOf<Value>()) titles << title(name.value);
    return titles;
}
template <class Value>
int indexOf(Value value) {
    const auto names = namesOf<Value>();
    return static_cast<int>(std::ranges::find(names, value, &Name<Value>::value) - names.begin());
}
template <class Value>
Value valueAt(int index) {
    return namesOf<Value>()[static_cast<std::size_t>(index)].value;
}

bool isSam(const RunConfig& config) { return config.optimizer == Optimizer::Sam; }
bool isMultiStep(const RunConfig& config) { return config.schedule.kind == Kind::MultiStep; }
bool isCosine(const RunConfig& config) { return config.schedule.kind == Kind::Cosine; }

QString precisionTitle(Precision precision) {
    switch (precision) {
        case Precision::Fp32: return Words::tr("full (fp32)");
        case Precision::Tf32: return QStringLiteral("TF32 (GPU)");
        case Precision::Bf16: return QStringLiteral("bfloat16");
    }
    return {};
}

const std::array<const char*, 3> kDevices{"auto", "cpu", "cuda"};

}  // namespace

void addNetworkChoice(RunSection* section) {
    section->addChoice(
        {.key = "network",
         .name = Words::tr("&Network"),
         .tip = Words::tr("What is trained. A larger network is better in the end, and each of its steps takes longer: "
                          "ResNet-8 learns in minutes on a laptop, WRN-28-10 in days on a GPU."),
         .entries = titlesOf<Architecture>(networkTitle),
         .read = [](const RunConfig& config) { return indexOf(config.network); },
         .write = [](RunConfig& config, int index) { config.network = valueAt<Architecture>(index); }});
}

RunSection* makeNetworkSection() {
    auto* section = new RunSection;
    addNetworkChoice(section);
    section->addChoice(
        {.key = "optimizer",
         .name = Words::tr("&Optimiser"),
         .tip = Words::tr(
             "SGD follows the gradient of a batch. SAM first climbs by ρ and follows the gradient from there, "
             "which leads to flatter minima and takes two gradients a step."),
         .entries = titlesOf<Optimizer>(optimizerTitle),
         .read = [](const RunConfig& config) { return indexOf(config.optimizer); },
         .write =
             [](RunConfig& config, int index) {
                 config.optimizer = valueAt<Optimizer>(index);
                 config.rho = isSam(config) ? publishedRho(config.dataset) : RunConfig().rho;
             }});
    section->showOnlyIf(
        section->addNumber(
            {.key = "rho",
             .name = Words::tr("Radius ρ"),
             .tip = Words::tr(
                 "How far SAM climbs before it looks at the gradient. When it grows, flatness counts for more; too "
                 "large, and nothing is learned any more. Published: 0.05 for CIFAR-10, 0.1 for CIFAR-100."),
             .upper = 100.0,
             .read = [](const RunConfig& config) { return config.rho; },
             .write = [](RunConfig& config, double value) { config.rho = value; }}),
        isSam);
    section->addNumber(
        {.key = "momentum",
         .name = Words::tr("Momentum"),
         .tip = Words::tr(
             "How much of the last step is repeated in the next. When it grows towards 1, steps add up in the "
             "directions that persist: 0.9 makes them ten times as long in the end."),
         .read = [](const RunConfig& config) { return config.momentum; },
         .write = [](RunConfig& config, double value) { config.momentum = value; }});
    QCheckBox* nesterov = section->addSwitch(
        {.key = "nesterov",
         .name = Words::tr("Nesterov's look ahead"),
         .tip = Words::tr(
             "Takes the momentum's step first and the gradient there; a little more stable with large momentum."),
         .read = [](const RunConfig& config) { return config.nesterov; },
         .write = [](RunConfig& config, bool on) { config.nesterov = on; }});
    section->showOnlyIf(nesterov, [](const RunConfig& config) { return config.momentum > 0.0 || config.nesterov; });
    return section;
}

RunSection* makeStepSizeSection() {
    auto* section = new RunSection;
    auto* stepSize = new ParameterControl(
        {.name = "step_size",
         .symbol = "η",
         .label = Words::tr("Step size").toStdString(),
         .tip = Words::tr(
                    "How far one step follows the gradient. When it grows, SGD moves on faster and jumps about more, "
                    "which is where averaging pays; too large, and the loss is not finite any more.")
                    .toStdString(),
         .minimum = 1e-6,
         .maximum = 1e3,
         .standard = 0.1,
         .logarithmic = true});
    stepSize->setSliderRange({1e-3, 3.0});
    section->addWide("step_size", stepSize);
    section->onRefresh([stepSize](const RunConfig& config) { stepSize->setValue(config.stepSize); });
    const auto write = [section](double value) {
        RunConfig wanted = section->config();
        wanted.stepSize = value;
        section->edit(wanted);
    };
    QObject::connect(stepSize, &ParameterControl::valueChanged, section, write);
    QObject::connect(stepSize, &ParameterControl::valueCommitted, section, write);

    section->addChoice(
        {.key = "schedule",
         .name = Words::tr("&Schedule"),
         .tip = Words::tr(
             "How the step size falls over the run. Small, medium and large fall three times, to a 125th, a 25th "
             "and a fifth of the beginning: the larger the last steps, the more an average has to do."),
         .entries = titlesOf<Kind>(scheduleTitle),
         .read = [](const RunConfig& config) { return indexOf(config.schedule.kind); },
         .write = [](RunConfig& config, int index) { config.schedule.kind = valueAt<Kind>(index); }});
    section->showOnlyIf(
        section->addNumber(
            {.key = "schedule.factor",
             .name = Words::tr("Factor of a step"),
             .tip = Words::tr("By what the step size is multiplied at each step. Nearer to 1, it falls less."),
             .read = [](const RunConfig& config) { return config.schedule.factor; },
             .write = [](RunConfig& config, double value) { config.schedule.factor = value; }}),
        isMultiStep);
    section->showOnlyIf(
        section->addNumber(
            {.key = "schedule.floor",
             .name = Words::tr("Ends at the share"),
             .tip = Words::tr(
                 "At what share of the beginning the cosine ends. At 0 SGD comes to rest; the larger, the more "
                 "it still moves at the end."),
             .read = [](const RunConfig& config) { return config.schedule.floor; },
             .write = [](RunConfig& config, double value) { config.schedule.floor = value; }}),
        isCosine);
    auto* milestones = new NumbersField;
    milestones->setToolTip(
        Words::tr("At which shares of the run the step size falls: 0.5 is the middle. The later, the longer "
                  "SGD keeps moving."));
    section->addField("schedule.milestones", Words::tr("Falls at the shares"), milestones);
    section->showOnlyIf(milestones, isMultiStep);
    section->onRefresh([milestones](const RunConfig& config) { milestones->setNumbers(config.schedule.milestones); });
    QObject::connect(milestones, &NumbersField::entered, section, [section](const std::vector<double>& entered) {
        RunConfig wanted = section->config();
        wanted.schedule.milestones = entered;
        section->edit(wanted);
    });
    QObject::connect(milestones, &NumbersField::refused, section, [section](const QString& sentence) {
        section->showError(Error{sentence.toStdString(), "schedule.milestones"});
    });
    section->addNumber(
        {.key = "schedule.warmup_epochs",
         .name = Words::tr("Warm-up, epochs"),
         .tip = Words::tr("Over how many epochs the step size first rises from 0. The longer, the safer is a "
                          "large step size at the beginning."),
         .upper = kMostEpochs,
         .read = [](const RunConfig& config) { return config.schedule.warmupEpochs; },
         .write = [](RunConfig& config, double value) { config.schedule.warmupEpochs = value; }});
    auto* preview = new SchedulePreview;
    section->addWide("preview", preview);
    section->onRefresh([preview](const RunConfig& config) { preview->setConfig(config); });
    return section;
}

RunSection* makeLengthSection() {
    auto* section = new RunSection;
    section->addNumber(
        {.key = "epochs",
         .name = Words::tr("Epo&chs"),
         .tip = Words::tr("How often every image is seen. The more, the better in the end, and the longer it "
                          "takes; schedule and averages are laid out over them."),
         .lower = 1.0,
         .upper = kMostEpochs,
         .whole = true,
         .read = [](const RunConfig& config) { return static_cast<double>(config.epochs); },
         .write = [](RunConfig& config, double value) { config.epochs = std::llround(value); }});
    section->addNumber(
        {.key = "batch_size",
         .name = Words::tr("&Batch size"),
         .tip = Words::tr("How many images one gradient is taken from. When it grows, the noise of a step "
                          "shrinks, and so does the number of steps in an epoch."),
         .lower = 1.0,
         .upper = 50000.0,
         .whole = true,
         .read = [](const RunConfig& config) { return static_cast<double>(config.batchSize); },
         .write = [](RunConfig& config, double value) { config.batchSize = static_cast<int>(std::lround(value)); }});
    section->addNumber(
        {.key = "seed",
         .name = Words::tr("Seed"),
         .tip = Words::tr("Chooses the random numbers: first weights, order and variations of the images. The "
                          "same seed gives the same run; another one shows how much is chance."),
         .upper = kLargestSeed,
         .whole = true,
         .read = [](const RunConfig& config) { return static_cast<double>(config.seed); },
         .write = [](RunConfig& config, double value) { config.seed = static_cast<std::uint64_t>(value); }});
    section->addChoice(
        {.key = "device",
         .name = Words::tr("&Device"),
         .tip = Words::tr(
             "What computes. A GPU is some hundred times as fast as a laptop's processor; several runs for one "
             "device wait for each other."),
         .entries = {Words::tr("GPU if there is one"), Words::tr("processor"), Words::tr("GPU")},
         .read =
             [](const RunConfig& config) {
                 const auto found = std::ranges::find(kDevices, config.device);
                 return found == kDevices.end() ? 2 : static_cast<int>(found - kDevices.begin());
             },
         .write = [](RunConfig& config, int index) { config.device = kDevices[static_cast<std::size_t>(index)]; }});
    section->addChoice(
        {.key = "precision",
         .name = Words::tr("P&recision"),
         .tip = Words::tr(
             "How many digits are computed with. Fewer are faster on a GPU (and bfloat16 on newer processors), "
             "and add a little noise; weights are kept in full."),
         .entries = titlesOf<Precision>(precisionTitle),
         .read = [](const RunConfig& config) { return indexOf(config.precision); },
         .write = [](RunConfig& config, int index) { config.precision = valueAt<Precision>(index); }});
    return section;
}

}  // namespace basin
