// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lecture/vote.h"

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

std::vector<std::size_t> valleysToVoteFor(const std::vector<StagePage::Valley>& valleys, std::size_t most) {
    std::vector<std::size_t> order(valleys.size());
    std::iota(order.begin(), order.end(), 0);
    if (valleys.size() <= most) return order;
    const std::size_t nearest = *std::min_element(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return valleys[a].fromStart < valleys[b].fromStart;
    });
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        if ((a == nearest) != (b == nearest)) return a == nearest;
        return valleys[a].value < valleys[b].value;
    });
    order.resize(most);
    std::sort(order.begin(), order.end());
    return order;
}

Vote::Vote(const QList<StagePage*>& pages, QObject* parent) : QObject(parent), m_beat(new QTimer(this)) {
    m_beat->setInterval(kBeatMs);
    connect(m_beat, &QTimer::timeout, this, &Vote::askForSteps);
    for (StagePage* page : pages) {
        connect(page, &StagePage::frameShown, this, [this, page] {
            if (page == m_page) follow();
        });
        connect(page, &StagePage::restarted, this, [this, page] {
            if (page == m_page) awaitStart();
        });
        connect(page, &StagePage::scenarioShown, this, [this, page] {
            // Another landscape has other valleys; another step size is the lecturer's business.
            if (page == m_page && isOpen() && isOtherLandscape()) close();
        });
    }
}

bool Vote::isOtherLandscape() const {
    const Scenario& now = m_page->scenario();
    if (m_scenario.plane) return !now.plane || now.plane->surface != m_scenario.plane->surface;
    return now.landscape != m_scenario.landscape;
}

void Vote::start(StagePage* page, const QString& question, std::int64_t steps) {
    close();
    m_page = page;
    m_question = question.isEmpty() ? tr("Where will the average of the iterates end?") : question;
    m_steps = steps;
    m_scenario = page->scenario();
    m_choices.clear();
    m_order.clear();
    m_beat->stop();
    m_state = State::Opening;
    m_page->setPlaying(false);
    m_page->setVoting(true);
    m_page->setConcealed(true);
    m_page->setNumbers({});
    m_page->restart();  // its frame brings the valleys
    Q_EMIT changed();
}

void Vote::close() {
    if (m_state == State::Closed) return;
    m_state = State::Closed;
    m_beat->stop();
    Q_EMIT changed();  // first the votes leave, then what gave them its room comes back
    settleLayouts();
    m_page->setNumbers({});
    m_page->setConcealed(false);
    m_page->setVoting(false);
}

void Vote::follow() {
    const std::optional<StagePage::Progress> progress = m_page->progress();
    if (!progress) return;
    if (m_state == State::Opening) {
        findChoices();
        if (m_choices.size() < 2) {
            close();
            m_page->showMessage(tr("This landscape has one valley only: there is nothing to vote for."));
            return;
        }
        m_state = State::Voting;
        Q_EMIT changed();
    } else if (m_state == State::Playing) {
        if (progress->repeating || (progress->step == m_from && !m_moved)) return;
        m_moved = true;
        measure();
        if (progress->step == m_steps) {
            m_beat->stop();
            m_page->setPlaying(false);
            m_state = State::Done;
        }
        Q_EMIT changed();
    }
}

void Vote::findChoices() {
    const std::vector<StagePage::Valley> valleys = m_page->valleys();
    const std::vector<std::size_t> chosen = valleysToVoteFor(valleys, kMost);
    for (const std::size_t valley : chosen) m_choices.push_back({.valley = valley, .place = valleys[valley].place});
    if (chosen.size() > 1) m_page->setNumbers(chosen);
}

void Vote::measure() {
    const StagePage::Progress progress = *m_page->progress();
    const auto shareIn = [](const std::vector<double>& shares, std::size_t valley) {
        return valley < shares.size() && std::isfinite(shares[valley]) ? shares[valley] : 0.0;
    };
    for (Choice& choice : m_choices) {
        choice.sgd = shareIn(progress.sgd, choice.valley);
        choice.average = shareIn(progress.average, choice.valley);
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
    m_page->setPlaying(false);
    m_page->setConcealed(false);
    m_page->restart();
    m_beat->start();
    Q_EMIT changed();
}

void Vote::askForSteps() {
    // Whole portions, each after the last has been shown, from wherever the run stands, which keys may have moved meanwhile: it
    // ends after exactly as many steps, on any machine.
    if (!std::exchange(m_moved, false)) return;
    m_from = m_page->progress()->step;
    if (m_from > m_steps) return m_page->goTo(m_steps);
    m_page->takeSteps(std::min(std::max<std::int64_t>(1, m_steps / kBeats), m_steps - m_from));
}

void Vote::awaitStart() {
    // Steps that were asked for are forgotten; a frame on its way may still be one of before.
    const std::optional<StagePage::Progress> progress = m_page->progress();
    m_from = progress && progress->step > 0 ? progress->step : -1;
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
