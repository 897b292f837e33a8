// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/noise/noise.h"
#include "ui/training/form/numbers_field.h"
#include "ui/training/form/run_section.h"
#include "ui/training/form/run_sections.h"
#include "ui/translation.h"
#include "ui/widgets/number_field.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>

#include <cmath>
#include <cstdint>
#include <vector>

namespace basin {

namespace {

constexpr double kSecondsAnHour = 3600.0;

/// The texts of this file, for translators.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(basin::RunForm)
};

/// The laws that noise can be added by, in the order of the menu, whose first entry is none.
std::vector<Law> noiseLaws() {
    std::vector<Law> laws;
    for (const LawEntry& entry : lawCatalogue())
        if (entry.law != Law::AlphaStable) laws.push_back(entry.law);
    return laws;
}

void addNoise(RunSection* section) {
    const std::vector<Law> laws = noiseLaws();
    QStringList titles{Words::tr("none")};
    for (const Law law : laws) titles << coreText(lawEntry(law).title);
    section->addChoice(
        {.key = "inject_noise",
         .name = Words::tr("Added noise"),
         .tip = Words::tr(
             "Noise that is added to every gradient, by one of the lab's laws: what the paper's F smooths over, "
             "made larger on purpose."),
         .entries = titles,
         .read =
             [laws](const RunConfig& config) {
                 for (std::size_t i = 0; config.noise && i < laws.size(); ++i)
                     if (laws[i] == config.noise->law) return static_cast<int>(i) + 1;
                 return 0;
             },
         .write =
             [laws](RunConfig& config, int index) {
                 if (index == 0) return config.noise.reset();
                 InjectedNoise noise = config.noise.value_or(InjectedNoise());
                 noise.law = laws[static_cast<std::size_t>(index - 1)];
                 config.noise = noise;
             }});
    section->showOnlyIf(
        section->addNumber(
            {.key = "inject_noise",
             .name = Words::tr("Its deviation σ"),
             .tip = Words::tr(
                 "The standard deviation of the noise in every component. When it grows, SGD jumps about more; "
                 "with millions of weights 0.01 is a lot."),
             .lower = 1e-12,
             .upper = 1e6,
             .read = [](const RunConfig& config) { return config.noise ? config.noise->sigma : 0.0; },
             .write =
                 [](RunConfig& config, double value) {
                     if (config.noise) config.noise->sigma = value;
                 }}),
        [](const RunConfig& config) { return config.noise.has_value(); });
}

void addImages(RunSection* section) {
    section->addSwitch(
        {.key = "augmentation",
         .name = Words::tr("Vary the images (crop and mirror)"),
         .tip = Words::tr("Each image is shifted by up to 4 pixels and mirrored by chance, anew in every epoch: "
                          "the network learns slower and generalises better."),
         .read = [](const RunConfig& config) { return config.augmentation; },
         .write = [](RunConfig& config, bool on) { config.augmentation = on; }});
    section->addNumber(
        {.key = "cutout",
         .name = Words::tr("Cutout, probability"),
         .tip = Words::tr("How often a square of 16 × 16 pixels is blanked out. When it grows, the network "
                          "relies less on single features, and needs more epochs."),
         .read = [](const RunConfig& config) { return config.cutout; },
         .write = [](RunConfig& config, double value) { config.cutout = value; }});
    section->addNumber(
        {.key = "holdout",
         .name = Words::tr("Images set aside"),
         .tip = Words::tr("Training images that are not trained on, to choose by (the test images are not for "
                          "that). The more, the surer the choice, and the fewer are left to learn from."),
         .upper = 49999.0,
         .whole = true,
         .read = [](const RunConfig& config) { return static_cast<double>(config.holdout); },
         .write = [](RunConfig& config, double value) { config.holdout = static_cast<int>(std::lround(value)); }});
}

void addMeasurements(RunSection* section) {
    auto* epochs = new NumbersField;
    epochs->setPlaceholderText(Words::tr("never"));
    epochs->setToolTip(Words::tr(
        "After which epochs it is measured how flat the places of SGD and its averages are, and how noisy the "
        "gradients: 10  50 is after two of them. The page Landscape shows it."));
    section->addField("measure_at", Words::tr("Measures after epochs"), epochs);
    section->onRefresh([epochs](const RunConfig& config) {
        epochs->setNumbers({config.measureAt.begin(), config.measureAt.end()});
    });
    const auto refuse = [section](const QString& sentence) {
        section->showError(Error{sentence.toStdString(), "measure_at"});
    };
    QObject::connect(epochs, &NumbersField::refused, section, refuse);
    QObject::connect(epochs, &NumbersField::entered, section, [section, refuse](const std::vector<double>& entered) {
        RunConfig wanted = section->config();
        wanted.measureAt.clear();
        for (const double epoch : entered) {
            if (epoch != std::floor(epoch) || std::abs(epoch) > 1e9)
                return refuse(Words::tr("Epochs are whole numbers."));
            wanted.measureAt.push_back(static_cast<std::int64_t>(epoch));
        }
        section->edit(wanted);
    });
    section->addNumber(
        {.key = "measurement_budget",
         .name = Words::tr("Time for measuring"),
         .tip = Words::tr("The share of the time that such measurements may take. When it grows, they are more precise "
                          "and the run takes longer."),
         .read = [](const RunConfig& config) { return config.measurementBudget; },
         .write = [](RunConfig& config, double value) { config.measurementBudget = value; }});
}

void addUpkeep(RunSection* section) {
    section->addNumber(
        {.key = "max_time_s",
         .name = Words::tr("Stops after, hours"),
         .tip = Words::tr("After so many hours of training the run stops and saves, and can be resumed. Empty: "
                          "it runs to its end."),
         .lower = 1e-3,
         .upper = 8000.0,
         .read =
             [](const RunConfig& config) { return config.maxTimeS ? *config.maxTimeS / kSecondsAnHour : std::nan(""); },
         .write =
             [](RunConfig& config, double hours) {
                 config.maxTimeS.reset();
                 if (!std::isnan(hours)) config.maxTimeS = kSecondsAnHour * hours;
             },
         .empty = Words::tr("no limit")});
    section->addNumber(
        {.key = "checkpoint_every",
         .name = Words::tr("Saves every … epochs"),
         .tip = Words::tr("After so many epochs all is written to the disk. When it grows, a run that dies "
                          "loses more, and the disk has less to do."),
         .lower = 1.0,
         .upper = 1e6,
         .whole = true,
         .read = [](const RunConfig& config) { return static_cast<double>(config.checkpointEvery); },
         .write = [](RunConfig& config,
                     double value) { config.checkpointEvery = static_cast<int>(std::lround(value)); }});
    section->addNumber(
        {.key = "keep_every",
         .name = Words::tr("Keeps every … epochs"),
         .tip = Words::tr("After so many epochs a checkpoint stays, from which another run can fork. The fewer "
                          "epochs, the more room on the disk. 0: only the last two stay."),
         .upper = 1e6,
         .whole = true,
         .read = [](const RunConfig& config) { return static_cast<double>(config.keepEvery); },
         .write = [](RunConfig& config, double value) { config.keepEvery = static_cast<int>(std::lround(value)); }});
    section->addNumber(
        {.key = "segment_epochs",
         .name = Words::tr("Segments, epochs"),
         .tip = Words::tr("The mean of the weights over every so many epochs is kept, so that an average can "
                          "be begun at any of them after the run. The longer, the less room on the disk. 0: a "
                          "twentieth of the run."),
         .upper = 1e6,
         .whole = true,
         .read = [](const RunConfig& config) { return static_cast<double>(config.segmentEpochs); },
         .write = [](RunConfig& config,
                     double value) { config.segmentEpochs = static_cast<int>(std::lround(value)); }});
    section->addNumber(
        {.key = "evaluation_budget",
         .name = Words::tr("Time for evaluations"),
         .tip = Words::tr("The share of the time that may go into evaluating SGD and its averages on the way. "
                          "When it grows, the curves have more points and the run takes longer."),
         .read = [](const RunConfig& config) { return config.evaluationBudget; },
         .write = [](RunConfig& config, double value) { config.evaluationBudget = value; }});
    addMeasurements(section);
    section->addNumber(
        {.key = "threads",
         .name = Words::tr("Threads (0: all cores)"),
         .tip = Words::tr("How many cores compute. The more, the faster, up to those there are; fewer leave "
                          "the machine to others."),
         .upper = 1024.0,
         .whole = true,
         .read = [](const RunConfig& config) { return static_cast<double>(config.threads); },
         .write = [](RunConfig& config, double value) { config.threads = static_cast<int>(std::lround(value)); }});
    section->addSwitch(
        {.key = "channels_last",
         .name = Words::tr("Channels last in memory"),
         .tip = Words::tr("How images lie in memory. On is faster almost everywhere; the results agree but for "
                          "rounding."),
         .read = [](const RunConfig& config) { return config.channelsLast; },
         .write = [](RunConfig& config, bool on) { config.channelsLast = on; }});
}

}  // namespace

RunSection* makeMoreSection() {
    auto* section = new RunSection;
    section->addNumber(
        {.key = "weight_decay",
         .name = Words::tr("Weight decay"),
         .tip = Words::tr("By how much every step pulls the weights towards 0. When it grows, the network "
                          "stays simpler; too large, and it learns nothing."),
         .read = [](const RunConfig& config) { return config.weightDecay; },
         .write = [](RunConfig& config, double value) { config.weightDecay = value; }});
    addImages(section);
    addNoise(section);
    addUpkeep(section);
    return section;
}

}  // namespace basin
