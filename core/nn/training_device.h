// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/augmentation.h"
#include "core/result.h"
#include "core/run/device_meter.h"
#include "core/run/event.h"
#include "core/run/run_config.h"

#include <torch/types.h>

#include <exception>
#include <string>

namespace basin {

/// Where and in which order of memory a network works.
struct Placement {
    torch::Device device = torch::kCPU;
    Layout layout = Layout::Pixels;
};
/// That of a configuration, whose device is called "cpu", "cuda", "cuda:1" or "auto" (the first GPU, else the CPU). Errors:
/// it is not there, or can not compute in the precision.
Result<Placement> placementOf(const RunConfig& config);
/// Prepares this process for training. On a CPU: the threads of the configuration, and memory that is kept; by itself the
/// allocator gives the tensors of every iteration back to the system and takes them anew, page by page, which costs a sixth of
/// the time. A GPU tries which of its kernels are the fastest.
void prepareDevice(const RunConfig& config);
/// What its queue is called: "cpu", "cuda-0000-3B-00.0" (its address on the bus), or "cuda-0" if that is not known.
std::string queueOf(const torch::Device& device);
/// A meter for it.
DeviceMeter meterOf(const torch::Device& device);

/// What a library threw, as the end of a run: out of memory, or failed.
EndEvent endBy(const std::exception& fault);

/// While it lives, this thread computes in the precision, and afterwards as it did before: bf16 is torch's autocast, which keeps
/// weights and sums in single precision; tf32 lets a GPU round the factors of its products, on all threads.
class PrecisionScope {
public:
    PrecisionScope(Precision precision, const torch::Device& device);
    PrecisionScope(const PrecisionScope&) = delete;
    PrecisionScope& operator=(const PrecisionScope&) = delete;
    ~PrecisionScope();

    /// Before a backward pass, which has the types of its forward pass by itself, and is not to be cast anew.
    void endCasting();

private:
    torch::Device m_device;
    bool m_castBefore, m_isCasting = true;
    bool m_roundedMatricesBefore, m_roundedConvolutionsBefore;
};

}  // namespace basin
