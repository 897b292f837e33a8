// SPDX-License-Identifier: GPL-3.0-or-later
// The surface by OpenGL, off screen, so that the window itself stays as it is and quick.
#include "ui/plane/surface_scene.h"

#include <QCoreApplication>
#include <QOffscreenSurface>
#include <QOpenGLContext>
#include <QOpenGLFramebufferObject>
#include <QOpenGLFunctions>
#include <QOpenGLShaderProgram>

#include <memory>

namespace basin {

namespace {

/// The texts of this file, for translators.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(basin::SurfaceView)
};

constexpr const char* kVertexShader = R"(
attribute highp vec4 place;
attribute lowp vec4 colour;
uniform highp mat4 projection;
uniform highp float size;
varying lowp vec4 shade;
void main() {
    gl_Position = projection * place;
    gl_PointSize = size;
    shade = colour;
})";
constexpr const char* kFragmentShader = R"(
#ifdef GL_ES
precision mediump float;
#endif
uniform bool round;
varying lowp vec4 shade;
void main() {
    if (round && distance(gl_PointCoord, vec2(0.5)) > 0.5) discard;
    gl_FragColor = shade;
})";
// Of OpenGL on the desktop; OpenGL ES has them always on.
constexpr GLenum kPointSprite = 0x8861, kProgramPointSize = 0x8642;
constexpr float kNearer = 0.004F;  // in clip depth: lines and marks lie on the surface, not in it

struct Vertex {
    QVector3D place;
    QVector4D colour;
};
QVector4D colourOf(const QColor& colour, float alpha) {
    return {static_cast<float>(colour.redF()), static_cast<float>(colour.greenF()), static_cast<float>(colour.blueF()),
            alpha};
}

/// A context with its program. Made, used and destroyed on one thread.
class Renderer {
public:
    explicit Renderer(QOffscreenSurface* target) : m_target(target) {
        if (!QOpenGLContext::supportsThreadedOpenGL() || !m_context.create() || !m_context.makeCurrent(target)) return;
        // Round points need it on the desktop; OpenGL ES has them always.
        const QByteArray version = m_context.isOpenGLES() ? QByteArray() : QByteArray("#version 120\n");
        m_usable = m_program.addShaderFromSourceCode(QOpenGLShader::Vertex, version + kVertexShader) &&
                   m_program.addShaderFromSourceCode(QOpenGLShader::Fragment, version + kFragmentShader) &&
                   m_program.link();
    }
    ~Renderer() {
        if (m_usable) m_context.makeCurrent(m_target);
        m_buffer.reset();
        m_program.removeAllShaders();
        if (m_usable) m_context.doneCurrent();
    }
    QOffscreenSurface* target() const { return m_target; }

    QImage render(const SurfaceScene& scene) {
        if (!m_usable || !m_context.makeCurrent(m_target)) return {};
        if (!m_buffer || m_buffer->size() != scene.pixels) {
            QOpenGLFramebufferObjectFormat format;
            format.setAttachment(QOpenGLFramebufferObject::CombinedDepthStencil);
            format.setSamples(4);
            m_buffer = std::make_unique<QOpenGLFramebufferObject>(scene.pixels, format);
        }
        if (!m_buffer->isValid() || !m_buffer->bind()) return {};
        draw(scene, *m_context.functions());
        QImage image = m_buffer->toImage().convertToFormat(QImage::Format_RGB32);
        m_buffer->release();
        return image;
    }

private:
    void draw(const SurfaceScene& scene, QOpenGLFunctions& gl) {
        const SurfaceColours& colours = scene.colours;
        const SurfaceModel model(scene);
        gl.glViewport(0, 0, scene.pixels.width(), scene.pixels.height());
        gl.glClearColor(static_cast<float>(colours.background.redF()), static_cast<float>(colours.background.greenF()),
                        static_cast<float>(colours.background.blueF()), 1.0F);
        gl.glClear(GL_COLOR_BUFFER_BIT | GL_DEPTH_BUFFER_BIT);
        gl.glEnable(GL_DEPTH_TEST);
        gl.glEnable(GL_BLEND);
        gl.glBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
        if (!m_context.isOpenGLES()) {
            gl.glEnable(kPointSprite);
            gl.glEnable(kProgramPointSize);
        }
        m_program.bind();
        const QMatrix4x4 projection = surfaceProjection(scene);
        m_program.setUniformValue("projection", projection);
        m_program.setUniformValue("round", false);
        m_program.setUniformValue("size", 1.0F);

        const auto columns = static_cast<std::size_t>(model.columns), rows = static_cast<std::size_t>(model.rows);
        std::vector<Vertex> surface;
        surface.reserve(6 * model.places.size());
        const auto at = [&](std::size_t i) {
            return Vertex{model.places[i], colourOf(QColor(model.colours[i]), 1.0F)};
        };
        for (std::size_t row = 0; row + 1 < rows; ++row)
            for (std::size_t column = 0; column + 1 < columns; ++column) {
                const std::size_t i = row * columns + column;
                for (const std::size_t corner : {i, i + 1, i + columns, i + columns, i + 1, i + columns + 1})
                    surface.push_back(at(corner));
            }
        drawVertices(gl, GL_TRIANGLES, surface);

        QMatrix4x4 nearer;
        nearer.translate(0.0F, 0.0F, -kNearer);
        m_program.setUniformValue("projection", nearer * projection);
        std::vector<Vertex> mesh;
        const QVector4D ink = colourOf(colours.text, 0.2F);
        const auto line = [&](std::size_t from, std::size_t to) {
            mesh.push_back({model.places[from], ink});
            mesh.push_back({model.places[to], ink});
        };
        for (std::size_t row = 0; row < rows; ++row)
            for (std::size_t column = 0; column < columns; ++column) {
                const std::size_t i = row * columns + column;
                if (row % SurfaceModel::kMeshEvery == 0 && column + 1 < columns) line(i, i + 1);
                if (column % SurfaceModel::kMeshEvery == 0 && row + 1 < rows) line(i, i + columns);
            }
        drawVertices(gl, GL_LINES, mesh);

        std::vector<Vertex> walkers;
        for (const SurfaceModel::Walker& walker : model.walkers)
            walkers.push_back({walker.place, colourOf(walker.average ? colours.average : colours.sgd, 0.8F)});
        m_program.setUniformValue("round", true);
        m_program.setUniformValue("size", static_cast<float>(scene.scale) * (walkers.size() <= 40 ? 8.0F : 4.2F));
        drawVertices(gl, GL_POINTS, walkers);
        m_program.release();
    }

    void drawVertices(QOpenGLFunctions& gl, GLenum how, const std::vector<Vertex>& vertices) {
        if (vertices.empty()) return;
        constexpr int kStride = sizeof(Vertex);
        m_program.enableAttributeArray("place");
        m_program.enableAttributeArray("colour");
        m_program.setAttributeArray("place", &vertices.front().place, kStride);
        m_program.setAttributeArray("colour", &vertices.front().colour, kStride);
        gl.glDrawArrays(how, 0, static_cast<GLsizei>(vertices.size()));
    }

    QOffscreenSurface* m_target;
    QOpenGLContext m_context;
    QOpenGLShaderProgram m_program;
    std::unique_ptr<QOpenGLFramebufferObject> m_buffer;
    bool m_usable = false;
};

}  // namespace

QImage renderSurface(const SurfaceScene& scene, QOffscreenSurface* target, QString& sentence) {
    // It goes with its thread.
    static thread_local std::unique_ptr<Renderer> renderer;
    QImage image;
    if (target && target->isValid()) {
        if (!renderer || renderer->target() != target) renderer = std::make_unique<Renderer>(target);
        image = renderer->render(scene);
    }
    if (image.isNull()) sentence = Words::tr("No OpenGL here: the surface is drawn without it");
    return image;
}

}  // namespace basin
