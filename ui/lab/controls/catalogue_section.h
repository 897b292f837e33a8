// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/parameter.h"
#include "ui/lab/controls/control_section.h"

#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

class QComboBox;
class QLabel;
class QVBoxLayout;

namespace basin {

/// A section with a menu of objectives: those that have a name, each with its formula and its parameters, then others.
class CatalogueSection : public ControlSection {
    Q_OBJECT

public:
    QString summary() const override;

protected:
    explicit CatalogueSection(std::span<const CatalogueEntry> entries, QWidget* parent);

    /// The menu holds the named entries and a separator; the others are added here.
    QComboBox* menu() const { return m_menu; }
    int namedCount() const { return static_cast<int>(m_entries.size()); }
    /// Of the first entry that is added behind the named ones.
    int firstOther() const { return namedCount() + 1; }
    /// Index in the menu; that after the last one if there is none.
    int indexOf(const std::string& name) const;
    const std::string& nameAt(int index) const { return m_entries[static_cast<std::size_t>(index)].name; }
    /// Below the menu.
    QVBoxLayout* column() const { return m_column; }
    /// Shows formula and parameters of a named objective, those that are not given at their default; with an empty name none.
    void showNamed(const std::string& name, const std::map<std::string, double>& values);

    /// What a change of a parameter is called in the Edit menu.
    virtual QString changeName() const = 0;
    virtual std::map<std::string, double>& parametersIn(Scenario& scenario) const = 0;

private:
    void makeParameters(const CatalogueEntry* entry);

    std::span<const CatalogueEntry> m_entries;
    QComboBox* m_menu;
    QLabel* m_formula;
    QVBoxLayout* m_column;
    QVBoxLayout* m_parameterColumn;
    const CatalogueEntry* m_shown = nullptr;  ///< that m_parameters were made for
    std::vector<std::unique_ptr<ParameterControl>> m_parameters;
};

}  // namespace basin
