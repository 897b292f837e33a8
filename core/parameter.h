// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace basin {

/// Describes one number that a person can set: the interface and the documents are made from it.
struct Parameter {
    std::string name;          ///< as in files: "kappa"
    std::string symbol;        ///< as in formulas: "κ"
    std::string label;         ///< in words: "Ripple frequency"
    std::string tip;           ///< what happens when it grows, for a second-year student
    double minimum = 0.0;      ///< inclusive
    double maximum = 1.0;      ///< inclusive
    double standard = 0.0;     ///< the default
    bool logarithmic = false;  ///< a slider moves through orders of magnitude; minimum > 0
};

/// An objective, of the line or of the plane, that has a name and named parameters (maths.md §4).
struct CatalogueEntry {
    std::string name;     ///< as in files: "dip"
    std::string title;    ///< on screen: "Flat basin, sharp dip"
    std::string formula;  ///< f in plain text, in the parameters' symbols
    std::vector<Parameter> parameters;
};

}  // namespace basin
