// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QObject>
#include <QProcess>

namespace basin {

/// One call of `basin-train … --json`: its answers, one object a line or laid out over several, and how it ended. Ends with this
/// object.
class WorkerCall : public QObject {
    Q_OBJECT

public:
    explicit WorkerCall(QObject* parent = nullptr);
    ~WorkerCall() override;

    /// `--json` is added to the arguments. Does nothing while a call is running.
    void start(const QStringList& arguments);
    /// Asks the process to end, and sees to it a few seconds later.
    void cancel();
    bool isRunning() const { return m_isRunning; }

Q_SIGNALS:
    void said(const QJsonObject& object);
    /// `error` is one sentence; empty if all went well, or if it was cancelled.
    void ended(bool cancelled, const QString& error);

private:
    void readLines();
    void finish(const QString& error);
    QString complaint() const;

    QProcess m_process;
    QByteArray m_begun;   ///< lines of an object that is not complete yet
    QByteArray m_errors;  ///< the end of what it said on standard error
    bool m_isRunning = false;
    bool m_isCancelled = false;
};

}  // namespace basin
