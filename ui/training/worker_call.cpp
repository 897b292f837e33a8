// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/worker_call.h"

#include "ui/training/worker_process.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <QTimer>

#include <utility>

namespace basin {

namespace {

constexpr int kPatienceMs = 5000;       ///< between asking a process to end and ending it
constexpr qsizetype kKept = 64 * 1024;  ///< bytes of standard error

}  // namespace

WorkerCall::WorkerCall(QObject* parent) : QObject(parent) {
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &WorkerCall::readLines);
    connect(&m_process, &QProcess::readyReadStandardError, this,
            [this] { m_errors = (m_errors + m_process.readAllStandardError()).right(kKept); });
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        // Whatever else goes wrong ends in `finished`.
        if (error == QProcess::FailedToStart)
            finish(tr("%1 could not be started: %2.").arg(m_process.program(), m_process.errorString()));
    });
    connect(&m_process, &QProcess::finished, this, [this](int code, QProcess::ExitStatus status) {
        readLines();
        m_errors = (m_errors + m_process.readAllStandardError()).right(kKept);
        if (status == QProcess::CrashExit)
            finish(tr("basin-train died before it was done. %1").arg(complaint()).trimmed());
        else if (code != 0)
            finish(complaint().isEmpty() ? tr("basin-train ended with code %1.").arg(code) : complaint());
        else
            finish({});
    });
}

WorkerCall::~WorkerCall() {
    m_process.disconnect(this);
    if (m_process.state() == QProcess::NotRunning) return;
    m_process.kill();
    m_process.waitForFinished();
}

void WorkerCall::start(const QStringList& arguments) {
    if (m_isRunning) return;
    m_errors.clear();
    m_begun.clear();
    m_isCancelled = false;
    m_isRunning = true;
    const QString program = workerProgram();
    if (program.isEmpty()) {
        // As with a process, the end comes after the beginning.
        QTimer::singleShot(0, this, [this] { finish(noWorkerProgram()); });
        return;
    }
    m_process.start(program, arguments + QStringList{QStringLiteral("--json")});
    m_process.closeWriteChannel();
}

void WorkerCall::cancel() {
    if (!m_isRunning || std::exchange(m_isCancelled, true)) return;
    m_process.terminate();
    QTimer::singleShot(kPatienceMs, &m_process, [this] {
        if (m_isCancelled) m_process.kill();
    });
}

void WorkerCall::readLines() {
    // Once it has ended, a last line without its end is whole too.
    while (m_process.canReadLine() || (m_process.state() == QProcess::NotRunning && m_process.bytesAvailable() > 0)) {
        const QByteArray line = m_process.readLine();
        // An object that is laid out begins and ends with a bracket at the beginning of a line.
        if (m_begun.isEmpty() && line.trimmed() != "{") {
            const QJsonDocument whole = QJsonDocument::fromJson(line);
            if (whole.isObject()) Q_EMIT said(whole.object());
            continue;
        }
        m_begun += line;
        if (!line.startsWith('}')) continue;
        const QJsonDocument laidOut = QJsonDocument::fromJson(std::exchange(m_begun, {}));
        if (laidOut.isObject()) Q_EMIT said(laidOut.object());
    }
}

QString WorkerCall::complaint() const {
    static const QRegularExpression kProgram(QStringLiteral("^basin-train( [a-z]+)?: "));
    QString last = QString::fromUtf8(m_errors.trimmed()).section(QLatin1Char('\n'), -1);
    last.remove(kProgram);
    if (!last.isEmpty()) last[0] = last[0].toUpper();
    return last;
}

void WorkerCall::finish(const QString& error) {
    if (!std::exchange(m_isRunning, false)) return;
    const bool cancelled = std::exchange(m_isCancelled, false);
    Q_EMIT ended(cancelled, cancelled ? QString() : error);
}

}  // namespace basin
