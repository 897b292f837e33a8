// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lecture/vote.h"

#include "ui/lab/lab_page.h"
#include "ui/lab/landscape_chart.h"
#include "ui/lab/stage.h"
#include "ui/widgets/layouts.h"

#include <QTimer>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace basin {

namespace {

constexpr int kBeatMs = 16;
constexpr std::int64_t kBeats = 240;  // of the show: about four seconds

}  // namespace

std::vector<std::size_t> basinsToVoteFor(const std::vector<Basin>& basins, double start, std::size_t most) {
    std::vector<std::size_t> order(basins.size());
    std::iota(order.begin(), order.end(), 0);
    if (basins.size() <= most) return order;
    const auto distance = [&](std::size_t i) { return std::abs(basins[i].minimum.w - start); };
    const std::size_t nearest = *std::min_element(
        order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return distance(a) < distance(b); });
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        if ((a == nearest) != (b == nearest)) return a == nearest;
        return basins[a].minimum.value < basins[b].minimum.value;
    });
    order.resize(most);
    std::sort(order.begin(), order.end());
    return order;
}

Vote::Vote(LabPage* lab, QObject* parent) : QObject(parent), m_lab(lab), m_beat(new QTimer(this)) {
    m_beat->setInterval(kBeatMs);
    connect(m_beat, &QTimer::timeout, this, &Vote::askForSteps);
    connect(m_lab->stage(), &Stage::frameShown, this, &Vote::follow);
    connect(m_lab, &LabPage::restarted, this, &Vote::awaitStart);
    connect(m_lab, &LabPage::scenarioShown, this, [this] {
        // Another landscape has other valleys; another step size is the lecturer's business.
        if (isOpen() && m_lab->scenario().landscape != m_landscape) close();
    });
}

void Vote::start(const QString& question, std::int64_t steps) {
    m_question = question.isEmpty() ? tr("Where will the average of the iterates end?") : question;
    m_steps = steps;
    m_landscape = m_lab->scenario().landscape;
    m_choices.clear();
    m_order.clear();
    m_beat->stop();
    m_state = State::Opening;
    m_lab->setPlaying(false);
    m_lab->setVoting(true);
    m_lab->view()->setConcealed(true);
    m_lab->stage()->chart()->setNumbers({});
    m_lab->restart();  // its frame brings the valleys
    Q_EMIT changed();
}

void Vote::close() {
    if (m_state == State::Closed) return;
    m_state = State::Closed;
    m_beat->stop();
    Q_EMIT changed();  // first the votes leave, then what gave them its room comes back
    settleLayouts();
    m_lab->stage()->chart()->setNumbers({});
    m_lab->view()->setConcealed(false);
    m_lab->setVoting(false);
}

void Vote::follow() {
    const Frame& frame = *m_lab->stage()->frame();
    if (m_state == State::Opening) {
        findChoices(*frame.analysis);
        if (m_choices.size() < 2) {
            close();
            m_lab->showMessage(tr("This landscape has one valley only: there is nothing to vote for."));
            return;
        }
        m_state = State::Voting;
        Q_EMIT changed();
    } else if (m_state == State::Playing) {
        if (frame.repeatingTo || (frame.step == m_from && !m_moved)) return;
        m_moved = true;
        measure();
        if (frame.step == m_steps) {
            m_beat->stop();
            m_lab->setPlaying(false);
            m_state = State::Done;
        }
        Q_EMIT changed();
    }
}

void Vote::findChoices(const Analysis& analysis) {
    std::vector<double> places;
    for (const std::size_t basin : basinsToVoteFor(analysis.basins, m_lab->scenario().start, kMost)) {
        Choice choice;
        choice.basin = basin;
        choice.minimum = analysis.basins[basin].minimum;
        m_choices.push_back(choice);
        places.push_back(choice.minimum.w);
    }
    if (places.size() > 1) m_lab->stage()->chart()->setNumbers(places);
}

void Vote::measure() {
    const Frame& frame = *m_lab->stage()->frame();
    for (Choice& choice : m_choices) {
        if (choice.basin >= frame.sgd.shares.size()) continue;
        choice.sgd = frame.sgd.shares[choice.basin];
        choice.average = frame.averagedSteps > 0 ? frame.average.shares[choice.basin] : 0.0;
    }
}

void Vote::add(int choice) {
    if (m_state != State::Voting || choice < 0 || choice >= static_cast<int>(m_choices.size())) return;
    ++m_choices[static_cast<std::size_t>(choice)].votes;
    m_order.push_back(choice);
    Q_EMIT changed();
}

void Vote::takeBack() {
    if (m_state != State::Voting || m_order.empty()) return;
    int& votes = m_choices[static_cast<std::size_t>(m_order.back())].votes;
    votes = std::max(0, votes - 1);
    m_order.pop_back();
    Q_EMIT changed();
}

void Vote::setVotes(int choice, int votes) {
    if (!isOpen() || choice < 0 || choice >= static_cast<int>(m_choices.size())) return;
    if (m_choices[static_cast<std::size_t>(choice)].votes == votes) return;
    m_choices[static_cast<std::size_t>(choice)].votes = std::max(0, votes);
    Q_EMIT changed();
}

void Vote::reveal() {
    if (m_state != State::Voting && m_state != State::Done) return;
    m_state = State::Playing;
    m_lab->setPlaying(false);
    m_lab->view()->setConcealed(false);
    m_lab->restart();
    m_beat->start();
    Q_EMIT changed();
}

void Vote::askForSteps() {
    // Whole portions, each after the last has been shown, from wherever the run stands, which keys may have moved meanwhile: it
    // ends after exactly as many steps, on any machine.
    if (!std::exchange(m_moved, false)) return;
    m_from = m_lab->stage()->frame()->step;
    if (m_from > m_steps) return m_lab->goTo(m_steps);
    m_lab->takeSteps(std::min(std::max<std::int64_t>(1, m_steps / kBeats), m_steps - m_from));
}

void Vote::awaitStart() {
    // Steps that were asked for are forgotten; a frame on its way may still be one of before.
    const auto& frame = m_lab->stage()->frame();
    m_from = frame && frame->step > 0 ? frame->step : -1;
    m_moved = false;
}

int Vote::total() const {
    return std::accumulate(m_choices.begin(), m_choices.end(), 0,
                           [](int sum, const Choice& choice) { return sum + choice.votes; });
}

double Vote::sgdElsewhere() const {
    double rest = 1.0;
    for (const Choice& choice : m_choices) rest -= choice.sgd;
    return std::max(0.0, rest);
}

double Vote::averageElsewhere() const {
    double rest = 1.0;
    for (const Choice& choice : m_choices) rest -= choice.average;
    return std::max(0.0, rest);
}

}  // namespace basin
