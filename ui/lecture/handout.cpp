// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lecture/handout.h"

#include "ui/format.h"
#include "ui/lab/big_readings.h"
#include "ui/lab/distance_chart.h"
#include "ui/lab/histogram_chart.h"
#include "ui/lab/lab_page.h"
#include "ui/lab/minima_chart.h"
#include "ui/lab/stage.h"
#include "ui/plane/plane_page.h"
#include "ui/plane/plane_view.h"
#include "ui/rates/rates_page.h"
#include "ui/translation.h"

#include <QApplication>
#include <QPageSize>
#include <QTextLayout>
#include <QTimer>

#include <algorithm>
#include <cmath>

namespace basin {

namespace {

constexpr int kDpi = 96;          // as on screen, so that charts keep the proportions of their letters
constexpr double kMargin = 57.0;  // 15 mm
constexpr double kPictureHeight = 262.0, kGap = 9.0, kBetween = 30.0;
constexpr QSize kChartSize(720, 277);  // the pages' size in pixels: letters of about 9 points on paper
constexpr int kLookMs = 20;
constexpr qint64 kPatienceMs = 60'000;  // then a picture is taken as it is

QFont fontOf(double points, bool bold = false) {
    QFont font = QApplication::font();
    font.setPointSizeF(points);
    font.setBold(bold);
    return font;
}

/// A page that is laid out and painted like one on screen, but is on none.
void hideFromScreens(Page* page) {
    page->setAttribute(Qt::WA_DontShowOnScreen);
    page->setProjecting(true);
    page->resize(kChartSize);
    page->show();
}

}  // namespace

Handout::Handout(const Deck& deck, const std::vector<Result<Scenario>>& scenarios, const QString& path, QObject* parent)
    : QObject(parent), m_deck(deck), m_scenarios(scenarios), m_path(path), m_pdf(path), m_look(new QTimer(this)) {
    m_look->setInterval(kLookMs);
    connect(m_look, &QTimer::timeout, this, &Handout::look);
}

Handout::~Handout() = default;

bool Handout::begin() {
    m_pdf.setPageSize(QPageSize(QPageSize::A4));
    m_pdf.setPageMargins({});
    m_pdf.setResolution(kDpi);
    m_pdf.setTitle(QString::fromStdString(m_deck.title));
    m_pdf.setCreator(QStringLiteral("Basin " BASIN_VERSION));
    return m_painter.begin(&m_pdf);
}

void Handout::start() {
    if (!begin()) {
        Q_EMIT finished(tr("%1 cannot be written; choose a folder where you may write.").arg(m_path));
        return;
    }
    // Paper is white. The window is light as long as the handout is made.
    m_theme = currentThemeChoice();
    if (currentTheme().dark) applyTheme(ThemeChoice::Light);
    m_y = kMargin;
    write(QString::fromStdString(m_deck.title), fontOf(20.0, true), currentTheme().text);
    write(tr("%n steps in %1 minutes", nullptr, static_cast<int>(m_deck.steps.size()))
              .arg(formatEntry(plannedMinutes(m_deck, m_deck.steps.size()))),
          fontOf(10.0), currentTheme().mutedText);
    m_y += kGap;
    playNext();
}

void Handout::playNext() {
    m_page = nullptr;
    if (const Result<Scenario>& scenario = m_scenarios[m_step]) {
        m_wanted = stepsOfPicture(step(), *scenario);
        m_begun = false;
        scenario->plane ? playInPlane(*scenario) : playOnLine(*scenario);
    }
    m_since.start();
    m_look->start();
}

void Handout::playOnLine(const Scenario& scenario) {
    if (!m_lab) {
        m_lab = std::make_unique<LabPage>(scenario);
        hideFromScreens(m_lab.get());
        connect(m_lab->stage(), &Stage::frameShown, this, [this] { followRun(m_lab->stage()->frame()->step); });
    }
    m_lab->setBoundsShown(step().show.bounds);
    m_lab->setMinimaShown(step().show.minima || step().show.chart == LabChart::Minima);
    m_lab->setLawShown(step().show.law == DeckLaw::Step      ? LawShown::AtStep
                       : step().show.law == DeckLaw::LongRun ? LawShown::LongRun
                                                             : LawShown::None);
    m_lab->view()->setFocused(step().show.chart);
    m_lab->view()->setConcealed(step().show.objectiveAlone);
    m_lab->view()->setWatchHidden(true);
    m_lab->openScenario(scenario, {});
    m_page = m_lab.get();
    if (step().page == DeckPage::Rates) {
        if (!m_rates) {
            m_rates = std::make_unique<RatesPage>();
            hideFromScreens(m_rates.get());
        }
        m_rates->setComparisonShown(step().show.comparison);
        m_rates->setScenario(scenario);
        m_page = m_rates.get();
    }
}

void Handout::playInPlane(const Scenario& scenario) {
    if (!m_plane) {
        m_plane = std::make_unique<PlanePage>(scenario);
        hideFromScreens(m_plane.get());
        connect(m_plane->view(), &PlaneView::frameShown, this, [this] { followRun(m_plane->view()->frame()->step); });
    }
    m_page = m_plane.get();
    m_plane->openScenario(scenario, {});
}

void Handout::followRun(std::int64_t at) {
    // The run of this step, and not the last one's as far as it got.
    if (m_begun || at != 0) return;
    m_begun = true;
    m_page == m_plane.get() ? m_plane->takeSteps(m_wanted) : m_lab->takeSteps(m_wanted);
}

bool Handout::isReady() const {
    if (!m_page) return true;
    if (m_page == m_rates.get()) return !m_rates->isRunning();
    if (m_page == m_plane.get())
        return m_begun && m_plane->view()->frame()->step == m_wanted && m_plane->view()->picture();
    const Stage* stage = m_lab->stage();
    if (!m_begun || stage->frame()->step != m_wanted) return false;
    if (step().show.law != DeckLaw::None && stage->histograms()->law().text.isEmpty()) return false;
    return !stage->minima()->isVisibleTo(m_lab.get()) || !stage->minima()->branches().empty();
}

void Handout::look() {
    if (!isReady() && m_since.elapsed() < kPatienceMs) return;
    m_look->stop();
    paintStep();
    Q_EMIT stepDone(static_cast<int>(m_step + 1), static_cast<int>(m_deck.steps.size()));
    if (++m_step < m_deck.steps.size())
        playNext();
    else
        finish();
}

QString Handout::readings() const {
    if (!m_page || m_page != m_lab.get() || !m_lab->stage()->frame()) return {};
    const Frame& frame = *m_lab->stage()->frame();
    if (frame.analysis->targets.empty() || m_lab->scenario().twinStepSize || frame.step == 0) return {};
    const auto distance = [&](const Readings& each) {
        return frame.distanceIsMedian ? formatNumber(each.distance.median)
                                      : formatUncertain(each.distance.rms, each.distance.rmsError);
    };
    QString words =
        tr("η = %1, %2 walkers, seed %3, after %4 steps: distance to v* SGD %5, average %6")
            .arg(formatEntry(m_lab->scenario().stepSize), formatCount(static_cast<long long>(frame.walkers)),
                 QString::number(m_lab->scenario().seed), formatCount(frame.step), distance(frame.sgd),
                 distance(frame.average));
    if (const auto basin = startBasin(frame, m_lab->scenario().start))
        words += tr("; in the valley where they began SGD %1, average %2")
                     .arg(formatShare(frame.sgd.shares[*basin]), formatShare(frame.average.shares[*basin]));
    return words + QLatin1Char('.');
}

void Handout::paintStep() {
    const Theme& colours = currentTheme();
    const QString title = tr("%1. %2").arg(m_step + 1).arg(QString::fromStdString(step().title));
    const QString minutes = tr("%1 min").arg(formatEntry(step().minutes));
    const QString text = QString::fromStdString(step().text), notes = QString::fromStdString(step().notes);
    const QFont heading = fontOf(13.0, true), body = fontOf(10.5), small = fontOf(9.0), note = fontOf(9.5);
    const double picture = m_page ? kPictureHeight + kGap : 0.0;
    const double whole = heightOf(title, heading) + heightOf(text, body) + picture + heightOf(readings(), small) +
                         heightOf(notes, note) + 3.0 * kGap;
    if (m_y + whole > room().bottom() && m_y > kMargin) newPage();

    m_painter.setFont(note);
    m_painter.setPen(colours.mutedText);
    m_painter.drawText(QRectF(room().left(), m_y, room().width(), 24.0), Qt::AlignRight | Qt::AlignTop, minutes);
    write(title, heading, colours.text);
    if (!step().problem.empty() || !m_scenarios[m_step])
        write(tr("✗ This step cannot be shown: %1").arg(coreText(m_scenarios[m_step].error().message)), body,
              colours.text);
    write(text, body, colours.text);
    if (m_page) {
        m_y += kGap;
        if (m_y + kPictureHeight > room().bottom()) newPage();
        const QRectF frame(room().left(), m_y, room().width(), kPictureHeight);
        const QSizeF size = m_page->chartsSize().scaled(frame.size(), Qt::KeepAspectRatio);
        m_page->paintCharts(m_painter,
                            QRectF(frame.topLeft() + QPointF(0.5 * (frame.width() - size.width()), 0.0), size));
        m_y += size.height() + 0.5 * kGap;
    }
    write(readings(), small, colours.mutedText);
    if (!notes.isEmpty()) m_y += 0.5 * kGap;
    write(notes, note, colours.text);
    m_y += kBetween;
}

QRectF Handout::room() const {
    return QRectF(0.0, 0.0, m_pdf.width(), m_pdf.height()).adjusted(kMargin, kMargin, -kMargin, -kMargin);
}

void Handout::newPage() {
    m_painter.setFont(fontOf(8.5));
    m_painter.setPen(currentTheme().mutedText);
    const QRectF foot(room().left(), room().bottom() + 10.0, room().width(), 20.0);
    m_painter.drawText(foot, Qt::AlignLeft, QString::fromStdString(m_deck.title));
    m_painter.drawText(foot, Qt::AlignRight, QString::number(m_pageNumber));
    if (m_step >= m_deck.steps.size()) return;
    m_pdf.newPage();
    ++m_pageNumber;
    m_y = kMargin;
}

double Handout::heightOf(const QString& words, const QFont& font) const {
    if (words.isEmpty()) return 0.0;
    return QFontMetricsF(font, const_cast<QPdfWriter*>(&m_pdf))
        .boundingRect(QRectF(0, 0, room().width(), 1e6), Qt::TextWordWrap, words)
        .height();
}

void Handout::write(const QString& words, const QFont& font, const QColor& colour) {
    for (const QString& paragraph : words.split(QLatin1Char('\n'))) {
        if (words.isEmpty()) return;
        QTextLayout layout(paragraph, font, &m_pdf);
        layout.beginLayout();
        std::vector<QTextLine> lines;
        for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
            line.setLineWidth(room().width());
            lines.push_back(line);
        }
        layout.endLayout();
        for (const QTextLine& line : lines) {
            if (m_y + line.height() > room().bottom()) newPage();
            m_painter.setPen(colour);
            line.draw(&m_painter, QPointF(room().left(), m_y));
            m_y += 1.08 * line.height();
        }
    }
}

void Handout::finish() {
    newPage();  // its foot alone, for no step is left
    const bool written = m_painter.end();
    if (m_theme != currentThemeChoice()) applyTheme(m_theme);
    Q_EMIT finished(written ? QString() : tr("%1 cannot be written; is the disk full?").arg(m_path));
}

}  // namespace basin
