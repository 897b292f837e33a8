// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/comparison.h"
#include "ui/newest_job.h"
#include "ui/training/run_watcher.h"

#include <QWidget>

#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

class QComboBox;
class QLabel;
class QPushButton;
class QTableWidget;

namespace basin {

/// How runs differ: the accuracies of their groups over the seeds (settings by SGD, its averages and SAM), and the
/// differences between them with what can be said of them. Fills as runs end. Reads the runs on a thread of its own.
class ComparisonTable : public QWidget {
    Q_OBJECT

public:
    explicit ComparisonTable(QWidget* parent = nullptr);

    /// All runs; those in one folder can be compared.
    void setRuns(const std::shared_ptr<const RunSummaries>& runs);
    /// The runs that are ticked in the list, which can be compared too.
    void setTicked(const std::vector<std::filesystem::path>& runs);
    /// Compares the runs of this folder, as soon as there are some.
    void showFolder(const std::filesystem::path& folder);
    const std::optional<Comparison>& comparison() const { return m_comparison; }

    /// What can be exported; empty as long as there is nothing.
    QString csv() const;
    QString markdown() const;

Q_SIGNALS:
    void comparisonAsked();  ///< a new one is to be planned

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    struct Request {
        std::vector<std::filesystem::path> runs;
        std::vector<int> states;  ///< of them: what has ended is read anew
        bool operator==(const Request&) const = default;
    };
    struct Answer {
        std::optional<Comparison> comparison;
        QString problem;
    };
    static Answer compare(const Request& request, const std::stop_token& stop);
    void fitFonts();
    void listFolders();
    void refresh();
    void take(const Answer& answer);
    void fillAccuracies();
    void fillDifferences();
    void exportTo(const QString& filter, const QString& suggestion, const QString& text);
    void say(const QString& words);

    std::shared_ptr<const RunSummaries> m_runs;
    std::vector<std::filesystem::path> m_ticked;
    std::vector<std::filesystem::path> m_folders;  ///< of the menu, behind its first entry
    std::filesystem::path m_wanted;                ///< empty: the ticked runs
    bool m_isChosen = false;                       ///< by a person, or by a launch
    std::optional<Comparison> m_comparison;
    QComboBox* m_which;
    QTableWidget* m_accuracies = nullptr;
    QTableWidget* m_differences = nullptr;
    QLabel* m_words;
    QPushButton* m_csv;
    QPushButton* m_markdown;
    QPushButton* m_copy;
    NewestJob<Request, Answer> m_job;  ///< last, so that it ends first
};

}  // namespace basin
