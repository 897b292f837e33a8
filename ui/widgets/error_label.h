// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QLabel;
class QString;

namespace basin {

/// A hidden label for one sentence about bad input, to stand below the field that it is about.
QLabel* errorLabel();
/// Shows the sentence behind a cross, or hides the label if there is none.
void setErrorText(QLabel* label, const QString& sentence);

}  // namespace basin
