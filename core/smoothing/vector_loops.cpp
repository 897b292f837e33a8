// SPDX-License-Identifier: GPL-3.0-or-later
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/smoothing/vector_loops.cpp"
#include <hwy/foreach_target.h>

#include "core/smoothing/vector_loops.h"

#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace basin {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;
using Doubles = hn::ScalableTag<double>;

void evaluatePolynomial(const double* c, std::size_t terms, double first, double spacing, double* out,
                        std::size_t count) {
    const Doubles d;
    const std::size_t lanes = hn::Lanes(d);
    const auto step = hn::Set(d, spacing), start = hn::Set(d, first);
    auto index = hn::Iota(d, 0.0);
    std::size_t i = 0;
    for (; i + lanes <= count; i += lanes) {
        const auto t = hn::MulAdd(index, step, start);
        auto sum = hn::Set(d, c[terms - 1]);
        for (std::size_t k = terms - 1; k-- > 0;) sum = hn::MulAdd(sum, t, hn::Set(d, c[k]));
        hn::StoreU(sum, d, out + i);
        index = hn::Add(index, hn::Set(d, static_cast<double>(lanes)));
    }
    for (; i < count; ++i) {
        const double t = first + spacing * static_cast<double>(i);
        double sum = c[terms - 1];
        for (std::size_t k = terms - 1; k-- > 0;) sum = sum * t + c[k];
        out[i] = sum;
    }
}

void addFiltered(const Tap* taps, std::size_t tapCount, double* out, std::size_t count) {
    const Doubles d;
    const std::size_t lanes = hn::Lanes(d);
    std::size_t j = 0;
    for (; j + 4 * lanes <= count; j += 4 * lanes) {
        auto a = hn::LoadU(d, out + j), b = hn::LoadU(d, out + j + lanes);
        auto e = hn::LoadU(d, out + j + 2 * lanes), f = hn::LoadU(d, out + j + 3 * lanes);
        for (std::size_t m = 0; m < tapCount; ++m) {
            const double* left = taps[m].left + j;
            const double* right = taps[m].right + j;
            const auto weight = hn::Set(d, taps[m].weight);
            a = hn::MulAdd(weight, hn::Add(hn::LoadU(d, left), hn::LoadU(d, right)), a);
            b = hn::MulAdd(weight, hn::Add(hn::LoadU(d, left + lanes), hn::LoadU(d, right + lanes)), b);
            e = hn::MulAdd(weight, hn::Add(hn::LoadU(d, left + 2 * lanes), hn::LoadU(d, right + 2 * lanes)), e);
            f = hn::MulAdd(weight, hn::Add(hn::LoadU(d, left + 3 * lanes), hn::LoadU(d, right + 3 * lanes)), f);
        }
        hn::StoreU(a, d, out + j);
        hn::StoreU(b, d, out + j + lanes);
        hn::StoreU(e, d, out + j + 2 * lanes);
        hn::StoreU(f, d, out + j + 3 * lanes);
    }
    for (; j < count; ++j) {
        double sum = out[j];
        for (std::size_t m = 0; m < tapCount; ++m) sum += taps[m].weight * (taps[m].left[j] + taps[m].right[j]);
        out[j] = sum;
    }
}

}  // namespace HWY_NAMESPACE
}  // namespace basin
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace basin {

HWY_EXPORT(evaluatePolynomial);
HWY_EXPORT(addFiltered);

void evaluatePolynomial(std::span<const double> coefficients, double first, double spacing, std::span<double> out) {
    HWY_DYNAMIC_DISPATCH(evaluatePolynomial)
    (coefficients.data(), coefficients.size(), first, spacing, out.data(), out.size());
}

void addFiltered(std::span<const Tap> taps, double* out, std::size_t count) {
    HWY_DYNAMIC_DISPATCH(addFiltered)(taps.data(), taps.size(), out, count);
}

}  // namespace basin
#endif
