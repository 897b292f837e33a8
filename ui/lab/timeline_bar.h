// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lab/run_time.h"

#include <QAbstractSlider>

#include <cstdint>
#include <optional>

class QLabel;
class QToolButton;

namespace basin {

/// A line from step 0 to the last step that is known: a handle where the run stands, and a fork where it has branched.
class TimelineSlider : public QAbstractSlider {
    Q_OBJECT

public:
    explicit TimelineSlider(QWidget* parent = nullptr);

    void setTime(std::int64_t step, std::int64_t end, std::optional<std::int64_t> branchedAt);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void stepAsked(std::int64_t step);  ///< by mouse or key

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    double handle() const;  ///< its radius, in pixels: it grows with the letters
    double xOf(std::int64_t step) const;
    void ask(double x);

    std::int64_t m_step = 0, m_end = 0;
    std::optional<std::int64_t> m_branchedAt;
};

/// The time of a run below its charts: takes it back to an earlier step, and lets it branch into two futures.
class TimelineBar : public QWidget {
    Q_OBJECT

public:
    explicit TimelineBar(QWidget* parent = nullptr);

    void setTime(std::int64_t step, const RunTime& time);
    /// Back (below 0) or on, by a fiftieth of what is known, to a round step.
    void moveByStrides(int strides);
    void moveTo(std::int64_t step);
    std::int64_t step() const { return m_step; }
    std::int64_t end() const { return m_end; }
    bool isBranched() const;
    /// Whether the run is not just going on in one future.
    bool isUsed() const { return m_step < m_end || isBranched(); }
    void askBranch(bool branched) { Q_EMIT branchAsked(branched); }

Q_SIGNALS:
    void stepAsked(std::int64_t step);
    void branchAsked(bool branched);
    void branchShown(bool branched);

private:
    TimelineSlider* m_slider = nullptr;
    QLabel* m_words = nullptr;
    QToolButton* m_branch = nullptr;
    std::int64_t m_step = 0, m_end = 0;
    std::int64_t m_asked = 0;  ///< the step that was asked for last, from where the next stride goes on
};

}  // namespace basin
