// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/worker_process.h"

#include "core/run/run_folder.h"
#include "ui/translation.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QProcess>
#include <QProcessEnvironment>
#include <QStandardPaths>

namespace basin {

namespace {

/// The texts of this file, for translators.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(basin::WorkerProcess)
};

}  // namespace

QString workerProgram() {
    QString asked = qEnvironmentVariable("BASIN_TRAIN");
    if (!asked.isEmpty()) return asked;
    const QString name = QStringLiteral("basin-train");
    const QString beside = QStandardPaths::findExecutable(name, {QCoreApplication::applicationDirPath()});
    return beside.isEmpty() ? QStandardPaths::findExecutable(name) : beside;
}

QString noWorkerProgram() {
    return Words::tr(
        "The program basin-train is neither beside Basin nor in PATH; build it with LibTorch, or name it in the "
        "environment variable BASIN_TRAIN.");
}

StartedWorker startWorker(const std::filesystem::path& run) {
    const QString program = workerProgram();
    if (program.isEmpty()) return {.error = noWorkerProgram()};
    const Result<RunFolder> folder = RunFolder::open(run);
    if (!folder) return {.error = coreText(folder.error().message)};
    const QString log = QString::fromStdString(folder->workerLog().string());
    QProcess process;
    process.setProgram(program);
    process.setArguments({QStringLiteral("resume"), QString::fromStdString(std::filesystem::absolute(run).string())});
    // GCC's OpenMP lets threads that wait for each other spin for milliseconds, which starves everybody where the window or
    // another worker needs a core. A thousand turns cost an idle machine nothing.
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const QString spinning = QStringLiteral("GOMP_SPINCOUNT");
    if (!environment.contains(spinning) && !environment.contains(QStringLiteral("OMP_WAIT_POLICY")))
        environment.insert(spinning, QStringLiteral("1000"));
    process.setProcessEnvironment(environment);
    process.setStandardInputFile(QProcess::nullDevice());
    process.setStandardOutputFile(log, QIODevice::Append);
    process.setStandardErrorFile(log, QIODevice::Append);
    qint64 pid = 0;
    if (!process.startDetached(&pid))
        return {.error =
                    Words::tr("%1 could not be started: %2").arg(QFileInfo(program).filePath(), process.errorString())};
    return {.pid = pid};
}

}  // namespace basin
