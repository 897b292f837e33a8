// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/parameter.h"
#include "ui/widgets/value_scale.h"

#include <QWidget>

class QLabel;
class QSlider;

namespace basin {

class NumberField;

/// One number that a person can set, made from its description: its name, a box and a slider. The slider moves through
/// values of three significant digits; the box takes any number that the description allows.
class ParameterControl : public QWidget {
    Q_OBJECT

public:
    enum class Numbers { Real, Whole };
    explicit ParameterControl(const Parameter& parameter, Numbers numbers = Numbers::Real, QWidget* parent = nullptr);

    /// Another description; the value stays until the next `setValue`.
    void setParameter(const Parameter& parameter);
    const Parameter& parameter() const { return m_parameter; }
    /// A slider that goes through part of the allowed values, or by another scale than the description's.
    void setSliderRange(Interval range);
    void setSliderScale(ValueScale::Kind kind);
    Interval sliderRange() const { return m_scale.range; }

    double value() const { return m_value; }
    /// Shows a value, and no error any more if it is another one. Announces nothing.
    void setValue(double value);
    /// One sentence below the box; empty hides it.
    void showError(const QString& sentence);
    QString error() const;

    QSlider* slider() const { return m_slider; }
    NumberField* field() const { return m_field; }

Q_SIGNALS:
    void valueChanged(double value);    ///< while the slider moves
    void valueCommitted(double value);  ///< the slider was let go or a number was entered

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void enter(double value);
    void step(int strides);
    void moveTo(int position);
    void commitSlider();

    Parameter m_parameter;
    bool m_whole;
    ValueScale m_scale;
    double m_value = 0.0;
    bool m_moved = false;  ///< the slider has moved since the last commit
    QLabel* m_name = nullptr;
    NumberField* m_field = nullptr;
    QSlider* m_slider = nullptr;
    QLabel* m_error = nullptr;
};

}  // namespace basin
