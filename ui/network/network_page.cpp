// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/network/network_page.h"

#include "ui/charts/plot.h"
#include "ui/format.h"
#include "ui/network/measure_panel.h"
#include "ui/network/measured_list.h"
#include "ui/network/network_view.h"
#include "ui/network/sharpness_table.h"
#include "ui/network/slice_scenario.h"
#include "ui/network/slice_values.h"
#include "ui/training/run_words.h"
#include "ui/translation.h"
#include "ui/widgets/error_label.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/quiet_wheel.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QStyleOptionComboBox>
#include <QStylePainter>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <tuple>

namespace basin {

namespace fs = std::filesystem;

namespace {

constexpr int kLookMs = 1000;
constexpr int kSideWidth = 250;  // at scale 1

/// Shows both ends of a text that is too long for it: whose slice it is, and how many points it has.
class SliceMenu : public QComboBox {
protected:
    void paintEvent(QPaintEvent*) override {
        QStylePainter painter(this);
        QStyleOptionComboBox option;
        initStyleOption(&option);
        painter.drawComplexControl(QStyle::CC_ComboBox, option);
        const int room =
            style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, this).width();
        option.currentText = option.fontMetrics.elidedText(option.currentText, Qt::ElideMiddle, room - 4);
        painter.drawControl(QStyle::CE_ComboBoxLabel, option);
    }
};

QComboBox* newMenu(const QString& name, const QString& tip) {
    auto* menu = new SliceMenu;
    menu->view()->setTextElideMode(Qt::ElideMiddle);
    menu->setAccessibleName(name);
    menu->setToolTip(tip);
    menu->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    menu->setMinimumContentsLength(14);
    menu->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    ignoreWheel(menu);
    return menu;
}

}  // namespace

NetworkPage::NetworkPage(QWidget* parent)
    : Page(parent),
      m_job(
          this,
          [reader = std::make_shared<MeasurementReader>()](const Request& wanted, const std::stop_token& stop) {
              return reader->read(wanted.runs, stop);
          },
          [this](const Answer& answer) { take(answer); }) {
    m_list = new MeasuredList;
    m_panel = new MeasurePanel;
    m_view = new NetworkView;
    m_message = errorLabel();
    m_message->setContentsMargins(10, 2, 10, 4);
    m_problems = errorLabel();
    m_problems->setObjectName(QStringLiteral("measurementProblems"));
    m_problems->setContentsMargins(10, 2, 10, 4);
    m_offer = new NoticeBar;
    m_offer->hide();
    auto* measure = m_offer->addButton(tr("&Measure it"));
    auto* madeUp = m_offer->addButton(tr("Play with made-&up noise"));
    auto* leave = m_offer->addButton(tr("Not no&w"));

    m_side = new QWidget;
    auto* side = new QVBoxLayout(m_side);
    side->setContentsMargins(0, 0, 0, 0);
    side->setSpacing(0);
    side->addWidget(m_list, 1);
    side->addWidget(m_panel);
    m_pages = new QStackedWidget;
    m_pages->addWidget(makeEmpty());
    m_pages->addWidget(m_view);
    auto* main = new QVBoxLayout;
    main->setSpacing(0);
    main->addWidget(makeHead());
    main->addWidget(m_offer);
    main->addWidget(m_pages, 1);
    auto* body = new QHBoxLayout;
    body->setSpacing(0);
    body->addWidget(m_side);
    body->addLayout(main, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(body, 1);
    layout->addWidget(m_problems);
    layout->addWidget(m_message);

    m_timer.setInterval(kLookMs);
    connect(&m_timer, &QTimer::timeout, this, &NetworkPage::look);
    connect(m_list, &MeasuredList::tickedChanged, this, &NetworkPage::show);
    connect(m_panel, &MeasurePanel::measured, this, &NetworkPage::look);
    connect(m_panel, &MeasurePanel::sliceStarted, this,
            [this](const fs::path& run, const std::string& name, bool isPlane) {
                (isPlane ? m_planeKey : m_lineKey) = {run, name};
                show();
            });
    connect(measure, &QPushButton::clicked, this, [this] {
        m_offer->hide();
        m_panel->ask(MeasurePanel::What::Noise);
    });
    connect(madeUp, &QPushButton::clicked, this, [this] {
        m_offer->hide();
        if (const ShownSlice* shown = chosen(m_offered)) open(*shown, true);
    });
    connect(leave, &QPushButton::clicked, m_offer, &QWidget::hide);
    m_view->setQuantity(SliceQuantity::TrainingLoss);
    fitSizes();
    show();
}

NetworkPage::~NetworkPage() = default;

QWidget* NetworkPage::makeEmpty() {
    auto* page = new QWidget;
    m_emptyText = new QLabel;
    m_emptyText->setTextFormat(Qt::RichText);
    m_emptyText->setWordWrap(true);
    m_emptyText->setAlignment(Qt::AlignCenter);
    auto* train = new QPushButton(tr("To the trainin&g runs"));
    train->setObjectName(QStringLiteral("toTraining"));
    connect(train, &QPushButton::clicked, this, &NetworkPage::trainingAsked);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(train);
    buttons->addStretch(1);
    auto* words = new QHBoxLayout;
    words->addStretch(1);
    words->addWidget(m_emptyText);
    words->addStretch(1);
    auto* layout = new QVBoxLayout(page);
    layout->addStretch(2);
    layout->addLayout(words);
    layout->addSpacing(16);
    layout->addLayout(buttons);
    layout->addStretch(3);
    return page;
}

QWidget* NetworkPage::makeHead() {
    m_quantity =
        newMenu(tr("What is shown"), tr("Loss (cross entropy) or error of the networks on the training or the test "
                                        "images; low is good."));
    m_quantity->setObjectName(QStringLiteral("quantity"));
    for (const SliceQuantity quantity : kSliceQuantities) m_quantity->addItem(sliceQuantityName(quantity));
    m_planeMenu = newMenu(tr("Plane"), tr("Which of the measured planes is shown."));
    m_planeMenu->setObjectName(QStringLiteral("planes"));
    m_lineMenu = newMenu(tr("Line"), tr("Which of the measured lines is shown."));
    m_lineMenu->setObjectName(QStringLiteral("lines"));
    m_playPlane = new QPushButton(tr("Pla&y in the plane"));
    m_playPlane->setObjectName(QStringLiteral("playPlane"));
    m_playPlane->setToolTip(
        tr("Opens the measured plane as a surface, with the run's step size and noise, and lets SGD and its average "
           "walk on "
           "it: a slice, not the network."));
    m_playLine = new QPushButton(tr("Play in the la&b"));
    m_playLine->setObjectName(QStringLiteral("playLine"));
    m_playLine->setToolTip(tr(
        "Opens the measured line as a landscape of the lab, with the run's step size and noise, and lets SGD and its "
        "average walk on it: a slice, not the network."));
    m_head = new QWidget;
    auto* layout = new QHBoxLayout(m_head);
    layout->setContentsMargins(10, 4, 8, 4);
    layout->addWidget(m_quantity, 2);
    layout->addSpacing(8);
    layout->addWidget(m_planeMenu, 3);
    layout->addWidget(m_playPlane);
    layout->addSpacing(8);
    layout->addWidget(m_lineMenu, 3);
    layout->addWidget(m_playLine);
    connect(m_quantity, &QComboBox::currentIndexChanged, this,
            [this](int index) { m_view->setQuantity(kSliceQuantities[static_cast<std::size_t>(index)]); });
    const auto choose = [this](const std::vector<ShownSlice>& slices, SliceKey& key, int index) {
        if (index < 0 || static_cast<std::size_t>(index) >= slices.size()) return;
        const ShownSlice& shown = slices[static_cast<std::size_t>(index)];
        key = {m_runs[shown.run].summary.path, shown.name};
        show();
    };
    connect(m_planeMenu, &QComboBox::activated, this,
            [this, choose](int index) { choose(m_planes, m_planeKey, index); });
    connect(m_lineMenu, &QComboBox::activated, this, [this, choose](int index) { choose(m_lines, m_lineKey, index); });
    connect(m_playPlane, &QPushButton::clicked, this, [this] { play(true); });
    connect(m_playLine, &QPushButton::clicked, this, [this] { play(false); });
    return m_head;
}

void NetworkPage::setRuns(const std::shared_ptr<const RunSummaries>& runs) {
    m_summaries = runs;
    look();
    take(m_measurements);
}

void NetworkPage::look() {
    if (!m_summaries || !isVisible()) return;
    Request request{.look = ++m_look};
    for (const RunSummary& run : m_summaries->runs) request.runs.push_back(run.path);
    if (!m_job.isBusy()) m_job.request(request);
}

void NetworkPage::take(const Answer& answer) {
    std::vector<MeasuredRun> runs;
    if (m_summaries)
        for (const RunSummary& summary : m_summaries->runs) {
            const auto found =
                std::ranges::find_if(answer, [&](const RunMeasurementsPtr& each) { return each->run == summary.path; });
            if (found != answer.end()) runs.push_back({summary, *found});
        }
    const bool same =
        runs.size() == m_runs.size() && std::ranges::equal(runs, m_runs, [](const auto& a, const auto& b) {
            return a.summary.path == b.summary.path && a.measurements == b.measurements &&
                   a.summary.config == b.summary.config && a.summary.label == b.summary.label;
        });
    m_measurements = answer;
    if (same) return;
    // What is on show points into the runs before.
    const std::vector<MeasuredRun> before = std::exchange(m_runs, std::move(runs));
    {
        const QSignalBlocker blocker(m_list);
        m_list->setRuns(m_runs);
    }
    show();
}

const MeasuredRun* NetworkPage::runNamed(const std::string& folder) const {
    const auto found = std::ranges::find_if(
        m_runs, [&](const MeasuredRun& run) { return run.summary.path.filename().string() == folder; });
    return found == m_runs.end() ? nullptr : &*found;
}

void NetworkPage::show() {
    const std::vector<fs::path> ticked = m_list->ticked();
    std::vector<const MeasuredRun*> runs;
    for (const fs::path& path : ticked)
        for (const MeasuredRun& run : m_runs)
            if (run.summary.path == path) runs.push_back(&run);
    std::ranges::stable_sort(runs, {}, [](const MeasuredRun* run) { return run->optimizer(); });
    m_panel->setRuns(runs);
    listSlices(runs);
    showSlices();
    const ShownSlice *plane = chosen(true), *line = chosen(false);
    const ShownSlice* values = plane ? plane : line;
    QStringList more;
    if (values)
        more << tr("Test accuracy on %1 images of the %2.")
                    .arg(formatCount(values->slice->testImages), plane ? tr("plane") : tr("line"));
    if (plane && line)
        if (const std::string reason = incomparable(*plane->slice, *line->slice); !reason.empty())
            more << tr("✗ The line is not compared with the plane: %1.").arg(coreText(reason));
    m_view->setWeights(weightsOf(runs, values ? values->slice.get() : nullptr), more.join(QLatin1Char(' ')));
    showProblems();
    const bool any = std::ranges::any_of(runs, [](const MeasuredRun* run) { return !run->measurements->isEmpty(); });
    m_pages->setCurrentIndex(any ? 1 : 0);
    m_head->setVisible(any && !m_projecting && (plane || line));
    const QString what =
        tr("<h2>What a trained network’s landscape looks like</h2>"
           "<p>Does the average sit in a flatter place than SGD? Here the loss around trained weights is "
           "measured: its curvature, lines and planes through SGD, its average and SAM.</p>");
    m_emptyText->setText(what + (m_runs.empty() ? tr("<p>There are no runs yet: train a network first.</p>")
                                 : runs.empty() ? tr("<p>Tick a run on the left to see what was measured of it.</p>")
                                                : tr("<p>Nothing was measured of the ticked runs yet: begin with "
                                                     "“Sharpness” at the lower left.</p>")));
}

void NetworkPage::listSlices(const std::vector<const MeasuredRun*>& runs) {
    m_planes.clear();
    m_lines.clear();
    for (const MeasuredRun* run : runs)
        for (const NamedSlice& named : run->measurements->slices) {
            // Lives as long as the measurements that it is part of.
            const std::shared_ptr<const Slice> slice(run->measurements, &named.slice);
            const auto index = static_cast<std::size_t>(run - m_runs.data());
            (slice->inPlane() ? m_planes : m_lines).push_back({index, slice, named.name, named.written});
        }
    // Where nobody has chosen: one that is whole, that can be compared with the plane, that goes through several weights, and
    // the newest of these.
    const auto fill = [this](QComboBox* menu, const std::vector<ShownSlice>& slices, const SliceKey& key,
                             const Slice* plane) {
        const QSignalBlocker blocker(menu);
        menu->clear();
        const auto best = std::ranges::max_element(slices, {}, [plane](const ShownSlice& each) {
            return std::tuple(each.slice->isComplete(), !plane || incomparable(*plane, *each.slice).empty(),
                              spanningMarks(each.slice->setting.kind) > 1, each.written);
        });
        int wanted = static_cast<int>(best - slices.begin());
        for (std::size_t i = 0; i < slices.size(); ++i) {
            const ShownSlice& shown = slices[i];
            const QString points = formatCount(shown.slice->setting.points);
            const QString size =
                shown.slice->inPlane() ? tr("%1 × %1 points").arg(points) : tr("%1 points").arg(points);
            const QString words = tr("%1, %2").arg(sliceTitle(*shown.slice, runName(m_runs[shown.run].summary)), size);
            menu->addItem(words);
            menu->setItemData(static_cast<int>(i), words + QLatin1Char('\n') + QString::fromStdString(shown.name),
                              Qt::ToolTipRole);
            if (SliceKey{m_runs[shown.run].summary.path, shown.name} == key) wanted = static_cast<int>(i);
        }
        menu->setCurrentIndex(slices.empty() ? -1 : wanted);
    };
    fill(m_planeMenu, m_planes, m_planeKey, nullptr);
    const ShownSlice* plane = chosen(true);
    fill(m_lineMenu, m_lines, m_lineKey, plane ? plane->slice.get() : nullptr);
}

const NetworkPage::ShownSlice* NetworkPage::chosen(bool plane) const {
    const std::vector<ShownSlice>& slices = plane ? m_planes : m_lines;
    const int index = (plane ? m_planeMenu : m_lineMenu)->currentIndex();
    return index >= 0 && static_cast<std::size_t>(index) < slices.size() ? &slices[static_cast<std::size_t>(index)]
                                                                         : nullptr;
}

void NetworkPage::showSlices() {
    const ShownSlice *plane = chosen(true), *line = chosen(false);
    const auto title = [this](const ShownSlice& shown) {
        // What a plane goes through stands in its key.
        const QString run = runName(m_runs[shown.run].summary);
        QString words = shown.slice->setting.kind == SliceKind::Plane ? run : sliceTitle(*shown.slice, run);
        if (!shown.slice->isComplete())
            words += tr(" (%1 of %2 points measured)")
                         .arg(formatCount(static_cast<long long>(shown.slice->measured())),
                              formatCount(static_cast<long long>(shown.slice->values.size())));
        return words;
    };
    const auto looks = [this](const ShownSlice* shown) {
        std::vector<MarkLook> all;
        if (!shown) return all;
        const std::vector<SliceMark>& marks = shown->slice->marks;
        for (const SliceMark& mark : marks) {
            const auto isAlike = [&](const SliceMark& other) {
                return other.of == mark.of && other.optimizer == mark.optimizer;
            };
            QString name = weightsName(mark.of, mark.optimizer);
            if (std::ranges::count_if(marks, isAlike) > 1)
                name = tr("%1 of %2").arg(name, QString::fromStdString(mark.run));
            all.push_back({lookOfWeights(mark.of, mark.optimizer, runNamed(mark.run)), name});
        }
        return all;
    };
    m_view->setPlane(plane ? plane->slice : nullptr, plane ? title(*plane) : QString(), looks(plane));
    // F = f + (F − f) at the weights on the line whose noise was measured, at the run's own step size.
    std::vector<SmoothedMark> smoothed;
    if (line)
        for (const SliceMark& mark : line->slice->marks) {
            const MeasuredRun* run = runNamed(mark.run);
            if (!run) continue;
            const double stepSize = run->effectiveStepSize();
            for (const GradientNoiseMeasurement& found : run->measurements->noise)
                if (found.of == mark.of && found.step == mark.step)
                    for (const SmoothedLoss& one : found.smoothed)
                        if (std::abs(one.stepSize - stepSize) < 1e-6 * stepSize)
                            smoothed.push_back(
                                {distanceAlong(*line->slice, 0, mark.x),
                                 {mark.value.trainLoss + one.byMinibatches.value, one.byMinibatches.error}});
        }
    m_view->setLine(line ? line->slice : nullptr, line ? title(*line) : QString(), looks(line), smoothed);
    m_planeMenu->setVisible(plane);
    m_playPlane->setVisible(plane);
    m_lineMenu->setVisible(line);
    m_playLine->setVisible(line);
    m_playPlane->setEnabled(plane && plane->slice->isComplete());
    m_playLine->setEnabled(line && line->slice->isComplete());
}

void NetworkPage::showProblems() {
    std::vector<const Error*> problems;
    for (const MeasuredRun& run : m_runs)
        for (const Error& problem : run.measurements->problems) problems.push_back(&problem);
    if (problems.empty()) return setErrorText(m_problems, {});
    const QString first = coreText(problems.front()->message);
    setErrorText(m_problems, problems.size() == 1 ? first
                                                  : tr("%1 (and %n more file(s) that cannot be read)", nullptr,
                                                       static_cast<int>(problems.size() - 1))
                                                        .arg(first));
}

void NetworkPage::play(bool plane) {
    const ShownSlice* shown = chosen(plane);
    if (!shown || shown->slice->marks.empty()) return;
    m_offer->hide();
    setErrorText(m_message, {});
    const MeasuredRun* run = runNamed(shown->slice->marks.front().run);
    if (run && measuredNoise(*shown->slice, *run)) return open(*shown, false);
    m_offered = plane;
    m_offer->setText(
        plane ? tr("The gradient noise along this plane was not measured, and without it SGD does not jump.")
              : tr("The gradient noise along this line was not measured, and without it SGD does not jump."));
    m_offer->show();
}

void NetworkPage::open(const ShownSlice& shown, bool madeUp) {
    const MeasuredRun* run = runNamed(shown.slice->marks.front().run);
    if (!run) run = &m_runs[shown.run];
    const std::optional<SliceNoise> measured = madeUp ? std::nullopt : measuredNoise(*shown.slice, *run);
    const Result<Scenario> scenario =
        scenarioOf(*shown.slice, *run, measured ? *measured : madeUpNoise(*shown.slice, *run));
    if (!scenario) return showMessage(coreText(scenario.error().message));
    setErrorText(m_message, {});
    Q_EMIT sliceOpened(*scenario);
}

void NetworkPage::showMessage(const QString& sentence) { setErrorText(m_message, sentence); }
void NetworkPage::paintCharts(QPainter& painter, const QRectF& target) { m_view->paintCharts(painter, target); }
QSizeF NetworkPage::chartsSize() const { return m_view->chartsSize(); }
Table NetworkPage::shownTable() const { return m_view->table()->table(); }

void NetworkPage::collectTable(const std::function<void(const Table&)>& done) {
    // The plane on show, else the line, point by point; the numbers of the table where there is neither.
    const ShownSlice* shown = chosen(true) ? chosen(true) : chosen(false);
    done(shown ? sliceTable(*shown->slice) : shownTable());
}

void NetworkPage::setProjecting(bool projecting) {
    m_projecting = projecting;
    m_side->setVisible(!projecting);
    m_head->setVisible(!projecting && (chosen(true) || chosen(false)));
    m_view->setProjecting(projecting);
}

void NetworkPage::showNextChart() { m_view->showNextPicture(); }

void NetworkPage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    m_timer.start();
    look();
}

void NetworkPage::hideEvent(QHideEvent* event) {
    Page::hideEvent(event);
    m_timer.stop();
}

void NetworkPage::resizeEvent(QResizeEvent* event) {
    Page::resizeEvent(event);
    fitSizes();
}

void NetworkPage::changeEvent(QEvent* event) {
    Page::changeEvent(event);
    if (!m_view) return;
    if (event->type() == QEvent::FontChange) fitSizes();
    if (event->type() == QEvent::PaletteChange) show();  // the looks of the weights have colours
}

void NetworkPage::fitSizes() {
    const double scale = Plot::scaleIn(this);
    m_side->setFixedWidth(static_cast<int>(kSideWidth * std::min(scale, 1.5)));
    QFont words = font();
    words.setPointSizeF(words.pointSizeF() * (scale + 0.1));
    m_emptyText->setFont(words);
    m_emptyText->setFixedWidth(static_cast<int>(620 * scale));
    QFont side = font();
    side.setPointSizeF(side.pointSizeF() * std::min(scale, 1.5));
    if (m_side->font() != side) m_side->setFont(side);
}

}  // namespace basin
