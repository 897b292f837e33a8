// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plane/controls/surface_section.h"

#include "ui/format.h"
#include "ui/lab/controls/domain_fields.h"
#include "ui/lab/controls/formula_line.h"
#include "ui/plane/controls/hill_fields.h"
#include "ui/plane/plane_ranges.h"
#include "ui/translation.h"
#include "ui/widgets/error_label.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/quiet_wheel.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSlider>
#include <QVBoxLayout>

#include <algorithm>

namespace basin {

namespace {

using Kind = SurfaceChoice::Kind;

// Behind the named ones in the menu.
enum Other { kFormula, kDrawn, kTable };

}  // namespace

SurfaceSection::SurfaceSection(QWidget* parent) : CatalogueSection(surfaceCatalogue(), parent) {
    m_lastFormula.kind = Kind::Formula;
    m_lastFormula.formula = "(x^2 + y^2)/4 - exp(-4*((x - 1)^2 + y^2))";
    m_lastFormula.domain = {{-3.0, 3.0}, {-3.0, 3.0}};
    m_lastDrawing = firstDrawing({{-3.0, 3.0}, {-3.0, 3.0}});
    menu()->setObjectName(QStringLiteral("surface"));
    menu()->setAccessibleName(tr("Surface"));
    menu()->setToolTip(tr("The objective f of two parameters that the walkers descend"));
    menu()->addItem(tr("Formula"));
    menu()->addItem(tr("Drawn: hills and wells"));
    menu()->addItem(tr("Table from a file…"));
    menu()->setItemData(menu()->count() - 1,
                        tr("A CSV file: a line “x,y,f” for every place of a grid, or a bare grid of heights"),
                        Qt::ToolTipRole);
    m_formula = new FormulaLine({.objectName = QStringLiteral("surfaceFormula"),
                                 .label = tr("f(x, y) ="),
                                 .accessibleName = tr("Formula of f"),
                                 .tip = tr("A formula in x and y")});
    const QString domainTip =
        tr("Where the formula holds; beyond it f goes on as a bowl. A wider stretch shows more of it.");
    m_domainX = new DomainFields(tr("The formula holds"), domainTip, DomainFields::Variable::X);
    m_domainY = new DomainFields(tr("The formula holds"), domainTip, DomainFields::Variable::Y);
    m_formulaFields = new QWidget;
    auto* formula = new QVBoxLayout(m_formulaFields);
    formula->setContentsMargins(0, 0, 0, 0);
    formula->addWidget(m_formula);
    formula->addWidget(m_domainX);
    formula->addWidget(m_domainY);
    m_table = new QLabel;
    m_table->setWordWrap(true);
    m_hills = new HillFields;
    m_error = errorLabel();
    m_error->setObjectName(QStringLiteral("surfaceError"));
    auto* draw = new QPushButton(tr("Draw a surface…"));
    draw->setObjectName(QStringLiteral("draw"));
    draw->setFocusPolicy(Qt::TabFocus);
    draw->setToolTip(tr("Set hills and wells on the map of f and drag them, with mouse or keys (D)"));

    column()->addWidget(m_formulaFields);
    column()->addWidget(m_table);
    column()->addWidget(m_hills);
    column()->addWidget(m_error);
    column()->addWidget(draw);

    connect(menu(), &QComboBox::activated, this, &SurfaceSection::choose);
    connect(m_formula, &FormulaLine::entered, this, [this](const QString& text) {
        enterFormula(text, {m_domainX->domain(), m_domainY->domain()});
    });
    connect(m_domainX, &DomainFields::entered, this, [this](Interval x) {
        enterFormula(m_formula->formula(), {x, m_domainY->domain()});
    });
    connect(m_domainY, &DomainFields::entered, this, [this](Interval y) {
        enterFormula(m_formula->formula(), {m_domainX->domain(), y});
    });
    for (DomainFields* fields : {m_domainX, m_domainY})
        connect(fields, &DomainFields::refused, this,
                [this](const QString& sentence) { m_formula->showError(m_formula->formula(), sentence); });
    connect(m_hills, &HillFields::edited, this, &SurfaceSection::editHills);
    connect(draw, &QPushButton::clicked, this, &SurfaceSection::drawRequested);
}

SurfaceChoice SurfaceSection::drawing() const {
    const auto& plane = scenario().plane;
    return plane && plane->surface.kind == Kind::Drawn ? plane->surface : m_lastDrawing;
}

void SurfaceSection::choose(int index) {
    if (!scenario().plane) return;
    const SurfaceChoice& shown = scenario().plane->surface;
    std::optional<Error> error;
    if (index < namedCount()) {
        const std::string& name = nameAt(index);
        if (shown.kind == Kind::Named && shown.name == name) return;
        SurfaceChoice named;
        named.name = name;
        error = showSurface(named, tr("Choose a surface"));
    } else if (index == firstOther() + kFormula) {
        if (shown.kind != Kind::Formula) error = showSurface(m_lastFormula, tr("Use a formula"));
    } else if (index == firstOther() + kDrawn) {
        if (shown.kind != Kind::Drawn) error = showSurface(m_lastDrawing, tr("Use a drawn surface"));
        Q_EMIT drawRequested();
    } else {
        refresh();  // until a file is chosen the surface is the old one
        Q_EMIT tableRequested();
    }
    setErrorText(m_error, error ? coreText(error->message) : QString());
}

std::optional<Error> SurfaceSection::showSurface(const SurfaceChoice& choice, const QString& what) {
    const Result<SurfacePtr> surface = buildSurface(choice);
    if (!surface) return surface.error();
    Scenario wanted = scenario();
    setSurface(wanted, choice);
    wanted.title.clear();
    wanted.watch.clear();
    wanted.plane->view.reset();
    settleOn(wanted, **surface);
    return edit(wanted, what, true);
}

void SurfaceSection::enterFormula(const QString& formula, const Rectangle& domain) {
    SurfaceChoice wanted = m_lastFormula;
    wanted.formula = formula.toStdString();
    wanted.domain = domain;
    const std::optional<Error> error = showSurface(wanted, tr("Change the formula"));
    m_formula->showError(formula, error ? coreText(error->message) : QString());
}

void SurfaceSection::editHills(const SurfaceChoice& choice, const QString& what, bool finished) {
    std::optional<Error> error;
    if (const Result<SurfacePtr> surface = buildSurface(choice); !surface) {
        error = surface.error();
    } else {
        Scenario wanted = scenario();
        setSurface(wanted, choice);
        wanted.title.clear();
        wanted.watch.clear();
        error = edit(wanted, what, finished);
    }
    if (error) refresh();
    setErrorText(m_error, error ? coreText(error->message) : QString());
}

QString SurfaceSection::changeName() const { return tr("Change the surface"); }

std::map<std::string, double>& SurfaceSection::parametersIn(Scenario& scenario) const {
    return scenario.plane->surface.parameters;
}

void SurfaceSection::refresh() {
    if (!scenario().plane) return;
    const SurfaceChoice& choice = scenario().plane->surface;
    const bool named = choice.kind == Kind::Named, formula = choice.kind == Kind::Formula,
               drawn = choice.kind == Kind::Drawn;
    if (formula) m_lastFormula = choice;
    if (drawn) m_lastDrawing = choice;
    menu()->setCurrentIndex(named     ? indexOf(choice.name)
                            : formula ? firstOther() + kFormula
                            : drawn   ? firstOther() + kDrawn
                                      : firstOther() + kTable);
    m_formulaFields->setVisible(formula);
    m_domainX->setDomain(m_lastFormula.domain.x);
    m_domainY->setDomain(m_lastFormula.domain.y);
    m_formula->setFormula(QString::fromStdString(m_lastFormula.formula));
    m_hills->setVisible(drawn);
    if (drawn) m_hills->setSurface(choice);
    m_table->setVisible(choice.kind == Kind::Table);
    if (choice.kind == Kind::Table)
        m_table->setText(tr("A smooth surface through %1 × %2 heights")
                             .arg(formatCount(choice.table.columns), formatCount(choice.table.rows)));
    showNamed(named ? choice.name : std::string(), choice.parameters);
}

}  // namespace basin
