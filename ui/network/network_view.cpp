// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/network/network_view.h"

#include "ui/network/course_chart.h"
#include "ui/network/sharpness_table.h"
#include "ui/network/slice_map.h"
#include "ui/network/spectrum_chart.h"
#include "ui/plane/colour_bar.h"
#include "ui/plane/surface_view.h"
#include "ui/theme.h"
#include "ui/widgets/quiet_wheel.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPainter>
#include <QSignalBlocker>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace basin {

namespace {

constexpr double kPixelsAPlace = 2.2;                 // of the map, logical ones
constexpr int kFewestPlaces = 48, kMostPlaces = 360;  // along a side

// The projector's pictures, one at a time.
enum Projected { Plane, InThreeDimensions, Line, Spectra, Course, Numbers, Pictures };

QLabel* wordsLabel() {
    auto* label = new QLabel;
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setContentsMargins(10, 3, 10, 3);
    label->hide();
    return label;
}

}  // namespace

NetworkView::NetworkView(QWidget* parent) : QWidget(parent) {
    m_findings = wordsLabel();
    m_findings->setObjectName(QStringLiteral("findings"));
    m_notes = wordsLabel();
    m_notes->setObjectName(QStringLiteral("measurementNotes"));
    m_map = new SliceMap;
    m_bar = new ColourBar;
    m_surface = new SurfaceView;
    m_surface->setSmoothed(false);
    m_line = new SliceLine;
    m_spectrum = new SpectrumChart;
    m_course = new CourseChart;
    m_chartMenu = new QComboBox;
    m_chartMenu->setObjectName(QStringLiteral("charts"));
    m_chartMenu->setAccessibleName(tr("Chart"));
    m_chartMenu->setToolTip(
        tr("The spectra at the newest checkpoint, or what was measured in the course of the training."));
    ignoreWheel(m_chartMenu);
    m_table = new SharpnessTable;
    m_left = new QWidget;
    auto* left = new QHBoxLayout(m_left);
    left->addWidget(m_map, 1);
    left->addWidget(m_bar);
    auto* charts = new QVBoxLayout;
    charts->addWidget(m_chartMenu);
    charts->addWidget(m_spectrum, 1);
    charts->addWidget(m_course, 1);
    for (QWidget* each : std::initializer_list<QWidget*>{m_surface, m_spectrum, m_course})
        each->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_lower = new QWidget;
    auto* lower = new QHBoxLayout(m_lower);
    lower->addWidget(m_surface, 9);
    lower->addLayout(charts, 11);
    m_right = new QWidget;
    auto* right = new QVBoxLayout(m_right);
    right->addWidget(m_line, 1);
    right->addWidget(m_lower, 1);
    for (QBoxLayout* box : std::initializer_list<QBoxLayout*>{left, lower, right, charts}) {
        box->setContentsMargins(0, 0, 0, 0);
        box->setSpacing(0);
    }
    m_split = new QSplitter(Qt::Horizontal);
    m_split->setChildrenCollapsible(false);
    m_split->addWidget(m_left);
    m_split->addWidget(m_right);
    m_split->setStretchFactor(0, 9);
    m_split->setStretchFactor(1, 11);
    m_split->setSizes({900, 1100});
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_findings);
    layout->addWidget(m_split, 1);
    auto* numbers = new QHBoxLayout;  // which keeps its numbers off the window's edge
    numbers->setContentsMargins(4, 0, 10, 0);
    numbers->addWidget(m_table);
    layout->addLayout(numbers);
    layout->addWidget(m_notes);
    m_job = std::make_unique<SteadyJob<SlicePictureRequest, std::shared_ptr<const PlanePicture>>>(
        this, [](const SlicePictureRequest& wanted, const std::stop_token& stop) { return pictureOf(wanted, stop); },
        [this](const std::shared_ptr<const PlanePicture>& picture) { showPicture(picture); });
    connect(m_chartMenu, &QComboBox::currentIndexChanged, this, [this] {
        const QVariant course = m_chartMenu->currentData();
        if (course.isValid()) m_course->setQuantity(static_cast<CourseChart::Quantity>(course.toInt()));
        placePictures();
    });
    connect(m_map, &SliceMap::resized, this, &NetworkView::requestPicture);
    placePictures();
}

NetworkView::~NetworkView() = default;

void NetworkView::setPlane(const std::shared_ptr<const Slice>& slice, const QString& title,
                           const std::vector<MarkLook>& looks) {
    if (!slice) m_picture = nullptr;
    m_plane = slice;
    m_map->setSlice(slice, title, looks);
    m_surface->setMarks(m_map->planeMarks(), m_map->path());
    placePictures();
    requestPicture();
}

void NetworkView::setLine(const std::shared_ptr<const Slice>& slice, const QString& title,
                          const std::vector<MarkLook>& looks, const std::vector<SmoothedMark>& smoothed) {
    m_hasLine = slice != nullptr;
    m_line->setSlice(slice, title, looks, smoothed);
    placePictures();
}

void NetworkView::setWeights(const std::vector<MeasuredWeights>& weights, const QString& more) {
    m_hasSpectra = std::ranges::any_of(weights, [](const MeasuredWeights& each) { return each.sharpness != nullptr; });
    m_hasRows = !weights.empty();
    m_spectrum->setWeights(weights);
    m_course->setWeights(weights);
    listCharts();
    m_table->setWeights(weights);
    m_findings->setText(m_table->findings());
    m_notes->setText(QStringList{m_table->notes(), more}.join(QLatin1Char(' ')).trimmed());
    placePictures();
}

void NetworkView::listCharts() {
    const QSignalBlocker blocker(m_chartMenu);
    const QVariant wanted = m_chartMenu->currentData();
    m_chartMenu->clear();
    m_chartMenu->addItem(tr("Spectrum of the Hessian"));
    for (const CourseChart::Quantity quantity : CourseChart::kQuantities)
        if (m_course->has(quantity)) m_chartMenu->addItem(CourseChart::title(quantity), static_cast<int>(quantity));
    m_chartMenu->setCurrentIndex(std::max(0, wanted.isValid() ? m_chartMenu->findData(wanted) : 0));
}

void NetworkView::setQuantity(SliceQuantity quantity) {
    m_quantity = quantity;
    m_map->setQuantity(quantity);
    m_line->setQuantity(quantity);
    m_surface->setTitle(tr("%1 in three dimensions").arg(sliceQuantityName(quantity)));
    requestPicture();
}

void NetworkView::placePictures() {
    const auto shown = [this](Projected which) { return m_projected < 0 || m_projected == which; };
    const bool projecting = m_projected >= 0, hasCourse = m_chartMenu->count() > 1;
    const bool wantsCourse = projecting ? m_projected == Course : m_chartMenu->currentData().isValid();
    const bool plane = m_plane && shown(Plane), line = m_hasLine && shown(Line),
               spectra = m_hasSpectra && shown(Spectra) && !wantsCourse, course = hasCourse && wantsCourse,
               numbers = m_hasRows && shown(Numbers);
    m_left->setVisible(plane);
    // Half a surface looks like a cliff: it comes when it is whole.
    const bool surface = m_plane && m_plane->isComplete() && shown(InThreeDimensions);
    m_surface->setVisible(surface);
    m_line->setVisible(line);
    m_spectrum->setVisible(spectra);
    m_course->setVisible(course);
    m_chartMenu->setVisible(hasCourse && !projecting);
    // Stretch counts also where nothing is.
    static_cast<QBoxLayout*>(m_lower->layout())->setStretch(1, spectra || course ? 11 : 0);
    m_lower->setVisible(surface || spectra || course);
    m_right->setVisible(surface || line || spectra || course);
    m_split->setVisible(plane || surface || line || spectra || course);
    m_table->setVisible(numbers);
    m_findings->setVisible(numbers && !m_findings->text().isEmpty());
    m_notes->setVisible(numbers && !m_notes->text().isEmpty());
}

void NetworkView::setProjecting(bool projecting) {
    m_projected = projecting ? Plane : -1;
    m_table->setProjecting(projecting);
    if (projecting && !m_plane) showNextPicture();
    placePictures();
    fitFonts();
}

void NetworkView::showNextPicture() {
    if (m_projected < 0) return;
    const bool there[] = {m_plane != nullptr, m_plane && m_plane->isComplete(), m_hasLine,
                          m_hasSpectra,       m_chartMenu->count() > 1,         m_hasRows};
    for (int i = 0; i < Pictures; ++i) {
        m_projected = (m_projected + 1) % Pictures;
        if (there[m_projected]) break;
    }
    placePictures();
}

void NetworkView::requestPicture() {
    if (!m_plane || !isVisible()) return;
    const QRectF area = m_map->plotArea();
    m_bar->setEnds(area.top(), area.bottom());
    const auto places = [](double pixels) {
        return std::clamp(static_cast<int>(std::lround(pixels / kPixelsAPlace)), kFewestPlaces, kMostPlaces);
    };
    m_job->request({m_plane, m_quantity, places(area.width()), places(area.height()), currentTheme().dark});
}

void NetworkView::showPicture(const std::shared_ptr<const PlanePicture>& picture) {
    m_picture = m_plane ? picture : nullptr;
    m_map->setPicture(m_picture);
    if (m_picture) m_bar->setScale(m_picture->scale);
    m_surface->setPicture(m_plane && m_plane->isComplete() ? m_picture : nullptr);
    Q_EMIT pictureShown();
}

std::vector<QWidget*> NetworkView::pictures() const {
    std::vector<QWidget*> shown;
    for (QWidget* widget : std::initializer_list<QWidget*>{m_findings, m_map, m_bar, m_surface, m_line, m_spectrum,
                                                           m_course, m_table, m_notes})
        if (widget->isVisibleTo(this)) shown.push_back(widget);
    return shown;
}

QSizeF NetworkView::chartsSize() const { return size(); }

void NetworkView::paintCharts(QPainter& painter, const QRectF& target) {
    const double scale = std::min(target.width() / width(), target.height() / height());
    painter.fillRect(QRectF(target.topLeft(), QSizeF(size()) * scale), currentTheme().window);
    for (QWidget* picture : pictures()) {
        const QRectF part(target.topLeft() + QPointF(picture->mapTo(this, QPoint())) * scale,
                          QSizeF(picture->size()) * scale);
        if (auto* plot = qobject_cast<Plot*>(picture)) {
            plot->paintTo(painter, part);
        } else if (picture == m_bar) {
            m_bar->paintTo(painter, part);
        } else if (picture == m_surface) {
            m_surface->paintTo(painter, part);
        } else {
            painter.save();
            painter.translate(part.topLeft());
            painter.scale(scale, scale);
            picture->render(&painter, {}, {}, QWidget::DrawChildren);
            painter.restore();
        }
    }
}

void NetworkView::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    requestPicture();
}

void NetworkView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fitFonts();
}

void NetworkView::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (!m_table) return;
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange) fitFonts();
    if (event->type() == QEvent::PaletteChange) {
        m_surface->setMarks(m_map->planeMarks(), m_map->path());
        requestPicture();
    }
}

void NetworkView::fitFonts() {
    // What is read from the last row grows with the window, as the charts do.
    const double scale = Plot::scaleIn(this);
    const auto fit = [&](QWidget* widget, double factor) {
        QFont fitted = font();
        fitted.setPointSizeF(fitted.pointSizeF() * factor);
        if (widget->font() != fitted) widget->setFont(fitted);
    };
    fit(m_findings, scale + 0.1);
    fit(m_table, 0.88 * scale);
    fit(m_table->horizontalHeader(), 0.88 * scale);
    fit(m_notes, 0.9 * scale);
    m_table->fitHeight();
}

}  // namespace basin
