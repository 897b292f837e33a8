// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/controls/start_section.h"

#include "ui/format.h"
#include "ui/translation.h"
#include "ui/widgets/error_label.h"

#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRandomGenerator>
#include <QVBoxLayout>

#include <limits>

namespace basin {

namespace {

constexpr double kHuge = std::numeric_limits<double>::max();

Parameter startParameter(const char* symbol, const QString& label, const QString& grows) {
    return {.name = "start",
            .symbol = symbol,
            .label = label.toStdString(),
            .tip = StartSection::tr("Where every walker begins; when it grows, %1. It can also be dragged in the "
                                    "chart. A new start begins again at step 0.")
                       .arg(grows)
                       .toStdString(),
            .minimum = -kHuge,
            .maximum = kHuge};
}

}  // namespace

StartSection::StartSection(QWidget* parent) : ControlSection(parent) {
    m_start = new ParameterControl(startParameter("w₀", tr("Start"), tr("further to the right")));
    m_start->setObjectName(QStringLiteral("start"));
    m_startY = new ParameterControl(startParameter("y₀", tr("Start"), tr("further up")));
    m_startY->setObjectName(QStringLiteral("startY"));
    m_walkers = new ParameterControl({.name = "walkers",
                                      .label = tr("Walkers").toStdString(),
                                      .tip = tr("How many independent runs of SGD are shown at once. More of them make "
                                                "the histograms and the distances "
                                                "steadier, and each second holds fewer steps.")
                                                 .toStdString(),
                                      .minimum = 1,
                                      .maximum = 100000,
                                      .standard = 1000,
                                      .logarithmic = true},
                                     ParameterControl::Numbers::Whole);
    m_walkers->setObjectName(QStringLiteral("walkers"));

    const QString seedTip =
        tr("The same seed gives exactly the same show; another number, larger or smaller, gives other noise.");
    auto* seedName = new QLabel(tr("Seed"));
    m_seed = new QLineEdit;
    m_seed->setObjectName(QStringLiteral("seed"));
    m_seed->setAlignment(Qt::AlignRight);
    m_seed->setMaxLength(20);
    m_seed->setAccessibleName(tr("Seed"));
    seedName->setBuddy(m_seed);
    auto* another = new QPushButton(tr("Another"));
    another->setFocusPolicy(Qt::TabFocus);
    another->setToolTip(tr("Takes a new seed by chance and begins again"));
    seedName->setToolTip(seedTip);
    m_seed->setToolTip(seedTip);
    m_seedError = errorLabel();
    auto* seed = new QGridLayout;
    seed->addWidget(seedName, 0, 0);
    seed->addWidget(m_seed, 0, 1);
    seed->addWidget(another, 0, 2);
    seed->addWidget(m_seedError, 1, 0, 1, 3);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_start);
    layout->addWidget(m_startY);
    layout->addWidget(m_walkers);
    layout->addLayout(seed);

    bind(m_start, tr("Move the start"),
         [](Scenario& wanted, double value) { (wanted.plane ? wanted.plane->start.x : wanted.start) = value; });
    bind(m_startY, tr("Move the start"), [](Scenario& wanted, double value) {
        if (wanted.plane) wanted.plane->start.y = value;
    });
    bind(m_walkers, tr("Change the number of walkers"),
         [](Scenario& wanted, double value) { wanted.walkers = static_cast<std::size_t>(value); });
    connect(m_seed, &QLineEdit::editingFinished, this, &StartSection::enterSeed);
    connect(another, &QPushButton::clicked, this, &StartSection::drawSeed);
}

void StartSection::setStartArea(const Rectangle& area) {
    m_start->setSliderRange(area.x);
    m_startY->setSliderRange(area.y);
}

void StartSection::enterSeed() {
    if (!m_seed->isModified()) return;
    m_seed->setModified(false);
    bool ok = false;
    const QString typed = m_seed->text().trimmed();
    Scenario wanted = scenario();
    wanted.seed = typed.toULongLong(&ok);
    if (!ok) {
        refresh();
        return setErrorText(m_seedError,
                            tr("“%1” is not a seed: type a whole number from 0 to %2. It stays at %3.")
                                .arg(typed, QString::number(std::numeric_limits<quint64>::max()), m_seed->text()));
    }
    const std::optional<Error> error = edit(wanted, tr("Change the seed"), true);
    setErrorText(m_seedError, error ? coreText(error->message) : QString());
    if (m_seed->hasFocus()) m_seed->clearFocus();
}

void StartSection::drawSeed() {
    Scenario wanted = scenario();
    wanted.seed = QRandomGenerator::global()->bounded(1000000U);
    edit(wanted, tr("Change the seed"), true);
    setErrorText(m_seedError, {});
}

void StartSection::refresh() {
    const auto& plane = scenario().plane;
    if (plane && m_start->parameter().symbol != "x₀")
        m_start->setParameter(startParameter("x₀", tr("Start"), tr("further to the right")));
    m_startY->setVisible(plane.has_value());
    m_start->setValue(plane ? plane->start.x : scenario().start);
    if (plane) m_startY->setValue(plane->start.y);
    m_walkers->setValue(static_cast<double>(scenario().walkers));
    const QString seed = QString::number(scenario().seed);
    if (m_seed->text() != seed) {
        m_seed->setText(seed);
        setErrorText(m_seedError, {});
    }
}

QString StartSection::summary() const {
    const QString walkers = formatCount(static_cast<long long>(scenario().walkers));
    if (const auto& plane = scenario().plane)
        return tr("%1 from (%2, %3)")
            .arg(walkers, formatPlace(plane->start.x, m_start->sliderRange().width()),
                 formatPlace(plane->start.y, m_startY->sliderRange().width()));
    return tr("%1 from w = %2").arg(walkers, formatPlace(scenario().start, m_start->sliderRange().width()));
}

}  // namespace basin
