// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plane/controls/ellipse_section.h"

#include "ui/format.h"
#include "ui/plane/controls/ellipse_pad.h"

#include <QVBoxLayout>

#include <cmath>

namespace basin {

namespace {

/// A covariance as people read it: two standard deviations and the correlation between them.
struct Spread {
    double x = 1.0, y = 1.0, correlation = 0.0;

    static Spread of(const Symmetric& covariance) {
        const double x = std::sqrt(covariance.xx), y = std::sqrt(covariance.yy);
        return {x, y, covariance.xy / (x * y)};
    }
    Symmetric covariance() const { return {x * x, correlation * x * y, y * y}; }
};

Parameter spreadParameter(const char* name, const QString& label, const QString& tip) {
    return {.name = name,
            .label = label.toStdString(),
            .tip = tip.toStdString(),
            .minimum = EllipsePad::kShortest,
            .maximum = EllipsePad::kLongest,
            .standard = 1.0,
            .logarithmic = true};
}

}  // namespace

EllipseSection::EllipseSection(QWidget* parent) : ControlSection(parent) {
    m_pad = new EllipsePad;
    m_pad->setObjectName(QStringLiteral("noiseEllipse"));
    m_alongX = new ParameterControl(spreadParameter(
        "along_x", tr("Size along x, × the noise"),
        tr("How much larger than its size the noise is along x: when it grows, F is smoothed further along x.")));
    m_alongX->setObjectName(QStringLiteral("noiseAlongX"));
    m_alongY = new ParameterControl(spreadParameter(
        "along_y", tr("Size along y, × the noise"),
        tr("How much larger than its size the noise is along y: when it grows, F is smoothed further along y.")));
    m_alongY->setObjectName(QStringLiteral("noiseAlongY"));
    m_correlation = new ParameterControl(
        {.name = "correlation",
         .label = tr("Correlation").toStdString(),
         .tip = tr("How far x and y err together: towards 1 the ellipse lies along the rising diagonal, towards −1 "
                   "along the falling one.")
                    .toStdString(),
         .minimum = -0.99,
         .maximum = 0.99,
         .standard = 0.0});
    m_correlation->setObjectName(QStringLiteral("noiseCorrelation"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_pad, m_alongX, m_alongY, m_correlation})
        layout->addWidget(widget);

    const QString what = tr("Change the shape of the noise");
    const auto write = [this, what](ParameterControl* control, double Spread::*field) {
        bind(control, what, [field](Scenario& wanted, double value) {
            if (!wanted.plane) return;
            Spread spread = Spread::of(wanted.plane->covariance);
            spread.*field = value;
            wanted.plane->covariance = spread.covariance();
        });
    };
    write(m_alongX, &Spread::x);
    write(m_alongY, &Spread::y);
    write(m_correlation, &Spread::correlation);
    const auto drag = [this, what](bool finished) {
        return [this, what, finished](const Symmetric& covariance) {
            Scenario wanted = scenario();
            if (!wanted.plane) return;
            wanted.plane->covariance = covariance;
            edit(wanted, what, finished);
        };
    };
    connect(m_pad, &EllipsePad::moved, this, drag(false));
    connect(m_pad, &EllipsePad::committed, this, drag(true));
}

void EllipseSection::refresh() {
    if (!scenario().plane) return;
    const Symmetric& covariance = scenario().plane->covariance;
    m_pad->setCovariance(covariance);
    const Spread spread = Spread::of(covariance);
    m_alongX->setValue(roundToDigits(spread.x, 4));
    m_alongY->setValue(roundToDigits(spread.y, 4));
    m_correlation->setValue(std::abs(spread.correlation) < 1e-9 ? 0.0 : roundToDigits(spread.correlation, 4));
}

QString EllipseSection::summary() const {
    if (!scenario().plane) return {};
    const Spread spread = Spread::of(scenario().plane->covariance);
    if (std::abs(spread.x - spread.y) < 1e-6 * spread.x && std::abs(spread.correlation) < 1e-6) return tr("round");
    return tr("%1 × %2").arg(formatNumber(spread.x, 2), formatNumber(spread.y, 2));
}

}  // namespace basin
