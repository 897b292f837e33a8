// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/law_watch.h"

#include "core/lab/lab_run.h"
#include "core/theory/binned_law.h"
#include "ui/format.h"
#include "ui/lab/law_thread.h"
#include "ui/translation.h"

namespace basin {

LawWatch::LawWatch(QObject* parent) : QObject(parent) {}

LawWatch::~LawWatch() = default;

void LawWatch::show(LawShown which) {
    if (which == m_shown) return;
    m_shown = which;
    if (m_longRun) m_longRun->forget();
    if (m_atStep) m_atStep->rest();
    say({});
    request();
}

void LawWatch::setFrame(const std::shared_ptr<const Frame>& frame) {
    m_frame = frame;
    // A law of the time before the run began anew is not shown any longer.
    if (m_foundCourse && !holds(*m_foundCourse, m_foundStep)) say({});
    request();
}

bool LawWatch::holds(const Course& course, std::int64_t step) const {
    return m_frame->course && step <= m_frame->step && sameUntil(step, course, *m_frame->course);
}

void LawWatch::say(const BinnedLaw& law) {
    m_foundCourse = nullptr;
    Q_EMIT lawFound(law);
}

void LawWatch::request() {
    if (m_shown == LawShown::None || !m_frame) return;
    const std::shared_ptr<const Course>& course = m_frame->course;
    const Interval view = m_frame->analysis->view;
    if (!course) {
        if (m_longRun) m_longRun->forget();
        if (m_atStep) m_atStep->rest();
        return say({{}, tr("exact law: the settings changed too often, restart the run")});
    }
    if (m_shown == LawShown::AtStep) {
        if (!m_atStep)
            m_atStep = std::make_unique<LawThread>(
                [this] { QMetaObject::invokeMethod(this, &LawWatch::showNewest, Qt::QueuedConnection); });
        return m_atStep->request({course, m_frame->step, view, LabRun::kBins});
    }
    if (!m_longRun)
        m_longRun = std::make_unique<NewestJob<Setting, BinnedLaw>>(
            this,
            [](const Setting& setting, const std::stop_token& stop) -> BinnedLaw {
                const Result<Chain> chain = chainOf(setting.stretch);
                if (!chain) return {{}, coreText(chain.error().message)};
                const std::vector<double> law = chain->stationary(stop);
                if (law.empty()) return {};
                return {binnedLaw(law, chain->points(), setting.view, LabRun::kBins), tr("exact law in the long run")};
            },
            [this](const BinnedLaw& law) { say(law); });
    // The law in the long run does not depend on how the run came here.
    Stretch present = course->stretches.back();
    present.from = 0;
    m_longRun->request({present, view});
}

void LawWatch::showNewest() {
    const std::optional<LawThread::Found> found = m_atStep->take();
    if (!found || m_shown != LawShown::AtStep || !holds(*found->course, found->step)) return;
    say({found->shares,
         found->error.empty() ? tr("exact law at step %1").arg(formatCount(found->step)) : coreText(found->error)});
    m_foundCourse = found->course;
    m_foundStep = found->step;
}

}  // namespace basin
