// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/form/run_averages_section.h"

#include "ui/widgets/number_field.h"
#include "ui/widgets/quiet_wheel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <cmath>

namespace basin {

namespace {

using Kind = TrainingAverage::Kind;
constexpr std::array kKinds{Kind::TailFraction, Kind::TailEpoch, Kind::Ema, Kind::Polyak};
constexpr std::size_t kMost = 8;  ///< more than charts can tell apart
constexpr const char* kKey = "averages";

/// A new average of a kind, where its value is usual.
TrainingAverage standardOf(Kind kind, std::int64_t epochs) {
    switch (kind) {
        case Kind::TailFraction: return {kind, 0.75};
        case Kind::TailEpoch: return {kind, static_cast<double>(std::max<std::int64_t>(1, epochs * 3 / 4))};
        case Kind::Ema: return {kind, 0.999};
        case Kind::Polyak: break;
    }
    return {Kind::Polyak, 0.0};
}

/// Per cent of the run on screen, the share that is left out in the configuration.
double shownValue(const TrainingAverage& average) {
    return average.kind == Kind::TailFraction ? 100.0 * (1.0 - average.value) : average.value;
}
double keptValue(Kind kind, double shown) {
    // To a millionth, so that the last 33 per cent are tail:0.67 and not tail:0.6699999999999999.
    if (kind == Kind::TailFraction) return std::round(1e6 * (1.0 - shown / 100.0)) / 1e6;
    return kind == Kind::TailEpoch ? std::round(std::clamp(shown, 0.0, 1e9)) : shown;
}

}  // namespace

RunAveragesSection::RunAveragesSection(QWidget* parent)
    : RunSection(parent), m_list(new QWidget), m_add(new QPushButton(tr("&Add an average"))) {
    auto* lines = new QVBoxLayout(m_list);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(4);
    m_add->setToolTip(
        tr("Keeps another mean of the same iterates. Each takes the memory of the weights once more, and "
           "its evaluations some time."));
    addWide(kKey, m_list);
    addWide("addRunAverage", m_add);
    connect(m_add, &QPushButton::clicked, this, &RunAveragesSection::add);
    onRefresh([this](const RunConfig& config) { show(config); });
}

void RunAveragesSection::addLine() {
    const std::size_t index = m_lines.size();
    Line line{new QWidget, new QComboBox, new NumberField, new QLabel, new QToolButton};
    line.kind->addItems({tr("The last part"), tr("From an epoch on"), tr("Exponential"), tr("All iterates")});
    line.kind->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    line.kind->setMinimumContentsLength(8);
    line.kind->setAccessibleName(tr("Kind of average %1").arg(index + 1));
    line.kind->setToolTip(
        tr("Which iterates count. The last part forgets the beginning; an exponential average forgets "
           "it little by little; all iterates remember it."));
    line.kind->setObjectName(QStringLiteral("averageKind"));
    line.value->setObjectName(QStringLiteral("averageValue"));
    line.remove->setObjectName(QStringLiteral("removeAverage"));
    ignoreWheel(line.kind);
    line.value->setAccessibleName(tr("Value of average %1").arg(index + 1));
    line.unit->setMinimumWidth(line.unit->fontMetrics().horizontalAdvance(QStringLiteral("%M")));
    line.remove->setText(QStringLiteral("✕"));
    line.remove->setAutoRaise(true);
    line.remove->setFocusPolicy(Qt::TabFocus);
    line.remove->setAccessibleName(tr("Remove average %1").arg(index + 1));
    line.remove->setToolTip(tr("Removes this average"));
    auto* layout = new QHBoxLayout(line.widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(line.kind, 5);
    layout->addWidget(line.value, 2);
    layout->addWidget(line.unit);
    layout->addWidget(line.remove);
    m_list->layout()->addWidget(line.widget);
    connect(line.kind, &QComboBox::activated, this, [this, index](int kind) { chooseKind(index, kind); });
    connect(line.value, &NumberField::entered, this, [this, index](double value) { takeValue(index, value); });
    connect(line.value, &NumberField::refused, this, [this](const QString& sentence) {
        show(config());
        showError(Error{sentence.toStdString(), kKey});
    });
    connect(line.remove, &QToolButton::clicked, this, [this, index] { remove(index); });
    m_lines.push_back(line);
}

void RunAveragesSection::show(const RunConfig& config) {
    while (m_lines.size() < config.averages.size()) addLine();
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        const Line& line = m_lines[i];
        line.widget->setVisible(i < config.averages.size());
        if (i >= config.averages.size()) continue;
        const TrainingAverage& average = config.averages[i];
        line.kind->setCurrentIndex(static_cast<int>(std::ranges::find(kKinds, average.kind) - kKinds.begin()));
        line.value->setVisible(average.kind != Kind::Polyak);
        line.unit->setVisible(average.kind != Kind::Polyak);
        line.unit->setText(average.kind == Kind::TailFraction ? tr("%")
                           : average.kind == Kind::Ema        ? tr("ψ")
                                                              : QString());
        line.value->setWhole(average.kind == Kind::TailEpoch);
        line.value->setValue(shownValue(average));
        line.value->setToolTip(
            average.kind == Kind::TailFraction
                ? tr("How many per cent of the run are averaged, its last ones. When it grows, the average moves less, "
                     "and remembers more of the time before SGD had settled.")
            : average.kind == Kind::TailEpoch
                ? tr("The epoch after which averaging begins. The later, the better settled are its iterates, and the "
                     "fewer there are.")
                : tr("The weight that the old average keeps in every step. The closer to 1, the longer its memory: "
                     "about 1/(1 − ψ) steps."));
    }
    m_list->setVisible(!config.averages.empty());
    m_add->setEnabled(config.averages.size() < kMost);
}

void RunAveragesSection::change(std::size_t index, const TrainingAverage& average) {
    RunConfig wanted = config();
    wanted.averages[index] = average;
    edit(wanted);
}

void RunAveragesSection::chooseKind(std::size_t index, int kind) {
    const Kind chosen = kKinds[static_cast<std::size_t>(kind)];
    if (config().averages[index].kind != chosen) change(index, standardOf(chosen, config().epochs));
}

void RunAveragesSection::takeValue(std::size_t index, double value) {
    const Kind kind = config().averages[index].kind;
    change(index, {kind, keptValue(kind, value)});
}

void RunAveragesSection::add() {
    RunConfig wanted = config();
    // The first kind that is not there yet.
    const auto there = [&](Kind kind) {
        return std::ranges::find(wanted.averages, kind, &TrainingAverage::kind) != wanted.averages.end();
    };
    const auto next = std::ranges::find_if_not(kKinds, there);
    TrainingAverage average = standardOf(next == kKinds.end() ? Kind::TailFraction : *next, wanted.epochs);
    // The same once more would be refused: a longer tail than any there is.
    for (std::size_t i = 0; i < kMost && std::ranges::find(wanted.averages, average) != wanted.averages.end(); ++i)
        average.value = keptValue(Kind::TailFraction, shownValue(average) + 10.0);
    wanted.averages.push_back(average);
    edit(wanted);
}

void RunAveragesSection::remove(std::size_t index) {
    RunConfig wanted = config();
    wanted.averages.erase(wanted.averages.begin() + static_cast<std::ptrdiff_t>(index));
    edit(wanted);
}

}  // namespace basin
