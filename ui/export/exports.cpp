// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/exports.h"

#include "ui/export/carried_state.h"
#include "ui/export/export_dialog.h"
#include "ui/export/picture.h"
#include "ui/export/recording.h"
#include "ui/format.h"
#include "ui/main_window.h"
#include "ui/stage_page.h"
#include "ui/widgets/notice_bar.h"

#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>

#include <memory>
#include <utility>

namespace basin {

namespace {

constexpr int kSaidMs = 8000;  // how long the bar tells that a file is there

}  // namespace

Exports::Exports(MainWindow* window) : QObject(window), m_window(window) {
    m_hide.setSingleShot(true);
    m_hide.setInterval(kSaidMs);
    connect(&m_hide, &QTimer::timeout, this, [this] { m_bar->hide(); });
    m_bar = new NoticeBar;
    m_enough = m_bar->addButton(tr("Finish &now"));
    m_discard = m_bar->addButton(tr("&Discard"));
    connect(m_enough, &QPushButton::clicked, this, [this] { stopRecording(true); });
    connect(m_discard, &QPushButton::clicked, this, [this] { stopRecording(false); });
    window->addNotice(m_bar);
}

Exports::~Exports() { m_pool.waitForDone(); }  // what was begun becomes whole

void Exports::ask() {
    if (m_dialog) return m_dialog->activateWindow();
    Page* page = m_window->currentPage();
    m_dialog = new ExportDialog(page->chartsSize().toSize(), m_window->size(),
                                qobject_cast<StagePage*>(page) != nullptr, m_window);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_dialog, &QDialog::accepted, this, [this] { begin(m_dialog->choice()); });
    m_dialog->open();
    if (m_ffmpeg && m_ffmpeg->problem().isEmpty()) return m_dialog->setFfmpeg(*m_ffmpeg);
    m_pool.start([this] {
        const Ffmpeg found = findFfmpeg();
        QMetaObject::invokeMethod(
            this,
            [this, found] {
                m_ffmpeg = found;
                if (m_dialog) m_dialog->setFfmpeg(found);
            },
            Qt::QueuedConnection);
    });
}

void Exports::begin(const ExportChoice& choice) {
    Page* page = m_window->currentPage();
    const SavedState state = m_window->state();
    switch (choice.what) {
        case ExportWhat::Charts:
        case ExportWhat::Window: {
            const auto what =
                choice.what == ExportWhat::Charts ? PictureOptions::What::Charts : PictureOptions::What::Window;
            return work(choice.path, takePicture(choice.path, m_window, page, {.what = what, .scale = choice.scale},
                                                 writeState(state)));
        }
        case ExportWhat::ShownNumbers:
            return work(choice.path, [path = choice.path, state, table = page->shownTable()] {
                return writeWhole(path, csvHeader(state) + QByteArray::fromStdString(csvText(table)));
            });
        case ExportWhat::AllNumbers:
            return page->collectTable([this, path = choice.path, state](const Table& table) {
                QMetaObject::invokeMethod(
                    this,
                    [this, path, state, table] {
                        work(path, [path, state, table] {
                            return writeWhole(path, csvHeader(state) + QByteArray::fromStdString(csvText(table)));
                        });
                    },
                    Qt::QueuedConnection);
            });
        case ExportWhat::Animation: return record(choice);
    }
}

void Exports::work(const QString& path, const std::function<QString()>& work) {
    showBar(tr("Writing %1…").arg(QFileInfo(path).fileName()), false);
    m_pool.start([this, path, work] {
        const QString problem = work();
        QMetaObject::invokeMethod(
            this, [this, path, problem] { finish(path, problem); }, Qt::QueuedConnection);
    });
}

void Exports::finish(const QString& path, const QString& problem) {
    if (problem.isEmpty()) {
        showBar(tr("%1 is there, in %2.").arg(QFileInfo(path).fileName(), QFileInfo(path).absolutePath()), false);
        m_hide.start();
    } else {
        m_bar->hide();
        m_window->currentPage()->showMessage(problem);
    }
    Q_EMIT ended(path, problem);
}

void Exports::record(const ExportChoice& choice) {
    if (m_recording) return finish(choice.path, tr("An animation is being recorded; finish it first."));
    if (m_ffmpeg) return prepareRecording(choice);
    m_pool.start([this, choice] {
        const Ffmpeg found = findFfmpeg();
        QMetaObject::invokeMethod(
            this,
            [this, found, choice] {
                m_ffmpeg = found;
                prepareRecording(choice);
            },
            Qt::QueuedConnection);
    });
}

void Exports::prepareRecording(const ExportChoice& choice) {
    auto* page = qobject_cast<StagePage*>(m_window->currentPage());
    if (!page || page->runs().empty())
        return finish(choice.path, tr("Nothing plays on this page; open the lab and record there."));
    if (const QString problem = m_ffmpeg->problem(); !problem.isEmpty()) return finish(choice.path, problem);
    const QString ending = QFileInfo(choice.path).suffix().toLower();
    if (!m_ffmpeg->endings().contains(ending))
        return finish(choice.path, tr("%1: the ffmpeg of this machine writes %2; choose one of these endings.")
                                       .arg(choice.path, m_ffmpeg->endings().join(QStringLiteral(", "))));
    // The bar takes room from the charts: their pictures begin when they have found their size beside it.
    showBar(tr("Recording %1").arg(QFileInfo(choice.path).fileName()), true);
    QTimer::singleShot(0, this, [this, choice, page = QPointer<StagePage>(page)] {
        if (page && !m_recording) startRecording(choice, page);
    });
}

void Exports::startRecording(const ExportChoice& choice, StagePage* page) {
    m_recording = new Recording(page, *m_ffmpeg,
                                {.path = choice.path,
                                 .pictures = choice.pictures(),
                                 .perSecond = choice.perSecond,
                                 .stepsPerPicture = choice.stepsPerPicture,
                                 .scale = choice.scale},
                                writeState(m_window->state()), this);
    const QString name = QFileInfo(choice.path).fileName();
    const auto tell = [this, name](int pictures, int of) {
        m_bar->setText(pictures < of
                           ? tr("Recording %1: picture %2 of %3").arg(name, formatCount(pictures), formatCount(of))
                           : tr("Completing %1…").arg(name));
        m_bar->setProgress(static_cast<double>(pictures) / of);
    };
    tell(1, choice.pictures());
    Q_EMIT recordingBegan();
    connect(m_recording, &Recording::progressed, this, tell);
    connect(m_recording, &Recording::ended, this, [this, path = choice.path](const QString& problem) {
        std::exchange(m_recording, nullptr)->deleteLater();
        finish(path, problem);
    });
}

void Exports::stopRecording(bool keep) {
    if (!m_recording) return;
    if (keep) return m_recording->finish();
    delete std::exchange(m_recording, nullptr);
    m_bar->hide();
}

bool Exports::mayClose() {
    if (!m_recording) return true;
    QMessageBox box(QMessageBox::Question, tr("Basin"), tr("An animation is being recorded: what becomes of it?"),
                    QMessageBox::NoButton, m_window);
    QPushButton* keep = box.addButton(tr("&Finish the animation"), QMessageBox::AcceptRole);
    QPushButton* discard = box.addButton(tr("&Discard"), QMessageBox::DestructiveRole);
    box.setEscapeButton(box.addButton(tr("&Stay"), QMessageBox::RejectRole));
    box.setDefaultButton(keep);
    box.exec();
    const QAbstractButton* answer = box.clickedButton();
    if (answer != keep && answer != discard) return false;
    if (!m_recording) return true;  // it has ended in the meantime
    stopRecording(answer == keep);
    if (answer == discard) return true;
    // The window closes when the file is whole; why it cannot be is read first.
    connect(
        this, &Exports::ended, m_window,
        [window = m_window](const QString&, const QString& problem) {
            if (problem.isEmpty()) window->close();
        },
        static_cast<Qt::ConnectionType>(Qt::QueuedConnection | Qt::SingleShotConnection));
    return false;
}

void Exports::showBar(const QString& sentence, bool underWay) {
    m_hide.stop();
    m_bar->setText(sentence);
    m_bar->setProgress(-1.0);
    m_enough->setVisible(underWay);
    m_discard->setVisible(underWay);
    m_bar->show();
}

}  // namespace basin
