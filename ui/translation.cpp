// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/translation.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace basin {

void installTranslations() {
    const auto install = [](const QLocale& language, const QString& file, const QString& folder) {
        auto* translator = new QTranslator(QCoreApplication::instance());
        if (translator->load(language, file, QStringLiteral("_"), folder))
            QCoreApplication::installTranslator(translator);
        else
            delete translator;
    };
    const QString own = QStringLiteral("basin"), folder = QStringLiteral(":/translations");
    // English has plural forms; what is installed later comes first.
    install(QLocale(QLocale::English), own, folder);
    install(QLocale(), QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    install(QLocale(), own, folder);
}

QString coreText(const std::string& text) { return QCoreApplication::translate("basin::Core", text.c_str()); }

}  // namespace basin
