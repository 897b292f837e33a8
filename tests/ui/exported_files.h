// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/window.h"
#include "ui/export/carried_state.h"
#include "ui/export/opened_file.h"

#include <QApplication>
#include <QDropEvent>
#include <QFile>
#include <QLabel>
#include <QMimeData>

#include <algorithm>
#include <optional>
#include <vector>

namespace basin {

/// Every iterate and every average of the run that the window shows.
inline std::vector<std::vector<double>> numbersIn(MainWindow& window) {
    std::promise<std::vector<std::vector<double>>> promise;
    window.lab()->stage()->look([&](const LabRun& run) {
        const Ensemble& ensemble = run.ensemble();
        std::vector<std::vector<double>> numbers{{ensemble.iterates().begin(), ensemble.iterates().end()}};
        for (std::size_t i = 0; i < ensemble.averageCount(); ++i) {
            numbers.emplace_back(ensemble.walkers());
            ensemble.averages(i, numbers.back());
        }
        promise.set_value(numbers);
    });
    return promise.get_future().get();
}

inline void drop(MainWindow& window, const QStringList& paths) {
    QMimeData data;
    QList<QUrl> urls;
    for (const QString& path : paths) urls << QUrl::fromLocalFile(path);
    data.setUrls(urls);
    QDragEnterEvent enter(QPoint(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&window, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent event(QPointF(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&window, &event);
}

inline bool says(const MainWindow& window, const QString& words) {
    const auto labels = window.findChildren<QLabel*>();
    return std::any_of(labels.begin(), labels.end(),
                       [&](const QLabel* label) { return label->isVisible() && label->text().contains(words); });
}

inline QByteArray bytesOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline std::optional<Scenario> scenarioIn(const QString& path) {
    Result<Scenario> scenario = readScenario(bytesOf(path).toStdString());
    return scenario ? std::optional(*std::move(scenario)) : std::nullopt;
}

inline void write(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

}  // namespace basin
