// SPDX-License-Identifier: GPL-3.0-or-later
// Maps of the plane without a simulation: colours, contour lines, crowds, the surface in three dimensions.
#include "tests/ui/window.h"
#include "ui/charts/contours.h"
#include "ui/charts/height_colours.h"
#include "ui/plane/crowd_picture.h"
#include "ui/plane/surface_scene.h"
#include "ui/theme.h"

#include <QOffscreenSurface>
#include <QPainter>
#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <random>

using namespace basin;

namespace {

/// A grid over [−1, 1]², row by row from y = −1 on.
template <class Function>
std::vector<double> gridOf(int columns, int rows, Function f) {
    std::vector<double> values;
    for (int row = 0; row < rows; ++row)
        for (int column = 0; column < columns; ++column)
            values.push_back(f(2.0 * column / (columns - 1) - 1.0, 2.0 * row / (rows - 1) - 1.0));
    return values;
}

/// A picture of f over [−1, 1]², f being its own F.
template <class Function>
std::shared_ptr<const PlanePicture> pictureOf(Function f, int size = 97) {
    auto heights = std::make_shared<HeightPicture>();
    heights->over = {{-1.0, 1.0}, {-1.0, 1.0}};
    heights->columns = heights->rows = size;
    heights->values = gridOf(size, size, f);
    heights->colours = QImage(size, size, QImage::Format_RGB32);
    heights->colours.fill(QColor(200, 190, 180));
    auto picture = std::make_shared<PlanePicture>();
    picture->scale = heightScaleFor(heights->values);
    picture->f = heights;
    return picture;
}

/// OKLab of an sRGB colour by the forward equations of B. Ottosson (2020); the colours are made by the inverse ones.
std::array<double, 3> labOf(QRgb colour) {
    const auto linear = [](int value) {
        const double c = value / 255.0;
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    const double r = linear(qRed(colour)), g = linear(qGreen(colour)), b = linear(qBlue(colour));
    const double l = std::cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
    const double m = std::cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
    const double s = std::cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    return {0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
}
double labDistance(QRgb p, QRgb q) {
    const auto a = labOf(p), b = labOf(q);
    return std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

std::shared_ptr<const PlaneFrame> frameWith(const Points& iterates, const Points& averages) {
    auto frame = std::make_shared<PlaneFrame>();
    frame->iterates = iterates;
    frame->averages = averages;
    frame->walkers = iterates.size();
    return frame;
}

int pixelsNear(const QImage& image, const QColor& colour, double farthest) {
    int count = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x) count += labDistance(image.pixel(x, y), colour.rgb()) < farthest;
    return count;
}

}  // namespace

class PlaneChartsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepareApplication(); }

    void coloursAreUniformAndMarksStandOut() {
        for (const bool dark : {false, true}) {
            const auto& colours = heightColours(dark);
            // Sixteen strides of 17 colours: each 1/15 of the way. Rounding to 8 bits moves an end by at most √3 · 0.5/255
            // in sRGB, which is 0.004 in OKLab at the dark end; a stride is longer than 0.025.
            std::vector<double> strides;
            for (std::size_t i = 0; i + 17 < colours.size(); i += 17)
                strides.push_back(labDistance(colours[i], colours[i + 17]));
            const auto [shortest, longest] = std::minmax_element(strides.begin(), strides.end());
            QVERIFY2(*longest < 1.3 * *shortest, qPrintable(QString::number(*longest / *shortest)));
            for (std::size_t i = 0; i + 12 < colours.size(); ++i) {
                const double rise = labOf(colours[i + 12])[0] - labOf(colours[i])[0];
                QVERIFY(dark ? rise > 0.0 : rise < 0.0);
            }
            // The marks against every colour: two greys of that distance differ by a seventh of the way from black to white.
            applyTheme(dark ? ThemeChoice::Dark : ThemeChoice::Light);
            const Theme& marks = currentTheme();
            for (const QColor& mark : {marks.sgd, marks.average, marks.smoothed})
                for (const QRgb colour : colours)
                    QVERIFY2(labDistance(mark.rgb(), colour) > 0.11, qPrintable(mark.name()));
        }
        applyTheme(ThemeChoice::Light);
    }

    void heightsAreTakenInEqualStepsOrByTheirLogarithm() {
        const auto plain = heightScaleFor(gridOf(50, 50, [](double x, double) { return 3.0 + x; }));
        QVERIFY(!plain.isLogarithmic());
        QCOMPARE(plain.shareOf(3.0), 0.5);
        QVERIFY(plain.levels.size() >= 6 && plain.levels.size() <= 20);
        // Half of the places lie below 1/10,000 of the height of (10 x)⁸.
        const auto steep = heightScaleFor(gridOf(50, 50, [](double x, double) { return std::pow(10.0 * x, 8); }));
        QVERIFY(steep.isLogarithmic());
        for (const HeightScale& scale : {plain, steep}) {
            for (const double share : {0.0, 0.2, 0.7, 1.0})
                QVERIFY(std::abs(scale.shareOf(scale.valueAt(share)) - share) < 1e-9);
            QVERIFY(std::is_sorted(scale.levels.begin(), scale.levels.end()));
            QVERIFY(scale.range.contains(scale.levels.front()) && scale.range.contains(scale.levels.back()));
        }
        const double none = std::nan("");
        QVERIFY(heightScaleFor(std::vector<double>{none, none}).levels.empty());
        QVERIFY(std::isfinite(heightScaleFor(std::vector<double>{1.0, none, 1.0}).shareOf(1.0)));
    }

    void contourLinesAreCircles() {
        constexpr int kSize = 65;
        const auto values = gridOf(kSize, kSize, [](double x, double y) { return x * x + y * y; });
        const auto lines = contourLines(values, kSize, kSize, 0.25);
        QCOMPARE(lines.size(), std::size_t{1});
        QCOMPARE(lines[0].front(), lines[0].back());
        // Along an edge of length h the line through the ends is off by at most h²/4, and |∇f| = 1 at r = 1/2.
        const double h = 2.0 / (kSize - 1);
        for (const QPointF& cell : lines[0]) {
            const double x = h * cell.x() - 1.0, y = h * cell.y() - 1.0;
            QVERIFY(std::abs(std::hypot(x, y) - 0.5) <= 0.25 * h * h / 0.7);
        }
    }

    void contourLinesOfASaddleAreTwoThatEndAtTheEdge() {
        constexpr int kSize = 40;
        auto values = gridOf(kSize, kSize, [](double x, double y) { return x * y; });
        const auto lines = contourLines(values, kSize, kSize, 0.04);
        QCOMPARE(lines.size(), std::size_t{2});
        for (const QPolygonF& line : lines) {
            const auto atEdge = [](QPointF p) {
                return p.x() == 0.0 || p.y() == 0.0 || p.x() == kSize - 1 || p.y() == kSize - 1;
            };
            QVERIFY(atEdge(line.front()) && atEdge(line.back()));
        }
        values[0] = std::nan("");
        QCOMPARE(contourLines(values, kSize, kSize, 5.0).size(), std::size_t{0});
    }

    void aCrowdIsPaintedWhereItStands() {
        // 10,000 walkers at (0.5, 0), their averages at (−0.5, 0), and none elsewhere.
        const Points walkers{std::vector<double>(10000, 0.5), std::vector<double>(10000, 0.0)};
        const Points averages{std::vector<double>(10000, -0.5), std::vector<double>(10000, 0.0)};
        QImage image(401, 401, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::white);
        QPainter painter(&image);
        CrowdPicture crowd;
        crowd.paint(painter, image.rect(), {{-1.0, 1.0}, {-1.0, 1.0}}, frameWith(walkers, averages), 1.0);
        painter.end();
        QVERIFY(labDistance(image.pixel(300, 200), currentTheme().sgd.rgb()) < 0.02);
        QVERIFY(labDistance(image.pixel(100, 200), currentTheme().average.rgb()) < 0.02);
        int touched = 0;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x) touched += image.pixelColor(x, y) != Qt::white;
        QVERIFY2(touched > 20 && touched < 120, qPrintable(QString::number(touched)));
    }

    void walkersThatAreLostOrOutsideDoNoHarm() {
        std::mt19937 random(1);
        std::uniform_real_distribution<double> anywhere(-1.5, 1.5);
        Points walkers;
        for (int i = 0; i < 1000; ++i) {
            walkers.x.push_back(i % 7 == 0 ? std::nan("") : i % 11 == 0 ? 1e300 : anywhere(random));
            walkers.y.push_back(anywhere(random));
        }
        QImage image(200, 120, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::white);
        QPainter painter(&image);
        CrowdPicture crowd;
        crowd.paint(painter, image.rect(), {{-1.0, 1.0}, {-1.0, 1.0}}, frameWith(walkers, walkers), 1.0);
        painter.end();
        QVERIFY(pixelsNear(image, Qt::white, 0.01) < image.width() * image.height());
    }

    void aHillHidesWhoStandsBehindIt() {
        // A ridge along x, seen from the side of small y.
        SurfaceScene scene;
        scene.picture = pictureOf([](double, double y) { return std::exp(-40.0 * y * y); });
        scene.turn = 0.0;
        scene.tilt = 0.3;
        scene.pixels = {400, 300};
        scene.software = true;
        const auto seen = [&](double y) {
            scene.frame = frameWith({{0.0}, {y}}, {{}, {}});
            return pixelsNear(paintSurface(scene), currentTheme().sgd, 0.08);
        };
        QVERIFY(seen(-0.5) > 10);
        QCOMPARE(seen(0.45), 0);
        scene.turn = M_PI;  // from the other side
        QVERIFY(seen(0.45) > 10);
        QCOMPARE(seen(-0.5), 0);
    }

    void openGlAndPainterShowTheSame() {
        SurfaceScene scene;
        scene.picture = pictureOf([](double x, double y) { return std::exp(-4.0 * (x * x + y * y)); });
        scene.pixels = {320, 240};
        QOffscreenSurface target;
        target.create();
        QString sentence;
        const QImage drawn = renderSurface(scene, &target, sentence);
        if (drawn.isNull()) {
            QVERIFY(!sentence.isEmpty());
            QSKIP("No OpenGL here");
        }
        const QImage painted = paintSurface(scene);
        QCOMPARE(drawn.size(), painted.size());
        int differ = 0;
        for (int y = 0; y < drawn.height(); ++y)
            for (int x = 0; x < drawn.width(); ++x)
                differ += labDistance(drawn.pixel(x, y), painted.pixel(x, y)) > 0.08;
        QVERIFY2(differ < 0.03 * drawn.width() * drawn.height(), qPrintable(QString::number(differ)));
    }

    void turningChangesThePicture() {
        SurfaceScene scene;
        scene.picture = pictureOf([](double x, double y) { return std::exp(-9.0 * ((x - 0.5) * (x - 0.5) + y * y)); });
        scene.pixels = {200, 150};
        const QImage before = paintSurface(scene);
        scene.turn += 1.0;
        QVERIFY(paintSurface(scene) != before);
        scene.turn -= 1.0;
        QCOMPARE(paintSurface(scene), before);
    }
};

QTEST_MAIN(PlaneChartsTest)
#include "plane_charts_test.moc"
