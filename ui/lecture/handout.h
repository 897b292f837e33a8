// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/deck/deck.h"
#include "ui/theme.h"

#include <QElapsedTimer>
#include <QFont>
#include <QObject>
#include <QPainter>
#include <QPdfWriter>

#include <memory>
#include <vector>

class QTimer;

namespace basin {

class LabPage;
class Page;
class PlanePage;
class RatesPage;

/// Writes a deck as a PDF to hand out: title, text, picture, readings and notes of each step, as many on a page as fit. Plays
/// the steps on pages of its own that are not on any screen, while the window goes on; lives on the window's thread.
class Handout : public QObject {
    Q_OBJECT

public:
    /// `scenarios` are those of the deck's steps.
    Handout(const Deck& deck, const std::vector<Result<Scenario>>& scenarios, const QString& path,
            QObject* parent = nullptr);
    ~Handout() override;

    void start();

Q_SIGNALS:
    void stepDone(int done, int all);
    /// With one sentence if it could not be written, else with an empty one.
    void finished(const QString& problem);

private:
    bool begin();
    void playNext();
    void playOnLine(const Scenario& scenario);
    void playInPlane(const Scenario& scenario);
    void followRun(std::int64_t step);
    void look();
    bool isReady() const;
    void paintStep();
    void finish();
    QString readings() const;
    const DeckStep& step() const { return m_deck.steps[m_step]; }

    void newPage();
    /// Writes words from the present height on, on new pages where this one ends.
    void write(const QString& words, const QFont& font, const QColor& colour);
    double heightOf(const QString& words, const QFont& font) const;
    QRectF room() const;

    Deck m_deck;
    std::vector<Result<Scenario>> m_scenarios;
    QString m_path;
    QPdfWriter m_pdf;
    QPainter m_painter;
    std::unique_ptr<LabPage> m_lab;
    std::unique_ptr<PlanePage> m_plane;
    std::unique_ptr<RatesPage> m_rates;
    Page* m_page = nullptr;  ///< whose charts the present step shows; null if there are none
    ThemeChoice m_theme = ThemeChoice::Light;
    QTimer* m_look;
    QElapsedTimer m_since;
    std::size_t m_step = 0;
    std::int64_t m_wanted = 0;  ///< steps of the run
    bool m_begun = false;       ///< the run of this step, from its first step
    int m_pageNumber = 1;
    double m_y = 0.0;
};

}  // namespace basin
