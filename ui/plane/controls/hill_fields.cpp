// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plane/controls/hill_fields.h"

#include "ui/format.h"
#include "ui/widgets/quiet_wheel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace basin {

namespace {

constexpr double kFar = 1e6;
constexpr double kDegree = M_PI / 180.0;

QPushButton* button(const QString& text, const QString& tip) {
    auto* made = new QPushButton(text);
    made->setFocusPolicy(Qt::TabFocus);
    made->setToolTip(tip);
    return made;
}

Parameter parameter(const char* name, const QString& label, const QString& tip, Interval range,
                    bool logarithmic = false) {
    return {.name = name,
            .label = label.toStdString(),
            .tip = tip.toStdString(),
            .minimum = range.lower,
            .maximum = range.upper,
            .standard = logarithmic ? 0.5 : 0.0,
            .logarithmic = logarithmic};
}

}  // namespace

DrawnHill usualHill(const Rectangle& domain, Point place, double height) {
    return {.place = place,
            .height = height,
            .width = roundToDigits(std::min(domain.x.width(), domain.y.width()) / 10.0, 2)};
}

SurfaceChoice firstDrawing(const Rectangle& domain) {
    const auto at = [&](double x, double y) {
        return Point{roundToDigits(domain.x.lower + x * domain.x.width(), 3),
                     roundToDigits(domain.y.lower + y * domain.y.width(), 3)};
    };
    SurfaceChoice choice;
    choice.kind = SurfaceChoice::Kind::Drawn;
    choice.domain = domain;
    const double width = std::min(domain.x.width(), domain.y.width());
    choice.bowl = roundToDigits(7.0 / (width * width), 1);  // about 1 at the edge
    choice.hills = {usualHill(domain, at(0.3, 0.5), -1.0), usualHill(domain, at(0.7, 0.5), -1.2)};
    choice.hills[0].width = roundToDigits(width / 6.0, 2);
    choice.hills[1].width = roundToDigits(width / 25.0, 2);
    return choice;
}

QString hillTitle(const DrawnHill& hill, const Rectangle& domain) {
    return (hill.height < 0.0 ? HillFields::tr("Well at (%1, %2)") : HillFields::tr("Hill at (%1, %2)"))
        .arg(formatPlace(hill.place.x, 10.0 * domain.x.width()), formatPlace(hill.place.y, 10.0 * domain.y.width()));
}

HillFields::HillFields(QWidget* parent) : QWidget(parent) {
    m_hills = new QComboBox;
    m_hills->setObjectName(QStringLiteral("hills"));
    m_hills->setAccessibleName(tr("Hill or well"));
    m_hills->setToolTip(tr("Which hill or well the fields below are about"));
    m_hills->setFocusPolicy(Qt::TabFocus);
    m_hills->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    ignoreWheel(m_hills);
    auto* well = button(tr("Add well"), tr("A new well in the middle; a double click on the map sets one there"));
    well->setObjectName(QStringLiteral("addWell"));
    auto* hill = button(tr("Add hill"), tr("A new hill in the middle; a double click with Shift sets one there"));
    hill->setObjectName(QStringLiteral("addHill"));
    m_remove = button(tr("Remove"), tr("Takes this hill or well away (Delete on the map)"));
    m_remove->setObjectName(QStringLiteral("removeHill"));
    m_x =
        new ParameterControl(parameter("x", tr("Place, x"), tr("When it grows, further to the right"), {-kFar, kFar}));
    m_y = new ParameterControl(parameter("y", tr("Place, y"), tr("When it grows, further up"), {-kFar, kFar}));
    m_height = new ParameterControl(
        parameter("height", tr("Height (a well: below 0)"),
                  tr("How far f rises here, or falls: the further below 0, the deeper the well"), {-1e4, 1e4}));
    m_width = new ParameterControl(parameter(
        "width", tr("Width"), tr("Along its longer axis: the wider, the flatter at its middle"), {1e-3, 1e4}, true));
    m_aspect =
        new ParameterControl(parameter("aspect", tr("Shorter / longer axis"),
                                       tr("1 is round; the smaller, the longer and narrower"), {0.02, 1.0}, true));
    m_angle =
        new ParameterControl(parameter("angle", tr("Angle in degrees"),
                                       tr("Of the longer axis: when it grows, it turns to the left"), {-180.0, 180.0}));
    m_bowl = new ParameterControl(parameter(
        "bowl", tr("Curvature of the bowl"),
        tr("The bowl that all hills and wells stand in: the larger, the steeper its walls"), {1e-6, 1e6}, true));
    m_height->setObjectName(QStringLiteral("hillHeight"));
    m_width->setObjectName(QStringLiteral("hillWidth"));
    m_aspect->setObjectName(QStringLiteral("hillAspect"));
    m_angle->setObjectName(QStringLiteral("hillAngle"));
    m_x->setObjectName(QStringLiteral("hillX"));
    m_y->setObjectName(QStringLiteral("hillY"));
    m_bowl->setObjectName(QStringLiteral("bowl"));

    auto* buttons = new QHBoxLayout;
    for (QPushButton* each : {well, hill, m_remove}) buttons->addWidget(each);
    m_fields = new QWidget;
    auto* fields = new QVBoxLayout(m_fields);
    fields->setContentsMargins(0, 0, 0, 0);
    for (ParameterControl* control : {m_height, m_width, m_aspect, m_angle, m_x, m_y}) fields->addWidget(control);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(buttons);
    layout->addWidget(m_hills);
    layout->addWidget(m_fields);
    layout->addWidget(m_bowl);

    connect(well, &QPushButton::clicked, this, [this] { add(-1.0); });
    connect(hill, &QPushButton::clicked, this, [this] { add(1.0); });
    connect(m_remove, &QPushButton::clicked, this, &HillFields::remove);
    connect(m_hills, &QComboBox::activated, this, [this](int index) {
        choose(index);
        Q_EMIT chosenChanged(index);
    });
    bind(m_height, [](SurfaceChoice&, DrawnHill& wanted, double value) { wanted.height = value; });
    bind(m_width, [](SurfaceChoice&, DrawnHill& wanted, double value) { wanted.width = value; });
    bind(m_aspect, [](SurfaceChoice&, DrawnHill& wanted, double value) { wanted.aspect = value; });
    bind(m_angle, [](SurfaceChoice&, DrawnHill& wanted, double value) { wanted.angle = kDegree * value; });
    bind(m_x, [](SurfaceChoice&, DrawnHill& wanted, double value) { wanted.place.x = value; });
    bind(m_y, [](SurfaceChoice&, DrawnHill& wanted, double value) { wanted.place.y = value; });
    bind(m_bowl, [](SurfaceChoice& surface, DrawnHill&, double value) { surface.bowl = value; });
}

void HillFields::bind(ParameterControl* control, std::function<void(SurfaceChoice&, DrawnHill&, double)> write) {
    const auto changed = [this, write = std::move(write)](double value, bool finished) {
        SurfaceChoice wanted = m_surface;
        DrawnHill none;
        const bool any = m_chosen < static_cast<int>(wanted.hills.size());
        write(wanted, any ? wanted.hills[static_cast<std::size_t>(m_chosen)] : none, value);
        Q_EMIT edited(wanted, tr("Change a hill"), finished);
    };
    connect(control, &ParameterControl::valueChanged, this, [changed](double value) { changed(value, false); });
    connect(control, &ParameterControl::valueCommitted, this, [changed](double value) { changed(value, true); });
}

void HillFields::add(double height) {
    SurfaceChoice wanted = m_surface;
    wanted.hills.push_back(usualHill(wanted.domain, wanted.domain.centre(), height));
    const int last = static_cast<int>(wanted.hills.size()) - 1;
    Q_EMIT edited(wanted, height < 0.0 ? tr("Add a well") : tr("Add a hill"), true);
    choose(last);
    Q_EMIT chosenChanged(last);
}

void HillFields::remove() {
    if (m_surface.hills.empty()) return;
    SurfaceChoice wanted = m_surface;
    wanted.hills.erase(wanted.hills.begin() + m_chosen);
    Q_EMIT edited(wanted, tr("Remove a hill"), true);
    Q_EMIT chosenChanged(m_chosen);
}

void HillFields::setSurface(const SurfaceChoice& choice) {
    m_surface = choice;
    const QSignalBlocker blocker(m_hills);
    while (m_hills->count() > static_cast<int>(choice.hills.size())) m_hills->removeItem(m_hills->count() - 1);
    for (int i = 0; i < static_cast<int>(choice.hills.size()); ++i) {
        const QString title = hillTitle(choice.hills[static_cast<std::size_t>(i)], choice.domain);
        if (i == m_hills->count())
            m_hills->addItem(title);
        else
            m_hills->setItemText(i, title);
    }
    choose(m_chosen);
}

void HillFields::choose(int hill) {
    m_chosen = std::clamp(hill, 0, std::max(0, static_cast<int>(m_surface.hills.size()) - 1));
    showChosen();
}

void HillFields::showChosen() {
    const bool any = !m_surface.hills.empty();
    m_fields->setVisible(any);
    m_hills->setVisible(any);
    m_remove->setEnabled(any);
    m_bowl->setSliderRange({1e-2 * std::max(m_surface.bowl, 1e-4), 1e2 * std::max(m_surface.bowl, 1e-4)});
    m_bowl->setValue(m_surface.bowl);
    if (!any) return;
    m_hills->setCurrentIndex(m_chosen);
    const DrawnHill& hill = m_surface.hills[static_cast<std::size_t>(m_chosen)];
    const Rectangle& domain = m_surface.domain;
    const double size = std::min(domain.x.width(), domain.y.width());
    const auto with = [](Interval range, double value) {
        return Interval{std::min(range.lower, value), std::max(range.upper, value)};
    };
    m_x->setSliderRange(with(domain.x, hill.place.x));
    m_y->setSliderRange(with(domain.y, hill.place.y));
    m_height->setSliderRange(with({-3.0, 3.0}, hill.height));
    m_width->setSliderRange(with({0.01 * size, 0.5 * size}, hill.width));
    m_angle->setSliderRange({-90.0, 90.0});
    m_x->setValue(hill.place.x);
    m_y->setValue(hill.place.y);
    m_height->setValue(hill.height);
    m_width->setValue(hill.width);
    m_aspect->setValue(hill.aspect);
    m_angle->setValue(roundToDigits(std::remainder(hill.angle, M_PI) / kDegree, 4));
}

}  // namespace basin
