// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/lab/lab_page.h"
#include "ui/lab/stage.h"
#include "ui/main_window.h"
#include "ui/theme.h"

#include <QCoreApplication>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace basin {

/// Settings of this process alone, the light theme, and no words about hints that a platform without windows cannot give.
inline void prepareApplication() {
    static const QtMessageHandler usual = qInstallMessageHandler(nullptr);
    qInstallMessageHandler([](QtMsgType type, const QMessageLogContext& context, const QString& message) {
        if (!message.startsWith(QLatin1String("This plugin does not support"))) usual(type, context, message);
    });
    static const QTemporaryDir settings;
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, settings.path());
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setApplicationName(QStringLiteral("basin-test"));
    applyTheme(ThemeChoice::Light);
}

/// A window as at the very first start, on show with its first frame; null where that never came.
inline std::unique_ptr<MainWindow> windowWith(const Scenario& scenario) {
    QSettings().clear();
    auto window = std::make_unique<MainWindow>(scenario);
    window->show();
    if (!QTest::qWaitForWindowExposed(window.get())) return nullptr;
    // Nothing waits for a time: the first frame comes when it comes.
    const Stage* stage = window->lab()->stage();
    return QTest::qWaitFor([stage] { return stage->frame() != nullptr; }, 60000) ? std::move(window) : nullptr;
}

/// How many pixels of the picture have just this colour.
inline int pixelsOf(const QImage& picture, const QColor& colour) {
    int count = 0;
    for (int y = 0; y < picture.height(); ++y)
        for (int x = 0; x < picture.width(); ++x) count += picture.pixelColor(x, y) == colour;
    return count;
}

}  // namespace basin
