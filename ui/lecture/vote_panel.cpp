// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lecture/vote_panel.h"

#include "ui/charts/plot.h"
#include "ui/format.h"
#include "ui/lecture/vote.h"
#include "ui/theme.h"
#include "ui/widgets/layouts.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <cmath>

namespace basin {

namespace {

constexpr int kMostVotes = 9999;
constexpr double kPanelWidth = 300.0;                         // at scale 1
constexpr double kProjectedWidth = 0.30;                      // of the window, on the projector
constexpr double kHeading = 1.25, kBar = 1.0, kAfter = 0.55;  // lines of the font

QString placeOf(const Vote::Choice& choice) { return VotePanel::tr("valley at %1").arg(choice.place); }

}  // namespace

VoteCounts::VoteCounts(Vote* vote, QWidget* parent) : QWidget(parent), m_vote(vote) {
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    for (int i = 0; i < Vote::kMost; ++i) {
        auto* box = new QSpinBox;
        box->setObjectName(QStringLiteral("votes%1").arg(i + 1));
        box->setRange(0, kMostVotes);
        // The keys are the clicker's until somebody clicks into a box, and again when the number is in.
        box->setFocusPolicy(Qt::ClickFocus);
        connect(box->findChild<QLineEdit*>(), &QLineEdit::returnPressed, box, &QWidget::clearFocus);
        auto* name = new QLabel;
        name->setBuddy(box);
        grid->addWidget(name, i, 0);
        grid->addWidget(box, i, 1);
        m_names << name;
        m_boxes << box;
        connect(box, &QSpinBox::valueChanged, vote, [vote, i](int votes) { vote->setVotes(i, votes); });
    }
    m_reveal = new QPushButton(tr("Reve&al (Return)"));
    m_reveal->setAutoDefault(false);
    auto* close = new QPushButton(tr("E&nd the vote (Escape)"));
    close->setAutoDefault(false);
    // Below each other: other languages have longer words for it.
    grid->addWidget(m_reveal, Vote::kMost, 0, 1, 2);
    grid->addWidget(close, Vote::kMost + 1, 0, 1, 2);
    connect(m_reveal, &QPushButton::clicked, vote, &Vote::reveal);
    connect(close, &QPushButton::clicked, vote, &Vote::close);
    connect(vote, &Vote::changed, this, &VoteCounts::follow);
    follow();
}

void VoteCounts::follow() {
    const auto& choices = m_vote->choices();
    for (int i = 0; i < Vote::kMost; ++i) {
        const bool there = m_vote->isOpen() && i < static_cast<int>(choices.size());
        m_names[i]->setVisible(there);
        m_boxes[i]->setVisible(there);
        if (!there) continue;
        const Vote::Choice& choice = choices[static_cast<std::size_t>(i)];
        m_names[i]->setText(tr("&%1: %2").arg(QString::number(i + 1), placeOf(choice)));
        const QSignalBlocker blocker(m_boxes[i]);
        if (m_boxes[i]->value() != choice.votes) m_boxes[i]->setValue(choice.votes);
    }
    m_reveal->setEnabled(!m_vote->isRevealed() || m_vote->isDone());
    m_reveal->setText(m_vote->isRevealed() ? tr("Play &again (Return)") : tr("Reve&al (Return)"));
}

/// The bars: for every choice its name, the votes, and from the reveal on SGD and average.
class VotePanel::Bars : public QWidget {
public:
    explicit Bars(Vote* vote) : m_vote(vote) { setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Minimum); }

    QSize minimumSizeHint() const override {
        const double rows = m_vote->isRevealed() ? 3.0 : 1.0;
        const double choices = static_cast<double>(m_vote->choices().size());
        const double elsewhere = m_vote->isRevealed() ? kHeading + 2.0 * kBar + kAfter : 0.0;
        return {0, static_cast<int>(std::ceil((choices * (kHeading + rows * kBar + kAfter) + elsewhere) *
                                              QFontMetricsF(font()).height()))};
    }
    QSize sizeHint() const override { return minimumSizeHint(); }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        const Theme& colours = currentTheme();
        const double line = QFontMetricsF(font()).height();
        double top = 0.0;
        const auto heading = [&](const QString& text) {
            QFont bold = font();
            bold.setBold(true);
            painter.setFont(bold);
            painter.setPen(colours.text);
            painter.drawText(QRectF(0, top, width(), kHeading * line), Qt::AlignLeft | Qt::AlignVCenter, text);
            painter.setFont(font());
            top += kHeading * line;
        };
        const double words = QFontMetricsF(font()).horizontalAdvance(tr("average") + QStringLiteral("  "));
        const double numbers = QFontMetricsF(font()).horizontalAdvance(QStringLiteral("00.0 %")) + 0.4 * line;
        const auto bar = [&](const QString& name, double share, const QString& value, const QColor& colour) {
            painter.setPen(colours.text);
            painter.drawText(QRectF(0, top, words, kBar * line), Qt::AlignLeft | Qt::AlignVCenter, name);
            const double room = width() - words - numbers;
            const QRectF filled(words, top + 0.14 * line, std::max(share > 0.0 ? 2.0 : 0.0, room * share), 0.72 * line);
            painter.fillRect(filled, colour);
            painter.drawText(QRectF(filled.right() + 0.35 * line, top, numbers, kBar * line),
                             Qt::AlignLeft | Qt::AlignVCenter, value);
            top += kBar * line;
        };
        const int total = m_vote->total();
        int number = 0;
        for (const Vote::Choice& choice : m_vote->choices()) {
            heading(QStringLiteral("%1  %2").arg(QString::number(++number), placeOf(choice)));
            bar(tr("votes"), total > 0 ? static_cast<double>(choice.votes) / total : 0.0, formatCount(choice.votes),
                colours.text);
            if (m_vote->isRevealed()) {
                bar(tr("SGD"), choice.sgd, formatShare(choice.sgd), colours.sgd);
                bar(tr("average"), choice.average, formatShare(choice.average), colours.average);
            }
            top += kAfter * line;
        }
        if (!m_vote->isRevealed() || m_vote->choices().empty()) return;
        heading(tr("elsewhere"));
        bar(tr("SGD"), m_vote->sgdElsewhere(), formatShare(m_vote->sgdElsewhere()), colours.sgd);
        bar(tr("average"), m_vote->averageElsewhere(), formatShare(m_vote->averageElsewhere()), colours.average);
    }

private:
    Vote* m_vote;
};

VotePanel::VotePanel(Vote* vote, QWidget* parent) : QWidget(parent), m_vote(vote) {
    m_question = new QLabel;
    m_question->setObjectName(QStringLiteral("voteQuestion"));
    m_question->setWordWrap(true);
    m_bars = new Bars(vote);
    m_bars->setAccessibleName(tr("Votes and shares as bars"));
    m_hint = new QLabel;
    m_hint->setWordWrap(true);
    m_counts = new VoteCounts(vote);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->addWidget(m_question);
    layout->addWidget(m_bars);
    layout->addWidget(m_hint);
    layout->addSpacing(8);
    layout->addWidget(m_counts);
    layout->addStretch(1);
    connect(vote, &Vote::changed, this, &VotePanel::follow);
    hide();
}

void VotePanel::setProjecting(bool projecting) {
    m_projecting = projecting;
    m_counts->setVisible(!projecting);
    fitFonts();
    follow();
}

void VotePanel::follow() {
    const bool shown = m_vote->isOpen() && !m_vote->choices().empty();
    if (shown && isHidden()) settleLayouts();
    setVisible(shown);
    m_question->setText(m_vote->question());
    if (!m_vote->isRevealed())
        m_hint->setText(m_projecting ? tr("Keys 1 to %1 vote, Return reveals.").arg(m_vote->choices().size())
                                     : tr("Keys 1 to %1 add a vote, Backspace takes the last one back, Return reveals.")
                                           .arg(m_vote->choices().size()));
    else
        m_hint->setText(m_vote->isDone() ? tr("After %1 steps.").arg(formatCount(m_vote->steps()))
                                         : tr("The run plays…"));
    m_bars->updateGeometry();
    m_bars->update();
}

void VotePanel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fitFonts();
}

void VotePanel::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if ((event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange) && m_counts) fitFonts();
}

void VotePanel::fitFonts() {
    const double scale = Plot::scaleIn(this);
    const auto fit = [&](QWidget* widget, double factor) {
        QFont fitted = font();
        fitted.setPointSizeF(fitted.pointSizeF() * factor);
        if (widget->font() != fitted) widget->setFont(fitted);
    };
    fit(m_question, m_projecting ? scale : 1.15 * scale);
    fit(m_bars, scale);
    fit(m_hint, m_projecting ? 0.8 * scale : scale);
    setFixedWidth(static_cast<int>(m_projecting ? kProjectedWidth * window()->width() : scale * kPanelWidth));
}

}  // namespace basin
