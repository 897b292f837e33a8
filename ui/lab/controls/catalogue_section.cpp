// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/controls/catalogue_section.h"

#include "ui/translation.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/quiet_wheel.h"

#include <QComboBox>
#include <QLabel>
#include <QSlider>
#include <QVBoxLayout>

#include <algorithm>

namespace basin {

CatalogueSection::CatalogueSection(std::span<const CatalogueEntry> entries, QWidget* parent)
    : ControlSection(parent), m_entries(entries) {
    m_menu = new QComboBox;
    m_menu->setFocusPolicy(Qt::TabFocus);
    m_menu->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_menu->setMinimumContentsLength(12);
    ignoreWheel(m_menu);
    for (const CatalogueEntry& entry : entries) {
        m_menu->addItem(coreText(entry.title));
        m_menu->setItemData(m_menu->count() - 1, coreText(entry.formula), Qt::ToolTipRole);
    }
    m_menu->insertSeparator(m_menu->count());
    m_formula = new QLabel;
    m_formula->setWordWrap(true);
    m_formula->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_parameterColumn = new QVBoxLayout;
    m_column = new QVBoxLayout(this);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->addWidget(m_menu);
    m_column->addWidget(m_formula);
    m_column->addLayout(m_parameterColumn);
}

QString CatalogueSection::summary() const { return m_menu->currentText(); }

int CatalogueSection::indexOf(const std::string& name) const {
    const auto at = std::ranges::find(m_entries, name, &CatalogueEntry::name);
    return static_cast<int>(at - m_entries.begin());
}

void CatalogueSection::showNamed(const std::string& name, const std::map<std::string, double>& values) {
    const auto at = std::ranges::find(m_entries, name, &CatalogueEntry::name);
    const CatalogueEntry* entry = at == m_entries.end() ? nullptr : &*at;
    m_formula->setVisible(entry);
    if (entry != m_shown) makeParameters(entry);
    if (!entry) return;
    m_formula->setText(coreText(entry->formula));
    for (std::size_t i = 0; i < m_parameters.size(); ++i) {
        const auto given = values.find(entry->parameters[i].name);
        m_parameters[i]->setValue(given == values.end() ? entry->parameters[i].standard : given->second);
    }
}

void CatalogueSection::makeParameters(const CatalogueEntry* entry) {
    m_shown = entry;
    m_parameters.clear();
    if (!entry) return;
    // In the order of the tab key: after the menu, before what stands below.
    QWidget* before = m_menu;
    for (const Parameter& parameter : entry->parameters) {
        auto& control = m_parameters.emplace_back(std::make_unique<ParameterControl>(parameter));
        control->setObjectName(QString::fromStdString(parameter.name));
        m_parameterColumn->addWidget(control.get());
        setTabOrder(before, control->field());
        setTabOrder(control->field(), control->slider());
        before = control->slider();
        bind(control.get(), changeName(), [this, key = parameter.name](Scenario& wanted, double value) {
            parametersIn(wanted)[key] = value;
            wanted.title.clear();
        });
    }
}

}  // namespace basin
