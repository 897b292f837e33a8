// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/form/run_section.h"

#include "ui/format.h"
#include "ui/translation.h"
#include "ui/widgets/error_label.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/quiet_wheel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLabel>

#include <algorithm>
#include <cmath>

namespace basin {

RunSection::RunSection(QWidget* parent) : QWidget(parent), m_layout(new QGridLayout(this)) {
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setVerticalSpacing(4);
    m_layout->setColumnStretch(0, 2);
    m_layout->setColumnStretch(1, 3);
}

void RunSection::setConfig(const RunConfig& config) {
    m_config = config;
    refresh();
}

void RunSection::refresh() {
    for (const auto& refresher : m_refreshers) refresher(m_config);
    for (const Row& row : m_rows) {
        if (!row.condition) continue;
        const bool shown = row.condition(m_config);
        row.field->setVisible(shown);
        if (row.label) row.label->setVisible(shown);
        if (!shown) setErrorText(row.error, {});
    }
}

void RunSection::edit(const RunConfig& wanted) {
    setConfig(wanted);
    Q_EMIT edited(m_config);
}

QWidget* RunSection::showError(const std::optional<Error>& error) {
    QWidget* found = nullptr;
    for (const Row& row : m_rows) {
        // "averages[1]" stands below the list of averages.
        const bool here = error && !found && !row.field->isHidden() &&
                          (error->where == row.key || error->where.starts_with(row.key + "["));
        setErrorText(row.error, here ? coreText(error->message) : QString());
        if (here) found = row.field;
    }
    return found;
}

void RunSection::addRow(const char* key, QLabel* label, QWidget* field) {
    QLabel* error = errorLabel();
    const int at = m_layout->rowCount();
    if (label) {
        label->setWordWrap(true);
        label->setBuddy(field);
        label->setToolTip(field->toolTip());
        field->setAccessibleName(QString(label->text()).remove(QLatin1Char('&')));
        m_layout->addWidget(label, at, 0);
        m_layout->addWidget(field, at, 1);
    } else {
        m_layout->addWidget(field, at, 0, 1, 2);
    }
    m_layout->addWidget(error, at + 1, 0, 1, 2);
    field->setObjectName(QLatin1String(key));
    m_rows.push_back({key, field, label, error, {}});
}

void RunSection::addField(const char* key, const QString& name, QWidget* field) {
    addRow(key, new QLabel(name), field);
}

void RunSection::addWide(const char* key, QWidget* widget) { addRow(key, nullptr, widget); }

NumberField* RunSection::addNumber(const NumberRow& row) {
    auto* field = new NumberField;
    field->setToolTip(row.tip);
    field->setWhole(row.whole);
    field->setPlaceholderText(row.empty);
    addRow(row.key, new QLabel(row.name), field);
    QLabel* error = m_rows.back().error;
    const auto show = [field, read = row.read](const RunConfig& config) {
        const double value = read(config);
        // What is being typed stays, unless the value is another one.
        if (field->isModified() && (std::isnan(value) || value == field->value())) return;
        if (std::isnan(value))
            field->clear();
        else
            field->setValue(value);
    };
    m_refreshers.emplace_back(show);
    connect(field, &NumberField::entered, this, [this, row, error, show](double value) {
        const auto shown = [&row](double number) {
            return row.whole ? formatCount(std::llround(number)) : formatEntry(number);
        };
        if (value < row.lower || value > row.upper) {
            show(m_config);
            return setErrorText(error, tr("%1 is out of range: type a number from %2 to %3.")
                                           .arg(formatEntry(value), shown(row.lower), shown(row.upper)));
        }
        RunConfig wanted = m_config;
        row.write(wanted, value);
        edit(wanted);
    });
    connect(field, &NumberField::refused, this, [this, field, row, error, show](const QString& sentence) {
        if (!row.empty.isEmpty() && field->text().trimmed().isEmpty()) {
            RunConfig wanted = m_config;
            row.write(wanted, std::nan(""));
            return edit(wanted);
        }
        show(m_config);
        setErrorText(error, sentence);
    });
    connect(field, &NumberField::stepped, this, [this, row](int strides) {
        const double value = row.read(m_config);
        if (!row.whole || std::isnan(value)) return;
        RunConfig wanted = m_config;
        row.write(wanted, std::clamp(value + strides, row.lower, row.upper));
        edit(wanted);
    });
    return field;
}

QComboBox* RunSection::addChoice(const ChoiceRow& row) {
    auto* box = new QComboBox;
    box->addItems(row.entries);
    box->setToolTip(row.tip);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(8);
    ignoreWheel(box);
    addRow(row.key, new QLabel(row.name), box);
    m_refreshers.emplace_back([box, read = row.read](const RunConfig& config) { box->setCurrentIndex(read(config)); });
    connect(box, &QComboBox::activated, this, [this, write = row.write](int index) {
        RunConfig wanted = m_config;
        write(wanted, index);
        edit(wanted);
    });
    return box;
}

QCheckBox* RunSection::addSwitch(const SwitchRow& row) {
    auto* box = new QCheckBox(row.name);
    box->setToolTip(row.tip);
    addRow(row.key, nullptr, box);
    m_refreshers.emplace_back([box, read = row.read](const RunConfig& config) { box->setChecked(read(config)); });
    connect(box, &QCheckBox::clicked, this, [this, write = row.write](bool on) {
        RunConfig wanted = m_config;
        write(wanted, on);
        edit(wanted);
    });
    return box;
}

void RunSection::showOnlyIf(const QWidget* field, std::function<bool(const RunConfig&)> condition) {
    std::ranges::find(m_rows, field, &Row::field)->condition = std::move(condition);
}

void RunSection::onRefresh(std::function<void(const RunConfig&)> refresh) {
    m_refreshers.push_back(std::move(refresh));
}

}  // namespace basin
