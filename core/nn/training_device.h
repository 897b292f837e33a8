// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "core/run/run_config.h"

#include <torch/types.h>

#include <string>

namespace basin {

/// The device that a configuration calls "cpu", "cuda", "cuda:1" or "auto" (the first GPU, else the CPU). An error if it is
/// not there.
Result<torch::Device> deviceNamed(const std::string& name);
/// What its queue is called: "cpu", "cuda-0".
std::string queueOf(const torch::Device& device);

/// While it lives, this thread computes in the precision: bf16 is torch's autocast, which keeps weights and sums in single
/// precision; tf32 lets a GPU round the factors of its products.
class PrecisionScope {
public:
    PrecisionScope(Precision precision, const torch::Device& device);
    PrecisionScope(const PrecisionScope&) = delete;
    PrecisionScope& operator=(const PrecisionScope&) = delete;
    ~PrecisionScope();

private:
    bool m_casts;
    torch::Device m_device;
};

}  // namespace basin
