// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/smoothing/means.h"

#include <algorithm>

namespace basin {

void fill(Means& means, long begin, long end, const Signal& signal, const Means* finer) {
    means.begin = begin;
    means.values.resize(static_cast<std::size_t>(end - begin));
    const auto direct = [&](long from, long to) {
        if (from >= to) return;
        const auto count = static_cast<std::size_t>(to - from);
        signal.tabulation->splineMeans(means.first + means.spacing * static_cast<double>(from), means.spacing,
                                       means.unit, signal.order, signal.base, count, 1,
                                       std::span(means.values).subspan(static_cast<std::size_t>(from - begin), count));
    };
    if (!finer || finer->spacing * 2.0 != means.spacing) {
        direct(begin, end);
        return;
    }
    // A spline of twice the unit is (1, 4, 6, 4, 1)/16 of those one unit apart.
    const long apart = finer->perUnit();
    const long from = std::clamp((finer->begin + 2 * apart + 1) / 2 + 1, begin, end);
    const long to = std::clamp((finer->end() - 2 * apart) / 2 - 1, from, end);
    direct(begin, from);
    for (long i = from; i < to; ++i) {
        const double* c = finer->at(2 * i);
        means.values[static_cast<std::size_t>(i - begin)] =
            (c[-2 * apart] + c[2 * apart] + 4.0 * (c[-apart] + c[apart]) + 6.0 * c[0]) / 16.0;
    }
    direct(to, end);
}

double filtered(const Kernel::Weights& weights, const Means& means, long i) {
    const long wide = means.perUnit();
    const double* c = means.at(i);
    double sum = 0.0;
    for (long m = 0; m < static_cast<long>(weights.size()); ++m)
        sum += weights[static_cast<std::size_t>(m)] * (c[m * wide] + c[-m * wide]);
    return sum;
}

}  // namespace basin
