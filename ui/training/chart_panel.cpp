// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/chart_panel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QSettings>
#include <QVBoxLayout>

#include <algorithm>

namespace basin {

ChartPanel::ChartPanel(TrainingChart::Size size, const QString& key, Quantity quantity, QWidget* parent)
    : QWidget(parent), m_key(QStringLiteral("training/%1/").arg(key)) {
    m_quantity = new QComboBox;
    for (int i = 0; i <= static_cast<int>(Quantity::Load); ++i) {
        m_quantity->addItem(quantityName(static_cast<Quantity>(i)));
        m_quantity->setItemData(i, quantityTip(static_cast<Quantity>(i)), Qt::ToolTipRole);
    }
    m_quantity->setAccessibleName(tr("What the chart shows"));
    m_images = new QComboBox;
    m_images->addItem(tr("test images"), static_cast<int>(Split::Test));
    m_images->addItem(tr("held-out images"), static_cast<int>(Split::Holdout));
    m_images->addItem(tr("training images"), static_cast<int>(Split::Train));
    m_images->setAccessibleName(tr("Images of the chart"));
    m_images->setToolTip(
        tr("Test images tell how good a network is on what it never saw. Held-out images are set aside "
           "from the training set to choose by. Training images are those that it learns."));
    m_logarithmic = new QCheckBox(tr("log"));
    m_logarithmic->setToolTip(tr("Equal ways up the axis are equal factors."));
    for (QComboBox* box : {m_quantity, m_images}) box->setFocusPolicy(Qt::StrongFocus);

    const QSettings settings;
    const auto saved = [&](const char* name, int usual, int most) {
        return std::clamp(settings.value(m_key + QLatin1String(name), usual).toInt(), 0, most);
    };
    m_quantity->setCurrentIndex(saved("quantity", static_cast<int>(quantity), static_cast<int>(Quantity::Load)));
    m_images->setCurrentIndex(saved("images", 0, 2));
    m_logarithmic->setChecked(settings.value(m_key + QStringLiteral("log"), false).toBool());

    m_chart = new TrainingChart(size);
    auto* header = new QHBoxLayout;
    header->setContentsMargins(8, 3, 8, 1);
    header->addWidget(m_quantity);
    header->addWidget(m_images);
    header->addWidget(m_logarithmic);
    header->addStretch(1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(header);
    layout->addWidget(m_chart, 1);
    apply();
    connect(m_quantity, &QComboBox::currentIndexChanged, this, &ChartPanel::apply);
    connect(m_images, &QComboBox::currentIndexChanged, this, &ChartPanel::apply);
    connect(m_logarithmic, &QCheckBox::toggled, this, &ChartPanel::apply);
}

void ChartPanel::setControlsFont(const QFont& font) {
    for (QWidget* widget :
         {static_cast<QWidget*>(m_quantity), static_cast<QWidget*>(m_images), static_cast<QWidget*>(m_logarithmic)})
        widget->setFont(font);
}

ChartRequest ChartPanel::request() const {
    const auto quantity = static_cast<Quantity>(m_quantity->currentIndex());
    return {.quantity = quantity,
            .images = hasImages(quantity) ? static_cast<Split>(m_images->currentData().toInt()) : Split::Test,
            .columns = std::max(1, static_cast<int>(m_chart->plotArea().width()))};
}

void ChartPanel::apply() {
    const ChartRequest now = request();
    m_images->setVisible(hasImages(now.quantity));
    m_quantity->setToolTip(quantityTip(now.quantity));
    m_chart->setKind(now.quantity, now.images, m_logarithmic->isChecked());
    m_chart->setEmptyText(emptyText());
    QSettings settings;
    settings.setValue(m_key + QStringLiteral("quantity"), m_quantity->currentIndex());
    settings.setValue(m_key + QStringLiteral("images"), m_images->currentIndex());
    settings.setValue(m_key + QStringLiteral("log"), m_logarithmic->isChecked());
    Q_EMIT changed();
}

QString ChartPanel::emptyText() const {
    const ChartRequest now = request();
    if (!hasImages(now.quantity)) return tr("Nothing of this was measured yet.");
    return tr("No evaluation on %1 yet.").arg(m_images->currentText());
}

}  // namespace basin
