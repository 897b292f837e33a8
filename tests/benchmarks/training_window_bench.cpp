// SPDX-License-Identifier: GPL-3.0-or-later
// The speed of the Training page with ten runs of 100,000 points each, in all three charts at once: while they grow, while a
// person zooms, and while the mouse reads values off. Off screen with software rendering, as in window_bench.cpp.
#include "core/run/run_folder.h"
#include "tests/benchmarks/timed_application.h"
#include "ui/lab/presets.h"
#include "ui/main_window.h"
#include "ui/training/live_charts.h"
#include "ui/training/run_table.h"
#include "ui/training/training_page.h"

#include <QComboBox>
#include <QMouseEvent>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTimer>
#include <QWheelEvent>

#include <random>

namespace {

constexpr int kRuns = 10;
constexpr std::int64_t kPoints = 100000, kStepsAnEpoch = 391;

basin::Event point(std::int64_t step, std::mt19937_64& random) {
    std::normal_distribution<double> noise;
    const double epoch = static_cast<double>(step) / kStepsAnEpoch;
    return {.time = 1.7e9 + static_cast<double>(step),
            .what = basin::StepEvent{.at = {.step = step, .epoch = epoch, .seconds = 0.1 * static_cast<double>(step)},
                                     .loss = (0.1 + 2.0 * std::exp(-epoch / 60.0)) * std::exp(0.4 * noise(random)),
                                     .stepSize = 0.1,
                                     .imagesPerS = 1200.0 * (1.0 + 0.05 * noise(random)),
                                     .gradientNorm = std::exp(0.3 * noise(random)),
                                     .memoryBytes = 2e9,
                                     .load = 0.95}};
}

/// Runs that a worker writes, each with so many points already.
class Writers {
public:
    explicit Writers(const std::filesystem::path& root) {
        for (int i = 0; i < kRuns; ++i) {
            basin::RunConfig config;
            config.data = "/data";
            config.epochs = 400;
            const auto run = basin::RunFolder::create(root / ("run-" + std::to_string(i)), config);
            std::string lines;
            for (std::int64_t step = 1; step <= kPoints; ++step)
                lines += basin::writeEvent(point(step, m_random)) + "\n";
            std::ofstream(run->events(), std::ios::binary) << lines;
            auto lock = basin::RunLock::take(run->lock());
            m_locks.push_back(std::make_unique<basin::RunLock>(*std::move(lock)));
            auto writer = basin::EventWriter::open(run->events());
            m_writers.push_back(std::make_unique<basin::EventWriter>(*std::move(writer)));
        }
    }
    void grow() {
        ++m_step;
        for (auto& writer : m_writers) writer->append(point(m_step, m_random));
    }

private:
    std::mt19937_64 m_random{1};
    std::int64_t m_step = kPoints;
    std::vector<std::unique_ptr<basin::RunLock>> m_locks;
    std::vector<std::unique_ptr<basin::EventWriter>> m_writers;
};

}  // namespace

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    basin::TimedApplication application(argc, argv);
    QStandardPaths::setTestModeEnabled(true);
    const QTemporaryDir folder;
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, folder.path());
    basin::applyTheme(basin::ThemeChoice::Light);
    Writers writers(folder.path().toStdString());

    basin::MainWindow window(basin::presets().front().scenario);
    window.resize(1920, 1080);
    window.show();
    window.showPage(window.training());
    basin::TrainingPage* page = window.training();
    basin::LiveCharts* charts = page->charts();
    const basin::Quantity shown[] = {basin::Quantity::TrainingLoss, basin::Quantity::GradientNorm,
                                     basin::Quantity::ImagesPerS};
    for (std::size_t i = 0; i < 3; ++i) charts->panel(i)->quantityBox()->setCurrentIndex(static_cast<int>(shown[i]));
    const auto begin = basin::Clock::now();
    page->setRoot(folder.path(), false);
    const auto allRead = [&] {
        const basin::RunTable* table = page->table();
        if (table->rowCount() < kRuns || charts->chart(0)->shownCurves() < kRuns) return false;
        for (int i = 0; i < kRuns; ++i)
            if (table->at(i)->reading || table->at(i)->epoch * kStepsAnEpoch < static_cast<double>(kPoints) - 0.5)
                return false;
        return true;
    };
    application.begin();
    while (!allRead()) {
        QApplication::processEvents(QEventLoop::WaitForMoreEvents);
        for (int i = 0; i < page->table()->rowCount(); ++i) page->table()->tick(page->table()->at(i)->path, true);
    }
    application.measuring = false;
    basin::reportAtMost("reading a million points", 15.0, 1e-3 * basin::milliseconds(basin::Clock::now() - begin), "s");
    basin::reportAtMost("  longest block of the window's thread meanwhile", 16.0,
                        *std::max_element(application.blocked.begin(), application.blocked.end()), "ms");
    std::printf("memory with all of them: %.0f MB\n", basin::memoryMb("VmRSS:"));

    QObject::connect(page->watcher(), &basin::RunWatcher::chartsDrawn, [&] { application.frameBegins(); });
    const auto measure = [&](const char* name, int seconds) {
        application.begin();
        QTimer::singleShot(1000 * seconds, &application, [] { QApplication::exit(); });
        QApplication::exec();
        application.measuring = false;
        basin::reportFrames(application, name, seconds);
    };

    // Ten new points a second in every run.
    QTimer growth;
    QObject::connect(&growth, &QTimer::timeout, [&] { writers.grow(); });
    growth.start(100);
    measure("ten runs of 100,000 points that grow, 1920x1080", 5);

    // The mouse over the large chart, a move every 16 ms: the readout in three charts.
    basin::TrainingChart* chart = charts->chart(0);
    int tick = 0;
    QTimer mouse;
    QObject::connect(&mouse, &QTimer::timeout, [&] {
        const QRectF area = chart->plotArea();
        const QPointF place(area.center().x() + 0.45 * area.width() * std::sin(0.03 * ++tick), area.center().y());
        QMouseEvent event(QEvent::MouseMove, place, chart->mapToGlobal(place), Qt::NoButton, Qt::NoButton, {});
        QApplication::sendEvent(chart, &event);
        application.frameBegins();
    });
    mouse.start(16);
    measure("the same, read off by the mouse", 5);
    mouse.stop();

    // The wheel to and fro, a notch every 16 ms.
    QTimer wheel;
    QObject::connect(&wheel, &QTimer::timeout, [&] {
        const QRectF area = chart->plotArea();
        const QPointF place(area.left() + 0.7 * area.width(), area.center().y());
        const int notch = (++tick / 20) % 2 == 0 ? 120 : -120;
        QWheelEvent event(place, chart->mapToGlobal(place), {}, {0, notch}, {}, {}, Qt::NoScrollPhase, false);
        QApplication::sendEvent(chart, &event);
        application.frameBegins();
    });
    wheel.start(16);
    measure("the same, zoomed by the wheel", 5);
    return 0;
}
