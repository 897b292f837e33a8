// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/parameter_control.h"

#include "ui/format.h"
#include "ui/translation.h"
#include "ui/widgets/error_label.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/quiet_wheel.h"

#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QSlider>

#include <algorithm>
#include <cmath>

namespace basin {

namespace {

constexpr int kPositions = 1000, kStride = 10;  // of a slider: an arrow key moves it by a hundredth of its way

}  // namespace

ParameterControl::ParameterControl(const Parameter& parameter, Numbers numbers, QWidget* parent)
    : QWidget(parent), m_whole(numbers == Numbers::Whole) {
    m_name = new QLabel;
    m_name->setWordWrap(true);
    m_field = new NumberField;
    m_field->setWhole(m_whole);
    m_field->setFixedWidth(m_field->fontMetrics().horizontalAdvance(QStringLiteral("0.000000000")) + 8);
    m_name->setBuddy(m_field);
    m_slider = new QSlider(Qt::Horizontal);
    m_slider->setRange(0, kPositions);
    m_slider->setSingleStep(kStride);
    m_slider->setPageStep(kPositions / 10);
    m_slider->installEventFilter(this);
    ignoreWheel(m_slider);
    m_error = errorLabel();

    auto* layout = new QGridLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setVerticalSpacing(1);
    layout->addWidget(m_name, 0, 0);
    layout->addWidget(m_field, 0, 1);
    layout->addWidget(m_slider, 1, 0, 1, 2);
    layout->addWidget(m_error, 2, 0, 1, 2);
    layout->setColumnStretch(0, 1);
    setParameter(parameter);
    setValue(parameter.standard);

    connect(m_slider, &QSlider::valueChanged, this, &ParameterControl::moveTo);
    connect(m_slider, &QSlider::sliderReleased, this, &ParameterControl::commitSlider);
    connect(m_field, &NumberField::entered, this, &ParameterControl::enter);
    connect(m_field, &NumberField::stepped, this, &ParameterControl::step);
    connect(m_field, &NumberField::refused, this, [this](const QString& sentence) {
        m_field->setValue(m_value);
        showError(tr("%1 It stays at %2.").arg(sentence, m_field->text()));
    });
}

void ParameterControl::setParameter(const Parameter& parameter) {
    m_parameter = parameter;
    m_scale = {parameter.logarithmic ? ValueScale::Kind::Logarithmic : ValueScale::Kind::Linear,
               {parameter.minimum, parameter.maximum}};
    const QString label = coreText(parameter.label), symbol = QString::fromStdString(parameter.symbol);
    const QString name = symbol.isEmpty() ? label : QStringLiteral("%1 %2").arg(label, symbol);
    m_name->setText(name);
    m_field->setAccessibleName(name);
    m_slider->setAccessibleName(tr("%1, slider").arg(name));
    const QString tip = coreText(parameter.tip);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_name, m_field, m_slider}) widget->setToolTip(tip);
    showError({});
}

void ParameterControl::setSliderRange(Interval range) {
    if (m_scale.range == range) return;
    m_scale.range = range;
    setValue(m_value);
}

void ParameterControl::setSliderScale(ValueScale::Kind kind) {
    m_scale.kind = kind;
    setValue(m_value);
}

void ParameterControl::setValue(double value) {
    if (value != m_value) showError({});
    m_value = value;
    if (value != m_field->value() || !m_field->isModified()) m_field->setValue(value);
    // A hand that holds the slider is not contradicted.
    if (m_slider->isSliderDown()) return;
    const QSignalBlocker blocker(m_slider);
    m_slider->setValue(static_cast<int>(std::lround(kPositions * m_scale.shareOf(value))));
}

void ParameterControl::showError(const QString& sentence) { setErrorText(m_error, sentence); }

QString ParameterControl::error() const { return m_error->text(); }

void ParameterControl::moveTo(int position) {
    double value = m_scale.valueAt(static_cast<double>(position) / kPositions);
    if (m_whole)
        value = std::round(roundToDigits(value, 2));
    else if (position > 0 && position < kPositions)
        value = roundToDigits(value, 3);
    // A linear slider about zero shall find zero itself.
    if (m_scale.kind == ValueScale::Kind::Linear && std::abs(value) < 1e-9 * m_scale.range.width()) value = 0.0;
    value = std::clamp(value, m_scale.range.lower, m_scale.range.upper);
    if (value == m_value) return;
    m_value = value;
    m_moved = true;
    showError({});
    m_field->setValue(value);
    Q_EMIT valueChanged(value);
}

void ParameterControl::commitSlider() {
    if (!std::exchange(m_moved, false)) return;
    Q_EMIT valueCommitted(m_value);
}

void ParameterControl::step(int strides) {
    m_slider->setValue(m_slider->value() + strides * kStride);
    commitSlider();
}

void ParameterControl::enter(double value) {
    if (value < m_parameter.minimum || value > m_parameter.maximum) {
        m_field->setValue(m_value);
        const auto shown = [this](double number) {
            return m_whole ? formatCount(std::llround(number)) : formatEntry(number);
        };
        return showError(
            tr("%1 is out of range: type a number from %2 to %3. It stays at %4.")
                .arg(formatEntry(value), shown(m_parameter.minimum), shown(m_parameter.maximum), shown(m_value)));
    }
    setValue(value);
    showError({});
    // The space bar plays again, and the arrow keys go on from here.
    if (m_field->hasFocus()) m_slider->setFocus();
    Q_EMIT valueCommitted(value);
}

bool ParameterControl::eventFilter(QObject* watched, QEvent* event) {
    // An arrow key that is held is one change.
    const bool released = event->type() == QEvent::KeyRelease && !static_cast<QKeyEvent*>(event)->isAutoRepeat();
    if (released || event->type() == QEvent::FocusOut) commitSlider();
    if (event->type() == QEvent::MouseButtonRelease) {
        // A click beside the handle moves it without pressing it.
        QMetaObject::invokeMethod(this, &ParameterControl::commitSlider, Qt::QueuedConnection);
    }
    return QWidget::eventFilter(watched, event);
}

}  // namespace basin
