// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/document.h"

#include "ui/export/picture.h"
#include "ui/translation.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace basin {

QString Document::windowTitle(const Scenario& scenario) const {
    const QString name = hasFile() ? QFileInfo(m_path).fileName() : coreText(scenario.title);
    return name.isEmpty() ? QStringLiteral("Basin")
                          : QCoreApplication::translate("basin::Document", "%1[*] – Basin").arg(name);
}

void Document::setFile(const QString& path, const Scenario& scenario) {
    m_path = path;
    m_saved = scenario;
}

QString Document::save(const QString& path, const Scenario& scenario) {
    const QString error = writeWhole(path, QByteArray::fromStdString(writeScenario(scenario)));
    if (error.isEmpty()) setFile(path, scenario);
    return error;
}

}  // namespace basin
