// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lecture/lecture.h"

#include "ui/lab/lab_page.h"
#include "ui/lab/presets.h"
#include "ui/lecture/vote.h"
#include "ui/main_window.h"
#include "ui/rates/rates_page.h"
#include "ui/translation.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QTimer>
#include <QUndoStack>

#include <algorithm>

namespace basin {

/// One step of undo: the deck before and after.
class Lecture::Change : public QUndoCommand {
public:
    Change(Lecture* lecture, Deck after, const QString& what, int merge)
        : QUndoCommand(what),
          m_lecture(lecture),
          m_before(lecture->m_deck),
          m_after(std::move(after)),
          m_merge(merge) {}
    void undo() override { m_lecture->setDeck(m_before); }
    void redo() override { m_lecture->setDeck(m_after); }
    int id() const override { return m_merge; }
    bool mergeWith(const QUndoCommand* other) override {
        m_after = static_cast<const Change*>(other)->m_after;
        return true;
    }

private:
    Lecture* m_lecture;
    Deck m_before, m_after;
    int m_merge;
};

namespace {

LawShown lawOf(DeckLaw law) {
    return law == DeckLaw::Step ? LawShown::AtStep : law == DeckLaw::LongRun ? LawShown::LongRun : LawShown::None;
}

DeckLaw lawOf(LawShown law) {
    return law == LawShown::AtStep ? DeckLaw::Step : law == LawShown::LongRun ? DeckLaw::LongRun : DeckLaw::None;
}

}  // namespace

std::vector<Result<Scenario>> scenariosOf(const Deck& deck, const QString& path) {
    const QDir folder = QFileInfo(path).dir();
    const auto find = [&](const std::string& name) -> std::optional<std::string> {
        for (const Preset& preset : presets())
            if (preset.name.toStdString() == name) return writeScenario(preset.scenario);
        if (path.isEmpty()) return std::nullopt;
        QFile file(folder.filePath(QString::fromStdString(name)));
        if (!file.open(QIODevice::ReadOnly)) return std::nullopt;
        return file.readAll().toStdString();
    };
    std::vector<Result<Scenario>> scenarios;
    for (const DeckStep& step : deck.steps) scenarios.push_back(scenarioOf(step, find));
    return scenarios;
}

Lecture::Lecture(MainWindow* window)
    : QObject(window), m_window(window), m_vote(new Vote(window->stagePages(), this)), m_undo(new QUndoStack(this)) {
    auto* second = new QTimer(this);
    second->setInterval(1000);
    connect(second, &QTimer::timeout, this, [this] {
        if (isOpen()) Q_EMIT secondPassed();
    });
    second->start();
}

void Lecture::tell(const QString& sentence) const { m_window->currentPage()->showMessage(sentence); }

bool Lecture::openFile(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        tell(tr("%1 cannot be opened: %2.").arg(path, file.errorString()));
        return false;
    }
    return open(path, file.readAll());
}

bool Lecture::open(const QString& path, const QByteArray& text) {
    const Result<Deck> deck = readDeck(text.toStdString());
    if (!deck) {
        tell(tr("%1: %2").arg(QFileInfo(path).fileName(), coreText(deck.error().message)));
        return false;
    }
    if (!m_before) m_before = present();
    m_undo->clear();
    m_path = path;
    m_scenarios.clear();  // files may have changed
    m_step = 0;
    setDeck(*deck);
    restartClock();
    showStep(0);
    return true;
}

void Lecture::setDeck(const Deck& deck) {
    // Words are typed letter by letter: files are read again only for steps that name another scenario.
    const bool isSame =
        m_resolvedFrom == m_path && m_scenarios.size() == deck.steps.size() &&
        std::equal(deck.steps.begin(), deck.steps.end(), m_deck.steps.begin(), m_deck.steps.end(),
                   [](const DeckStep& a, const DeckStep& b) {
                       return a.scenario == b.scenario && a.own == b.own && a.page == b.page && a.problem == b.problem;
                   });
    m_deck = deck;
    if (!isSame) m_scenarios = scenariosOf(deck, m_path);
    m_resolvedFrom = m_path;
    m_step = std::clamp(m_step, 0, std::max(0, count() - 1));
    m_problem.clear();
    if (const Result<Scenario>& scenario = m_scenarios[static_cast<std::size_t>(m_step)]; !scenario)
        m_problem = coreText(scenario.error().message);
    Q_EMIT changed();
}

Lecture::Before Lecture::present() const {
    Before before{m_window->currentPage(), {}, m_window->stagePage()->isPlaying(), shown()};
    for (StagePage* page : m_window->stagePages()) before.runs.push_back({page, page->scenario(), page->runs()});
    return before;
}

const Scenario* Lecture::scenarioBefore(const StagePage* page) const {
    if (!m_before) return nullptr;
    const auto run =
        std::find_if(m_before->runs.begin(), m_before->runs.end(), [page](const Run& one) { return one.page == page; });
    return run == m_before->runs.end() ? nullptr : &run->scenario;
}

std::optional<LectureState> Lecture::state() const {
    if (!m_before) return std::nullopt;
    LectureState state{.path = m_path.toStdString(), .deck = m_deck, .modified = isModified(), .step = m_step};
    state.began = m_began;
    state.before.page = m_before->page->objectName().toStdString();
    for (const auto& [page, scenario, places] : m_before->runs)
        state.before.stages.push_back({BASIN_VERSION, page->objectName().toStdString(), scenario, places});
    state.playedBefore = m_before->playing;
    state.showBefore = m_before->show;
    return state;
}

void Lecture::resume(const LectureState& state) {
    if (state.deck.steps.empty()) return;
    m_before = present();
    if (Page* page = m_window->pageNamed(state.before.page)) m_before->page = page;
    for (Run& run : m_before->runs)
        for (const SavedState& before : state.before.stages)
            if (run.page->canShow(before.scenario)) run = {run.page, before.scenario, before.runs};
    m_before->playing = state.playedBefore;
    m_before->show = state.showBefore;
    m_undo->clear();
    if (state.modified) m_undo->resetClean();
    m_path = QString::fromStdString(state.path);
    m_scenarios.clear();
    m_step = state.step;
    setDeck(state.deck);
    m_began = state.began;
    show(current().show);
    StagePage* stage = stageOf(current().page);
    if (stage) stage->setWatchHidden(!current().text.empty());
    const bool begins = stage && (stage->runs().empty() || stage->runs().front().step == 0);
    if (current().vote && begins && current().page != DeckPage::Rates) startVote(stage);
    Q_EMIT changed();
}

DeckShow Lecture::shown() const {
    const LabPage* lab = m_window->lab();
    DeckShow show;
    show.chart = lab->view()->focused();
    show.objectiveAlone = lab->view()->isConcealed() && !m_vote->isOpen();
    show.law = lawOf(lab->lawShown());
    show.bounds = lab->isBoundsShown();
    show.minima = lab->isMinimaShown();
    show.comparison = m_window->rates()->isComparisonShown();
    return show;
}

void Lecture::show(const DeckShow& wanted) {
    LabPage* lab = m_window->lab();
    lab->setLawShown(lawOf(wanted.law));
    lab->setBoundsShown(wanted.bounds);
    lab->setMinimaShown(wanted.minima);
    lab->view()->setFocused(wanted.chart);
    lab->view()->setConcealed(wanted.objectiveAlone);
    m_window->rates()->setComparisonShown(wanted.comparison);
}

void Lecture::leave() {
    if (!m_before) return;
    m_vote->close();
    const Before before = *std::exchange(m_before, std::nullopt);
    for (StagePage* page : m_window->stagePages()) page->setWatchHidden(false);
    show(before.show);
    for (const auto& [page, scenario, places] : before.runs) {
        if (page->scenario() == scenario && page->runs() == places) continue;
        page->setPlaying(false);
        if (page->openScenario(scenario, tr("Leave the lecture"))) page->repeat(places);
    }
    m_window->showPage(before.page);
    m_window->stagePage()->setPlaying(before.playing);
    m_deck = {};
    m_scenarios.clear();
    m_path.clear();
    m_problem.clear();
    m_step = 0;
    m_undo->clear();
    Q_EMIT changed();
}

StagePage* Lecture::stageOf(DeckPage page) const {
    if (page != DeckPage::Plane) return m_window->lab();
    for (StagePage* stage : m_window->stagePages())
        if (stage != m_window->lab()) return stage;
    return nullptr;
}

void Lecture::showStep(int step) {
    if (!isOpen()) return;
    m_vote->close();
    m_step = std::clamp(step, 0, count() - 1);
    const Result<Scenario>& scenario = m_scenarios[static_cast<std::size_t>(m_step)];
    m_problem.clear();
    StagePage* stage = stageOf(current().page);
    if (!scenario) {
        m_problem = coreText(scenario.error().message);
    } else if (!stage) {
        m_problem = tr("This Basin has no page for the plane; a newer one shows this step.");
    } else {
        for (StagePage* other : m_window->stagePages())
            if (other != stage) other->setPlaying(false);
        show(current().show);
        stage->setWatchHidden(!current().text.empty());
        if (stage->openScenario(*scenario, tr("Step %1 of the lecture").arg(m_step + 1))) {
            m_window->showPage(stage);  // whose scenario the menu Play means
            if (current().page == DeckPage::Rates) m_window->showPage(m_window->rates());
            stage->setPlaying(current().play && !current().vote);
            if (current().vote && current().page != DeckPage::Rates) startVote(stage);
        }
    }
    Q_EMIT changed();
}

void Lecture::startVote(StagePage* page) {
    m_vote->start(page, QString::fromStdString(current().vote->question), current().vote->steps);
}

void Lecture::next() {
    if (m_vote->isOpen() && !m_vote->isRevealed()) return m_vote->reveal();
    showNeighbour(1);
}

void Lecture::previous() { showNeighbour(-1); }

void Lecture::showNeighbour(int direction) {
    if (isOpen()) {
        const int wanted = m_step + direction;
        if (wanted >= 0 && wanted < count()) showStep(wanted);
        return;
    }
    m_vote->close();
    StagePage* stage = m_window->stagePage();
    const std::vector<Preset>& offered = stage->scenario().plane ? planePresets() : linePresets();
    const auto now = std::find_if(offered.begin(), offered.end(), [stage](const Preset& preset) {
        return preset.scenario.title == stage->scenario().title;
    });
    // From a scenario that is no preset the first one is next.
    const auto wanted = now == offered.end() ? 0 : (now - offered.begin()) + direction;
    if (wanted < 0 || wanted >= std::ssize(offered)) return;
    stage->showPreset(static_cast<int>(wanted));
}

void Lecture::restartClock() {
    m_began = QDateTime::currentMSecsSinceEpoch();
    Q_EMIT secondPassed();
}

double Lecture::elapsedSeconds() const {
    return isOpen() ? 1e-3 * static_cast<double>(QDateTime::currentMSecsSinceEpoch() - m_began) : 0.0;
}

DeckStep Lecture::stepFromHere() const {
    const StagePage* stage = m_window->stagePage();
    DeckStep step;
    step.own = stage->scenario();
    step.title = step.own->title.empty() ? tr("Untitled").toStdString() : step.own->title;
    step.text = step.own->watch;
    step.page = m_window->currentPage() == m_window->rates() ? DeckPage::Rates
                : step.own->plane                            ? DeckPage::Plane
                                                             : DeckPage::Lab;
    step.show = shown();
    step.play = stage->isPlaying();
    return step;
}

void Lecture::create() {
    const Deck deck{tr("New lecture").toStdString(), {stepFromHere()}};
    if (!m_before) m_before = present();
    m_vote->close();
    m_undo->clear();
    m_path.clear();
    m_step = 0;
    setDeck(deck);
    restartClock();
}

void Lecture::change(const Deck& deck, const QString& what, int merge) {
    if (deck == m_deck || deck.steps.empty()) return;
    m_undo->push(new Change(this, deck, what, merge));
}

void Lecture::addStepFromHere() {
    if (!isOpen()) return create();
    Deck deck = m_deck;
    deck.steps.insert(deck.steps.begin() + m_step + 1, stepFromHere());
    change(deck, tr("Add a step"));
    m_step = std::min(m_step + 1, count() - 1);  // what is on show is the new step
    setDeck(m_deck);
}

bool Lecture::isModified() const { return isOpen() && !m_undo->isClean(); }

bool Lecture::save(const QString& path) {
    QSaveFile file(path);  // replaces the old file only when the new one is complete
    // Files beside the old deck are found from the new place too.
    Deck saved = m_deck;
    const bool moved = QFileInfo(path).absoluteDir() != QFileInfo(m_path).absoluteDir();
    for (std::size_t i = 0; moved && !m_path.isEmpty() && i < saved.steps.size(); ++i) {
        const bool isPreset = std::any_of(presets().begin(), presets().end(), [&](const Preset& preset) {
            return preset.name.toStdString() == saved.steps[i].scenario;
        });
        if (!isPreset && !saved.steps[i].own && m_scenarios[i]) saved.steps[i].own = *m_scenarios[i];
    }
    const std::string text = writeDeck(saved);
    if (!file.open(QIODevice::WriteOnly) || file.write(text.data(), static_cast<qint64>(text.size())) < 0 ||
        !file.commit()) {
        tell(tr("%1 cannot be written: %2.").arg(path, file.errorString()));
        return false;
    }
    m_path = path;
    setDeck(saved);
    m_undo->setClean();
    Q_EMIT changed();
    return true;
}

}  // namespace basin
