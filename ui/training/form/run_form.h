// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/run_config.h"

#include <QWidget>

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QScrollArea;
class QUndoStack;

namespace basin {

class Fold;
class LaunchPanel;
class RunDataSection;
class RunSection;

/// Everything that a training run needs, from a preset or set by hand, what is wrong with it, and its launch. Remembers its
/// state from session to session.
class RunForm : public QWidget {
    Q_OBJECT

public:
    explicit RunForm(QWidget* parent = nullptr);

    /// The folder of all runs, in which a new run gets one of its own.
    void setRoot(const QString& root);
    /// A preset with the images, the seed and the threads that are set now.
    void applyPreset(std::string_view name);
    /// The settings of a run that is there, for another one like it.
    void setConfig(const RunConfig& config, const QString& title);
    const RunConfig& config() const { return m_config; }
    void launch();
    QUndoStack* undoStack() const { return m_undo; }

Q_SIGNALS:
    /// A run was made in this folder. If its worker could not be started, the form says why.
    void launched(const QString& folder);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    /// What a person sets and undo brings back.
    struct Settings {
        RunConfig config;
        QString title;
        bool operator==(const Settings&) const = default;
    };
    struct Part {
        RunSection* section;
        Fold* fold;
    };
    QWidget* makeHead();
    QWidget* makeCommandBox();
    void add(const QString& title, RunSection* section, bool open);
    void addPresets();
    void fitSizes();

    RunConfig configOf(std::size_t preset) const;
    std::optional<std::size_t> presentPreset() const;
    QString title() const;
    void showConfig(const RunConfig& config, const RunSection* except);
    Settings settings() const;
    /// Makes what a person changed one step of undo.
    void commit(const QString& what);
    void review();
    std::optional<Error> check() const;
    void say();
    void restore();
    void store() const;

    RunConfig m_config;
    Settings m_committed;  ///< as the undo stack knows it
    QUndoStack* m_undo = nullptr;
    std::int64_t m_quickEpochs;  ///< of a quick look, on the images that were found last
    std::vector<Part> m_parts;
    QComboBox* m_presets = nullptr;
    QLabel* m_sentence = nullptr;
    QLineEdit* m_title = nullptr;
    QPlainTextEdit* m_command = nullptr;
    QScrollArea* m_scroll = nullptr;
    RunDataSection* m_data = nullptr;
    LaunchPanel* m_launch = nullptr;
    QWidget* m_wrong = nullptr;  ///< the field that is wrong
};

}  // namespace basin
