// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/deck/deck.h"

#include <array>
#include <string_view>
#include <utility>

namespace basin {

// The words of deck files.
inline constexpr std::array kDeckPages{std::pair{DeckPage::Lab, std::string_view("lab")},
                                       std::pair{DeckPage::Plane, std::string_view("plane")},
                                       std::pair{DeckPage::Rates, std::string_view("rates")}};
inline constexpr std::array kLabCharts{std::pair{LabChart::Landscape, std::string_view("landscape")},
                                       std::pair{LabChart::Histograms, std::string_view("histograms")},
                                       std::pair{LabChart::Distance, std::string_view("distance")},
                                       std::pair{LabChart::Minima, std::string_view("minima")}};
inline constexpr std::array kDeckLaws{std::pair{DeckLaw::None, std::string_view("none")},
                                      std::pair{DeckLaw::Step, std::string_view("step")},
                                      std::pair{DeckLaw::LongRun, std::string_view("long-run")}};

}  // namespace basin
