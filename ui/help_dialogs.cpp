// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/help_dialogs.h"

#include <QAction>
#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QVBoxLayout>

namespace basin {

namespace {

/// The texts of this file, for translators.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(basin::Help)
};

QString rowOf(const QString& keys, const QString& what) {
    return QStringLiteral("<tr><td style='padding-right:24px'><b>%1</b></td><td>%2</td></tr>")
        .arg(keys.toHtmlEscaped(), what.toHtmlEscaped());
}

QString rowsOf(const QMenu* menu) {
    QString rows;
    for (const QAction* action : menu->actions()) {
        if (action->menu()) {
            rows += rowsOf(action->menu());
            continue;
        }
        QStringList keys;
        for (const QKeySequence& sequence : action->shortcuts()) keys << sequence.toString(QKeySequence::NativeText);
        if (!keys.isEmpty()) rows += rowOf(keys.join(QStringLiteral(", ")), action->text().remove(QLatin1Char('&')));
    }
    return rows;
}

}  // namespace

QStringList shortcutRows(const QMainWindow* window) {
    const auto heading = [](const QString& text) {
        return QStringLiteral("<tr><td colspan=2><br><i>%1</i></td></tr>").arg(text.toHtmlEscaped());
    };
    QStringList parts;
    for (const QAction* entry : window->menuBar()->actions())
        if (entry->menu()) parts << heading(entry->text().remove(QLatin1Char('&'))) + rowsOf(entry->menu());
    QString chart = heading(Words::tr("On the landscape"));
    chart += rowOf(Words::tr("Left, Right"), Words::tr("Move the start (with Shift ten times as far)"));
    chart += rowOf(Words::tr("Left, Right, Up, Down"),
                   Words::tr("While drawing: choose a point and move it (Shift: further)"));
    chart += rowOf(Words::tr("Return, Escape"), Words::tr("End drawing"));
    chart += rowOf(Words::tr("Up, Down"), Words::tr("On the minima of F: move the step size (Page keys: further)"));
    chart += rowOf(Words::tr("Tab"), Words::tr("To the next control; arrows and Page keys move a slider"));
    parts << chart;
    QString plane = heading(Words::tr("On the maps of the plane"));
    plane += rowOf(Words::tr("Arrows"), Words::tr("Move the start (with Shift ten times as far; with Ctrl the map)"));
    plane += rowOf(Words::tr("Z, Shift+Z, Home"), Words::tr("Zoom in, zoom out, show all (wheel, drag, double click)"));
    plane += rowOf(Words::tr("Shift and drag"), Words::tr("Draw a profile, which opens in the lab"));
    plane += rowOf(Words::tr("Insert, Delete, N"),
                   Words::tr("While drawing: add a well (Shift: a hill), remove it, the next one"));
    plane += rowOf(Words::tr("Arrows, Home"), Words::tr("On the surface in three dimensions: turn it, turn it back"));
    parts << plane;
    QString stage = heading(Words::tr("On the projector and in the speaker's window"));
    stage +=
        rowOf(Words::tr("Page Down, Right"), Words::tr("Next step of the deck, or next preset; reveals a vote first"));
    stage += rowOf(Words::tr("Page Up, Left"), Words::tr("The step before"));
    stage += rowOf(Words::tr("C"), Words::tr("Another chart"));
    stage += rowOf(Words::tr("B, full stop"), Words::tr("Blank screen, and back"));
    stage += rowOf(Words::tr("1 to 4, Backspace"), Words::tr("Vote for a valley, take the last vote back"));
    stage += rowOf(Words::tr("Return, Escape"), Words::tr("Reveal the vote, end it"));
    parts << stage;
    QString data = heading(Words::tr("On the samples of data"));
    data += rowOf(Words::tr("Left, Right"), Words::tr("Choose a sample"));
    data += rowOf(Words::tr("Up, Down"), Words::tr("Move it (Shift: further; with Ctrl also Left, Right)"));
    data += rowOf(Words::tr("Insert, Delete"), Words::tr("Add a sample, remove it"));
    parts << data;
    QString training = heading(Words::tr("On the charts of training"));
    training += rowOf(Words::tr("Plus, Minus"),
                      Words::tr("Zoom (so does the wheel; a rectangle drawn with the mouse is shown)"));
    training += rowOf(Words::tr("Left, Right"), Words::tr("Move along the zoomed chart"));
    training += rowOf(Words::tr("Home"), Words::tr("Show all"));
    training += rowOf(Words::tr("Ctrl+Left, Ctrl+Right"), Words::tr("Read off the values"));
    parts << training;
    QString runs = heading(Words::tr("On the list of runs"));
    runs += rowOf(Words::tr("Space"), Words::tr("Show the run in the charts, or no longer"));
    runs += rowOf(Words::tr("Return"), Words::tr("Show it alone"));
    parts << runs;
    return parts;
}

void showShortcuts(QMainWindow* window) {
    // Two columns of about the same length, so that the sheet fits a small screen.
    const QStringList parts = shortcutRows(window);
    QStringList columns{{}, {}};
    qsizetype whole = 0;
    for (const QString& part : parts) whole += part.count(QLatin1String("<tr>"));
    for (const QString& part : parts) columns[columns[0].count(QLatin1String("<tr>")) < whole / 2 ? 0 : 1] += part;

    QDialog dialog(window);
    dialog.setWindowTitle(Words::tr("Keyboard shortcuts"));
    auto* layout = new QVBoxLayout(&dialog);
    auto* sheet = new QHBoxLayout;
    sheet->setSpacing(32);
    for (const QString& column : columns)
        sheet->addWidget(new QLabel(QStringLiteral("<table>%1</table>").arg(column)), 0, Qt::AlignTop);
    layout->addLayout(sheet);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    QObject::connect(buttons, &QDialogButtonBox::rejected, &dialog, &QDialog::reject);
    layout->addWidget(buttons);
    dialog.exec();
}

void showAbout(QMainWindow* window) {
    QMessageBox::about(
        window, Words::tr("About Basin"),
        Words::tr(
            "<h3>Basin %1</h3>"
            "<p>See why averaging the iterates of stochastic gradient descent works.</p>"
            "<p>After A. Nitanda, R. Kikuchi, S. Maeda, D. Wu: <i>Why is parameter averaging beneficial in SGD? An "
            "objective smoothing perspective.</i> AISTATS 2024, "
            "<a href='https://arxiv.org/abs/2302.09376'>arXiv 2302.09376</a>. Please cite the paper when you use the "
            "pictures.</p>"
            "<p>Free software under the GNU General Public License, version 3 or later. "
            "Uses Qt and Qt Charts %2.</p>")
            .arg(QStringLiteral(BASIN_VERSION), QString::fromLatin1(qVersion())));
}

}  // namespace basin
