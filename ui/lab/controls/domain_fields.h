// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interval.h"

#include <QWidget>

namespace basin {

class NumberField;

/// Two boxes for the interval of w, or of a coordinate of the plane, that a landscape is given on.
class DomainFields : public QWidget {
    Q_OBJECT

public:
    enum class Variable { W, X, Y };
    /// `what` is the landscape in words: "The formula".
    DomainFields(const QString& what, const QString& tip, Variable variable = Variable::W, QWidget* parent = nullptr);

    Interval domain() const;
    void setDomain(Interval domain);

Q_SIGNALS:
    void entered(Interval domain);          ///< not yet checked; `domain()` is still the old one
    void refused(const QString& sentence);  ///< what was typed is no number

private:
    NumberField* m_from;
    NumberField* m_to;
};

}  // namespace basin
