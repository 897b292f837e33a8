// SPDX-License-Identifier: GPL-3.0-or-later
// Curves of training runs: which there are, how they are smoothed, and what is left of them for a chart.
#include "ui/training/curves.h"
#include "ui/training/curve_picture.h"

#include <QTest>

#include <cmath>

using namespace basin;

namespace {

/// Ten steps an epoch, in half a second each; the loss of step t is `loss(t)`.
template <class Loss>
RunHistory stepsOf(std::int64_t count, Loss loss) {
    RunHistory history;
    for (std::int64_t t = 1; t <= count; ++t)
        history.add(Event{1.0, StepEvent{.at = {t, 0.1 * static_cast<double>(t), 0.5 * static_cast<double>(t)},
                                         .loss = loss(t),
                                         .stepSize = 0.1}});
    return history;
}

void evaluate(RunHistory& history, std::int64_t step, const char* of, Statistics statistics, double accuracy) {
    history.add(
        Event{1.0, EvaluationEvent{.at = {step, 0.1 * static_cast<double>(step), 0.5 * static_cast<double>(step)},
                                   .of = of,
                                   .statistics = statistics,
                                   .loss = 1.0 - accuracy,
                                   .accuracy = accuracy}});
}

ChartsRequest requestOf(Quantity quantity, std::size_t runs = 1) {
    ChartsRequest request;
    for (std::size_t i = 0; i < runs; ++i) request.runs.emplace_back(std::to_string(i));
    request.charts = {{quantity, Split::Test, 100}};
    return request;
}

}  // namespace

class CurvesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void smoothingBeginsWithTheFirstPointAndPassesOverHoles() {
        // β = ½: s = ½·4 = 2, 2/(1−½) = 4; s = 1 + ½·1 = 1.5, 1.5/(1−¼) = 2; a hole; s = .75 + 3 = 3.75, 3.75/(7/8) = 30/7.
        const double hole = std::nan("");
        const std::vector<double> mean = smoothed(std::vector<double>{4.0, 1.0, hole, 6.0}, 0.5);
        QCOMPARE(mean[0], 4.0);
        QCOMPARE(mean[1], 2.0);
        QVERIFY(std::isnan(mean[2]));
        QCOMPARE(mean[3], 30.0 / 7.0);
        // A constant stays what it is.
        for (const double value : smoothed(std::vector<double>(50, 3.0), 0.99)) QVERIFY(std::abs(value - 3.0) < 1e-12);
    }

    void nothingThatIsSeenIsLost() {
        // 100,000 points in a hundred columns, with one spike.
        const RunHistory history =
            stepsOf(100000, [](std::int64_t t) { return t == 54321 ? 50.0 : std::sin(0.1 * static_cast<double>(t)); });
        ChartsRequest request = requestOf(Quantity::TrainingLoss);
        const Charts all = drawCharts(request, {{0, &history, false, {}}});
        const QList<QPointF>& points = all.curves[0][0].points;
        QVERIFY(points.size() <= 4 * 102);
        const auto highest = std::max_element(points.begin(), points.end(),
                                              [](const QPointF& a, const QPointF& b) { return a.y() < b.y(); });
        QCOMPARE(highest->y(), 50.0);
        QCOMPARE(highest->x(), 5432.1);
        QCOMPARE(*all.extent, (Interval{0.1, 10000.0}));
        // Zoomed in on it, every point is there, and one on either side.
        request.range = Interval{5431.05, 5433.05};
        const Charts near = drawCharts(request, {{0, &history, false, {}}});
        QCOMPARE(near.curves[0][0].points.size(), 22);
        QCOMPARE(near.curves[0][0].points.front().x(), 5431.0);
    }

    void aZoomSmoothsAsTheWholeDoes() {
        const RunHistory history =
            stepsOf(5000, [](std::int64_t t) { return 2.0 + std::sin(17.0 * static_cast<double>(t)); });
        const std::vector<double> mean = smoothed(history.steps().loss, 0.9);
        ChartsRequest request = requestOf(Quantity::TrainingLoss);
        request.smoothing = 0.9;
        request.range = Interval{400.0, 402.0};
        const Curve curve = drawCharts(request, {{0, &history, false, {}}}).curves[0][0];
        QVERIFY(!curve.raw.isEmpty());
        for (const QPointF& point : curve.points) {
            const auto t = static_cast<std::size_t>(std::llround(10.0 * point.x()));
            QVERIFY(std::abs(point.y() - mean[t - 1]) < 1e-7);
        }
    }

    void samComputesTwoGradientsAStep() {
        const RunHistory history = stepsOf(100, [](std::int64_t) { return 1.0; });
        ChartsRequest request = requestOf(Quantity::TrainingLoss, 2);
        request.axis = ProgressAxis::GradientEvaluations;
        const Charts charts = drawCharts(request, {{0, &history, false, {}}, {1, &history, true, {}}});
        QCOMPARE(charts.curves[0][0].points.back().x(), 100.0);
        QCOMPARE(charts.curves[0][1].points.back().x(), 200.0);
        QCOMPARE(charts.extent->upper, 200.0);
    }

    void aloneARunShowsEverythingAndAmongOthersWhatIsCompared() {
        RunHistory history = stepsOf(20, [](std::int64_t) { return 1.0; });
        for (const std::int64_t step : {10, 20}) {
            evaluate(history, step, "sgd", Statistics::Own, 0.5);
            evaluate(history, step, "sgd", Statistics::Recomputed, 0.6);
            evaluate(history, step, "ema:0.9", Statistics::Recomputed, 0.7);
            evaluate(history, step, "tail:0.5", Statistics::Recomputed, 0.8);
        }
        const DrawnRun run{0, &history, false, {"tail:0.5", "ema:0.9"}};
        const auto roles = [](const std::vector<Curve>& curves, CurveRole role) {
            return std::count_if(curves.begin(), curves.end(),
                                 [role](const Curve& curve) { return curve.role == role; });
        };
        const std::vector<Curve> alone = drawCharts(requestOf(Quantity::Accuracy), {run}).curves[0];
        QCOMPARE(alone.size(), std::size_t(4));
        QCOMPARE(roles(alone, CurveRole::IterateOwnStatistics), 1);
        QCOMPARE(roles(alone, CurveRole::Average), 2);
        // The average that was asked for first lies on top.
        QCOMPARE(alone.back().of, std::string("tail:0.5"));
        QCOMPARE(alone.back().rank, std::size_t(0));
        QCOMPARE(alone.back().last, 0.8);
        const std::vector<Curve> loss = drawCharts(requestOf(Quantity::Loss), {run}).curves[0];
        QCOMPARE(roles(loss, CurveRole::Training), 1);
        QCOMPARE(loss.back().last, 1.0 - 0.8);
        const std::vector<Curve> error = drawCharts(requestOf(Quantity::Error), {run}).curves[0];
        QCOMPARE(error.back().points.back().y(), 1.0 - 0.8);
        const std::vector<Curve> among = drawCharts(requestOf(Quantity::Accuracy, 2), {run}).curves[0];
        QCOMPARE(among.size(), std::size_t(3));
        QCOMPARE(roles(among, CurveRole::IterateOwnStatistics), 0);
    }

    void rubbishIsLeftOut() {
        RunHistory history = stepsOf(50, [](std::int64_t t) { return t % 3 == 0 ? std::nan("") : -1.0; });
        history.add(Event{1.0, StepEvent{.at = {3, std::nan(""), std::nan("")}, .loss = HUGE_VAL}});
        history.add(Event{1.0, StepEvent{.at = {1, 0.1, 0.5}, .loss = 1e300}});  // goes back
        for (int axis = 0; axis < 4; ++axis)
            for (const bool logarithmic : {false, true}) {
                ChartsRequest request = requestOf(Quantity::TrainingLoss);
                request.axis = static_cast<ProgressAxis>(axis);
                request.logarithmic = logarithmic;
                request.smoothing = 0.9;
                const auto charts = std::make_shared<const Charts>(drawCharts(request, {{0, &history, false, {}}}));
                for (const QPointF& point : charts->curves[0][0].points)
                    QVERIFY(std::isfinite(point.x()) && std::isfinite(point.y()));
                // And nothing of it breaks the picture, also on axes that cannot show it.
                const CurvePicture picture{.charts = charts,
                                           .looks = {lookOf(charts->curves[0][0], {}, true)},
                                           .x = {{0.1, 5.0}, logarithmic, 1.0},
                                           .y = {{0.1, 1.0}, true, 1.0},
                                           .size = {200.0, 100.0}};
                QCOMPARE(imageOf(picture).size(), QSize(200, 100));
            }
    }

    void manyPointsArePaintedWhereTheyAre() {
        // A line from the lower left to the upper right, in more points than a pen would be used for.
        const RunHistory history = stepsOf(2000, [](std::int64_t t) { return static_cast<double>(t + 3 * (t % 2)); });
        ChartsRequest request = requestOf(Quantity::TrainingLoss);
        request.charts[0].columns = 400;
        const auto charts = std::make_shared<const Charts>(drawCharts(request, {{0, &history, false, {}}}));
        QVERIFY(charts->curves[0][0].points.size() > 500);
        CurvePicture picture{.charts = charts,
                             .looks = {{{QColor(Qt::red), 2.0}, Mark::Round, {}}},
                             .x = {{0.0, 200.0}, false, 1.0},
                             .y = {{0.0, 2000.0}, false, 1.0},
                             .size = {400.0, 200.0}};
        for (const double ratio : {1.0, 2.0}) {
            picture.ratio = ratio;
            const QImage image = imageOf(picture);
            QCOMPARE(image.size(), QSize(400, 200) * ratio);
            for (int i = 20; i < 400; i += 20) {
                const auto at = [&](double y) {
                    return image.pixelColor(static_cast<int>(ratio * i), static_cast<int>(ratio * y)).alpha();
                };
                QCOMPARE(at(200.0 - 0.5 * i), 255);
                QCOMPARE(at(200.0 - 0.5 * i + 5.0), 0);
                QCOMPARE(at(200.0 - 0.5 * i - 5.0), 0);
            }
        }
    }
};

QTEST_MAIN(CurvesTest)
#include "curves_test.moc"
