// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/training/curve_look.h"

#include <QImage>
#include <QObject>
#include <QSizeF>

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

namespace basin {

/// Everything that a picture of curves is made of. Nothing in it changes, so that any thread may paint it.
struct CurvePicture {
    /// One axis: which places it shows, in its own units, and how those of the curves become these.
    struct Axis {
        Interval range{0.0, 1.0};
        bool logarithmic = false;
        double factor = 1.0;

        /// A place as a share of the axis; NaN where a logarithmic one has none.
        double share(double place) const;
        bool operator==(const Axis&) const = default;
    };
    std::shared_ptr<const Charts> charts;
    std::size_t index = 0;         ///< of the chart in them
    std::vector<CurveLook> looks;  ///< of its curves
    Axis x, y;
    QSizeF size;          ///< of the axes' rectangle, in logical pixels
    double ratio = 1.0;   ///< device pixels in one of these
    double scale = 1.0;   ///< of lines and marks
    qsizetype marks = 0;  ///< curves of at most so many points get a mark for each
    QColor background;

    /// The curves to be painted; null if there are none.
    const std::vector<Curve>* curves() const;
};

/// Paints the raw curves faintly, then the curves, within a rectangle of the picture's size at the origin. Nothing leaves it.
void paintCurves(QPainter& painter, const CurvePicture& picture);
/// The same as an image on nothing, also of very many points in a short time.
QImage imageOf(const CurvePicture& picture);

/// Paints curves on a thread of its own: many runs take longer than a frame of the window. The newest picture wins, but one
/// that was begun is finished, so that something comes however fast a person zooms. Lives on the window's thread.
class CurveArtist {
public:
    using Done = std::function<void(const CurvePicture&, const QImage&)>;
    /// `done` runs on the thread of `context`, which must outlive the artist.
    CurveArtist(QObject* context, Done done);
    ~CurveArtist();

    void paint(CurvePicture picture);

private:
    void run(const std::stop_token& stop);

    QObject* m_context;
    Done m_done;
    std::mutex m_mutex;  ///< guards the next
    std::optional<CurvePicture> m_next;
    std::condition_variable_any m_wake;
    std::jthread m_thread;  ///< last, so that it starts when the rest is there
};

}  // namespace basin
