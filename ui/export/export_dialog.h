// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/export_choice.h"
#include "ui/export/ffmpeg.h"

#include <QDialog>
#include <QSize>

class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace basin {

/// Asks what to export, as what, how large and where to. Remembers the last answer.
class ExportDialog : public QDialog {
    Q_OBJECT

public:
    /// Sizes in pixels of the screen. `plays`: something plays on the page, so that it can be recorded.
    ExportDialog(QSize charts, QSize window, bool plays, QWidget* parent = nullptr);

    /// What ffmpeg can write; until then animations are not offered.
    void setFfmpeg(const Ffmpeg& ffmpeg);
    ExportChoice choice() const;

    void accept() override;

private:
    ExportWhat what() const;
    void follow();
    void showFormats();
    void showSizes();
    void showSummary();
    void setEnding(const QString& ending);
    void browse();

    QSize m_charts, m_window;
    bool m_plays;
    Ffmpeg m_ffmpeg;
    bool m_looking = true;  ///< for ffmpeg
    QFormLayout* m_form = nullptr;
    QComboBox* m_what = nullptr;
    QComboBox* m_format = nullptr;
    QComboBox* m_scale = nullptr;
    QDoubleSpinBox* m_seconds = nullptr;
    QSpinBox* m_perSecond = nullptr;
    QSpinBox* m_steps = nullptr;
    QLineEdit* m_path = nullptr;
    QLabel* m_summary = nullptr;
    QLabel* m_error = nullptr;
    QPushButton* m_export = nullptr;
};

}  // namespace basin
