// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plane/surface_view.h"

#include "ui/charts/marks.h"
#include "ui/charts/plot.h"
#include "ui/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QOffscreenSurface>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace basin {

namespace {

constexpr double kTurnPerPixel = 0.01, kTurnPerKey = 0.08;
constexpr double kLowest = 0.15, kHighest = 1.5;  // tilt

}  // namespace

SurfaceView::SurfaceView(QWidget* parent) : QWidget(parent) {
    setAttribute(Qt::WA_OpaquePaintEvent);
    setFocusPolicy(Qt::StrongFocus);
    setMinimumSize(220, 150);
    setCursor(Qt::OpenHandCursor);
    setAccessibleName(tr("The surface in three dimensions"));
    setToolTip(turnWords());
    m_scene.smoothed = true;
    m_scene.software = qEnvironmentVariableIsSet("BASIN_SOFTWARE_3D");
    if (!m_scene.software) {
        m_target = std::make_unique<QOffscreenSurface>();
        m_target->create();
    }
    QOffscreenSurface* target = m_target.get();
    m_job = std::make_unique<SteadyJob<SurfaceScene, Drawn>>(
        this,
        [target](const SurfaceScene& scene, const std::stop_token&) {
            Drawn drawn{{}, {}, scene};
            if (!scene.software) drawn.image = renderSurface(scene, target, drawn.sentence);
            if (drawn.image.isNull()) drawn.image = paintSurface(scene);
            return drawn;
        },
        [this](const Drawn& drawn) {
            m_image = drawn.image;
            m_drawnScene = drawn.scene;
            m_sentence = drawn.sentence;
            setToolTip(m_sentence.isEmpty() ? turnWords() : turnWords() + QLatin1Char('\n') + m_sentence);
            // A context that could not be made once is not asked for at every picture.
            if (!m_sentence.isEmpty()) m_scene.software = true;
            update();
            Q_EMIT this->drawn();
        });
}

SurfaceView::~SurfaceView() = default;

void SurfaceView::setPicture(const std::shared_ptr<const PlanePicture>& picture) {
    m_scene.picture = picture;
    draw();
}

void SurfaceView::setFrame(const std::shared_ptr<const PlaneFrame>& frame) {
    m_scene.frame = frame;
    draw();
}

void SurfaceView::setSmoothed(bool smoothed) {
    m_scene.smoothed = smoothed;
    draw();
    update();
}

void SurfaceView::setMarks(const std::vector<PlaneMark>& marks, const std::vector<Point>& path) {
    m_scene.marks = marks;
    m_scene.path = path;
    draw();
}

void SurfaceView::setTitle(const QString& title) {
    m_title = title;
    update();
}

void SurfaceView::turn(double about, double tilt) {
    m_scene.turn = std::remainder(m_scene.turn + about, 2.0 * M_PI);
    m_scene.tilt = std::clamp(m_scene.tilt + tilt, kLowest, kHighest);
    draw();
}

QString SurfaceView::turnWords() {
    return tr("Drag or use the arrow keys to turn it; double click or Home turns it back");
}

double SurfaceView::heading() const { return 1.9 * QFontMetricsF(font()).height() * Plot::scaleIn(this); }

void SurfaceView::draw() {
    if (!isVisible() || !m_scene.picture) return;
    // Where F is absent f is shown, and the words say so.
    SurfaceScene scene = m_scene;
    if (!scene.picture->smoothed) scene.smoothed = false;
    const double ratio = devicePixelRatioF();
    scene.pixels = (QSizeF(width(), height() - heading()) * ratio).toSize();
    if (scene.pixels.width() < 16 || scene.pixels.height() < 16) return;
    scene.scale = Plot::scaleIn(this) * ratio;
    scene.colours = SurfaceColours::current();
    m_job->request(scene);
}

void SurfaceView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintTo(painter, rect());
}

void SurfaceView::paintTo(QPainter& painter, const QRectF& target) {
    painter.save();
    painter.translate(target.topLeft());
    painter.scale(target.width() / width(), target.height() / height());
    painter.fillRect(rect(), currentTheme().chart);
    const QRectF body(0.0, heading(), width(), height() - heading());
    if (!m_image.isNull()) {
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.drawImage(body, m_image);
        painter.save();
        painter.translate(body.topLeft());
        painter.scale(body.width() / m_image.width(), body.height() / m_image.height());
        QFont letters = font();
        letters.setPointSizeF(letters.pointSizeF() * m_drawnScene.scale);
        painter.setFont(letters);
        paintSurfaceAxes(painter, m_drawnScene);
        paintSurfaceMarks(painter, m_drawnScene);
        painter.restore();
    }
    paintWords(painter);
    painter.restore();
}

void SurfaceView::paintWords(QPainter& painter) {
    const double scale = Plot::scaleIn(this);
    QFont letters = font();
    letters.setPointSizeF(letters.pointSizeF() * scale);
    letters.setBold(true);
    painter.setFont(letters);
    painter.setPen(currentTheme().text);
    const bool absent = m_scene.picture && !m_scene.picture->smoothed;
    const QString title = !m_title.isEmpty()            ? m_title
                          : m_scene.smoothed && !absent ? tr("F in three dimensions")
                                                        : tr("f in three dimensions");
    const QFontMetricsF metrics(letters);
    painter.drawText(QPointF(10.0 * scale, 6.0 * scale + metrics.ascent()),
                     metrics.elidedText(title, Qt::ElideRight, width() - 16.0 * scale));
    letters.setBold(false);
    letters.setPointSizeF(0.85 * letters.pointSizeF());
    painter.setFont(letters);
    // Beside the title, where there is room: the tooltip says it too.
    const double left = 26.0 * scale + metrics.horizontalAdvance(title), right = width() - 8.0 * scale;
    if (left + QFontMetricsF(letters).horizontalAdvance(m_sentence) <= right) {
        painter.setPen(currentTheme().mutedText);
        painter.drawText(QRectF(left, 6.0 * scale, right - left, metrics.height()), Qt::AlignRight | Qt::AlignVCenter,
                         m_sentence);
    }
    if (hasFocus()) {
        painter.setPen(QPen(currentTheme().accent, scale));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
    }
}

void SurfaceView::mousePressEvent(QMouseEvent* event) {
    m_mouse = event->position();
    setCursor(Qt::ClosedHandCursor);
}

void SurfaceView::mouseMoveEvent(QMouseEvent* event) {
    if (!(event->buttons() & Qt::LeftButton)) return setCursor(Qt::OpenHandCursor);
    const QPointF moved = event->position() - m_mouse;
    m_mouse = event->position();
    turn(kTurnPerPixel * moved.x(), kTurnPerPixel * moved.y());
}

void SurfaceView::mouseDoubleClickEvent(QMouseEvent*) {
    const SurfaceScene usual;
    turn(usual.turn - m_scene.turn, usual.tilt - m_scene.tilt);
}

void SurfaceView::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
        case Qt::Key_Left: return turn(-kTurnPerKey, 0.0);
        case Qt::Key_Right: return turn(kTurnPerKey, 0.0);
        case Qt::Key_Up: return turn(0.0, kTurnPerKey);
        case Qt::Key_Down: return turn(0.0, -kTurnPerKey);
        case Qt::Key_Home: return mouseDoubleClickEvent(nullptr);
        default: QWidget::keyPressEvent(event);
    }
}

void SurfaceView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    draw();
}

void SurfaceView::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    draw();
}

void SurfaceView::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) draw();
}

}  // namespace basin
