// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/convolution.h"

#include <ATen/ATen.h>
#include <torch/autograd.h>

#include <array>
#include <utility>

namespace basin {

namespace {

using torch::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::Function;
using torch::autograd::variable_list;

thread_local int scopes = 0;

/// What a convolution is but for its input and its weights.
struct Geometry {
    std::vector<std::int64_t> stride, padding, dilation;
    std::int64_t groups = 1;

    void save(AutogradContext* context) const {
        context->saved_data["stride"] = stride;
        context->saved_data["padding"] = padding;
        context->saved_data["dilation"] = dilation;
        context->saved_data["groups"] = groups;
    }
    static Geometry of(AutogradContext* context) {
        return {context->saved_data["stride"].toIntVector(), context->saved_data["padding"].toIntVector(),
                context->saved_data["dilation"].toIntVector(), context->saved_data["groups"].toInt()};
    }

    Tensor convolve(const Tensor& x, const Tensor& w) const {
        return at::convolution(x, w, {}, stride, padding, dilation, false, {0, 0}, groups);
    }
    /// Of g = ∂L/∂(x ∗ w): ∂L/∂x and ∂L/∂w, each if wanted.
    std::pair<Tensor, Tensor> backward(const Tensor& g, const Tensor& x, const Tensor& w, bool wantsX,
                                       bool wantsW) const {
        if (!wantsX && !wantsW) return {};
        const auto [byX, byW, byBias] = at::convolution_backward(g, x, w, c10::nullopt, stride, padding, dilation,
                                                                 false, {0, 0}, groups, {wantsX, wantsW, false});
        return {byX, byW};
    }
};

/// (g, x, w) ↦ (∂L/∂x, ∂L/∂w), or the latter alone, which is linear in g and in w, or in g and in x; so its derivatives are convolutions again.
class ConvolutionBackward : public Function<ConvolutionBackward> {
public:
    static variable_list forward(AutogradContext* context, const Tensor& g, const Tensor& x, const Tensor& w,
                                 const Geometry& geometry, bool wantsX) {
        context->save_for_backward({g, x, w});
        geometry.save(context);
        context->saved_data["wants x"] = wantsX;
        context->set_materialize_grads(false);
        const auto [byX, byW] = geometry.backward(g, x, w, wantsX, true);
        return wantsX ? variable_list{byX, byW} : variable_list{byW};  // no undefined one among them
    }
    /// From a = ∂S/∂(∂L/∂x) and b = ∂S/∂(∂L/∂w), either of which may be absent:
    ///   ∂S/∂g = a ∗ w + x ∗ b,   ∂S/∂x by (g, b) as ∂L/∂x by (g, w),   ∂S/∂w by (g, a) as ∂L/∂w by (g, x).
    static variable_list backward(AutogradContext* context, const variable_list& by) {
        const variable_list saved = context->get_saved_variables();
        const Tensor &g = saved[0], &x = saved[1], &w = saved[2], &b = by.back();
        const bool wantsX = context->saved_data["wants x"].toBool();
        const Tensor a = wantsX ? by.front() : Tensor();
        const Geometry geometry = Geometry::of(context);
        Tensor byG, byX, byW;
        if (a.defined()) {
            byG = geometry.convolve(a, w);
            byW = geometry.backward(g, a, w, false, true).second;
        }
        if (b.defined()) {
            const Tensor more = geometry.convolve(x, b);
            byG = byG.defined() ? byG + more : more;
            if (wantsX) byX = geometry.backward(g, x, b, true, false).first;
        }
        return {byG, byX, byW, Tensor(), Tensor()};
    }
};

class ConvolutionForward : public Function<ConvolutionForward> {
public:
    static Tensor forward(AutogradContext* context, const Tensor& x, const Tensor& w, const Geometry& geometry) {
        context->save_for_backward({x, w});
        geometry.save(context);
        context->saved_data["wants x"] = x.requires_grad();
        return geometry.convolve(x, w);
    }
    static variable_list backward(AutogradContext* context, const variable_list& g) {
        const variable_list saved = context->get_saved_variables();
        const variable_list by = ConvolutionBackward::apply(g[0], saved[0], saved[1], Geometry::of(context),
                                                            context->saved_data["wants x"].toBool());
        return {by.size() > 1 ? by.front() : Tensor(), by.back(), Tensor()};
    }
};

}  // namespace

Tensor ConvolutionImpl::forward(const Tensor& x) {
    if (scopes == 0 || !torch::GradMode::is_enabled()) return Conv2dImpl::forward(x);
    const auto numbers = [](c10::IntArrayRef both) { return both.vec(); };
    Geometry geometry{.stride = numbers(options.stride()),
                      .padding = numbers(c10::get<torch::ExpandingArray<2>>(options.padding())),
                      .dilation = numbers(options.dilation()),
                      .groups = options.groups()};
    return ConvolutionForward::apply(x, weight, std::move(geometry));
}

SecondDerivatives::SecondDerivatives() { ++scopes; }
SecondDerivatives::~SecondDerivatives() { --scopes; }

}  // namespace basin
