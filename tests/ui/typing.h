// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractItemView>
#include <QComboBox>
#include <QLineEdit>
#include <QLocale>
#include <QTest>

namespace basin {

inline void enter(QLineEdit* field, const QString& text) {
    field->setFocus();
    field->selectAll();
    QTest::keyClicks(field, text);
    QTest::keyClick(field, Qt::Key_Return);
}

/// A number as a person types it here.
inline QString typed(double value) {
    QLocale locale;
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    return locale.toString(value, 'g', 6);
}

/// Chooses an entry of a menu with the arrow keys, as its list does.
inline void choose(QComboBox* menu, int index) {
    menu->showPopup();
    menu->view()->setCurrentIndex(menu->model()->index(index, 0));
    QTest::keyClick(menu->view(), Qt::Key_Return);
}

}  // namespace basin
