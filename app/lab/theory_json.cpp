// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/theory_json.h"

namespace basin::lab {

Json constantsJson(const Constants& k) {
    return {{"L", k.L}, {"sigma1", k.sigma1}, {"sigma2", k.sigma2}, {"c", k.c}, {"M", k.M}, {"mu", k.mu}};
}

Json boundsJson(const Bounds& bounds) {
    return {{"B1", orNaN(bounds.B1)}, {"B1p", orNaN(bounds.B1p)}, {"B2", orNaN(bounds.B2)},
            {"B3", orNaN(bounds.B3)}, {"B5", orNaN(bounds.B5)},   {"B6", orNaN(bounds.B6)}};
}

Json predictionsJson(const Predictions& predictions) {
    return {{"P1", orNaN(predictions.P1)}, {"P2", orNaN(predictions.P2)}, {"P3", orNaN(predictions.P3)}};
}

}  // namespace basin::lab
