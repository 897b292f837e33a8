// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/cifar.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <string>
#include <vector>

namespace basin {

inline QString contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// Files as large as `images` images of CIFAR-10 each; the window looks at sizes alone.
inline void writeImages(const QString& folder, int images) {
    QDir().mkpath(folder);
    const DatasetEntry& entry = datasetEntry(Dataset::Cifar10);
    std::vector<std::string> names = entry.trainFiles;
    names.push_back(entry.testFile);
    for (const std::string& name : names) {
        QFile file(folder + QLatin1Char('/') + QString::fromStdString(name));
        if (!file.open(QIODevice::WriteOnly) || !file.resize(3073LL * images)) qFatal("no images");
    }
}

/// In place of basin-train: a script that says what it was asked to do and answers as the environment variable FAKE wants.
class FakeWorker {
public:
    FakeWorker() {
        writeImages(images(), 1000);
        QFile program(path() + QStringLiteral("/worker"));
        if (!program.open(QIODevice::WriteOnly)) qFatal("no worker");
        program.write(kScript);
        program.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    /// As at the beginning of every test: it is found, it finds images, and all goes well.
    void prepare() const {
        qputenv("BASIN_DATA", images().toUtf8());
        qputenv("BASIN_TRAIN", program().toUtf8());
        qputenv("IMAGES", images().toUtf8());
        qputenv("ASKED", (path() + QStringLiteral("/asked")).toUtf8());
        qputenv("FAKE", "ok");
    }
    QString path() const { return m_folder.path(); }
    QString images() const { return path() + QStringLiteral("/images"); }
    QString program() const { return path() + QStringLiteral("/worker"); }
    /// The last call of a preflight or a fork.
    QString asked() const { return contentOf(path() + QStringLiteral("/asked")); }

private:
    static constexpr const char* kScript = R"(#!/bin/sh
case "$1 $FAKE" in
resume*) echo "$@" > "$2/asked"; echo '{"event":"state","state":"queued","time":1.0}' > "$2/events.jsonl" ;;
preflight\ fail) echo 'basin-train preflight: There is no GPU.' >&2; exit 2 ;;
preflight\ slow) exec sleep 1000 ;;
fork\ fail) echo 'basin-train fork: There is no checkpoint of epoch 9.' >&2; exit 2 ;;
fork*) echo "$@" > "$ASKED" ;;
preflight*)
    echo "$@" > "$ASKED"
    echo '{"device":"cpu","images_per_s":1250.4,"step_s":0.1,"memory_bytes":1.2e9,"iterations_per_epoch":40,' \
         '"training_s":800.0,"evaluation_s":40.0}' ;;
download\ ok)
    echo '{"event":"progress","bytes":85000000,"total":170000000,"what":"download"}'
    mkdir -p "$4" && cp "$IMAGES"/* "$4" && echo '{"event":"done","folder":"'"$4"'"}' ;;
download\ fail) echo 'basin-train download: there is no network: the archive was not reached.' >&2; exit 1 ;;
download\ slow)
    echo '{"event":"progress","bytes":85000000,"total":170000000,"what":"download"}'
    exec sleep 1000 ;;
esac
)";

    QTemporaryDir m_folder;
};

}  // namespace basin
