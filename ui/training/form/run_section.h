// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/run_config.h"

#include <QWidget>

#include <functional>
#include <vector>

class QCheckBox;
class QComboBox;
class QGridLayout;
class QLabel;

namespace basin {

class NumberField;

/// A part of the run form: shows some values of a configuration and lets a person change them. What is impossible is kept
/// as it was typed, and the sentence about it stands below its field.
class RunSection : public QWidget {
    Q_OBJECT

public:
    explicit RunSection(QWidget* parent = nullptr);

    void setConfig(const RunConfig& config);
    const RunConfig& config() const { return m_config; }

    /// Shows the sentence below the field that `error.where` names, and none below the others; the field, or null if this
    /// section has no such field.
    QWidget* showError(const std::optional<Error>& error);

    /// A number; what is typed outside of [lower, upper] is refused at once.
    struct NumberRow {
        const char* key;  ///< as in config.json
        QString name, tip;
        double lower = 0.0, upper = 1.0;
        bool whole = false;
        std::function<double(const RunConfig&)> read;
        std::function<void(RunConfig&, double)> write;
        QString empty =
            {};  ///< if it may be left out: what stands in the empty box; then `read` gives NaN, `write` gets it
    };
    NumberField* addNumber(const NumberRow& row);

    struct ChoiceRow {
        const char* key;
        QString name, tip;
        QStringList entries;
        std::function<int(const RunConfig&)> read;  ///< the index of its entry
        std::function<void(RunConfig&, int)> write;
    };
    QComboBox* addChoice(const ChoiceRow& row);

    struct SwitchRow {
        const char* key;
        QString name, tip;
        std::function<bool(const RunConfig&)> read;
        std::function<void(RunConfig&, bool)> write;
    };
    QCheckBox* addSwitch(const SwitchRow& row);

    /// Any widget with a name before it, or over the whole width; an error has room below it.
    void addField(const char* key, const QString& name, QWidget* field);
    void addWide(const char* key, QWidget* widget);
    /// A field that is there only for some configurations; call after it was added.
    void showOnlyIf(const QWidget* field, std::function<bool(const RunConfig&)> condition);
    /// Called whenever the configuration has changed, by whomever.
    void onRefresh(std::function<void(const RunConfig&)> refresh);
    void edit(const RunConfig& wanted);

Q_SIGNALS:
    void edited(const RunConfig& config);

private:
    struct Row {
        std::string key;
        QWidget* field;
        QLabel* label;  ///< null if the field carries its own name
        QLabel* error;
        std::function<bool(const RunConfig&)> condition;
    };
    void addRow(const char* key, QLabel* label, QWidget* field);
    void refresh();

    RunConfig m_config;
    QGridLayout* m_layout;
    std::vector<Row> m_rows;
    std::vector<std::function<void(const RunConfig&)>> m_refreshers;
};

}  // namespace basin
