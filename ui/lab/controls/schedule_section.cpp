// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/controls/schedule_section.h"

#include "ui/format.h"
#include "ui/translation.h"
#include "ui/widgets/error_label.h"
#include "ui/widgets/quiet_wheel.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QRegularExpression>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace basin {

namespace {

using Kind = Schedule::Kind;
constexpr std::array kKinds{Kind::Constant, Kind::MultiStep, Kind::Cosine, Kind::Cyclic, Kind::InverseSqrt};

QString kindTitle(Kind kind) {
    switch (kind) {
        case Kind::Constant: return ScheduleSection::tr("Constant");
        case Kind::MultiStep: return ScheduleSection::tr("In several steps");
        case Kind::Cosine: return ScheduleSection::tr("Cosine");
        case Kind::Cyclic: return ScheduleSection::tr("Cyclic");
        case Kind::InverseSqrt: return ScheduleSection::tr("Falling as 1/√t");
    }
    return {};
}

QString milestonesText(const std::vector<double>& milestones) {
    QStringList texts;
    for (const double milestone : milestones) texts << formatEntry(milestone);
    return texts.join(QStringLiteral("; "));
}

}  // namespace

ScheduleSection::ScheduleSection(QWidget* parent) : ControlSection(parent) {
    m_momentum = new ParameterControl(
        {.name = "momentum",
         .symbol = "β",
         .label = tr("Momentum").toStdString(),
         .tip =
             tr("The share of the last step that is taken again (heavy ball); 0 is plain SGD. When it grows, walkers "
                "roll on, and jump as if the step size were 1/(1 − β) times larger.")
                 .toStdString(),
         .minimum = 0.0,
         .maximum = 0.999});
    m_momentum->setObjectName(QStringLiteral("momentum"));
    m_momentum->setSliderRange({0.0, 0.99});
    auto* kindName = new QLabel(tr("Step size is"));
    m_kind = new QComboBox;
    m_kind->setObjectName(QStringLiteral("schedule"));
    m_kind->setAccessibleName(tr("Step-size schedule"));
    m_kind->setToolTip(
        tr("How the step size changes in the course of the steps. F follows the step size of the moment."));
    m_kind->setFocusPolicy(Qt::TabFocus);
    m_kind->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_kind->setMinimumContentsLength(10);
    ignoreWheel(m_kind);
    kindName->setBuddy(m_kind);
    for (const Kind kind : kKinds) m_kind->addItem(kindTitle(kind));
    m_length = new ParameterControl(
        {.name = "length",
         .symbol = "T",
         .label = tr("Schedule's length").toStdString(),
         .tip =
             tr("After how many steps the schedule has ended, or begins its next cycle. When it grows, the step size "
                "falls more slowly.")
                 .toStdString(),
         .minimum = 1,
         .maximum = 1e12,
         .standard = 100000,
         .logarithmic = true},
        ParameterControl::Numbers::Whole);
    m_length->setSliderRange({100.0, 1e7});
    m_floor = new ParameterControl(
        {.name = "floor",
         .label = tr("Falls to this share").toStdString(),
         .tip = tr("The share of the step size that is left at the end. When it grows, the step size falls less.")
                    .toStdString(),
         .minimum = 0.0,
         .maximum = 1.0});
    m_factor = new ParameterControl(
        {.name = "factor",
         .label = tr("Factor at each fall").toStdString(),
         .tip = tr("What the step size is multiplied by at each milestone. When it grows towards 1, it falls less.")
                    .toStdString(),
         .minimum = 1e-6,
         .maximum = 1.0,
         .standard = 0.2});
    m_factor->setSliderRange({0.01, 1.0});
    m_warmup = new ParameterControl(
        {.name = "warmup",
         .symbol = "t₀",
         .label = tr("Steps before it falls").toStdString(),
         .tip = tr("About how many steps pass before the step size begins to fall. When it grows, it falls later.")
                    .toStdString(),
         .minimum = 1e-3,
         .maximum = 1e12,
         .standard = 1.0,
         .logarithmic = true});
    m_warmup->setSliderRange({1.0, 1e6});
    auto* milestonesName = new QLabel(tr("Falls at"));
    m_milestones = new QLineEdit;
    m_milestones->setObjectName(QStringLiteral("milestones"));
    m_milestones->setAccessibleName(tr("Milestones"));
    const QString tip =
        tr("The milestones as shares of the schedule's length, with semicolons between them. The larger they are, the "
           "later "
           "the step size falls.");
    milestonesName->setToolTip(tip);
    m_milestones->setToolTip(tip);
    milestonesName->setBuddy(m_milestones);
    m_milestoneError = errorLabel();
    m_milestoneRow = new QWidget;
    auto* milestones = new QGridLayout(m_milestoneRow);
    milestones->setContentsMargins(0, 0, 0, 0);
    milestones->addWidget(milestonesName, 0, 0);
    milestones->addWidget(m_milestones, 0, 1);
    milestones->addWidget(m_milestoneError, 1, 0, 1, 2);

    auto* kind = new QHBoxLayout;
    kind->addWidget(kindName);
    kind->addWidget(m_kind, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_momentum);
    layout->addLayout(kind);
    layout->addWidget(m_length);
    layout->addWidget(m_floor);
    layout->addWidget(m_factor);
    layout->addWidget(m_milestoneRow);
    layout->addWidget(m_warmup);

    connect(m_kind, &QComboBox::activated, this, &ScheduleSection::chooseKind);
    connect(m_milestones, &QLineEdit::editingFinished, this, &ScheduleSection::enterMilestones);
    bind(m_momentum, tr("Change the momentum"), [](Scenario& wanted, double value) { wanted.momentum = value; });
    const QString what = tr("Change the schedule");
    bind(m_length, what,
         [](Scenario& wanted, double value) { wanted.schedule.length = static_cast<std::int64_t>(value); });
    bind(m_floor, what, [](Scenario& wanted, double value) { wanted.schedule.floor = value; });
    bind(m_factor, what, [](Scenario& wanted, double value) { wanted.schedule.factor = value; });
    bind(m_warmup, what, [](Scenario& wanted, double value) { wanted.schedule.warmup = value; });
}

void ScheduleSection::chooseKind(int index) {
    Scenario wanted = scenario();
    wanted.schedule.kind = kKinds[static_cast<std::size_t>(index)];
    edit(wanted, tr("Change the schedule"), true);
}

void ScheduleSection::enterMilestones() {
    if (!m_milestones->isModified()) return;
    m_milestones->setModified(false);
    // A comma separates too, unless it is the user's decimal point and stands within a number.
    static const QRegularExpression separators(QStringLiteral("[;\\s]+|,\\s+"));
    static const QRegularExpression withCommas(QStringLiteral("[;,\\s]+"));
    const bool commaIsPoint = QLocale().decimalPoint() == QLatin1String(",");
    Scenario wanted = scenario();
    wanted.schedule.milestones.clear();
    for (const QString& text : m_milestones->text().split(commaIsPoint ? separators : withCommas, Qt::SkipEmptyParts)) {
        const std::optional<double> milestone = parseNumber(text);
        if (!milestone)
            return setErrorText(
                m_milestoneError,
                tr("“%1” is not a number; write shares like %2.").arg(text, milestonesText({0.2, 0.4, 0.6})));
        wanted.schedule.milestones.push_back(*milestone);
    }
    const std::optional<Error> error = edit(wanted, tr("Change the schedule"), true);
    setErrorText(m_milestoneError, error ? coreText(error->message) : QString());
    if (m_milestones->hasFocus()) m_milestones->clearFocus();
}

void ScheduleSection::refresh() {
    const Schedule& schedule = scenario().schedule;
    m_momentum->setValue(scenario().momentum);
    m_kind->setCurrentIndex(static_cast<int>(std::find(kKinds.begin(), kKinds.end(), schedule.kind) - kKinds.begin()));
    const bool ends = schedule.kind == Kind::Cosine || schedule.kind == Kind::Cyclic;
    m_length->setVisible(ends || schedule.kind == Kind::MultiStep);
    m_floor->setVisible(ends);
    m_factor->setVisible(schedule.kind == Kind::MultiStep);
    m_milestoneRow->setVisible(schedule.kind == Kind::MultiStep);
    m_warmup->setVisible(schedule.kind == Kind::InverseSqrt);
    m_length->setValue(static_cast<double>(schedule.length));
    m_floor->setValue(schedule.floor);
    m_factor->setValue(schedule.factor);
    m_warmup->setValue(schedule.warmup);
    if (!m_milestones->isModified()) m_milestones->setText(milestonesText(schedule.milestones));
}

QString ScheduleSection::summary() const {
    QStringList parts;
    if (scenario().momentum != 0.0) parts << tr("β = %1").arg(formatNumber(scenario().momentum));
    if (scenario().schedule.kind != Kind::Constant || parts.isEmpty()) parts << kindTitle(scenario().schedule.kind);
    return parts.join(QStringLiteral(", "));
}

}  // namespace basin
