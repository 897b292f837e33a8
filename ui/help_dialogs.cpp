// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/help_dialogs.h"

#include <QAction>
#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QLabel>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QVBoxLayout>

namespace basin {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("basin::Help", text); }

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

void showShortcuts(QMainWindow* window) {
    QString columns;
    for (const QAction* entry : window->menuBar()->actions())
        if (entry->menu())
            columns += QStringLiteral("<tr><td colspan=2><br><i>%1</i></td></tr>")
                           .arg(entry->text().remove(QLatin1Char('&')).toHtmlEscaped()) +
                       rowsOf(entry->menu());
    columns += QStringLiteral("<tr><td colspan=2><br><i>%1</i></td></tr>").arg(tr("On the landscape"));
    columns += rowOf(tr("Left, Right"), tr("Move the start (with Shift ten times as far)"));
    columns += rowOf(tr("Left, Right, Up, Down"), tr("While drawing: choose a point and move it (Shift: further)"));
    columns += rowOf(tr("Return, Escape"), tr("End drawing"));
    columns += rowOf(tr("Tab"), tr("To the next control; arrows and Page keys move a slider"));

    QDialog dialog(window);
    dialog.setWindowTitle(tr("Keyboard shortcuts"));
    auto* layout = new QVBoxLayout(&dialog);
    layout->addWidget(new QLabel(QStringLiteral("<table>%1</table>").arg(columns)));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    QObject::connect(buttons, &QDialogButtonBox::rejected, &dialog, &QDialog::reject);
    layout->addWidget(buttons);
    dialog.exec();
}

void showAbout(QMainWindow* window) {
    QMessageBox::about(
        window, tr("About Basin"),
        tr("<h3>Basin %1</h3>"
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
