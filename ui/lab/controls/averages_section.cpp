// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/controls/averages_section.h"

#include "ui/lab/stage.h"
#include "ui/widgets/quiet_wheel.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace basin {

namespace {

using Kind = Average::Kind;
constexpr std::array kKinds{Kind::LastFraction, Kind::PolyakRuppert, Kind::TailFrom, Kind::Window, Kind::Exponential};

QString kindTitle(Kind kind) {
    switch (kind) {
        case Kind::PolyakRuppert: return AveragesSection::tr("All iterates");
        case Kind::TailFrom: return AveragesSection::tr("From a step on");
        case Kind::LastFraction: return AveragesSection::tr("The last part");
        case Kind::Window: return AveragesSection::tr("Sliding window");
        case Kind::Exponential: return AveragesSection::tr("Exponential");
    }
    return {};
}

QString kindTip(Kind kind) {
    switch (kind) {
        case Kind::PolyakRuppert:
            return AveragesSection::tr("Every iterate since the averages began counts alike (Polyak–Ruppert)");
        case Kind::TailFrom:
            return AveragesSection::tr("The first iterates are left out: they still remember the start");
        case Kind::LastFraction:
            return AveragesSection::tr(
                "A fixed share of all iterates, the latest ones: the start is forgotten as time goes on");
        case Kind::Window: return AveragesSection::tr("A fixed number of the latest iterates");
        case Kind::Exponential: return AveragesSection::tr("The latest iterates count most, older ones less and less");
    }
    return {};
}

}  // namespace

AveragesSection::AveragesSection(QWidget* parent) : ControlSection(parent) {
    m_add = new QPushButton(tr("Add an average"));
    m_add->setObjectName(QStringLiteral("addAverage"));
    m_add->setFocusPolicy(Qt::TabFocus);
    m_add->setToolTip(tr("Shows another mean of the same iterates beside this one; up to %1").arg(kMost));
    auto* kindName = new QLabel(tr("Average of"));
    m_kind = new QComboBox;
    m_kind->setObjectName(QStringLiteral("averageKind"));
    m_kind->setAccessibleName(tr("Which iterates are averaged"));
    m_kind->setToolTip(tr("Which iterates the average is taken of"));
    m_kind->setFocusPolicy(Qt::TabFocus);
    m_kind->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_kind->setMinimumContentsLength(10);
    ignoreWheel(m_kind);
    kindName->setBuddy(m_kind);
    for (const Kind kind : kKinds) {
        m_kind->addItem(kindTitle(kind));
        m_kind->setItemData(m_kind->count() - 1, kindTip(kind), Qt::ToolTipRole);
    }
    m_fraction = new ParameterControl(
        {.name = "fraction",
         .label = tr("Share of the iterates").toStdString(),
         .tip = tr("How large a share of the iterates so far is averaged, the latest ones. When it grows, the average "
                   "moves less, but remembers the start longer.")
                    .toStdString(),
         .minimum = 0.01,
         .maximum = 0.99,
         .standard = 0.5});
    m_from = new ParameterControl(
        {.name = "start",
         .symbol = "t₀",
         .label = tr("From step").toStdString(),
         .tip = tr("The step at which averaging begins. When it grows, the start is forgotten better, and fewer "
                   "iterates are left to average.")
                    .toStdString(),
         .minimum = 0,
         .maximum = 1e9,
         .standard = 1000,
         .logarithmic = false},
        ParameterControl::Numbers::Whole);
    m_from->setSliderRange({0.0, 100000.0});
    m_length = new ParameterControl(
        {.name = "length",
         .symbol = "W",
         .label = tr("Window length").toStdString(),
         .tip = tr("How many of the latest iterates are averaged. When it grows, the average moves less and follows "
                   "later.")
                    .toStdString(),
         .minimum = 1,
         .maximum = 1e9,
         .standard = 1000,
         .logarithmic = true},
        ParameterControl::Numbers::Whole);
    m_length->setSliderRange({1.0, 1e6});
    m_decay = new ParameterControl(
        {.name = "decay",
         .symbol = "ψ",
         .label = tr("Decay").toStdString(),
         .tip = tr("The weight that the old average keeps at each step. The closer to 1, the longer its memory: about "
                   "1/(1 − ψ) steps.")
                    .toStdString(),
         .minimum = 0.0,
         .maximum = 0.999999,
         .standard = 0.999});
    m_decay->setSliderScale(ValueScale::Kind::TowardsOne);
    m_keep = new QCheckBox(tr("Keep averages when a control changes"));
    m_keep->setObjectName(QStringLiteral("keepAverages"));
    m_keep->setFocusPolicy(Qt::TabFocus);
    m_keep->setToolTip(tr(
        "Another step size, noise or landscape has another F, so that averages begin anew. With the tick they go on, "
        "and mix iterates of both."));

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    auto* group = new QButtonGroup(this);
    for (std::size_t i = 0; i < kMost; ++i) {
        addRow(i);
        group->addButton(m_rows[i].focus);
        layout->addWidget(m_rows[i].widget);
    }
    auto* kind = new QHBoxLayout;
    kind->addWidget(kindName);
    kind->addWidget(m_kind, 1);
    layout->addLayout(kind);
    for (ParameterControl* control : {m_fraction, m_from, m_length, m_decay}) layout->addWidget(control);
    layout->addWidget(m_add);
    layout->addWidget(m_keep);

    connect(m_kind, &QComboBox::activated, this, &AveragesSection::chooseKind);
    connect(m_add, &QPushButton::clicked, this, &AveragesSection::add);
    connect(m_keep, &QCheckBox::toggled, this, &AveragesSection::keepChanged);
    const auto write = [this](ParameterControl* control, const std::function<void(Average&, double)>& set) {
        bind(control, tr("Change the average"),
             [set](Scenario& wanted, double value) { set(wanted.averages[wanted.focus], value); });
    };
    write(m_fraction, [](Average& average, double value) { average.fraction = value; });
    write(m_from, [](Average& average, double value) { average.start = static_cast<std::int64_t>(value); });
    write(m_length, [](Average& average, double value) { average.length = static_cast<std::int64_t>(value); });
    write(m_decay, [](Average& average, double value) { average.decay = value; });
}

void AveragesSection::addRow(std::size_t index) {
    Row row{new QWidget, new QRadioButton, new QToolButton};
    row.focus->setFocusPolicy(Qt::TabFocus);
    row.focus->setToolTip(tr("Puts this average in focus: its walkers, histogram and readings are shown"));
    row.remove->setText(QStringLiteral("✕"));
    row.remove->setAutoRaise(true);
    row.remove->setFocusPolicy(Qt::TabFocus);
    row.remove->setAccessibleName(tr("Remove average %1").arg(index + 1));
    row.remove->setToolTip(tr("Removes this average"));
    auto* layout = new QHBoxLayout(row.widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(row.focus, 1);
    layout->addWidget(row.remove);
    connect(row.focus, &QRadioButton::clicked, this, [this, index] { setFocused(index); });
    connect(row.remove, &QToolButton::clicked, this, [this, index] { remove(index); });
    m_rows.push_back(row);
}

void AveragesSection::add() {
    Scenario wanted = scenario();
    // The first kind that is not shown yet.
    const auto shown = [&](Kind kind) {
        return std::any_of(wanted.averages.begin(), wanted.averages.end(),
                           [kind](const Average& average) { return average.kind == kind; });
    };
    const auto next = std::find_if_not(kKinds.begin(), kKinds.end(), shown);
    wanted.averages.push_back({.kind = next == kKinds.end() ? Kind::Exponential : *next});
    wanted.focus = wanted.averages.size() - 1;
    edit(wanted, tr("Add an average"), true);
}

void AveragesSection::remove(std::size_t index) {
    Scenario wanted = scenario();
    if (wanted.averages.size() < 2 || index >= wanted.averages.size()) return;
    wanted.averages.erase(wanted.averages.begin() + static_cast<std::ptrdiff_t>(index));
    if (wanted.focus > index || wanted.focus == wanted.averages.size()) --wanted.focus;
    edit(wanted, tr("Remove an average"), true);
}

void AveragesSection::setFocused(std::size_t index) {
    Scenario wanted = scenario();
    wanted.focus = index;
    edit(wanted, tr("Put another average in focus"), true);
}

void AveragesSection::chooseKind(int index) {
    Scenario wanted = scenario();
    wanted.averages[wanted.focus].kind = kKinds[static_cast<std::size_t>(index)];
    edit(wanted, tr("Change the average"), true);
}

void AveragesSection::refresh() {
    const std::vector<Average>& averages = scenario().averages;
    const bool several = averages.size() > 1;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        m_rows[i].widget->setVisible(several && i < averages.size());
        if (i >= averages.size()) continue;
        QString title = averageTitle(averages[i]);
        title[0] = title[0].toUpper();
        m_rows[i].focus->setText(title);
        m_rows[i].focus->setChecked(i == scenario().focus);
    }
    m_add->setEnabled(averages.size() < kMost);

    const Average& average = focused();
    m_kind->setCurrentIndex(static_cast<int>(std::find(kKinds.begin(), kKinds.end(), average.kind) - kKinds.begin()));
    m_fraction->setVisible(average.kind == Kind::LastFraction);
    m_from->setVisible(average.kind == Kind::TailFrom);
    m_length->setVisible(average.kind == Kind::Window);
    m_decay->setVisible(average.kind == Kind::Exponential);
    m_fraction->setValue(average.fraction);
    m_from->setValue(static_cast<double>(average.start));
    m_length->setValue(static_cast<double>(average.length));
    m_decay->setValue(average.decay);
}

QString AveragesSection::summary() const {
    return scenario().averages.size() > 1 ? tr("%1 averages").arg(scenario().averages.size())
                                          : kindTitle(focused().kind);
}

void AveragesSection::setKept(bool kept) {
    const QSignalBlocker blocker(m_keep);
    m_keep->setChecked(kept);
}

}  // namespace basin
