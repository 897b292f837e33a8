// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/export_dialog.h"

#include "ui/format.h"
#include "ui/widgets/error_label.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QSpinBox>
#include <QStandardPaths>
#include <QVBoxLayout>

#include <cmath>

namespace basin {

namespace {

const QString kKey = QStringLiteral("export/");
constexpr int kNarrowest = 460;  // pixels

QString formatName(const QString& ending) {
    if (ending == QLatin1String("png")) return ExportDialog::tr("PNG: a picture of pixels");
    if (ending == QLatin1String("svg")) return ExportDialog::tr("SVG: a drawing, for the web and for editing");
    if (ending == QLatin1String("pdf")) return ExportDialog::tr("PDF: a drawing, for papers and slides");
    if (ending == QLatin1String("csv")) return ExportDialog::tr("CSV: a table, for any program");
    if (ending == QLatin1String("mp4")) return ExportDialog::tr("MP4: plays everywhere");
    if (ending == QLatin1String("webm")) return ExportDialog::tr("WebM: for the web");
    return ExportDialog::tr("GIF: for slides, without sound or controls");
}

}  // namespace

int ExportChoice::pictures() const { return std::max(1, static_cast<int>(std::lround(seconds * perSecond))); }

QStringList endingsOf(ExportWhat what, const QStringList& animations) {
    switch (what) {
        case ExportWhat::Charts: return {QStringLiteral("png"), QStringLiteral("svg"), QStringLiteral("pdf")};
        case ExportWhat::Window: return {QStringLiteral("png")};
        case ExportWhat::ShownNumbers:
        case ExportWhat::AllNumbers: return {QStringLiteral("csv")};
        case ExportWhat::Animation: return animations;
    }
    return {};
}

ExportDialog::ExportDialog(QSize charts, QSize window, bool plays, QWidget* parent)
    : QDialog(parent), m_charts(charts), m_window(window), m_plays(plays) {
    setWindowTitle(tr("Export"));
    m_what = new QComboBox;
    m_what->addItem(tr("The charts, as a picture"), static_cast<int>(ExportWhat::Charts));
    m_what->addItem(tr("The whole window, as a picture"), static_cast<int>(ExportWhat::Window));
    m_what->addItem(tr("The numbers of the charts on show"), static_cast<int>(ExportWhat::ShownNumbers));
    if (plays)
        m_what->addItem(tr("All numbers: every walker and its averages"), static_cast<int>(ExportWhat::AllNumbers));
    if (plays) m_what->addItem(tr("An animation of the charts"), static_cast<int>(ExportWhat::Animation));
    m_format = new QComboBox;
    m_scale = new QComboBox;
    m_seconds = new QDoubleSpinBox;
    m_seconds->setRange(0.1, 3600.0);
    m_seconds->setDecimals(1);
    m_seconds->setSuffix(tr(" s"));
    m_perSecond = new QSpinBox;
    m_perSecond->setRange(1, 60);
    m_perSecond->setSuffix(tr(" a second"));
    m_steps = new QSpinBox;
    m_steps->setRange(1, 1000000);
    m_steps->setToolTip(
        tr("How many steps the walkers take from one picture to the next: more of them, and the animation "
           "shows a longer part of the run, faster."));
    m_path = new QLineEdit;
    m_path->setObjectName(QStringLiteral("path"));
    auto* browse = new QPushButton(tr("C&hoose…"));
    browse->setAutoDefault(false);  // Return exports
    auto* file = new QLabel(tr("F&ile"));
    file->setBuddy(m_path);
    auto* place = new QHBoxLayout;
    place->addWidget(m_path, 1);
    place->addWidget(browse);
    m_summary = new QLabel;
    m_summary->setWordWrap(true);
    m_error = errorLabel();

    m_form = new QFormLayout;
    m_form->addRow(tr("&What"), m_what);
    m_form->addRow(tr("&Format"), m_format);
    m_form->addRow(tr("Si&ze"), m_scale);
    m_form->addRow(tr("&Length"), m_seconds);
    m_form->addRow(tr("&Pictures"), m_perSecond);
    m_form->addRow(tr("&Steps a picture"), m_steps);
    m_form->addRow(file, place);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_export = buttons->addButton(tr("&Export"), QDialogButtonBox::AcceptRole);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(m_form);
    layout->addWidget(m_summary);
    layout->addWidget(m_error);
    layout->addStretch(1);
    layout->addWidget(buttons);
    m_export->setDefault(true);  // only now does the button know its dialog
    setMinimumWidth(kNarrowest);

    const QSettings settings;
    m_seconds->setValue(settings.value(kKey + QStringLiteral("seconds"), 10.0).toDouble());
    m_perSecond->setValue(settings.value(kKey + QStringLiteral("per-second"), 30).toInt());
    m_steps->setValue(settings.value(kKey + QStringLiteral("steps"), 10).toInt());
    const QString folder =
        settings
            .value(kKey + QStringLiteral("folder"), QStandardPaths::writableLocation(QStandardPaths::PicturesLocation))
            .toString();
    m_path->setText(QDir(folder).filePath(QStringLiteral("basin.png")));
    const int wanted = m_what->findData(settings.value(kKey + QStringLiteral("what"), 0).toInt());
    m_what->setCurrentIndex(std::max(0, wanted));
    follow();
    m_what->setFocus();

    connect(m_what, &QComboBox::currentIndexChanged, this, &ExportDialog::follow);
    connect(m_format, &QComboBox::currentIndexChanged, this, [this] {
        setEnding(m_format->currentData().toString());
        showSizes();
    });
    for (QSpinBox* box : {m_perSecond, m_steps})
        connect(box, &QSpinBox::valueChanged, this, &ExportDialog::showSummary);
    connect(m_seconds, &QDoubleSpinBox::valueChanged, this, &ExportDialog::showSummary);
    connect(browse, &QPushButton::clicked, this, &ExportDialog::browse);
    connect(buttons, &QDialogButtonBox::accepted, this, &ExportDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &ExportDialog::reject);
}

ExportWhat ExportDialog::what() const { return static_cast<ExportWhat>(m_what->currentData().toInt()); }

void ExportDialog::setFfmpeg(const Ffmpeg& ffmpeg) {
    m_ffmpeg = ffmpeg;
    m_looking = false;
    follow();
}

void ExportDialog::follow() {
    const bool isAnimation = what() == ExportWhat::Animation;
    for (QWidget* field :
         {static_cast<QWidget*>(m_seconds), static_cast<QWidget*>(m_perSecond), static_cast<QWidget*>(m_steps)}) {
        field->setVisible(isAnimation);
        m_form->labelForField(field)->setVisible(isAnimation);
    }
    showFormats();
    showSizes();
    const QString problem = isAnimation && !m_looking ? m_ffmpeg.problem() : QString();
    setErrorText(m_error, problem);
    m_export->setEnabled(m_format->count() > 0);
    showSummary();
}

void ExportDialog::showFormats() {
    const QSignalBlocker blocker(m_format);
    const QString key = kKey + QStringLiteral("format-%1").arg(static_cast<int>(what()));
    const QString before = QSettings().value(key).toString();
    m_format->clear();
    for (const QString& ending : endingsOf(what(), m_ffmpeg.endings())) m_format->addItem(formatName(ending), ending);
    m_format->setCurrentIndex(std::max(0, m_format->findData(before)));
    m_format->setEnabled(m_format->count() > 1);
    if (m_format->count() > 0) setEnding(m_format->currentData().toString());
}

void ExportDialog::showSizes() {
    const QString ending = m_format->currentData().toString();
    const bool pixels =
        ending != QLatin1String("svg") && ending != QLatin1String("pdf") && ending != QLatin1String("csv");
    const double before = m_scale->count() > 0 ? m_scale->currentData().toDouble()
                                               : QSettings().value(kKey + QStringLiteral("scale"), 2.0).toDouble();
    m_scale->clear();
    const QSize size = what() == ExportWhat::Window ? m_window : m_charts;
    const int most = what() == ExportWhat::Animation ? 2 : 4;
    for (int scale = 1; scale <= most; ++scale)
        m_scale->addItem(
            tr("%1×: %2 by %3 pixels")
                .arg(formatCount(scale), formatCount(scale * size.width()), formatCount(scale * size.height())),
            scale);
    m_scale->setCurrentIndex(std::clamp(m_scale->findData(before), 0, most - 1));
    m_scale->setVisible(pixels);
    m_form->labelForField(m_scale)->setVisible(pixels);
}

void ExportDialog::showSummary() {
    const ExportChoice now = choice();
    QString words =
        tr("The file carries scenario, seed and step: dropped on the window, it goes on where it was taken.");
    if (what() == ExportWhat::Animation)
        words = tr("%1 pictures over %2 steps from here. The file carries the state in which it begins: dropped on the "
                   "window, the same can be played again.")
                    .arg(formatCount(now.pictures()), formatCount((now.pictures() - 1) * now.stepsPerPicture));
    m_summary->setText(words);
}

void ExportDialog::setEnding(const QString& ending) {
    const QFileInfo file(m_path->text());
    m_path->setText(file.dir().filePath(file.completeBaseName() + QLatin1Char('.') + ending));
}

void ExportDialog::browse() {
    const QString ending = m_format->currentData().toString();
    const QString path =
        QFileDialog::getSaveFileName(this, tr("Export"), m_path->text(), QStringLiteral("*.%1").arg(ending), nullptr,
                                     QFileDialog::DontConfirmOverwrite);  // asked on Export
    if (path.isEmpty()) return;
    m_path->setText(path);
    setEnding(ending);
}

ExportChoice ExportDialog::choice() const {
    return {.what = what(),
            .path = m_path->text(),
            .scale = std::max(1.0, m_scale->currentData().toDouble()),
            .seconds = m_seconds->value(),
            .perSecond = m_perSecond->value(),
            .stepsPerPicture = m_steps->value()};
}

void ExportDialog::accept() {
    const QFileInfo file(m_path->text());
    if (file.completeBaseName().isEmpty() || !file.dir().exists())
        return setErrorText(m_error, tr("There is no folder %1; choose one that is there.").arg(file.dir().path()));
    if (!QFileInfo(file.dir().path()).isWritable())
        return setErrorText(m_error, tr("In %1 nothing can be written; choose another folder.").arg(file.dir().path()));
    if (file.exists() &&
        QMessageBox::question(this, tr("Export"), tr("Replace %1, which is there already?").arg(file.fileName())) !=
            QMessageBox::Yes)
        return;
    QSettings settings;
    settings.setValue(kKey + QStringLiteral("what"), static_cast<int>(what()));
    settings.setValue(kKey + QStringLiteral("format-%1").arg(static_cast<int>(what())), m_format->currentData());
    settings.setValue(kKey + QStringLiteral("scale"), m_scale->currentData());
    settings.setValue(kKey + QStringLiteral("seconds"), m_seconds->value());
    settings.setValue(kKey + QStringLiteral("per-second"), m_perSecond->value());
    settings.setValue(kKey + QStringLiteral("steps"), m_steps->value());
    settings.setValue(kKey + QStringLiteral("folder"), file.dir().absolutePath());
    QDialog::accept();
}

}  // namespace basin
