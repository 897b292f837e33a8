// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <string>

namespace basin {

/// Lets the texts of Basin and of Qt appear in the user's language, where there is a translation into it. Call once, when
/// the application is there and before its first window.
void installTranslations();

/// A text of core (a title, a name, a sentence on what is wrong) in the user's language; as it stands where there is no
/// translation of it. resources/translations/core_texts.h lists these texts for translators.
QString coreText(const std::string& text);

}  // namespace basin
