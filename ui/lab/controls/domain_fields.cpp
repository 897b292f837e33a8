// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/controls/domain_fields.h"

#include "ui/widgets/number_field.h"

#include <QHBoxLayout>
#include <QLabel>

namespace basin {

DomainFields::DomainFields(const QString& what, const QString& tip, Variable variable, QWidget* parent)
    : QWidget(parent) {
    const QString letter = variable == Variable::W   ? QStringLiteral("w")
                           : variable == Variable::X ? QStringLiteral("x")
                                                     : QStringLiteral("y");
    auto* fromName = new QLabel(tr("from %1 =").arg(letter));
    m_from = new NumberField;
    m_from->setAccessibleName(tr("%1 from %2 =").arg(what, letter));
    fromName->setBuddy(m_from);
    auto* toName = new QLabel(tr("to"));
    m_to = new NumberField;
    m_to->setAccessibleName(tr("%1 to %2 =").arg(what, letter));
    toName->setBuddy(m_to);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    for (QWidget* widget : std::initializer_list<QWidget*>{fromName, m_from, toName, m_to}) {
        widget->setToolTip(tip);
        layout->addWidget(widget);
    }
    for (NumberField* field : {m_from, m_to}) {
        connect(field, &NumberField::entered, this, [this, field](double value) {
            Q_EMIT entered({field == m_from ? value : m_from->value(), field == m_to ? value : m_to->value()});
            if (field->hasFocus()) field->clearFocus();
        });
        connect(field, &NumberField::refused, this, [this, field](const QString& sentence) {
            field->setValue(field->value());
            Q_EMIT refused(sentence);
        });
    }
}

Interval DomainFields::domain() const { return {m_from->value(), m_to->value()}; }

void DomainFields::setDomain(Interval domain) {
    m_from->setValue(domain.lower);
    m_to->setValue(domain.upper);
}

}  // namespace basin
