// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/extend_dialog.h"

#include "ui/translation.h"
#include "ui/widgets/error_label.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/value_scale.h"

#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>

#include <algorithm>

namespace basin {

namespace {

/// The texts of this file, for translators.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(basin::ExtendDialog)
};

}  // namespace

Extension usualExtension(const RunConfig& config) {
    constexpr std::int64_t kIterations = 1000;  // of an epoch: fine enough for where a schedule ends
    const double last = config.stepSizeAt(config.totalEpochs() * kIterations - 1, kIterations);
    // A cosine ends at nothing.
    return {std::max<std::int64_t>(1, config.epochs / 10), roundToDigits(std::max(last, 0.01 * config.stepSize), 3)};
}

std::optional<Extension> askForExtension(const QString& run, const RunConfig& config, QWidget* parent) {
    Extension extension = usualExtension(config);
    QDialog dialog(parent);
    dialog.setWindowTitle(Words::tr("Extend %1").arg(run));
    auto* epochs = new NumberField;
    epochs->setWhole(true);
    epochs->setValue(static_cast<double>(extension.epochs));
    epochs->setToolTip(Words::tr("Epochs that are added after the last one."));
    auto* stepSize = new NumberField;
    stepSize->setValue(extension.stepSize);
    stepSize->setToolTip(
        Words::tr("The added epochs have this one step size; the larger, the further SGD moves about."));
    auto* problem = errorLabel();
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    buttons->button(QDialogButtonBox::Ok)->setText(Words::tr("E&xtend"));
    auto* form = new QFormLayout(&dialog);
    form->addRow(Words::tr("&Epochs more"), epochs);
    form->addRow(Words::tr("&Step size η"), stepSize);
    form->addRow(problem);
    form->addRow(buttons);
    const auto enter = [&](const Extension& wanted, NumberField* field) {
        const std::optional<Error> error = checkExtension(wanted, {});
        setErrorText(problem, error ? coreText(error->message) : QString());
        if (!error) extension = wanted;
        // What is refused does not stay in the field: it shows what would be done.
        field->setValue(field == epochs ? static_cast<double>(extension.epochs) : extension.stepSize);
    };
    QObject::connect(epochs, &NumberField::entered, &dialog, [&](double value) {
        constexpr double kMost = 1e9;
        enter({static_cast<std::int64_t>(std::clamp(value, -1.0, kMost)), extension.stepSize}, epochs);
    });
    QObject::connect(stepSize, &NumberField::entered, &dialog, [&](double value) {
        enter({extension.epochs, value}, stepSize);
    });
    for (NumberField* field : {epochs, stepSize})
        QObject::connect(field, &NumberField::refused, &dialog,
                         [&](const QString& sentence) { setErrorText(problem, sentence); });
    QObject::connect(buttons, &QDialogButtonBox::accepted, &dialog, [&] {
        buttons->button(QDialogButtonBox::Ok)->setFocus();  // what is still being typed is entered
        if (problem->text().isEmpty()) dialog.accept();
    });
    QObject::connect(buttons, &QDialogButtonBox::rejected, &dialog, &QDialog::reject);
    if (dialog.exec() != QDialog::Accepted) return std::nullopt;
    return extension;
}

}  // namespace basin
